"""Reads a question: which of its words are names of the base, which are misspelt names, which only ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.facts import About
from bot.search.names import LONGEST, SHORTEST, Correction, Names, Unit, units_of
from bot.text import Token, key, question_words, tokens

CORRECTED = 0.9  # a corrected character counts a little less than the one that was typed right
LONGEST_QUESTION_WORD = 7  # 有没有什么 and the like; the longest of the list


@dataclass(frozen=True, slots=True)
class Position:
    """One token of a question: its text as read, how much it weighs, and how sure the reading is (1: as typed)."""

    text: str
    kind: str
    weight: float
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read."""

    positions: tuple[Position, ...]
    names: tuple[tuple[int, int, str], ...]  # start, end, key of each name of the base
    elsewhere: tuple[tuple[int, int], ...]  # spans of names of places that the base does not know
    corrections: tuple[Correction, ...]
    about_subject: bool  # whether the subject itself was named


def read(question: str, names: Names, about: About) -> Reading:
    """The reading of a question of any length; the caller cuts it first."""
    corrections: list[Correction] = []
    read_tokens: list[tuple[Token, float]] = []
    subject = {key(word) for word in about.subject_words}
    found = _latin(tokens(question), names, corrections)
    kept, about_subject = _without(found, subject)
    found = _typing_errors(kept, names, corrections)
    read_tokens = found
    text = [token.text for token, _ in read_tokens]
    spans = _spans(text, lambda word: word in names.by_key, LONGEST)
    asking = _asking(text, [span for span in spans if names.is_name("".join(text[slice(*span)]))])
    elsewhere = tuple(
        (start, end)
        for start, end in _spans(text, lambda word: word in names.other_places, 6)
        if not any(_overlap(start, end, s, e) for s, e in spans)
    )
    positions = tuple(
        Position(token.text, token.kind, 0 if index in asking else token.weight, sure)
        for index, (token, sure) in enumerate(read_tokens)
    )
    named = tuple((start, end, "".join(text[start:end])) for start, end in spans)
    return Reading(positions, named, elsewhere, tuple(corrections), about_subject)


def _latin(found: Sequence[Token], names: Names, corrections: list[Correction]) -> list[tuple[Token, float]]:
    """Latin words as English words of the base, as pinyin of its names, or as initials; others stay as they are."""
    result: list[tuple[Token, float]] = []
    index = 0
    while index < len(found):
        token = found[index]
        if token.kind != "latin" or token.text in question_words() or token.text in names.english:
            result.append((token, 1.0))
            index += 1
            continue
        stop = index
        while stop < len(found) and found[stop].kind == "latin" and found[stop].text not in names.english:
            stop += 1
        typed = [t.text for t in found[index:stop]]
        if read_as := _pinyin(found[index:stop], names):
            corrections.append(Correction(" ".join(typed), read_as))
            result += [(Token(character, "han"), CORRECTED) for character in read_as]
            index = stop
            continue
        meant = names.from_initials(token.text)
        if english := None if meant else names.english_word(token.text):
            meant = (english,)
        if meant:
            corrections.append(Correction(token.text, meant[0], meant[1:]))
            result += [(part, CORRECTED) for part in tokens(meant[0])]
        else:
            result.append((token, 1.0))
        index += 1
    return result


def _pinyin(run: Sequence[Token], names: Names) -> str | None:
    """A run of Latin words as names spelt in pinyin, if every syllable belongs to one."""
    readings: list[list[Unit]] = [[]]
    for token in run:
        readings = [[*before, *more] for before in readings for more in units_of(token)][:8]
    best: str | None = None
    for units in readings:
        text, start = "", 0
        while start < len(units):
            for size in range(min(LONGEST, len(units) - start), SHORTEST - 1, -1):
                if name := names.corrected(units[start : start + size]):
                    text += name
                    start += size
                    break
            else:
                break
        if units and start == len(units) and (best is None or len(text) < len(best)):
            best = text
    return best


def _typing_errors(
    found: list[tuple[Token, float]], names: Names, corrections: list[Correction]
) -> list[tuple[Token, float]]:
    """Misspelt names put right, the longest first; what is a name of the base already stays."""
    text = [token.text for token, _ in found]
    known = [False] * len(found)
    for start, end in _spans(text, lambda word: word in names.by_key, LONGEST):
        known[start:end] = [True] * (end - start)
    for index in _asking(text, ()):
        known[index] = True
    for start, end in _spans(text, lambda word: word in names.other_places, 6):
        known[start:end] = [True] * (end - start)
    for size in range(min(LONGEST, len(found)), SHORTEST - 1, -1):
        for start in range(len(found) - size + 1):
            window = found[start : start + size]
            if all(known[start : start + size]) or any(token.kind == "number" for token, _ in window):
                continue
            options = [units_of(token) for token, _ in window]
            if not all(options):
                continue
            units = [unit for option in options for unit in option[0]]
            typed = "".join(unit.text for unit in units)
            read_as = names.corrected(units)
            if read_as is None or read_as == typed or len(read_as) != len(window):
                continue
            corrections.append(Correction(typed, read_as))
            found[start : start + size] = [(Token(character, "han"), CORRECTED) for character in read_as]
            known[start : start + size] = [True] * size
    return found


def _without(found: list[tuple[Token, float]], subject: set[str]) -> tuple[list[tuple[Token, float]], bool]:
    """The tokens without the subject's own name, which explains nothing, and whether it was there."""
    text = [token.text for token, _ in found]
    spans = _spans(text, lambda word: word in subject, 20)
    dropped = {index for start, end in spans for index in range(start, end)}
    return [pair for index, pair in enumerate(found) if index not in dropped], bool(spans)


def _asking(text: Sequence[str], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The positions that only ask (多少, 什么时候, how many), names excepted."""
    named = {index for start, end in spans for index in range(start, end)}
    spans = _spans(text, lambda word: word in question_words(), LONGEST_QUESTION_WORD)
    return {index for start, end in spans for index in range(start, end)} - named


def _spans(text: Sequence[str], known: Callable[[str], bool], longest: int) -> list[tuple[int, int]]:
    """Where known words stand (from, to), from the left, the longest first, without overlap."""
    spans, start = [], 0
    while start < len(text):
        for end in range(min(len(text), start + longest), start, -1):
            if known("".join(text[start:end])):
                spans.append((start, end))
                start = end
                break
        else:
            start += 1
    return spans


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    return start < other_end and other_start < end

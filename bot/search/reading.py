"""Reads a question: which of its words are names of the base, which are misspelt names, which only ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.facts import About
from bot.search.insists import NUMERALS, OFFICE, ORDINAL
from bot.search.insists import required as required_by
from bot.search.names import LONGEST, PLACES, SHORTEST, Correction, Names, Unit, units_of
from bot.text import Token, key, ordinary_words, question_words, tokens

MOST_READINGS = 8  # of a run of Latin words as syllables
MOST_SYLLABLES = 24  # a longer run is no question in pinyin
CORRECTED = 0.9  # a corrected character counts a little less than the one that was typed right
LONGEST_ORDINARY, LONGEST_PLACE, LONGEST_NAME = 4, 6, 24
Span = tuple[int, int]  # from and to
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
    """A question as it was read. Spans are from and to positions."""

    positions: tuple[Position, ...]
    names: tuple[tuple[int, int, str], ...]  # with the key of each name of the base
    words: tuple[Span, ...]  # ordinary words, which a fact has whole or not at all
    short_names: tuple[Span, ...]  # names of two to four characters, places excepted: the same, less strictly
    elsewhere: tuple[Span, ...]  # names of places that the base does not know
    required: tuple[str, ...]  # years and ordinals: what has another one is another thing
    offices: tuple[str, ...]  # whoever holds another one is somebody else
    corrections: tuple[Correction, ...]
    about_subject: bool  # whether the subject itself was named
    about_whole: bool  # whether the subject was named as a place, all of it (九城市)

    @property
    def asked(self) -> str:
        """What is asked about, without the words that only ask."""
        return "".join(position.text for position in self.positions if position.weight)


def read(question: str, names: Names, about: About) -> Reading:
    """The reading of a question of any length; the caller cuts it first."""
    corrections: list[Correction] = []
    found = _latin(tokens(question), names, corrections)
    found, about_subject = _without_subject(found, names, about)
    found = _typing_errors(found, names, corrections)
    text = [token.text for token, _ in found]
    spans = _spans(text, lambda word: word in names.by_key, LONGEST)
    named = [span for span in spans if names.is_name("".join(text[slice(*span)]))]
    required = required_by(text)
    weightless = _asking(text, named) | {index for span, _ in required for index in range(*span)}
    about_whole = False
    for start, end in spans:
        if about.subject in names.targets("".join(text[start:end]), *PLACES):
            about_subject = about_whole = True
            weightless |= set(range(start, end))
    positions = tuple(
        Position(token.text, token.kind, 0 if index in weightless else token.weight, sure)
        for index, (token, sure) in enumerate(found)
    )
    return Reading(
        positions,
        tuple((start, end, "".join(text[start:end])) for start, end in spans),
        tuple(_ordinary(text, named, weightless)),
        tuple(_short_names(text, named, names, weightless)),
        tuple(_elsewhere(text, spans, names)),
        tuple(wanted for _, wanted in required),
        tuple(OFFICE.findall("".join(text))),
        tuple(corrections),
        about_subject,
        about_whole,
    )


def _ordinary(text: Sequence[str], named: Sequence[tuple[int, int]], weightless: set[int]) -> list[tuple[int, int]]:
    """Where ordinary words stand: in names and between them, never across the edge of one (专精特新|作)."""
    spans = _spans(text, lambda word: len(word) > 1 and word in ordinary_words(), LONGEST_ORDINARY)
    return [
        (start, end)
        for start, end in spans
        if not weightless.intersection(range(start, end))
        and not any(_overlap(start, end, s, e) and not (s <= start and end <= e) for s, e in named)
    ]


def _short_names(
    text: Sequence[str], named: Sequence[tuple[int, int]], names: Names, weightless: set[int]
) -> list[tuple[int, int]]:
    return [
        (start, end)
        for start, end in named
        if 1 < end - start <= LONGEST_ORDINARY
        and "".join(text[start:end]) not in names.places
        and not weightless.intersection(range(start, end))
    ]


def _elsewhere(text: Sequence[str], spans: Sequence[tuple[int, int]], names: Names) -> list[tuple[int, int]]:
    places = _spans(text, lambda word: word in names.other_places, LONGEST_PLACE)
    return [(start, end) for start, end in places if not any(_overlap(start, end, s, e) for s, e in spans)]


def _latin(found: Sequence[Token], names: Names, corrections: list[Correction]) -> list[tuple[Token, float]]:
    """Latin words as English words of the base, as pinyin of its names, or as initials; others stay as they are."""
    result: list[tuple[Token, float]] = []
    index = tried = 0
    while index < len(found):
        token = found[index]
        known = token.text in names.english and (token.text in names.by_key or not names.is_place_in_pinyin(token))
        if token.kind != "latin" or token.text in question_words() or known:
            result.append((token, 1.0))
            index += 1
            continue
        stop = index
        while stop < len(found) and found[stop].kind == "latin" and found[stop].text not in names.english:
            stop += 1
        typed = [t.text for t in found[index:stop]]
        if index >= tried and (read_as := _pinyin(found[index:stop], names)):
            corrections.append(Correction(" ".join(typed), read_as))
            result += [(Token(character, "han"), CORRECTED) for character in read_as]
            index = stop
            continue
        tried = stop  # what was no pinyin from its beginning is not tried again from each of its words
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
        options = units_of(token)
        readings = [[*before, *more] for before in readings for more in options][:MOST_READINGS]
        if not readings or len(readings[0]) > MOST_SYLLABLES:
            return None
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
            if _changes_what_is_known(typed, read_as, known[start : start + size]):
                continue
            corrections.append(Correction(typed, read_as))
            found[start : start + size] = [(Token(character, "han"), CORRECTED) for character in read_as]
            known[start : start + size] = [True] * size
    return found


def _changes_what_is_known(typed: str, read_as: str, known: Sequence[bool]) -> bool:
    """Whether a correction would turn a known word into another (杭州市长 into 苏州市长), or a numeral (第三届)."""
    changed = [index for index, (old, new) in enumerate(zip(typed, read_as, strict=False)) if old != new]
    if len(typed) != len(read_as):
        return False  # pinyin: nothing of it was known
    counted = NUMERALS + ORDINAL
    return any(known[index] or (typed[index] in counted and read_as[index] in counted) for index in changed)


def _without_subject(
    found: list[tuple[Token, float]], names: Names, about: About
) -> tuple[list[tuple[Token, float]], bool]:
    """The tokens without the subject's own name, which explains nothing, and whether it was there.

    A word of the subject inside a longer name (走廊 in 氢走廊) is that name's.
    """
    subject = {key(word) for word in about.subject_words}
    text = [token.text for token, _ in found]
    longer = _spans(text, lambda word: word in subject or names.is_name(word), LONGEST_NAME)
    spans = [(start, end) for start, end in longer if "".join(text[start:end]) in subject]
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

"""Misspelt words put right: what sounds or looks like a word of the base, lacks a character of it, or has one more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from bot.characters import look_alike
from bot.language import common_characters
from bot.search.insists import NUMERALS, ORDINAL
from bot.search.latin import CORRECTED, Alternative, Correction, Read
from bot.search.lexicon import CURATED, NAMES, OF_BASE, PLACES, SHORTEST, SHORTEST_WITH_ERROR, Kind, Lexicon, Window
from bot.search.spans import longest_first, overlap, positions
from bot.search.units import Unit, heard, row, sound_rows, texts
from bot.sounds import sounds

MEANT = OF_BASE | Kind.SUBJECT  # what a misspelt word may be
SAFE_WITH_ANY_WRONG = 5  # from this length on one wrong character does not make another word
MOST_ALTERNATIVES = 3
LONG_WORD = 4  # characters of a word of the base that is no part of a longer one that is misspelt
# Which kind of error is likelier, the first: a phone's keyboard offers words by their sound.
SOUNDS, LOOKS, SWAPPED, DROPPED = range(4)


class Guess(NamedTuple):
    """A word that a stretch may misspell. Of the guesses of a stretch the least one is taken."""

    error: int
    changed: int
    likelihood: int
    word: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and of which positions: Chinese characters, words that are known, characters that only ask.

    `in_words`: where ordinary words stand, which are no slips for what is unlike them.
    `sure`: the kinds of word of which even one of two characters may be meant.
    """

    text: tuple[str, ...]
    units: Sequence[Unit]
    is_han: tuple[bool, ...]
    known: set[int]
    asking: set[int]
    in_words: set[int]
    sure: int


def put_right(read: Read, lexicon: Lexicon, *, doubting: bool = False) -> Read:
    """The same units with misspelt words put right, the longest first; what is a word of the base already stays.

    `doubting`: ordinary words and those that ask may be errors too, for names of the base that sound or look like them.
    """
    units, corrections, alternatives = _without_doubles(read, lexicon)
    windows = lexicon.exact(texts(units))
    known, asking = _known(windows)
    if doubting:
        known, asking = positions(_names(windows)), set()
    known |= {at for at, unit in enumerate(units) if unit.kind in ("number", "latin")}
    unknown = set(range(len(units))) - known - asking
    doubtful = {at for at in asking - known if at - 1 in unknown or at + 1 in unknown}  # 将 in 松将
    doubted = unknown | doubtful
    if not doubted:
        return Read(units, corrections, alternatives)
    is_han = tuple(each.kind == "han" for each in units)
    in_words = positions(longest_first(windows, lambda w: bool(w.kind & Kind.ORDINARY) and w.end - w.start > 1))
    typed = Typed(texts(units), units, is_han, known, asking, in_words, OF_BASE if doubting else CURATED)
    of_base = {(w.start, w.end) for w in windows if w.kind & OF_BASE}
    places = longest_first(windows, lambda w: bool(w.kind & PLACES))
    ordinary = {(w.start, w.end) for w in windows if w.kind & (Kind.ORDINARY | Kind.ELSEWHERE)}
    elsewhere = {(w.start, w.end) for w in windows if w.kind & Kind.ELSEWHERE}
    verbs = positions(w for w in windows if w.kind & Kind.PASSING and w.end - w.start == 1)
    begins = {w.start for w in windows if w.kind & (Kind.ORDINARY | OF_BASE) and w.end - w.start > 1}
    in_doubt = np.array([at in doubted for at in range(len(units))], bool)
    guesses: dict[tuple[int, int], list[Guess]] = {}
    for window in (*lexicon.alike(sound_rows(units), in_doubt), *lexicon.one_off(row(units), in_doubt)):
        span = (window.start, window.end)
        if not window.kind & MEANT or span in of_base or (span in ordinary and not doubting):
            continue
        if doubting and (span in elsewhere or (span in ordinary and not window.kind & NAMES)):
            continue
        if span in ordinary and window.end - window.start == SHORTEST:
            continue
        if any(overlap(span, (w.start, w.end)) and not (span[0] <= w.start and w.end <= span[1]) for w in places):
            continue  # 到安|徽 is no 瑞安
        last = window.end - 1
        another_begins = last in begins or (last in verbs and last - window.start >= LONG_WORD)
        before = range(window.start, last)
        counted = all(_counts(typed.text[at]) for at in before)  # 十 of 十城市
        if another_begins and (counted or (last not in known and known.issuperset(before))):
            continue  # a name, and another word that begins there; a name and a verb: 科技成果卖
        if (guess := _guess(typed, window, lexicon.word(window.word))) is not None:
            guesses.setdefault(span, []).append(guess)
    taken = [False] * len(units)
    changes: list[tuple[tuple[int, int], list[Guess]]] = []
    for span in sorted(guesses, key=lambda s: (s[0] - s[1], s)):
        if any(taken[slice(*span)]):
            continue
        taken[slice(*span)] = [True] * (span[1] - span[0])
        changes.append((span, sorted(set(guesses[span]))))
    return _changed(Read(units, corrections, alternatives), sorted(changes))


def _known(windows: Sequence[Window]) -> tuple[set[int], set[int]]:
    """The positions of what is a word of the base, a place elsewhere, or asks; and of characters that only ask."""
    words = longest_first(windows, lambda w: bool(w.kind & (OF_BASE | Kind.SYNONYM)))
    asking = longest_first(windows, lambda w: bool(w.kind & Kind.QUESTION))
    elsewhere = longest_first(windows, lambda w: bool(w.kind & Kind.ELSEWHERE))
    known = positions([*words, *elsewhere, *(window for window in asking if window.end - window.start > 1)])
    return known, positions(asking) - known


def _names(windows: Sequence[Window]) -> list[Window]:
    """The names of the base that stand there just as they are."""
    return longest_first(windows, lambda w: bool(w.kind & NAMES))


def _guess(typed: Typed, window: Window, word: str) -> Guess | None:
    """The word as a guess of what a stretch misspells; None when it is too far from it."""
    start, end, _, kind = window
    if len(word) == SHORTEST == end - start and not kind & typed.sure:
        return None
    if not all(typed.is_han[start:end]):
        return None
    if len(word) != end - start:
        return _with_one_dropped(typed, window, word) if len(word) == end - start + 1 else None
    text = typed.text[start:end]
    changed = [at for at in range(len(word)) if text[at] != word[at]]
    if not changed or any(start + at in typed.known for at in changed):
        return None
    first, last = changed[0], changed[-1]
    swapped = len(changed) == 2 and last == first + 1 and text[first] == word[last] and text[last] == word[first]
    asks = not swapped and any(start + at in typed.asking for at in changed)
    if asks and not kind & PLACES and len(word) < SAFE_WITH_ANY_WRONG:
        return None
    if not swapped and any(_counts(text[at]) and _counts(word[at]) for at in changed):
        return None
    likelihood = kind & -kind
    if all(not set(heard(typed.units[start + at])).isdisjoint(sounds(word[at])) for at in changed):
        return Guess(SOUNDS, len(changed), likelihood, word)
    if len(changed) == 1:
        alike = look_alike(text[first], word[first]) or text[first] not in common_characters()
        # 的, 他, 四, 值 in 产值: no slip for a character that is unlike it
        certain = asks or _counts(text[first]) or start + first in typed.in_words
        any_wrong = len(word) >= SAFE_WITH_ANY_WRONG and not certain
        return Guess(LOOKS, 1, likelihood, word) if alike or any_wrong else None
    long_enough = len(word) >= SHORTEST_WITH_ERROR or kind & Kind.MEMBER  # 肥合
    return Guess(SWAPPED, 2, likelihood, word) if swapped and long_enough else None


def _with_one_dropped(typed: Typed, window: Window, word: str) -> Guess | None:
    """The word, if a stretch may be that without one of its characters."""
    start, end, _, kind = window
    text = typed.text[start:end]
    missing = next((c for c, other in zip(word, text, strict=False) if c != other), word[-1])
    if not kind & (NAMES if end - start == SHORTEST else MEANT) or _counts(missing):  # 十大 is no 十九大
        return None
    certain = any(at in typed.known or at in typed.asking for at in range(start, end))
    return None if certain else Guess(DROPPED, 1, kind & -kind, word)


def _counts(character: str) -> bool:
    return character in NUMERALS + ORDINAL or character.isdecimal()


def _changed(read: Read, changes: Sequence[tuple[tuple[int, int], list[Guess]]]) -> Read:
    units: list[Unit] = []
    corrections, alternatives = list(read.corrections), []
    moved: list[int] = []  # where each old position stands now
    waiting = list(changes)
    at = 0
    while at < len(read.units):
        if waiting and waiting[0][0][0] == at:
            (start, end), guesses = waiting.pop(0)
            best = guesses[0]
            moved += [len(units)] * (end - start)
            typed = "".join(unit.text for unit in read.units[start:end])
            corrections.append(Correction(typed, best.word))
            alternatives.append(Alternative(len(units), len(units) + len(best.word), typed, 1.0))  # it may be right
            alike = [g.word for g in guesses[1:] if g.error == best.error and g.word != best.word]
            stop = len(units) + len(best.word)
            alternatives += [Alternative(len(units), stop, w, CORRECTED) for w in alike[:MOST_ALTERNATIVES]]
            units += [Unit(character, "han", CORRECTED) for character in best.word]
            at = end
        else:
            moved.append(len(units))
            units.append(read.units[at])
            at += 1
    kept = [Alternative(moved[a.start], moved[a.end - 1] + 1, a.text, a.sure) for a in read.alternatives]
    return Read(units, corrections, kept + alternatives)


def _without_doubles(read: Read, lexicon: Lexicon) -> Read:
    """Without a character that was typed twice, where a word of the base appears when one of them goes."""
    units, corrections = read.units, read.corrections
    for at in _doubles(units):
        shorter = [*units[:at], *units[at + 1 :]]
        now, windows = lexicon.exact(texts(shorter)), lexicon.exact(texts(units))
        words = [w for w in longest_first(now, lambda w: bool(w.kind & OF_BASE)) if w.start < at <= w.end]
        before = longest_first(windows, lambda w: bool(w.kind & OF_BASE))
        if {at - 1, at} <= positions(before) and not any(w.start < at < w.end for w in words):
            continue
        if _meet_at(at, windows):
            continue  # 研究院|院长
        if at > 1 and any(w.start == at and not w.kind & NAMES for w in before):
            continue  # 科技厅|厅长: what only says what kind of thing it is needs no other character to go
        if any(w.start <= at - 1 < w.end and w.end - w.start >= SHORTEST for w in words):
            word = next(w for w in words if w.start <= at - 1 < w.end)
            typed = "".join(u.text for u in units[word.start : word.end + 1])
            corrections = [*corrections, Correction(typed, lexicon.word(word.word))]
            moved = (replace(a, start=a.start - (a.start >= at), end=a.end - (a.end > at)) for a in read.alternatives)
            return _without_doubles(Read(shorter, corrections, list(moved)), lexicon)
    return read


def _meet_at(at: int, windows: Sequence[Window]) -> bool:
    """Whether one word ends and another begins at a position."""
    words = [w for w in windows if w.kind & (Kind.ORDINARY | OF_BASE) and w.end - w.start > 1]
    return any(w.end == at for w in words) and any(w.start == at for w in words)


def _doubles(units: Sequence[Unit]) -> Iterator[int]:
    for at in range(1, len(units)):
        if units[at].kind == "han" and units[at].text == units[at - 1].text:
            yield at

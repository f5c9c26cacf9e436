"""Slips inside of longer names: a question put right by the text of a fact that is near to it.

`bot.search.errors` knows whole words of the base. A slip in a part of a name (走郎 in 氢走郎规划), or in a word that
only a fact's text has, is found here: the fact says the same around it, with a character that sounds or looks like
what was typed, with two characters the other way round, or with one more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.characters import look_alike
from bot.search.errors import counts
from bot.search.latin import Correction
from bot.search.lexicon import OF_BASE, Lexicon, WordKind
from bot.sounds import sounds
from bot.text import SCALES, is_han

AROUND = 2  # characters beside a slip that a fact must have, too: on one side, or one on each
SHORTEST = 4  # characters that a fact has in one piece, what was put right among them
MOST_SLIPS = 2
PART_OF_A_QUESTION = 3  # one slip in so many characters
NO_SLIPS = OF_BASE | WordKind.ORDINARY | WordKind.ELSEWHERE | WordKind.SYNONYM | WordKind.SUBJECT


class Mended(NamedTuple):
    """A question without slips, and what was put right in it."""

    question: str
    corrections: tuple[Correction, ...]


class _Slip(NamedTuple):
    """What is read instead of so many characters."""

    read: str
    size: int


def mended(question: str, text: str, lexicon: Lexicon) -> Mended | None:
    """The question with its slips put right after a fact's text, both in their normal form; None if it has none."""
    characters, came_from, changed = list(question), list(range(len(question))), list[int]()
    in_words = _in_words(question, lexicon)
    at = 0
    while at < len(characters):
        if (slip := _slip(characters, at, text, is_word=came_from[at] in in_words)) is not None:
            origin = came_from[at]
            characters[at : at + slip.size] = slip.read
            came_from[at : at + slip.size] = [origin + min(n, slip.size - 1) for n in range(len(slip.read))]
            changed.append(at)
        at += 1
    if not 0 < len(changed) <= min(MOST_SLIPS, len(question) // PART_OF_A_QUESTION):
        return None
    put_right = "".join(characters)
    corrections = tuple(_corrections(question, put_right, came_from, changed, text))
    return Mended(put_right, corrections) if all(len(each.read) >= SHORTEST for each in corrections) else None


def _slip(typed: Sequence[str], at: int, text: str, *, is_word: bool) -> _Slip | None:
    """What a text has in place of the character there, or before it. `is_word`: whether it stands in a known word."""
    before, here = "".join(typed[max(0, at - AROUND) : at]), typed[at]
    behind = "".join(typed[at + 1 : at + 2 + AROUND])
    if not is_han(here) or (before and before[-1] + here in text):
        return None
    if len(before) == AROUND and behind and (left_out := _between(before, here + behind[0], text)):
        return _Slip(left_out[0] + here, 1)
    if is_word or (behind and here + behind[0] in text):
        return None
    start, end = _sides(before, behind[:AROUND])
    for other in _between(start, end, text) if len(start) + len(end) == AROUND else ():
        if _is_like(here, other) and not (counts(here) and counts(other)):
            return _Slip(other, 1)
    start, end = _sides(before, behind[1:])
    swapped = f"{start}{behind[:1]}{here}{end}"
    return _Slip(behind[0] + here, 2) if len(swapped) == 2 + AROUND and swapped in text else None


def _sides(before: str, behind: str) -> tuple[str, str]:
    """A character on each side of a place; at the beginning or the end of a question two on the other side."""
    return before[-1:] if behind else before, behind[:1] if before else behind


def _between(start: str, end: str, text: str) -> list[str]:
    """The Chinese characters that stand in a text between these two; a scale left out (万) is another amount."""
    found: dict[str, None] = {}
    place = text.find(start)
    while 0 <= place < len(text) - len(start):
        other = text[place + len(start)]
        if is_han(other) and other not in SCALES and text.startswith(end, place + len(start) + 1):
            found[other] = None
        place = text.find(start, place + 1)
    return list(found)


def _is_like(one: str, other: str) -> bool:
    return not set(sounds(one)).isdisjoint(sounds(other)) or look_alike(one, other)


def _in_words(question: str, lexicon: Lexicon) -> set[int]:
    """Where words stand just as they are."""
    found = lexicon.exact(tuple(question))
    return {at for w in found if w.kind & NO_SLIPS and w.end - w.start > 1 for at in range(w.start, w.end)}


def _corrections(
    question: str, put_right: str, came_from: Sequence[int], changed: Sequence[int], text: str
) -> Iterator[Correction]:
    """What was put right, with as much around it as the fact has in one piece."""
    done = 0
    for at in changed:
        if at < done:
            continue
        start, end = at, at + 1
        while start > done and put_right[start - 1 : end] in text:
            start -= 1
        while end < len(put_right) and put_right[start : end + 1] in text:
            end += 1
        done = end
        yield Correction(question[came_from[start] : came_from[end - 1] + 1], put_right[start:end])

"""The features of many texts at once: single tokens, pairs of neighbours, numbers with their units.

A text is taken apart just as a question is (`bot.text.tokens`), but all texts of a base in one pass over arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.search.codes import BMP, HAN_FROM, HAN_TO, PAIR, SINGLE, TRIPLE, UTF_32, Codes, code, keys
from bot.search.documents import Documents
from bot.search.insists import DEPUTY
from bot.text import NUMBER_OR_LATIN, token_of

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv; shares are of 100.
# A single character is found in many words, so it explains less than a pair.
SINGLE_SHARE = 45
PAIR_SHARE = 100
# A title right after 副 (副市长) is another office than the title alone.
DEPUTY_S_TITLE = 20
# A number that is a fact's figure is asked for; one that is merely mentioned is mostly part of a date.
FIGURE_SHARE, MENTIONED_NUMBER = 90, 60
LONG = 3  # digits before the point from which the decimals are forgotten
# Marks that part clauses and things listed: what stands on both sides of one is no word (…建设，计划… has no 设计).
CLAUSE_ENDS = ",，。;；!！?？、:："
HAN, NUMBER, LATIN = 0, 1, 2


class Features(NamedTuple):
    """Features side by side: of which document, which key, and what share of a field's strength (of 100) it has.

    `names` counts, for each document, its pairs and Latin words: how long a name it is.
    """

    document: npt.NDArray[np.int64]
    key: Codes
    share: npt.NDArray[np.uint8]
    names: npt.NDArray[np.int64]


class Tokens(NamedTuple):
    """The tokens of documents, in order: their codes and kinds, and the segment and the clause they stand in."""

    codes: Codes
    kinds: npt.NDArray[np.uint8]
    segments: npt.NDArray[np.int64]
    clauses: npt.NDArray[np.int64]
    latin: set[str]
    others: list[tuple[int, str]]


def features(documents: Documents) -> tuple[Features, set[str]]:
    """The features of documents, the texts of which were taken `apart`, and all Latin words."""
    found = _tokens(documents.texts)
    document = np.array(documents.of, np.int64)[found.segments]
    is_figure = np.array(documents.is_figure, bool)[document]
    number, latin = found.kinds == NUMBER, found.kinds == LATIN
    share = np.where(latin, 100, SINGLE_SHARE).astype(np.uint8)
    share[number] = np.where(is_figure[number], FIGURE_SHARE, MENTIONED_NUMBER)
    parts = [(document, keys(SINGLE, found.codes), share)]
    if found.others:  # a percentage is asked for without its sign too, a long figure without its decimals
        at = np.array([index for index, _ in found.others])
        other = np.array([code(text) for _, text in found.others], np.uint64)
        parts.append((document[at], keys(SINGLE, other), share[at]))
        before_han = np.array([index + 1 < len(found.codes) for index in at.tolist()], bool)
        at, other = at[before_han], other[before_han]
        at_unit = (found.segments[at + 1] == found.segments[at]) & (found.kinds[at + 1] == HAN) & is_figure[at]
        unit = keys(PAIR, other[at_unit], found.codes[at[at_unit] + 1])
        parts.append((document[at[at_unit]], unit, np.full(at_unit.sum(), FIGURE_SHARE, np.uint8)))
    pair = np.zeros(len(found.codes), bool)
    pair[1:] = (found.clauses[1:] == found.clauses[:-1]) & (found.kinds[1:] == HAN) & (found.kinds[:-1] != LATIN)
    second = np.flatnonzero(pair)
    first = second - 1
    after_deputy = np.zeros(len(second), bool)
    has_before = (second > 1) & (found.clauses[second - 2] == found.clauses[second])
    after_deputy[has_before] = found.codes[second[has_before] - 2] == ord(DEPUTY)
    share = np.where(after_deputy & (found.kinds[first] == HAN), DEPUTY_S_TITLE, PAIR_SHARE).astype(np.uint8)
    share[(found.kinds[first] == NUMBER) & ~is_figure[second]] = MENTIONED_NUMBER
    parts.append((document[second], keys(PAIR, found.codes[first], found.codes[second]), share))
    third = second[after_deputy & (found.kinds[first] == HAN)]
    deputy = (found.codes[third - 2], found.codes[third - 1], found.codes[third])
    parts.append((document[third], keys(TRIPLE, *deputy), np.full(len(third), PAIR_SHARE, np.uint8)))
    names = np.bincount(document[second], minlength=len(documents.is_figure))
    names += np.bincount(document[latin], minlength=len(documents.is_figure))
    documents_of, found_keys, shares = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Features(documents_of, found_keys, shares, names), found.latin


class _Token(NamedTuple):
    """A number or a Latin word, its code, and how else it is remembered."""

    text: str
    kind: int
    code: int
    also: Sequence[str]


def _token(written: str) -> _Token:
    """A number or a Latin word as it is written."""
    match = NUMBER_OR_LATIN.fullmatch(written)
    if match is None:
        raise AssertionError(f"{written} is neither a number nor a word")
    text, kind = token_of(match)
    return _Token(text, LATIN, code(text), ()) if kind != "number" else _Token(text, NUMBER, code(text), _also(text))


def _tokens(segments: Sequence[str]) -> Tokens:
    joined = "\n".join(segments)
    points = np.frombuffer(joined.encode(UTF_32), np.uint32)
    han = np.flatnonzero((points >= HAN_FROM) & (points <= HAN_TO))
    matches = list(NUMBER_OR_LATIN.finditer(joined))
    places, written = [match.start() for match in matches], [match.group() for match in matches]
    numbers = {text: number for number, text in enumerate(dict.fromkeys(written))}  # most are written many times
    known = [_token(text) for text in numbers]
    which = np.fromiter(map(numbers.__getitem__, written), np.int64, len(written))
    has_others = {text for text, token in zip(numbers, known, strict=True) if token.also}
    others = [
        (start, text)
        for start, each in zip(places, written, strict=True)
        if each in has_others
        for text in known[numbers[each]].also
    ]
    latin = {token.text for token in known if token.kind == LATIN}
    other = np.array(places, np.int64)
    is_other = np.zeros(len(han) + len(other), bool)
    is_other[np.searchsorted(han, other) + np.arange(len(other))] = True
    place = np.empty(len(is_other), np.int64)
    codes = np.empty(len(is_other), np.uint64)
    kinds = np.full(len(is_other), HAN, np.uint8)
    place[is_other], place[~is_other] = other, han
    codes[is_other], codes[~is_other] = np.array([each.code for each in known], np.uint64)[which], points[han]
    kinds[is_other] = np.array([each.kind for each in known], np.uint8)[which]
    at = np.searchsorted(place, [start for start, _ in others])
    placed = [(int(index), text) for index, (_, text) in zip(at, others, strict=True)]
    clauses = np.cumsum(_ends_clause()[np.minimum(points, BMP - 1)], dtype=np.int64)[place]
    segment = np.arange(len(segments)).repeat([len(text) + 1 for text in segments])[place]
    return Tokens(codes, kinds, segment, clauses, latin, placed)


@cache
def _ends_clause() -> npt.NDArray[np.bool_]:
    """Of each code point whether a clause, or a text, ends there."""
    table = np.zeros(BMP, bool)
    table[[ord(mark) for mark in f"{CLAUSE_ENDS}\n"]] = True
    return table


def _also(number: str) -> list[str]:
    """How else a number is remembered: a percentage without its sign, a long figure without its decimals."""
    whole, point, _ = number.partition(".")
    found = [number.removesuffix("%")] if number.endswith("%") else []
    return [*found, whole] if point and len(whole) >= LONG else found

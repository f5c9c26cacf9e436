"""Sorted keys, each with the sorted numbers that have it: an inverted index as four flat arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.search.codes import Codes, Numbers

STRENGTH_BITS, NUMBER_BITS = 8, 24  # of one entry while it is sorted; more numbers come in several runs
NONE = -1


@dataclass(frozen=True, slots=True)
class Postings:
    """`keys` in order; the numbers of key i are `numbers[starts[i]:starts[i + 1]]`, in order, with their strengths.

    Where all strengths are alike there are none.
    """

    keys: Codes
    starts: npt.NDArray[np.uint32]
    numbers: npt.NDArray[np.uint32]
    strengths: npt.NDArray[np.uint8]

    def rows(self, wanted: Codes) -> Numbers:
        """Where each wanted key stands, NONE where nothing has it."""
        if not len(self.keys):
            return np.full(len(wanted), NONE)
        at: Numbers = self.keys[:-1].searchsorted(wanted)  # what is behind all others would be the last one
        at[self.keys[at] != wanted] = NONE
        return at

    def row(self, wanted: int) -> int:
        """Where one wanted key stands, NONE where nothing has it."""
        at = int(self.keys.searchsorted(np.uint64(wanted)))
        return at if at < len(self.keys) and int(self.keys[at]) == wanted else NONE

    def sizes(self, rows: Numbers) -> Numbers:
        """How many numbers each row has, 0 for NONE."""
        found: Numbers = (self.starts[rows + 1] - self.starts[rows]).astype(np.int64)
        found[rows == NONE] = 0
        return found

    def of(self, row: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        """The numbers of the facts (or words) with a row's feature, and how strongly each has it: both of shape [n]."""
        start, end = self.starts[row], self.starts[row + 1]
        return self.numbers[start:end], self.strengths[start:end]

    def gathered(self, rows: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.uint8]]:
        """Of several rows at once, none of them NONE: which of the rows (its place among them), number, strength."""
        which, at = self._entries(rows)
        return which, self.numbers[at].astype(np.int64), self.strengths[at]

    def numbers_of(self, rows: Numbers) -> tuple[Numbers, npt.NDArray[np.uint32]]:
        """The same without strengths."""
        which, at = self._entries(rows)
        return which, self.numbers[at]

    def _entries(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Which of several rows has which entry, one after another."""
        starts, ends = self.starts[rows].astype(np.int64), self.starts[rows + 1].astype(np.int64)
        sizes = ends - starts
        which = np.arange(len(rows)).repeat(sizes)
        return which, np.arange(len(which)) + (ends - sizes.cumsum())[which]

    def having(self, row: int, wanted: npt.NDArray[np.uint32]) -> tuple[Numbers, npt.NDArray[np.uint8]]:
        """Which of these numbers (their places) a row has, which is not NONE, and how strongly."""
        numbers, strengths = self.of(row)
        at = numbers[:-1].searchsorted(wanted)
        has = (numbers[at] == wanted).nonzero()[0]
        return has, strengths[at[has]]

    def strengths_of(self, row: int, wanted: Numbers) -> npt.NDArray[np.uint8]:
        """The strength that a row gives to each of these numbers, 0 where it has none."""
        numbers, strengths = self.of(row)
        if not len(numbers):
            return np.zeros(len(wanted), np.uint8)
        at = numbers[:-1].searchsorted(wanted.astype(np.uint32))
        found: npt.NDArray[np.uint8] = strengths[at]
        found[numbers[at] != wanted] = 0
        return found


class Run:
    """Some entries, sorted: what is merged into postings. Entry i says that `keys[which[i]]` has `numbers[i]`."""

    def __init__(
        self, keys: Codes, which: Numbers, numbers: Numbers, strengths: npt.NDArray[np.uint8], first: int = 0
    ) -> None:
        self.keys = keys
        packed = (which.astype(np.uint64) << np.uint64(NUMBER_BITS)) | (numbers - first).astype(np.uint64)
        packed = (packed << np.uint64(STRENGTH_BITS)) | strengths
        packed.sort()
        entry = packed >> np.uint64(STRENGTH_BITS)
        last = np.ones(len(packed), bool)
        last[:-1] = entry[1:] != entry[:-1]  # of one key and number the greatest strength
        packed, entry = packed[last], entry[last]
        self.strengths = (packed & np.uint64((1 << STRENGTH_BITS) - 1)).astype(np.uint8)
        self.numbers = ((entry & np.uint64((1 << NUMBER_BITS) - 1)).astype(np.int64) + first).astype(np.uint32)
        self.counts = np.bincount((entry >> np.uint64(NUMBER_BITS)).astype(np.int64), minlength=len(self.keys))


def distinct(keys: Codes) -> tuple[Codes, Numbers]:
    """The different keys in order, and for each of the given ones its place among them."""
    order = _order(keys)
    ordered = keys[order]
    first = firsts(ordered)
    which = np.empty(len(keys), np.int64)
    which[order] = np.cumsum(first) - 1
    return ordered[first], which


def firsts(ordered: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which of numbers in order are the first of those that are alike."""
    found = np.empty(len(ordered), bool)
    found[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found


def _order(keys: Codes) -> Numbers:
    """The places of keys in their order: sorting numbers is four times as fast as sorting their places.

    The upper bits of a key are sorted with its place below them; the few keys that share them are put in order after.
    """
    if len(keys) >= 1 << NUMBER_BITS:
        return np.argsort(keys)
    bits, low = np.uint64(NUMBER_BITS), np.uint64((1 << NUMBER_BITS) - 1)
    packed = (keys & ~low) | np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    order = (packed & low).astype(np.int64)
    ordered = keys[order]
    upper = packed >> bits
    for shared in np.unique(upper[:-1][ordered[1:] < ordered[:-1]]):
        run = slice(*np.searchsorted(upper, [shared, shared + np.uint64(1)]))
        order[run] = order[run][np.argsort(ordered[run])]
    return order


def merged(runs: Sequence[Run]) -> Postings:
    """The postings of runs whose numbers follow one another."""
    if len(runs) == 1:
        (run,) = runs
        return Postings(run.keys, _starts(run.counts), run.numbers, run.strengths)
    every = np.concatenate([np.zeros(0, np.uint64), *(run.keys for run in runs)])
    every.sort()  # np.unique goes by a hash table, which takes many times as long
    every = every[firsts(every)]
    where = [np.searchsorted(every, run.keys) for run in runs]
    counts = np.zeros(len(every), np.int64)
    for at, run in zip(where, runs, strict=True):
        counts[at] += run.counts
    starts = np.concatenate([[0], np.cumsum(counts)])
    numbers = np.empty(starts[-1], np.uint32)
    strengths = np.empty(starts[-1], np.uint8)
    free = starts[:-1].copy()
    for at, run in zip(where, runs, strict=True):
        within = np.arange(len(run.numbers)) - np.repeat(np.cumsum(run.counts) - run.counts, run.counts)
        places = np.repeat(free[at], run.counts) + within
        numbers[places], strengths[places] = run.numbers, run.strengths
        free[at] += run.counts
    return Postings(every, _starts(counts), numbers, strengths)


def _starts(counts: Numbers) -> npt.NDArray[np.uint32]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32)


def flat(keys: Codes, numbers: Numbers) -> Postings:
    """The postings of entries that all have one strength."""
    every, which = distinct(keys)
    found = merged([Run(every, which, numbers, np.ones(len(keys), np.uint8))])
    return replace(found, strengths=np.zeros(0, np.uint8))

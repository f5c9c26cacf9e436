"""Stretches of a question: which of several that overlap are taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from bot.search.lexicon import Window

Span = tuple[int, int]  # from and to


def longest_first(windows: Iterable[Window], wanted: Callable[[Window], object]) -> list[Window]:
    """The wanted ones of windows that are in order (from the left, the longest first), without overlap."""
    found: list[Window] = []
    end = 0
    for window in windows:
        if window.start >= end and wanted(window):
            found.append(window)
            end = window.end
    return found


def longest_of(windows: Iterable[Window], kinds: int) -> list[Window]:
    """The same of the windows with a word of one of these kinds."""
    found: list[Window] = []
    end = 0
    for window in windows:
        if window.kind & kinds and window.start >= end:
            found.append(window)
            end = window.end
    return found


def positions(spans: Iterable[Window]) -> set[int]:
    found: set[int] = set()
    for window in spans:
        found.update(range(window.start, window.end))
    return found


def unit_starts(text: Sequence[str]) -> dict[int, int]:
    """Which unit of a question begins at each place of its joined text; its end is that of one more."""
    return {place: at for at, place in enumerate([0, *accumulate(map(len, text))])}


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

"""Pinyin without spaces as words: all ways to cut letters into syllables at once, and the cheapest words through them.

A question is a row of edges between places: a character leads from one place to the next, a syllable over its letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from bot.search.codes import BASE, SOUND, code, mixed, sound_tables
from bot.search.lexicon import LONGEST, SHORTEST, Lexicon
from bot.search.units import Unit
from bot.text import LONGEST_SYLLABLE, asking_syllables, sound_class

MOST_PATHS = 48  # ways on from one place that are looked up; a place has rarely more than ten
MOST_WORDS = 6  # words of the same sound that are kept
UNCOVERED_COST = 5.0  # a syllable that belongs to no word
ASKING_COST = 1.2  # the same of one that only asks or joins (de, zai)


class Edge(NamedTuple):
    """A character, or a syllable of a Latin word: from which place to which, of which unit."""

    start: int
    end: int
    text: str
    unit: int
    is_syllable: bool
    sound: int


class Word(NamedTuple):
    """Edges one after another and the words that they may be, the likeliest first; none for what is no word."""

    edges: tuple[Edge, ...]
    numbers: tuple[int, ...]


Cost = Callable[[Sequence[Edge], int, Lexicon], float | None]


def edges_of(units: Sequence[Unit], as_pinyin: set[int], known: frozenset[str]) -> list[Edge]:
    """The edges of a row of units, of which these Latin ones are cut into known syllables in every way."""
    found: list[Edge] = []
    usual, _, _ = sound_tables()
    place = 0
    for at, each in enumerate(units):
        if at not in as_pinyin:
            sound = int(usual[ord(each.text)]) if each.kind == "han" else code(each.text)
            found.append(Edge(place, place + 1, each.text, at, False, sound))
            place += 1
            continue
        letters = each.text.replace("'", "")
        for start, size in _cuts(letters, known):
            text = letters[start : start + size]
            found.append(Edge(place + start, place + start + size, text, at, True, code(sound_class(text))))
        place += len(letters)
    return found


def _cuts(letters: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """Where syllables stand (from, size) that lie on a way through all letters, the longest first."""
    reaches_end = [False] * len(letters) + [True]
    cuts: list[tuple[int, int]] = []
    for start in range(len(letters) - 1, -1, -1):
        for size in range(min(LONGEST_SYLLABLE, len(letters) - start), 0, -1):
            if reaches_end[start + size] and letters[start : start + size] in known:
                reaches_end[start] = True
                cuts.append((start, size))
    reached = {0}
    kept = []
    for start, size in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start in reached:
            reached.add(start + size)
            kept.append((start, size))
    return kept if reaches_end[0] else []


def read_row(row: Sequence[Edge], lexicon: Lexicon, cost: Cost) -> list[Word]:
    """The cheapest way through the edges, as words, from the left; what is no word stands alone."""
    leaving: dict[int, list[Edge]] = defaultdict(list)
    for edge in row:
        leaving[edge.start].append(edge)
    paths = [path for start in leaving for path in _paths(start, leaving)]
    arriving: dict[int, list[tuple[float, int, tuple[Edge, ...]]]] = defaultdict(list)
    for path, numbers in zip(paths, _words(paths, lexicon), strict=True):
        for number in numbers:
            if (price := cost(path, number, lexicon)) is not None:
                arriving[path[-1].end].append((price, number, path))
    last = max((edge.end for edge in row), default=0)
    best: dict[int, tuple[float, Word | None]] = {0: (0.0, None)}
    for edge in row:
        best.setdefault(edge.end, (float("inf"), None))
    for place in sorted(best)[1:]:
        options = [
            (best[edge.start][0] + _alone(edge), Word((edge,), ()))
            for edge in row
            if edge.end == place and edge.start in best
        ]
        found = sorted(arriving.get(place, ()), key=lambda way: (way[0], lexicon.word(way[1])))
        for price, number, path in found:
            alike = tuple(n for _, n, other in found if other == path and n != number)[: MOST_WORDS - 1]
            options.append((best[path[0].start][0] + price, Word(path, (number, *alike))))
        best[place] = min(options, key=lambda option: option[0])
    words: list[Word] = []
    place = last
    while place and (word := best[place][1]) is not None:
        words.append(word)
        place = word.edges[0].start
    return words[::-1]


def _alone(edge: Edge) -> float:
    if not edge.is_syllable:
        return 0.0
    return ASKING_COST if edge.text in asking_syllables() else UNCOVERED_COST


def _paths(start: int, leaving: dict[int, list[Edge]]) -> list[tuple[Edge, ...]]:
    """The ways of at least two edges from a place that have a syllable on them, the shortest first."""
    found: list[tuple[Edge, ...]] = []
    ways: list[tuple[Edge, ...]] = [(edge,) for edge in leaving.get(start, ())]
    for _ in range(LONGEST - 1):
        ways = [(*way, edge) for way in ways for edge in leaving.get(way[-1].end, ())][:MOST_PATHS]
        found += [way for way in ways if any(edge.is_syllable for edge in way)]
    return [way for way in found if len(way) >= SHORTEST]


def _words(paths: Sequence[tuple[Edge, ...]], lexicon: Lexicon) -> list[list[int]]:
    """For each path the words that sound like it."""
    if not paths:
        return []
    folded = np.zeros(len(paths), np.uint64)
    sizes = np.array([len(path) for path in paths])
    for position in range(int(sizes.max())):
        there = np.flatnonzero(sizes > position)
        sounds = np.array([paths[at][position].sound for at in there.tolist()], np.uint64)
        folded[there] = folded[there] * BASE + sounds
    return lexicon.with_keys(mixed(folded * BASE + SOUND))

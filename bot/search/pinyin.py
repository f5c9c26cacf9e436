"""Pinyin without spaces as words: all ways to cut letters into syllables at once, and the cheapest words through them.

A question is a row of edges between places: a character leads from one place to the next, a syllable over its letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from bot.search.codes import ALL_BITS, BASE, SOUND, code, mixed, sound_tables
from bot.search.lexicon import LONGEST, Lexicon
from bot.search.units import Unit
from bot.sounds import asking_syllables, confused, sound_class, syllable_cuts

MOST_PATHS = 48  # ways on from one place that are looked up; a place has rarely more than ten
MOST_WORDS = 6  # words of the same sound that are kept
UNCOVERED_COST = 5.0  # a syllable that belongs to no word
WHOLE_COST = 2.0  # the same of one that was typed by itself (zuo)
ASKING_COST = 1.2  # the same of one that only asks or joins (de, zai)


class Edge(NamedTuple):
    """A character, or a syllable of a Latin word: from which place to which, of which unit, and where in it."""

    start: int
    end: int
    text: str
    unit: int
    is_syllable: bool
    sound: int
    begins: bool = True
    ends: bool = True


class Word(NamedTuple):
    """Edges one after another and the words that they may be, the likeliest first; none for what is no word."""

    edges: tuple[Edge, ...]
    numbers: tuple[int, ...]


class _Way(NamedTuple):
    """Edges read as one word: what that costs, the word and its number."""

    price: float
    text: str
    number: int
    edges: tuple[Edge, ...]


_Path = tuple["_Path | None", Edge]  # edge by edge, the last one first: most ways are no word, and are never followed
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
        for start, size in syllable_cuts(letters, known):
            end = start + size
            text, span = letters[start:end], (place + start, place + end)
            found += [Edge(*span, text, at, True, sound, start == 0, end == len(letters)) for sound in _heard_as(text)]
        place += len(letters)
    return found


@lru_cache(maxsize=2048)
def _heard_as(syllable: str) -> tuple[int, ...]:
    """The codes of the sound classes that a syllable may be."""
    return tuple(code(sound_class(each)) for each in (syllable, *confused(syllable)))


def read_row(row: Sequence[Edge], lexicon: Lexicon, cost: Cost) -> list[Word]:
    """The cheapest way through the edges, as words, from the left; what is no word stands alone."""
    arriving: dict[int, list[Edge]] = defaultdict(list)
    for edge in row:
        arriving[edge.end].append(edge)
    ending: dict[int, list[_Way]] = defaultdict(list)
    for path, numbers in _words(row, lexicon):
        for number in numbers:
            if (price := cost(path, number, lexicon)) is not None:
                ending[path[-1].end].append(_Way(price, lexicon.word(number), number, path))
    costs, cheapest = {0: 0.0}, dict[int, Word]()
    for place in sorted(arriving):
        best, edge = min(((costs[edge.start] + _alone(edge), edge) for edge in arriving[place]), key=itemgetter(0))
        word = Word((edge,), ())
        ending[place].sort(key=itemgetter(0, 1))
        for way in ending[place]:
            if (whole := costs[way.edges[0].start] + way.price) < best:
                best, word = whole, Word(way.edges, (way.number,))
        costs[place], cheapest[place] = best, word
    words: list[Word] = []
    place = max(costs)
    while place:
        edges, read = cheapest[place]
        others = [way.number for way in ending[place] if way.edges == edges and way.number not in read]
        words.append(Word(edges, (*read, *others[: MOST_WORDS - 1]) if read else ()))
        place = edges[0].start
    return words[::-1]


def _alone(edge: Edge) -> float:
    if not edge.is_syllable:
        return 0.0
    if edge.text in asking_syllables():
        return ASKING_COST
    return WHOLE_COST if edge.begins and edge.ends else UNCOVERED_COST


def _words(row: Sequence[Edge], lexicon: Lexicon) -> Iterator[tuple[tuple[Edge, ...], list[int]]]:
    """The ways along at least two edges, a syllable among them, that sound like words; with these words."""
    leaving: dict[int, list[Edge]] = defaultdict(list)
    for edge in row:
        leaving[edge.start].append(edge)
    paths: list[_Path] = []
    folded: list[int] = []
    base, every = int(BASE), ALL_BITS
    ways: list[tuple[int, int, _Path, int, bool]] = [
        (edge.start, edge.end, (None, edge), edge.sound, edge.is_syllable) for edge in row
    ]
    for _ in range(LONGEST - 1):
        ways = [
            (start, edge.end, (path, edge), (sound * base + edge.sound) & every, spelt or edge.is_syllable)
            for start, end, path, sound, spelt in ways
            for edge in leaving.get(end, ())
        ]
        if len(ways) > MOST_PATHS:  # from all places together
            from_one = (islice(those, MOST_PATHS) for _, those in groupby(ways, key=itemgetter(0)))
            ways = list(chain.from_iterable(from_one))
        paths += [path for _, _, path, _, spelt in ways if spelt]
        folded += [sound for _, _, _, sound, spelt in ways if spelt]
    found = lexicon.with_keys(mixed(np.array(folded, np.uint64) * BASE + SOUND))
    return ((_edges_along(paths[at]), numbers) for at, numbers in found)


def _edges_along(path: _Path) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    before: _Path | None = path
    while before is not None:
        before, edge = before
        edges.append(edge)
    return tuple(reversed(edges))

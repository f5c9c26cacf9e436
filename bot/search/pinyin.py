"""Pinyin without spaces as words: all ways to cut letters into syllables at once, and the cheapest words through them.

A question is a row of edges between places: a character leads from one place to the next, a syllable over its letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
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
            text = letters[start : start + size]
            span = (place + start, place + start + size)
            edge = Edge(*span, text, at, True, 0, start == 0, start + size == len(letters))
            found += [edge._replace(sound=code(sound_class(each))) for each in (text, *confused(text))]
        place += len(letters)
    return found


def read_row(row: Sequence[Edge], lexicon: Lexicon, cost: Cost) -> list[Word]:
    """The cheapest way through the edges, as words, from the left; what is no word stands alone."""
    leaving: dict[int, list[Edge]] = defaultdict(list)
    arriving: dict[int, list[Edge]] = defaultdict(list)
    for edge in row:
        leaving[edge.start].append(edge)
        arriving[edge.end].append(edge)
    ending: dict[int, list[tuple[float, int, tuple[Edge, ...]]]] = defaultdict(list)
    for path, numbers in _words(leaving, lexicon):
        for number in numbers:
            if (price := cost(path, number, lexicon)) is not None:
                ending[path[-1].end].append((price, number, path))
    best: dict[int, tuple[float, Word | None]] = {0: (0.0, None)}
    for place in sorted(arriving):
        options = [(best[edge.start][0] + _alone(edge), Word((edge,), ())) for edge in arriving[place]]
        found = sorted(ending.get(place, ()), key=lambda way: (way[0], lexicon.word(way[1])))
        for price, number, path in found:
            alike = tuple(n for _, n, other in found if other == path and n != number)[: MOST_WORDS - 1]
            options.append((best[path[0].start][0] + price, Word(path, (number, *alike))))
        best[place] = min(options, key=lambda option: option[0])
    words: list[Word] = []
    place = max(best)
    while place and (word := best[place][1]) is not None:
        words.append(word)
        place = word.edges[0].start
    return words[::-1]


def _alone(edge: Edge) -> float:
    if not edge.is_syllable:
        return 0.0
    if edge.text in asking_syllables():
        return ASKING_COST
    return WHOLE_COST if edge.begins and edge.ends else UNCOVERED_COST


def _words(leaving: dict[int, list[Edge]], lexicon: Lexicon) -> list[tuple[tuple[Edge, ...], list[int]]]:
    """The ways along at least two edges, a syllable among them, that sound like words; with these words."""
    paths: list[tuple[Edge, ...]] = []
    folded: list[int] = []
    base, every = int(BASE), ALL_BITS
    for start in leaving:
        ways: list[tuple[tuple[Edge, ...], int, bool]] = [((e,), e.sound, e.is_syllable) for e in leaving[start]]
        for _ in range(LONGEST - 1):
            ways = [
                ((*way, edge), (sound * base + edge.sound) & every, spelt or edge.is_syllable)
                for way, sound, spelt in ways
                for edge in leaving.get(way[-1].end, ())
            ][:MOST_PATHS]
            if not ways:
                break
            spelt_out = [(way, sound) for way, sound, spelt in ways if spelt]
            paths += [way for way, _ in spelt_out]
            folded += [sound for _, sound in spelt_out]
    if not paths:
        return []
    found = lexicon.with_keys(mixed(np.array(folded, np.uint64) * BASE + SOUND))
    return [(path, numbers) for path, numbers in zip(paths, found, strict=True) if numbers]

"""What facts are made of: their texts, each once, and the marks by which they are looked up besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bot.facts import Fact
from bot.search.codes import OFFICE, PLACE, WHOLE, Codes, Numbers, code, codes, keys, pair_codes
from bot.text import tokens


class Documents:
    """The different texts of some facts, each once, and which fact has which."""

    def __init__(self) -> None:
        self.segments: list[tuple[str, ...]] = []
        self.is_figure: list[bool] = []
        self._known: dict[tuple[tuple[str, ...], bool], int] = {}
        self.facts: list[int] = []
        self.documents: list[int] = []
        self.strengths: list[int] = []

    def add(self, segments: tuple[str, ...], *, is_figure: bool = False) -> int:
        found = self._known.get((segments, is_figure))
        if found is None:
            found = self._known[segments, is_figure] = len(self.segments)
            self.segments.append(segments)
            self.is_figure.append(is_figure)
        return found

    def link(self, fact: int, document: int, strength: int) -> None:
        self.facts.append(fact)
        self.documents.append(document)
        self.strengths.append(strength)


class Marks:
    """What facts are looked up by besides their texts: their places, their names as wholes, their speakers' offices."""

    def __init__(self) -> None:
        self._codes: dict[int, tuple[list[int], list[int]]] = {int(salt): ([], []) for salt in (PLACE, WHOLE, OFFICE)}
        self._offices: dict[str, list[int]] = {}

    def add(self, number: int, fact: Fact, spelt: Callable[[str], str]) -> None:
        self._add(PLACE, number, [code(place) for place in fact.places])
        names = {spelt(name) for name in (fact.title, *fact.keywords)}
        if fact.said_by is not None and fact.said_by.name:
            names.add(spelt(fact.said_by.name))
        self._add(WHOLE, number, [code(name) for name in names])
        if fact.said_by is not None and (office := fact.said_by.office):
            if office not in self._offices:
                parts = codes(token.text for token in tokens(office))
                self._offices[office] = list(map(int, pair_codes(parts)))
            self._add(OFFICE, number, self._offices[office])

    def _add(self, salt: np.uint64, number: int, found: Sequence[int]) -> None:
        every, facts = self._codes[int(salt)]
        every.extend(found)
        facts.extend([number] * len(found))

    def finished(self) -> tuple[Codes, Numbers]:
        """The keys, and the fact of each."""
        found = [keys(np.uint64(salt), np.array(every, np.uint64)) for salt, (every, _) in self._codes.items()]
        facts = [np.array(numbers, np.int64) for _, numbers in self._codes.values()]
        return np.concatenate(found), np.concatenate(facts)

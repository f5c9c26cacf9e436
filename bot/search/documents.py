"""What facts are made of: their texts, each once, and the marks by which they are looked up besides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from bot.facts import Fact
from bot.search.codes import OFFICE, PLACE, WHOLE, Codes, Numbers, code, codes, keys, pair_codes
from bot.text import tokens

STRENGTH_BITS, DOCUMENT_BITS = 8, 32  # of one link


class Documents:
    """The different texts of some facts, each once, and which fact has which.

    A document is one text, or several that are found together; `of` says whose each text is.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.of: list[int] = []
        self.is_figure: list[bool] = []
        self._plain: dict[str, int] = {}
        self._figures: dict[str, int] = {}
        self._links: list[int] = []

    def add(self, text: str) -> int:
        """The document that is this text."""
        return self._added(text, self._plain, is_figure=False)

    def add_figure(self, text: str) -> int:
        """The document that is this figure with its unit."""
        return self._added(text, self._figures, is_figure=True)

    def together(self, texts: Sequence[str]) -> int:
        """A new document of these texts."""
        self.texts.extend(texts)
        self.of.extend([len(self.is_figure)] * len(texts))
        self.is_figure.append(False)
        return self.of[-1]

    def _added(self, text: str, known: dict[str, int], *, is_figure: bool) -> int:
        document = len(self.is_figure)
        found = known.setdefault(text, document)
        if found == document:
            self.texts.append(text)
            self.of.append(document)
            self.is_figure.append(is_figure)
        return found

    def link(self, fact: int, document: int, strength: int) -> None:
        self._links.append(((fact << DOCUMENT_BITS) | document) << STRENGTH_BITS | strength)

    def links(self) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """Facts, documents and strengths, side by side."""
        packed = np.array(self._links, np.int64)
        rest = packed >> STRENGTH_BITS
        strengths = (packed & ((1 << STRENGTH_BITS) - 1)).astype(np.uint16)
        return rest >> DOCUMENT_BITS, rest & ((1 << DOCUMENT_BITS) - 1), strengths


class Marks:
    """What facts are looked up by besides their texts: their places, their names as wholes, their speakers' offices."""

    def __init__(self) -> None:
        self._codes: dict[int, tuple[list[int], list[int]]] = {int(salt): ([], []) for salt in (PLACE, WHOLE, OFFICE)}
        self._offices: dict[str, list[int]] = {}

    def add(self, number: int, fact: Fact, names: Iterable[str]) -> None:
        """Takes a fact of which these are the spellings of its names and of who says it."""
        self._add(PLACE, number, [code(place) for place in fact.places])
        self._add(WHOLE, number, [code(name) for name in dict.fromkeys(names)])
        if office := fact.office:
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

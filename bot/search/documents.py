"""What facts are made of: their texts, each once, and the marks by which they are looked up besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from bot.facts import Fact
from bot.search.codes import OFFICE, PLACE, WHOLE, Codes, Numbers, code, codes, keys, pair_codes
from bot.text import tokens


class _Numbered(dict[str, int]):
    """Texts, as they are written, with the document that each is; what is asked for and not there yet is added."""

    def __init__(self, found: Iterable[tuple[str, int]], add: Callable[[Sequence[str]], int]) -> None:
        super().__init__(found)
        self._add = add

    def __missing__(self, text: str) -> int:
        self[text] = self._add([text])
        return self[text]


class Documents:
    """The different texts of some facts, each once, and which fact has which.

    A document is one text, or several that are found together; `of` says whose each text is. `plain` and `figures`
    have the documents of texts, and of figures with their units, by how they are written.
    """

    def __init__(self, plain: Sequence[str], figures: Sequence[str], apart: Mapping[str, str]) -> None:
        """Of these texts and figures; `apart` has what each text is when it is taken apart."""
        self.texts: list[str] = []
        self.of: list[int] = []
        self.is_figure: list[bool] = []
        self._apart = apart
        self.plain = self._each_once(plain, is_figure=False)
        self.figures = self._each_once(figures, is_figure=True)
        self._links: list[tuple[Numbers, Numbers, int]] = []

    def together(self, texts: Iterable[str]) -> int:
        """A new document of these texts."""
        apart = [self._apart[text] for text in texts]
        self.texts.extend(apart)
        self.of.extend([len(self.is_figure)] * len(apart))
        self.is_figure.append(False)
        return len(self.is_figure) - 1

    def _each_once(self, texts: Sequence[str], *, is_figure: bool) -> _Numbered:
        apart = [self._apart[text] for text in texts]
        every = list(dict.fromkeys(apart))  # two ways of writing may be one text
        numbers = range(len(self.is_figure), len(self.is_figure) + len(every))
        self.texts += every
        self.of += numbers
        self.is_figure += [is_figure] * len(every)
        number = dict(zip(every, numbers, strict=True))
        return _Numbered(zip(texts, map(number.__getitem__, apart), strict=True), self.together)

    def link(self, documents: Sequence[Sequence[int]], strength: int) -> None:
        """Says which documents each of the facts has, in order."""
        facts = np.repeat(np.arange(len(documents)), np.fromiter(map(len, documents), np.int64, len(documents)))
        self._links.append((facts, np.fromiter(chain.from_iterable(documents), np.int64, len(facts)), strength))

    def links(self) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """Facts (by their place among these), documents and strengths, side by side."""
        facts, documents, strengths = zip(*self._links, strict=True)
        every = np.array(strengths, np.uint16).repeat([len(each) for each in facts])
        return np.concatenate(facts), np.concatenate(documents), every


class Marks:
    """What facts are looked up by besides their texts: their places, their names as wholes, their speakers' offices."""

    def __init__(self) -> None:
        self._places, self._names, self._held = _Marked(), _Marked(), _Marked()
        self._offices: dict[str, list[int]] = {}

    def add(self, number: int, fact: Fact, names: Iterable[str]) -> None:
        """Takes a fact of which these are the spellings of its names and of who says it."""
        self._places.add(number, [code(place) for place in fact.places])
        self._names.add(number, [code(name) for name in dict.fromkeys(names)])
        if office := fact.office:
            if office not in self._offices:
                parts = codes(token.text for token in tokens(office))
                self._offices[office] = list(map(int, pair_codes(parts)))
            self._held.add(number, self._offices[office])

    def finished(self) -> tuple[Codes, Numbers]:
        """The keys, and the fact of each."""
        every = ((PLACE, self._places), (WHOLE, self._names), (OFFICE, self._held))
        found = [keys(salt, np.array(marked.codes, np.uint64)) for salt, marked in every]
        facts = [np.array(marked.facts, np.int64) for _, marked in every]
        return np.concatenate(found), np.concatenate(facts)


class _Marked:
    """Codes, and the fact of each."""

    def __init__(self) -> None:
        self.codes: list[int] = []
        self.facts: list[int] = []

    def add(self, fact: int, codes: Sequence[int]) -> None:
        self.codes += codes
        self.facts += [fact] * len(codes)

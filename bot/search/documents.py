"""What facts are made of: their texts, each once, and the marks by which they are looked up besides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from bot.facts import Fact
from bot.search.codes import OFFICE, PLACE, Codes, Numbers, code, codes, keys, pair_codes, whole_keys
from bot.text import tokens

T = TypeVar("T")


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

    def add(self, text: str) -> int:
        """The document of a text that may not be there yet."""
        if text not in self.plain:
            self.plain[text] = self.together([text])
        return self.plain[text]

    def _each_once(self, texts: Sequence[str], *, is_figure: bool) -> dict[str, int]:
        apart = [self._apart[text] for text in texts]
        every = list(dict.fromkeys(apart))  # two ways of writing may be one text
        numbers = range(len(self.is_figure), len(self.is_figure) + len(every))
        self.texts += every
        self.of += numbers
        self.is_figure += [is_figure] * len(every)
        number = dict(zip(every, numbers, strict=True))
        return dict(zip(texts, map(number.__getitem__, apart), strict=True))

    def link(self, documents: Iterable[Collection[int]], strength: int) -> None:
        """Says which documents each of the facts has, in order."""
        facts, every = _flat(documents)
        self._links.append((facts, np.array(every, np.int64), strength))

    def links(self) -> tuple[Numbers, Numbers, npt.NDArray[np.uint16]]:
        """Facts (by their place among these), documents and strengths, side by side."""
        facts, documents, strengths = zip(*self._links, strict=True)
        every = np.array(strengths, np.uint16).repeat([len(each) for each in facts])
        return np.concatenate(facts), np.concatenate(documents), every


def marks(facts: Sequence[Fact], names: Iterable[Iterable[str]]) -> tuple[Codes, Numbers]:
    """What facts are looked up by besides their texts: the keys, and the fact of each (by its place among these).

    They are their places, their names as wholes, and the offices of those who say them. `names` are the spellings of
    the names of each fact and of who says it.
    """
    offices: dict[str, list[int]] = {"": []}
    for office in {fact.office for fact in facts if fact.said_by} - offices.keys():
        offices[office] = pair_codes(codes(token.text for token in tokens(office))).tolist()
    of_places, place = _flat([code(place) for place in fact.places] for fact in facts)
    of_names, name = _flat(dict.fromkeys(each) for each in names)
    of_held, pair = _flat(offices[fact.office] if fact.said_by else () for fact in facts)
    every = (keys(PLACE, np.array(place, np.uint64)), whole_keys(name), keys(OFFICE, np.array(pair, np.uint64)))
    return np.concatenate(every), np.concatenate([of_places, of_names, of_held])


def _flat(columns: Iterable[Collection[T]]) -> tuple[Numbers, list[T]]:
    """What each of some facts has, one after another, and whose it is; of one fact after another, to save memory."""
    sizes, every = [], list[T]()
    for each in columns:
        sizes.append(len(each))
        every += each
    return np.arange(len(sizes)).repeat(sizes), every

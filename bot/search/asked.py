"""The features of a question: what a fact can have in common with it, and which positions each of them explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.search.codes import PAIR, SINGLE, TRIPLE, Numbers, folded, mixed
from bot.search.insists import DEPUTY
from bot.search.latin import Alternative
from bot.search.postings import NONE, Postings
from bot.search.reading import Position
from bot.search.spans import Span
from bot.text import tokens

SCALES = ("百", "千", "万", "亿")
NO_POSITION = -1
MOST_COLUMNS = 3  # that one feature explains
_NO_COLUMNS = (NO_POSITION,) * MOST_COLUMNS
SALTS = {1: SINGLE, 2: PAIR, 3: TRIPLE}  # by how many tokens a feature has
SLIPPED = 75  # percent: how well a pair explains that must first be put in order


@dataclass(slots=True)
class QuestionFeatures:
    """Features side by side: their key's row in the postings, and up to three columns of the table of explanations.

    The columns are the question's positions and, after them, one for each part of each alternative.
    """

    rows: Numbers
    columns: Numbers  # shape [features, 3], or fewer where no feature has as many
    ends: Numbers  # of a pair of neighbours the position at which it ends, else NO_POSITION
    is_single: npt.NDArray[np.bool_]  # single characters, which say little where very many facts have them
    in_names: npt.NDArray[np.bool_]  # what a title is compared by: such pairs, and Latin words
    percents: npt.NDArray[np.uint16] | None  # how much of its strength each has where some are not quite what was typed
    alternatives: list[tuple[Alternative, slice]]  # those of which facts have every part, with their columns
    width: int


@dataclass(slots=True)
class _Features:
    keys: list[int] = field(default_factory=list)  # `folded`
    # of each its columns, where it ends, whether it is a single character, whether it is in names, its percent
    about: list[int] = field(default_factory=list)

    def add(
        self,
        texts: tuple[str, ...],
        columns: tuple[int, ...],
        *,
        end: int = NO_POSITION,
        in_names: bool = False,
        percent: int = 100,
    ) -> None:
        self.keys.append(folded(SALTS[len(texts)], texts))
        is_single = len(texts) == 1 and len(texts[0]) == 1
        self.about += (*columns, *_NO_COLUMNS[len(columns) :], end, is_single, in_names, percent)

    def add_parts(self, parts: _Parts, column: int) -> None:
        """Adds the features of what else may be meant, each of which explains one column, from this one on."""
        self.keys += parts.keys
        for each in range(column, column + len(parts.keys)):
            self.about += (each, *_NO_COLUMNS[1:], NO_POSITION, parts.is_single, False, 100)


class _Parts(NamedTuple):
    """What else may be meant: the features of its parts, `folded`, and whether it is one character."""

    keys: tuple[int, ...]
    is_single: bool


def asked(
    positions: Sequence[Position], alternatives: Sequence[Alternative], postings: Postings, *, doubting: bool = False
) -> QuestionFeatures:
    """The features of a question's positions and of what else they may stand for.

    `doubting`: neighbours may have been swapped, or one more character have slipped in between.
    """
    found = _Features()
    _of_positions(positions, found, postings)
    if doubting:
        _of_slips(positions, found)
    width, own = len(positions), len(found.keys)
    spans: list[Span] = []
    for each in alternatives:
        parts = _in_parts(each.text)
        found.add_parts(parts, width)
        spans.append((width, width + len(parts.keys)))
        width += len(parts.keys)
    about = np.array(found.about, np.int64).reshape(-1, MOST_COLUMNS + 4)
    columns, (ends, is_single, in_names, percents) = about[:, :MOST_COLUMNS], about[:, MOST_COLUMNS:].T
    rows = postings.rows(mixed(np.array(found.keys, np.uint64)))
    absent = {len(positions) + at for at in (rows[own:] == NONE).nonzero()[0].tolist()}
    return QuestionFeatures(
        rows,
        columns if (columns[:, -1] != NO_POSITION).any() else columns[:, :-1],
        ends,
        is_single.astype(bool),
        in_names.astype(bool),
        percents.astype(np.uint16) if doubting else None,
        [
            (each, slice(start, end))
            for each, (start, end) in zip(alternatives, spans, strict=True)
            if start < end and absent.isdisjoint(range(start, end))
        ],
        width,
    )


@lru_cache(maxsize=4096)
def _in_parts(text: str) -> _Parts:
    parts = [token.text for token in tokens(text)]
    if len(parts) == 1:
        return _Parts((folded(SINGLE, parts),), len(parts[0]) == 1)
    return _Parts(tuple(folded(PAIR, pair) for pair in pairwise(parts)), is_single=False)


def _of_positions(positions: Sequence[Position], found: _Features, postings: Postings) -> None:
    number_units = {
        at: (position.text, positions[at + 1].text)
        for at, position in enumerate(positions[:-1])
        if position.kind == "number"
    }
    known: dict[int, bool] = {}
    if number_units:
        units = [folded(PAIR, each) for each in number_units.values()]
        rows = postings.rows(mixed(np.array(units, np.uint64)))
        known = dict(zip(number_units, (rows != NONE).tolist(), strict=True))
    for at, position in enumerate(positions):
        bound = at in number_units and number_units[at][1] not in SCALES and not known[at]
        if at not in number_units or bound:  # else 31家 is not 31个, and 1.29亿 not 1.29万亿
            found.add((position.text,), (at,), in_names=position.kind == "latin" and position.weight > 0)
        if not at or position.kind != "han":
            continue
        before = positions[at - 1]
        if before.kind in ("han", "number"):
            in_names = position.weight > 0 and before.weight > 0
            found.add((before.text, position.text), (at - 1, at), end=at, in_names=in_names)
        if at > 1 and positions[at - 2].text == DEPUTY:
            found.add((DEPUTY, before.text, position.text), (at - 2, at - 1, at))


def _of_slips(positions: Sequence[Position], found: _Features) -> None:
    for at in range(1, len(positions)):
        before, here = positions[at - 1], positions[at]
        if before.kind == here.kind == "han":
            found.add((here.text, before.text), (at - 1, at), percent=SLIPPED)
        if at > 1 and positions[at - 2].kind == here.kind == "han":
            found.add((positions[at - 2].text, here.text), (at - 2, at), percent=SLIPPED)

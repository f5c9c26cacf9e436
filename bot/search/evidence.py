"""What the facts explain of a question: a table of facts and positions, filled from the postings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.search.asked import QuestionFeatures
from bot.search.codes import Numbers
from bot.search.index import TITLE_BIT
from bot.search.postings import NONE, Postings, firsts
from bot.search.reading import Position

# Entries that are read to find candidates, rarest features first, and candidates that are kept: what bounds the cost
# of a question on a large base. At 10,000 facts a budget three times as large found no more (bench/search.py).
BUDGET = 4_000
CANDIDATES = 200
TO_SHARE = np.float32(0.01)  # strengths are of 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates (fact numbers, in order), and what each has of what was asked.

    `table`: how well each explains each position (0..1), and the same for each part of each alternative; of shape
    [candidates, columns of the question]. `pairs`: whether it has the pair that ends at a position, and
    `titled` whether its title has.
    `in_title`: how many of the question's pairs and Latin words its title has.
    """

    facts: Numbers
    table: npt.NDArray[np.float32]
    pairs: npt.NDArray[np.bool_]
    titled: npt.NDArray[np.bool_]
    in_title: npt.NDArray[np.int64]

    def having(self, rows: Sequence[int], postings: Postings) -> npt.NDArray[np.bool_]:
        """Which of the candidates any of these rows of the postings has."""
        found = np.zeros(len(self.facts), bool)
        for row in rows:
            if row != NONE:
                found |= postings.strengths_of(row, self.facts) > 0
        return found

    def of_alternatives(self, asked: QuestionFeatures) -> npt.NDArray[np.float32]:
        """How well each candidate explains the least explained part of each alternative (0..1)."""
        found = np.empty((len(self.facts), len(asked.alternatives)), np.float32, "F")
        for at, (_, columns) in enumerate(asked.alternatives):
            np.minimum.reduce(self.table[:, columns], axis=1, out=found[:, at])
        return found

    def has_all(self, start: int, end: int) -> npt.NDArray[np.bool_]:
        """Which of the candidates have a stretch of the question, pair by pair."""
        return _all(self.pairs[:, start + 1 : end])

    def titled_with(self, start: int, end: int) -> npt.NDArray[np.bool_]:
        """Which of the candidates have it in their title."""
        return _all(self.titled[:, start + 1 : end]) if end - start > 1 else np.zeros(len(self.facts), bool)


def evidence(
    asked: QuestionFeatures,
    positions: tuple[Position, ...],
    postings: Postings,
    fitting: npt.NDArray[np.bool_] | None,
    rank: npt.NDArray[np.uint32],
) -> Evidence:
    """What is known of the facts that have anything of a question; of the `fitting` ones of all, if that is given.

    `rank` says which of two facts comes first where too many are alike, whatever their order in the file.
    """
    known = (asked.rows != NONE).nonzero()[0]
    sizes = postings.sizes(asked.rows)
    order = known[sizes[known].argsort(kind="stable")]
    within = sizes[order].cumsum() <= BUDGET
    rare, common = order[within], order[~within]
    common = common[~asked.is_single[common] | (sizes[common] <= BUDGET)]
    if len(rare) or not len(common):
        which, facts, strengths = postings.gathered(asked.rows[rare])
    else:  # every feature is common: the facts that have the rarest of them best
        rare, common = common[:1], common[1:]
        which, facts, strengths = _strongest(postings, int(asked.rows[rare[0]]), rank)
    if fitting is not None and np.count_nonzero(fits := fitting[facts]) <= CANDIDATES:  # all that fit are kept
        which, facts, strengths = which[fits], facts[fits], strengths[fits]
    order = facts.argsort()  # in which order what one fact has comes, is all the same
    which, facts, strengths = which[order], facts[order], strengths[order]
    begins = firsts(facts)
    candidates, place = facts[begins], np.add.accumulate(begins, dtype=np.int64) - 1
    kept = candidates >= 0 if fitting is None else fitting[candidates]
    if np.count_nonzero(kept) > CANDIDATES:
        worth = np.bincount(place, weights=strengths.astype(np.float64) * _covered(asked, rare)[which])
        best = np.argpartition(np.where(kept, -worth, 0), CANDIDATES)[:CANDIDATES]
        kept = np.zeros(len(candidates), bool)
        kept[best] = True
    if not kept.all():
        entry = kept[place]
        which, strengths, place = which[entry], strengths[entry], (kept.cumsum() - 1)[place[entry]]
        candidates = candidates[kept]
    parts = [(place, strengths)]
    numbers = candidates.astype(np.uint32)
    parts += (postings.having(row, numbers) for row in asked.rows[common].tolist())
    feature = np.concatenate([rare[which], common.repeat([len(has) for has, _ in parts[1:]])])
    place, strengths = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _filled(asked, positions, candidates, feature, place, strengths)


def _strongest(
    postings: Postings, row: int, rank: npt.NDArray[np.uint32]
) -> tuple[Numbers, Numbers, npt.NDArray[np.uint8]]:
    """As many of a row's facts as the budget allows, those with the greatest strength."""
    facts, strengths = postings.of(row)
    worth = strengths.astype(np.int64) * len(rank) - rank[facts]
    kept = np.sort(np.argpartition(-worth, BUDGET)[:BUDGET]) if len(facts) > BUDGET else np.arange(len(facts))
    return np.zeros(len(kept), np.int64), facts[kept].astype(np.int64), strengths[kept]


def _all(table: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which rows have everything."""
    every: npt.NDArray[np.bool_] = table[:, 0] if table.shape[1] == 1 else np.logical_and.reduce(table, axis=1)
    return every


def any_of(table: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which rows have anything."""
    found: npt.NDArray[np.bool_] = np.logical_or.reduce(table, axis=1)
    return found


def _covered(asked: QuestionFeatures, features: Numbers) -> npt.NDArray[np.int64]:
    covered: npt.NDArray[np.int64] = np.count_nonzero(asked.columns[features] >= 0, axis=1)
    return covered


def _filled(
    asked: QuestionFeatures,
    positions: tuple[Position, ...],
    candidates: Numbers,
    feature: Numbers,
    place: Numbers,
    strengths: npt.NDArray[np.uint8],
) -> Evidence:
    size = len(candidates)
    share = strengths >> TITLE_BIT
    if asked.percents is not None:
        share = (share * asked.percents[feature] // 100).astype(np.uint8)
    # Column by column: what is asked of a few columns of all rows goes over neighbours in memory. The last one takes
    # what covers no more: it is the one before the first.
    cells = np.zeros((asked.width + 1) * size, np.uint8)
    for covered in asked.columns.T:
        np.maximum.at(cells, covered[feature] * size + place, share)
    table = cells.reshape(asked.width + 1, size)[:-1].T
    sure = np.ones(asked.width, np.float32)
    sure[: len(positions)] = [position.sure for position in positions]
    in_title = strengths & TITLE_BIT
    cells = np.zeros((len(positions) + 1) * size, np.uint8)  # 1: has the pair that ends there, 2: its title has
    cells[asked.ends[feature] * size + place] = 1 + in_title
    seen = cells.reshape(len(positions) + 1, size)[:-1].T
    pairs, titled = seen > 0, seen > 1
    alone = sorted(set(range(len(positions))).difference(asked.ends.tolist()))  # beside a Latin word there are no pairs
    pairs[:, alone] = table[:, alone] > 0
    names = np.bincount(place[asked.in_names[feature] & (in_title > 0)], minlength=size)
    return Evidence(candidates, table * (TO_SHARE * sure), pairs, titled, names)

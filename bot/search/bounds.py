"""How much of a question any fact can explain at most: told much sooner than how much each of them does.

A question that is read again, with doubt, is answered only where a fact explains nearly all of it. One of twenty such
readings comes to that; of many others it is seen by the features that no fact has, or by what the best ones have.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.search.asked import QuestionFeatures
from bot.search.decide import A_LITTLE, EXPLAINED_FROM, UNEXPLAINED_RUN
from bot.search.features import SINGLE_SHARE
from bot.search.locks import Lock
from bot.search.postings import NONE
from bot.search.reading import Reading


def by_features(reading: Reading, question: QuestionFeatures) -> npt.NDArray[np.float32]:
    """What features that facts have at all explain of each position, as a table of one fact that had all of them."""
    positions = reading.positions
    most = [0.0] * (question.width + 1)  # the last one takes what covers no more
    percents = question.percents if question.percents is not None else np.full(len(question.rows), 100)
    columns = (question.rows, question.columns, question.is_single, percents)
    for row, covered, is_single, percent in zip(*(each.tolist() for each in columns), strict=True):
        if row == NONE:
            continue
        for at in covered:
            is_character = is_single and at < len(positions) and positions[at].kind == "han"
            most[at] = max(most[at], SINGLE_SHARE if is_character else percent)
    sure = (position.sure for position in positions)
    return np.array([[each * share / 100 for each, share in zip(most, sure, strict=False)]], np.float32)


def explained_at_most(
    table: npt.NDArray[np.float32],
    told: npt.NDArray[np.float32] | float,
    reading: Reading,
    question: QuestionFeatures,
    locks: Sequence[Lock],
) -> float:
    """What no fact explains more of (0..1), of those with these rows of a table of positions (`Evidence.table`).

    `told`: how well each of them explains each alternative (`Evidence.of_alternatives`), or 1 where that is not known.
    What words and names that a fact has in part only take from it, and all else that makes it less, is left aside.
    """
    table = table[:, : len(reading.positions)].copy("F")
    told = np.broadcast_to(told, (len(table), len(question.alternatives)))
    for at, (each, _) in enumerate(question.alternatives):
        span = table[:, each.start : each.end]
        np.maximum(span, told[:, at, None] * np.float32(each.sure), out=span)
    for lock in locks:
        table[:, slice(*lock.span)] = 1.0
    weights = np.array([position.weight for position in reading.positions], float)
    lacking = (table < EXPLAINED_FROM) & (weights >= 1)
    # a fact that lacks more may have fewer runs of it, but it has one
    has_run = (lacking[:, 1:] & lacking[:, :-1]).any(axis=1) | (lacking & (weights >= 2)).any(axis=1)
    explained = table @ weights / weights.sum() - UNEXPLAINED_RUN * has_run
    return float(explained.max(initial=0.0)) + A_LITTLE

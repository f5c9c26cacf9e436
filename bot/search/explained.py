"""What each candidate explains of each position of a question: what is there in part only is held against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.search.asked import QuestionFeatures
from bot.search.evidence import Evidence
from bot.search.latin import Alternative
from bot.search.locks import Lock
from bot.search.postings import NONE
from bot.search.reading import Reading

# What the characters of a word explain in a fact that does not have the word: they are other words' characters there.
BROKEN_WORD = 0.2
# The same for a name of the base, which another fact may tell in other words (高新企业, 高新技术企业).
BROKEN_NAME = 0.45
# Below this a fact lacks the last character of a longer name, which says what kind of thing it is.
HEADLESS = 0.3
LONG_NAME = 5  # characters; a shorter one is there whole or broken
ALL = np.float32(1)
HALF_EXPLAINED = 50  # of 100: from here on an alternative is there, and not merely a character of it


def explained(
    reading: Reading,
    found: Evidence,
    question: QuestionFeatures,
    locks: Sequence[Lock],
    fitting: Sequence[npt.NDArray[np.bool_]],
) -> npt.NDArray[np.float32]:
    """How well each candidate explains each position, when words that it has in part only are held against it."""
    table = found.table[:, : len(reading.positions)].copy("F")
    for spans, most in ((reading.words, BROKEN_WORD), (reading.short_names, BROKEN_NAME)):
        for start, end in spans:
            at_most = np.where(found.has_all(start, end), ALL, np.float32(most))
            span = table[:, start:end]
            np.minimum(span, at_most[:, None], out=span)
    told = found.of_alternatives(question)
    told = np.where(told * 100 >= HALF_EXPLAINED, told, 0)
    by_some = np.logical_or.reduce(told).nonzero()[0].tolist()
    phrases = [(each.start, each.end) for each in reading.alternatives if by_some and _is_phrase(each, reading)]
    for at in by_some:
        each, _ = question.alternatives[at]
        strength = told[:, at] * np.float32(each.sure)
        if any(first <= each.start and each.end <= last for first, last in phrases if last - first > each.length):
            strength = np.minimum(strength, np.float32(BROKEN_NAME))  # fund size is no 资金 and 规模 apart
        span = table[:, each.start : each.end]
        np.maximum(span, strength[:, None], out=span)
    for start, end, _ in reading.names:
        if end - start >= LONG_NAME and not any(start <= lock.span[0] < end for lock in locks):
            headless = table[:, end - 1] < HEADLESS  # 科技创新 is no 科技创新券
            table[headless, start:end] = np.minimum(table[headless, start:end], np.float32(BROKEN_NAME))
    for lock, fits in zip(locks, fitting, strict=True):
        table[~fits, slice(*lock.span)] = 1.0  # told of as missing, and so not held against it
    return table


def _is_phrase(each: Alternative, reading: Reading) -> bool:
    """Whether something stands for several foreign words together, which mean it and not one thing each."""
    return each.length > 1 and all(position.kind == "latin" for position in reading.positions[each.start : each.end])


def unseen(reading: Reading, question: QuestionFeatures) -> int:
    """How many characters no fact has: of the name of something else (甬江), if they are no error put right."""
    at = question.columns[question.is_single & (question.rows == NONE), 0].tolist()
    if not at:
        return 0
    stands_for = {place for each in reading.alternatives for place in range(each.start, each.end)}
    known = reading.passing | stands_for
    return sum(
        reading.positions[place].kind == "han" and place not in known for place in reading.asked_at if place in at
    )

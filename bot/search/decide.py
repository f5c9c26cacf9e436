"""From how well facts explain a question to a decision: an answer, a choice of several, or an honest no."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.search.index import Flag, Index
from bot.search.reading import Position, Reading
from bot.search.wants import Wants

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv, false answers first.
# A fact must explain this share of what was asked to be an answer. Below it, what is left over is usually the point of
# the question: another city (深圳), another thing.
ENOUGH = 0.75
# Of a question that says much of which a fact explains this weight, this share will do, if all that is left over is
# said in passing: a verb, an adverb (联手, 拿到). It is told of as missing, for it may be the point (撤离, 倒闭). In a
# question of when it is.
MUCH, ENOUGH_OF_MUCH = 5.0, 0.45
A_LITTLE = 1e-6  # by which a sum of single floats may fall short of what it is
# What two neighbouring positions left unexplained cost on top: one is a slip of the finger, two are a word.
UNEXPLAINED_RUN = 0.12
# Below this a position counts as unexplained: a single character found somewhere in a statement.
EXPLAINED_FROM = 0.5
PASSIVE = "被"
OF_EACH = frozenset(("分别", "各自"))  # says of nothing what it does: 三个实验室分别在哪
# How much a fact gains when its title is all that was asked; a keyword or an indicator is a little less its own.
TIGHT = 0.2
TIGHT_BY_KEYWORD = 0.85
# What a fact gains when its title has all that was asked, however much more it has.
IN_TITLE = 0.16
# Of facts that fit alike, a measured figure of the whole subject is what a bare term asks for; a remark is not.
MEASURED, FIGURE, OF_THE_SUBJECT, REMARK = 0.07, 0.03, 0.05, -0.03
# What a fact gains that can tell what is asked for: a date, a person.
WANTED = 0.05
# A share is not what is asked for by the name of the thing alone, nor one city's figure by no name of a city.
UNASKED_SHARE, OF_A_PART = -0.1, -0.08
# What a fact loses for each of several places asked for that it is not about.
WITHOUT_A_PLACE = 0.1
# What a fact gains that speaks of the year that was asked for, and not of several years of which it is one.
OF_THAT_YEAR = 0.08
# What a fact gains whose title says what something is for, or why it is so, where that is asked.
TELLS_PURPOSE = 0.15
# What a fact loses then that only counts: how many there are says not what they are for.
ONLY_COUNTS = -0.05
# What a fact gains that somebody said, where it is asked what was said.
TELLS_WORDS = 0.12
# What a fact gains that tells all light words of a question too: what something is for, who leads it.
TELLS_LIGHT_WORDS = 0.08
# Background is rarely what a question about the subject means, unless it is asked for by name.
CONTEXT = -0.06
# What the oldest fact loses against the newest, all else alike.
OLDEST = -0.03
# Facts this near to the best are offered beside it.
MARGIN = 0.06


class Verdict(StrEnum):
    ANSWER = "answer"
    CHOICE = "choice"
    NONE = "none"


class Why(NamedTuple):
    """Why a fact has its score: how well it explains each position (0..1), and what else was added."""

    row: tuple[float, ...]
    tight: float
    in_title: float
    prior: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact by its number, how well it answers (0 and up, 1 is: explains all that was asked), and what it explains."""

    number: int
    score: float
    explained: float
    why: Why
    is_enough: bool  # whether that will do for an answer


def is_enough(explained: float, row: Sequence[float], reading: Reading) -> bool:
    """Whether what a fact explains of a question, all together and of each position (0..1), will do for an answer."""
    told = [at for at, position in enumerate(reading.positions) if position.weight and row[at] >= EXPLAINED_FROM]
    left = set(reading.asked_at).difference(told)
    in_passing = reading.passing.issuperset(left)
    if told and left and in_passing and _has_only_the_name(left, told, reading):
        return False
    if explained >= ENOUGH - A_LITTLE:
        return True
    if explained < ENOUGH_OF_MUCH or reading.wants & Wants.DATE:
        return False
    return in_passing and sum(reading.positions[at].weight for at in told) >= MUCH


def left_over(hit: Hit, reading: Reading) -> tuple[str, ...]:
    """The verbs of a question that a fact does not have: they may be its point. One character alone is rarely one."""
    found: list[str] = []
    before = -2
    for at, (position, strength) in enumerate(zip(reading.positions, hit.why.row, strict=True)):
        if position.weight < 1 or strength >= EXPLAINED_FROM:
            continue
        if at not in reading.passing:
            return ()
        if at == before + 1:
            found[-1] += position.text
        else:  # what is done to something is never said in passing (被拒)
            passive = at > 0 and reading.positions[at - 1].text == PASSIVE
            found.append(PASSIVE * passive + position.text)
        before = at
    found = [words for words in found if words not in OF_EACH]
    return tuple(found) if hit.explained < ENOUGH - A_LITTLE else tuple(words for words in found if len(words) > 1)


def _has_only_the_name(left: Collection[int], told: Sequence[int], reading: Reading) -> bool:
    """Whether a fact has only a name of the question, which asks what is done to the thing of that name.

    How something is kept, or repaired, is another thing than what it is. What is paid for it is what it costs.
    """
    first, last = told[0], told[-1]
    around = all(not first < at < last for at in left)
    named = any(start <= first and last < end for start, end, _ in reading.names)
    named = named and reading.positions[first].kind != "number"  # what a figure counts is all that can be asked of it
    return around and named and not reading.wants & Wants.MONEY


def explained_share(positions: Sequence[Position], table: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """The share of a question's weight that each fact explains, less what unexplained runs cost; 0..1.

    `table` has shape [facts, positions]. Something weighs: who only asks was told no before.
    """
    weights = np.array([position.weight for position in positions], float)
    share = table.astype(float, "C") @ weights / weights.sum()
    unexplained = np.zeros((len(table), len(positions) + 2), bool, "F")  # two before the first, both explained
    unexplained[:, 2:] = (table < EXPLAINED_FROM) & (weights >= 1)
    here, before, earlier = unexplained[:, 2:], unexplained[:, 1:-1], unexplained[:, :-2]
    runs = np.add.reduce(here & (before > earlier), axis=1)  # the second of each: not the one before the first
    if weights.max() >= 2:  # a word or number weighs as two characters
        runs += np.add.reduce((here > before) & (weights >= 2), axis=1)
    explained: npt.NDArray[np.float64] = np.maximum(0.0, share - UNEXPLAINED_RUN * runs)
    return explained


def alike(asked: frozenset[str], name: frozenset[str]) -> float:
    """How nearly a question is a name, 0..1: Dice's coefficient of their pairs of characters."""
    return 2 * len(asked & name) / (len(asked) + len(name)) if asked and name else 0.0


def prior(
    flags: npt.NDArray[np.uint32], age: npt.NDArray[np.float32], wants: Wants, *, place_asked: bool
) -> npt.NDArray[np.float64]:
    """What speaks for facts whatever the words of the question are; added to their scores. `age`: 0 is the newest."""

    def has(flag: int) -> npt.NDArray[np.bool_]:
        return (flags & flag) > 0

    if wants & (Wants.DATE | Wants.PERSON | Wants.MAKER | Wants.WHAT) and not wants & Wants.FIGURE:
        told = has(Flag.DATED) if wants & Wants.DATE else has(Flag.SPOKEN) & bool(wants & Wants.PERSON)
        score = WANTED * told - OLDEST * age * (2 if wants & Wants.BEGINNING else 0)
    else:
        score = np.select([has(Flag.MEASURED), has(Flag.FIGURE), has(Flag.REMARK)], [MEASURED, FIGURE, REMARK], 0.0)
    result: npt.NDArray[np.float64] = score + OLDEST * age
    if wants & Wants.PURPOSE:
        result += TELLS_PURPOSE * has(Flag.PURPOSE) + ONLY_COUNTS * has(Flag.FIGURE)
    if wants & Wants.WORDS:
        result += TELLS_WORDS * has(Flag.SPOKEN)
    if not wants & Wants.SHARE:
        result += UNASKED_SHARE * has(Flag.SHARE)
    if not place_asked and wants & Wants.FIGURE:
        result += OF_A_PART * ~has(Flag.ONLY_SUBJECT | Flag.SHARED | Flag.CONTEXT)
    if not place_asked:
        result += OF_THE_SUBJECT * has(Flag.OF_SUBJECT) + CONTEXT * has(Flag.CONTEXT)
    return result


# What only facts of some kinds can tell.
TOLD_BY_SOME = Wants.MONEY | Wants.FIGURE | Wants.THINGS | Wants.PEOPLE | Wants.RANK | Wants.MEANING


def tells_what_is_wanted(flags: npt.NDArray[np.uint32], wants: Wants) -> npt.NDArray[np.bool_]:
    """Which facts are of a kind that can tell what is asked for: one with an amount, a sum of money, a rank."""
    told = np.ones(len(flags), bool)
    if wants & (Wants.MONEY | Wants.FIGURE):
        told &= (flags & (Flag.HAS_MONEY if wants & Wants.MONEY else Flag.HAS_FIGURE)) > 0
    if wants & (Wants.THINGS | Wants.PEOPLE) and not wants & Wants.SHARE:
        counted = Flag.COUNTS_PEOPLE * bool(wants & Wants.PEOPLE) | Flag.COUNTS_THINGS * bool(wants & Wants.THINGS)
        told &= (flags & counted) > 0
    if wants & Wants.RANK:
        told &= (flags & Flag.RANK) > 0
    if wants & Wants.MEANING and not wants & Wants.FIGURE:  # how many there are says not what it is
        told &= (flags & (Flag.FIGURE | Flag.HAPPENED)) == 0
    return told


def verdict(hits: Sequence[Hit], index: Index) -> Verdict:
    """The decision on hits that are in order, the best first."""
    if not hits or not hits[0].is_enough:
        return Verdict.NONE
    return Verdict.CHOICE if len(near_the_best(hits, index)) > 1 else Verdict.ANSWER


def near_the_best(hits: Sequence[Hit], index: Index) -> list[Hit]:
    """The hits that may have been meant, the best first; of the points of the best one's series the newest leads.

    The first hit must be enough for an answer.
    """
    near = [hit for hit in hits if hit.score >= hits[0].score - MARGIN and hit.is_enough]
    share = index.flags[near[0].number] & Flag.SHARE
    of_one_series = [
        hit
        for hit in near
        if index.is_of_one_series(near[0].number, hit.number)
        and hit.why.in_title >= near[0].why.in_title / 2
        and index.flags[hit.number] & Flag.SHARE == share
    ]
    newest = max(of_one_series or near[:1], key=lambda hit: (index.last[hit.number], hit.score))
    return [newest, *(hit for hit in near if hit is not newest)]

"""From how well facts explain a question to a decision: an answer, a choice of several, or an honest no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.facts import Fact
from bot.search.reading import Position

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv, false answers first.
# A fact must explain this share of what was asked to be an answer. Below it, what is left over is usually the point of
# the question: another city (深圳), another thing.
ENOUGH = 0.72
# What two neighbouring positions left unexplained cost on top: one is a slip of the finger, two are a word.
UNEXPLAINED_RUN = 0.12
# Below this a position counts as unexplained: a single character found somewhere in a statement.
EXPLAINED_FROM = 0.5
# How much a fact gains when its title is all that was asked; a keyword or an indicator is a little less its own.
TIGHT = 0.15
TIGHT_BY_KEYWORD = 0.85
# What a fact gains when its title has all that was asked, however much more it has.
IN_TITLE = 0.05
# Of facts that fit alike, a measured figure of the whole subject is what a bare term asks for; a remark is not.
MEASURED, FIGURE, OF_THE_SUBJECT, REMARK = 0.05, 0.03, 0.08, -0.03
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact, how well it answers (0 and up, 1 is: explains all that was asked), and the share it explains."""

    fact: Fact
    score: float
    explained: float


def explained_share(positions: Sequence[Position], row: Sequence[float]) -> float:
    """The share of a question's weight that a fact explains, less what unexplained runs cost; 0..1."""
    total = sum(position.weight for position in positions)
    if not total:
        return 0.0
    share = sum(position.weight * strength for position, strength in zip(positions, row, strict=True)) / total
    run, cost = 0, 0.0
    for position, strength in zip(positions, row, strict=True):
        run = run + 1 if position.weight and strength < EXPLAINED_FROM else 0
        if run == 2 or (run == 1 and position.weight >= 2):  # a word or number weighs as two characters
            cost += UNEXPLAINED_RUN
    return max(0.0, share - cost)


def alike(asked: frozenset[str], name: frozenset[str]) -> float:
    """How nearly a question is a name, 0..1: Dice's coefficient of their pairs of characters."""
    return 2 * len(asked & name) / (len(asked) + len(name)) if asked and name else 0.0


def prior(fact: Fact, subject: str, place_asked: bool) -> float:
    """What speaks for a fact whatever the words of the question are; added to its score."""
    score = 0.0
    if any(figure.indicator for figure in fact.figures):
        score += MEASURED
    elif fact.kind == "figure":
        score += FIGURE
    elif fact.kind == "statement-by":
        score += REMARK
    if not place_asked:
        score += OF_THE_SUBJECT if subject in fact.places else 0.0
        score += CONTEXT if fact.context else 0.0
    return score


def verdict(hits: Sequence[Hit]) -> Verdict:
    """The decision on hits that are in order, the best first."""
    if not hits or hits[0].explained < ENOUGH:
        return Verdict.NONE
    return Verdict.CHOICE if len(near_the_best(hits)) > 1 else Verdict.ANSWER


def near_the_best(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that may have been meant, the best first; of the points of the best one's series the newest leads."""
    near = [hit for hit in hits if hit.score >= hits[0].score - MARGIN and hit.explained >= ENOUGH]
    of_one_series = [hit for hit in near if _series(hit) & _series(near[0])] or near[:1]
    newest = max(of_one_series, key=lambda hit: (hit.fact.when.last, hit.score))
    return [newest, *(hit for hit in near if hit is not newest)]


def _series(hit: Hit) -> set[tuple[str, frozenset[str]]]:
    """What a hit measures, and where: the newest measurement of one thing leads, whatever its basis."""
    return {(figure.indicator, frozenset(hit.fact.places)) for figure in hit.fact.figures if figure.indicator}


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; of a single character, itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset([text] if text else [])

"""Of which ranks and years a fact tells too little: who is in the front may be the first, what is reported is older."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.counting import SESSION
from bot.facts import RANK, Fact
from bot.search.agreement import is_of_unit
from bot.search.amounts import Relation
from bot.search.claims import Claim
from bot.search.magnitudes import measured
from bot.search.reading import Reading
from bot.search.wants import tells_rank
from bot.text import NUMERALS

_HELD_AGAIN = re.compile(f"[会展赛]$|{SESSION}")
_OF_A_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}年?(?![0-9年至到—-])")
_SOME = f"[0-9{NUMERALS}两几]"
_PART_OF_A_YEAR = re.compile(
    f"[0-9]月|季|半年|[0-9年月][初中底末]|[前头]{_SOME}[^,，]{{0,2}}[月季]|近{_SOME}+[年个]|截至"
)
_PLACE = re.compile(f"第[0-9{NUMERALS}]+[位名大]?|首位|居首")


def is_of_a_year(question: str) -> bool:
    """Whether a year is named by its number, and not as the end of a span."""
    return _OF_A_YEAR.search(question) is not None


def is_of_whole_year(question: str) -> bool:
    """Whether a year is named by its number, and no part of it."""
    return is_of_a_year(question) and _PART_OF_A_YEAR.search(question) is None


def plainest(fact: Fact, alike: Iterable[Fact], reading: Reading) -> Fact:
    """A fact; where a rank is claimed and it tells none, one that is `alike` and tells it."""
    if _tells_a_place(fact) or not reading.claims_rank:
        return fact
    return next(filter(_tells_a_place, alike), fact)


def told_vaguely(untrue: Iterable[Claim], fact: Fact, reading: Reading) -> tuple[Claim, ...]:
    """The ranks, years and amounts of which a fact tells too little to deny them.

    Whoever is in the front (前列) may be the first; what is reported in a year may have happened in it, or before; what
    is held again and again may have been held then, too. Nor does what some months brought deny an amount of the year.
    """
    is_in_front = tells_rank(f"{fact.title}|{fact.statement}") and not _tells_a_place(fact)

    def is_vague(claim: Claim) -> bool:
        if claim.relation is Relation.YEAR:
            return is_only_reported(claim, fact) or is_one_of_many(fact, reading.required)
        if claim.relation is Relation.RANK:
            return is_in_front
        return fact.is_of_months and is_of_whole_year(reading.text) and _may_come_to_it(claim, fact)

    return tuple(filter(is_vague, untrue))


def is_only_reported(claim: Claim, fact: Fact) -> bool:
    """Whether a year is claimed of what has no date and was reported in that year or later; or is in force since."""
    is_of_then = fact.kind == "policy" or claim.value <= fact.when.last.year
    return claim.relation is Relation.YEAR and fact.date is None and is_of_then


def is_one_of_many(fact: Fact, required: Iterable[str]) -> bool:
    """Whether a fact tells of what is held again and again, and no session is asked for."""
    return _HELD_AGAIN.search(fact.title) is not None and not any(map(_HELD_AGAIN.search, required))


def _may_come_to_it(claim: Claim, fact: Fact) -> bool:
    """Whether a sum of some months may be the amount that is claimed once the year is over; a rate is no sum."""
    if not claim.is_amount or claim.unit in ("", "%", "成"):
        return False
    sums = (measured(figure)[0] for figure in fact.figures if is_of_unit(claim, figure))
    return any(value is not None and value < claim.value for value in sums)


def _tells_a_place(fact: Fact) -> bool:
    """Whether a fact tells in which place something is, and not only that it is in the front (前列)."""
    is_figure = any(figure.unit == RANK for figure in fact.figures)
    return is_figure or _PLACE.search(f"{fact.title}|{fact.statement}") is not None

"""Whether what a question claims is so of the fact that it is about: denied, confirmed, or left to the reader."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Fact, Figure
from bot.search.agreement import holds, is_left_open, is_not_quite, is_one_figure_s, is_so_of
from bot.search.amounts import Relation
from bot.search.claims import Claim
from bot.search.decide import EXPLAINED_FROM, Hit
from bot.search.insists import is_year
from bot.search.reading import Reading
from bot.search.wants import Wants
from bot.text import apart, key

# What makes another claim of the same amount, unless the fact says it, too: all of them, already, each, still.
QUALIFIES = re.compile(
    "全部|所有|全体|全年|一年|[几五十三两]年|总数|总共|累计|单场|每个?|各|都|已经?(?!达|有)|还是|仍|现在|目前|如今|完成|达成|实现"
)


class Checking:
    """Holds claims against the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def untrue(self, fact: Fact, reading: Reading) -> list[str]:
        """The claims that are not so of a fact, nor of what it measures in the years that were asked for."""
        return [claim.text for claim in reading.claims if not self._holds(fact, claim, reading)]

    def at_other_times(self, fact: Fact, reading: Reading) -> tuple[tuple[str, PartialDate], ...]:
        """The amounts that are not so at the time that is asked for, and when each was: of the same measure."""
        points = [point for series in self._catalogue.own_series(fact) for point in series.points]
        found = ((claim, next((p for p in points if is_so_of(claim, p.figure)), None)) for claim in reading.claims)
        return tuple(
            (claim.text, point.when)
            for claim, point in found
            if claim.relation is Relation.EXACT and point is not None and not self._holds(fact, claim, reading)
        )

    def confirmed(
        self, fact: Fact, best: Hit, reading: Reading, question: str, supposed: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """The claims, if they are so without any doubt: nothing else is claimed, and the fact warns of no misreading.

        A plan confirms nothing; nor does one of several figures that are alike, nor 超1/5 that something is 1/5.
        `supposed`: what else is claimed and so (where, by whom).
        """
        explained = all(best.why.row[at] >= EXPLAINED_FROM for at in reading.asked_at)
        told = apart(f"{fact.title}|{fact.statement}")
        more = [each for each in QUALIFIES.findall(question) if each not in told]
        is_planned = fact.kind == "plan" or fact.due is not None
        asks = reading.wants & Wants.CLAIM or any(each.relation is not Relation.OFFICE for each in reading.claims)
        if (
            not asks
            or not explained
            or more
            or is_planned
            or fact.note is not None
            or self._is_another_s(fact, question)
        ):
            return ()
        own = self._figures(fact)
        amounts = (each for each in reading.claims if each.relation not in (Relation.YEAR, Relation.OFFICE))
        if own and not all(is_one_figure_s(claim, own, reading.asked) for claim in amounts):
            return ()
        if any(
            is_not_quite(claim, figure) or is_left_open(claim, figure) for claim in reading.claims for _, figure in own
        ):
            return ()
        return (*(claim.text for claim in reading.claims), *supposed)

    def _is_another_s(self, fact: Fact, question: str) -> bool:
        """Whether a fact is called by a place that a question does not name: its amount is that place's."""
        return any(
            key(place.name) in key(fact.title) and not any(key(name) in key(question) for name in place.names)
            for place in self._catalogue.own_places(fact)
        )

    def _holds(self, fact: Fact, claim: Claim, reading: Reading) -> bool:
        years = [int(each) for each in reading.required if is_year(each)]
        points = [point for each in self._catalogue.own_series(fact) for point in each.points]
        then = [point.figure for point in points if all(point.when.touches(year) for year in years)]
        text = apart(f"{fact.title}|{fact.statement}|{fact.office}")
        return holds(claim, self._figures(fact), then, text, reading.asked)

    def _figures(self, fact: Fact) -> list[tuple[str, Figure]]:
        return [(self._catalogue.figure_name(figure), figure) for figure in fact.figures]

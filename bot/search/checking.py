"""Whether what a question claims is so of the fact that it is about: denied, confirmed, or left to the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Fact, Figure, Place
from bot.search.agreement import (
    BOUNDS,
    can_be_exchanged,
    holds,
    is_confirmed_by,
    is_left_open,
    is_near,
    is_not_quite,
    is_of_kind,
    is_one_figure_s,
    is_so_of,
)
from bot.search.amounts import Relation
from bot.search.besides import asks_of_time, insisted_on, spoken
from bot.search.claims import Claim
from bot.search.confirming import AS_A_PLAN, BY_NOW, VERIFIES
from bot.search.decide import ENOUGH, Hit
from bot.search.insists import is_year
from bot.search.known import Known
from bot.search.locks import Locks
from bot.search.naming import Claimed, Naming, claimed_in
from bot.search.reading import LAST_READ, Reading
from bot.search.supposed import is_negated
from bot.search.told import Agreement
from bot.search.two_points import has_moved
from bot.search.vague import is_of_whole_year, is_only_reported
from bot.search.wants import Wants
from bot.series import Point
from bot.text import apart, key
from bot.verbs import BEGUN, BUILT, FOUNDED, HELD, ISSUED, OPENED, SIGNED

# What makes another claim of the same amount, unless the fact says it, too: all of them, already, each, still, a year.
QUALIFIES = re.compile(
    "同比|环比|[年月日人]均|全部|所有|全体|全国|全省|全球|世界|国内|全年|一年|[几五十三两]年|总数|总共|累计|单场|每个?|各|都|已经?(?!达|有)|还是|仍|现在|目前|如今|完成|达成|实现"
)
_AS_A_PLAN = re.compile(AS_A_PLAN)
_HAS_HAPPENED = re.compile(f"{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|{ISSUED}|{SIGNED}|{HELD}")
_BEFORE_WHO_DID_IT = "由被"
NAMES_NOTHING = "了区市县省全排"  # beside a verb, a place, a rank (全市第二)


class Checking:
    """Holds claims against the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue, known: Known, locks: Locks) -> None:
        self._catalogue, self._known, self._locks = catalogue, known, locks
        self._naming = Naming(catalogue)
        self._about = lru_cache(maxsize=LAST_READ)(self._said)

    def is_of_another(self, claim: Claim, fact: Fact, near: Iterable[Fact]) -> str:
        """Of what an amount is that is not so of a fact: of another figure of its measure, or of facts `near` it."""
        if claim.relation is not Relation.EXACT:
            return ""
        own = (self._catalogue.figure_name(figure) for figure in fact.figures if is_confirmed_by(claim, figure))
        if (name := next(filter(None, own), "")) or not claim.is_telling:
            return name
        measured = (point.fact for series in self._catalogue.series_of(fact) for point in series.points)
        others = (
            each for each in chain(measured, near) if any(is_confirmed_by(claim, figure) for figure in each.figures)
        )
        return next((other.title for other in others), "")

    def untrue(self, fact: Fact, reading: Reading) -> list[Claim]:
        """The claims that are not so of a fact, nor of what it measures in the years that were asked for."""
        return [claim for claim in reading.claims if not self._holds(fact, claim, reading)]

    def of_another_kind(self, untrue: Iterable[Claim], fact: Fact, reading: Reading) -> tuple[Claim, ...]:
        """The amounts that no figure of a fact can be held against: 17个 against 50%, 550家企业 against 16个联盟.

        Nor can one of a wider kind than the figure counts, of a part of that, or of something besides.
        """
        what, figures = self._about(reading), fact.figures
        is_of_it = self._naming.names_it(what, fact) and not self._naming.says_more(what, fact)

        def is_meant(claim: Claim, figure: Figure) -> bool:
            if not is_of_kind(claim, figure) or claim.relation is Relation.RANK:
                return is_of_kind(claim, figure)
            return is_of_it and self._naming.is_meant(what, fact, figure)

        return tuple(
            claim
            for claim in untrue
            if claim.is_amount and figures and not any(is_meant(claim, each) for each in figures)
        )

    def at_other_times(self, fact: Fact, reading: Reading, lacks: Iterable[str]) -> tuple[tuple[str, PartialDate], ...]:
        """The amounts that are not so at the time that is asked for, and when each was: of the same measure.

        `lacks`: what is asked for and a fact does not have. Without its year the fact is of another time, too.
        """
        if not reading.required:
            return ()
        lacks_year = any(map(is_year, lacks))
        points = [Point(fact, figure) for figure in fact.figures] if lacks_year else []
        points += [point for series in self._catalogue.own_series(fact) for point in series.points]
        found = (
            (claim, next((each for each in points if is_confirmed_by(claim, each.figure)), None))
            for claim in reading.claims
        )
        of_then = (Relation.EXACT, Relation.MORE)  # what is less may have been so at any time
        return tuple(
            (claim.text, point.when)
            for claim, point in found
            if claim.relation in of_then and point is not None and (lacks_year or not self._holds(fact, claim, reading))
        )

    def agreement(
        self, fact: Fact, best: Hit, reading: Reading, question: str, supposed: Sequence[str], *, is_of_it: bool
    ) -> tuple[Agreement, tuple[str, ...]]:
        """How a fact that contradicts no claim agrees with the claims, and which of them it confirms.

        A plan confirms nothing; nor does one of several figures that are alike. `supposed`: what else is claimed and so
        (where, by whom). `is_of_it`: whether the fact is of all that is asked about, and of no more.
        """
        asks = reading.wants & Wants.CLAIM or any(each.relation is not Relation.OFFICE for each in reading.claims)
        if not asks:
            return Agreement.NOTHING, ()
        amounts = [each for each in reading.claims if each.is_amount]
        is_open = Agreement.OPEN if amounts or VERIFIES.search(question) else Agreement.NOTHING
        if is_negated(question, [claim.text for claim in reading.claims]):
            return is_open, ()
        if BY_NOW.search(question) and _is_planned(fact):
            return Agreement.PLANNED, ()
        if not is_of_it:
            return is_open, ()
        own, what = self._figures(fact, reading), self._about(reading)
        asked = self._naming.telling(what, fact)
        claims = [_in_full(claim, fact) for claim in reading.claims]
        claimed = (*claims, *(each for each in supposed if not any(each in claim for claim in claims)))
        if not claimed and (is_open is Agreement.OPEN or asks_of_time(reading, question)):
            claimed = insisted_on(fact, reading) or spoken(fact, question)
        if not claimed or can_be_exchanged(amounts) or not self._is_all_told(fact, best, reading, question):
            return is_open, ()
        is_its_own = [any(is_so_of(claim, figure) for _, figure in own) for claim in amounts]  # and not of another time
        if own and not (all(is_its_own) and all(is_one_figure_s(claim, own, asked) for claim in amounts)):
            return is_open, ()
        if reading.not_years and any(is_only_reported(claim, fact) for claim in reading.claims):
            return is_open, ()  # one session is held in a year, and may have been reported in another
        if any(self._is_left_open(claim, fact, what, own) for claim in amounts):
            return is_open, ()
        counted = [claim for claim in amounts if claim.relation is not Relation.RANK]
        if own and not all(self._is_named(claim, fact, what) for claim in counted):
            return is_open, ()
        if _is_planned(fact) and not _AS_A_PLAN.search(question):
            is_told_as_done = len(own) <= 1 and (amounts or _HAS_HAPPENED.search(question))
            return (Agreement.PLANNED if is_told_as_done else is_open), ()
        if not all(has_moved(claim, fact, self._catalogue) for claim in amounts if claim.direction):
            return is_open, ()
        how = _how_so(fact, amounts, [figure for _, figure in own], claimed, question)
        return how, () if how is Agreement.MONTHS else claimed

    def so_of(self, fact: Fact, reading: Reading) -> Point | None:
        """The point of a fact that the first amount is so of; none where that is another's."""
        own = self._figures(fact, reading)
        amounts = (claim for claim in reading.claims if claim.is_amount)
        so = (figure for claim in amounts for _, figure in own if is_so_of(claim, figure))
        return next((Point(fact, figure) for figure in so), None)

    def _is_left_open(self, claim: Claim, fact: Fact, what: Claimed, own: Sequence[tuple[str, Figure]]) -> bool:
        """Whether a figure leaves open what is claimed; not if another one, that the claim names, is it."""

        def is_told_by(figure: Figure) -> bool:
            if claim.relation is Relation.EXACT or not is_confirmed_by(claim, figure):
                return is_confirmed_by(claim, figure)
            return is_near(claim, figure) and self._naming.means_alone(what, figure, fact.figures)

        figures = [figure for _, figure in own]
        return any(is_left_open(claim, figure) for figure in figures) and not any(map(is_told_by, figures))

    def _is_named(self, claim: Claim, fact: Fact, what: Claimed) -> bool:
        """Whether a figure that a claim is so of is what the claim names."""
        so = (figure for figure in fact.figures if is_so_of(claim, figure))
        return any(self._naming.counts_it(what, fact, figure) for figure in so)

    def _is_all_told(self, fact: Fact, best: Hit, reading: Reading, question: str) -> bool:
        """Whether nothing is claimed besides what a fact tells."""
        weighing = (at for at, position in enumerate(reading.positions) if position.weight)
        needless = [each for each in _BEFORE_WHO_DID_IT if each not in fact.statement]  # else it tells who did what
        explained = all(best.why.row[at] >= ENOUGH or reading.positions[at].text in needless for at in weighing)
        # 余额 is a word, and no slip for 金额 that could be confirmed
        explained &= not any(self._known.lexicon.is_words(each.typed) for each in reading.corrections)
        measures = "|".join(f"{name}|{figure.label or ''}" for name, figure in self._figures(fact, reading))
        told = apart(f"{fact.title}|{fact.statement}|{fact.office}|{measures}")
        more = any(
            re.search(f"{each}(?!外)", told) is None for each in QUALIFIES.findall(question)
        )  # 国内外 is not 国内
        # by the fact's own words, or what is short for them: 上市公司 may be found by 科创板上市企业, and is not that
        asked = (reading.positions[at] for at in reading.asked_at if at not in reading.passing)
        explained &= all(each.text in told or each.text in NAMES_NOTHING for each in asked if each.kind == "han")
        explained &= not self._naming.says_more(self._about(reading), fact, told)
        return explained and not more and not self._is_another_s(fact, question)

    def _is_another_s(self, fact: Fact, question: str) -> bool:
        """Whether a fact is called by a place that a question does not name: its amount is that place's."""
        return any(
            _is_called_by(fact, place) and not any(key(name) in key(question) for name in place.names)
            for place in self._catalogue.own_places(fact)
        )

    def _holds(self, fact: Fact, claim: Claim, reading: Reading) -> bool:
        years = _years(reading)
        points = [point for each in self._catalogue.own_series(fact) for point in each.points]
        others = [point for point in points if point.fact is not fact]
        then = [point.figure for point in others if all(point.when.touches(year) for year in years)]
        own = self._figures(fact, reading)
        at_other_times = [each for each in fact.figures if all(each is not figure for _, figure in own)]
        is_then = any(is_confirmed_by(claim, figure) for figure in at_other_times)  # and the text tells it of then
        text = "" if is_then else apart(f"{fact.title}|{fact.statement}|{fact.office}")
        return holds(claim, own, then, text, self._naming.telling(self._about(reading), fact))

    def _said(self, reading: Reading) -> Claimed:
        return claimed_in(reading, self._locks, self._catalogue)

    def _figures(self, fact: Fact, reading: Reading) -> list[tuple[str, Figure]]:
        """The figures of a fact with their names: of several times those of the years that are named.

        What is claimed to be more or less than something is so of the fact's own time, where no year is named.
        """
        years = _years(reading)
        is_bound = any(claim.relation in BOUNDS for claim in reading.claims)

        def is_of_then(figure: Figure) -> bool:
            if not years:
                return figure.as_of is None or not is_bound
            return all((figure.as_of or fact.when).touches(year) for year in years)

        figures = [figure for figure in fact.figures if is_of_then(figure)] or fact.figures
        return [(self._catalogue.figure_name(figure), figure) for figure in figures]


def _how_so(
    fact: Fact, amounts: Sequence[Claim], own: Sequence[Figure], claimed: Iterable[str], question: str
) -> Agreement:
    """How a fact agrees with what is claimed, all of which it tells."""
    # that some months alone came to more is so of the year, too
    of_all_of_it = [claim for claim in amounts if claim.relation not in (Relation.MORE, Relation.AT_LEAST)]
    if of_all_of_it and fact.is_of_months and is_of_whole_year(question):
        return Agreement.MONTHS
    if any(is_not_quite(claim, figure) for claim in amounts for figure in own):
        return Agreement.ROUGH
    is_of_office = all(each in fact.office for each in claimed)  # of which no note warns
    return Agreement.SO if fact.note is None or is_of_office else Agreement.NOTED


def _is_planned(fact: Fact) -> bool:
    return fact.kind == "plan" or fact.due is not None


def _years(reading: Reading) -> list[int]:
    return [int(each) for each in reading.required if is_year(each)]


def _in_full(claim: Claim, fact: Fact) -> str:
    """What is claimed, an office as it is called in full."""
    if claim.relation is not Relation.OFFICE:
        return claim.text
    return next((each for each in fact.office.split("、") if claim.text in each), claim.text)


def _is_called_by(fact: Fact, place: Place) -> bool:
    """Whether a title has the name of a place, and not only says that something is in it."""
    name = re.escape(key(place.name))
    return re.search(f"(?<![在于]){name}", key(fact.title)) is not None

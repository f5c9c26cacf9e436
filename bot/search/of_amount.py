"""A claim that begins with an amount speaks of the figure that is so much: 550家都是银行吗, 3.25%是全市的吗.

Amounts weigh nothing where facts are ranked, and what is left of such a claim would find some other fact. The figure is
meant, and the rest is claimed of it: a place or a time alone can be held against it, anything else is left open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import PERCENT, RANK, Fact, Place
from bot.search.agreement import is_confirmed_by
from bot.search.amounts import Relation
from bot.search.checking import QUALIFIES
from bot.search.claims import Claim
from bot.search.codes import SINGLE
from bot.search.decide import Verdict
from bot.search.findings import Findings, Found
from bot.search.index import Index
from bot.search.insists import MONTHS, is_month, is_year
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.other_times import IS_SO
from bot.search.postings import NONE
from bot.search.reading import Reading
from bot.search.supposed import is_negated
from bot.search.told import Agreement
from bot.search.wants import ASKING, Wants
from bot.text import key

_IS = re.compile("(?:是|属于)(?:来自)?$")  # before the place whose figure it is said to be
# Behind the amount, what is said of it; 130家餐厅 are others.
_IS_SO_MUCH = re.compile("[都全也]?不?(?:是|属于|占|来自|包括|包含|为)|[,，]?对|$")
_END_OF_YEAR = re.compile("年[底末终]")
_FOR_EACH = re.compile("每[年季月周天日]|[年月日]均")  # of no one time
MOST_HAVING = 500  # facts that have a number: it is no one's, and to look at all of them would take long
_BOUNDS = (Relation.MORE, Relation.AT_LEAST, Relation.LESS, Relation.AT_MOST, Relation.RANK)


def spoken_of(reading: Reading, question: str) -> Claim | None:
    """The amount that a claim begins with, as what it speaks of; None of another question."""
    if not reading.wants & Wants.CLAIM or ASKING.search(question):
        return None
    first = min(reading.claims, key=lambda claim: claim.span, default=None)
    if first is None or not first.is_amount or first.relation in _BOUNDS or first.direction:
        return None
    before, behind = range(first.span[0]), "".join(each.text for each in reading.positions[first.span[1] :])
    if not _IS_SO_MUCH.match(behind):
        return None
    says_more = reading.insisted_at.intersection(before) or any(start < first.span[0] for start, *_ in reading.names)
    return None if says_more or any(reading.positions[at].weight for at in before) else first


def by_its_name(question: str, amount: Claim, fact: Fact) -> str:
    """A question of what share an amount has (82家占全国1/5吗) with what is so much in its place; else nothing."""
    found = re.search(f"{re.escape(amount.text)}(?=占)", question)
    return f"{question[: found.start()]}{key(fact.title)}{question[found.end() :]}" if found else ""


class OfAmounts:
    """The facts of a catalogue by their amounts, which its index knows by their numbers."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue, self._known, self._index = catalogue, known, index

    def fact_of(self, amount: Claim, reading: Reading) -> Fact | None:
        """The one fact that has an amount; of several points of one measure that of the year asked for, or the newest.

        None where things of several kinds are so many: then nobody can tell which is meant.
        """
        row = self._index.row(SINGLE, [amount.number])
        numbers: list[int] = [] if row == NONE else self._index.postings.of(row)[0].tolist()
        if len(numbers) > MOST_HAVING:
            return None
        facts = (self._catalogue.facts[number] for number in numbers)
        having = [each for each in facts if any(is_confirmed_by(amount, one) for one in each.figures)]
        if not having:
            return None
        points = [point.fact for series in self._catalogue.own_series(having[0]) for point in series.points]
        if any(each is not having[0] and each not in points for each in having):
            return None
        years = [int(each) for each in reading.required if is_year(each)]
        return max(having, key=lambda fact: (all(map(fact.when.touches, years)), fact.when.last))

    def checked(
        self, found: Findings, reading: Reading, question: str, find: Callable[[str], Findings]
    ) -> Findings | None:
        """What is found for a claim that speaks of an amount: its fact, and how that stands to what is claimed of it.

        None where something was `found` that is so, or that is named and is another amount. What share the amount has
        is to `find` by what is so much.
        """
        amount = spoken_of(reading, question)
        if amount is None or found.agreement in IS_SO:
            return None
        is_another = amount.text in found.denied and set(found.missing) <= set(found.denied)
        if is_another and found.hits[0].named >= 1:
            return None
        if (fact := self.fact_of(amount, reading)) is None:
            return None
        if len(reading.claims) > 1:
            named = by_its_name(question, amount, fact)
            return find(named) if named else None
        denied, so, agreement = self._held_against(fact, amount, reading, question)
        return Findings(
            Verdict.ANSWER,
            (Found(fact, 1.0, 1.0),),
            reading.corrections,
            missing=denied,
            denied=denied,
            agreement=agreement,
            confirmed=so,
            wants=reading.wants,
            asked=reading.asked,
            question=question,
        )

    def _held_against(
        self, fact: Fact, amount: Claim, reading: Reading, question: str
    ) -> tuple[tuple[str, ...], tuple[str, ...], Agreement]:
        """What of the rest of a claim is not so of a fact, what is, and how the fact stands to it."""
        places = [(start, end, name) for start, end, name in reading.names if self._places(name)]
        in_places = {at for start, end, _ in places for at in range(start, end)}
        others = [at for at in reading.asked_at if at not in in_places and at not in reading.insisted_at]
        says_more = bool(others) or len(places) > 1 or QUALIFIES.search(question) is not None
        if is_negated(question, [amount.text]):
            return (), (), Agreement.OPEN
        told: dict[str, bool | None] = {}
        for start, _, name in places:
            if _IS.search("".join(position.text for position in reading.positions[:start])):
                told[name] = self._is_of(fact, name)
        if (time := _time(reading.required, question)) is not None and not says_more:
            told[time] = self._is_of_time(fact, time)
        if denied := tuple(each for each, is_so in told.items() if is_so is False):
            return tuple(map(_in_words, denied)), (), Agreement.NOTHING
        if told and all(told.values()) and not says_more and (time is not None or not reading.required):
            return (), tuple(map(_in_words, told)), Agreement.SO if fact.note is None else Agreement.NOTED
        return (), (), Agreement.OPEN

    def _places(self, name: str) -> Sequence[Place]:
        found = map(self._catalogue.place, self._known.targets(name, *MEMBER_OR_PLACE))
        return [place for place in found if place is not None]

    def _is_of(self, fact: Fact, name: str) -> bool | None:
        """Whether a figure is that of a place, and its fact says so.

        None where nobody can tell: it is of several, or of what lies in it.
        """
        named, about = {place.id for place in self._places(name)}, self._catalogue.about
        if named.intersection(fact.places):
            return True if len(fact.places) == 1 and key(name) in key(f"{fact.title}|{fact.statement}") else None
        own = [*self._catalogue.own_places(fact), *(self._catalogue.members if about.subject in fact.places else ())]
        around = {outer.id for place in own for outer in self._catalogue.parents(place)} - {about.subject}
        is_share = any(figure.unit in (PERCENT, RANK) or "/" in str(figure.value) for figure in fact.figures)
        return None if named & around or is_share else False  # a part may have the same rate

    def _is_of_time(self, fact: Fact, time: str) -> bool | None:
        if _FOR_EACH.search(f"{fact.title}|{fact.statement}") or fact.when.is_part_of_a_year:
            return None
        return self._catalogue.is_of_time(fact, PartialDate(time))


def _time(required: Sequence[str], question: str) -> str | None:
    """The one year, or month of it, that is required, as a date has it; None where something else is, too."""
    years, months = list(filter(is_year, required)), list(filter(is_month, required))
    if len(years) != 1 or len(months) > 1 or len(years) + len(months) != len(required):
        return None
    month = int(months[0][:-1]) if months else MONTHS if _END_OF_YEAR.search(question) else None
    return years[0] if month is None else f"{years[0]}-{month:02}"


def _in_words(told: str) -> str:
    """A name as it is, and a time as people write it."""
    year, _, month = told.partition("-")
    return f"{year}年{int(month)}月" if month.isdecimal() else told

"""Whether what was found is about a part of what was asked about, or about more: one city's figure, one of several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue import Catalogue, is_shared
from bot.facts import RANK, Fact, Place
from bot.search.findings import Found
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.locks import Lock, Locks
from bot.search.reading import Reading
from bot.search.supposed import LARGE_PLACES
from bot.search.wants import Wants
from bot.text import key


class Parts:
    """Whose figures the facts of a catalogue are, held against what a question names."""

    def __init__(self, catalogue: Catalogue, known: Known, locks: Locks) -> None:
        self._catalogue, self._known, self._locks = catalogue, known, locks

    def of(self, question: str, reading: Reading, found: Found) -> tuple[Place, ...]:
        """The places of the best fact, when it is about less, or more, than what was asked about."""
        best, places = found.fact, self._catalogue.own_places(found.fact)
        if locks := self._locks.of(reading):
            is_of_others = self._is_of_several_together(best, places, reading) or self._is_within(best, locks)
            return places if is_of_others else ()
        of_subject = self._catalogue.about.subject in best.places
        if best.context and not self._is_surprising(found, places, reading):
            return ()
        if is_shared(best) or not best.figures or (of_subject and not reading.wants & Wants.FIGURE):
            return ()
        around = {each.id for place in places for each in self._catalogue.parents(place)}
        if of_subject:  # it is the subject's, also where it is told of all around it, or of where something was done
            named = {place.id for place in places if any(name in best.title for name in place.names)}
            around |= {place.id for place in places if place.kind in LARGE_PLACES or place.id not in named}
        places = tuple(place for place in places if place.id not in around)  # a district and its city are one place
        if len(places) > 1 and found.named >= 1 and _is_of_one_thing(best):
            return ()
        # a place may have been named after all, inside a longer name
        return () if any(key(name) in key(question) for place in places for name in place.names) else places

    def _is_within(self, best: Fact, locks: Sequence[Lock]) -> bool:
        """Whether a place's figure was asked for, and the fact has that of one inside it: a city's, of a district."""
        if best.kind != "figure":
            return False
        asked_of = {each for lock in locks for each in self._known.targets(lock.spelt, *MEMBER_OR_PLACE)}
        inside = {inner for each in asked_of for inner in self._catalogue.within(each)} - asked_of
        return bool(inside) and bool(best.places) and inside.issuperset(best.places)

    def _is_surprising(self, found: Found, places: Sequence[Place], reading: Reading) -> bool:
        """Whether a count was asked for, and the fact has that of another region, or of one place in other words."""
        asks_how_many = reading.wants & (Wants.FIGURE | Wants.CLAIM) == Wants.FIGURE
        is_far = len(places) == 1 and self._known.is_elsewhere(key(places[0].name))
        return asks_how_many and (is_far or (found.named < 1 and len(places) == 1))

    def _is_of_several_together(self, best: Fact, places: Sequence[Place], reading: Reading) -> bool:
        """Whether a figure is that of several places together, and some of them alone were asked for."""

        def asked_for(place: Place) -> bool:
            return any(key(name) in reading.asked for name in place.names)

        titled = [place for place in places if any(key(name) in key(best.title) for name in place.names)]
        others = [place for place in places if place not in titled]
        is_there_one = reading.wants & Wants.CLAIM and not reading.claims and best.figures  # 金华有飞地吗
        asks_how_many = reading.wants & Wants.FIGURE or is_there_one
        if not asks_how_many or (titled and all(map(asked_for, titled)) and not any(map(asked_for, others))):
            return False  # those in the title are whose figure it is, others have a part in it
        alike = len({place.kind == "province" for place in places}) == 1  # a province's figure is not a city's too
        return alike and 0 < sum(map(asked_for, places)) < len(places) > 1


def _is_of_one_thing(fact: Fact) -> bool:
    """Whether the figures of a fact are of one thing that lies in several places: a bridge that was opened, a rank."""
    return fact.is_dated_event or all(figure.unit == RANK for figure in fact.figures)

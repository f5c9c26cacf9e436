"""Look-ups in a base: by id, place, topic, year, series. Built once; every answer is in a fixed order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.calendar import Calendar
from bot.dates import PartialDate
from bot.errata import Errata
from bot.facts import Base, Fact, FactKind, Figure, Indicator, Place, Source, Topic, newest_first
from bot.neighbours import Neighbours
from bot.scope import EVERYTHING, Scope
from bot.series import Point, Series
from bot.text import has_han, key, whole_number

MANY_PLACES = 4  # from this many on a fact is not about any one of them
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")

SMALL_PLACES = ("city", "district", "county")


class Catalogue:
    """A base, opened for look-ups."""

    def __init__(self, base: Base) -> None:
        self.about = base.about
        self.errata = Errata(base.facts)
        self.facts = self.errata.valid
        # whether any fact is told in Chinese: then pinyin and traditional characters lead to it
        self.is_chinese = not self.facts or any(has_han(f"{each.title}{each.statement}") for each in self.facts)
        self.sources = base.sources
        self.topics = base.topics
        self.vocabulary = base.vocabulary
        self.indicators = {indicator.id: indicator for indicator in base.indicators}
        self._facts = {fact.id: fact for fact in base.facts}
        self._places = {place.id: place for place in base.places}
        self._topics = {topic.id: topic for topic in base.topics}
        self._sources = {source.id: source for source in base.sources}
        self._newest_first = newest_first(self.facts)
        self._neighbours = Neighbours(self._newest_first, base.about.subject)
        self._inside: dict[str, list[str]] = defaultdict(list)
        for place in base.places:
            if place.within is not None:
                self._inside[place.within].append(place.id)
        self._by_place: dict[str, list[Fact]] = defaultdict(list)
        self._by_topic: dict[str, list[Fact]] = defaultdict(list)
        self._by_series: dict[tuple[str, str], list[Point]] = defaultdict(list)
        for fact in self._newest_first:
            for place_id in fact.places:
                self._by_place[place_id].append(fact)
            for topic_id in fact.topics:
                self._by_topic[topic_id].append(fact)
            for figure in fact.figures:
                if figure.indicator is not None and figure.basis is not None:
                    self._by_series[figure.indicator, figure.basis].append(Point(fact, figure))
        self.every_place = base.places
        self.places = tuple(place for place in base.places if self.of_place(place.id))
        self.events = tuple(sorted((f for f in self.facts if f.is_dated_event), key=lambda f: (f.when, f.id)))
        # a year's own events stand together, and what went on for longer behind them
        self._events_newest_first = sorted(
            newest_first(self.events), key=lambda fact: (fact.when.last.year, fact.when.first.year), reverse=True
        )
        self.planned = tuple(sorted((f for f in self.facts if f.due), key=lambda f: (f.due or f.when, f.id)))
        self.calendar = Calendar(self.events, self.planned)

    @property
    def reach(self) -> PartialDate:
        """When the newest source was published; nothing is told of what came later."""
        return max(source.published for source in self.sources)

    # These four are None for what the base does not have: the id may be a button's, which can be forged or old.
    def fact(self, fact_id: str) -> Fact | None:
        return self._facts.get(fact_id)

    def place(self, place_id: str) -> Place | None:
        return self._places.get(place_id)

    def topic(self, topic_id: str) -> Topic | None:
        return self._topics.get(topic_id)

    def source(self, source_id: str) -> Source | None:
        return self._sources.get(source_id)

    def own_places(self, fact: Fact) -> tuple[Place, ...]:
        """The places that a fact is about, without the subject."""
        return tuple(self._places[each] for each in fact.places if each != self.about.subject)

    def source_of(self, fact: Fact) -> Source:
        """The source that a fact of this base was drawn from."""
        return self._sources[fact.source]

    @property
    def members(self) -> tuple[Place, ...]:
        """All that belong to the subject, also those of which nothing is told."""
        return tuple(place for place in self.every_place if place.member)

    @property
    def other_places(self) -> tuple[Place, ...]:
        """Places with facts of their own that are no members and not the subject itself."""
        return tuple(p for p in self.places if not p.member and p.id != self.about.subject)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of those who said something, each once."""
        return tuple(dict.fromkeys(fact.speaker for fact in self.facts if fact.speaker))

    def within(self, place_id: str) -> set[str]:
        """That place and every place inside it."""
        found, waiting = {place_id}, [place_id]
        while waiting:
            inner = [place for place in self._inside.get(waiting.pop(), ()) if place not in found]
            found.update(inner)
            waiting.extend(inner)
        return found

    def parents(self, place: Place) -> tuple[Place, ...]:
        """The places around it, the nearest first."""
        found: list[Place] = []
        current = place.within
        while current is not None:
            found.append(self._places[current])
            current = self._places[current].within
        return tuple(found)

    def province_of(self, place: Place) -> Place | None:
        """The province that a place lies in; None for one itself, and for a country."""
        return next((parent for parent in self.parents(place) if parent.kind == "province"), None)

    def sources_named(self, words: str) -> tuple[Source, ...]:
        """The sources whose title, publisher, authors, date or id has those words."""
        wanted = key(_YEAR.sub(r"\1", words))  # as it stands in a date

        def has(source: Source) -> bool:
            texts = (
                source.id,
                source.title,
                source.short,
                source.publisher or "",
                *source.authors,
                source.published.text,
            )
            return wanted in key(" ".join(texts))

        return tuple(source for source in self.sources if wanted and has(source))

    def source_numbered(self, words: str) -> Source | None:
        """The source of that number, as lists of sources count them; a year is none."""
        number = whole_number(words, 3) or 0
        return self.sources[number - 1] if 1 <= number <= len(self.sources) else None

    def of_place(self, place_id: str, topic_id: str | None = None) -> tuple[Fact, ...]:
        """The facts of a place: in the base's order of topics, in a topic newest first; `shared` ones at the end.

        A city brings the facts of its districts along; a province or region only its own, or it would bury them.
        """
        facts = {fact.id: fact for inner in sorted(self.brought_by(place_id)) for fact in self._by_place.get(inner, ())}
        order = {topic.id: position for position, topic in enumerate(self.topics)}
        found = [f for f in newest_first(facts.values()) if topic_id is None or topic_id in f.topics]
        return tuple(sorted(found, key=lambda fact: (is_shared(fact), order[topic_id or fact.topics[0]])))

    def brought_by(self, place_id: str) -> set[str]:
        """The places whose facts a place brings along: a city its districts', a province none but its own."""
        return self.within(place_id) if self._places[place_id].kind in SMALL_PLACES else {place_id}

    def names(self) -> Iterator[tuple[str, str, str]]:
        """The names of places, topics and indicators: the text, its kind (member, place, topic, indicator), the id."""
        for place in self.every_place:
            yield from ((text, "member" if place.member else "place", place.id) for text in place.names)
        for topic in self.topics:
            yield from ((text, "topic", topic.id) for text in topic.names)
        for indicator in self.indicators.values():
            yield from ((text, "indicator", indicator.id) for text in indicator.names)

    def of_places_together(self, place_ids: Sequence[str]) -> tuple[Fact, ...]:
        """The facts that are about all of these places at once, and not merely lists of many; newest first."""
        each = [{fact.id for fact in self.of_place(place_id)} for place_id in place_ids]
        together = set.intersection(*each) if each else set()
        return tuple(sorted((f for f in self._newest_first if f.id in together), key=is_shared))

    def of_topic(self, topic_id: str, year: int | None = None) -> tuple[Fact, ...]:
        """The facts of a topic, or those of a year: the subject's own first, then the background; each newest first."""
        facts = (fact for fact in self._by_topic.get(topic_id, ()) if year is None or fact.when.touches(year))
        return tuple(sorted(facts, key=lambda fact: fact.context))

    def of_source(self, source_id: str) -> tuple[Fact, ...]:
        """The facts of a source, in the order of its text, also those that another source corrects."""
        return tuple(fact for fact in self.errata.every_fact if fact.source == source_id)

    def timeline(self, scope: Scope = EVERYTHING) -> tuple[Fact, ...]:
        """Dated events, newest first, as everything that is listed."""
        there = self._within_scope(self._events_newest_first, scope)
        return tuple(fact for fact in there if scope.year is None or fact.when.touches(scope.year))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a dated event, newest first."""
        return tuple(sorted({f.when.first.year for f in self.events}, reverse=True))

    def of_kind(self, kind: FactKind, scope: Scope = EVERYTHING) -> tuple[Fact, ...]:
        """The facts of a kind, the subject's own first, each newest first.

        Of a year what is due or dated in it, and the figures that are of it.
        """
        there, year = (f for f in self._within_scope(self._newest_first, scope) if f.kind == kind), scope.year
        found = (f for f in there if year is None or ((when := f.due or f.date or _counted(f)) and when.touches(year)))
        return tuple(sorted(found, key=lambda fact: fact.context))

    def _within_scope(self, facts: Iterable[Fact], scope: Scope) -> Iterator[Fact]:
        """Those of the facts that are of the place, or of one inside it, and of the topic; of any year."""
        places = self.within(scope.place.id) if scope.place else None
        here = (fact for fact in facts if places is None or places.intersection(fact.places))
        return (fact for fact in here if scope.topic is None or scope.topic.id in fact.topics)

    def series_of(self, fact: Fact) -> tuple[Series, ...]:
        """For each indicator of the fact: its series on every basis, the fact's own basis first."""
        found: dict[tuple[str, str], Series] = {}
        for figure in fact.figures:
            if figure.indicator is None or figure.basis is None:
                continue
            indicator = self.indicators[figure.indicator]
            for basis in (figure.basis, *indicator.bases):
                if points := self._by_series.get((indicator.id, basis), []):
                    found.setdefault((indicator.id, basis), Series(indicator, basis, _in_order(points)))
        return tuple(found.values())

    def own_series(self, fact: Fact) -> tuple[Series, ...]:
        """The series of which the fact's own figures are points, in the order of its figures."""
        own = {(figure.indicator, figure.basis) for figure in fact.figures}
        return tuple(each for each in self.series_of(fact) if (each.indicator.id, each.basis) in own)

    def figure_name(self, figure: Figure) -> str:
        """What a figure counts, in words; empty where only its fact says that."""
        return figure.label or (self.indicators[figure.indicator].name if figure.indicator else "")

    def with_names(self, words: str) -> str:
        """Words, and behind them the names of the indicators whose aliases they have: 经济总量 is 地区生产总值."""
        written = key(words)
        named = [each.name for each in self.indicators.values() if any(key(alias) in written for alias in each.aliases)]
        return "|".join((words, *named))

    def basis_of(self, figure: Figure) -> str:
        """How a figure was counted, as its indicator describes it; empty for one of no indicator."""
        return self.indicators[figure.indicator].bases[figure.basis] if figure.indicator and figure.basis else ""

    def counts_apart(self, fact: Fact) -> bool:
        """Whether a fact has one measure on several bases: what each of its places has, and not all together."""
        counted = [(figure.indicator, figure.basis) for figure in fact.figures if figure.indicator]
        bases = "|".join(self.basis_of(figure) for figure in fact.figures)
        of_places = all(any(name in bases for name in place.names) for place in self.own_places(fact))
        return of_places and len({indicator for indicator, _ in counted}) < len(set(counted))

    def newer_point(self, fact: Fact) -> Point | None:
        """The newest point of a fact's first series, if it is later than the fact; never a plan's."""
        return next((series.newest_after(fact) for series in self.own_series(fact)[:1]), None)

    def is_of_time(self, fact: Fact, time: PartialDate) -> bool | None:
        """Whether a fact is of a time; None where nobody can tell.

        Nobody can for a plan, a fact with a caveat, and what may have been counted before it was reported.
        """
        if fact.due or fact.note or any(figure.as_of for figure in fact.figures):
            return None
        if time.first <= fact.when.first and fact.when.last <= time.last:
            return True
        points = (point for each in self.own_series(fact) for point in each.points)
        of_then = any(point.when.overlaps(time) for point in points if point.fact.id != fact.id)
        return False if not fact.when.overlaps(time) and (fact.date or of_then) else None

    def series(self, indicator_id: str) -> tuple[Series, ...]:
        """The series of an indicator, one for each basis that has points, in the order of the base."""
        indicator = self.indicators[indicator_id]
        found = ((basis, self._by_series.get((indicator_id, basis), [])) for basis in indicator.bases)
        return tuple(Series(indicator, basis, _in_order(points)) for basis, points in found if points)

    @property
    def moving_indicators(self) -> tuple[Indicator, ...]:
        """The indicators of which some basis has more than one point."""
        return tuple(i for i in self.indicators.values() if any(len(s.points) > 1 for s in self.series(i.id)))

    def neighbours(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts nearest to a fact, by what they share; of one that was corrected first what is right instead."""
        newer = self.errata.correction_of(fact)
        return (newer, *self._neighbours.of(newer)) if newer else self._neighbours.of(fact)


def _in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.when, point.fact.id)))


def _counted(fact: Fact) -> PartialDate | None:
    return fact.as_of if fact.kind == "figure" else None


def is_shared(fact: Fact) -> bool:
    """Whether a fact merely names a place among many others, as a list of members does."""
    return len(fact.places) >= MANY_PLACES

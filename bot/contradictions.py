"""What contradicts itself in a base whose values are right: double ids, ids that lead nowhere, times that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from bot.errata import corrected_ids
from bot.fact_problems import figure_problems, number_problems, time_problems
from bot.facts import LISTS, About, Base, Fact, Indicator, Place, Problem, Source, Topic
from bot.schedule import zone_named
from bot.text import key

_MOST_KNOWN = 30  # ids that a line can list
_SEPARATOR = re.compile("[，、；;]")
# where a value of a list stands: the file's name for a compiled base, file and line for seeds
Locate = Callable[[str, int], str]
Names = Mapping[str, Sequence[str]]  # of each id of a list what it is called


class Sound(NamedTuple):
    """What of a base has no mistake within itself, and the `names` of all, also of what has one.

    A fact that has mistakes is here without them: `unsure` has its fields of which nothing can be said, by its number.
    """

    about: About | None
    places: Sequence[Place]
    topics: Sequence[Topic]
    indicators: Sequence[Indicator]
    sources: Sequence[Source]
    facts: Sequence[Fact]
    names: Mapping[str, Names]
    unsure: Mapping[int, frozenset[str]] = {}

    @staticmethod
    def whole(base: Base) -> Sound:
        names = {name: {value.id: getattr(value, "names", ()) for value in getattr(base, name)} for name in LISTS}
        return Sound(base.about, base.places, base.topics, base.indicators, base.sources, base.facts, names)


def contradictions(base: Sound, locate: Locate) -> Iterator[Problem]:
    """Ids and titles that are double, ids that lead nowhere, figures without a meaning, times that cannot be."""
    yield from _doubles(base, locate)
    if base.about:
        yield from _about(base.about, f"{locate('about', 0)}: about", base.names)
    yield from _places(base, locate)
    yield from certain(_facts(base, locate), base, locate)
    yield from certain(_corrections(base, locate), base, locate)


def certain(found: Iterable[Problem], base: Sound, locate: Locate) -> Iterator[Problem]:
    """The problems that no other mistake of the same fact may be the cause of."""
    unsure = {f"{locate('facts', n)}: fact {base.facts[n].id}": fields for n, fields in base.unsure.items()}
    yield from (each for each in found if each.field not in unsure.get(each.where, ()))


def not_among(name: str, wanted: str, known: Names) -> str:
    """An id that leads nowhere, and the id that may be meant: one that is near, or of a near name; else all."""
    what = f"{wanted!r} is not among the base's {name}"
    if mark := _SEPARATOR.search(wanted):
        return f"{what}; write a half-width comma in place of {mark.group()}"
    ids = {each: value_id for value_id, names in known.items() for each in (*names, value_id)}
    if near := get_close_matches(wanted, ids, n=1):
        return f"{what}; did you mean {ids[near[0]]!r}?"
    listed = list(known)[:_MOST_KNOWN] if name in ("places", "topics", "indicators") else []
    more = ", …" if len(known) > len(listed) else ""
    return what + (f"; known are {', '.join(listed)}{more}" if listed else "")


def _dangling(known: Mapping[str, Names], name: str, wanted: str) -> str | None:
    return None if wanted in known[name] else not_among(name, wanted, known[name])


def by_publication(base: Sound) -> Sequence[tuple[int, Fact]]:
    """The facts by their sources' days, each with its number: what comes later contradicts what was there before."""
    published = {source.id: source.published.first for source in base.sources}
    return sorted(enumerate(base.facts), key=lambda each: published.get(each[1].source, date.max))


def _doubles(base: Sound, locate: Locate) -> Iterator[Problem]:
    for name in LISTS:
        seen: dict[str, str] = {}
        for index, value in by_publication(base) if name == "facts" else enumerate(getattr(base, name)):
            place = locate(name, index)
            if value.id in seen:
                other = f", at {seen[value.id]} too" if seen[value.id] != place else ""
                yield Problem(f"{place}: {name[:-1]} {value.id}", "id", f"stands twice{other}; ids are unique")
            seen.setdefault(value.id, place)


def _about(about: About, where: str, known: Mapping[str, Names]) -> Iterator[Problem]:
    if what := _dangling(known, "places", about.subject):
        yield Problem(where, "subject", what)
    for fact_id in about.introduction:
        if what := _dangling(known, "facts", fact_id):
            yield Problem(where, "introduction", what)
    if zone_named(about.timezone) is None:
        yield Problem(where, "timezone", f"{about.timezone!r} is no IANA time zone; write one like Asia/Shanghai")


def _places(base: Sound, locate: Locate) -> Iterator[Problem]:
    within = {place.id: place.within for place in base.places}
    for index, place in enumerate(base.places):
        where = f"{locate('places', index)}: place {place.id}"
        if place.within is not None and (what := _dangling(base.names, "places", place.within)):
            yield Problem(where, "within", what)
        elif _leads_back(place.id, place.within, within):
            yield Problem(where, "within", f"{place.within!r} leads back to itself")


def _leads_back(value_id: str, leads_to: str | None, ways: Mapping[str, str | None]) -> bool:
    """Whether a way from value to value comes back to where it begins."""
    seen = set()
    while leads_to is not None and leads_to not in seen:
        if leads_to == value_id:
            return True
        seen.add(leads_to)
        leads_to = ways.get(leads_to)
    return False


def _corrections(base: Sound, locate: Locate) -> Iterator[Problem]:
    """Facts that correct what they cannot: none, one of their own source, of a later one, one that is corrected."""
    published = {source.id: source.published for source in base.sources}
    facts, ways = {fact.id: fact for fact in base.facts}, {fact.id: fact.corrects for fact in base.facts}
    introduction = base.about.introduction if base.about else ()
    corrected: dict[str, str] = {}
    for index, fact in by_publication(base):
        where = f"{locate('facts', index)}: fact {fact.id}"
        if fact.corrects is None:
            continue
        if fact.corrects in introduction:
            yield Problem(where, "corrects", f"{fact.corrects!r} introduces the base; name {fact.id} there instead")
        if what := _dangling(base.names, "facts", fact.corrects):
            yield Problem(where, "corrects", what)
        elif _leads_back(fact.id, fact.corrects, ways):
            yield Problem(where, "corrects", f"{fact.corrects!r} leads back to itself")
        elif (other := corrected.setdefault(fact.corrects, fact.id)) != fact.id:
            yield Problem(where, "corrects", f"{fact.corrects!r} is corrected by {other} already; correct that one")
        elif old := facts.get(fact.corrects):
            here, there = published.get(fact.source), published.get(old.source)
            if old.source == fact.source:
                yield Problem(where, "corrects", f"{old.id!r} is of the same source; mend that fact instead")
            elif here and there and here.last < there.first:
                what = f"{old.id!r} is of a later source, {there.text}; what is newer corrects"
                yield Problem(where, "corrects", what)


def _facts(base: Sound, locate: Locate) -> Iterator[Problem]:
    indicators = {indicator.id: indicator for indicator in base.indicators}
    sources = {source.id: source for source in base.sources}
    titles: dict[tuple[str, str], str] = {}
    asked: dict[str, str] = {}
    corrected = corrected_ids(base.facts)
    for index, fact in by_publication(base):
        where = f"{locate('facts', index)}: fact {fact.id}"
        for field, what in time_problems(fact, sources.get(fact.source)):
            yield Problem(where, field, what)
        if fact.id not in corrected:  # else it is asked for no longer, and the newer one may be called as it is
            yield from (Problem(where, field, what) for field, what in _double_names(fact, titles, asked))
        for field, name, ids in (
            ("places", "places", fact.places),
            ("topics", "topics", fact.topics),
            ("source", "sources", (fact.source,)),
        ):
            yield from (Problem(where, field, lost) for each in ids if (lost := _dangling(base.names, name, each)))
        yield from _figures(fact, where, indicators, base.names)


def _double_names(fact: Fact, titles: dict[tuple[str, str], str], asked: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A title or a whole question that is another fact's, too; those seen so far are kept."""
    titled = (fact.title, str(fact.date or fact.as_of))
    if (other := titles.setdefault(titled, fact.id)) != fact.id:
        yield "title", f"{fact.title!r} of the same date is {other} too; say what tells them apart"
    for position, utterance in enumerate(fact.utterances):
        spelt, field = key(utterance), f"utterances[{position}]"
        if not spelt:
            yield field, f"{utterance!r} has no word; write a question"
        elif spelt in asked:
            yield field, f"{utterance!r} asks for {asked[spelt]} too; say what tells them apart"
        asked[spelt] = fact.id


def _figures(
    fact: Fact, where: str, indicators: Mapping[str, Indicator], known: Mapping[str, Names]
) -> Iterator[Problem]:
    for position, figure in enumerate(fact.figures):
        field = f"figures[{position}]"
        yield from (Problem(where, field, what) for what in number_problems(figure))
        if figure.indicator is None:
            if figure.label is None:
                yield Problem(where, field, "has neither indicator nor label; say what is counted")
        elif lost := _dangling(known, "indicators", figure.indicator):
            yield Problem(where, field, lost)
        elif indicator := indicators.get(figure.indicator):  # else it has a mistake of its own
            yield from (Problem(where, field, what) for what in figure_problems(figure, indicator))

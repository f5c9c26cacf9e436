"""What a bot could live with and no curator means: a name of two things, a fact that lacks what its kind tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from bot.contradictions import Locate, Sound, by_publication, certain
from bot.curate.compared import ONLY_COMPARED, is_only_compared
from bot.curate.points import PointsSoFar
from bot.curate.repeated import FiguresSoFar
from bot.curate.texts import form_of
from bot.errata import corrected_ids
from bot.facts import Fact, Figure, Indicator, Place, Problem
from bot.language import light_words, question_words
from bot.text import is_han, is_number, key

_NAMED = ("places", "topics", "indicators")
_SEPARATOR = re.compile("[，、；]")


def oversights(base: Sound, locate: Locate) -> Iterator[Problem]:
    yield from _names_of_another(base, locate)
    yield from _aliases_of_another(base, locate)
    yield from certain(_of_facts(base, locate), base, locate)


def _of_facts(base: Sound, locate: Locate) -> Iterator[Problem]:
    says_nothing = question_words() | light_words()
    statements: dict[str, str] = {}
    indicators = {indicator.id: indicator for indicator in base.indicators}
    places = {place.id: place for place in base.places}
    so_far, told = PointsSoFar(indicators), FiguresSoFar(indicators)
    corrected = corrected_ids(base.facts)
    for index, fact in by_publication(base):
        where = f"{locate('facts', index)}: fact {fact.id}"
        found = [*_lacking(fact), *_keywords(fact, says_nothing), *_labels(fact)]
        found += [] if fact.id in corrected else [*so_far.doubts(fact), *told.doubts(fact)]
        found += [*_compared(fact, base), *_one_for_each_place(fact, places, indicators)]
        if (other := statements.setdefault(key(fact.statement), fact.id)) != fact.id:
            found.append(("statement", f"is that of {other} too; keep one of the two facts"))
        yield from (Problem(where, field, what) for field, what in found)


def _names_of_another(base: Sound, locate: Locate) -> Iterator[Problem]:
    """An alias that is another's own name, so that both would be meant by it."""
    for name in _NAMED:
        values = getattr(base, name)
        own: dict[str, str] = {}
        for value in values:
            own.setdefault(key(value.name), value.id)
        for index, value in enumerate(values):
            for text in value.names:
                if (other := own.get(key(text), value.id)) != value.id:
                    where = f"{locate(name, index)}: {name[:-1]} {value.id}"
                    field = "name" if text == value.name else "aliases"
                    yield Problem(where, field, f"{text!r} is the name of {other}; say what tells them apart")


def _aliases_of_another(base: Sound, locate: Locate) -> Iterator[Problem]:
    """An alias that another place or indicator has, too, and an indicator that is called as a place."""
    places = {key(text): place.id for place in base.places for text in (place.name, *place.aliases)}
    for name in ("places", "indicators"):
        seen: dict[str, str] = {}
        for index, value in enumerate(getattr(base, name)):
            where = f"{locate(name, index)}: {name[:-1]} {value.id}"
            for alias in value.aliases:
                if (other := seen.setdefault(key(alias), value.id)) != value.id:
                    yield Problem(where, "aliases", f"{alias!r} is an alias of {other} too; leave it to one of them")
            for text in (value.name, *value.aliases) if name == "indicators" else ():
                if place := places.get(key(text)):
                    field = "name" if text == value.name else "aliases"
                    yield Problem(where, field, f"{text!r} is the place {place}; write what is measured there")


def _lacking(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.kind == "statement-by" and fact.said_by is None:
        yield "said_by", "is missing; write the name or the office of who said it, or another kind"
    if fact.kind == "figure" and not fact.figures:
        yield "figures", "are missing; write what was counted, or another kind"
    if fact.kind != "plan" and fact.due:
        yield "due", "is for what is to be done; write kind plan, or leave it out"


def _keywords(fact: Fact, says_nothing: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Chinese words that only ask, or say little, and so would draw all questions (MOST is a ministry); two in one."""
    for keyword in fact.keywords:
        if is_han(keyword) and keyword in says_nothing:
            yield "keywords", f"{keyword!r} says nothing of this fact; write what it is called"
        if mark := _SEPARATOR.search(keyword):
            yield "keywords", f"{keyword!r} is one keyword; write a half-width comma in place of {mark.group()}"


def _compared(fact: Fact, base: Sound) -> Iterator[tuple[str, str]]:
    """Places outside that the statement has only to compare the fact's own figure with: the reply would be of them."""
    outside = {*fact.places} - {base.about.subject if base.about else None}
    statement = form_of(fact.statement)
    for place in base.places:
        if place.id in outside and is_only_compared([form_of(name) for name in place.names], statement):
            yield "places", ONLY_COMPARED.format(place.name)


def _one_for_each_place(
    fact: Fact, places: Mapping[str, Place], indicators: Mapping[str, Indicator]
) -> Iterator[tuple[str, str]]:
    """Figures of a measure, or all that have a label, each of another of the places: they are said to be of all."""
    own = [place for each in fact.places if (place := places.get(each))]
    named: dict[str | None, list[tuple[str, ...]]] = defaultdict(list)
    for figure in fact.figures:
        of = tuple(place.id for place in own if _is_of(figure, place, indicators))
        named[figure.indicator].append(of)
    for each in named.values():
        told = dict.fromkeys(place for of in each for place in of)
        if len(told) > 1 and all(len(of) == 1 for of in each):
            which = ", ".join(told)
            yield "figures", f"are one for each of {which}, and read as of all together; write one fact for each place"


def _is_of(figure: Figure, place: Place, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a figure's label or basis names that place."""
    basis, told = figure.basis or "", figure.label or ""
    if indicator := indicators.get(figure.indicator or ""):
        told = indicator.bases.get(basis, "")
    return place.id == basis or any(len(key(name)) > 1 and key(name) in key(told) for name in place.names)


def _labels(fact: Fact) -> Iterator[tuple[str, str]]:
    for position, figure in enumerate(fact.figures):
        if figure.indicator and figure.label:
            yield f"figures[{position}]", "has both indicator and label; keep one"
        elif figure.label and not figure.unit and is_number(figure.value):
            yield f"figures[{position}]", f"{figure.value} has no unit; write what is counted, as the text prints it"

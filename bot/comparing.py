"""Comparisons: the same question for several places, or one measure at several times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.days import TIME, times_named, without_times
from bot.facts import Place
from bot.render.answer import read_as
from bot.render.reply import Reply, escape, joined
from bot.render.sides import measured_reply, sides_reply
from bot.render.times import times_reply
from bot.render.trend import trend_reply
from bot.search import Correction, cut
from bot.services import Services

BOTH, MOST_SIDES = 2, 4  # places that are compared
_TREND = re.compile("趋势|走势|历年|逐年|trend")
# Two times that are named beside one another: 2022年和2024年, 2022 2024. Not 2021年比2020年, which asks for more.
_TIMES = re.compile(rf"{TIME}(?:\s*[、,，/和与跟及vs]+\s*|\s+){TIME}", re.IGNORECASE)


def of_places(places: Sequence[Place], services: Services, corrections: Sequence[Correction] = ()) -> Reply:
    """What was measured in each place."""
    return measured_reply(places[:MOST_SIDES], services.catalogue, before_answer(corrections, places))


def by_places(words: str, services: Services) -> Reply | None:
    """The same question for each of the places that are named, else what was measured there.

    None for less than two places, and when the question has the same answer for all of them, or none for any.
    """
    meant = services.search.mentioned(words)
    places = [*meant.places]
    whole = services.catalogue.place(services.catalogue.about.subject)
    if meant.about_subject and len(places) < BOTH and whole is not None and whole not in places:
        places.append(whole)  # beside one place it is the other side; beside several it is where they are
    if len(places) < BOTH:
        return None
    rest = meant.rest.removeprefix("比 ")  # 甲和乙比 高企
    if not rest:
        return of_places(places, services, meant.corrections)
    sides = []
    for place in places[:MOST_SIDES]:
        found = services.search.find(" ".join([place.name, rest, *meant.required]))
        sides.append((place, found.hits[0].fact if found.answers else None))
    if any(fact and fact.figures for _, fact in sides):  # beside a figure what is none compares nothing
        sides = [(place, fact if fact and fact.figures else None) for place, fact in sides]
    facts = [fact.id for _, fact in sides if fact is not None]
    if not facts or len(facts) > len(set(facts)):
        return None
    asked = " ".join([rest, *meant.required])
    return sides_reply(sides, asked, services.catalogue, before_answer(meant.corrections, places))


def by_times(words: str, services: Services) -> Reply | None:
    """What was measured at each of two or more times that are named; None when it was at none of them."""
    words = cut(words)
    times = sorted(set(times_named(words)))
    if len(times) < BOTH:
        return None
    findings = services.search.find(without_times(words))
    if not findings.answers:
        return None
    for series in services.catalogue.own_series(findings.hits[0].fact):
        if any(moment.overlaps(time) for moment in series.moments for time in times):
            return times_reply(series, times, services.catalogue, before_answer(findings.corrections))
    return None


def names_times(words: str) -> bool:
    """Whether words name two times beside one another."""
    return _TIMES.search(cut(words)) is not None


def movement(words: str, services: Services) -> Reply | None:
    """How what words ask for moved over time; None when it was measured but once, and no trend is asked for by name."""
    findings = services.search.find(words)
    if not findings.answers:
        return None
    catalogue = services.catalogue
    measured = {figure.indicator for figure in findings.hits[0].fact.figures}
    named = [indicator for indicator in services.search.indicators(words) if indicator.id in measured]
    every = (catalogue.indicators[each] for each in measured if each)
    of_it = [*named, *sorted(every, key=lambda each: each.id)]
    moved = [each for each in of_it if any(len(series.points) > 1 for series in catalogue.series(each.id))]
    shown = moved or (of_it if _TREND.search(cut(words)) else [])
    return trend_reply(shown[0], 1, catalogue, before_answer(findings.corrections)) if shown else None


def before_answer(corrections: Sequence[Correction], places: Sequence[Place] = ()) -> str:
    """How misspelt names were read, and which places are too many."""
    left_out = "、".join(place.name for place in places[MOST_SIDES:])
    too_many = escape(f"一次最多比 {MOST_SIDES} 个；{left_out}请另外查。") if left_out else ""
    return joined(read_as(corrections), too_many)

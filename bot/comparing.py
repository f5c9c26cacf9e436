"""Comparisons: the same question for several places, or one measure in several years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.facts import Place
from bot.render.answer import correction_lines
from bot.render.listing import cities_reply
from bot.render.reply import Reply
from bot.render.sides import measured_reply, sides_reply
from bot.render.trend import trend_reply
from bot.search import Findings, Verdict
from bot.services import Services

BOTH, MOST_SIDES = 2, 4  # places that are compared
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)年?")


def of_places(places: Sequence[Place], services: Services, before: str = "") -> Reply:
    """What was measured in each place; the cards of places of which nothing was."""
    compared = measured_reply(places[:MOST_SIDES], services.catalogue, before)
    return compared or cities_reply(places, None, 1, services.catalogue, before)


def by_places(words: str, services: Services) -> Reply | None:
    """The same question for each of the places that are named, else what was measured there; None for less than two."""
    meant = services.search.mentioned(words)
    if len(meant.places) < BOTH:
        return None
    before = "\n".join(correction_lines(meant.corrections))
    sides = []
    for place in meant.places[:MOST_SIDES]:
        found = services.search.find(f"{place.name} {meant.rest}") if meant.rest else Findings(Verdict.NONE)
        answered = found.verdict is not Verdict.NONE and not found.missing
        sides.append((place, found.hits[0].fact if answered else None))
    if not any(fact for _, fact in sides):
        return of_places(meant.places, services, before)
    if any(fact and fact.figures for _, fact in sides):  # beside a figure what is none compares nothing
        sides = [(place, fact if fact and fact.figures else None) for place, fact in sides]
    return sides_reply(sides, meant.rest, services.catalogue, before)


def by_years(words: str, services: Services) -> Reply | None:
    """How a measure moved of which two or more years are named; None when it was not measured in any of them."""
    years = {int(found[:4]) for found in _YEAR.findall(words)}
    if len(years) < BOTH:
        return None
    return movement(_YEAR.sub(" ", words), services, years)


def movement(words: str, services: Services, years: set[int] | None = None) -> Reply | None:
    """How what words ask for moved over time; None when it was measured but once, or in none of the years."""
    findings = services.search.find(words)
    if findings.verdict is Verdict.NONE or findings.missing:
        return None
    catalogue = services.catalogue
    measured = {figure.indicator for figure in findings.hits[0].fact.figures}
    named = [indicator for indicator in services.search.indicators(words) if indicator.id in measured]
    every = (catalogue.indicators[each] for each in measured if each)
    for indicator in (*named, *sorted(every, key=lambda each: each.id)):
        points = [point for series in catalogue.series(indicator.id) for point in series.points]
        in_time = years is None or any(point.when.touches(year) for point in points for year in years)
        if len(points) > 1 and in_time:
            return trend_reply(indicator, 1, catalogue, "\n".join(correction_lines(findings.corrections)))
    return None

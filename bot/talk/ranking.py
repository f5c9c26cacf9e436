"""Of which city or thing, or in which year, there is most of a measure; and the measure of all of them, in order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue import SMALL_PLACES, Catalogue
from bot.dates import PartialDate
from bot.facts import RANK, TOTAL, Indicator, Place
from bot.render.answer import findings_reply
from bot.render.differences import BOTH
from bot.render.ranking import Measured, cities_measured_reply, highest_line
from bot.render.reply import Reply, joined
from bot.render.times import times_reply
from bot.render.words import figure_number
from bot.search import Mentioned, Most, cut, most_of_cities, most_of_things, most_of_years
from bot.series import Point, Series
from bot.services import Services
from bot.talk.comparing import asks_growth, before_answer, indicators_of, is_meant
from bot.talk.firsts import firsts_told
from bot.talk.things import things_ranked
from bot.time_words import times_named, without_times

NOT_BY_YEAR = "没有逐年的数，说不出哪年{most}；记录的是："


def ranked(words: str, services: Services) -> Reply | None:
    """The cities or things in the order of what is asked for, or the year in which there was most of it.

    None for another question, and where fewer than two of them have a figure.
    """
    if (firsts := firsts_told(words, services)) is not None:
        return firsts
    question = cut(words)
    if (asked := most_of_years(question)) is not None:
        return _of_years(asked, question, services)
    if (asked := most_of_cities(question)) is not None:
        return _of_cities(asked, question, services)
    return None if (asked := most_of_things(question)) is None else things_ranked(asked, question, services)


def _of_years(asked: Most, question: str, services: Services) -> Reply | None:
    findings, catalogue = services.search.find(asked.words), services.catalogue
    if times_named(asked.words) or not findings.answers or not findings.hits[0].fact.figures:
        return None
    of_it = [each for each in catalogue.own_series(findings.hits[0].fact) if is_meant(each.indicator, question)]
    if not of_it and asks_growth(question):
        return None
    series = next((each for each in of_it if len(each.moments) >= BOTH and not _is_of_totals(each)), None)
    if series is None:
        return findings_reply(findings, catalogue, [NOT_BY_YEAR.format(most=asked.most)])
    line = highest_line(series, asked)
    return times_reply(series, series.moments, catalogue, joined(before_answer(findings.corrections), line))


def _is_of_totals(series: Series) -> bool:
    """Whether it adds up since the beginning: its newest point is the largest, whatever a year brought."""
    return any(TOTAL in point.figure.qualifiers for point in series.points)


def _of_cities(asked: Most, question: str, services: Services) -> Reply | None:
    catalogue, search = services.catalogue, services.search
    beside = search.mentioned(asked.beside) if asked.beside else None
    asked_for = " ".join(filter(None, (asked.words, beside.rest if beside else "")))
    times, words = times_named(asked_for), without_times(asked_for)
    named, findings = search.mentioned(words), search.find(words)
    of_others = [place for place in named.places if place.id != catalogue.about.subject]
    if not named.rest or of_others or len(times) > 1 or not findings.answers:
        return None
    of_each = (
        (indicator, _newest_of_each(indicator, times, catalogue))
        for indicator in indicators_of(words, findings, services)
        if is_meant(indicator, question)
    )
    found = next(((indicator, every) for indicator, every in of_each if len(every) >= BOTH), None)
    if found is None or (beside and not _is_one_of(beside, found[1])):
        return None
    return cities_measured_reply(*found, asked, catalogue, before_answer(findings.corrections))


def _is_one_of(beside: Mentioned, every: Sequence[Measured]) -> bool:
    """Whether what the others are held against is one of the cities, and at no time of its own."""
    return not beside.required and len(beside.places) == 1 and beside.places[0].name in [each.name for each in every]


def _newest_of_each(indicator: Indicator, times: Sequence[PartialDate], catalogue: Catalogue) -> Sequence[Measured]:
    """The newest figure of each member by itself, of that time if one is named; of each city where none is a member."""
    newest: dict[Place, Point] = {}
    for point in (point for series in catalogue.series(indicator.id) for point in series.points):
        places = catalogue.own_places(point.fact)
        is_number = figure_number(point.figure) is not None and point.figure.unit != RANK
        if len(places) != 1 or not is_number or point.fact.kind == "plan":
            continue
        (place,) = places
        is_newer = place not in newest or newest[place].when < point.when
        if is_newer and all(point.when.overlaps(time) for time in times):
            newest[place] = point
    every = [place for place in newest if (place.member if catalogue.members else place.kind in SMALL_PLACES)]
    return [Measured(place.name, newest[place]) for place in every]

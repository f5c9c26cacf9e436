"""Which thing that is no city has most of something: 哪个机场客流多, 院士最多的大学."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.dates import PartialDate
from bot.facts import RANK, TOTAL, Fact, Figure
from bot.render.differences import BOTH, exact
from bot.render.ranking import Measured, things_measured_reply
from bot.render.reply import Reply
from bot.render.words import figure_number
from bot.search import Findings, Most
from bot.series import Point
from bot.services import Services
from bot.talk.comparing import before_answer, indicators_of, is_meant
from bot.text import key, pairs, scale_and_unit
from bot.time_words import times_named, without_times

SHORTEST = 2  # characters of the name of a kind of thing: 机场, 大学


def things_ranked(asked: Most, question: str, services: Services) -> Reply | None:
    """The things of a kind in the order of what is asked for; None where fewer than two have a figure of it."""
    times, words = times_named(asked.words), without_times(asked.words)
    findings, named = services.search.find(words), services.search.mentioned(words)
    if len(times) > 1 or not findings.answers or not named.rest.replace(asked.kind, "").strip():
        return None
    best = findings.hits[0].fact
    kind = asked.kind or _kind(named.rest, best)
    others = [place for place in named.places if place.id != services.catalogue.about.subject]
    there = {inner for place in others for inner in services.catalogue.brought_by(place.id)}
    for measure, every in _of_each_measure(words, question, findings, services):
        of_kind = [each for each in every if kind and kind in _names(each.point.fact) and _is_of(each.point, times)]
        of_kind = [each for each in of_kind if not others or not there.isdisjoint(each.point.fact.places)]
        newest = {each.name: each for each in sorted(of_kind, key=lambda each: each.point.when)}
        if len(newest) >= BOTH:
            told = list(newest.values())
            alike = _count_alike(told, kind)
            before = before_answer(findings.corrections)
            return things_measured_reply(measure, told, asked, services.catalogue, before, alike=alike)
    return None


def _of_each_measure(
    words: str, question: str, findings: Findings, services: Services
) -> Iterator[tuple[str, Sequence[Measured]]]:
    """Each measure of the best fact, and the figures of it: by its indicator, else by its label."""
    catalogue = services.catalogue
    for indicator in indicators_of(words, findings, services):
        if is_meant(indicator, question):
            every = [(each.description, point) for each in catalogue.series(indicator.id) for point in each.points]
            yield indicator.name, [Measured(name, point) for name, point in every if _is_amount(point)]
    facts = [hit.fact for hit in findings.hits]
    for label in dict.fromkeys(_label(figure) for figure in facts[0].figures if figure.label):
        points = [Point(fact, figure) for fact in facts for figure in fact.figures if _label(figure) == label]
        yield label[0], [Measured(point.fact.title, point) for point in points if _is_amount(point)]


def _label(figure: Figure) -> tuple[str, str]:
    return figure.label or "", scale_and_unit(figure.unit)[1]


def _is_amount(point: Point) -> bool:
    is_number = figure_number(point.figure) is not None and point.figure.unit != RANK
    return is_number and TOTAL not in point.figure.qualifiers and point.fact.kind != "plan" and not point.fact.context


def _is_of(point: Point, times: Sequence[PartialDate]) -> bool:
    return all(point.when.overlaps(time) for time in times)


def _kind(words: str, best: Fact) -> str:
    """What kind of thing is asked for: the longest beginning of what is asked that the best fact is called by."""
    asked, called = key(words), _names(best)
    lengths = range(len(asked) - 1, SHORTEST - 1, -1)
    return next((asked[:length] for length in lengths if asked[:length] in called), "")


def _names(fact: Fact) -> str:
    return "|".join(map(key, (fact.title, *fact.keywords)))


def _count_alike(every: Sequence[Measured], kind: str) -> bool:
    """Whether the figures are exact, of one time and unit, and each is that of the thing by whose name it goes."""
    points = [each.point for each in every]
    ways = {(point.when, scale_and_unit(point.figure.unit)[1]) for point in points}
    are_own = all((pairs(key(each.name)) - pairs(kind)) & pairs(_names(each.point.fact)) for each in every)
    noted = any(point.fact.note for point in points)
    return len(ways) == 1 and are_own and not noted and all(exact(point) is not None for point in points)

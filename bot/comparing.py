"""Comparisons: the same question for several places, or one measure at several times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.days import TIME, times_named, without_times
from bot.facts import Fact, Indicator, Place
from bot.render.answer import read_as
from bot.render.reply import Reply, escape, joined
from bot.render.sides import Side, measured_reply, sides_reply
from bot.render.times import Change, times_reply
from bot.render.trend import trend_reply
from bot.search import Contrast, Correction, Findings, Mentioned, contrast, cut, without_difference
from bot.services import Services
from bot.text import scale_and_unit

BOTH, MOST_SIDES = 2, 4  # places that are compared
_TREND = re.compile("趋势|走势|历年|逐年|trend")
# Two times that are named beside one another: 2022年和2024年, 2022 2024. Not 2021年比2020年, which asks for more.
_TIMES = re.compile(rf"{TIME}(?:\s*[、,，/和与跟及vs]+\s*|\s+){TIME}", re.IGNORECASE)


def of_places(places: Sequence[Place], services: Services, corrections: Sequence[Correction] = ()) -> Reply:
    """What was measured in each place."""
    return measured_reply(places[:MOST_SIDES], services.catalogue, before_answer(corrections, places))


def by_places(words: str, services: Services, *, alike: int = 0, beside_all: bool = False) -> Reply | None:
    """The same question for each of the places that are named, else what was measured there.

    None for less than two places, and when the question has the same answer for all of them, or none for any.
    `alike`: also when less than so many of them have figures, or these are not of the same indicator.
    `beside_all`: a single place is beside the whole subject, though that is not named.
    """
    meant = services.search.mentioned(words)
    places, rest = _sides_named(meant, services, beside_all=beside_all)
    if len(places) < BOTH:
        return None
    if not rest:
        return None if alike else of_places(places, services, meant.corrections)
    sides = []
    for place in places[:MOST_SIDES]:
        found = services.search.find(" ".join([place.name, rest, *meant.required]))
        sides.append(Side(place.name, found.hits[0].fact if found.answers else None))
    if any(side.fact and side.fact.figures for side in sides):  # beside a figure what is none compares nothing
        sides = [side if side.fact and side.fact.figures else Side(side.name, None) for side in sides]
    facts = [side.fact for side in sides if side.fact is not None]
    if not facts or len(facts) > len({fact.id for fact in facts}) or (alike and _alike(facts) < max(alike, len(facts))):
        return None
    asked = " ".join([rest, *meant.required])
    before = before_answer(meant.corrections, places)
    return sides_reply(sides, asked, services.catalogue, before, services.search.indicators(rest))


def _sides_named(meant: Mentioned, services: Services, *, beside_all: bool) -> tuple[Sequence[Place], str]:
    """The places that are to be compared, and what is asked of each.

    Beside one place the subject is the other side, beside several it is where they are. A place that a longer name
    begins with (成渝研发强度) is a side where there would be but one.
    """
    places, rest = [*meant.places], meant.rest.removeprefix("比 ")  # 甲和乙比 高企
    whole = services.catalogue.place(services.catalogue.about.subject)
    if (meant.about_subject or beside_all) and len(places) < BOTH and whole is not None and whole not in places:
        places.insert(0 if beside_all else len(places), whole)
    if len(places) < BOTH and places:
        for name in meant.inside:
            places += services.search.mentioned(name).places
            rest = rest.replace(name, "", 1)
    return places, " ".join(dict.fromkeys(rest.split()))  # 甲人口 乙人口


def _alike(facts: Sequence[Fact]) -> int:
    """How many of the facts have a figure of the same indicator."""
    every = Counter(indicator for fact in facts for indicator in {figure.indicator for figure in fact.figures})
    return max((count for indicator, count in every.items() if indicator), default=0)


def contrasted(words: str, services: Services, *, is_answered: bool) -> Reply | None:
    """Both sides of which it is asked on which there is more: two places, or two things that are counted alike.

    None when they are two times, when neither has a figure, and when but one has: of two things, or where one fact
    answers the question (`is_answered`).
    """
    if (asked := contrast(cut(words))) is None:
        return None
    one, other = (services.search.mentioned(side) for side in (asked.one, asked.other))
    places = list(dict.fromkeys(place.name for place in (*one.places, *other.places)))
    are_things = bool(one.rest and other.rest)
    if not places or (are_things and len(places) < BOTH and not (one.about_subject or other.about_subject)):
        return _things(asked, places, services) if are_things else None
    beside_all = not one.places and bool(one.rest) and bool(other.places) and not other.rest
    return by_places(asked.words, services, alike=BOTH if is_answered else 1, beside_all=beside_all)


def _things(asked: Contrast, places: Sequence[str], services: Services) -> Reply | None:
    """Two things that are counted alike, of all or of one place, which may be named with one of them."""
    if times_named(asked.words):
        return None
    found = [services.search.find(" ".join([*places, side, asked.what])) for side in (asked.one, asked.other)]
    facts = [each.hits[0].fact for each in found if each.answers]
    units = {scale_and_unit(fact.figures[0].unit)[1] if fact.figures else "" for fact in facts}
    if len({fact.id for fact in facts}) < BOTH or len(units) > 1 or not all(units):
        return None
    return sides_reply([Side("", fact) for fact in facts], asked.words, services.catalogue)


def by_times(words: str, services: Services) -> Reply | None:
    """What was measured at each of two or more times that are named; None when it was at none of them.

    Where it is asked how far they are apart, also by how much it became more.
    """
    words = cut(words)
    times = sorted(set(times_named(words)))
    if len(times) < BOTH:
        return None
    asked = without_difference(words)
    findings = services.search.find(without_times(asked))
    if not findings.answers:
        return None
    change = Change.MORE if asked != words else None
    for series in services.catalogue.own_series(findings.hits[0].fact):
        if any(moment.overlaps(time) for moment in series.moments for time in times):
            return times_reply(series, times, services.catalogue, before_answer(findings.corrections), change)
    return None


def names_times(words: str) -> bool:
    """Whether words name two times beside one another."""
    return _TIMES.search(cut(words)) is not None


def movement(words: str, services: Services) -> Reply | None:
    """How what words ask for moved over time; None when it was measured but once, and no trend is asked for by name."""
    findings = services.search.find(words)
    if not findings.answers:
        return None
    catalogue, of_it = services.catalogue, indicators_of(words, findings, services)
    moved = [each for each in of_it if any(len(series.points) > 1 for series in catalogue.series(each.id))]
    shown = moved or (of_it if _TREND.search(cut(words)) else [])
    return trend_reply(shown[0], 1, catalogue, before_answer(findings.corrections)) if shown else None


def indicators_of(words: str, findings: Findings, services: Services) -> Sequence[Indicator]:
    """What the fact that answers words measures, the indicators first that the words name."""
    measured = {figure.indicator for figure in findings.hits[0].fact.figures if figure.indicator}
    named = [each.id for each in services.search.indicators(words) if each.id in measured]
    return [services.catalogue.indicators[each] for each in dict.fromkeys([*named, *sorted(measured)])]


def before_answer(corrections: Sequence[Correction], places: Sequence[Place] = ()) -> str:
    """How misspelt names were read, and which places are too many."""
    left_out = "、".join(place.name for place in places[MOST_SIDES:])
    too_many = escape(f"一次最多比 {MOST_SIDES} 个；{left_out}请另外查。") if left_out else ""
    return joined(read_as(corrections), too_many)

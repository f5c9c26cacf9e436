"""Comparisons: the same question for several places, or one measure at several times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.facts import Fact, Indicator, Place
from bot.render.answer import read_as
from bot.render.differences import BOTH
from bot.render.reply import Reply, escape, joined
from bot.render.sides import Side, measured_reply, sides_reply
from bot.render.times import Change, times_reply
from bot.render.trend import trend_reply
from bot.search import Contrast, Correction, Findings, Mentioned, contrast, cut, tells_growth, without_difference
from bot.services import Services
from bot.text import scale_and_unit
from bot.time_words import TIME, times_named, without_times

MOST_SIDES = 4  # places that are compared
# What asks by how much something grew, beside its names: 涨得快, 增加最多. Not 增加值, 新增, 快递.
_GREW = re.compile(
    "(?<!新)(?:增加?|成长|上?涨|跌|[上提]?升|提高|扩大|减少?|下?降|缩水)[得了的]{0,2}[最更还]?[多少大小高低快慢]"
    "|[快慢](?=[的些点吗么吧呢啊呀多几一还]|[^一-鿿]|$)"
)
_SPEED = re.compile("(?<!高)速")  # is fast by itself, without growing
_TOGETHER = re.compile("[一总共]共|合计|总计|加起来|合起来|加在一起|合在一起|相加|总和|之和")
_LISTED = re.compile("[和与跟、,，]|vs")
_TREND = re.compile("趋势|走势|历年|逐年|trend")
# Two times that are named beside one another: 2022年和2024年, 2022 2024. Not 2021年比2020年, which asks for more.
_TIMES = re.compile(rf"{TIME}(?:\s*[、,，/和与跟及vs]+\s*|\s+){TIME}", re.IGNORECASE)


def of_places(places: Sequence[Place], services: Services, corrections: Sequence[Correction] = ()) -> Reply:
    """What was measured in each place."""
    return measured_reply(places[:MOST_SIDES], services.catalogue, before_answer(corrections, places))


class Sides(NamedTuple):
    """How two sides are held against one another: in which words, without what only compares.

    `beside_all`: a single place is beside the whole subject, though that is not named. `apart`: of each place's id what
    is insisted on of it alone, a year for one.
    """

    words: str
    beside_all: bool = False
    apart: Mapping[str, Sequence[str]] = MappingProxyType({})


def by_places(words: str, services: Services, *, alike: int = 0, sides: Sides | None = None) -> Reply | None:
    """The same question for each of the places that are named, else what was measured there.

    None for less than two places, and when the question has the same answer for all of them, or none for any.
    `alike`: also when less than so many of them have figures, or these are not of the same indicator.
    `sides`: where it is asked on which of two there is more. No difference is told between times, nor of a sum.
    """
    question, are_held = cut(words), sides is not None
    sides = sides or Sides(words, apart=_listed_apart(question, services))
    meant = services.search.mentioned(sides.words)
    places, rest = _sides_named(meant, services, beside_all=sides.beside_all)
    if len(places) < BOTH:
        return None
    if not rest:  # 哪个强: any figure would be one of many
        return of_places(places, services, meant.corrections) if are_held or not alike else None
    found, mentions = list[Side](), False
    for place in places[:MOST_SIDES]:
        asked = " ".join([rest, *sides.apart.get(place.id, meant.required)])
        findings = services.search.find(f"{place.name} {asked}")
        mentions |= findings.answers
        is_of_it = findings.answers and (not are_held or findings.hits[0].named > 0)
        found.append(Side(place.name, asked, findings.hits[0].fact if is_of_it else None))
    if mentions and not any(side.fact for side in found):  # 哪个经济好: the word stands in this and that
        return sides_reply(found, services.catalogue, before_answer(meant.corrections, places))
    if any(side.fact and side.fact.figures for side in found):  # beside a figure what is none compares nothing
        found = [side if side.fact and side.fact.figures else side._replace(fact=None) for side in found]
    facts = [side.fact for side in found if side.fact is not None]
    if are_held and len(facts) == len(found) and len({fact.id for fact in facts}) == 1:
        together = "、".join(side.name for side in found)
        return sides_reply([found[0]._replace(name=together)], services.catalogue, before_answer(meant.corrections))
    if not facts or len(facts) > len({fact.id for fact in facts}) or (alike and _alike(facts) < max(alike, len(facts))):
        return None
    is_of_one_time = not sides.apart and len(set(times_named(question))) < BOTH
    subtracts = is_of_one_time and not _TOGETHER.search(question)
    measures = [each for each in services.search.indicators(rest) if subtracts and is_meant(each, question)]
    return sides_reply(found, services.catalogue, before_answer(meant.corrections, places), measures)


def asks_growth(question: str) -> bool:
    """Whether a question (in its normal form) asks by how much something grew, or what is fast."""
    return tells_growth(question) or _GREW.search(question) is not None


def is_meant(indicator: Indicator, question: str) -> bool:
    """Whether an indicator is of growth, or of a speed, where that is asked for: what grew is not how much there is."""
    return tells_growth(indicator.name) or _SPEED.search(indicator.name) is not None or not asks_growth(question)


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

    None for two times; where no side has a figure; and where only one has, if they are things, or if one fact answers
    the question (`is_answered`).
    """
    if (asked := contrast(cut(words))) is None:
        return None
    one, other = (services.search.mentioned(side) for side in (asked.one, asked.other))
    places = list(dict.fromkeys(place.name for place in (*one.places, *other.places)))
    are_things = bool(one.rest and other.rest)
    if not places or (are_things and len(places) < BOTH and not (one.about_subject or other.about_subject)):
        return _things(asked, places, services) if are_things else None
    beside_all = not one.places and bool(one.rest) and bool(other.places) and not other.rest
    sides = Sides(asked.words, beside_all, _apart((one, other), services))
    return by_places(words, services, alike=BOTH if is_answered else 1, sides=sides)


def _apart(sides: Sequence[Mentioned], services: Services) -> Mapping[str, Sequence[str]]:
    """What each side insists on where all do, and not on the same: 甲2019年比乙2020年. A side of no place is all."""
    if not all(side.required for side in sides) or len({frozenset(side.required) for side in sides}) < BOTH:
        return {}
    whole = services.catalogue.about.subject
    return {place: side.required for side in sides for place in ([each.id for each in side.places] or [whole])}


def _listed_apart(question: str, services: Services) -> Mapping[str, Sequence[str]]:
    """The same of places that are listed, each with its own time: 甲2019年gdp和乙2020年gdp."""
    if len(set(times_named(question))) < BOTH:
        return {}
    sides = [services.search.mentioned(part) for part in _LISTED.split(question)]
    return _apart(sides, services) if all(len(side.places) == 1 for side in sides) else {}


def _things(asked: Contrast, places: Sequence[str], services: Services) -> Reply | None:
    """Two things that are counted alike, of all or of one place, which may be named with one of them."""
    if times_named(asked.words):
        return None
    found = [services.search.find(" ".join([*places, side, asked.what])) for side in (asked.one, asked.other)]
    facts = [each.hits[0].fact for each in found if each.answers]
    units = {scale_and_unit(fact.figures[0].unit)[1] if fact.figures else "" for fact in facts}
    if len({fact.id for fact in facts}) < BOTH or len(units) > 1 or not all(units):
        return None
    return sides_reply([Side("", asked.words, fact) for fact in facts], services.catalogue)


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


def names_two_times(words: str) -> bool:
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
    measured = findings.hits[0].fact.measured
    named = [each.id for each in services.search.indicators(words) if each.id in measured]
    return [services.catalogue.indicators[each] for each in dict.fromkeys([*named, *sorted(measured)])]


def before_answer(corrections: Sequence[Correction], places: Sequence[Place] = ()) -> str:
    """How misspelt names were read, and which places are too many."""
    left_out = "、".join(place.name for place in places[MOST_SIDES:])
    too_many = escape(f"一次最多比 {MOST_SIDES} 个；{left_out}请另外查。") if left_out else ""
    return joined(read_as(corrections), too_many)

"""A claim with a time at which it is not so: what is so of another time is told with that, an event with its date.

Without this the nearest fact of the time that was named, of something else, would deny it: 2021年基金投资17个项目.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.search.agreement import is_still_so
from bot.search.decide import MARGIN, Hit
from bot.search.decisions import SURELY
from bot.search.findings import Findings, Found
from bot.search.insists import is_day, is_month, is_time, is_year
from bot.search.reading import Reading
from bot.search.told import Agreement
from bot.search.vague import is_one_of_many
from bot.search.wants import Wants
from bot.series import Point

IS_SO = (Agreement.SO, Agreement.NOTED, Agreement.ROUGH)


def is_not_so(found: Findings, reading: Reading) -> bool:
    """Whether a claim is wrong, or an event that is claimed to have happened was not confirmed."""
    is_of_event = bool(reading.wants & Wants.CLAIM and not reading.claims and found.hits)
    is_lacking = any(claim.text in found.missing for claim in reading.claims)
    return bool(found.denied) or is_lacking or (is_of_event and found.agreement not in IS_SO)


def newer_than(fact: Fact, reading: Reading, catalogue: Catalogue) -> Point | None:
    """The newest point of what a fact measures, where no time or session is asked for and it is no longer so."""
    newest = None if reading.required else catalogue.newer_point(fact)
    return None if newest is None or is_still_so(fact, newest) else newest


def at_its_time(denied: Findings, undated: Findings, reading: Reading, catalogue: Catalogue) -> Findings | None:
    """What is found for a wrong claim without its times; None where it is no other thing, or wrong without them, too.

    An event of that kind that happened at another time is told with its own.
    """
    if undated.agreement not in IS_SO:
        return None
    nearest, best = denied.hits[0], undated.hits[0]
    if best.explained < nearest.explained or _is_one_measure(nearest.fact, best.fact, catalogue):
        return None
    if not reading.claims and not denied.denied:
        not_so = _contradicted(best.fact, reading.required) if best.named >= 1 else ()
        otherwise = replace(undated, agreement=Agreement.NOTHING, confirmed=(), missing=not_so, denied=not_so)
        return replace(otherwise, wants=undated.wants | Wants.DATE) if not_so else None
    times = [each for each in reading.required if is_time(each)]
    years = [each for each in times if is_year(each) and not best.fact.when.touches(int(each))]
    when = tuple((claim, best.fact.when) for claim in undated.confirmed)
    return replace(
        undated, agreement=Agreement.NOTHING, confirmed=(), missing=tuple(years or times), at_other_times=when
    )


def is_any_of_several(found: Sequence[Found]) -> bool:
    """Whether several events are told as well as the best: words for a kind of event (签协议) name none of them."""
    as_well = (each for each in found if each.score >= found[0].score - MARGIN)
    return sum(each.fact.date is not None and each.explained >= found[0].explained for each in as_well) > 1


def not_then(fact: Fact, best: Hit, lacks: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """The wrong times that are claimed of an event, if that is surely meant and all else is right.

    `lacks`: what is asked for and the best hit does not have.
    """
    is_claimed = reading.wants & Wants.CLAIM and not reading.claims and best.explained >= SURELY
    times = _contradicted(fact, reading.required) if is_claimed else ()
    return times if set(times) == set(lacks) else ()


def _contradicted(fact: Fact, required: Sequence[str]) -> tuple[str, ...]:
    """The times at which an event did not happen: its date is another.

    Of what is held again and again another year may be that of another time; then none is.
    """
    if (date := fact.date) is None:
        return ()
    years = tuple(each for each in required if is_year(each) and not date.touches(int(each)))
    if years:
        return () if is_one_of_many(fact, required) else years
    months = range(date.first.month, date.last.month + 1) if date.first.year == date.last.year else ()
    return tuple(
        each
        for each in required
        if (is_month(each) and int(each[:-1]) not in months)
        or (is_day(each) and date.day is not None and each != f"{date.day.month}月{date.day.day}日")
    )


def _is_one_measure(one: Fact, other: Fact, catalogue: Catalogue) -> bool:
    """Whether two facts measure the same, also where somebody counted otherwise (on another basis)."""
    points = (point.fact for series in catalogue.own_series(one) for point in series.points)
    is_counted_otherwise = one.places == other.places and not one.measured.isdisjoint(other.measured)
    return one is other or other in points or is_counted_otherwise

"""A claim with a time of which nothing tells it, that is so of a fact of another time: it is told with that time.

Without this the nearest fact of the time that was named, of something else, would deny it: 2021年基金投资17个项目.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.search.checking import Agreement
from bot.search.findings import Findings
from bot.search.insists import is_day, is_month, is_year

IS_SO = (Agreement.SO, Agreement.NOTED, Agreement.ROUGH)


def at_its_time(denied: Findings, undated: Findings, required: Sequence[str], catalogue: Catalogue) -> Findings | None:
    """What is found without the times of a claim that is denied with them; None where that is not of another thing.

    `required`: what the claim insists on.
    """
    if not denied.denied or undated.agreement not in IS_SO:
        return None
    nearest, best = denied.hits[0], undated.hits[0]
    if best.explained < nearest.explained or _is_one_measure(nearest.fact, best.fact, catalogue):
        return None
    times = [each for each in required if is_year(each) or is_month(each) or is_day(each)]
    years = [each for each in times if is_year(each) and not best.fact.when.touches(int(each))]
    when = tuple((claim, best.fact.when) for claim in undated.confirmed)
    return replace(
        undated, agreement=Agreement.NOTHING, confirmed=(), missing=tuple(years or times), at_other_times=when
    )


def _is_one_measure(one: Fact, other: Fact, catalogue: Catalogue) -> bool:
    points = (point.fact for series in catalogue.own_series(one) for point in series.points)
    return one is other or other in points

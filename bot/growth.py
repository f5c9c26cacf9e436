"""Growth: by how much a measure grew between two times, since one, or since it was first measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Series
from bot.comparing import before_answer
from bot.dates import PartialDate
from bot.facts import Fact
from bot.render.reply import Reply
from bot.render.times import times_reply
from bot.search import GROWTH, Verdict
from bot.services import Services
from bot.text import normal

BOTH = 2  # times between which something grows
_FROM_TO = re.compile(
    r"[从自由至到底末初比较]|之间|以来|以后|之后|期间|相比"
    r"|\b(?:from|to|since|between|and|did|the|by|grown?|grew|increased?|rise|rose|than in|are there)\b"
)
_TIME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年(?:(1[0-2]|[1-9])月)?)?(?!\d)")
# How a fact says that it tells by how much something grew.
_TELLS_GROWTH = re.compile("增幅|增长|增速|涨幅|升幅|降幅|翻|连续")


def growth(words: str, services: Services) -> Reply | None:
    """By how much what words ask for grew, from the points of its series.

    None when a fact tells the growth itself, and when nothing was measured twice.
    """
    asked = normal(words)
    times = [PartialDate(f"{year}-{int(month):02}" if month else year) for year, month in _TIME.findall(asked)]
    rest = _FROM_TO.sub(" ", _TIME.sub(" ", GROWTH.sub(" ", asked)))
    findings = services.search.find(" ".join(rest.split()))
    if findings.verdict is Verdict.NONE or findings.missing or (tells_growth(findings.hits[0].fact) and not times):
        return None
    catalogue = services.catalogue
    every = [series for hit in findings.hits for series in catalogue.series_of(hit.fact)]
    moved = [series for series in every if len(series.moments) >= BOTH]
    if not moved:
        return None
    series = max(moved, key=lambda each: _known(each, times))  # the first of several that know as many
    moments = sorted({moment for each in catalogue.series(series.indicator.id) for moment in each.moments})
    between = _two(series.moments if not times else moments, times)
    return times_reply(series, between, catalogue, before_answer(findings.corrections), grown=True)


def tells_growth(fact: Fact) -> bool:
    """Whether a fact is about by how much something grew."""
    labels = (figure.label or "" for figure in fact.figures)
    return any(_TELLS_GROWTH.search(text) for text in (fact.title, fact.statement, *labels))


def _known(series: Series, times: Sequence[PartialDate]) -> int:
    """At how many of these times it was measured."""
    return sum(any(time.overlaps(moment) for moment in series.moments) for time in times)


def _two(moments: Sequence[PartialDate], times: Sequence[PartialDate]) -> Sequence[PartialDate]:
    """The times that are named; of one alone that and the newest, of the newest alone that and the one before."""
    if len(times) >= BOTH:
        return times
    before, last = moments[-BOTH:]
    if not times:
        return moments[0], last
    (time,) = times
    return (before, time) if time.overlaps(last) else (last, time)

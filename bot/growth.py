"""Growth: by how much a measure grew between two times, since one, or since it was first measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Series
from bot.comparing import BOTH, before_answer
from bot.dates import PartialDate
from bot.days import times_named
from bot.facts import Fact
from bot.render.answer import findings_reply
from bot.render.reply import Reply
from bot.render.times import times_reply
from bot.search import TELLS_GROWTH, Findings, Verdict, Wants, without_growth
from bot.services import Services

ONCE = "没有可以相减的两个时点，算不出增减；记录的是："
_RATE = re.compile("[增涨升降][幅速]|增长率")  # a measure of its own


def growth(words: str, services: Services) -> Reply | None:
    """By how much what words ask for grew: as a fact tells it, or from the points of its series.

    What was measured but once is shown, and said to be all. None when the words without the growth find nothing.
    """
    asked, catalogue = services.search.as_read(words), services.catalogue
    corrections = services.search.find(words).corrections
    times = times_named(asked)
    findings = services.search.find(words if _RATE.search(asked) else without_growth(asked))
    if not _answers(findings) or not tells_growth(findings.hits[0].fact):
        findings = services.search.find(without_growth(asked))
    if not _answers(findings):
        return None
    best = findings.hits[0].fact
    every = [series for hit in findings.hits for series in catalogue.series_of(hit.fact)]
    moved = [series for series in every if len(series.moments) >= BOTH]
    if not moved or (tells_growth(best) and not times):
        findings = replace(findings, corrections=corrections, wants=findings.wants | Wants.GROWTH)
        return findings_reply(findings, catalogue, [] if tells_growth(best) else [ONCE])
    series = max(moved, key=lambda each: _known(each, times))  # the first of several that know as many
    moments = sorted({moment for each in catalogue.series(series.indicator.id) for moment in each.moments})
    between = _two(series.moments if not times else moments, times)
    return times_reply(series, between, catalogue, before_answer(corrections), grown=True)


def _answers(findings: Findings) -> bool:
    return findings.verdict is not Verdict.NONE and not findings.missing and bool(findings.hits[0].fact.figures)


def tells_growth(fact: Fact) -> bool:
    """Whether a fact tells by how much something grew."""
    labels = (figure.label or "" for figure in fact.figures)
    return any(TELLS_GROWTH.search(text) for text in (fact.title, fact.statement, *labels))


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

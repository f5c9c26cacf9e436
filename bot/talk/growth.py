"""Growth: by how much a measure grew between two times, since one, or since it was first measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Fact
from bot.render.answer import findings_reply
from bot.render.differences import BOTH
from bot.render.reply import Reply, joined
from bot.render.times import Change, times_reply
from bot.render.verdicts import missing_lines
from bot.render.words import date_text
from bot.search import Findings, Wants, cut, tells_growth, tells_share, without_growth
from bot.series import Series
from bot.services import Services
from bot.talk.comparing import before_answer
from bot.time_words import TIME, times_named

ONCE = "没有可以相减的两个时点，算不出增减；记录的是："
NO_RATE = "来源没有写增速；有的是这几个时点的数："
_RATE = re.compile("[增涨升降][幅速]|增长率")  # a measure of its own
_ASKS_RATE = re.compile(f"{_RATE.pattern}|[增涨升降提][长高]?了?百分之(?:多少|几)|growth rate")
_FALLS = re.compile("减少|下降|缩水|降了?(?:多少|几)|(?<![最至])[少低]了?多少")
_THAN = re.compile(f"{TIME}[^,，]{{0,12}}?比{TIME}")
_UP_TO = re.compile(f"(?:到|至|截至|截止|by|until)\\s*{TIME}")
_SINCE = re.compile(f"(?:比|从|自|较|since|from|than in)\\s*{TIME}|{TIME}(?:以来|之后|以后|后)")


# So much more or less than at another time is claimed: 2023年比2022年多了1个对吗.
_CLAIMED = re.compile(
    "(?P<grew>多|少|增[加长多]|上升|提高|减少|下降|降低)了?[0-9][0-9.]*[万亿]*个?[^0-9,，。?？]{0,2}?(?=[吗吧]|[对是]|[,，]|$)"
)


def by_how_much(words: str) -> str:
    """A claim by how much something grew between two times, as the question by how much it did; else nothing."""
    asked = cut(words)
    found = _CLAIMED.search(asked) if len(times_named(asked)) >= BOTH else None
    return f"{asked[: found.start()]}{found['grew']}了多少" if found else ""


def growth(words: str, services: Services) -> Reply | None:
    """By how much what words ask for grew: as a fact tells it, or from the points of its series.

    What was measured but once is shown, and said to be all. None when the words without the growth find nothing.
    """
    asked, catalogue = services.search.as_read(words), services.catalogue
    times = _times(words, asked)
    findings = services.search.find(words)
    corrections = findings.corrections
    if not (_RATE.search(asked) and _answers(findings) and _is_of_growth(findings.hits[0].fact)):
        findings = services.search.find(without_growth(asked))
    if not _answers(findings):
        return None
    best = findings.hits[0].fact
    series = _series(best, times, catalogue)
    if series is not None and tells_share(series.indicator.name) and not findings.wants & Wants.SHARE:
        return None  # what is asked of the country (全国增速) is not what its share of it is
    between = _between(series, times, asked, catalogue) if series else ()
    if not (between or times):  # as near, and just what is asked for
        findings = replace(findings, hits=tuple(sorted(findings.hits, key=lambda hit: not _is_of_growth(hit.fact))))
        best = findings.hits[0].fact
    if series is None or not between or (_is_of_growth(best) and (not times or _tells_rate(best, times, asked))):
        measured = [best.when, *(moment for each in catalogue.series_of(best) for moment in each.moments)]
        elsewhere = [date_text(time) for time in times if not any(time.overlaps(moment) for moment in measured)]
        if not elsewhere and _is_of_growth(best) and _ASKS_RATE.search(asked):  # the rate of another year
            is_of_it = any(time.overlaps(best.when) for time in times)
            elsewhere = [] if is_of_it else [f"{date_text(time)}增速" for time in times]
        notes = missing_lines(elsewhere) or ([] if _is_of_growth(best) else [ONCE])
        findings = replace(findings, corrections=corrections, wants=findings.wants | Wants.GROWTH)
        return findings_reply(findings, catalogue, notes)
    asks_less = _FALLS.search(asked) is not None
    if len(times) >= BOTH and _THAN.search(asked) and times[0].last < times[-1].first:  # 2021年比2024年少多少
        asks_less = not asks_less
    change = Change.LESS if asks_less else Change.MORE
    points = (point for point in series.points if point.when.overlaps(between[-1]))
    is_untold = _ASKS_RATE.search(asked) and not any(_is_of_growth(point.fact) for point in points)
    before = joined(before_answer(corrections), NO_RATE if is_untold else "")
    return times_reply(series, between, catalogue, before, change)


def _tells_rate(fact: Fact, times: Sequence[PartialDate], asked: str) -> bool:
    """Whether a rate is asked for, of a year or against the year before it, and a fact of that year tells it."""
    years = sorted({time.last.year for time in times})
    is_of_it = fact.when.overlaps(max(times, key=lambda time: time.last)) and years[-1] - years[0] <= 1
    return is_of_it and _ASKS_RATE.search(asked) is not None


def _times(words: str, asked: str) -> Sequence[PartialDate]:
    """The times that are named, in the words as they were typed (2021-11); in pinyin as they were read."""
    typed, read = times_named(cut(words)), times_named(asked)
    return typed if len(typed) >= len(read) else read


def _answers(findings: Findings) -> bool:
    return findings.answers and bool(findings.hits[0].fact.figures)


def _is_of_growth(fact: Fact) -> bool:
    """Whether a fact tells by how much something grew."""
    labels = (figure.label or "" for figure in fact.figures)
    return any(tells_growth(text) for text in (fact.title, fact.statement, *labels))


def _series(best: Fact, times: Sequence[PartialDate], catalogue: Catalogue) -> Series | None:
    """The series to subtract in: one of the fact's own with two points, or one of the same places that knows all times.

    The points of other places are never taken for it.
    """
    own = [each for each in catalogue.own_series(best) if len(each.moments) >= BOTH]
    known = [each for each in own if _knows(each, times)]
    others = (each for each in catalogue.series_of(best) if times and _knows(each, times) and len(each.moments) >= BOTH)
    same = [each for each in others if all(point.fact.places == best.places for point in each.points)]
    return next(iter([*known, *same, *own]), None)


def _knows(series: Series, times: Sequence[PartialDate]) -> bool:
    return all(any(time.overlaps(moment) for moment in series.moments) for time in times)


def _between(series: Series, times: Sequence[PartialDate], asked: str, catalogue: Catalogue) -> Sequence[PartialDate]:
    """From when to when: the times that are named; up to one from the first on; since one to the newest of any basis.

    Nothing for one alone, in which no two points lie, and for what came after the newest.
    """
    if len(times) >= BOTH:
        return times
    moments = series.moments
    if not times:
        return moments[0], moments[-1]
    (time,) = times
    if _UP_TO.search(asked):
        return () if time.overlaps(moments[0]) else (moments[0], time)
    newest = max(moment for each in catalogue.series(series.indicator.id) for moment in each.moments)
    if _SINCE.search(asked):
        return () if time.overlaps(newest) else (time, newest)
    within = [moment for moment in moments if moment.overlaps(time)]
    if within and within[0] != moments[0] and _ASKS_RATE.search(asked):  # a year's rate is against the one before
        return moments[moments.index(within[0]) - 1], within[-1]
    return (within[0], within[-1]) if len(within) >= BOTH else ()

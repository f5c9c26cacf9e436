"""A fact's times beside those that its statement and its text tell: another day, month or year is a doubt.

An as-of that is the publication's is looked at only where the text tells when a figure was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import jieba

from bot.curate.governing import time_of
from bot.curate.moments import dates, resolved, tells_a_year
from bot.curate.passages import figures_in
from bot.dates import PartialDate, Precision
from bot.facts import Fact
from bot.text import in_ones

_ADD = "write that, or add an anchor that tells it"
_FIELDS = ("date", "as_of", "due")
_SAYS_MONTHS = ("month", "first", "quarter", "half", "end")
_SAYS_WHEN = (*_SAYS_MONTHS, "day")
# What stands for a day or a month; 今年 and 目前 say neither.
_RELATIVE = ("今日", "今天", "昨日", "昨天", "日前", "近日", "本月", "上月")


def not_in_the_statement(fact: Fact, published: PartialDate) -> Iterator[tuple[str, str]]:
    """Days and months of the fact where its statement tells others, and not these: 年底 is December."""
    months = [found for found in dates(fact.statement) if any(found[part] for part in _SAYS_MONTHS)]
    told = [found for found in months if found["month"]]
    days = [found for found in told if found["day"]]
    doubted = set()
    for field, time in _times(fact, published):
        if not time.day and any(_may_be(found, time, published) for found in months):
            continue
        others = _others(days if time.day and days else told, field, time, published)
        if field != "due" and fact.due:  # what the statement says may be when it is due
            others = [found for found in others if not _may_be(found, fact.due, published)]
        if others:
            doubted.add(field)
            yield field, f"{time.text} is not what the statement says: {_words(others)}"
    for field, time, years in _other_years(fact, fact.statement, published):
        if field not in doubted:
            yield field, f"{time.text} is not what the statement says: {_words(years)}"


def not_in_the_text(
    fact: Fact, near: str, form: str, published: PartialDate, cutter: jieba.Tokenizer
) -> Iterator[tuple[str, str]]:
    """The same of the sentences of the anchors, also of figures; days of events that the whole text does not tell."""
    told = _telling(near)
    years = {field: (time, others) for field, time, others in _other_years(fact, near, published)}
    for field, (time, others) in years.items():
        yield field, f"{time.text} is not what the sentences of the anchors say: {_words(others)}; {_ADD}"
    for field, time in _times(fact, published):
        if time == published or field in years:
            continue
        if others := _others(told, field, time, published):
            yield field, f"{time.text} is not what the sentences of the anchors say: {_words(others)}; {_ADD}"
        elif field == "date" and time.day and not any(_may_be(found, time, published) for found in _telling(form)):
            yield field, f"{time.text} is told nowhere in the text; write it as precisely as the text does"
    if not years:
        yield from _figures_of_other_years(fact, near, published, cutter)


def _figures_of_other_years(
    fact: Fact, near: str, published: PartialDate, cutter: jieba.Tokenizer
) -> Iterator[tuple[str, str]]:
    """Figures that the sentences tell of another year, wherever they print them: 去年同期为5.6万家."""
    printed = list(figures_in(near, cutter))
    for position, figure in enumerate(fact.figures):
        number = in_ones(figure.value, "")
        told = [
            time_of(near, found.start("value"), published.first)
            for found, each in printed
            if in_ones(each.value, "") == number
        ]
        times = [figure.as_of] if figure.as_of else [time for time in (fact.date, fact.as_of, fact.due) if time]
        others = [each for each in told if each and not any(_share_a_year(each.time, time) for time in times)]
        if others and len(others) == len(told) and (others[0].is_of_a_count or not _is_of_the_report(times, published)):
            told_as = f"{figure.value} is of {others[0].words} in the text ({others[0].time.text})"
            yield f"figures[{position}]", f"{told_as}, and here of {times[0].text}; write the figure's own as_of"


def _is_of_the_report(times: Sequence[PartialDate], published: PartialDate) -> bool:
    return any(time.overlaps(published) for time in times)


def _share_a_year(time: PartialDate, other: PartialDate) -> bool:
    return time.first.year <= other.last.year and other.first.year <= time.last.year


def _other_years(
    fact: Fact, text: str, published: PartialDate
) -> Iterator[tuple[str, PartialDate, Sequence[re.Match[str]]]]:
    """Times of the fact where a text tells years, and none of them is theirs; a month alone is one of any year."""
    told = [found for found in dates(text) if tells_a_year(found) or _tells_when(found)]
    for field in _FIELDS:
        time: PartialDate | None = getattr(fact, field)
        if time is None or (field == "as_of" and (time.overlaps(published) or fact.due)):
            continue
        others = [found for found in told if tells_a_year(found) and not _tells_the_report(found, published)]
        if others and not any(_is_of_the_year(found, time, published) for found in told):
            yield field, time, others


def _is_of_the_year(found: re.Match[str], time: PartialDate, published: PartialDate) -> bool:
    if not tells_a_year(found) and found["relative"] is None:
        return True
    told = resolved(found, published.first)
    return told is None or _share_a_year(told, time)


def _times(fact: Fact, published: PartialDate) -> Iterator[tuple[str, PartialDate]]:
    for field in _FIELDS:
        time: PartialDate | None = getattr(fact, field)
        if time is None or time.precision not in (Precision.DAY, Precision.MONTH):
            continue
        if field != "as_of" or not time.overlaps(published):
            yield field, time


def _others(
    told: Sequence[re.Match[str]], field: str, time: PartialDate, published: PartialDate
) -> Sequence[re.Match[str]]:
    """What is told if none of it may be that time. The report's own time is no other, but for the day of an event."""
    if any(_may_be(found, time, published) for found in told):
        return []
    if field == "date" and time.day:
        return told
    return [found for found in told if not _may_be(found, published, published)]


def _telling(text: str) -> Sequence[re.Match[str]]:
    return [found for found in dates(text) if _tells_when(found)]


def _tells_when(found: re.Match[str]) -> bool:
    return found["relative"] in _RELATIVE or any(found[part] is not None for part in _SAYS_WHEN)


def _tells_the_report(found: re.Match[str], published: PartialDate) -> bool:
    """Whether it is the month or day of the publication: 2022年8月 of a report of 2022-08-17."""
    return _tells_when(found) and _may_be(found, published, published)


def _may_be(found: re.Match[str], time: PartialDate, published: PartialDate) -> bool:
    """Whether what a text says may mean that time: a month without a year is one of any year."""
    if found["relative"] in _RELATIVE and published.day is None:
        return True
    told = resolved(found, published.first if found["relative"] else time.first)
    if told is None:  # a day without its month
        return time.day is not None and found["day"] is not None and int(found["day"]) == time.day.day
    return told.overlaps(time)


def _words(told: Sequence[re.Match[str]]) -> str:
    return ", ".join(dict.fromkeys(found.group() for found in told))

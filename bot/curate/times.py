"""A fact's times beside those that its statement and its text tell: another day or another month is a doubt.

What is told to the year only, or as several months, is not looked at, nor an as-of that is the publication's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.curate.moments import dates, resolved
from bot.dates import PartialDate, Precision
from bot.facts import Fact

_FIELDS = ("date", "as_of", "due")
_SAYS_WHEN = ("month", "day", "first", "quarter", "half")
# What stands for a day or a month; 今年 and 目前 say neither.
_RELATIVE = ("今日", "今天", "昨日", "昨天", "日前", "近日", "本月", "上月")


def not_in_the_statement(fact: Fact, published: PartialDate) -> Iterator[tuple[str, str]]:
    """Days and months of the fact where its statement tells others, and not these."""
    told = [found for found in dates(fact.statement) if found["month"]]
    days = [found for found in told if found["day"]]
    for field, time in _times(fact, published):
        if others := _others(days if time.day and days else told, field, time, published):
            yield field, f"{time.text} is not what the statement says: {_words(others)}"


def not_in_the_text(fact: Fact, near: str, form: str, published: PartialDate) -> Iterator[tuple[str, str]]:
    """The same of the sentences of the anchors; and days of events that the whole text does not tell."""
    told = _telling(near)
    for field, time in _times(fact, published):
        if time == published:
            continue
        if others := _others(told, field, time, published):
            what = f"{time.text} is not what the sentences of the anchors say: {_words(others)}"
            yield field, f"{what}; add an anchor that tells it"
        elif field == "date" and time.day and not any(_may_be(found, time, published) for found in _telling(form)):
            yield field, f"{time.text} is told nowhere in the text; write it as precisely as the text does"


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
    return [
        found
        for found in dates(text)
        if found["relative"] in _RELATIVE or any(found[part] is not None for part in _SAYS_WHEN)
    ]


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

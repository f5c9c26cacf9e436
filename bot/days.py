"""Reads a day, a month, or a day of no particular year, as people type them: 11-08, 11月8日, 2021.11.8, today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.text import normal

_WHOLE = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|号)?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|号)?")
_MONTH = re.compile(r"(?:(\d{4})(?:年|[-./]))?(\d{1,2})月(?:份)?")
_RELATIVE = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "昨天": -1,
    "yesterday": -1,
}


class Asked(NamedTuple):
    """A day (of the year that was named, or of this one), or a month of no particular year."""

    day: date | None = None
    month: int | None = None


def read_day(words: str, today: date) -> Asked | None:
    """The day or month that the words are, and nothing else; None when they are none or no day of the calendar."""
    text = "".join(normal(words).split())
    if (offset := _RELATIVE.get(text)) is not None:
        return Asked(today + timedelta(days=offset))
    try:
        if (found := _WHOLE.fullmatch(text) or _EIGHT.fullmatch(text)) is not None:
            return Asked(date(int(found[1]), int(found[2]), int(found[3])))
        if (found := _DAY.fullmatch(text)) is not None:
            return Asked(_in_this_year(int(found[1]), int(found[2]), today))
    except ValueError:
        return None
    if (found := _MONTH.fullmatch(text)) is not None and 1 <= int(found[2]) <= 12:
        return Asked(month=int(found[2]))
    return None


def _in_this_year(month: int, day: int, today: date) -> date:
    """That day of this year; 29 February of a common year is that of the last leap year."""
    for year in range(today.year, today.year - 9, -1):
        try:
            return date(year, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
    raise ValueError(f"{month}-{day} is no day of the calendar")

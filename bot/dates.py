"""Partial dates: a year, a month, a day, or an interval of these, never more precise than the source.

Notation: EDTF level 0 (ISO 8601-2): `2016`, `2023-06`, `2021-11-08`, `2021-01/2021-09`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from functools import total_ordering

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
WRITE = "write YYYY, YYYY-MM, YYYY-MM-DD, or two of these with / between"


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


@total_ordering
class PartialDate:
    """A date as precise as it is known; ordered by its first day, then by its last, then the more precise first.

    Raises ValueError, with what would be right, for a text that is no date.
    """

    __slots__ = ("first", "last", "precision", "text")

    def __init__(self, text: str) -> None:
        first, slash, last = text.partition("/")
        self.text = text
        self.first, start_last, self.precision = _point(first)
        self.last = start_last
        if slash:
            _, self.last, _ = _point(last)
            self.precision = Precision.INTERVAL
            if self.last < self.first:
                raise ValueError(f"{text!r} ends before it begins; {WRITE}")

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: PartialDate) -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[date, date, str]:
        return self.first, self.last, self.text

    def touches(self, year: int) -> bool:
        """Whether any part of it falls in that year."""
        return self.first.year <= year <= self.last.year

    def years_from(self, year: int) -> int:
        """How many years it is before or after that year; 0 if any part of it falls in it."""
        return max(self.first.year - year, year - self.last.year, 0)

    def overlaps(self, other: PartialDate) -> bool:
        """Whether some day may be of both."""
        return self.first <= other.last and other.first <= self.last

    @property
    def is_part_of_a_year(self) -> bool:
        """Whether it is some months of one year together."""
        return self.precision is Precision.INTERVAL and self.first.year == self.last.year

    @property
    def day(self) -> date | None:
        """The day, when it is known to the day."""
        return self.first if self.precision is Precision.DAY else None


def _point(text: str) -> tuple[date, date, Precision]:
    """The first and the last day that the text may mean, and how precise it is."""
    if (found := _POINT.fullmatch(text)) is None:
        raise ValueError(f"{text!r} is no date; {WRITE}")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return date(int(text), 1, 1), date(int(text), 12, 31), Precision.YEAR
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
        return date(year, month, day), date(year, month, day), Precision.DAY
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{text!r} is no date of the calendar; {WRITE}") from None

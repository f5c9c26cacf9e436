"""Days of the week as sets, 0 for Monday."""

from __future__ import annotations

import re

Weekdays = frozenset[int]
WEEK, MONDAY = 7, 0
EVERY_DAY: Weekdays = frozenset(range(WEEK))
WORKING_DAYS: Weekdays = frozenset(range(5))
WEEKEND = EVERY_DAY - WORKING_DAYS


def digits_of(days: Weekdays) -> str:
    """How days are stored, and named by a button: 01234."""
    return "".join(str(day) for day in sorted(days))


def days_of(digits: str) -> Weekdays | None:
    """The days that such digits name; None for others."""
    days = frozenset(int(digit) for digit in digits) if re.fullmatch("[0-6]+", digits) else frozenset()
    return days if days and digits_of(days) == digits else None


def days_until_next(day: int, days: Weekdays) -> int:
    """How many days after that day of the week the next of the days is: 1 to 7."""
    return next(number for number in range(1, WEEK + 1) if (day + number) % WEEK in days)

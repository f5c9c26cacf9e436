"""Whether a fact is of the years, days and sessions that a question insists on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.search.index import Flag, Index
from bot.search.insists import is_day, is_month, is_year, same_sessions, tells, without_when_told

MANY_YEARS = 2  # from the first to the last: what is of three years


def has_required(index: Index, number: int, required: Sequence[str]) -> bool:
    """Whether a fact has the years, days and ordinals that were asked for."""
    first, last = (date.fromordinal(int(moment[number])) for moment in (index.first, index.last))
    # a figure of many years together is not that of one of them
    of_many_years = last.year - first.year >= MANY_YEARS and index.flags[number] & Flag.HAS_FIGURE
    text = index.text_of(number)
    if index.flags[number] & Flag.HAS_FIGURE:
        text = without_when_told(text)
    for wanted in required:
        if is_year(wanted) and first.year <= int(wanted) <= last.year and not of_many_years:
            continue
        if is_day(wanted) and first == last and wanted == f"{first.month}月{first.day}日":
            continue
        in_one_month = (first.year, first.month) == (last.year, last.month)
        if is_month(wanted) and in_one_month and wanted == f"{first.month}月":
            continue
        if not any(tells(text, each) for each in (wanted, *same_sessions(wanted))):
            return False
    return True

"""Which events fall on a day of the year, and what was announced for it; in any year, oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from bot.dates import Precision
from bot.facts import Fact


class Calendar:
    """Events, and plans that are due, by the day or the month that is known of them."""

    def __init__(self, events: Sequence[Fact], planned: Sequence[Fact]) -> None:
        self._events: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        self._of_months: dict[int, list[Fact]] = defaultdict(list)
        self._announced: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        for fact in events:
            if (on := fact.when.day) is not None:
                self._events[on.month, on.day].append(fact)
            elif fact.when.precision is Precision.MONTH:
                self._of_months[fact.when.first.month].append(fact)
        for fact in planned:
            if fact.due and (on := fact.due.day) is not None:
                self._announced[on.month, on.day].append(fact)

    def on_day(self, month: int, day: int) -> tuple[Fact, ...]:
        """Events known to the day that fall on that day of any year."""
        return tuple(self._events.get((month, day), ()))

    def in_month(self, month: int) -> tuple[Fact, ...]:
        """Events known to the month only, of that month of any year."""
        return tuple(self._of_months.get(month, ()))

    def announced_for(self, month: int, day: int) -> tuple[Fact, ...]:
        """Plans that were due on that day of any year."""
        return tuple(self._announced.get((month, day), ()))

    def event_days(self) -> tuple[date, ...]:
        """Every day of which an event is known."""
        days = (fact.when.day for facts in self._events.values() for fact in facts)
        return tuple(sorted({on for on in days if on is not None}))

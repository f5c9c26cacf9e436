"""What a day holds: pure, from a catalogue and a date. Nothing here knows a chat or a clock."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue import Catalogue
from bot.facts import Fact

NEXT_DAYS = 3  # days with milestones that an empty day points to


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event known to the day, seen from a day of its calendar date: how many years ago it was (0: that very day)."""

    fact: Fact
    years: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """A coming day with milestones."""

    day: date
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What a day holds, and the nearest days ahead that hold something.

    `month` has the events of that month of which no day is known; it is filled on the first of a month only.
    `announced` has what was once announced for that very day, which is no milestone.
    """

    on: date
    milestones: tuple[Milestone, ...]
    month: tuple[Fact, ...]
    ahead: tuple[Ahead, ...]
    announced: tuple[Fact, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.milestones and not self.month and not self.announced


def day(catalogue: Catalogue, on: date) -> Day:
    """What that day holds. Events of 29 February are kept on the 28th in common years."""
    month = tuple(fact for fact in catalogue.in_month(on.month) if fact.when.first <= on) if on.day == 1 else ()
    return Day(on, _milestones(catalogue, on), month, _ahead(catalogue, on))


def day_in_history(catalogue: Catalogue, on: date) -> Day:
    """What a day of any year holds, for somebody who asks for it: the events of every year, and what was announced."""
    facts = catalogue.on_day(on.month, on.day)
    milestones = tuple(Milestone(fact, on.year - fact.when.first.year) for fact in facts)
    empty = not milestones
    announced = catalogue.announced_for(on.month, on.day)
    return Day(on, milestones, (), _ahead(catalogue, on) if empty and not announced else (), announced)


def _milestones(catalogue: Catalogue, on: date) -> tuple[Milestone, ...]:
    days = [on.day]
    if (on.month, on.day) == (2, 28) and not calendar.isleap(on.year):
        days.append(29)
    facts = [fact for number in days for fact in catalogue.on_day(on.month, number)]
    return tuple(Milestone(fact, on.year - fact.when.first.year) for fact in facts if fact.when.first <= on)


def _ahead(catalogue: Catalogue, on: date) -> tuple[Ahead, ...]:
    """The next days with milestones, within a year."""
    known = {(each.month, each.day) for each in catalogue.event_days()}
    found: list[Ahead] = []
    for offset in range(1, 366):
        coming = on + timedelta(days=offset)
        near_leap = (coming.month, coming.day) == (2, 28) and (2, 29) in known
        if ((coming.month, coming.day) in known or near_leap) and (milestones := _milestones(catalogue, coming)):
            found.append(Ahead(coming, milestones))
            if len(found) == NEXT_DAYS:
                break
    return tuple(found)

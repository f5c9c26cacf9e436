"""What a day holds, and what a digest of it brings: pure, from a catalogue and a date. Nothing here knows a clock."""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.days import coming_day, this_years_day
from bot.facts import Fact
from bot.schedule import occurrence
from bot.subscription import Empty, Follow, Subscription
from bot.weekdays import days_until_next

NEXT_DAYS = 3  # days that hold something, to which an empty day points
ROUND = 5  # every fifth anniversary is set apart
YEAR = 366  # days
NEAR = timedelta(days=YEAR // 2)  # a day so long ago is nearer than the next of its calendar date


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event known to the day, seen from a day of its calendar date: how many years ago it was (0: that very day)."""

    fact: Fact
    years: int

    @property
    def is_round(self) -> bool:
        return self.years > 0 and self.years % ROUND == 0


@dataclass(frozen=True, slots=True)
class Ahead:
    """A coming day: its milestones, and what is planned for that very day.

    `month` has on the first of a month the events of that month of which no day is known.
    """

    day: date
    milestones: tuple[Milestone, ...]
    planned: tuple[Fact, ...] = ()
    month: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """What a day holds, and the nearest days ahead that hold something.

    `month` has the events of that month of which no day is known; it is filled on the first of a month only.
    `announced` has what was announced for that day of any year, which is no milestone.
    """

    on: date
    milestones: tuple[Milestone, ...]
    month: tuple[Fact, ...]
    ahead: tuple[Ahead, ...]
    announced: tuple[Fact, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.milestones and not self.month and not self.announced


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest brings: of `on`, or of so many days from it on as its `span` is, until the next one comes.

    `days` are those that hold something, `month` the events of a month of which no day is known, on its first.
    `ahead` are the days that it reminds of early. `has_news` says whether it is due for its own sake; if it is not,
    `coming` and `fact` are what the subscription wants of an empty day. All of it is of what it `follows`.
    """

    on: date
    span: int
    days: tuple[Ahead, ...]
    month: tuple[Fact, ...]
    ahead: tuple[Ahead, ...]
    has_news: bool
    coming: tuple[Ahead, ...] = ()
    fact: Fact | None = None
    follows: tuple[Follow, ...] = ()

    @property
    def is_sent(self) -> bool:
        return self.has_news or bool(self.coming) or self.fact is not None


Chosen = Callable[[Fact], bool]


def _any_fact(_: Fact) -> bool:
    return True


def digest(catalogue: Catalogue, wanted: Subscription, on: date) -> Digest:
    """The digest of that local date as the subscription wants it.

    A milestone, or what is planned for a day, is told on its day, or by the last one before it; and once before that,
    by the last one that is at least as many days before the day as is wanted.
    """
    chosen = followed(catalogue, wanted.follows)
    span = days_until_next(on.weekday(), wanted.weekdays)
    days = _holding(catalogue, [on + timedelta(days=n) for n in range(span)], chosen)
    month = tuple(fact for n in range(span) for fact in _month(catalogue, on + timedelta(days=n), chosen))
    entering = range(max(span, wanted.ahead), span + wanted.ahead)
    ahead = _holding(catalogue, [on + timedelta(days=n) for n in entering], chosen)
    if days or month or ahead:
        return Digest(on, span, days, month, ahead, has_news=True, follows=wanted.follows)
    coming = next_days(catalogue, on, chosen) if wanted.empty is Empty.NEXT else ()
    fact = _fact_of(catalogue, on, chosen) if wanted.empty is Empty.FACT else None
    return Digest(on, span, (), (), (), has_news=False, coming=coming, fact=fact, follows=wanted.follows)


def next_sent(catalogue: Catalogue, wanted: Subscription) -> tuple[date, datetime] | None:
    """The first occurrence that is still to come and brings something, and its instant (UTC); None within a year."""
    if wanted.owed is not None and digest(catalogue, wanted, wanted.owed[0]).is_sent:
        return wanted.owed
    if wanted.next_day is None or wanted.next_at is None:
        return None
    if digest(catalogue, wanted, wanted.next_day).is_sent:
        return wanted.next_day, wanted.next_at
    by_itself = replace(wanted, empty=Empty.NOTHING)  # what an empty day wants is not to be had, or it had come by now
    zone = ZoneInfo(wanted.zone)
    for number in range(1, YEAR):
        day = wanted.next_day + timedelta(days=number)
        if day.weekday() not in wanted.weekdays:
            continue
        if digest(catalogue, by_itself, day).is_sent and (due := occurrence(day, wanted.at, zone)) is not None:
            return day, due
    return None


def comes_no_more(catalogue: Catalogue, wanted: Subscription, today: date) -> bool:
    """Whether days before the next one's hold something of which an earlier one was to tell, which is over."""
    chosen, weekday = followed(catalogue, wanted.follows), today.weekday()
    first = 1 if weekday in wanted.weekdays else 0
    days = [today + timedelta(days=n) for n in range(first, days_until_next(weekday, wanted.weekdays))]
    return bool(_holding(catalogue, days, chosen)) or any(_month(catalogue, day, chosen) for day in days)


def next_days(catalogue: Catalogue, on: date, chosen: Chosen = _any_fact) -> tuple[Ahead, ...]:
    """The next days of which a digest tells something by itself, within a year."""
    coming = (on + timedelta(days=n) for n in range(1, YEAR))
    every = (replace(_ahead(catalogue, day, chosen), month=_month(catalogue, day, chosen)) for day in coming)
    return tuple(islice((each for each in every if each.milestones or each.planned or each.month), NEXT_DAYS))


def _holding(catalogue: Catalogue, days: Sequence[date], chosen: Chosen) -> tuple[Ahead, ...]:
    """Those of the days that have milestones or plans of the chosen facts."""
    every = (_ahead(catalogue, day, chosen) for day in days)
    return tuple(each for each in every if each.milestones or each.planned)


def _ahead(catalogue: Catalogue, on: date, chosen: Chosen) -> Ahead:
    """The chosen milestones of a day, and what is planned for it. What was planned for it in another year is over."""
    due = (fact for fact in catalogue.calendar.announced_for(on.month, on.day) if fact.due and fact.due.day == on)
    return Ahead(on, _milestones(catalogue, on, chosen), tuple(filter(chosen, due)))


def followed(catalogue: Catalogue, follows: Sequence[Follow]) -> Chosen:
    """Whether a fact is of what is followed: a topic, a place or anything inside it. Who follows nothing gets all."""
    topics = {follow.id for follow in follows if follow.kind == Follow.TOPIC}
    places = {inner for follow in follows if follow.kind == Follow.PLACE for inner in catalogue.within(follow.id)}
    return lambda fact: not follows or bool(topics.intersection(fact.topics) or places.intersection(fact.places))


def _fact_of(catalogue: Catalogue, on: date, chosen: Chosen) -> Fact | None:
    """One fact for that date, the same for everybody."""
    own = [fact for fact in catalogue.facts if not fact.context and chosen(fact)]
    return random.Random(on.toordinal()).choice(own) if own else None  # noqa: S311 (variety, no secret)


def day(catalogue: Catalogue, on: date) -> Day:
    """What that day holds, seen from itself. Events of 29 February are kept on the 28th in common years."""
    announced = catalogue.calendar.announced_for(on.month, on.day)
    return Day(on, _milestones(catalogue, on), _month(catalogue, on), next_days(catalogue, on), announced)


def day_seen_from(catalogue: Catalogue, on: date, today: date) -> Day:
    """What a day of any year holds for somebody who asks for it today, and what comes after it if it is empty.

    That is the events of every year, and what was announced; of today no event that is still to come. After a day of
    this year that is over comes what is after the next such day, and after one of the last months what is after today.
    """
    if on == today:
        return day(catalogue, on)
    facts = catalogue.calendar.on_day(on.month, on.day)
    milestones = tuple(Milestone(fact, on.year - fact.when.first.year) for fact in facts)
    month = catalogue.calendar.in_month(on.month) if on.day == 1 else ()
    announced = catalogue.calendar.announced_for(on.month, on.day)
    is_empty = not (milestones or month or announced)
    is_over = on < today and on == this_years_day(on.month, on.day, today)
    next_such = today - timedelta(days=1) if today - on < NEAR else coming_day(on.month, on.day, today)
    after = next_such if is_over else on
    return Day(on, milestones, month, next_days(catalogue, after) if is_empty else (), announced)


def events_of_months(catalogue: Catalogue, months: Sequence[int], year: int | None = None) -> tuple[Fact, ...]:
    """The dated events within calendar months, of a year or of every year, with and without a day; oldest first."""
    return tuple(fact for fact in catalogue.events if _is_within(fact.when, months, year))


def announced_for_months(catalogue: Catalogue, months: Sequence[int], year: int | None = None) -> tuple[Fact, ...]:
    """What was announced for such months or a day of them, oldest first."""
    return tuple(fact for fact in catalogue.planned if fact.due and _is_within(fact.due, months, year))


def _is_within(moment: PartialDate, months: Sequence[int], year: int | None) -> bool:
    first, last = moment.first, moment.last
    is_in_them = first.month in months and last.month in months
    return is_in_them and first.year == last.year and year in (None, first.year)


def _milestones(catalogue: Catalogue, on: date, chosen: Chosen = _any_fact) -> tuple[Milestone, ...]:
    days = [on.day]
    if (on.month, on.day) == (2, 28) and not calendar.isleap(on.year):
        days.append(29)
    facts = [fact for number in days for fact in catalogue.calendar.on_day(on.month, number)]
    held = (fact for fact in facts if fact.when.first <= on and chosen(fact))
    return tuple(Milestone(fact, on.year - fact.when.first.year) for fact in held)


def _month(catalogue: Catalogue, on: date, chosen: Chosen = _any_fact) -> tuple[Fact, ...]:
    """On the first of a month the events of that month of which no day is known; nothing on other days."""
    facts = catalogue.calendar.in_month(on.month) if on.day == 1 else ()
    return tuple(fact for fact in facts if fact.when.first <= on and chosen(fact))

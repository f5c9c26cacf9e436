"""When a digest is due: each date once, in every zone of the world, whatever its clocks do."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.schedule import next_occurrence, occurrence, occurrences, zone_data
from bot.weekdays import EVERY_DAY, Weekdays

DAY = timedelta(days=1)
ZONES = sorted(available_timezones())
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
DAYS = [FIRST + number * DAY for number in range((LAST - FIRST).days + 1)]
TIMES = [time(0), time(0, 30), time(2, 30), time(8, 30), time(23, 30), time(23, 59)]


def _clocks(zone: str) -> tuple[timedelta | None, ...]:
    """How far a zone's clocks are from UTC on each of the days: most zones share theirs with many others."""
    midnights = (datetime.combine(day, time(), UTC).astimezone(ZoneInfo(zone)) for day in DAYS)
    return tuple(midnight.utcoffset() for midnight in midnights)


# Of those whose clocks go alike all the year, one stands for all.
ONE_OF_A_KIND = sorted({_clocks(zone): zone for zone in ZONES}.values())


def followed(
    zone: str, at: time, first: date, last: date, weekdays: Weekdays = EVERY_DAY
) -> list[tuple[date, datetime]]:
    """What one comes through who asks each time for the next, from the eve of `first` until `last`."""
    found = [
        next_occurrence(datetime(first.year, first.month, first.day, tzinfo=UTC) - DAY, at, ZoneInfo(zone), weekdays)
    ]
    while found[-1][0] < last:
        found.append(next_occurrence(found[-1][1], at, ZoneInfo(zone), weekdays))
    return [(day, due) for day, due in found if first <= day <= last]


@pytest.mark.parametrize("at", TIMES, ids=lambda at: at.strftime("%H:%M"))
def test_in_every_zone_each_date_comes_once_and_a_day_apart(at: time) -> None:
    for zone in ONE_OF_A_KIND:
        found = followed(zone, at, FIRST, LAST)
        assert [day for day, _ in found] == DAYS, zone
        gaps = {later - early for (_, early), (_, later) in pairwise(found)}
        assert timedelta(hours=20) <= min(gaps) <= max(gaps) <= timedelta(hours=28), zone


def test_the_zones_are_all_there() -> None:
    assert len(ZONES) > 400
    assert {"Asia/Shanghai", "America/Nuuk", "Pacific/Apia"} <= set(ZONES)
    assert 50 < len(ONE_OF_A_KIND) < len(ZONES)


def test_in_nuuk_an_evening_that_is_jumped_over_is_that_dates_all_the_same() -> None:
    """Its clocks go from 23:00 on 29 March to 00:00 on the 30th."""
    found = followed("America/Nuuk", time(23, 30), date(2025, 3, 28), date(2025, 3, 31))
    assert found == [
        (date(2025, 3, 28), datetime(2025, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2025, 3, 29), datetime(2025, 3, 30, 1, 30, tzinfo=UTC)),
        (date(2025, 3, 30), datetime(2025, 3, 31, 0, 30, tzinfo=UTC)),
        (date(2025, 3, 31), datetime(2025, 4, 1, 0, 30, tzinfo=UTC)),
    ]
    for day, due in found:  # also whoever asks when the clocks say the next date already
        assert next_occurrence(due - timedelta(seconds=1), time(23, 30), ZoneInfo("America/Nuuk")) == (day, due)


@pytest.mark.parametrize("at", TIMES, ids=lambda at: at.strftime("%H:%M"))
def test_samoa_had_no_30_december_2011(at: time) -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert occurrence(date(2011, 12, 30), at, apia) is None
    found = followed("Pacific/Apia", at, date(2011, 12, 28), date(2012, 1, 1))
    assert [day.day for day, _ in found] == [28, 29, 31, 1]
    assert {later - early for (_, early), (_, later) in pairwise(found)} == {DAY}


def test_a_weekly_one_whose_weekday_was_skipped_waits_for_the_next() -> None:
    found = followed("Pacific/Apia", time(8, 30), date(2011, 12, 16), date(2012, 1, 13), frozenset({4}))
    assert [day.isoformat() for day, _ in found] == ["2011-12-16", "2011-12-23", "2012-01-06", "2012-01-13"]


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Nuuk", "Pacific/Apia", "Australia/Lord_Howe"])
def test_weekly_ones_come_on_their_weekday_and_a_week_apart(zone: str, weekday: int) -> None:
    days = [day for day, _ in followed(zone, time(23, 30), FIRST, LAST, frozenset({weekday}))]
    assert {day.weekday() for day in days} == {weekday}
    assert {later - early for early, later in pairwise(days)} == {7 * DAY}
    assert FIRST <= days[0] < FIRST + 7 * DAY


@pytest.mark.parametrize(
    ("day", "at", "due"),
    [
        pytest.param(date(2025, 6, 2), time(8, 30), datetime(2025, 6, 2, 12, 30, tzinfo=UTC), id="as the clock says"),
        pytest.param(date(2025, 11, 2), time(1, 30), datetime(2025, 11, 2, 5, 30, tzinfo=UTC), id="the first of two"),
        pytest.param(date(2025, 3, 9), time(2, 30), datetime(2025, 3, 9, 7, 30, tzinfo=UTC), id="as if not jumped"),
        pytest.param(date(2025, 3, 9), time(3), datetime(2025, 3, 9, 7, tzinfo=UTC), id="right after the jump"),
    ],
)
def test_a_wall_time_is_an_instant(day: date, at: time, due: datetime) -> None:
    new_york = ZoneInfo("America/New_York")
    assert occurrence(day, at, new_york) == due
    assert occurrence(day, at.replace(fold=1), new_york) == due
    assert due.tzinfo is UTC


def test_the_next_is_later_and_never_the_same_instant() -> None:
    shanghai, due = ZoneInfo("Asia/Shanghai"), datetime(2025, 6, 2, 0, 30, tzinfo=UTC)
    assert next_occurrence(due - timedelta(seconds=1), time(8, 30), shanghai) == (date(2025, 6, 2), due)
    assert next_occurrence(due, time(8, 30), shanghai) == (date(2025, 6, 3), due + DAY)


def test_they_come_in_order_and_the_next_is_the_first_of_them() -> None:
    chatham, after = ZoneInfo("Pacific/Chatham"), datetime(2025, 4, 4, tzinfo=UTC)
    found = list(islice(occurrences(after, time(2, 45), chatham), 20))
    assert found == sorted(found, key=lambda each: each[1])
    assert found[0] == next_occurrence(after, time(2, 45), chatham)
    assert [day for day, _ in found] == [found[0][0] + number * DAY for number in range(20)]


def test_the_zone_database_has_a_version_that_sorts_by_age() -> None:
    assert re.fullmatch(r"20\d\d[a-z]", zone_data())


def test_without_the_systems_zones_the_version_is_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.schedule.TZPATH", ())
    assert re.fullmatch(r"20\d\d[a-z]", zone_data())

"""When a digest is due: pure, from a wall time and a zone. An occurrence is a local date; its instant is in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, ZoneInfoNotFoundError

from bot.weekdays import EVERY_DAY, Weekdays

SEARCHED = 30  # days: two occurrences are a week apart at most, or two where the zone skipped the weekday
_PROBES = (time(0), time(12), time(23, 59))


def occurrence(day: date, at: time, zone: tzinfo) -> datetime | None:
    """The instant (UTC) of that local date at that wall time; None for a day that the zone skipped altogether.

    A wall time that comes twice means the first; one that is jumped over means as long after midnight as it says.
    """
    due = datetime.combine(day, at, zone).replace(fold=0).astimezone(UTC)
    return due if due.astimezone(zone).date() == day or _exists(day, zone) else None


def occurrences(
    after: datetime, at: time, zone: tzinfo, weekdays: Weekdays = EVERY_DAY
) -> Iterator[tuple[date, datetime]]:
    """The local dates on those weekdays and their instants (UTC) that come later than that instant, in order."""
    day = after.astimezone(zone).date() - timedelta(days=1)
    for _ in range(SEARCHED):
        if day.weekday() in weekdays and (due := occurrence(day, at, zone)) and due > after:
            yield day, due
        day += timedelta(days=1)


def next_occurrence(after: datetime, at: time, zone: tzinfo, weekdays: Weekdays = EVERY_DAY) -> tuple[date, datetime]:
    """The first of them. There always is one: no zone skips a weekday twice in a row."""
    return next(occurrences(after, at, zone, weekdays))


def _exists(day: date, zone: tzinfo) -> bool:
    """Whether any moment of that date is on the zone's clocks. Samoa had no 30 December 2011."""
    return any(
        (moment := datetime.combine(day, probe, zone)).astimezone(UTC).astimezone(zone).date() == moment.date()
        for probe in _PROBES
    )


def zone_named(name: str) -> ZoneInfo | None:
    """The zone of that IANA name; None for one that the zone database here does not have. It may be an older one."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of it, as Asia
        return None


@cache
def zone_data() -> str:
    """The version of the zone database that is in use, as in 2026b; they sort by age."""
    for folder in TZPATH:
        for name in ("tzdata.zi", "+VERSION"):
            try:
                with (Path(folder) / name).open(encoding="ascii", errors="replace") as file:
                    return file.readline().removeprefix("# version ").strip()
            except OSError:
                continue
    import tzdata

    version: str = tzdata.IANA_VERSION
    return version

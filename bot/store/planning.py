"""Which digests a subscription owes: what is due becomes a row of the outbox, once each, and the next is planned."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import next_occurrence, occurrence, zone_data, zone_named
from bot.store.sql import insert
from bot.store.tables import deliveries, subscriptions
from bot.subscription import ChatKind, DeliveryKind, Reason, State, Where
from bot.weekdays import Weekdays

log = logging.getLogger(__name__)

GRACE = timedelta(hours=6)  # a digest that is later than this is not sent
MOST_MISSED = 31  # occurrences that are told of after a long stop


async def plan(
    connection: AsyncConnection, rows: Sequence[Mapping[Any, Any]], now: datetime, grace: timedelta = GRACE
) -> None:
    """Plans those subscriptions (their rows, with `quiet` of their chats). A quiet chat's are skipped.

    What it is too late for was missed for the reason of a pause, if there is one.
    """
    owed: list[dict[str, Any]] = []
    for row in rows:
        if (zone := zone_named(row["zone"])) is not None:
            due, (next_day, next_at) = _due(row, zone, now)
        else:  # an older zone database than the one that it was made with
            log.error("%s: the zone %s is not known here; the digest waits a day", row["chat_id"], row["zone"])
            due, next_day, next_at = [], date.fromisoformat(row["next_day"]), now + timedelta(days=1)
        missed = row["paused"] or Reason.TOO_LATE
        for day, at in due:
            in_time = day == due[-1][0] and now - at <= grace
            owed.append(_digest(row, day, at, row["quiet"] or (None if in_time else missed), now))
        await connection.execute(
            update(subscriptions)
            .where(subscriptions.c.chat_id == row["chat_id"], subscriptions.c.topic_id == row["topic_id"])
            .values(next_day=next_day.isoformat(), next_at=next_at, zone_data=zone_data())
        )
    if owed:
        await connection.execute(insert(connection, deliveries).on_conflict_do_nothing(), owed)


def stored_weekdays(row: Mapping[Any, Any]) -> Weekdays:
    """The days of the week on which a stored subscription comes."""
    return frozenset(map(int, row["weekdays"]))


def _due(
    row: Mapping[Any, Any], zone: ZoneInfo, now: datetime
) -> tuple[list[tuple[date, datetime]], tuple[date, datetime]]:
    """The occurrences of a subscription that are due, oldest first, and the first that is not."""
    at, weekdays = time(*divmod(row["at_minute"], 60)), stored_weekdays(row)
    planned = date.fromisoformat(row["next_day"])
    first = occurrence(planned, at, zone)  # anew: the zone database may have changed since
    if first is None or first > now:
        return [], (planned, first) if first is not None else next_occurrence(now, at, zone, weekdays)
    due = [(planned, first)]
    while (following := next_occurrence(due[-1][1], at, zone, weekdays))[1] <= now:
        due.append(following)
    return due[-MOST_MISSED:], following


def _digest(row: Mapping[Any, Any], day: date, at: datetime, skipped: str | None, now: datetime) -> dict[str, Any]:
    where = Where(row["chat_id"], row["topic_id"], ChatKind(row["kind"]))
    values = owed_row(where, DeliveryKind.DIGEST, day.isoformat(), at)
    return values if skipped is None else values | {"state": State.SKIPPED, "reason": skipped, "done_at": now}


# When a chat was met that only owes an answer: whoever asks is not known for that, and gets no broadcast.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def chat_row(where: Where, now: datetime) -> dict[str, Any]:
    """A chat as it is met: it may be written to at once."""
    return {"chat_id": where.chat_id, "kind": where.kind, "known_at": now, "free_at": now, "group_full_at": now}


def owed_row(where: Where, kind: DeliveryKind, occasion: str, due: datetime) -> dict[str, Any]:
    """A row of the outbox that is to be sent."""
    return {
        "chat_id": where.chat_id,
        "topic_id": where.topic_id,
        "chat_kind": where.kind,
        "kind": kind,
        "occasion": occasion,
        "due_at": due,
        "next_at": due,
        "state": State.PENDING,
        "reason": None,
        "done_at": None,
    }

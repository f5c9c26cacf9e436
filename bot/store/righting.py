"""What a clock that was ahead has skipped or put off is owed in its time, once that clock is set right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import occurrences, zone_named
from bot.store.pace import APART
from bot.store.planning import GRACE, stored_weekdays
from bot.store.tables import deliveries, subscriptions
from bot.subscription import DeliveryKind, State

FARTHEST = timedelta(days=15)  # the next digest: a weekly one, whose day the zone skipped once


async def owe_what_was_skipped_ahead(connection: AsyncConnection, now: datetime, count: int) -> int:
    """Forgets digests that were skipped at a time which has not come yet, and plans them again; how many it was.

    What was due so long before now that it is too late for it in truth stays skipped.
    """
    digests = and_(deliveries.c.kind == DeliveryKind.DIGEST, deliveries.c.state == State.SKIPPED)
    ahead = and_(digests, deliveries.c.done_at > now + APART, deliveries.c.due_at >= now - GRACE)
    found = (await connection.execute(select(deliveries).where(ahead).order_by(deliveries.c.due_at).limit(count))).all()
    for row in found:
        day = date.fromisoformat(row.occasion)
        await connection.execute(delete(deliveries).where(deliveries.c.id == row.id))
        await connection.execute(
            update(subscriptions)
            .where(subscriptions.c.chat_id == row.chat_id, subscriptions.c.topic_id == row.topic_id)
            .where(subscriptions.c.weekdays.contains(str(day.weekday())))
            .where(subscriptions.c.next_at > row.due_at)
            .values(next_day=row.occasion, next_at=row.due_at)
        )
    return len(found)


async def bring_nearer(connection: AsyncConnection, now: datetime, count: int) -> int:
    """Plans anew what is further off than any next digest is; how many subscriptions it was."""
    far = select(subscriptions).where(subscriptions.c.active, subscriptions.c.next_at > now + FARTHEST)
    far = far.limit(count).with_for_update(skip_locked=True)
    nearer = 0
    for row in (await connection.execute(far)).mappings().all():
        here = and_(deliveries.c.chat_id == row["chat_id"], deliveries.c.topic_id == row["topic_id"])
        had = select(deliveries.c.occasion).where(here, deliveries.c.kind == DeliveryKind.DIGEST)
        coming = _next(row, now, set((await connection.execute(had)).scalars()))
        if coming is not None and coming[1] < row["next_at"]:
            this = and_(subscriptions.c.chat_id == row["chat_id"], subscriptions.c.topic_id == row["topic_id"])
            values = {"next_day": coming[0].isoformat(), "next_at": coming[1]}
            await connection.execute(update(subscriptions).where(this).values(values))
            nearer += coming[1] <= now + FARTHEST
    return nearer


def _next(row: Mapping[Any, Any], now: datetime, taken: set[str]) -> tuple[date, datetime] | None:
    """The first occurrence of a subscription that has no delivery; None where its zone is not known."""
    if (zone := zone_named(row["zone"])) is None:
        return None
    at = time(*divmod(row["at_minute"], 60))
    coming = occurrences(now, at, zone, stored_weekdays(row))
    return next(((day, due) for day, due in coming if str(day) not in taken), None)

"""What was due before a subscription changes, or its pause ends, stays owed; and what comes next after that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import occurrence, occurrences
from bot.store.planning import GRACE, owed_row, plan
from bot.store.sql import insert
from bot.store.tables import chats, deliveries, subscriptions
from bot.subscription import DeliveryKind, Reason, State, Subscription, Where

PAUSES = (Reason.NO_RIGHT, Reason.TOPIC_GONE)


def is_of(where: Where) -> ColumnElement[bool]:
    return and_(subscriptions.c.chat_id == where.chat_id, subscriptions.c.topic_id == where.topic_id)


async def resume(connection: AsyncConnection, which: ColumnElement[bool], now: datetime) -> None:
    """Ends the pause of those subscriptions: what was due in it is planned first, and what the pause kept back is owed.

    So is the digest that began it: Telegram has refused it, and nobody got it.
    """
    await plan_what_is_due(connection, which, now)
    here = tuple_(deliveries.c.chat_id, deliveries.c.topic_id)
    kept_back = and_(
        deliveries.c.kind == DeliveryKind.DIGEST,
        deliveries.c.state.in_((State.FAILED, State.SKIPPED)),
        deliveries.c.reason.in_(PAUSES),
        deliveries.c.due_at >= now - GRACE,
        here.in_(select(subscriptions.c.chat_id, subscriptions.c.topic_id).where(which, subscriptions.c.active)),
    )
    again = {"state": State.PENDING, "reason": None, "done_at": None, "next_at": now}
    await connection.execute(update(deliveries).where(kept_back).values(again))
    await connection.execute(update(subscriptions).where(which).values(paused=None))


async def plan_what_is_due(connection: AsyncConnection, which: ColumnElement[bool], now: datetime) -> None:
    """Before a change: what was due as things were, and not planned yet, stays owed."""
    due = and_(subscriptions.c.active, subscriptions.c.next_at <= now)
    query = select(subscriptions, chats.c.quiet).join(chats, chats.c.chat_id == subscriptions.c.chat_id)
    query = query.where(which, due).with_for_update(of=subscriptions)
    await plan(connection, (await connection.execute(query)).mappings().all(), now)


async def comes_next(connection: AsyncConnection, wanted: Subscription, now: datetime) -> tuple[date, datetime]:
    """The next occurrence as it is wanted from now on: the first later one whose day has no delivery yet.

    The day that was to come next before, if the change would have had it come earlier than now, is owed at the old
    hour; in a pause, where nothing is owed, it stays the next.
    """
    where = wanted.where
    query = select(subscriptions).where(is_of(where), subscriptions.c.active)
    before = (await connection.execute(query)).mappings().first() if wanted.active else None
    passes_over = before is not None and _is_passed_over(before, wanted, now)
    if before is not None and before["paused"] is None and passes_over:
        owed = owed_row(where, DeliveryKind.DIGEST, before["next_day"], before["next_at"])
        await connection.execute(insert(connection, deliveries).values(**owed).on_conflict_do_nothing())
    had = select(deliveries.c.occasion).where(
        deliveries.c.chat_id == where.chat_id, deliveries.c.topic_id == where.topic_id
    )
    taken = set((await connection.execute(had)).scalars())
    if before is not None and before["paused"] is not None and before["next_day"] not in taken:
        day, due = date.fromisoformat(before["next_day"]), before["next_at"]
        if passes_over or due <= now:
            return day, due
    coming = tuple(occurrences(now, wanted.at, ZoneInfo(wanted.zone), wanted.weekdays))
    # Where none is free, a clock that was ahead has had them all, and what it did is about to be set right.
    return next(((day, due) for day, due in coming if day.isoformat() not in taken), coming[0])


def _is_passed_over(before: Mapping[Any, Any], wanted: Subscription, now: datetime) -> bool:
    """Whether the day that is still to come would be over already at the hour that is wanted."""
    day = date.fromisoformat(before["next_day"])
    due = occurrence(day, wanted.at, ZoneInfo(wanted.zone))
    is_wanted = day.weekday() in wanted.weekdays
    return before["next_at"] > now and due is not None and due <= now and is_wanted

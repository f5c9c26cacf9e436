"""Claiming: which deliveries may be tried now, and that whoever takes them has them, until its lease is over.

The statements are put together once: every tick asks them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.broadcasts import Stage
from bot.store.chats import subscription_in
from bot.store.marks import delivery_of, left_half_done
from bot.store.pace import LONGEST
from bot.store.tables import Instant, broadcasts, chats, deliveries, subscriptions
from bot.subscription import Delivery, DeliveryKind, State, Subscription

NO_BROADCAST = 0
_OLDEST_FIRST = deliveries.c.next_at, deliveries.c.id
_NOW, _TOO_FAR = bindparam("now", type_=Instant), bindparam("too_far", type_=Instant)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_RUNNING = select(broadcasts.c.id).where(broadcasts.c.state == Stage.RUNNING).order_by(broadcasts.c.id)
_others = deliveries.alias()
_of_the_chat = and_(_others.c.chat_id == deliveries.c.chat_id, _others.c.state == State.SENDING)
_in_flight = select(_others.c.id).where(_of_the_chat).exists()
_TO_DO = (
    select(deliveries.c.id, deliveries.c.chat_id)
    .join(chats, chats.c.chat_id == deliveries.c.chat_id)
    .where(
        deliveries.c.broadcast_id == bindparam("broadcast_id"),
        deliveries.c.state == State.PENDING,
        deliveries.c.next_at <= _NOW,
        or_(chats.c.free_at <= _NOW, and_(chats.c.free_at > _TOO_FAR, ~_in_flight)),
        chats.c.quiet.is_(None),
    )
    .order_by(*_OLDEST_FIRST)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(deliveries)
    .where(deliveries.c.id.in_(_IDS))
    .values(
        state=State.SENDING,
        owner=bindparam("taken_by"),
        lease_until=bindparam("taken_until"),
        fence=deliveries.c.fence + 1,
        tries=deliveries.c.tries + 1,
    )
)
_KEEP_BUSY = update(chats).where(chats.c.chat_id.in_(_IDS)).values(free_at=bindparam("busy_until"))
_TAKEN = select(deliveries).where(deliveries.c.id.in_(_IDS)).order_by(deliveries.c.broadcast_id, *_OLDEST_FIRST)
_OF_DIGESTS = select(subscriptions).where(tuple_(subscriptions.c.chat_id, subscriptions.c.topic_id).in_(_IDS))

# whose lease is over, but for those that the one that asks still has in hand
LEFT = left_half_done(
    and_(
        deliveries.c.state == State.SENDING,
        deliveries.c.lease_until <= _NOW,
        deliveries.c.id.not_in(bindparam("held", expanding=True)),
    )
)


async def to_do(connection: AsyncConnection, now: datetime, count: int) -> dict[int, int]:
    """At most `count` deliveries that may be tried now, by chat: of each the oldest, digests before broadcasts."""
    found: dict[int, int] = {}
    asked = {"now": now, "too_far": now + LONGEST, "count": 2 * count}
    for broadcast_id in (NO_BROADCAST, *(await connection.execute(_RUNNING)).scalars()):
        for number, chat_id in await connection.execute(_TO_DO, asked | {"broadcast_id": broadcast_id}):
            if len(found) < count:
                found.setdefault(chat_id, number)
        if len(found) >= count:
            break
    return found


async def take(
    connection: AsyncConnection, found: Mapping[int, int], owner: str, lease_until: datetime, busy_until: datetime
) -> list[Delivery]:
    """Makes them the owner's until then; their chats get nothing else meanwhile."""
    ids = {"ids": [*found.values()]}
    await connection.execute(_TAKE, ids | {"taken_by": owner, "taken_until": lease_until})
    await connection.execute(_KEEP_BUSY, {"ids": [*found], "busy_until": busy_until})
    return [delivery_of(row) for row in (await connection.execute(_TAKEN, ids)).mappings()]


async def subscriptions_of(
    connection: AsyncConnection, claimed: Sequence[Delivery]
) -> Mapping[tuple[int, int], Subscription]:
    """Those that digests are sent for, by chat and topic."""
    keys = [(each.where.chat_id, each.where.topic_id) for each in claimed if each.kind is DeliveryKind.DIGEST]
    rows: Any = (await connection.execute(_OF_DIGESTS, {"ids": keys})).mappings() if keys else ()
    return {(row["chat_id"], row["topic_id"]): subscription_in(row) for row in rows}

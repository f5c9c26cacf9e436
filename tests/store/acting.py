"""What the store's tests do again and again, said shortly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, select

from bot.store import Store
from bot.store.marks import Claimed, Mark, Rates
from bot.store.tables import deliveries
from bot.subscription import ChatKind, Delivery, Reason, State, Subscription, Where

GRACE = timedelta(hours=6)
LEASE = timedelta(minutes=1)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RATES = Rates()
MONDAY = datetime(2025, 6, 2, tzinfo=UTC)  # 08:00 in Shanghai; digests there are due at 08:30
DUE = MONDAY + 30 * MINUTE

PERSON, OTHER = Where(1), Where(2)
GROUP = Where(-100, 0, ChatKind.GROUP)
CHANNEL = Where(-200, 0, ChatKind.CHANNEL)


def topic(number: int, chat_id: int = GROUP.chat_id) -> Where:
    return Where(chat_id, number, ChatKind.GROUP)


async def subscribe(store: Store, where: Where = PERSON, now: datetime = MONDAY, **wanted: Any) -> Subscription:
    wish = Subscription(where, **{"zone": "Asia/Shanghai"} | wanted)
    return await store.chats.put(wish, now, resumes=True)


async def owe(store: Store, *wheres: Where, occasion: str = "1", now: datetime = MONDAY) -> None:
    """Owes each a line: the simplest delivery."""
    for where in wheres:
        await store.outbox.tell(where, occasion, "x", now)


async def claim(store: Store, now: datetime = MONDAY, count: int = 50, owner: str = "a") -> list[Claimed]:
    return await store.outbox.claim(owner, now, count, LEASE)


async def mark(
    store: Store, claimed: Claimed, state: State, now: datetime, *, owner: str = "a", **learnt: Any
) -> Sequence[Mark]:
    """Marks one delivery; what is returned are marks that came too late."""
    return await store.outbox.mark(owner, [Mark(claimed, state, now, **learnt)], RATES)


async def rows(store: Store, table: Table = deliveries) -> list[Mapping[Any, Any]]:
    """All that a table holds, in the order of its key."""
    async with store.database.read() as connection:
        found = await connection.execute(select(table).order_by(*table.primary_key.columns))
        return [dict(row) for row in found.mappings()]


async def here(store: Store, where: Where = PERSON) -> list[tuple[str, State, Reason | None]]:
    """The occasions of a chat, oldest first, and what became of them."""
    return [(each.occasion, each.state, each.reason) for each in reversed(await store.outbox.last_here(where, 1_000))]


def chats_of(claims: Iterable[Claimed]) -> list[int]:
    return [each.delivery.where.chat_id for each in claims]


def of(claims: Iterable[Claimed]) -> list[Delivery]:
    return [each.delivery for each in claims]

"""Marking: what became of deliveries, and when their chats are free again. Of many together it is written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.marks import Mark, Rates
from bot.store.tables import Instant, chats, deliveries
from bot.subscription import ChatKind, Reason, State

# 20 a minute in any minute: 5 together, then one in 4 seconds (Telegram's limit for a group, Bot API FAQ)
GROUP_BURST = 5

# put together once: it is done for every message
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HELD = (
    select(deliveries.c.id, deliveries.c.fence)
    .where(
        deliveries.c.id.in_(_IDS),
        deliveries.c.owner == bindparam("held_by"),
        deliveries.c.state == State.SENDING,
    )
    .order_by(deliveries.c.id)
    .with_for_update()
)
_BECOMES = bindparam("becomes", type_=Text)
_may_come_twice = and_(deliveries.c.reason == Reason.TAKEN_OVER, or_(_BECOMES == State.PENDING, _BECOMES == State.SENT))
_MARK = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("number"))
    .values(
        state=_BECOMES,
        reason=case((_may_come_twice, deliveries.c.reason), else_=bindparam("why", type_=Text)),
        owner=None,
        lease_until=None,
        late=bindparam("came_late", type_=Boolean),
        message_id=func.coalesce(bindparam("arrived_as", type_=BigInteger), deliveries.c.message_id),
        next_at=func.coalesce(bindparam("not_before", type_=Instant), deliveries.c.next_at),
        tries=deliveries.c.tries - bindparam("untried", type_=Integer),
        done_at=bindparam("ended_at", type_=Instant),
        body=case((_BECOMES == State.PENDING, deliveries.c.body)),  # what ended is nobody's any more
    )
)
_FREE = bindparam("free", type_=Instant)
_chat = update(chats).where(chats.c.chat_id == bindparam("chat"))
_SET_FREE = _chat.values(free_at=_FREE)
_as_claimed = chats.c.free_at == bindparam("claimed_until", type_=Instant)
_SET_FREE_AS_BEFORE = _chat.values(free_at=case((_as_claimed, _FREE), else_=chats.c.free_at))
_FULL = select(chats.c.chat_id, chats.c.group_full_at).where(chats.c.chat_id.in_(_IDS))
_SET_GROUP_FREE = _chat.values(free_at=_FREE, group_full_at=bindparam("full", type_=Instant))


async def sorted_out(
    connection: AsyncConnection, owner: str, written: Sequence[Mark]
) -> tuple[Sequence[Mark], Sequence[Mark]]:
    """Those of which the owner still holds the delivery as it claimed it, each once, and the others.

    Nobody else takes the held ones meanwhile.
    """
    ids = [mark.claimed.delivery.id for mark in written]
    rows = await connection.execute(_HELD, {"ids": ids, "held_by": owner})
    fences = {row.id: row.fence for row in rows}
    held: list[Mark] = []
    stale: list[Mark] = []
    for mark in written:
        delivery = mark.claimed.delivery
        is_held = fences.pop(delivery.id, None) == delivery.fence
        (held if is_held else stale).append(mark)
    return held, stale


async def write(connection: AsyncConnection, written: Sequence[Mark]) -> None:
    """Marks deliveries that are held."""
    await connection.execute(_MARK, [_columns(mark) for mark in written])


def _columns(mark: Mark) -> Mapping[str, Any]:
    return {
        "number": mark.claimed.delivery.id,
        "becomes": mark.state,
        "why": mark.reason,
        "came_late": mark.late,
        "arrived_as": mark.message_id,
        "not_before": mark.next_at,
        "untried": int(mark.returned),
        "ended_at": None if mark.state is State.PENDING else mark.at,
    }


async def set_free(connection: AsyncConnection, written: Sequence[Mark], rates: Rates) -> None:
    """When the chats may get their next messages."""
    free, as_before, groups = [], [], []
    for mark in sorted(written, key=lambda mark: mark.claimed.delivery.where.chat_id):
        where = mark.claimed.delivery.where
        if mark.wait_until is not None:
            free.append({"chat": where.chat_id, "free": mark.wait_until})
        elif mark.returned or mark.state is State.SKIPPED:  # as it was before the claim, unless it must wait since
            until = mark.claimed.lease_until
            as_before.append({"chat": where.chat_id, "free": mark.at, "claimed_until": until})
        elif where.kind is ChatKind.GROUP:
            groups.append(mark)
        else:
            free.append({"chat": where.chat_id, "free": mark.at + timedelta(seconds=1 / rates.chat)})
    if free:
        await connection.execute(_SET_FREE, free)
    if as_before:
        await connection.execute(_SET_FREE_AS_BEFORE, as_before)
    if groups:
        ids = [mark.claimed.delivery.where.chat_id for mark in groups]
        full = {row.chat_id: row.group_full_at for row in await connection.execute(_FULL, {"ids": ids})}
        await connection.execute(_SET_GROUP_FREE, [_of_group(mark, full, rates) for mark in groups])


def _of_group(mark: Mark, full: dict[int, Any], rates: Rates) -> Mapping[str, Any]:
    """When a group may get its next one, and how full its minute is with this one, as GCRA counts it."""
    chat_id = mark.claimed.delivery.where.chat_id
    together = max(1, min(GROUP_BURST, int(rates.group) - 1))
    each = timedelta(seconds=60 / max(rates.group - together, 1))
    before = full.get(chat_id) or mark.at
    # Nothing was sent while it was fuller than that, unless by a clock that was wrong.
    full[chat_id] = (before if mark.at < before <= mark.at + together * each else mark.at) + each
    free = max(mark.at + timedelta(seconds=1 / rates.chat), full[chat_id] - (together - 1) * each)
    return {"chat": chat_id, "free": free, "full": full[chat_id]}

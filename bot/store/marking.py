"""Marking: what became of deliveries, and when their chats are free again. Of many together it is written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
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

from bot.store.ending import ended
from bot.store.marks import Mark, Rates
from bot.store.tables import Instant, chats, deliveries
from bot.subscription import ChatKind, Reason, State

MINUTE, MILLISECOND = timedelta(minutes=1), timedelta(milliseconds=1)
# Of so many a minute that a group may get, one more may come at once. Each of them makes all that follow a little
# slower, for no minute may see too many: nine tenths of a whole number are kept up.
ONE_MORE_OF = 10

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
_why = case((_may_come_twice, deliveries.c.reason), else_=bindparam("why", type_=Text))
_MARK = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("number"))
    .values(
        ended(_BECOMES, _why, bindparam("ended_at", type_=Instant))
        | {"body": case((_BECOMES == State.PENDING, deliveries.c.body))}  # which is said again
    )
    .values(
        late=bindparam("came_late", type_=Boolean),
        message_id=func.coalesce(bindparam("arrived_as", type_=BigInteger), deliveries.c.message_id),
        next_at=func.coalesce(bindparam("not_before", type_=Instant), deliveries.c.next_at),
        tries=deliveries.c.tries - bindparam("untried", type_=Integer),
    )
)
_FREE, _CLAIMED_UNTIL = bindparam("free", type_=Instant), bindparam("claimed_until", type_=Instant)
_must_wait_since = and_(_CLAIMED_UNTIL.is_not(None), chats.c.free_at != _CLAIMED_UNTIL)
_SET_FREE = (
    update(chats)
    .where(chats.c.chat_id == bindparam("chat"))
    .values(
        free_at=case((_must_wait_since, chats.c.free_at), else_=_FREE),
        group_full_at=func.coalesce(bindparam("full", type_=Instant), chats.c.group_full_at),
    )
)
_FULL = select(chats.c.chat_id, chats.c.group_full_at).where(chats.c.chat_id.in_(_IDS))


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
        if fences.get(delivery.id) == delivery.fence:
            del fences[delivery.id]
            held.append(mark)
        else:
            stale.append(mark)
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
    """When the chats may get their next messages: of several marks of one, what the last of them says."""
    groups = [mark.claimed.delivery.where.chat_id for mark in written if _fills_a_minute(mark)]
    rows = await connection.execute(_FULL, {"ids": groups}) if groups else ()
    full = {row.chat_id: row.group_full_at for row in rows}
    changes = [_free(mark, full, rates) for mark in written]
    await connection.execute(_SET_FREE, sorted(changes, key=lambda change: int(change["chat"])))


def _fills_a_minute(mark: Mark) -> bool:
    """Whether something was sent to a group, which then has so much less left of its minute."""
    is_as_before = mark.returned or mark.state is State.SKIPPED
    return mark.claimed.delivery.where.kind is ChatKind.GROUP and mark.wait_until is None and not is_as_before


def _allowance(rate: float) -> tuple[int, timedelta]:
    """How many messages may come together at so many a minute (more than 0), and how long after one the next.

    Then no minute ever sees more (at less than one a minute: no 60/rate seconds see two). 2.5 a minute are 2.
    """
    most = max(1, int(rate))
    together = 1 + most // ONE_MORE_OF
    # What is stored is cut to milliseconds, which must bring nothing forward.
    return together, MINUTE / min(rate, 1) / (most - together + 1) + 2 * MILLISECOND


def _free(mark: Mark, full: dict[int, datetime], rates: Rates) -> Mapping[str, Any]:
    chat_id = mark.claimed.delivery.where.chat_id
    change = {"chat": chat_id, "free": mark.wait_until, "claimed_until": None, "full": None}
    if mark.wait_until is not None:
        return change
    if mark.returned or mark.state is State.SKIPPED:  # as it was before the claim, unless it was told to wait since
        return change | {"free": mark.at, "claimed_until": mark.claimed.lease_until}
    free = mark.at + timedelta(seconds=1 / rates.chat)
    if not _fills_a_minute(mark):
        return change | {"free": free}
    together, each = _allowance(rates.group)
    before = full.get(chat_id) or mark.at
    # Nothing was sent while it was fuller than that, unless by a clock that was wrong.
    full[chat_id] = (before if mark.at < before <= mark.at + together * each else mark.at) + each
    return change | {"free": max(free, full[chat_id] - (together - 1) * each), "full": full[chat_id]}

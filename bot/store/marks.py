"""Claims and marks as values; how a row reads as a delivery; what nobody sends any more is owed again or given up."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.broadcasts import Stage
from bot.logs import counted
from bot.store.ending import skip
from bot.store.tables import broadcasts, chats, deliveries
from bot.subscription import ChatKind, Delivery, DeliveryKind, Reason, State, Subscription, Where

log = logging.getLogger(__name__)

# of a delivery: why nothing is sent to its chat; whether its broadcast was cancelled
WHY_QUIET = select(chats.c.quiet).where(chats.c.chat_id == deliveries.c.chat_id).scalar_subquery()
OF_CANCELLED = deliveries.c.broadcast_id.in_(select(broadcasts.c.id).where(broadcasts.c.state == Stage.CANCELLED))


@dataclass(frozen=True, slots=True)
class Rates:
    """How many messages may leave: a second overall, a second to one chat, a minute to one group (Telegram's FAQ).

    All are more than 0. Of the last no minute ever sees more; at 0.5 there are two minutes from one to the next.
    """

    overall: float = 25.0
    chat: float = 1.0
    group: float = 20.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery to be sent by whoever claimed it, until `lease_until`; of a digest with its subscription."""

    delivery: Delivery
    lease_until: datetime
    subscription: Subscription | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that is owed to a chat, once an occasion."""

    where: Where
    occasion: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a claimed delivery. Pending again: not before `next_at`.

    `quiet`, `pause`, `wait_until` and `migrated_to` tell of its chat what was learnt from the answer, `notice` what is
    owed to it for that. `returned`: it was not tried at all.
    """

    claimed: Claimed
    state: State
    at: datetime
    message_id: int | None = None
    reason: Reason | None = None
    late: bool = False
    next_at: datetime | None = None
    quiet: bool = False
    pause: bool = False
    wait_until: datetime | None = None
    migrated_to: int | None = None
    notice: Notice | None = None
    returned: bool = False


Left = Select[tuple[int, str | None]]


def left_half_done(which: ColumnElement[bool]) -> Left:
    """Chooses the deliveries that meet a condition, with their owners; one that is being marked is left out."""
    return select(deliveries.c.id, deliveries.c.owner).where(which).with_for_update(skip_locked=True)


async def owe_again(
    connection: AsyncConnection, owner: str | None, left: Left, now: datetime, asked: Mapping[str, Any] | None = None
) -> None:
    """Makes rows pending that nobody sends any more; `asked` are the parameters of the query `left`.

    What another than this `owner` left may have been sent: that is kept as their reason, and the log says so.
    """
    rows = (await connection.execute(left, asked)).all()
    ids, taken_over = [row.id for row in rows], [row.id for row in rows if row.owner != owner]
    again = {"state": State.PENDING, "owner": None, "lease_until": None}
    if ids:
        await connection.execute(update(deliveries).where(deliveries.c.id.in_(ids)).values(again))
    if taken_over:
        of_others = update(deliveries).where(deliveries.c.id.in_(taken_over))
        await connection.execute(of_others.values(reason=Reason.TAKEN_OVER))
        number = counted(len(taken_over), "delivery", "deliveries")
        log.warning("taken over what another process left half done, so that it may come twice: %s", number)
    await give_up(connection, ids, now)


async def give_up(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Skips those pending rows whose chat went quiet, or whose broadcast ended, while they were being sent."""
    if not ids:
        return
    pending = and_(deliveries.c.id.in_(ids), deliveries.c.state == State.PENDING)
    await skip(connection, and_(pending, WHY_QUIET.is_not(None)), WHY_QUIET, now)
    await skip(connection, and_(pending, OF_CANCELLED), Reason.CANCELLED, now)


async def counted_by_outcome(
    connection: AsyncConnection, *of: ColumnElement[bool]
) -> dict[tuple[State, Reason | None], int]:
    """Counts the deliveries that meet conditions, by state and reason."""
    columns = deliveries.c.state, deliveries.c.reason
    rows = (await connection.execute(select(*columns, func.count()).where(*of).group_by(*columns))).all()
    return {(State(state), Reason(reason) if reason else None): count for state, reason, count in rows}


def delivery_of(row: Mapping[Any, Any]) -> Delivery:
    return Delivery(
        id=row["id"],
        where=Where(row["chat_id"], row["topic_id"], ChatKind(row["chat_kind"])),
        kind=DeliveryKind(row["kind"]),
        occasion=row["occasion"],
        due_at=row["due_at"],
        state=State(row["state"]),
        fence=row["fence"],
        tries=row["tries"],
        broadcast_id=row["broadcast_id"],
        text=row["body"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        message_id=row["message_id"],
        late=row["late"],
        done_at=row["done_at"],
    )

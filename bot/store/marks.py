"""What became of a delivery: the mark, written under a fence; what it says of its chat; when that is free again."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.broadcasts import Stage
from bot.logs import counted
from bot.store.ending import ended, skip
from bot.store.tables import broadcasts, chats, deliveries
from bot.subscription import ChatKind, Delivery, Kind, Reason, State, Subscription, Where

log = logging.getLogger(__name__)

# 20 a minute in any minute: 5 together, then one in 4 seconds (Telegram's limit for a group, Bot API FAQ)
GROUP_BURST = 5


@dataclass(frozen=True, slots=True)
class Rates:
    """How many messages may leave: a second overall, a second to one chat, a minute to one group (Telegram's FAQ)."""

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


# put together once: it is done for every message
_HELD = update(deliveries).where(
    deliveries.c.id == bindparam("number"),
    deliveries.c.owner == bindparam("held_by"),
    deliveries.c.fence == bindparam("claimed_as"),
    deliveries.c.state == State.SENDING,
)
_TAKEN_OVER = deliveries.c.reason == Reason.TAKEN_OVER


async def write(connection: AsyncConnection, owner: str, mark: Mark) -> bool:
    """Marks a row that its owner still holds; False when it does not."""
    delivery = mark.claimed.delivery
    held = {"number": delivery.id, "held_by": owner, "claimed_as": delivery.fence}
    if mark.state is State.PENDING:
        values: dict[str, Any] = {"state": mark.state, "reason": mark.reason, "owner": None, "lease_until": None}
    else:
        values = ended(mark.state, mark.reason, mark.at)
    if mark.state in (State.PENDING, State.SENT):
        values["reason"] = case((_TAKEN_OVER, deliveries.c.reason), else_=mark.reason)
    values["late"] = mark.late
    if mark.message_id is not None:
        values["message_id"] = mark.message_id
    if mark.next_at is not None:
        values["next_at"] = mark.next_at
    if mark.returned:
        values["tries"] = deliveries.c.tries - 1
    return bool((await connection.execute(_HELD.values(**values), held)).rowcount)


async def set_free(connection: AsyncConnection, mark: Mark, rates: Rates) -> None:
    """When the chat may get its next message."""
    where = mark.claimed.delivery.where
    this = chats.c.chat_id == where.chat_id
    values: dict[str, Any]
    if mark.wait_until is not None:
        values = {"free_at": mark.wait_until}
    elif mark.returned or mark.state is State.SKIPPED:  # as it was before the claim, unless it was told to wait since
        as_claimed, at = chats.c.free_at == mark.claimed.lease_until, literal(mark.at, chats.c.free_at.type)
        values = {"free_at": case((as_claimed, at), else_=chats.c.free_at)}
    else:
        values = {"free_at": mark.at + timedelta(seconds=1 / rates.chat)}
        if where.kind is ChatKind.GROUP:
            together = max(1, min(GROUP_BURST, int(rates.group) - 1))
            each = timedelta(seconds=60 / max(rates.group - together, 1))
            full = (await connection.execute(select(chats.c.group_full_at).where(this))).scalar() or mark.at
            # Nothing was sent while it was fuller than that, unless by a clock that was wrong.
            full = (full if mark.at < full <= mark.at + together * each else mark.at) + each
            values = {"free_at": max(values["free_at"], full - (together - 1) * each), "group_full_at": full}
    await connection.execute(update(chats).where(this).values(**values))


Left = Select[tuple[int, str | None]]


def left_by_others(which: ColumnElement[bool]) -> Left:
    """Of which that is so, with their owners. One that somebody marks at this moment is left to them."""
    return select(deliveries.c.id, deliveries.c.owner).where(which).with_for_update(skip_locked=True)


async def owe_again(
    connection: AsyncConnection, owner: str | None, left: Left, now: datetime, asked: Mapping[str, Any] | None = None
) -> None:
    """Makes rows pending that nobody sends any more; `asked` are the values that the choice of them is put with.

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
    why_quiet = select(chats.c.quiet).where(chats.c.chat_id == deliveries.c.chat_id).scalar_subquery()
    cancelled = select(broadcasts.c.id).where(broadcasts.c.state == Stage.CANCELLED)
    await skip(connection, and_(pending, why_quiet.is_not(None)), why_quiet, now)
    await skip(connection, and_(pending, deliveries.c.broadcast_id.in_(cancelled)), Reason.CANCELLED, now)


async def counted_by_outcome(
    connection: AsyncConnection, *of: ColumnElement[bool]
) -> dict[tuple[State, Reason | None], int]:
    """How many deliveries of which that is so are in which state, and why."""
    columns = deliveries.c.state, deliveries.c.reason
    rows = (await connection.execute(select(*columns, func.count()).where(*of).group_by(*columns))).all()
    return {(State(state), Reason(reason) if reason else None): count for state, reason, count in rows}


def delivery_of(row: Mapping[Any, Any]) -> Delivery:
    return Delivery(
        id=row["id"],
        where=Where(row["chat_id"], row["topic_id"], ChatKind(row["chat_kind"])),
        kind=Kind(row["kind"]),
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

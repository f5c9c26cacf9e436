"""Broadcasts, from the draft to the report. Whoever changes one says in which stage it must be: the first wins."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Select, and_, func, insert, literal, or_, select, update

from bot.broadcasts import DRAFT, FOLLOWERS, REPORT, STARTED, TABLE, Broadcast, Content, Stage, Tally, Target
from bot.store.database import Database
from bot.store.ending import skip
from bot.store.marks import counted_by_outcome, delivery_of
from bot.store.outbox import tell
from bot.store.pace import APART
from bot.store.planning import NEVER
from bot.store.sql import insert as insert_once
from bot.store.tables import broadcasts, chats, deliveries, subscriptions
from bot.subscription import NO_TOPIC, OPEN, ChatKind, Delivery, DeliveryKind, Reason, State, Where

_KINDS = {
    Target.GROUPS: ChatKind.GROUP,
    Target.CHANNELS: ChatKind.CHANNEL,
    Target.PRIVATE: ChatKind.PRIVATE,
}
_REPORTED_AT_ONCE = 250  # turned into rows within 10 ms, in which nobody else is answered


class BroadcastChange(TypedDict, total=False):
    """What changes of a broadcast: the fields of `Broadcast`, and when its progress was shown."""

    stage: Stage
    content: Content
    targets: str
    expires_at: datetime | None
    start_at: datetime
    progress_id: int
    shown_at: datetime | None


class Broadcasts:
    """Every broadcast that was begun."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, admin_id: int, now: datetime, expires_at: datetime) -> int:
        """A new draft of an administrator, in place of an earlier one; its number."""
        values = {"admin_id": admin_id, "state": Stage.CONTENT, "created_at": now, "expires_at": expires_at}
        async with self._database.write() as connection:
            await connection.execute(
                update(broadcasts)
                .where(broadcasts.c.admin_id == admin_id, broadcasts.c.state.in_(DRAFT))
                .values(state=Stage.CANCELLED, finished_at=now)
            )
            query = insert(broadcasts).values(values).returning(broadcasts.c.id)
            return int((await connection.execute(query)).scalar_one())

    async def draft(self, admin_id: int, now: datetime) -> Broadcast | None:
        """The draft that an administrator is writing."""
        query = select(broadcasts).where(
            broadcasts.c.admin_id == admin_id, broadcasts.c.state.in_(DRAFT), broadcasts.c.expires_at > now
        )
        rows = await self._database.rows(query.order_by(broadcasts.c.id.desc()))
        return next(map(_broadcast, rows), None)

    async def made_from(self, message_id: int, admin_id: int, now: datetime) -> Broadcast | None:
        """The newest draft, or broadcast that has not ended, that was made from that message of an administrator."""
        open_draft = and_(broadcasts.c.state.in_(DRAFT), broadcasts.c.expires_at > now)
        confirmed = broadcasts.c.state.in_((Stage.SCHEDULED, *STARTED))
        query = select(broadcasts).where(broadcasts.c.admin_id == admin_id, or_(open_draft, confirmed))
        every = map(_broadcast, await self._database.rows(query.order_by(broadcasts.c.id.desc())))
        return next((each for each in every if each.content and each.content.message_id == message_id), None)

    async def get(self, number: int) -> Broadcast | None:
        rows = await self._database.rows(select(broadcasts).where(broadcasts.c.id == number))
        return next(map(_broadcast, rows), None)

    async def change(self, number: int, stages: Sequence[Stage], **change: Unpack[BroadcastChange]) -> bool:
        """Changes a broadcast that is in one of those stages; False when it is not."""
        query = update(broadcasts).where(broadcasts.c.id == number, broadcasts.c.state.in_(stages))
        query = query.values(_columns(change))
        async with self._database.write() as connection:
            return bool((await connection.execute(query)).rowcount)

    async def count(self, targets: str) -> int:
        """How many chats those targets are now."""
        query = select(func.count()).select_from(_chosen(targets).subquery())
        return int((await self._database.values(query))[0])

    async def start(self, number: int, stages: Sequence[Stage], now: datetime, becomes: Stage = Stage.RUNNING) -> bool:
        """Owes the message to every target, all in one transaction; False when somebody has started it already.

        It `becomes` running, or paused at once.
        """
        async with self._database.write() as connection:
            begun = (
                update(broadcasts)
                .where(broadcasts.c.id == number, broadcasts.c.state.in_(stages))
                .values(state=becomes, started_at=now)
                .returning(broadcasts.c.targets, broadcasts.c.admin_id)
            )
            row = (await connection.execute(begun)).first()
            if row is None:
                return False
            chosen = _chosen(row.targets).subquery()
            moment = literal(now, deliveries.c.due_at.type)
            owed = select(
                chosen.c.chat_id,
                chosen.c.topic_id,
                chosen.c.kind,
                literal(str(DeliveryKind.BROADCAST)),
                literal(str(number)),
                literal(number),
                moment,
                moment,
                literal(str(State.PENDING)),
            )
            named = "chat_id topic_id chat_kind kind occasion broadcast_id due_at next_at state"
            statement = insert_once(connection, deliveries).from_select(named.split(), owed.where(literal(value=True)))
            await connection.execute(statement.on_conflict_do_nothing())
        return True

    async def cancel(self, number: int, now: datetime) -> bool:
        """Ends a broadcast; what was not sent is not sent any more."""
        stages = (*DRAFT, Stage.SCHEDULED, *STARTED)
        async with self._database.write() as connection:
            ended = (
                update(broadcasts)
                .where(broadcasts.c.id == number, broadcasts.c.state.in_(stages))
                .values(state=Stage.CANCELLED, finished_at=now, shown_at=None)
            )
            if not (await connection.execute(ended)).rowcount:
                return False
            waiting = and_(deliveries.c.broadcast_id == number, deliveries.c.state == State.PENDING)
            await skip(connection, waiting, Reason.CANCELLED, now)
        return True

    async def goes_on_of(self, admin_id: int) -> bool:
        """Whether a broadcast of that administrator's is going on or scheduled."""
        stages = (Stage.SCHEDULED, *STARTED)
        query = select(broadcasts.c.id).where(broadcasts.c.admin_id == admin_id, broadcasts.c.state.in_(stages))
        return bool(await self._database.values(query.limit(1)))

    async def due(self, now: datetime) -> tuple[int, ...]:
        """Those whose time has come."""
        query = select(broadcasts.c.id).where(broadcasts.c.state == Stage.SCHEDULED, broadcasts.c.start_at <= now)
        return tuple(await self._database.values(query.order_by(broadcasts.c.id)))

    async def pause_left(self, before: datetime) -> tuple[int, ...]:
        """Pauses running broadcasts whose progress no process has shown since then: none is at work on them."""
        seen = func.coalesce(broadcasts.c.shown_at, broadcasts.c.started_at)
        left = update(broadcasts).where(broadcasts.c.state == Stage.RUNNING, seen < before)
        async with self._database.write() as connection:
            query = left.values(state=Stage.PAUSED).returning(broadcasts.c.id)
            return tuple((await connection.execute(query)).scalars())

    async def to_show(self, now: datetime, shown_before: datetime) -> tuple[Broadcast, ...]:
        """Those to show, of which whoever gets one here shows it, and nobody else.

        They go on and their progress was not shown lately; or they were cancelled, and what was on its way has arrived.
        """
        goes_on = and_(
            broadcasts.c.state.in_(STARTED),
            or_(
                broadcasts.c.shown_at.is_(None),
                broadcasts.c.shown_at <= shown_before,
                broadcasts.c.shown_at > now + APART,  # by a clock that was ahead
            ),
        )
        was_cancelled = and_(
            broadcasts.c.state == Stage.CANCELLED, broadcasts.c.started_at.is_not(None), broadcasts.c.shown_at.is_(None)
        )
        query = (
            update(broadcasts)
            .where(or_(goes_on, and_(was_cancelled, ~_owed(broadcasts.c.id).exists())))
            .values(shown_at=now)
            .returning(*broadcasts.c)
        )
        async with self._database.write() as connection:
            return tuple(map(_broadcast, (await connection.execute(query)).mappings()))

    async def finish(self, number: int, now: datetime) -> bool:
        """Ends a broadcast of which nothing is owed any more, and owes its report; True for the process that does."""
        is_over = ~_owed(number).exists()
        query = update(broadcasts).where(broadcasts.c.id == number, broadcasts.c.state == Stage.RUNNING, is_over)
        query = query.values(state=Stage.DONE, finished_at=now).returning(broadcasts.c.admin_id)
        async with self._database.write() as connection:
            admin_id = (await connection.execute(query)).scalar()
            if admin_id is None:
                return False
            for occasion in (REPORT, TABLE):
                await tell(connection, Where(admin_id), f"{occasion}{number}", "", now)
        return True

    async def tally(self, number: int) -> Tally:
        """How many of its deliveries are in which state, and why; none at all before it is started."""
        async with self._database.read() as connection:
            return Tally(await counted_by_outcome(connection, deliveries.c.broadcast_id == number))

    async def last(self, count: int, offset: int = 0) -> tuple[Broadcast, ...]:
        """The newest broadcasts that are no drafts and were not given up as drafts."""
        query = (
            select(broadcasts)
            .where(broadcasts.c.state.not_in(DRAFT), broadcasts.c.targets.is_not(None))
            .where((broadcasts.c.started_at.is_not(None)) | (broadcasts.c.start_at.is_not(None)))
            .order_by(broadcasts.c.id.desc())
        )
        return tuple(map(_broadcast, await self._database.rows(query.limit(count).offset(offset))))

    async def deliveries(self, number: int) -> AsyncIterator[Iterator[Delivery]]:
        """Every delivery of a broadcast, in order; a few at a time, however many there are.

        Whoever goes through a few of them pays for their making: in a worker thread, it keeps nobody waiting.
        """
        last = 0
        while True:
            query = (
                select(deliveries)
                .where(deliveries.c.broadcast_id == number, deliveries.c.id > last)
                .order_by(deliveries.c.id)
                .limit(_REPORTED_AT_ONCE)
            )
            rows = await self._database.rows(query)
            yield map(delivery_of, rows)
            if len(rows) < _REPORTED_AT_ONCE:
                return
            last = rows[-1]["id"]


def _owed(number: int | ColumnElement[int]) -> Select[Any]:
    """What is still owed of a broadcast."""
    return select(deliveries.c.id).where(deliveries.c.broadcast_id == number, deliveries.c.state.in_(OPEN))


def _chosen(targets: str) -> Select[Any]:
    """The chats, with topic and kind, that those targets are: one row a chat, and none that is quiet.

    A forum gets it in the topic that it reads digests in, unless it reads them in General. Those that follow a topic of
    the base get it in every forum topic that follows it.
    """
    if targets.startswith(FOLLOWERS):
        words = literal(" ") + subscriptions.c.follows + " "
        return (
            select(subscriptions.c.chat_id, subscriptions.c.topic_id, chats.c.kind)
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(subscriptions.c.active, subscriptions.c.paused.is_(None), chats.c.quiet.is_(None))
            .where(words.contains(f" {targets} ", autoescape=True))
        )
    read_in = (
        select(subscriptions.c.chat_id, func.min(subscriptions.c.topic_id).label("topic_id"))
        .where(subscriptions.c.active, subscriptions.c.paused.is_(None))
        .group_by(subscriptions.c.chat_id)
        .subquery()
    )
    query = (
        select(chats.c.chat_id, func.coalesce(read_in.c.topic_id, NO_TOPIC).label("topic_id"), chats.c.kind)
        .outerjoin(read_in, read_in.c.chat_id == chats.c.chat_id)
        .where(chats.c.quiet.is_(None), chats.c.known_at > NEVER)
    )
    return query if targets == Target.ALL else query.where(chats.c.kind == _KINDS[Target(targets)])


def _columns(change: BroadcastChange) -> dict[str, Any]:
    """A change as the table has it, the other way round than `_broadcast`."""
    columns: dict[str, Any] = {**change}
    if "stage" in change:
        columns["state"] = columns.pop("stage")
    if "content" in change:
        columns["content"] = json.dumps(asdict(change["content"]), ensure_ascii=False)
    return columns


def _broadcast(row: Mapping[Any, Any]) -> Broadcast:
    content = Content(**{"by_command": None, **json.loads(row["content"])}) if row["content"] else None
    return Broadcast(
        id=row["id"],
        admin_id=row["admin_id"],
        stage=Stage(row["state"]),
        content=content,
        targets=row["targets"],
        expires_at=row["expires_at"],
        start_at=row["start_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        progress_id=row["progress_id"],
    )

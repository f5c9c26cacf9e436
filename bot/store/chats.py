"""Chats and their subscriptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import and_, case, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.broadcasts import ENDED
from bot.schedule import zone_data
from bot.store.changing import comes_next, is_of, plan_what_is_due, resume
from bot.store.database import Database
from bot.store.ending import skip, still_to_come
from bot.store.planning import NEVER, chat_row, stored_weekdays
from bot.store.sql import insert
from bot.store.tables import broadcasts, chats, deliveries, subscriptions
from bot.subscription import OPEN, ChatKind, DeliveryKind, Empty, Follow, Reason, State, Subscription, Where
from bot.weekdays import digits_of

NOBODY = 0  # who began a broadcast and was forgotten


class Chats:
    """Who is known, and what they subscribed to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def meet(self, where: Where, now: datetime) -> bool:
        """Makes a chat known and no longer quiet. Returns whether it was unknown or quiet before."""
        is_here = and_(chats.c.quiet.is_(None), chats.c.known_at > NEVER)
        here = select(chats.c.chat_id).where(chats.c.chat_id == where.chat_id, is_here)
        async with self._database.write() as connection:
            was_here = (await connection.execute(here)).first() is not None
            await _meet(connection, where, now)
        return not was_here

    async def silence(self, chat_id: int, reason: Reason, now: datetime) -> None:
        """Nothing is sent there until it returns; its settings are kept."""
        async with self._database.write() as connection:
            await go_quiet(connection, chat_id, reason, now)

    async def resume(self, chat_id: int, reason: Reason, now: datetime) -> None:
        """Goes on with what was paused in a chat for that reason, which is why the days of the pause brought nothing.

        The newest of them is owed, if it is not too late for it.
        """
        paused = and_(subscriptions.c.chat_id == chat_id, subscriptions.c.paused == reason)
        async with self._database.write() as connection:
            await resume(connection, paused, now)

    async def subscription(self, where: Where) -> Subscription | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(subscriptions).where(is_of(where)))).mappings().first()
            return await _with_owed(connection, subscription_in(row)) if row else None

    async def of_chat(self, chat_id: int) -> tuple[Subscription, ...]:
        """Every subscription of a chat, of all its topics."""
        query = select(subscriptions).where(subscriptions.c.chat_id == chat_id).order_by(subscriptions.c.topic_id)
        return tuple(map(subscription_in, await self._database.rows(query)))

    async def put(self, wanted: Subscription, now: datetime, *, resumes: bool = False) -> Subscription:
        """Keeps a subscription and plans its next occurrence: the first later one whose day has no delivery yet.

        A day whose new hour is over already still gets its digest at the old one. `resumes`: a pause ends as by
        `resume`; else it stays, whatever `wanted` says, which may have been read before it began.
        """
        where = wanted.where
        async with self._database.write() as connection:
            await _meet(connection, where, now)
            if resumes:
                await resume(connection, and_(is_of(where), subscriptions.c.paused.is_not(None)), now)
            await plan_what_is_due(connection, and_(is_of(where), subscriptions.c.paused.is_(None)), now)
            day, due = await comes_next(connection, wanted, now)
            values = {
                "kind": where.kind,
                "zone": wanted.lost_zone or wanted.zone,  # it may be known again
                "at_minute": wanted.at.hour * 60 + wanted.at.minute,
                "ahead": wanted.ahead,
                "empty": wanted.empty,
                "weekdays": digits_of(wanted.weekdays),
                "follows": " ".join(f"{each.kind}:{each.id}" for each in wanted.follows),
                "active": wanted.active,
                "next_day": day.isoformat(),
                "next_at": due,
                "zone_data": zone_data(),
            }
            keys = {"chat_id": where.chat_id, "topic_id": where.topic_id}
            statement = insert(connection, subscriptions).values(**keys, **values)
            await connection.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=values))
            row = (await connection.execute(select(subscriptions).where(is_of(where)))).mappings().one()
            return await _with_owed(connection, subscription_in(row))

    async def migrate(self, old_id: int, new_id: int, now: datetime) -> None:
        """A group that became a supergroup: all that is stored moves to its new number, in one transaction."""
        async with self._database.write() as connection:
            await migrate(connection, old_id, new_id, now)

    async def forget(self, chat_id: int, now: datetime) -> None:
        """Removes all that is stored about a chat; broadcasts that it began end."""
        async with self._database.write() as connection:
            for table in (subscriptions, deliveries, chats):
                await connection.execute(delete(table).where(table.c.chat_id == chat_id))
            theirs = select(broadcasts.c.id).where(broadcasts.c.admin_id == chat_id)
            owed = and_(deliveries.c.broadcast_id.in_(theirs), deliveries.c.state.in_(OPEN))
            await skip(connection, owed, Reason.CANCELLED, now)
            ended = and_(broadcasts.c.admin_id == chat_id, broadcasts.c.state.in_(ENDED))
            await connection.execute(update(broadcasts).where(ended).values(admin_id=NOBODY))  # others' history, too
            await connection.execute(delete(broadcasts).where(broadcasts.c.admin_id == chat_id))

    async def counted(self) -> Mapping[tuple[ChatKind, bool], int]:
        """How many chats there are of each kind, and whether they are quiet."""
        is_quiet = chats.c.quiet.is_not(None)
        query = select(chats.c.kind, is_quiet, func.count()).where(chats.c.known_at > NEVER)
        query = query.group_by(chats.c.kind, is_quiet)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return {(ChatKind(kind), bool(quiet)): count for kind, quiet, count in rows}

    async def subscribed(self) -> int:
        """How many digests are subscribed to, of chats that are not quiet."""
        query = (
            select(func.count())
            .select_from(subscriptions.join(chats, chats.c.chat_id == subscriptions.c.chat_id))
            .where(subscriptions.c.active, subscriptions.c.paused.is_(None), chats.c.quiet.is_(None))
        )
        return int((await self._database.values(query))[0])


async def _with_owed(connection: AsyncConnection, found: Subscription) -> Subscription:
    """The subscription with the digest that is in the outbox already, and was not tried yet."""
    here = and_(deliveries.c.chat_id == found.where.chat_id, deliveries.c.topic_id == found.where.topic_id)
    untried = and_(
        deliveries.c.kind == DeliveryKind.DIGEST, deliveries.c.state == State.PENDING, deliveries.c.tries == 0
    )
    query = select(deliveries.c.occasion, deliveries.c.due_at).where(here, untried).order_by(deliveries.c.due_at)
    owed = (await connection.execute(query.limit(1))).first()
    return replace(found, owed=(date.fromisoformat(owed.occasion), owed.due_at) if owed else None)


async def _meet(connection: AsyncConnection, where: Where, now: datetime) -> None:
    since = case((chats.c.known_at == NEVER, literal(now, chats.c.known_at.type)), else_=chats.c.known_at)
    values = {"kind": where.kind, "quiet": None, "known_at": since}
    statement = insert(connection, chats).values(chat_row(where, now))
    await connection.execute(statement.on_conflict_do_update(index_elements=["chat_id"], set_=values))


async def go_quiet(connection: AsyncConnection, chat_id: int, reason: Reason, now: datetime) -> None:
    """Nothing is sent there any more; what is owed for now is skipped for that reason."""
    await connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(quiet=reason))
    waiting = and_(deliveries.c.chat_id == chat_id, deliveries.c.state == State.PENDING, ~still_to_come(now))
    await skip(connection, waiting, reason, now)


async def pause(connection: AsyncConnection, where: Where, reason: Reason) -> None:
    """Nothing is planned for that topic (or chat) until somebody subscribes anew or resumes it."""
    await connection.execute(update(subscriptions).where(is_of(where)).values(paused=reason))


async def migrate(connection: AsyncConnection, old_id: int, new_id: int, now: datetime) -> None:
    """Rewrites a chat's number everywhere. Where the new number has settings already, the old one's are the ones kept.

    Of a delivery that both have, it is the one that has come further.
    """
    old = (await connection.execute(select(chats).where(chats.c.chat_id == old_id))).mappings().first()
    if old is not None:
        await connection.execute(delete(chats).where(chats.c.chat_id == old_id))
        await _meet(connection, Where(new_id, kind=ChatKind(old["kind"])), now)
        for column in (chats.c.free_at, chats.c.group_full_at):
            later = and_(chats.c.chat_id == new_id, column < old[column.name])
            await connection.execute(update(chats).where(later).values({column: old[column.name]}))
    moved = select(subscriptions.c.topic_id).where(subscriptions.c.chat_id == old_id).scalar_subquery()
    await connection.execute(
        delete(subscriptions).where(subscriptions.c.chat_id == new_id, subscriptions.c.topic_id.in_(moved))
    )
    await connection.execute(update(subscriptions).where(subscriptions.c.chat_id == old_id).values(chat_id=new_id))
    await connection.execute(
        delete(deliveries).where(deliveries.c.chat_id == new_id, _same_of(old_id, come_further=True))
    )
    stays = and_(deliveries.c.chat_id == old_id, ~_same_of(new_id))
    await connection.execute(update(deliveries).where(stays).values(chat_id=new_id))
    await connection.execute(delete(deliveries).where(deliveries.c.chat_id == old_id))


# The further a delivery has come, the less it may be lost.
_PROGRESS = {State.PENDING: 0, State.SKIPPED: 1, State.FAILED: 2, State.SENDING: 3, State.UNKNOWN: 4, State.SENT: 5}


def _same_of(chat_id: int, *, come_further: bool = False) -> Any:
    """Whether that chat has the same delivery; `come_further`: one that has come further than this."""
    there = deliveries.alias()
    query = select(there.c.id).where(
        there.c.chat_id == chat_id,
        there.c.topic_id == deliveries.c.topic_id,
        there.c.kind == deliveries.c.kind,
        there.c.occasion == deliveries.c.occasion,
    )
    if come_further:
        this, other = (case(_PROGRESS, value=table.c.state) for table in (deliveries, there))
        query = query.where(other > this)
    return query.exists()


def subscription_in(row: Mapping[Any, Any]) -> Subscription:
    """The subscription that a row of its table holds; what is owed stands in another table."""
    hour, minute = divmod(row["at_minute"], 60)
    return Subscription(
        where=Where(row["chat_id"], row["topic_id"], ChatKind(row["kind"])),
        zone=row["zone"],
        at=time(hour, minute),
        ahead=row["ahead"],
        empty=Empty(row["empty"]),
        weekdays=stored_weekdays(row),
        follows=tuple(Follow(*each.split(":", 1)) for each in row["follows"].split()),
        active=row["active"],
        paused=row["paused"],
        next_day=date.fromisoformat(row["next_day"]) if row["next_day"] else None,
        next_at=row["next_at"],
    )

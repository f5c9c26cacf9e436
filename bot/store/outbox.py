"""The outbox: one row for each message that is owed. Planned once, claimed with a lease, marked under a fence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import zone_data
from bot.store import marking, marks
from bot.store.chats import go_quiet, migrate, pause
from bot.store.claiming import LEFT, subscriptions_of, take, to_do
from bot.store.database import Database
from bot.store.ending import skip, still_to_come
from bot.store.marks import Claimed, Mark, Rates, counted_by_outcome, delivery_of
from bot.store.pace import LONGEST
from bot.store.planning import NEVER, chat_row, owed_row, plan
from bot.store.righting import bring_nearer, owe_what_was_skipped_ahead
from bot.store.sql import insert
from bot.store.tables import chats, deliveries, subscriptions
from bot.subscription import OPEN, Delivery, DeliveryKind, Reason, State, Where

PLANNED_AT_ONCE = 500  # subscriptions in one transaction
KEPT = timedelta(days=90)  # how long what is done is kept, for /delivery and reports
_HALF_DONE = marks.left_half_done(deliveries.c.state == State.SENDING)


class Outbox:
    """The deliveries that are owed and those that were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, now: datetime, grace: timedelta) -> int:
        """Makes a row of every occurrence that is due, once each, and plans the next; how many subscriptions it was.

        Of those that were missed only the newest is owed, and it only within the grace; the others are kept as skipped.
        """
        query = (
            select(subscriptions, chats.c.quiet)
            .join(chats, chats.c.chat_id == subscriptions.c.chat_id)
            .where(
                subscriptions.c.active,
                subscriptions.c.paused.is_(None),
                or_(subscriptions.c.next_at <= now, subscriptions.c.zone_data < zone_data()),
            )
            .order_by(subscriptions.c.next_at, subscriptions.c.chat_id, subscriptions.c.topic_id)
            .limit(PLANNED_AT_ONCE)
            .with_for_update(skip_locked=True, of=subscriptions)
        )
        async with self._database.write() as connection:
            rows = (await connection.execute(query)).mappings().all()
            await plan(connection, rows, now, grace)
        return len(rows)

    async def tell(self, where: Where, occasion: str, text: str, now: datetime, *, meets: bool = True) -> None:
        """Owes a chat one line, once per occasion. `meets`: whether an unknown chat counts as known from now on."""
        async with self._database.write() as connection:
            await tell(connection, where, occasion, text, now, meets=meets)

    async def alert(self, where: Where, what: str, text: str, now: datetime, every: timedelta) -> datetime:
        """Owes a chat one line, unless it was told of `what` so shortly before; when it was told of it last."""
        query = select(func.max(deliveries.c.due_at)).where(
            deliveries.c.chat_id == where.chat_id,
            deliveries.c.kind == DeliveryKind.NOTICE,
            deliveries.c.occasion.startswith(f"alert {what}: ", autoescape=True),
        )
        async with self._database.write() as connection:
            told_at: datetime | None = (await connection.execute(query)).scalar()
            if told_at is not None and abs(now - told_at) < every:
                return told_at
            # of processes that do so at one moment, one is the first: it is one occasion
            await tell(connection, where, f"alert {what}: {now:%Y-%m-%d %H}", text, now)
        return now

    async def wait_until(self, chat_id: int, until: datetime) -> None:
        """Nothing is claimed for that chat before."""
        async with self._database.write() as connection:
            await connection.execute(update(chats).where(chats.c.chat_id == chat_id).values(free_at=until))

    async def claim(
        self,
        owner: str,
        now: datetime,
        count: int,
        lease: timedelta,
        held: Collection[int] = (),
        *,
        leased_at: datetime | None = None,
    ) -> list[Claimed]:
        """At most `count` deliveries that may be tried now, the oldest first, one a chat; digests before broadcasts.

        What an owner did not mark within its lease (it died) is taken over, unless the one that claims has it (`held`).
        Leases are counted by the time of the database (`leased_at`): to a clock that is ahead all of them were over.
        """
        leased_at, until = leased_at or now, now + lease
        async with self._database.write() as connection:
            await marks.owe_again(connection, owner, LEFT, now, {"now": leased_at, "held": list(held)})
            found = await to_do(connection, now, count)
            if not found:
                return []
            claimed = await take(connection, found, owner, leased_at + lease, until)
            wanted = await subscriptions_of(connection, claimed)
        return [Claimed(each, until, wanted.get((each.where.chat_id, each.where.topic_id))) for each in claimed]

    async def take_over(self, now: datetime) -> None:
        """Owes again what a process left half done that died. Only for a database that no other process uses."""
        left = select(deliveries.c.chat_id).where(deliveries.c.state == State.SENDING)
        async with self._database.write() as connection:
            await connection.execute(update(chats).where(chats.c.chat_id.in_(left)).values(free_at=now))
            await marks.owe_again(connection, None, _HALF_DONE, now)

    async def mark(self, owner: str, written: Sequence[Mark], rates: Rates) -> Sequence[Mark]:
        """Writes down what became of deliveries. Returns the marks that came too late: another owner has taken over."""
        async with self._database.write() as connection:
            held, stale = await marking.sorted_out(connection, owner, written)
            if held:
                await marking.write(connection, held)
                await marking.set_free(connection, held, rates)
            for mark in held:
                await _follow_up(connection, mark)
        return stale

    async def last_here(self, where: Where, count: int) -> tuple[Delivery, ...]:
        """The newest deliveries to a chat or topic."""
        query = (
            select(deliveries)
            .where(deliveries.c.chat_id == where.chat_id, deliveries.c.topic_id == where.topic_id)
            .order_by(deliveries.c.due_at.desc(), deliveries.c.id.desc())
            .limit(count)
        )
        return tuple(map(delivery_of, await self._database.rows(query)))

    async def counted(self, kind: DeliveryKind, since: datetime) -> Mapping[tuple[State, Reason | None], int]:
        """How many deliveries of a kind were due since then, by what became of them."""
        async with self._database.read() as connection:
            return await counted_by_outcome(connection, deliveries.c.kind == kind, deliveries.c.due_at >= since)

    async def missed(self, since: datetime) -> Delivery | None:
        """A delivery of the newest day whose digests were found since then to be too late to be sent."""
        query = select(deliveries).where(deliveries.c.reason == Reason.TOO_LATE, deliveries.c.done_at >= since)
        newest = await self._database.rows(query.order_by(deliveries.c.occasion.desc(), deliveries.c.id).limit(1))
        return next(map(delivery_of, newest), None)

    async def owed(self, now: datetime) -> tuple[int, datetime | None]:
        """How many deliveries could be sent now, and since when the oldest digest or notice of them is due.

        A broadcast takes its time, and may be paused.
        """
        oldest = func.min(case((deliveries.c.kind != DeliveryKind.BROADCAST, deliveries.c.due_at)))
        query = select(func.count(), oldest).where(deliveries.c.state.in_(OPEN), deliveries.c.next_at <= now)
        async with self._database.read() as connection:
            count, due_at = (await connection.execute(query)).one()
        return count, due_at

    async def sweep(self, now: datetime) -> None:
        """Skips what waits for a chat that went quiet, or was forgotten, at the very moment when it was owed.

        So it does with what a broadcast that was cancelled still owes.

        What a clock that was wrong had put off for longer than anything is, but for digests, is owed now.
        """
        here = select(chats.c.chat_id).where(chats.c.chat_id == deliveries.c.chat_id, chats.c.quiet.is_(None)).exists()
        waiting = and_(deliveries.c.state == State.PENDING, ~here, ~still_to_come(now))
        pending = and_(deliveries.c.state == State.PENDING, deliveries.c.kind != DeliveryKind.DIGEST)
        put_off = and_(pending, deliveries.c.next_at > now + LONGEST)
        of_cancelled = and_(deliveries.c.state == State.PENDING, marks.OF_CANCELLED)
        async with self._database.write() as connection:
            await skip(connection, waiting, func.coalesce(marks.WHY_QUIET, Reason.NOT_FOUND), now)
            await skip(connection, of_cancelled, Reason.CANCELLED, now)
            await connection.execute(update(deliveries).where(put_off).values(next_at=now))

    async def set_right(self, now: datetime) -> int:
        """Takes up some of the digests that a clock that was ahead had skipped or put off; how many it was."""
        async with self._database.write() as connection:
            skipped = await owe_what_was_skipped_ahead(connection, now, PLANNED_AT_ONCE)
            return skipped or await bring_nearer(connection, now, PLANNED_AT_ONCE)

    async def prune(self, now: datetime) -> int:
        """Forgets what was done long ago; how many rows it was."""
        async with self._database.write() as connection:
            done = await connection.execute(delete(deliveries).where(deliveries.c.done_at < now - KEPT))
            owed = select(deliveries.c.id).where(deliveries.c.chat_id == chats.c.chat_id, deliveries.c.state.in_(OPEN))
            await connection.execute(delete(chats).where(chats.c.known_at == NEVER, ~owed.exists()))
        return done.rowcount


async def _follow_up(connection: AsyncConnection, mark: Mark) -> None:
    """What a mark says of more than its delivery."""
    where = mark.claimed.delivery.where
    if mark.migrated_to is not None:
        await migrate(connection, where.chat_id, mark.migrated_to, mark.at)
    if mark.state is State.PENDING:
        await marks.give_up(connection, [mark.claimed.delivery.id], mark.at)
    if mark.quiet and mark.reason is not None:
        await go_quiet(connection, where.chat_id, mark.reason, mark.at)
    if mark.pause and mark.reason is not None:
        await pause(connection, where, mark.reason)
    if mark.notice is not None:
        await tell(connection, mark.notice.where, mark.notice.occasion, mark.notice.text, mark.at)


async def tell(
    connection: AsyncConnection, where: Where, occasion: str, text: str, now: datetime, *, meets: bool = True
) -> None:
    met = chat_row(where, now) | ({} if meets else {"known_at": NEVER})
    await connection.execute(insert(connection, chats).values(met).on_conflict_do_nothing())
    row = owed_row(where, DeliveryKind.NOTICE, occasion, now) | {"body": text}
    await connection.execute(insert(connection, deliveries).values(**row).on_conflict_do_nothing())

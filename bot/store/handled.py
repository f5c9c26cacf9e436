"""Which updates are handled: Telegram sends one again when it did not hear that, and then it is not answered again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete, select, tuple_

from bot.store.database import Database
from bot.store.sql import insert
from bot.store.tables import handled

KEPT = timedelta(days=2)  # Telegram keeps an update for 24 hours (Bot API, "Getting updates")


class UpdateClaim(Enum):
    """What came of claiming an update: it is this process's to handle, or handled, or another's."""

    OURS = "ours"
    HANDLED = "handled"
    ELSEWHERE = "elsewhere"  # another process is at it


class Handled:
    """The updates that are handled, by any process. A key stands for an update: its number and a check sum."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def among(self, keys: Collection[int]) -> set[int]:
        """Which of these are handled."""
        query = select(handled.c.key).where(handled.c.key.in_(keys), handled.c.claimed_until.is_(None))
        return set(await self._database.values(query))

    async def newest(self, count: int) -> list[int]:
        """The last `count` that were handled, the newest first."""
        done = select(handled.c.key).where(handled.c.claimed_until.is_(None))
        query = done.order_by(handled.c.at.desc(), handled.c.key.desc()).limit(count)
        return list(await self._database.values(query))

    async def time(self, ours: datetime) -> datetime:
        """The time by which claims are counted, where the process's own clock says `ours`."""
        return await self._database.time(ours)

    async def claim(self, key: int, now: datetime, until: datetime) -> UpdateClaim:
        """Claims an update for this process until that instant, unless it is handled, or another process is at it."""
        async with self._database.write() as connection:
            statement = insert(connection, handled).values(key=key, at=now, claimed_until=until)
            statement = statement.on_conflict_do_update(
                index_elements=[handled.c.key],
                set_={"claimed_until": until},
                where=handled.c.claimed_until < now,
            )
            if (await connection.execute(statement.returning(handled.c.key))).scalar() is not None:
                return UpdateClaim.OURS
            query = select(handled.c.claimed_until).where(handled.c.key == key)
            return UpdateClaim.HANDLED if (await connection.execute(query)).scalar() is None else UpdateClaim.ELSEWHERE

    async def let_go(self, claims: Mapping[int, datetime]) -> None:
        """Ends claims (until when, by key) before their time: any process may take those updates at once.

        One that another process has taken over is left to it.
        """
        these = tuple_(handled.c.key, handled.c.claimed_until)
        async with self._database.write() as connection:
            await connection.execute(delete(handled).where(these.in_(sorted(claims.items()))))

    async def add(self, keys: Collection[int], now: datetime) -> None:
        """Notes that these are handled; one that was noted before stays as it was."""
        rows = [{"key": key, "at": now} for key in sorted(keys)]  # in one order: or two would wait for each other
        async with self._database.write() as connection:
            statement = insert(connection, handled).on_conflict_do_update(
                index_elements=[handled.c.key],
                set_={"claimed_until": None, "at": now},
                where=handled.c.claimed_until.is_not(None),
            )
            await connection.execute(statement, rows)

    async def prune(self, now: datetime) -> None:
        """Forgets what Telegram cannot send again."""
        async with self._database.write() as connection:
            await connection.execute(delete(handled).where(handled.c.at < now - KEPT))

"""Which updates are handled: Telegram sends one again when it did not hear that, and then it is not answered again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.sql import insert
from bot.store.tables import handled

KEPT = timedelta(days=2)  # Telegram keeps an update for 24 hours (Bot API, "Getting updates")


class Handled:
    """The updates that are handled, by any process. A key stands for an update: its number and a check sum."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def among(self, keys: Collection[int]) -> set[int]:
        """Which of these are handled."""
        query = select(handled.c.key).where(handled.c.key.in_(keys))
        async with self._database.read() as connection:
            return set((await connection.execute(query)).scalars())

    async def newest(self, count: int) -> list[int]:
        """The last `count` that were handled, the newest first."""
        query = select(handled.c.key).order_by(handled.c.at.desc(), handled.c.key.desc()).limit(count)
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def add(self, keys: Collection[int], now: datetime) -> None:
        rows = [{"key": key, "at": now} for key in sorted(keys)]  # in one order: or two would wait for each other
        async with self._database.write() as connection:
            await connection.execute(insert(connection, handled).on_conflict_do_nothing(), rows)

    async def prune(self, now: datetime) -> None:
        """Forgets what Telegram cannot send again."""
        async with self._database.write() as connection:
            await connection.execute(delete(handled).where(handled.c.at < now - KEPT))

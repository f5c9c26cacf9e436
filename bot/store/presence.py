"""Which chats are there: what somebody says or presses in one proves it, whatever a delivery was told."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from sqlalchemy import and_, select, update

from bot.store.database import Database
from bot.store.tables import chats

TOGETHER = 500  # chats in one transaction


class Presence:
    """The chats that were heard of since they were last written down; a question does not wait for that."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._heard: set[int] = set()
        self._writing: set[int] = set()

    def heard(self, chat_id: int) -> None:
        self._heard.add(chat_id)

    def left(self, chat_id: int) -> None:
        """The bot was told that it is out of a chat, after all that it heard there."""
        self._heard.discard(chat_id)
        self._writing.discard(chat_id)

    async def write_down(self) -> None:
        """What is heard of is quiet no more. Most never were, and then nothing is written."""
        while self._heard:
            self._writing = set(islice(self._heard, TOGETHER))
            self._heard -= self._writing
            try:
                await self._write(tuple(self._writing))
            except BaseException:
                self._heard |= self._writing
                raise

    async def _write(self, some: Collection[int]) -> None:
        were_quiet = and_(chats.c.chat_id.in_(some), chats.c.quiet.is_not(None))
        found = await self._database.values(select(chats.c.chat_id).where(were_quiet))
        if found:
            async with self._database.write() as connection:
                back = self._writing.intersection(found)  # and was not left meanwhile
                await connection.execute(update(chats).where(chats.c.chat_id.in_(back)).values(quiet=None))

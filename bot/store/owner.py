"""Whose a database is: its chats have started one bot, and another one may not write to them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.sql import insert
from bot.store.tables import bot

_ONLY = 1  # the key of the only row
WHOSE = select(bot.c.bot_id, bot.c.name)  # the fields of an Owner


@dataclass(frozen=True, slots=True)
class Owner:
    """A bot: its number, which never changes, and its name as it was last."""

    bot_id: int
    name: str

    def __str__(self) -> str:
        return f"@{self.name} ({self.bot_id})"

    def refuses(self, other: Owner) -> str:
        """Why another bot may not use this one's database, and what to do next."""
        return (
            f"BOT_TOKEN: is the token of {other}, and the database is that of {self}, whose chats never started "
            f"@{other.name}; give that a database of its own (BOT_DATABASE_URL), or, where it is to take the place of "
            f"@{self.name}: python -m bot hand-over"
        )


class Ownership:
    """Which bot a database belongs to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, ours: Owner) -> Owner:
        """Whose it is; nobody's becomes ours from now on."""
        async with self._database.write() as connection:
            statement = insert(connection, bot).values(key=_ONLY, bot_id=ours.bot_id, name=ours.name)
            renamed = statement.on_conflict_do_update(
                index_elements=[bot.c.key], set_={"name": ours.name}, where=bot.c.bot_id == ours.bot_id
            )
            await connection.execute(renamed)
            return Owner(*(await connection.execute(WHOSE)).one())

    async def hand_over(self) -> Owner | None:
        """Makes it nobody's; whose it was."""
        async with self._database.write() as connection:
            row = (await connection.execute(delete(bot).returning(bot.c.bot_id, bot.c.name))).first()
        return Owner(*row) if row is not None else None

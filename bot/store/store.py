"""The store: everything that is remembered, on one database."""

from __future__ import annotations

from bot.store.address import IN_MEMORY
from bot.store.broadcasts import Broadcasts
from bot.store.chats import Chats
from bot.store.database import Database
from bot.store.handled import Handled
from bot.store.outbox import Outbox
from bot.store.owner import Ownership
from bot.store.pace import Pace
from bot.store.presence import Presence


class Store:
    """The store at an address: `sqlite:///FILE`, `postgresql://…`, or `sqlite://`, which is gone with the process."""

    def __init__(self, address: str = IN_MEMORY) -> None:
        self.database = Database(address)
        self.chats = Chats(self.database)
        self.outbox = Outbox(self.database)
        self.broadcasts = Broadcasts(self.database)
        self.pace = Pace(self.database)
        self.handled = Handled(self.database)
        self.presence = Presence(self.database)
        self.ownership = Ownership(self.database)

    async def open(self) -> None:
        """Brings the database to the newest version. Raises DatabaseRefused, with what to do next."""
        await self.database.open()

    async def close(self) -> None:
        await self.database.close()


async def open_store(address: str) -> Store:
    """The opened store at that address. Raises DatabaseRefused."""
    store = Store(address)
    await store.open()
    return store

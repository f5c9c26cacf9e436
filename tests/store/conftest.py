from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.store import Store, open_store


@pytest_asyncio.fixture
async def store(address: str) -> AsyncIterator[Store]:
    store = await open_store(address)
    yield store
    await store.close()


@pytest_asyncio.fixture
async def replicas(store: Store, address: str) -> AsyncIterator[tuple[Store, ...]]:
    """The stores of three processes on one database. SQLite serves one process: there it is one store, thrice."""
    if address.startswith("sqlite"):
        yield store, store, store
        return
    others = [await open_store(address) for _ in range(2)]
    yield store, *others
    for other in others:
        await other.close()

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store import Store, open_store
from tests.postgresql import PostgreSQL, running


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A server for the session: `postgresql()` is the address of a new, empty database."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a database may be made; nothing is there yet. Whoever asks for it is run on both."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'bot.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    address = server()
    yield address
    server.drop(address)


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

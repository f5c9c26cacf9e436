from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store import Store, open_store
from tests.postgresql import PostgreSQL


async def open_and_close(address: str) -> None:
    await (await open_store(address)).close()


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite's with all tables, and nothing in them."""
    file = tmp_path_factory.mktemp("made") / "bot.db"
    asyncio.run(open_and_close(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def made_on_server(postgresql: PostgreSQL) -> str:
    """A database of the server with all tables, for one test after another."""
    address = postgresql()
    asyncio.run(open_and_close(address))
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database is that has all tables and nothing in them: how they are made is another test's matter."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("made_file"), tmp_path / "bot.db")
        return f"sqlite:///{file}"
    address: str = request.getfixturevalue("made_on_server")
    request.getfixturevalue("postgresql").empty(address)
    return address


@pytest_asyncio.fixture
async def store(made: str) -> AsyncIterator[Store]:
    """An empty store; whoever asks for it is run on both databases."""
    store = await open_store(made)
    yield store
    await store.close()


@pytest_asyncio.fixture
async def replicas(store: Store, made: str) -> AsyncIterator[tuple[Store, ...]]:
    """The stores of three processes on one database. SQLite serves one process: there it is one store, thrice."""
    if made.startswith("sqlite"):
        yield store, store, store
        return
    others = [await open_store(made) for _ in range(2)]
    yield store, *others
    for other in others:
        await other.close()

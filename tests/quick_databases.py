"""Databases that are quicker than outside tests: each test has new ones, and what of them is alike is done once.

In memory, statements are done where they are awaited: aiosqlite hands each to a thread, so that others go on while a
disk is waited for; here there is no disk, and no thread. Others still have their turn at every statement. The tables of
the first are those of all that follow. Databases in files and on servers stay as they are. Of all of them, a statement
is put into SQL once, and not again for every database.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import aiosqlite
import pytest
from sqlalchemy import URL, Connection, Dialect, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.tables import metadata

T = TypeVar("T")
NAME = ":memory:"
STATEMENTS = {"execute", "executemany", "commit"}


class AtOnce:
    """In place of a thread's queue: what is put there is done."""

    def put_nowait(self, entry: tuple[asyncio.Future[Any] | None, Callable[[], object]]) -> None:
        future, work = entry
        result = work()
        if future is not None:
            future.set_result(result)


class InThisThread(aiosqlite.Connection):
    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        self._tx = AtOnce()  # type: ignore[assignment]
        return self._connect().__await__()

    async def _execute(self, work: Callable[..., T], *arguments: Any, **more: Any) -> T:
        if work.__name__ in STATEMENTS:
            await asyncio.sleep(0)
        return work(*arguments, **more)


class Tables:
    """Makes the tables of the first database, and those of the others as a copy of it."""

    def __init__(self) -> None:
        self._made = b""

    def create_all(self, connection: Connection, *, checkfirst: bool) -> None:
        inner: sqlite3.Connection = connection.connection.driver_connection._conn  # type: ignore[union-attr]
        if self._made:
            inner.deserialize(self._made)
            return
        metadata.create_all(connection, checkfirst=checkfirst)
        self._made = inner.serialize()


@contextmanager
def in_this_thread() -> Iterator[None]:
    connect = aiosqlite.connect

    def connected(database: str, **options: Any) -> aiosqlite.Connection:
        if database != NAME:
            return connect(database, **options)
        anywhere = options | {"check_same_thread": False}
        return InThisThread(lambda: sqlite3.connect(NAME, **anywhere), iter_chunk_size=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aiosqlite, "connect", connected)
        patch.setattr("bot.store.database.metadata", Tables())
        yield


@contextmanager
def compiled_once() -> Iterator[None]:
    known: dict[str, tuple[Dialect, dict[Any, Any]]] = {}

    def engine(url: URL, **options: Any) -> AsyncEngine:
        made = create_async_engine(url, **options)
        inner, driver = made.sync_engine, url.drivername
        if driver in known:
            inner.dialect, compiled = known[driver]
            inner.update_execution_options(compiled_cache=compiled)
        else:  # what it learns of the server at its first connection is the same for the others
            event.listen(inner, "connect", lambda *_: known.setdefault(driver, (inner.dialect, {})))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.database.create_async_engine", engine)
        yield

"""A database: SQLite in a file or in memory, or PostgreSQL. Opened, migrated, read and written."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, RowMapping, Select, event, func, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from bot.store.address import DRIVERS, DatabaseRefused, driver_missing, file_of, in_memory, locked, unusable, url_of
from bot.store.sql import insert
from bot.store.tables import metadata, pace

# What is raised while a database is away, full or busy; anything else will be no better later.
AWAY = (OperationalError, InterfaceError, InternalError, NoneFree, OSError)
FAILING = (DBAPIError, *AWAY)  # all that is raised where it does not do what it is asked
BUSY = 5_000  # milliseconds that SQLite waits for another connection
# Of libpq: a server that is gone without a word is noticed within seconds (milliseconds where it says so).
NOT_FOR_EVER = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
# Of the server, for each of our connections: one whose process vanished in a transaction holds no row for long, and
# nobody waits long for one (milliseconds; the keepalives in seconds).
SERVER_NOT_FOR_EVER = {
    "idle_in_transaction_session_timeout": 10_000,
    "lock_timeout": 10_000,
    "tcp_keepalives_idle": 10,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
}
MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0005"  # the newest migration; a test compares it with the files
# Numbers of advisory locks: replicas that start together migrate one after another; one of them asks for updates.
_MIGRATING, POLLING = 7_316_511, 7_316_512
_PROOF = "proof"  # a row of its own in the table of the pace, which holds nothing but an instant


RESTORES = "user_version"  # of SQLite: a number for the application's own use; ours counts the restores


class FileReplaced(OSError):
    """The file of a database is not the one that is open; the text says what to do next."""


class Database:
    """A database. It is opened at first use, or by `open`, which says why it cannot be."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._engine: AsyncEngine | None = None
        self._lock: FileLock | None = None
        self._file: Path | None = None
        self._identity: tuple[int, int] | None = None
        self._first: AsyncConnection | None = None
        self._one_writer = asyncio.Lock()
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction. On SQLite it is the only one that writes."""
        engine = self._engine or await self.open()
        is_sqlite = engine.dialect.name == "sqlite"
        turn: AbstractAsyncContextManager[Any] = self._one_writer if is_sqlite else nullcontext()
        async with turn, engine.begin() as connection:
            if is_sqlite:
                await connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        engine = self._engine or await self.open()
        # In memory there is one connection for all, and it may be in the middle of a transaction.
        turn = self._one_writer if isinstance(engine.pool, StaticPool) else nullcontext()
        async with turn, engine.connect() as connection:
            yield connection

    async def rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        """All that a query finds, each row by the names of its columns."""
        async with self.read() as connection:
            found: Sequence[RowMapping] = (await connection.execute(query)).mappings().all()
        return found

    async def values(self, query: Select[Any]) -> Sequence[Any]:
        """All that a query of one column finds."""
        async with self.read() as connection:
            found: Sequence[Any] = (await connection.execute(query)).scalars().all()
        return found

    @property
    def is_shared(self) -> bool:
        """Whether other processes may be at work on it."""
        return not self._address.startswith("sqlite")

    @property
    def is_open(self) -> bool:
        return self._engine is not None

    async def open(self) -> AsyncEngine:
        """Brings the database to the newest version. Raises DatabaseRefused."""
        async with self._opening:
            if self._engine is None:
                url = url_of(self._address)
                self._lock = locked(url)
                try:
                    self._engine = await _opened(url)
                    self._file = file_of(url)
                    self._identity = _identity(self._file)
                except BaseException:
                    await self.close()
                    raise
            return self._engine

    async def time(self, ours: datetime) -> datetime:
        """What time it is for every process on it, whose own clocks say `ours`: leases are counted by one clock.

        With SQLite there is one process.
        """
        if not self.is_shared:
            return ours
        async with self.read() as connection:
            theirs: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
            return theirs

    async def ping(self) -> None:
        """Asks it something. Raises what the database raises when it does not answer."""
        async with self.read() as connection:
            await connection.execute(text("SELECT 1"))

    async def prove(self, now: datetime) -> None:
        """Writes something, for a full disk still answers what is asked. In memory there is nothing to prove.

        Raises what the database raises when it takes nothing, and FileReplaced: SQLite goes on with a deleted file.
        """
        engine = self._engine or await self.open()
        if isinstance(engine.pool, StaticPool):
            return
        if _identity(self._file) != self._identity:
            raise FileReplaced(
                f"{self._file} was deleted or replaced, and what the bot still writes is lost when it ends: "
                "stop it, put the file or a backup there, start it"
            )
        async with self.write() as connection:
            statement = insert(connection, pace).values(scope=_PROOF, next_slot=now.timestamp())
            again = {"next_slot": statement.excluded.next_slot}
            await connection.execute(statement.on_conflict_do_update(index_elements=[pace.c.scope], set_=again))

    async def restores(self) -> int:
        """How often a backup was restored into it; 0 where that is not counted."""
        if self.is_shared:
            return 0
        async with self.read() as connection:
            return (await connection.exec_driver_sql(f"PRAGMA {RESTORES}")).scalar() or 0

    async def is_first(self) -> bool:
        """Whether this process is the one of all on this database that may ask Telegram for updates (it allows one).

        It stays so until it ends; then another one gets a yes.
        """
        engine = self._engine or await self.open()
        if engine.dialect.name == "sqlite" or await self._is_still_first():
            return True
        connection = await engine.connect()
        try:
            won = (await connection.execute(text(f"SELECT pg_try_advisory_lock({POLLING})"))).scalar()
            await connection.commit()
        except DBAPIError:
            await connection.close()
            raise
        if not won:
            await connection.close()
            return False
        self._first = connection  # the lock is this connection's
        return True

    async def _is_still_first(self) -> bool:
        """Whether the connection that holds the lock is still there: when the server began anew, the lock is gone."""
        if self._first is None:
            return False
        try:
            await self._first.execute(text("SELECT 1"))
            await self._first.commit()
        except DBAPIError:
            await self._let_go()
            return False
        return True

    async def _let_go(self) -> None:
        if self._first is not None:
            await self._first.invalidate()  # closed for good, not back into the pool: so the lock is free
            await self._first.close()
            self._first = None

    async def close(self) -> None:
        """Lets go of it; it opens again at the next use."""
        engine, self._engine = self._engine, None
        await self._let_go()
        if engine is not None:
            await engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _identity(file: Path | None) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None where there is none."""
    try:
        found = os.stat(file) if file is not None else None
    except FileNotFoundError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None


async def _opened(url: URL) -> AsyncEngine:
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory(url) else {"pool_pre_ping": True}
    if url.drivername == DRIVERS["postgresql"]:
        options["connect_args"] = NOT_FOR_EVER
    try:
        engine = create_async_engine(url, **options)
    except ModuleNotFoundError as error:
        raise driver_missing(error) from None
    is_sqlite = engine.dialect.name == "sqlite"
    event.listen(engine.sync_engine, "connect", _set_up_sqlite if is_sqlite else _set_up_postgresql)
    try:
        async with engine.begin() as connection:
            # What is made anew each time needs no history; a test proves that both ways make the same tables.
            await connection.run_sync(partial(metadata.create_all, checkfirst=False) if in_memory(url) else _migrate)
    except (DBAPIError, OSError) as error:
        await engine.dispose()
        raise unusable(url, error) from None
    except BaseException:
        await engine.dispose()
        raise
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say ourselves where a transaction begins
    cursor = connection.cursor()
    for setting in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY}"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _set_up_postgresql(connection: Any, _record: object) -> None:
    """By statements, for a pooler between refuses them in the address."""
    cursor = connection.cursor()
    for setting, value in SERVER_NOT_FOR_EVER.items():
        cursor.execute(f"SET {setting} = {value}")
    cursor.close()
    connection.commit()


def _migrate(connection: Connection) -> None:
    """Brings an older or empty database forward. Raises DatabaseRefused for one of a later release."""
    if connection.dialect.name == "postgresql":
        for setting in ("lock_timeout", "idle_in_transaction_session_timeout"):  # a migration takes as long as it takes
            connection.execute(text(f"SET LOCAL {setting} = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    if connection.dialect.has_table(connection, "alembic_version"):
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise DatabaseRefused(f"BOT_DATABASE_URL: the database is {later(found)}, or restore a backup")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def later(found: str) -> str:
    """What a database of a later release is, and what to do next."""
    return f"of a later release (version {found}, this one knows {HEAD}); install that release"

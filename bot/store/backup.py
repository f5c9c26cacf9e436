"""Copies of a SQLite database, made while a bot is at work on it, and what a file must be to be one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.logs import counted
from bot.store.address import DatabaseRefused, check_place, file_of, is_sqlite, url_of
from bot.store.database import BUSY, HEAD, later
from bot.store.tables import chats, subscriptions

PRIVATE = 0o600  # a copy tells what the database tells: who reads what
SIDE_FILES = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that it writes
OURS = {"alembic_version", chats.name, subscriptions.name}


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: its version, chats, active subscriptions, and bytes."""

    version: str
    chats: int
    subscriptions: int
    size: int

    def __str__(self) -> str:
        return f"{counted(self.chats, 'chat')}, {counted(self.subscriptions, 'subscription')}, {self.size / 1e6:.1f} MB"


def back_up(address: str, file: Path) -> Contents:
    """Copies the database at that address into one new file, and reads the copy. Raises DatabaseRefused."""
    live = sqlite_file(address, "pg_dump")
    if not live.is_file():
        raise DatabaseRefused(f"{live}: there is no database yet; the bot makes it at its first start")
    if file.exists() or file.is_symlink():
        raise DatabaseRefused(f"{file}: is there already; name another file")
    unfinished = file.with_name(f"{file.name}.new")
    try:
        copy(live, unfinished)
        if (held := contents(unfinished)) is None:
            raise DatabaseRefused(f"{live}: is no database of this bot's; see BOT_DATABASE_URL")
        unfinished.rename(file)
    except (OSError, sqlite3.OperationalError) as error:
        raise DatabaseRefused(f"{file}: cannot be written ({cause(error)}); name a file where there is room") from None
    except sqlite3.DatabaseError as error:
        raise DatabaseRefused(f"{live}: cannot be copied ({error}); restore an earlier backup") from None
    finally:
        remove(unfinished)
    return held


def sqlite_file(address: str, instead: str) -> Path:
    """The file of the database at that address. Raises DatabaseRefused; PostgreSQL has its own tool for it."""
    url = url_of(address)
    if not is_sqlite(url):
        raise DatabaseRefused(f"BOT_DATABASE_URL: is a PostgreSQL, which has its own tool for this: {instead}")
    if (file := file_of(url)) is None:
        raise DatabaseRefused("BOT_DATABASE_URL: is in memory, and gone with the process; write sqlite:///FILE")
    check_place(file)
    return file


def readable(file: Path) -> Contents:
    """What a backup holds that this release can restore. Raises DatabaseRefused."""
    remedy = "name a file that `backup` made"
    try:
        found = contents(file, "ro")
    except (OSError, sqlite3.Error) as error:
        raise DatabaseRefused(f"{file}: cannot be read ({cause(error)}); {remedy}") from None
    if found is None:
        raise DatabaseRefused(f"{file}: is no database of this bot's; {remedy}")
    if found.version > HEAD:
        raise DatabaseRefused(f"{file}: is {later(found.version)}")
    return found


def cause(error: OSError | sqlite3.Error | DBAPIError) -> str:
    """What went wrong, in the words of the system or of SQLite."""
    return (error.strerror if isinstance(error, OSError) else None) or str(getattr(error, "orig", None) or error)


def connect(file: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a file that is there, `rw` or `ro`; a transaction begins where we say so."""
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=BUSY / 1_000, isolation_level=None)


def copy(source: Path, to: Path, mode: str = "rw") -> None:
    """Copies a database as it is at one instant, whoever writes to it, into one file that only its owner reads.

    Nothing is left when it fails. Raises sqlite3.Error or OSError.
    """
    remove(to)
    try:
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        with closing(connect(source, mode)) as read, closing(connect(to)) as written:
            read.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")  # else it would be in WAL mode, which keeps files beside it
    except BaseException:
        remove(to)
        raise


def remove(file: Path) -> None:
    for suffix in ("", *SIDE_FILES):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def contents(file: Path, mode: str = "rw") -> Contents | None:
    """What a database holds; None for one that is not ours. Raises sqlite3.DatabaseError for a damaged one."""
    with closing(connect(file, mode)) as connection:
        (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            raise sqlite3.DatabaseError(f"it is damaged: {' '.join(sound.split())}")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables >= OURS else None
        if version is None:
            return None
        (known,) = connection.execute("SELECT count(*) FROM chats").fetchone()
        (active,) = connection.execute("SELECT count(*) FROM subscriptions WHERE active").fetchone()
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (bytes_each,) = connection.execute("PRAGMA page_size").fetchone()
    return Contents(version[0], known, active, pages * bytes_each)  # the file itself grows later, from its log

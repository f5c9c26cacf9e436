"""Where a database is: what an address means, the lock beside a SQLite file, and refusals that say what to do next."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from bot.settings import NO_DATABASE, database_problem

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
IN_MEMORY = "sqlite://"
_FULL = ("disk is full", "No space left", "quota", "disk I/O error")  # the last may be anything
_DAMAGED = ("malformed", "not a database", "corrupt")  # in SQLite's own words
# Of a server that is not there yet, or begins or ends: in PostgreSQL's classes of errors, and in the words of what says
# so before there is a connection, which has no class. A name may be unknown only until its container is there.
_PASSING_CLASSES = ("08", "53", "57")  # connection, resources, intervention (PostgreSQL's manual, appendix A)
_PASSING = (
    *("connection refused", "no such file or directory", "failed to resolve host", "timeout expired", "timed out"),
    *("unreachable", "no route to host", "reset by peer", "closed the connection", "connection is lost", "starting up"),
    *("shutting down", "recovery", "not accepting connections", "not yet accepting", "too many", "connection slots"),
    "cannot connect to server",
)
GLANCE = 0.3  # seconds that the lock may be another's, who only looks whether it is free


class DatabaseRefused(Exception):
    """The database cannot be used; the text says what to do next."""


class DatabaseAway(DatabaseRefused):
    """It cannot be reached now: the server may come, without anybody's doing more."""


def url_of(address: str) -> URL:
    """The parts of an address, with our driver; a link to a SQLite file is followed. Raises DatabaseRefused.

    What SQLite writes, and our lock, stand beside the file itself: so one file has one lock, by whatever path.
    """
    if (problem := database_problem(address)) is not None:
        raise DatabaseRefused(problem)
    try:
        url = make_url(address)
        url = url.set(drivername=DRIVERS[url.drivername])
    except (ArgumentError, NoSuchModuleError, KeyError, ValueError):
        raise DatabaseRefused(NO_DATABASE) from None
    file = file_of(url)
    try:
        return url.set(database=os.path.realpath(file)) if file is not None and file.is_symlink() else url
    except OSError as error:
        raise _unwritable(file, error) from None


def is_sqlite(url: URL) -> bool:
    return url.drivername == DRIVERS["sqlite"]


def in_memory(url: URL) -> bool:
    return is_sqlite(url) and url.database in (None, "", ":memory:")


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None in memory, and for PostgreSQL."""
    return Path(url.database) if url.database is not None and is_sqlite(url) and not in_memory(url) else None


def check_place(file: Path) -> None:
    """Raises DatabaseRefused when there is no folder for that database, or it has names that nobody can know of.

    Of two hard links neither sees the log that belongs to the other, and both would be written to
    (sqlite.org/howtocorrupt.html, "Multiple links to the same file").
    """
    try:
        is_there, names = file.parent.is_dir(), file.stat().st_nlink if file.is_file() else 1
    except OSError as error:
        raise _unwritable(file, error) from None
    if not is_there:
        raise DatabaseRefused(f"BOT_DATABASE_URL: the folder of {file} is not there; make it, or name another file")
    if names > 1:
        raise DatabaseRefused(
            f"BOT_DATABASE_URL: {file} has a second name (a hard link), by which another process may use it unseen; "
            "delete that name (a copy is made with: python -m bot backup FILE)"
        )


def locked(url: URL) -> FileLock | None:
    """SQLite serves one process: whoever opens it first holds the lock beside it. Raises DatabaseRefused."""
    if (file := file_of(url)) is None:
        return None
    check_place(file)
    lock = FileLock(f"{file}.lock", timeout=GLANCE)
    try:
        lock.acquire()
    except Timeout:
        raise DatabaseRefused(
            f"BOT_DATABASE_URL: another process uses {file}: stop it, "
            "or give every replica one PostgreSQL (docs/operations.md)"
        ) from None
    except OSError as error:
        raise _unwritable(file, error) from None
    return lock


def _unwritable(file: Path | None, error: OSError) -> DatabaseRefused:
    return DatabaseRefused(
        f"BOT_DATABASE_URL: {file} cannot be written ({error.strerror}); name a file in a folder that can be"
    )


def is_in_use(file: Path) -> bool:
    """Whether a bot holds the lock of that SQLite database. One that starts at this very moment waits for the look."""
    place = Path(f"{file}.lock")
    if not place.exists():  # looking would make it
        return False
    try:
        with FileLock(place, blocking=False):
            return False
    except Timeout:
        return True
    except OSError:  # another user's: nobody knows
        return False


def driver_missing(error: ModuleNotFoundError) -> DatabaseRefused:
    return DatabaseRefused(f"BOT_DATABASE_URL: {error.name} is missing; install the extra: pip install '.[postgresql]'")


def unusable(url: URL, error: DBAPIError | OSError) -> DatabaseRefused:
    """The refusal of a database that cannot be opened, and what to do next; the password is not in it."""
    cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    file = file_of(url)
    named = file.absolute() if file is not None else url.set(drivername="postgresql").render_as_string()
    if file is None and _is_passing(error, cause):
        return DatabaseAway(f"BOT_DATABASE_URL: the database at {named} is not there: {cause}; start its server")
    if file is None:
        remedy = "see to the server"
    elif any(words in cause for words in _DAMAGED):
        remedy = "restore a backup with: python -m bot restore FILE (docs/operations.md), or name another file"
    elif any(words in cause for words in _FULL):
        remedy = "make room on its disk, and let the bot write to the file and its folder"
    else:
        remedy = "let the bot write to the file and its folder, or name a file in a folder that can be written"
    return DatabaseRefused(f"BOT_DATABASE_URL: the database at {named} cannot be used: {cause}; {remedy}")


def _is_passing(error: DBAPIError | OSError, cause: str) -> bool:
    """Whether a server may be there later though nobody changes the address or what the server permits."""
    if (code := getattr(getattr(error, "orig", None), "sqlstate", None)) is not None:
        return str(code).startswith(_PASSING_CLASSES)
    return any(words in cause.casefold() for words in _PASSING)

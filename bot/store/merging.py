"""One transaction in which a database takes a backup's chats and subscriptions and keeps all that it knows of messages.

SQLite only; a bot that has the database open goes on with what it finds in its next transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, MetaData, Table, case, create_engine, delete, func, literal, select, tuple_
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import NullPool

from bot.store.backup import connect, copy, remove
from bot.store.database import RESTORES
from bot.store.owner import WHOSE, Owner
from bot.store.tables import broadcasts, chats, deliveries, metadata, subscriptions
from bot.subscription import OPEN

# What a restore brings back. In every other table the rows that are there stay, and the backup adds those it has beside
# them: they are about messages, of which none may be sent or handled twice.
REPLACED = (chats, subscriptions)
# First the deliveries: they ask which broadcasts were there before.
ADDED_TO = (deliveries, *(table for table in metadata.sorted_tables if table not in (*REPLACED, deliveries)))
_THEIRS = MetaData()
_OF_BACKUP = {table: table.to_metadata(_THEIRS, schema="backup") for table in metadata.sorted_tables}
# A number is never given twice, also where the row that had it is gone (a broadcast's is part of its deliveries' key).
_NUMBERS = (
    "UPDATE main.sqlite_sequence AS ours SET seq = theirs.seq FROM backup.sqlite_sequence AS theirs "
    "WHERE theirs.name = ours.name AND theirs.seq > ours.seq",
    "INSERT INTO main.sqlite_sequence SELECT * FROM backup.sqlite_sequence "
    "WHERE name NOT IN (SELECT name FROM main.sqlite_sequence)",
)


class Remembered(NamedTuple):
    """What a database can tell about: chats, by number and since when without a break, and broadcasts by number."""

    chats: frozenset[tuple[int, datetime]] = frozenset()
    broadcasts: frozenset[int] = frozenset()


def remembered_by(live: Path) -> Remembered:
    with _opened(live).connect() as connection:
        met = connection.execute(select(chats.c.chat_id, chats.c.known_at))
        begun = connection.execute(select(broadcasts.c.id))
        return Remembered(frozenset((row.chat_id, row.known_at) for row in met), frozenset(begun.scalars()))


def owner_of(file: Path) -> Owner | None:
    """Whose a database is; None where it is nobody's yet."""
    with _opened(file).connect() as connection:
        row = connection.execute(WHOSE).first()
    return Owner(*row) if row is not None else None


def merge(backup: Path, live: Path, kept: Path) -> None:
    """Takes that backup, of the same version, into the database, and keeps a copy of it as it was just before.

    Raises sqlite3.Error, DBAPIError or OSError; then the database is as it was, and there is no copy.
    """
    with _opened(live).connect() as connection:
        connection.exec_driver_sql("ATTACH ? AS backup", (str(backup),))
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            copy(live, kept)  # what was there until this transaction, which nobody else can change any more
            for statement in _statements():
                connection.execute(statement)
            for text in _NUMBERS:
                connection.exec_driver_sql(text)
            restores = connection.exec_driver_sql(f"PRAGMA {RESTORES}").scalar() or 0
            connection.exec_driver_sql(f"PRAGMA {RESTORES} = {restores + 1}")
            connection.commit()
        except BaseException:
            remove(kept)
            raise


def _opened(live: Path) -> Engine:
    return create_engine("sqlite://", creator=lambda: connect(live), poolclass=NullPool)


def _statements() -> Iterator[Any]:
    for table in ADDED_TO:
        yield _added_to(table)
    owed = select(deliveries.c.chat_id).where(deliveries.c.state.in_(OPEN))
    yield delete(chats).where(chats.c.chat_id.not_in(select(_OF_BACKUP[chats].c.chat_id)), chats.c.chat_id.not_in(owed))
    theirs = _OF_BACKUP[subscriptions].c
    wanted = select(theirs.chat_id, theirs.topic_id)
    yield delete(subscriptions).where(tuple_(subscriptions.c.chat_id, subscriptions.c.topic_id).not_in(wanted))
    # Nothing is sent to a chat only while both say so: which is out of date, Telegram's next answer tells.
    yield _brought_back(subscriptions, both=("paused",))
    yield _brought_back(chats, both=("quiet",), later=("free_at", "group_full_at"))


def _added_to(table: Table) -> Any:
    source = _OF_BACKUP[table]
    names = [column.name for column in table.columns if column is not deliveries.c.id]  # numbered anew
    query = select(*(source.c[name] for name in names)).order_by(*source.primary_key)
    if table is deliveries:  # of a broadcast that is there every delivery is, unless its chat was forgotten since
        query = query.where(source.c.broadcast_id.not_in(select(broadcasts.c.id)))
    return insert(table).prefix_with("OR IGNORE").from_select(names, query)


def _brought_back(table: Table, both: tuple[str, ...], later: tuple[str, ...] = ()) -> Any:
    """The backup's rows in the place of ours: `both` are set where they are in both, of `later` the later one is."""
    source = _OF_BACKUP[table]
    statement = insert(table).from_select(table.columns.keys(), select(source).where(literal(value=True)))
    new = statement.excluded
    values: dict[str, Any] = {column.name: new[column.name] for column in table.columns if not column.primary_key}
    values |= {name: case((table.c[name].is_not(None), new[name])) for name in both}
    values |= {name: func.max(table.c[name], new[name]) for name in later}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns.keys()), set_=values)

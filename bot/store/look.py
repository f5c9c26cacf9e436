"""A look at a database without opening it: no lock, nothing brought forward, nothing written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import create_engine, event, inspect, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.store.address import check_place, driver_missing, file_of, in_memory, is_in_use, unusable, url_of
from bot.store.backup import connect
from bot.store.database import HEAD, NOT_FOR_EVER, POLLING
from bot.store.owner import WHOSE, Owner
from bot.store.tables import bot, chats, subscriptions
from bot.subscription import ChatKind

_POLLED = "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database WHERE locktype = 'advisory' "
_POLLED += f"AND objid = {POLLING} AND datname = current_database()"


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A chat that gets digests, and the zone of its clock."""

    chat_id: int
    kind: ChatKind
    zone: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What a database showed: who gets digests, whether a bot uses it, and which bot's it is.

    Its name is "" in memory, its version is "" before it has one.
    """

    name: str
    version: str = ""
    subscribed: tuple[Subscribed, ...] = ()
    is_in_use: bool = False
    is_there: bool = True
    is_file: bool = False
    owner: Owner | None = None


def look(address: str) -> Seen:
    """What the database at that address shows. Raises DatabaseRefused, with what to do next."""
    url = url_of(address)
    if in_memory(url):
        return Seen("", is_there=False)
    file = file_of(url)
    if file is not None:
        check_place(file)
        if not file.exists():
            return Seen(str(file), is_there=False, is_file=True)
    name = str(file) if file is not None else url.render_as_string()
    try:
        return _seen(name, url)
    except ModuleNotFoundError as error:
        raise driver_missing(error) from None
    except (DBAPIError, OSError) as error:
        raise unusable(url, error) from None


def _seen(name: str, url: URL) -> Seen:
    if (file := file_of(url)) is not None:
        engine = create_engine("sqlite://", creator=lambda: connect(file), poolclass=NullPool)
        # A connection that may not write at all would leave the files of its log behind.
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA query_only=ON"))
    else:
        engine = create_engine(url, connect_args=NOT_FOR_EVER, poolclass=NullPool)
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return Seen(name, is_file=file is not None)
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
        if version > HEAD:  # its tables may be others
            return Seen(name, version, is_file=file is not None)
        used = is_in_use(file) if file is not None else bool(connection.execute(text(_POLLED)).scalar())
        query = (
            select(chats.c.chat_id, chats.c.kind, subscriptions.c.zone)
            .join(subscriptions, subscriptions.c.chat_id == chats.c.chat_id)
            .where(subscriptions.c.active, chats.c.quiet.is_(None))
            .order_by(chats.c.chat_id)
        )
        found = tuple(Subscribed(row.chat_id, ChatKind(row.kind), row.zone) for row in connection.execute(query))
        row = connection.execute(WHOSE).first() if inspect(connection).has_table(bot.name) else None
    return Seen(name, version, found, used, is_file=file is not None, owner=Owner(*row) if row else None)

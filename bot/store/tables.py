"""The tables. Instants are milliseconds since 1970 in UTC, the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as milliseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // _MILLISECOND

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(milliseconds=int(value))


Number = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by itself in an INTEGER only
metadata = MetaData()

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("known_at", Instant, nullable=False),
    Column("quiet", Text),  # why nothing can be sent there
    Column("free_at", Instant, nullable=False),  # nothing is sent there before
    Column("group_full_at", Instant, nullable=False),  # a group's allowance of a minute, as GCRA counts it
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("at_minute", Integer, nullable=False),  # of the day
    Column("ahead", Integer, nullable=False),
    Column("empty", Text, nullable=False),
    Column("weekdays", Text, nullable=False, server_default="0123456"),  # their digits, 0 for Monday: 01234
    Column("follows", Text, nullable=False),  # topic:ID and place:ID, with spaces between
    Column("active", Boolean, nullable=False),
    Column("paused", Text),
    Column("next_day", Text),  # the local date that is due at next_at
    Column("next_at", Instant),
    Column("zone_data", Text, nullable=False),  # the zone database that next_at was worked out with
    Index("subscriptions_due", "active", "next_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("topic_id", BigInteger, nullable=False),
    Column("chat_kind", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("occasion", Text, nullable=False),
    Column("broadcast_id", Number, nullable=False, server_default=text("0")),
    Column("body", Text),
    Column("due_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # it is not tried before
    Column("state", Text, nullable=False),
    Column("owner", Text),
    Column("lease_until", Instant),
    Column("fence", Integer, nullable=False, server_default=text("0")),  # grows with every claim
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("late", Boolean, nullable=False, server_default=text("false")),
    Column("done_at", Instant),
    UniqueConstraint("chat_id", "topic_id", "kind", "occasion", name="deliveries_once"),
    Index("deliveries_to_do", "broadcast_id", "state", "next_at", "id"),
    Index("deliveries_leases", "state", "lease_until"),
    Index("deliveries_done", "done_at"),
    sqlite_autoincrement=True,
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("admin_id", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("content", Text),  # JSON
    Column("targets", Text),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),  # a draft's
    Column("start_at", Instant),
    Column("started_at", Instant),
    Column("finished_at", Instant),
    Column("progress_id", BigInteger),  # the message that shows the progress, in the administrator's chat
    Column("shown_at", Instant),
    Index("broadcasts_state", "state", "start_at"),
    sqlite_autoincrement=True,
)

handled = Table(
    "handled",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("claimed_until", Instant),  # a process is at it until then; NULL: it is handled
    Index("handled_at", "at"),
)

bot = Table(
    "bot",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),  # there is one row
    Column("bot_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
)

pace = Table(
    "pace",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("next_slot", Float(53), nullable=False),  # seconds since 1970: when the next message may leave
)

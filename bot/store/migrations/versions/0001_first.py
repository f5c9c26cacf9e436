"""The first tables: chats, subscriptions, the outbox, broadcasts, the pace.

They are written out here, apart from `bot/store/tables.py`: what a release once made must not change with it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ZERO, _FALSE = sa.text("0"), sa.text("false")


def upgrade() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("known_at", sa.BigInteger, nullable=False),
        sa.Column("quiet", sa.Text),
        sa.Column("free_at", sa.BigInteger, nullable=False),
        sa.Column("group_full_at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("topic_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("at_minute", sa.Integer, nullable=False),
        sa.Column("ahead", sa.Integer, nullable=False),
        sa.Column("empty", sa.Text, nullable=False),
        sa.Column("weekday", sa.Integer),
        sa.Column("follows", sa.Text, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Text),
        sa.Column("next_day", sa.Text),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("zone_data", sa.Text, nullable=False),
    )
    op.create_index("subscriptions_due", "subscriptions", ["active", "next_at"])
    op.create_table(
        "deliveries",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("topic_id", sa.BigInteger, nullable=False),
        sa.Column("chat_kind", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("occasion", sa.Text, nullable=False),
        sa.Column("broadcast_id", _NUMBER, nullable=False, server_default=_ZERO),
        sa.Column("body", sa.Text),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("lease_until", sa.BigInteger),
        sa.Column("fence", sa.Integer, nullable=False, server_default=_ZERO),
        sa.Column("tries", sa.Integer, nullable=False, server_default=_ZERO),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.Column("late", sa.Boolean, nullable=False, server_default=_FALSE),
        sa.Column("done_at", sa.BigInteger),
        sa.UniqueConstraint("chat_id", "topic_id", "kind", "occasion", name="deliveries_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("deliveries_to_do", "deliveries", ["broadcast_id", "state", "next_at", "id"])
    op.create_index("deliveries_leases", "deliveries", ["state", "lease_until"])
    op.create_index("deliveries_done", "deliveries", ["done_at"])
    op.create_table(
        "broadcasts",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("admin_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("content", sa.Text),
        sa.Column("targets", sa.Text),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("start_at", sa.BigInteger),
        sa.Column("started_at", sa.BigInteger),
        sa.Column("finished_at", sa.BigInteger),
        sa.Column("progress_id", sa.BigInteger),
        sa.Column("shown_at", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("broadcasts_state", "broadcasts", ["state", "start_at"])
    op.create_table(
        "pace",
        sa.Column("scope", sa.Text, primary_key=True),
        sa.Column("next_slot", sa.Float(53), nullable=False),
    )

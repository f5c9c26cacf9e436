"""Which bot the database belongs to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "bot",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("bot_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )

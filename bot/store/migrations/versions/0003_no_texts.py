"""What a line said that was owed and is not sent any more is not kept."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("UPDATE deliveries SET body = NULL WHERE state NOT IN ('pending', 'sending') AND body IS NOT NULL")

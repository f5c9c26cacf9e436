"""Which updates are handled, so that one that comes again is not answered again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "handled",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("claimed_until", sa.BigInteger),
    )
    op.create_index("handled_at", "handled", ["at"])

"""A digest may come on any days of the week, and not only every day or on one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    every_day = "0123456"
    op.add_column("subscriptions", sa.Column("weekdays", sa.Text, nullable=False, server_default=every_day))
    op.execute("UPDATE subscriptions SET weekdays = CAST(weekday AS TEXT) WHERE weekday IS NOT NULL")
    op.drop_column("subscriptions", "weekday")

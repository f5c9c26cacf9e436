"""How a delivery ends: once it is sent, given up or skipped, what it said is nobody's any more and is not kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import deliveries
from bot.subscription import DeliveryKind, Reason, State

By = ColumnElement[Any]  # what the database finds, or is told when it is asked


def ended(state: State | By, reason: Reason | By | None, now: datetime | By) -> dict[str, Any]:
    """What changes of a row that ends in that state."""
    return {"state": state, "reason": reason, "done_at": now, "body": None, "owner": None, "lease_until": None}


async def skip(
    connection: AsyncConnection, which: ColumnElement[bool], reason: Reason | ColumnElement[Any], now: datetime
) -> None:
    """Ends rows unsent."""
    await connection.execute(update(deliveries).where(which).values(ended(State.SKIPPED, reason, now)))


def still_to_come(now: datetime) -> ColumnElement[bool]:
    """A digest kept for a later hour; whether its chat can be reached is found out then."""
    return and_(deliveries.c.kind == DeliveryKind.DIGEST, deliveries.c.due_at > now)

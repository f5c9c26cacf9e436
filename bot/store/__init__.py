"""What is remembered: chats, their subscriptions, the outbox, broadcasts, the pace. One code path for two databases."""

from __future__ import annotations

from bot.store.address import DatabaseAway, DatabaseRefused
from bot.store.database import AWAY, FAILING
from bot.store.marks import Claimed, Mark, Notice, Rates
from bot.store.outbox import Outbox
from bot.store.owner import Owner
from bot.store.store import Store, open_store

__all__ = [
    "AWAY",
    "FAILING",
    "Claimed",
    "DatabaseAway",
    "DatabaseRefused",
    "Mark",
    "Notice",
    "Outbox",
    "Owner",
    "Rates",
    "Store",
    "open_store",
]

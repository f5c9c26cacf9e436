"""The values of a broadcast: what it says, to whom, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.subscription import OPEN, Reason, State

DRAFT_LASTS = timedelta(minutes=30)


class Stage(StrEnum):
    """How far a broadcast is. The first four are a draft's: what its administrator is asked for."""

    CONTENT = "content"
    TARGETS = "targets"
    CONFIRM = "confirm"
    TIME = "time"
    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


DRAFT = (Stage.CONTENT, Stage.TARGETS, Stage.CONFIRM, Stage.TIME)
STARTED = (Stage.RUNNING, Stage.PAUSED)
ENDED = (Stage.CANCELLED, Stage.DONE)


class Target(StrEnum):
    """To whom; those that follow a topic are `topic:ID`, and so no member of this."""

    ALL = "all"
    GROUPS = "groups"
    CHANNELS = "channels"
    PRIVATE = "private"


FOLLOWERS = "topic:"
REPORT, TABLE = "report:", "table:"  # with its number: the occasions of the two notices that an ended broadcast leaves


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent. `kind` is text, photo or forward; the fields are those of the Bot API's method for it.

    `message_id` is of its author's message that it was made from; `by_command`: it followed the command in
    there; None where that is not known.
    """

    kind: str
    fields: Mapping[str, Any]
    message_id: int | None = None
    by_command: bool | None = field(default=False, compare=False)

    TEXT = "text"
    PHOTO = "photo"
    FORWARD = "forward"
    ALBUM = "album"  # several messages that Telegram sends one by one; it cannot be broadcast


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One message to many chats. `progress_id` is the message that shows its administrator how far it is."""

    id: int
    admin_id: int
    stage: Stage
    content: Content | None
    targets: str | None
    expires_at: datetime | None
    start_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    progress_id: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a broadcast's deliveries are in which state, and why."""

    counts: Mapping[tuple[State, Reason | None], int]

    def of(self, *states: State) -> int:
        return sum(count for (state, _), count in self.counts.items() if state in states)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def open(self) -> int:
        return self.of(*OPEN)

"""The values of subscribing: where a chat is, what it wants its digest to be, and what became of a delivery."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.weekdays import EVERY_DAY, Weekdays

MOST_AHEAD = 14  # days
NO_TOPIC = 0  # a chat without forum topics, and the General topic, which Telegram addresses by no number


class ChatKind(StrEnum):
    """What a chat is; groups and supergroups are one."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Where:
    """Where messages go: a chat and, in a forum, one of its topics.

    `title` is what it is called, where Telegram has just said so; it is not stored.
    """

    chat_id: int
    topic_id: int = NO_TOPIC
    kind: ChatKind = ChatKind.PRIVATE
    title: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"chat {self.chat_id}" if self.topic_id == NO_TOPIC else f"chat {self.chat_id}, topic {self.topic_id}"

    @property
    def is_private(self) -> bool:
        return self.kind is ChatKind.PRIVATE


class Empty(StrEnum):
    """What a day without milestones brings."""

    NOTHING = "nothing"
    NEXT = "next"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Follow:
    """A topic or a place that a digest is about: its kind, and its id in the base."""

    kind: str
    id: str

    TOPIC = "topic"
    PLACE = "place"


USUAL = time(8, 30)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a chat wants its digest to be; kept when it unsubscribes, so that it finds all as it was.

    `zone` is an IANA name, `at` a wall time there. It comes on its `weekdays`, each time with all from that day to the
    next one of them: on a single weekday it is a weekly round-up. `ahead` is in days. `paused` says why nothing is sent
    although it is subscribed. The next one is `next_day`'s, due at `next_at`; before it comes the one that is `owed`:
    its day, and when it is due. `lost_zone` is the one that was chosen, where it is not known on this machine: then
    `zone` stands in for it, and nothing is sent until another one is chosen.
    """

    where: Where
    zone: str
    at: time = USUAL
    ahead: int = 0
    empty: Empty = Empty.NOTHING
    weekdays: Weekdays = EVERY_DAY
    follows: tuple[Follow, ...] = ()
    active: bool = True
    paused: str | None = None
    next_day: date | None = None
    next_at: datetime | None = None
    owed: tuple[date, datetime] | None = None
    lost_zone: str | None = None

    def in_zone(self, zone: str) -> Subscription:
        """The same by that zone, which is known."""
        return replace(self, zone=zone, lost_zone=None)


class State(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SKIPPED = "skipped"


OPEN = (State.PENDING, State.SENDING)  # what is still owed


class DeliveryKind(StrEnum):
    """What a delivery brings: a digest, a broadcast's message, or one line to administrators."""

    DIGEST = "digest"
    BROADCAST = "broadcast"
    NOTICE = "notice"


class Reason(StrEnum):
    """Why something was not sent, or is not being sent; as it is stored.

    Of what was sent, the only one is `TAKEN_OVER`: a process died while it was sending it, so it may have come twice.
    """

    BLOCKED = "blocked"
    KICKED = "kicked"
    DEACTIVATED = "deactivated"
    NOT_FOUND = "not-found"
    TOPIC_GONE = "topic-gone"
    NO_RIGHT = "no-right"
    REFUSED = "refused"
    UNSUBSCRIBED = "unsubscribed"
    EMPTY = "empty"
    TOO_LATE = "too-late"
    CANCELLED = "cancelled"
    NO_ANSWER = "no-answer"
    UNREACHABLE = "unreachable"
    TAKEN_OVER = "taken-over"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox. `occasion` is a digest's local date, a broadcast's number, or a notice's occasion."""

    id: int
    where: Where
    kind: DeliveryKind
    occasion: str
    due_at: datetime
    state: State
    fence: int = 0
    tries: int = 0
    broadcast_id: int = 0
    text: str | None = None
    reason: Reason | None = None
    message_id: int | None = None
    late: bool = False
    done_at: datetime | None = None

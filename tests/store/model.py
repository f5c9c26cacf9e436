"""What the outbox must do, in a few sets and dictionaries: the model beside which chance drives the real one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.schedule import occurrence
from bot.store.marks import Claimed
from bot.store.pace import LONGEST
from bot.store.planning import MOST_MISSED
from bot.subscription import OPEN, DeliveryKind, Subscription
from tests.store.acting import DAY

Place = tuple[int, int]  # chat, topic
Key = tuple[int, int, str, str]  # chat, topic, kind, occasion


def key_of(row: Mapping[Any, Any]) -> Key:
    return row["chat_id"], row["topic_id"], str(row["kind"]), row["occasion"]


@dataclass
class Wish:
    """A subscription. What was due up to `through` has been asked for."""

    wanted: Subscription
    through: datetime
    paused: bool = False

    def due(self, now: datetime) -> list[date]:
        wanted, zone = self.wanted, ZoneInfo(self.wanted.zone)
        days = (self.through.date() + number * DAY for number in range(-2, (now - self.through).days + 4))
        dues = ((day, occurrence(day, wanted.at, zone)) for day in days if day.weekday() in wanted.weekdays)
        return [day for day, due in dues if due is not None and self.through < due <= now][-MOST_MISSED:]


@dataclass
class Model:
    now: datetime
    wishes: dict[Place, Wish] = field(default_factory=dict)
    quiet: set[int] = field(default_factory=set)
    owed: set[Key] = field(default_factory=set)  # there must be a row of each, for ever
    sent: set[Key] = field(default_factory=set)
    held: dict[int, tuple[str, int, datetime]] = field(default_factory=dict)  # by whom, under which fence, until when
    fences: dict[int, int] = field(default_factory=dict)
    not_before: dict[tuple[str, int], datetime] = field(default_factory=dict)  # of a delivery, of a chat

    def owe(self, place: Place) -> list[Key]:
        """What is due there by now and must have a row, oldest first."""
        wish = self.wishes.get(place)
        if wish is None or wish.paused or not wish.wanted.active or place[0] in self.quiet:
            return []
        due = [(*place, str(DeliveryKind.DIGEST), day.isoformat()) for day in wish.due(self.now)]
        self.owed.update(due)
        return due

    def meet(self, chat_id: int) -> None:
        """What was due while it was quiet may have a row, and need not."""
        if chat_id in self.quiet:
            self.quiet.discard(chat_id)
            for wish in (wish for place, wish in self.wishes.items() if place[0] == chat_id):
                wish.through = max(wish.through, self.now)

    def put(self, wanted: Subscription) -> None:
        place = wanted.where.chat_id, wanted.where.topic_id
        if wanted.active:
            self.owe(place)  # a change loses nothing that was due before
        self.meet(place[0])
        self.wishes[place] = Wish(wanted, self.now)

    def claim(self, owner: str, found: list[Claimed], chats: Mapping[int, int]) -> None:
        """Says what no claim may ever bring. `chats` is which chat a delivery is for."""
        self.held = {number: held for number, held in self.held.items() if held[2] > self.now}
        busy = {chats[number] for number in self.held}
        for delivery in (claimed.delivery for claimed in found):
            chat_id = delivery.where.chat_id
            assert delivery.id not in self.held, "it has an owner"
            assert chat_id not in busy, "one is in flight there"
            assert chat_id not in self.quiet, "it cannot be reached"
            assert (chat_id, delivery.where.topic_id, delivery.kind, delivery.occasion) not in self.sent, "sent again"
            for name in (("delivery", delivery.id), ("chat", chat_id)):
                until = self.not_before.pop(name, self.now)
                assert until <= self.now or until > self.now + LONGEST, "it must wait, unless that is a wrong clock's"
            busy.add(chat_id)
        self.held |= {each.delivery.id: (owner, each.delivery.fence, each.lease_until) for each in found}

    def holds(self, owner: str, claimed: Claimed) -> bool:
        held = self.held.get(claimed.delivery.id)
        return held is not None and held[:2] == (owner, claimed.delivery.fence)

    def migrate(self, old: int, new: int) -> None:
        self.meet(new)
        self.quiet.discard(old)
        self.owed = {(new, *key[1:]) if key[0] == old else key for key in self.owed}
        self.sent = {(new, *key[1:]) if key[0] == old else key for key in self.sent}
        for place in [place for place in self.wishes if place[0] == old]:
            self.wishes[new, place[1]] = self.wishes.pop(place)

    def check(self, rows: Mapping[int, Mapping[Any, Any]]) -> None:
        """What holds of the rows at any time."""
        states = {key_of(row): row["state"] for row in rows.values()}
        assert len(states) == len(rows), "one row a chat, topic, kind and occasion"
        assert self.owed <= states.keys(), "none is lost"
        assert {states.get(key) for key in self.sent} <= {"sent"}, "what was sent stays sent"
        sending = {number: (row["owner"], row["fence"]) for number, row in rows.items() if row["state"] == "sending"}
        assert sending == {number: held[:2] for number, held in self.held.items()}, "one owner, and the right one"
        for number, row in rows.items():
            assert row["fence"] >= self.fences.get(number, 0), "fences only grow"
            self.fences[number] = row["fence"]
            assert row["body"] is None or row["state"] in OPEN, "of what ended no text is kept"

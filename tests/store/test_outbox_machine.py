"""The outbox under chance, a thousand steps, two in CI: owners die and come back, clocks jump, chats move away.

A model says what must hold.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import count
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete

from bot.store import Store, open_store
from bot.store.marks import Claimed, Mark
from bot.store.tables import chats, deliveries, subscriptions
from bot.subscription import Reason, State, Subscription, Where
from bot.weekdays import EVERY_DAY
from tests import chance
from tests.store.acting import DAY, GRACE, GROUP, HOUR, LEASE, MINUTE, PERSON, RATES, SECOND, rows, topic
from tests.store.model import Key, Model, key_of

T = TypeVar("T")
SUPERGROUP = -1_001
WHERES = [PERSON, GROUP, topic(3), topic(0, SUPERGROUP), topic(3, SUPERGROUP)]
# Days skipped, hours that come twice or never, quarters of an hour: and the instants at which that happens.
ZONES = ["Pacific/Apia", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca", "Asia/Shanghai"]
STARTS = [datetime(2011, 12, 28, tzinfo=UTC), datetime(2025, 3, 28, 20, tzinfo=UTC), datetime(2025, 10, 25, tzinfo=UTC)]
TIMES = [time(0), time(2, 30), time(8, 30), time(23, 30)]
JUMPS = [
    0 * SECOND,
    SECOND,
    20 * SECOND,
    LEASE,
    10 * MINUTE,
    3 * HOUR,
    9 * HOUR,
    DAY,
    3 * DAY,
    -SECOND,
    -10 * MINUTE,
    -2 * HOUR,
]
OUTCOMES: dict[str, dict[str, Any]] = {
    "sent": {"state": State.SENT, "message_id": 5},
    "again": {"state": State.PENDING, "reason": Reason.UNREACHABLE, "next_at": 30 * SECOND},
    "returned": {"state": State.PENDING, "returned": True},
    "failed": {"state": State.FAILED, "reason": Reason.REFUSED},
    "unknown": {"state": State.UNKNOWN, "reason": Reason.NO_ANSWER},
    "wait": {"state": State.PENDING, "wait_until": 10 * MINUTE},
    "migrated": {"state": State.PENDING, "migrated_to": SUPERGROUP},
    "quiet": {"state": State.FAILED, "reason": Reason.BLOCKED, "quiet": True},
    "paused": {"state": State.FAILED, "reason": Reason.TOPIC_GONE, "pause": True},
}
an_owner, a_place = st.sampled_from("abc"), st.sampled_from(WHERES)
jumps, seldom = st.sampled_from(JUMPS), st.sampled_from([False] * 5 + [True])
outcomes = st.lists(st.sampled_from(sorted(OUTCOMES)), max_size=3)
ALL_STEPS, PARTS = 1_000 * chance.TIMES, 2
# Machines in a row, how long each runs, and after how long it may be brought to an end.
EXAMPLES, STEPS, OLD = 10, 80, 50


def _due(row: Mapping[Any, Any]) -> datetime:
    due: datetime = row["due_at"]
    return due


class Outboxes(RuleBasedStateMachine):
    store: ClassVar[Store]
    loop: ClassVar[asyncio.AbstractEventLoop]
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.model = Model(STARTS[0])
        self.claimed: dict[str, list[Claimed]] = {"a": [], "b": [], "c": []}
        self.forgotten: list[tuple[str, Claimed]] = []  # what an owner had claimed before it died
        self.rows: dict[int, Mapping[Any, Any]] = {}
        self.age = -1  # the invariants are checked before the first step, too
        self.run(self._empty())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def _empty(self) -> None:
        async with self.store.database.write() as connection:
            for table in (deliveries, subscriptions, chats):
                await connection.execute(delete(table))

    def _all(self) -> list[list[Mapping[Any, Any]]]:
        return [self.run(rows(self.store, table)) for table in (deliveries, subscriptions, chats)]

    @initialize(start=st.sampled_from(STARTS), zone=st.sampled_from(ZONES))
    def begin(self, start: datetime, zone: str) -> None:
        self.model.now = start
        for where in WHERES[:4]:
            self.subscribe_change_or_unsubscribe(where, active=True, jump=0 * SECOND, zone=zone)

    @rule(jump=jumps, owner=an_owner, count=st.integers(0, 4), late=outcomes, prompt=outcomes, dies=seldom)
    def tick(self, jump: timedelta, owner: str, count: int, late: list[str], prompt: list[str], dies: bool) -> None:
        """What a process does in a tick, and what it had not done in the last one: others may have by then."""
        self.model.now += jump
        if self._answer(owner, late):
            self.check()
        before = {key_of(row) for row in self.rows.values()}
        self.run(self.store.outbox.plan(self.model.now, GRACE))
        self.rows = {row["id"]: row for row in self.run(rows(self.store))}
        self._check_planned(sorted((row for row in self.rows.values() if key_of(row) not in before), key=_due), before)
        self._claim(owner, count)
        self._answer(owner, prompt)
        if dies:
            self._die(owner)

    @rule(
        jump=jumps,
        where=a_place,
        zone=st.sampled_from(ZONES),
        at=st.sampled_from(TIMES),
        weekdays=st.sampled_from([EVERY_DAY, EVERY_DAY, frozenset({2}), frozenset({0, 4, 6})]),
        active=st.sampled_from([True, True, True, False]),
    )
    def subscribe_change_or_unsubscribe(self, where: Where, active: bool, jump: timedelta, **wanted: Any) -> None:
        self.model.now += jump
        subscription = Subscription(where, active=active, **wanted)
        self.run(self.store.chats.put(subscription, self.model.now, resumes=True))
        self.model.put(subscription)

    @rule(jump=jumps, where=a_place, occasion=st.sampled_from(["x", "y", None]))
    def meet_or_tell(self, jump: timedelta, where: Where, occasion: str | None) -> None:
        self.model.now += jump
        if occasion is not None:
            self.run(self.store.outbox.tell(where, occasion, "x", self.model.now))
        else:
            self.run(self.store.chats.meet(where, self.model.now))
            self.model.meet(where.chat_id)

    def _check_planned(self, made: list[Mapping[Any, Any]], before: set[Key]) -> None:
        for place, wish in self.model.wishes.items():
            due, here = self.model.owe(place), [row for row in made if key_of(row)[:2] == place]
            wish.through = max(wish.through, self.model.now)
            assert all(row["state"] == State.SKIPPED for row in here[:-1]), "only the newest is owed"
            if due and due[-1] not in before:
                assert due[-1] == key_of(here[-1]), "the newest is not lost"
                is_in_time = self.model.now - here[-1]["due_at"] <= GRACE
                assert here[-1]["state"] == (State.PENDING if is_in_time else State.SKIPPED)

    def _claim(self, owner: str, count: int) -> None:
        found = self.run(self.store.outbox.claim(owner, self.model.now, count, LEASE))
        assert len(found) <= count
        self.model.claim(owner, found, {number: row["chat_id"] for number, row in self.rows.items()})
        self.claimed[owner] += found

    def _answer(self, owner: str, outcomes: list[str]) -> bool:
        """Whether there was anything to answer."""
        answers = list(zip(self.claimed[owner], outcomes, strict=False))
        del self.claimed[owner][: len(answers)]
        for claimed, outcome in answers:
            self._mark(owner, claimed, outcome)
        return bool(answers)

    def _die(self, owner: str) -> None:
        self.forgotten += [(owner, claimed) for claimed in self.claimed[owner]]
        self.claimed[owner] = []

    @precondition(lambda self: self.forgotten)
    @rule(data=st.data(), outcome=st.sampled_from(sorted(OUTCOMES)))
    def answer_from_an_earlier_life(self, data: st.DataObject, outcome: str) -> None:
        self._mark(*data.draw(st.sampled_from(self.forgotten)), outcome)

    def _mark(self, owner: str, claimed: Claimed, outcome: str) -> None:
        model, now = self.model, self.model.now
        delivery, where = claimed.delivery, claimed.delivery.where
        if outcome == "migrated" and where.chat_id != GROUP.chat_id:
            outcome = "sent"
        learnt = OUTCOMES[outcome]
        learnt = {name: now + value if isinstance(value, timedelta) else value for name, value in learnt.items()}
        before = None if (is_held := model.holds(owner, claimed)) else self._all()
        stale = self.run(self.store.outbox.mark(owner, [Mark(claimed, at=now, **learnt)], RATES))
        assert bool(stale) is not is_held
        if stale:
            assert self._all() == before, "who comes too late changes nothing"
            return
        del model.held[delivery.id]
        if outcome == "sent":
            model.sent.add((where.chat_id, where.topic_id, str(delivery.kind), delivery.occasion))
        elif outcome == "again":
            model.not_before["delivery", delivery.id] = learnt["next_at"]
        elif outcome == "wait":
            model.not_before["chat", where.chat_id] = learnt["wait_until"]
        elif outcome == "quiet":
            model.quiet.add(where.chat_id)
        elif outcome == "paused" and (where.chat_id, where.topic_id) in model.wishes:
            model.wishes[where.chat_id, where.topic_id].paused = True
        elif outcome == "migrated":
            model.migrate(where.chat_id, SUPERGROUP)
            there = {row["id"] for row in self.run(rows(self.store))}
            model.held = {number: held for number, held in model.held.items() if number in there}

    @precondition(lambda self: self.age > OLD)
    @rule()
    def bring_all_to_an_end(self) -> None:
        """All owners die; one comes back, and gets through with everything."""
        for owner in self.claimed:
            self._die(owner)
        waits = [row[name] for row in self._all()[0] for name in ("next_at", "lease_until") if row[name] is not None]
        self.model.now = max([self.model.now, *waits, *(row["free_at"] for row in self._all()[2])]) + HOUR
        while True:
            self._claim("a", 4)
            if not self.claimed["a"]:
                break
            self._answer("a", ["sent"] * 4)
            self.model.now += MINUTE
            self.check()
        reached = [row for row in self.rows.values() if row["chat_id"] not in self.model.quiet]
        assert not [row for row in reached if row["state"] in (State.PENDING, State.SENDING)]

    @invariant()
    def check(self) -> None:
        self.rows = {row["id"]: row for row in self.run(rows(self.store))}
        self.model.check(self.rows)

    @invariant()
    def grow_older(self) -> None:
        self.age += 1
        type(self).steps += self.age > 0


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_nothing_is_lost_and_nothing_is_sent_again(part: int) -> None:
    """In parts, for pytest-xdist; seeded, so that a part that fails fails again."""
    often = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        Outboxes.loop, Outboxes.store, Outboxes.steps = runner.get_loop(), runner.run(open_store("sqlite://")), 0
        try:
            for number in count():
                run_state_machine_as_test(seed(100 * part + number)(Outboxes), settings=often)
                if Outboxes.steps >= ALL_STEPS / PARTS:
                    break
        finally:
            runner.run(Outboxes.store.close())

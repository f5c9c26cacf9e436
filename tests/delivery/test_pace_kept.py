"""How fast messages leave: no second sees more than is permitted, and replies to people go first."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.delivery.slots import Slots
from bot.services import Services
from bot.settings import DEFAULTS
from bot.store import Store
from bot.subscription import ChatKind, Where
from tests import chance
from tests.chat import NOW, Chat, PlayedClock
from tests.delivery.acting import (
    ANN,
    BEN,
    DAY,
    MORNING,
    SECOND,
    SENT,
    asked,
    broadcast,
    label,
    meet,
    outcome,
    preview,
    subscribe,
    ticks,
)

RATES = st.one_of(st.sampled_from([1.0, 2.0, 20.0, 25.0, 30.0]), st.floats(0.3, 120))
LATENESS = st.sampled_from([0.0, 0.001, 0.01, 0.03, 0.2, 3.0])  # seconds: how late a sleeper wakes up, at most


class LateClock(PlayedClock):
    """A clock on which who sleeps wakes up late."""

    def __init__(self, latest: float, seed: int) -> None:
        super().__init__(NOW)
        self._latest, self._chance = latest, random.Random(seed)

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds + self._chance.uniform(0, self._latest))


def most_in_a_second(moments: Sequence[float]) -> int:
    ordered, first, most = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= 1 - 1e-6:
            first += 1
        most = max(most, last - first + 1)
    return most


@asynccontextmanager
async def slots_of(rate: float, clock: PlayedClock, processes: int = 1) -> AsyncIterator[list[Slots]]:
    """The slots of processes that share one pace."""
    store = Store()
    await store.open()
    slots = [Slots(store.pace, rate, clock) for _ in range(processes)]
    yield slots
    if asking := set[asyncio.Task[list[float]]]().union(*(each.asking for each in slots)):
        await asyncio.wait(asking)
    await store.close()


async def left(rate: float, count: int, clock: PlayedClock, processes: int = 1) -> list[float]:
    """When messages left that processes sent by turns, each as soon as it might."""
    moments = []
    async with slots_of(rate, clock, processes) as slots:
        for number in range(count):
            assert await slots[number % processes].next(clock.now() + timedelta(days=1))
            moments.append(clock.now().timestamp())
    return moments


@hypothesis_settings(max_examples=30 * chance.TIMES, deadline=None)
@given(rate=RATES, latest=LATENESS, seed=st.integers(0, 99), processes=st.integers(1, 3))
def test_no_second_sees_more_than_is_permitted(rate: float, latest: float, seed: int, processes: int) -> None:
    count = min(80, ceil(3 * rate) + 2)
    moments = asyncio.run(left(rate, count, LateClock(latest, seed), processes))
    assert most_in_a_second(moments) <= ceil(rate)


async def test_nearly_all_that_is_permitted_is_used() -> None:
    moments = await left(25, 251, PlayedClock(NOW))
    assert 250 / (moments[-1] - moments[0]) > 23.5


async def test_who_has_no_permit_in_time_gets_none() -> None:
    clock = PlayedClock(NOW)
    async with slots_of(0.1, clock) as [slots]:
        assert await slots.next(NOW + SECOND)
        assert not await slots.next(NOW + 2 * SECOND)
        assert clock.now() < NOW + 4 * SECOND, "it did not wait for what comes too late"


async def test_two_who_wait_for_a_permit_get_one_each() -> None:
    async with slots_of(25, PlayedClock(NOW)) as [slots]:
        until = NOW + 60 * SECOND
        assert await asyncio.gather(slots.next(until), slots.next(until)) == [True, True]
        assert len(set(slots._held)) == len(slots._held) == 3


async def test_slots_that_could_not_be_asked_for_ahead_are_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = PlayedClock(NOW)
    async with slots_of(25, clock) as [slots]:
        assert await slots.next(NOW + 60 * SECOND)

        async def refused(*_: object) -> list[float]:
            raise ConnectionRefusedError

        with monkeypatch.context() as away:
            away.setattr(slots._pace, "take", refused)
            for _ in range(4):
                assert await slots.next(NOW + 60 * SECOND)
            for _ in range(50):  # it was refused
                await asyncio.sleep(0)
        assert await slots.next(NOW + 60 * SECOND)


async def test_every_reply_takes_the_place_of_a_delivery() -> None:
    clock = PlayedClock(NOW)
    async with slots_of(20, clock) as [slots]:
        deliveries = replies = 0
        while clock.now() < NOW + 20 * SECOND:
            if deliveries % 3 == 0:
                slots.reply_left()
                replies += 1
            assert await slots.next(clock.now() + 60 * SECOND)
            deliveries += 1
        assert replies > 80
        assert replies + deliveries <= 20 * 20 + 1


async def test_a_reply_of_long_ago_takes_nothing_away() -> None:
    clock = PlayedClock(NOW)
    async with slots_of(10, clock) as [slots]:
        for _ in range(50):
            slots.reply_left()
        clock.go_on_to(NOW + 2 * SECOND)
        assert await slots.next(NOW + 3 * SECOND)
        assert clock.now() == NOW + 2 * SECOND


async def test_no_more_replies_are_remembered_than_were_sent_within_a_second() -> None:
    clock = PlayedClock(NOW)
    async with slots_of(10, clock) as [slots]:
        for number in range(100):  # and nothing is delivered
            clock.go_on_to(NOW + number * SECOND / 4)
            slots.reply_left()
        assert len(slots._replies) == 5


async def test_nothing_leaves_while_all_must_wait_and_nobody_sleeps_on_it() -> None:
    clock = PlayedClock(NOW)
    async with slots_of(25, clock, 2) as [slots, others]:
        assert await slots.next(NOW + SECOND)
        await slots.hold(30)
        assert slots.is_held
        assert not await slots.next(NOW + 15 * SECOND)
        assert clock.now() < NOW + SECOND, "the one that was told knows it at once"
        assert not await others.next(NOW + 15 * SECOND), "the others learn it from the store"
        assert await others.next(NOW + 60 * SECOND)
        assert clock.now() >= NOW + 30 * SECOND


def moments(talk: Chat, *wheres: Where) -> list[float]:
    return [request.at.timestamp() for request in asked(talk, *wheres)]


CROWD = tuple(Where(2_000 + number) for number in range(120))


async def test_digests_and_broadcasts_leave_at_the_overall_rate(talk: Chat) -> None:
    await subscribe(talk, *CROWD[:60])
    await talk.later(MORNING - SECOND)
    await meet(talk, *CROWD[60:])
    await broadcast(talk)
    await talk.later(MORNING)
    await ticks(talk, 9)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert most_in_a_second(moments(talk, *CROWD)) <= DEFAULTS.rate
    times = moments(talk, *CROWD)
    assert len(times) == 180
    assert max(times) - min(times) < 180 / DEFAULTS.rate + 4


async def test_a_chat_gets_one_message_a_second(talk: Chat) -> None:
    await subscribe(talk, ANN)
    await talk.later(MORNING - SECOND)
    for number in range(4):
        await talk.services.store.outbox.tell(ANN, f"line {number}", "一行", talk.clock.now())
    await talk.later(MORNING)
    await ticks(talk, 8)
    times = moments(talk, ANN)
    assert len(times) == 5
    assert min(later - early for early, later in pairwise(times)) >= 1


async def test_a_group_gets_twenty_a_minute(talk: Chat) -> None:
    topics = [Where(-100200, number, ChatKind.GROUP) for number in range(1, 41)]
    await subscribe(talk, *topics)
    await talk.later(MORNING)
    await ticks(talk, 180)
    times = moments(talk, topics[0])
    assert len(times) == 40
    assert all(later - early > 60 for early, later in zip(times, times[20:], strict=False))


async def test_a_reply_goes_out_in_the_middle_of_a_broadcast_and_a_digest_before_its_rest(talk: Chat) -> None:
    await subscribe(talk, ANN)
    await meet(talk, *CROWD)
    await talk.later(MORNING - 2 * SECOND)
    shown = await preview(talk, targets="私聊")
    await talk.press(shown, label(shown, "确认发给"))
    answers = []

    async def asks() -> None:
        answers.append((talk.clock.now(), await talk("拍卖会")))

    talk.clock.planned.append((MORNING - SECOND, asks))
    talk.clock.planned.append((MORNING, talk.assembly.worker.plan))
    await talk.later(talk.clock.now())
    ((at, said),) = answers
    assert "累计超100亿元" in said.text
    assert at == MORNING - SECOND, "at once"
    digest = asked(talk, ANN)[-1]
    assert "每日简报" in digest.parameters["text"]
    assert digest.at < MORNING + 2 * SECOND
    after = [moment for moment in moments(talk, *CROWD) if moment > digest.at.timestamp()]
    assert len(after) > 40, "most of the broadcast comes later"
    assert all(len(asked(talk, where)) == 1 for where in CROWD)


@pytest.mark.parametrize("rate", [2.0, 10.0])
async def test_replies_are_taken_off_the_rate_of_deliveries(services: Services, rate: float) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({7}), rate=rate))
    async with talk.application:
        await meet(talk, *CROWD[:40])
        await broadcast(talk, targets="私聊")
        for tenth in range(1, 200):
            talk.clock.planned.append((NOW + tenth * SECOND / rate * 2, lambda: talk("芜湖")))
        began = talk.clock.now()
        await talk.later(began)
        ended = asked(talk, *CROWD)[-1].at
        window = [r for r in talk.wire.requests if r.method == "sendMessage" and began < r.at <= ended]
        assert len(window) <= rate * (ended - began) / timedelta(seconds=1) + 2
        talk.clock.planned.clear()


async def test_the_next_day_comes_on_the_next_day_only(talk: Chat) -> None:
    await subscribe(talk, ANN, BEN)
    await talk.later(MORNING)
    await ticks(talk, 3)
    assert len(asked(talk, ANN, BEN)) == 2
    await talk.later(MORNING + DAY - SECOND)
    assert len(asked(talk, ANN, BEN)) == 2
    await talk.later(MORNING + DAY)
    assert len(asked(talk, ANN, BEN)) == 4

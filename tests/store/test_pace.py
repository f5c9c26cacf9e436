"""The pace: slots evenly apart, and no two processes on the same one."""

from __future__ import annotations

import asyncio
from itertools import chain, pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.store import AWAY, Store, open_store
from bot.store.database import SERVER_NOT_FOR_EVER
from bot.store.pace import AHEAD, LATEST, USED
from tests.postgresql import PostgreSQL
from tests.store.acting import HOUR, MONDAY, SECOND

RATE = 25.0
INTERVAL = 1 / (RATE * USED)
NOW = MONDAY.timestamp()


async def test_slots_are_evenly_apart_and_begin_now(store: Store) -> None:
    slots = await store.pace.take(5, RATE, MONDAY)
    assert slots == pytest.approx([NOW + number * INTERVAL for number in range(5)])


async def test_the_next_slots_come_after_those_that_were_taken(store: Store) -> None:
    slots = [*await store.pace.take(3, RATE, MONDAY), *await store.pace.take(2, RATE, MONDAY)]
    assert slots == pytest.approx([NOW + number * INTERVAL for number in range(5)])


async def test_no_two_processes_have_slots_that_overlap(replicas: tuple[Store, ...]) -> None:
    taken = await asyncio.gather(*(store.pace.take(2, RATE, MONDAY) for store in replicas * 3))
    slots = sorted(chain.from_iterable(taken))
    assert len(slots) == 18
    assert min(later - early for early, later in pairwise(slots)) == pytest.approx(INTERVAL, abs=1e-6)


async def test_the_first_slots_of_all_are_taken_once(replicas: tuple[Store, ...]) -> None:
    taken = await asyncio.gather(*(store.pace.take(1, RATE, MONDAY) for store in replicas))
    assert sorted(chain.from_iterable(taken)) == pytest.approx([NOW + number * INTERVAL for number in range(3)])


async def test_no_second_sees_too_many_even_if_a_message_leaves_as_late_as_it_may(store: Store) -> None:
    slots: list[float] = []
    for step in range(40):
        slots += await store.pace.take(3, RATE, MONDAY + step * SECOND / 10)
    gaps = [later - early for early, later in zip(slots, slots[int(RATE) :], strict=False)]
    assert min(gaps) - LATEST >= 1 - 1e-6


async def test_nobody_takes_slots_that_are_far_off(store: Store) -> None:
    many = int(AHEAD / INTERVAL) + 1
    assert len(await store.pace.take(many, RATE, MONDAY)) == many
    assert await store.pace.take(1, RATE, MONDAY) == []
    assert len(await store.pace.take(1, RATE, MONDAY + SECOND)) == 1, "nor did being refused move them"


async def test_slots_that_nobody_took_are_not_made_up_for(store: Store) -> None:
    await store.pace.take(1, RATE, MONDAY)
    later = await store.pace.take(2, RATE, MONDAY + 100 * SECOND)
    assert later == pytest.approx([NOW + 100, NOW + 100 + INTERVAL])


async def test_nothing_leaves_while_telegram_says_to_wait(store: Store) -> None:
    await store.pace.hold_for(30, MONDAY)
    assert await store.pace.take(1, RATE, MONDAY) == []
    assert await store.pace.take(1, RATE, MONDAY + 28 * SECOND) == []
    assert await store.pace.take(1, RATE, MONDAY + 30 * SECOND) == pytest.approx([NOW + 30])


async def test_a_shorter_wait_does_not_shorten_a_longer_one(store: Store) -> None:
    await store.pace.hold_for(30, MONDAY)
    await store.pace.hold_for(5, MONDAY)
    assert await store.pace.take(1, RATE, MONDAY + 10 * SECOND) == []


async def test_what_a_wrong_clock_took_or_held_is_free_when_it_is_set_right(store: Store) -> None:
    await store.pace.take(3, RATE, MONDAY + 8 * HOUR)
    assert await store.pace.take(1, RATE, MONDAY) == pytest.approx([NOW])
    await store.pace.hold_for(30, MONDAY + 8 * HOUR)
    assert await store.pace.take(1, RATE, MONDAY) == pytest.approx([NOW])


async def test_a_clock_that_is_set_back_a_little_finds_free_slots(store: Store) -> None:
    await store.pace.take(3, RATE, MONDAY + HOUR / 2)
    assert await store.pace.take(1, RATE, MONDAY) == pytest.approx([NOW])


async def test_a_rate_of_less_than_one_a_minute_is_kept(store: Store) -> None:
    assert len(await store.pace.take(1, 0.01, MONDAY)) == 1
    assert await store.pace.take(1, 0.01, MONDAY + 90 * SECOND) == []


async def test_after_an_hour_telegram_is_asked_again_however_long_it_said(store: Store) -> None:
    await store.pace.hold_for(8 * HOUR / SECOND, MONDAY)
    assert await store.pace.take(1, RATE, MONDAY + HOUR - 2 * SECOND) == []
    assert len(await store.pace.take(1, RATE, MONDAY + HOUR)) == 1


async def test_a_process_that_vanished_in_a_transaction_holds_no_other_up(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SERVER_NOT_FOR_EVER, "idle_in_transaction_session_timeout", 300)
    address = postgresql()
    vanished, other = [await open_store(address) for _ in range(2)]
    await other.pace.take(1, RATE, MONDAY)
    taken = []

    async def vanishes() -> None:
        async with vanished.database.write() as connection:
            await connection.execute(text("UPDATE pace SET next_slot = next_slot"))  # and nothing follows meanwhile
            async with asyncio.timeout(10):
                taken.extend(await other.pace.take(1, RATE, MONDAY))

    with pytest.raises(AWAY):  # one that was only suspended tries again
        await vanishes()
    assert len(taken) == 1
    await vanished.close()
    await other.close()
    postgresql.drop(address)


async def test_nobody_waits_long_for_a_row_that_another_process_holds(
    postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SERVER_NOT_FOR_EVER, "lock_timeout", 100)
    address = postgresql()
    holder, other = [await open_store(address) for _ in range(2)]
    await other.pace.take(1, RATE, MONDAY)
    async with holder.database.write() as connection:
        await connection.execute(text("UPDATE pace SET next_slot = next_slot"))
        with pytest.raises(OperationalError, match="lock timeout"):
            await other.pace.take(1, RATE, MONDAY)
    assert len(await other.pace.take(1, RATE, MONDAY)) == 1
    await holder.close()
    await other.close()
    postgresql.drop(address)

"""Which updates are handled: noted once, asked for by any process, and forgotten when they cannot come again."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import Store
from bot.store.handled import KEPT, UpdateClaim
from bot.store.tables import handled
from tests.store.acting import DAY, HOUR, MINUTE, MONDAY, SECOND, rows

LARGEST = 2**63 - 1


async def keys(store: Store) -> set[int]:
    return {row["key"] for row in await rows(store, handled)}


async def test_what_was_noted_is_known_and_nothing_else(store: Store) -> None:
    await store.handled.add([1, 2, LARGEST], MONDAY)
    assert await store.handled.among([0, 1, 3, LARGEST]) == {1, LARGEST}
    assert await store.handled.among([]) == set()


async def test_what_is_noted_again_is_there_once_as_it_was_first(store: Store) -> None:
    await store.handled.add([1, 2], MONDAY)
    await store.handled.add([2, 3], MONDAY + HOUR)
    found = {row["key"]: row["at"] for row in await rows(store, handled)}
    assert found == {1: MONDAY, 2: MONDAY, 3: MONDAY + HOUR}


async def test_the_newest_come_first_and_as_many_as_asked(store: Store) -> None:
    await store.handled.add([7], MONDAY)
    await store.handled.add([3, 4], MONDAY + SECOND)
    await store.handled.add([1], MONDAY + MINUTE)
    assert await store.handled.newest(10) == [1, 4, 3, 7]
    assert await store.handled.newest(2) == [1, 4]


async def test_replicas_know_of_one_another_s(replicas: tuple[Store, ...]) -> None:
    first, second, _ = replicas
    await first.handled.add([1], MONDAY)
    assert await second.handled.among([1, 2]) == {1}


async def test_replicas_that_note_the_same_at_once_in_another_order_do_not_block_each_other(
    replicas: tuple[Store, ...],
) -> None:
    forth, back = range(200), range(199, -1, -1)
    async with asyncio.timeout(10):
        for _ in range(5):
            await asyncio.gather(*(store.handled.add(order, MONDAY) for store in replicas for order in (forth, back)))
            assert await keys(replicas[0]) == set(forth)
            await replicas[0].handled.prune(MONDAY + 3 * DAY)


async def test_after_two_days_they_are_forgotten_and_not_before(store: Store) -> None:
    assert KEPT == 2 * DAY, "Telegram keeps an update for one"
    await store.handled.add([1], MONDAY)
    await store.handled.add([2], MONDAY + HOUR)
    await store.handled.prune(MONDAY + 2 * DAY)
    assert await keys(store) == {1, 2}
    await store.handled.prune(MONDAY + 2 * DAY + SECOND)
    assert await keys(store) == {2}


async def test_an_update_is_claimed_by_one_process_until_it_is_handled(replicas: tuple[Store, ...]) -> None:
    first, second, _ = replicas
    until = MONDAY + MINUTE
    assert await first.handled.claim(1, MONDAY, until) is UpdateClaim.OURS
    assert await second.handled.claim(1, MONDAY + SECOND, until) is UpdateClaim.ELSEWHERE
    assert await second.handled.among([1]) == set(), "it is begun, and not handled"
    assert await second.handled.newest(5) == []
    await first.handled.add([1], MONDAY + 2 * SECOND)
    assert await second.handled.claim(1, MONDAY + HOUR, MONDAY + DAY) is UpdateClaim.HANDLED
    assert await second.handled.newest(5) == [1]


async def test_a_claim_of_a_process_that_died_is_taken_over_when_its_time_is_up(replicas: tuple[Store, ...]) -> None:
    first, second, third = replicas
    await first.handled.claim(1, MONDAY, MONDAY + MINUTE)
    later = MONDAY + MINUTE + SECOND
    assert await second.handled.claim(1, later, later + MINUTE) is UpdateClaim.OURS
    assert await third.handled.claim(1, later, later + MINUTE) is UpdateClaim.ELSEWHERE


async def test_a_claim_that_is_let_go_is_any_process_s_at_once(replicas: tuple[Store, ...]) -> None:
    first, second, _ = replicas
    for key in (1, LARGEST):
        await first.handled.claim(key, MONDAY, MONDAY + MINUTE)
    await first.handled.claim(2, MONDAY, MONDAY + MINUTE)
    await first.handled.let_go({1: MONDAY + MINUTE, LARGEST: MONDAY + MINUTE})
    assert await second.handled.claim(1, MONDAY + SECOND, MONDAY + HOUR) is UpdateClaim.OURS
    assert await second.handled.claim(2, MONDAY + SECOND, MONDAY + HOUR) is UpdateClaim.ELSEWHERE
    assert await keys(second) == {1, 2}


@pytest.mark.parametrize("handled", [True, False], ids=["was handled", "was taken over"])
async def test_who_lets_go_too_late_of_a_claim_changes_nothing(replicas: tuple[Store, ...], handled: bool) -> None:
    first, second, third = replicas
    await first.handled.claim(1, MONDAY, MONDAY + MINUTE)
    later = MONDAY + MINUTE + SECOND
    await second.handled.claim(1, later, later + MINUTE)
    if handled:
        await second.handled.add([1], later)
    await first.handled.let_go({1: MONDAY + MINUTE})
    assert await third.handled.claim(1, later, later + MINUTE) is (
        UpdateClaim.HANDLED if handled else UpdateClaim.ELSEWHERE
    )

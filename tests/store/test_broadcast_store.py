"""Broadcasts as they are stored: one draft, one start, one end, and to exactly those that were chosen."""

from __future__ import annotations

import asyncio
from itertools import chain
from typing import Any

import pytest

from bot.broadcasts import DRAFT, Content, Stage
from bot.store import Store
from bot.subscription import ChatKind, DeliveryKind, Follow, Reason, State, Where
from tests.store.acting import (
    CHANNEL,
    GROUP,
    HOUR,
    LEASE,
    MINUTE,
    MONDAY,
    OTHER,
    PERSON,
    SECOND,
    chats_of,
    claim,
    mark,
    of,
    rows,
    subscribe,
    topic,
)

ADMIN = 9
LAND, LAND_USE = Follow(Follow.TOPIC, "land"), Follow(Follow.TOPIC, "land_use")


async def draft(store: Store, targets: str = "all", **values: Any) -> int:
    number = await store.broadcasts.begin(ADMIN, MONDAY, MONDAY + 30 * MINUTE)
    values = {"stage": Stage.CONFIRM, "targets": targets, "content": Content(Content.TEXT, {"text": "你好"})} | values
    assert await store.broadcasts.change(number, DRAFT, **values)
    return number


async def started(store: Store, targets: str = "all") -> int:
    number = await draft(store, targets)
    assert await store.broadcasts.start(number, (Stage.CONFIRM,), MONDAY)
    return number


async def stage(store: Store, number: int) -> Stage:
    broadcast = await store.broadcasts.get(number)
    assert broadcast is not None
    return broadcast.stage


async def test_a_draft_comes_back_as_it_was_written(store: Store) -> None:
    number = await draft(store)
    written = await store.broadcasts.draft(ADMIN, MONDAY)
    assert written is not None
    assert (written.id, written.stage, written.targets) == (number, Stage.CONFIRM, "all")
    assert written.content == Content("text", {"text": "你好"})
    assert await store.broadcasts.get(number) == written


async def test_an_administrator_writes_one_draft_at_a_time(store: Store) -> None:
    first = await draft(store)
    other = await store.broadcasts.begin(ADMIN + 1, MONDAY, MONDAY + HOUR)
    second = await draft(store)
    found = await store.broadcasts.draft(ADMIN, MONDAY)
    assert found is not None
    assert found.id == second
    assert [await stage(store, number) for number in (first, other)] == [Stage.CANCELLED, Stage.CONTENT]


async def test_a_draft_is_given_up_after_its_time(store: Store) -> None:
    await draft(store)
    assert await store.broadcasts.draft(ADMIN, MONDAY + 30 * MINUTE - SECOND) is not None
    assert await store.broadcasts.draft(ADMIN, MONDAY + 30 * MINUTE) is None


async def test_who_changes_it_in_another_stage_changes_nothing(store: Store) -> None:
    number = await draft(store)
    assert not await store.broadcasts.change(number, (Stage.SCHEDULED,), stage=Stage.RUNNING, targets="groups")
    assert (await store.broadcasts.get(number)).targets == "all"  # type: ignore[union-attr]


async def test_it_is_started_once_whoever_starts_it(replicas: tuple[Store, ...]) -> None:
    for chat in range(1, 11):
        await replicas[0].chats.meet(Where(chat), MONDAY)
    number = await draft(replicas[0])
    starts = [store.broadcasts.start(number, (Stage.CONFIRM,), MONDAY) for store in replicas * 2]
    assert sorted(await asyncio.gather(*starts)) == [False] * 5 + [True]
    assert len(await rows(replicas[0])) == 10


FOLLOWERS = [GROUP.chat_id, PERSON.chat_id]
TARGETS = {
    "all": [CHANNEL.chat_id, GROUP.chat_id, PERSON.chat_id, OTHER.chat_id],
    "groups": [GROUP.chat_id],
    "channels": [CHANNEL.chat_id],
    "private": [PERSON.chat_id, OTHER.chat_id],
    "topic:land": FOLLOWERS,
    "topic:landXuse": [GROUP.chat_id],
    "topic:land_use": [OTHER.chat_id],
    "topic:lan": [],
}


@pytest.mark.parametrize(("targets", "chats"), TARGETS.items(), ids=TARGETS)
async def test_it_goes_to_those_that_were_chosen(store: Store, targets: str, chats: list[int]) -> None:
    await store.chats.meet(CHANNEL, MONDAY)
    await subscribe(store, GROUP, follows=(LAND, Follow(Follow.TOPIC, "landXuse")))
    await subscribe(store, PERSON, follows=(LAND, Follow(Follow.PLACE, "land_use")))
    await subscribe(store, OTHER, follows=(LAND_USE,))
    await subscribe(store, Where(3), follows=(LAND,))
    await store.chats.silence(3, Reason.BLOCKED, MONDAY)
    assert await store.broadcasts.count(targets) == len(chats)
    number = await started(store, targets)
    claimed = of(await claim(store))
    assert sorted(each.where.chat_id for each in claimed) == sorted(chats)
    assert all((each.kind, each.broadcast_id) == (DeliveryKind.BROADCAST, number) for each in claimed)
    kinds = {GROUP.chat_id: ChatKind.GROUP, CHANNEL.chat_id: ChatKind.CHANNEL}
    assert all(each.where.kind is kinds.get(each.where.chat_id, ChatKind.PRIVATE) for each in claimed)


@pytest.mark.parametrize(("reads_in", "gets_it_in"), [((7,), 7), ((4, 7), 4), ((0, 7), 0), ((), 0)])
async def test_a_forum_gets_it_once_and_where_it_reads(
    store: Store, reads_in: tuple[int, ...], gets_it_in: int
) -> None:
    await store.chats.meet(GROUP, MONDAY)
    await subscribe(store, topic(2), active=False)
    for number in reads_in:
        await subscribe(store, topic(number))
    await started(store)
    assert [(row["chat_id"], row["topic_id"]) for row in await rows(store)] == [(GROUP.chat_id, gets_it_in)]


async def test_those_that_follow_a_topic_get_it_in_each_forum_topic_that_does(store: Store) -> None:
    await subscribe(store, topic(1), follows=(LAND,))
    await subscribe(store, topic(2))
    await subscribe(store, topic(3), follows=(LAND,))
    await subscribe(store, topic(4), follows=(LAND,), active=False)
    await started(store, "topic:land")
    assert [row["topic_id"] for row in await rows(store)] == [1, 3]


async def test_while_it_is_paused_nobody_claims_it(store: Store) -> None:
    await store.chats.meet(PERSON, MONDAY)
    number = await started(store)
    assert await store.broadcasts.change(number, (Stage.RUNNING,), stage=Stage.PAUSED)
    assert await claim(store) == []
    assert await store.broadcasts.change(number, (Stage.PAUSED,), stage=Stage.RUNNING)
    assert chats_of(await claim(store)) == [PERSON.chat_id]


async def test_cancelling_skips_what_was_not_sent_and_nothing_else(store: Store) -> None:
    for where in (PERSON, OTHER, Where(3)):
        await store.chats.meet(where, MONDAY)
    number = await started(store)
    first, second = await claim(store, count=2)
    await mark(store, first, State.SENT, MONDAY)
    assert await store.broadcasts.cancel(number, MONDAY)
    assert not await store.broadcasts.cancel(number, MONDAY)
    await mark(store, second, State.SENT, MONDAY)
    tally = await store.broadcasts.tally(number)
    assert tally.counts == {(State.SENT, None): 2, (State.SKIPPED, Reason.CANCELLED): 1}
    assert await stage(store, number) is Stage.CANCELLED


async def test_one_that_was_cancelled_is_shown_once_more_when_nothing_is_on_its_way(store: Store) -> None:
    await store.chats.meet(PERSON, MONDAY)
    number = await started(store)
    [claimed] = await claim(store)
    await store.broadcasts.cancel(number, MONDAY)
    assert await store.broadcasts.to_show(MONDAY + SECOND, MONDAY) == ()
    await mark(store, claimed, State.SENT, MONDAY)
    shown = [await store.broadcasts.to_show(MONDAY + n * SECOND, MONDAY + n * SECOND) for n in (2, 3)]
    assert [[each.id for each in one] for one in shown] == [[number], []]


@pytest.mark.parametrize("crashed", [False, True], ids=["tried again", "its owner crashed"])
async def test_what_was_in_flight_when_it_was_cancelled_is_not_tried_again(store: Store, crashed: bool) -> None:
    await store.chats.meet(PERSON, MONDAY)
    number = await started(store)
    [claimed] = await claim(store)
    await store.broadcasts.cancel(number, MONDAY)
    if not crashed:
        await mark(store, claimed, State.PENDING, MONDAY, next_at=MONDAY + SECOND)
    assert await claim(store, MONDAY + LEASE) == []
    assert (await store.broadcasts.tally(number)).counts == {(State.SKIPPED, Reason.CANCELLED): 1}


async def test_it_ends_once_and_only_when_nothing_is_open(replicas: tuple[Store, ...]) -> None:
    store = replicas[0]
    for where in (PERSON, OTHER):
        await store.chats.meet(where, MONDAY)
    number = await started(store)
    assert (await store.broadcasts.tally(number)).open == 2
    for claimed in await claim(store):
        assert not await store.broadcasts.finish(number, MONDAY)
        await mark(store, claimed, State.SENT, MONDAY)
    ends = await asyncio.gather(*(each.broadcasts.finish(number, MONDAY) for each in replicas))
    assert sorted(ends) == [False, False, True]
    assert await stage(store, number) is Stage.DONE


async def test_its_progress_is_shown_by_one_process_and_not_too_often(replicas: tuple[Store, ...]) -> None:
    store = replicas[0]
    number = await started(store)
    shows = await asyncio.gather(*(each.broadcasts.to_show(MONDAY, MONDAY - SECOND) for each in replicas))
    assert [each.id for each in chain.from_iterable(shows)] == [number]
    assert await store.broadcasts.to_show(MONDAY + SECOND, MONDAY - SECOND) == ()
    assert [each.id for each in await store.broadcasts.to_show(MONDAY + 2 * SECOND, MONDAY)] == [number]
    await store.broadcasts.finish(number, MONDAY)
    assert await store.broadcasts.to_show(MONDAY + HOUR, MONDAY + HOUR) == ()


async def test_a_scheduled_one_is_due_at_its_time(store: Store) -> None:
    number = await draft(store, stage=Stage.SCHEDULED, start_at=MONDAY + HOUR)
    assert await store.broadcasts.due(MONDAY + HOUR - SECOND) == ()
    assert await store.broadcasts.due(MONDAY + HOUR) == (number,)
    assert await store.broadcasts.start(number, (Stage.SCHEDULED,), MONDAY + HOUR)
    assert await store.broadcasts.due(MONDAY + HOUR) == ()


async def test_its_deliveries_are_listed_in_order_over_any_number_of_batches(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.broadcasts._REPORTED_AT_ONCE", 4)
    for chat in range(1, 13):
        await store.chats.meet(Where(chat), MONDAY)
    await store.chats.meet(GROUP, MONDAY)
    number, other = await started(store, "private"), await started(store, "groups")
    listed = [each async for some in store.broadcasts.deliveries(number) for each in some]
    assert [each.id for each in listed] == sorted(each.id for each in listed)
    assert {each.where.chat_id for each in listed} == set(range(1, 13))
    of_other = [each.where.chat_id async for some in store.broadcasts.deliveries(other) for each in some]
    assert of_other == [GROUP.chat_id]


async def test_the_newest_are_listed_first_and_no_drafts(store: Store) -> None:
    first, second = await started(store), await draft(store, stage=Stage.SCHEDULED, start_at=MONDAY + HOUR)
    await draft(store)
    await draft(store)
    assert [each.id for each in await store.broadcasts.last(9)] == [second, first]
    assert [each.id for each in await store.broadcasts.last(1, offset=1)] == [first]

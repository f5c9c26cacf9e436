"""Chats: what one set up is kept, moves with it, and is forgotten on demand."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from bot.broadcasts import Stage
from bot.store import Store
from bot.store.tables import broadcasts, chats, deliveries, subscriptions
from bot.subscription import ChatKind, Empty, Follow, Reason, State, Where
from tests.store.acting import (
    CHANNEL,
    DUE,
    GRACE,
    GROUP,
    HOUR,
    LEASE,
    MONDAY,
    OTHER,
    PERSON,
    SECOND,
    chats_of,
    claim,
    here,
    mark,
    of,
    owe,
    rows,
    subscribe,
    topic,
)

NEW = -100_999  # the number of the supergroup that the group became


async def test_every_setting_comes_back_as_it_was_put(store: Store) -> None:
    settings: dict[str, Any] = {
        "zone": "America/Nuuk",
        "at": time(23, 59),
        "ahead": 14,
        "empty": Empty.NEXT,
        "weekdays": frozenset({0, 6}),
        "follows": (Follow(Follow.TOPIC, "land"), Follow(Follow.PLACE, "340200")),
    }
    wanted = await subscribe(store, topic(7), **settings)
    assert await store.chats.subscription(topic(7)) == wanted
    assert {name: getattr(wanted, name) for name in settings} == settings
    assert (wanted.active, wanted.paused) == (True, None)
    assert await store.chats.subscription(topic(8)) is None


async def test_putting_it_again_replaces_it(store: Store) -> None:
    await subscribe(store, follows=(Follow(Follow.TOPIC, "land"),))
    await subscribe(store, ahead=2)
    [kept] = await store.chats.of_chat(PERSON.chat_id)
    assert (kept.ahead, kept.follows) == (2, ())


async def test_a_chats_topics_are_listed_in_order_and_no_other_chats(store: Store) -> None:
    for where in (topic(9), topic(0), topic(3), PERSON):
        await subscribe(store, where)
    assert [each.where.topic_id for each in await store.chats.of_chat(GROUP.chat_id)] == [0, 3, 9]


async def test_chats_are_counted(store: Store) -> None:
    for where in (PERSON, OTHER, GROUP, CHANNEL):
        await subscribe(store, where)
    await subscribe(store, Where(3), active=False)
    await store.chats.silence(OTHER.chat_id, Reason.BLOCKED, MONDAY)
    assert await store.chats.counted() == {
        (ChatKind.PRIVATE, False): 2,
        (ChatKind.PRIVATE, True): 1,
        (ChatKind.GROUP, False): 1,
        (ChatKind.CHANNEL, False): 1,
    }
    assert await store.chats.subscribed() == 3


async def test_a_quiet_chat_is_sent_nothing_until_it_is_met_again(store: Store) -> None:
    await subscribe(store, ahead=3)
    await owe(store, PERSON, OTHER)
    await store.chats.silence(PERSON.chat_id, Reason.KICKED, MONDAY)
    assert await here(store) == [("1", State.SKIPPED, Reason.KICKED)]
    assert await here(store, OTHER) == [("1", State.PENDING, None)]
    assert await store.outbox.plan(DUE, GRACE) == 1
    assert await here(store) == [("1", State.SKIPPED, Reason.KICKED), ("2025-06-02", State.SKIPPED, Reason.KICKED)]
    await store.chats.meet(PERSON, DUE + HOUR)
    [kept] = await store.chats.of_chat(PERSON.chat_id)
    assert (kept.ahead, kept.next_at) == (3, DUE + 24 * HOUR)
    await store.outbox.plan(DUE + 24 * HOUR, GRACE)
    assert chats_of(await claim(store, DUE + 24 * HOUR)) == [OTHER.chat_id, PERSON.chat_id]


async def test_meeting_a_chat_again_lets_it_have_no_more_than_its_rate(store: Store) -> None:
    await owe(store, PERSON)
    [first] = await claim(store)
    await mark(store, first, State.SENT, MONDAY)
    await owe(store, PERSON, occasion="2")
    await store.chats.meet(PERSON, MONDAY)
    assert await claim(store) == []
    assert len(await claim(store, MONDAY + SECOND)) == 1


async def test_a_group_that_became_a_supergroup_takes_all_along(store: Store) -> None:
    await subscribe(store, topic(0), ahead=1)
    await subscribe(store, topic(5), ahead=2)
    await subscribe(store, PERSON)
    await store.outbox.plan(DUE, GRACE)
    await store.chats.migrate(GROUP.chat_id, NEW, DUE)
    moved = await store.chats.of_chat(NEW)
    assert [(each.where.topic_id, each.ahead) for each in moved] == [(0, 1), (5, 2)]
    assert all(each.where.kind is ChatKind.GROUP for each in moved)
    for table in (chats, subscriptions, deliveries):
        assert GROUP.chat_id not in [row["chat_id"] for row in await rows(store, table)]
    assert sorted(chats_of(await claim(store, DUE))) == [NEW, PERSON.chat_id]
    assert await here(store, topic(5, NEW)) == [("2025-06-02", State.PENDING, None)]


async def test_where_the_supergroup_has_settings_already_the_groups_are_kept(store: Store) -> None:
    await subscribe(store, topic(0), ahead=1)
    await subscribe(store, topic(0, NEW), ahead=9)
    await subscribe(store, topic(6, NEW), ahead=6)
    await store.chats.migrate(GROUP.chat_id, NEW, MONDAY)
    assert [(each.where.topic_id, each.ahead) for each in await store.chats.of_chat(NEW)] == [(0, 1), (6, 6)]


@pytest.mark.parametrize("sent_to", [GROUP.chat_id, NEW], ids=["the group", "the supergroup"])
async def test_what_either_has_had_is_not_sent_again(store: Store, sent_to: int) -> None:
    await subscribe(store, topic(0))
    await subscribe(store, topic(0, NEW))
    await store.outbox.plan(DUE, GRACE)
    for claimed in await claim(store, DUE):
        if claimed.delivery.where.chat_id == sent_to:
            await mark(store, claimed, State.SENT, DUE, message_id=5)
        else:
            await mark(store, claimed, State.PENDING, DUE, returned=True)
    await store.chats.migrate(GROUP.chat_id, NEW, DUE)
    assert await here(store, topic(0, NEW)) == [("2025-06-02", State.SENT, None)]
    assert await claim(store, DUE + HOUR) == []


async def test_a_group_that_moves_under_a_delivery_gets_it_at_its_new_number(store: Store) -> None:
    await subscribe(store, topic(5))
    await owe(store, GROUP, occasion="line", now=DUE)
    await store.outbox.plan(DUE, GRACE)
    [first] = await claim(store, DUE, count=1)
    assert await mark(store, first, State.PENDING, DUE, migrated_to=NEW) == []
    again = of(await claim(store, DUE + SECOND, count=1))
    assert [(each.where.chat_id, each.id) for each in again] == [(NEW, first.delivery.id)]
    assert [each.where.topic_id for each in await store.chats.of_chat(NEW)] == [5]
    assert await store.chats.of_chat(GROUP.chat_id) == ()


async def test_a_group_that_moves_still_has_one_delivery_in_flight(store: Store) -> None:
    await owe(store, GROUP)
    await owe(store, GROUP, occasion="2")
    [first] = await claim(store)
    await store.chats.migrate(GROUP.chat_id, NEW, MONDAY)
    assert await claim(store, MONDAY + LEASE - SECOND, owner="b") == []
    assert await mark(store, first, State.SENT, MONDAY + SECOND) == []


async def test_moving_twice_is_moving_once(store: Store) -> None:
    await subscribe(store, GROUP, ahead=4)
    await store.chats.migrate(GROUP.chat_id, NEW, MONDAY)
    before = [await rows(store, table) for table in (chats, subscriptions, deliveries)]
    await store.chats.migrate(GROUP.chat_id, NEW, MONDAY)
    assert [await rows(store, table) for table in (chats, subscriptions, deliveries)] == before


async def test_forgetting_removes_all_of_a_chat_and_nothing_of_others(store: Store) -> None:
    for where in (PERSON, OTHER):
        await subscribe(store, where)
        await owe(store, where)
        await store.broadcasts.begin(where.chat_id, MONDAY, MONDAY + HOUR)
    await store.chats.forget(PERSON.chat_id, MONDAY)
    for table in (chats, subscriptions, deliveries):
        assert [row["chat_id"] for row in await rows(store, table)] == [OTHER.chat_id]
    assert [row["admin_id"] for row in await rows(store, broadcasts)] == [OTHER.chat_id]


async def test_who_was_forgotten_can_begin_anew_and_an_old_claim_does_not_touch_it(store: Store) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    await store.chats.forget(PERSON.chat_id, MONDAY)
    await owe(store, PERSON)
    [anew] = await claim(store)
    assert anew.delivery.id != claimed.delivery.id, "the number of a row is never given again"
    assert len(await mark(store, claimed, State.FAILED, MONDAY)) == 1
    assert await mark(store, anew, State.SENT, MONDAY) == []


async def test_of_a_broadcast_whose_administrator_is_forgotten_nothing_stays_owed(store: Store) -> None:
    await store.chats.meet(OTHER, MONDAY)
    number = await store.broadcasts.begin(PERSON.chat_id, MONDAY, MONDAY + HOUR)
    await store.broadcasts.change(number, (Stage.CONTENT,), targets="all")
    await store.broadcasts.start(number, (Stage.CONTENT,), MONDAY)
    await store.chats.forget(PERSON.chat_id, MONDAY)
    assert await here(store, OTHER) == [(str(number), State.SKIPPED, Reason.CANCELLED)]

"""Claims and marks: a delivery has one owner at a time, a chat one delivery, and who comes too late changes nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

import pytest

from bot.store import Store
from bot.store.outbox import Mark
from bot.store.tables import chats, subscriptions
from bot.subscription import DeliveryKind, Reason, State, Where
from tests.store.acting import (
    DUE,
    GRACE,
    GROUP,
    HOUR,
    LEASE,
    MINUTE,
    MONDAY,
    OTHER,
    PERSON,
    RATES,
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


async def test_a_digest_is_claimed_with_its_subscription_and_a_line_with_its_text(store: Store) -> None:
    wanted = await subscribe(store, ahead=3)
    await owe(store, OTHER)
    await store.outbox.plan(DUE, GRACE)
    line, digest = await claim(store, DUE)
    assert (line.delivery.text, line.subscription) == ("x", None)
    assert digest.subscription is not None
    assert (digest.subscription.where, digest.subscription.ahead) == (wanted.where, 3)
    assert (digest.delivery.state, digest.delivery.fence, digest.delivery.tries) == (State.SENDING, 1, 1)
    assert digest.lease_until == DUE + LEASE


async def test_those_that_claim_together_never_get_the_same(replicas: tuple[Store, ...]) -> None:
    wheres = [Where(number) for number in range(1, 61)]
    await owe(replicas[0], *wheres)
    claimed: list[int] = []
    for _ in wheres:  # more often than need be: who finds all locked comes away with nothing
        for found in await asyncio.gather(*(claim(store, count=5, owner=str(n)) for n, store in enumerate(replicas))):
            claimed += chats_of(found)
    assert sorted(claimed) == list(range(1, 61))


async def test_those_that_claim_together_never_get_the_same_chat(replicas: tuple[Store, ...]) -> None:
    for occasion in "abcdef":
        await owe(replicas[0], PERSON, OTHER, occasion=occasion)
    found = await asyncio.gather(*(claim(store, count=1, owner=str(n)) for n, store in enumerate(replicas * 4)))
    claimed = chats_of(chain.from_iterable(found))
    assert len(claimed) == len(set(claimed)) > 0


async def test_a_chat_has_one_delivery_in_flight(store: Store) -> None:
    await owe(store, PERSON, topic(1), topic(2))
    await owe(store, PERSON, occasion="2")
    first = await claim(store)
    assert chats_of(first) == [PERSON.chat_id, GROUP.chat_id]
    assert await claim(store, MONDAY + LEASE - SECOND) == []
    await mark(store, first[0], State.SENT, MONDAY)
    assert chats_of(await claim(store, MONDAY + SECOND)) == [PERSON.chat_id]


async def test_the_oldest_come_first(store: Store) -> None:
    for number in (3, 1, 2):
        await owe(store, Where(number), now=MONDAY + number * SECOND)
    assert chats_of(await claim(store, MONDAY + MINUTE, count=2)) == [1, 2]


async def test_nothing_is_claimed_before_its_time(store: Store) -> None:
    await owe(store, PERSON, now=MONDAY + SECOND)
    assert await claim(store) == []


async def test_what_waits_for_a_chat_that_is_gone_is_swept_away(store: Store) -> None:
    for where in (PERSON, OTHER):
        await owe(store, where)
    async with store.database.write() as connection:  # at the very moment when it was owed
        await connection.execute(chats.update().where(chats.c.chat_id == 1).values(quiet=Reason.BLOCKED))
    await store.outbox.sweep(MONDAY)
    assert await here(store) == [("1", State.SKIPPED, Reason.BLOCKED)]
    assert await here(store, OTHER) == [("1", State.PENDING, None)]


async def test_digests_come_before_broadcasts(store: Store) -> None:
    await subscribe(store, OTHER)
    for number in (3, 4):
        await store.chats.meet(Where(number), MONDAY)
    broadcast = await store.broadcasts.begin(9, MONDAY, MONDAY + HOUR)
    draft = (await store.broadcasts.get(broadcast)).stage  # type: ignore[union-attr]
    await store.broadcasts.change(broadcast, (draft,), targets="private")
    await store.broadcasts.start(broadcast, (draft,), MONDAY)
    await store.outbox.plan(DUE, GRACE)
    both = of(await claim(store, DUE, count=2))
    assert [each.kind for each in both] == [DeliveryKind.DIGEST, DeliveryKind.BROADCAST], (
        "the digest is the younger one"
    )


async def test_after_its_lease_a_delivery_is_anothers_and_the_first_owner_changes_nothing(store: Store) -> None:
    await owe(store, PERSON)
    [first] = await claim(store)
    later = MONDAY + LEASE
    assert await claim(store, later - SECOND, owner="b") == []
    [second] = await claim(store, later, owner="b")
    assert second.delivery.id == first.delivery.id
    assert (second.delivery.fence, second.delivery.tries) == (2, 2)
    before = await rows(store), await rows(store, chats)
    learnt = {"reason": Reason.BLOCKED, "quiet": True, "wait_until": later + HOUR}
    [stale] = await mark(store, first, State.FAILED, later, owner="a", **learnt)
    assert stale.claimed == first
    assert (await rows(store), await rows(store, chats)) == before
    assert await mark(store, second, State.SENT, later, owner="b", message_id=7) == []
    [row] = await store.outbox.last_here(PERSON, 9)
    assert (row.state, row.message_id, row.done_at) == (State.SENT, 7, later)


async def test_an_owner_that_returns_under_its_name_does_not_mark_what_it_claimed_in_an_earlier_life(
    store: Store,
) -> None:
    await owe(store, PERSON)
    [first] = await claim(store)
    [again] = await claim(store, MONDAY + LEASE)
    assert len(await mark(store, first, State.FAILED, MONDAY + LEASE)) == 1
    assert await mark(store, again, State.SENT, MONDAY + LEASE) == []


async def test_a_process_that_starts_alone_takes_over_at_once_what_the_last_one_left(store: Store) -> None:
    await owe(store, PERSON, OTHER)
    first, sent = await claim(store)
    await mark(store, sent, State.SENT, MONDAY)
    await store.outbox.take_over(MONDAY + SECOND)
    again = of(await claim(store, MONDAY + SECOND, owner="b"))
    assert [(each.id, each.fence) for each in again] == [(first.delivery.id, 2)]
    assert len(await mark(store, first, State.FAILED, MONDAY + SECOND)) == 1


async def test_marks_that_come_late_and_who_takes_over_do_not_lock_each_other_out(replicas: tuple[Store, ...]) -> None:
    first, second, _ = replicas
    await owe(first, *(Where(number) for number in range(1, 41)))
    later = MONDAY + LEASE
    marks = [Mark(claimed, State.SENT, later) for claimed in reversed(await claim(first))]
    stale, taken = await asyncio.gather(first.outbox.mark("a", marks, RATES), claim(second, later, owner="b"))
    assert {each.claimed.delivery.id for each in stale} == {each.id for each in of(taken)}
    states = [row["state"] for row in await rows(first)]
    assert (states.count(State.SENDING), states.count(State.SENT)) == (len(taken), 40 - len(taken))


async def test_a_mark_counts_once(store: Store) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    marks = [Mark(claimed, State.SENT, MONDAY), Mark(claimed, State.FAILED, MONDAY)]
    assert await store.outbox.mark("a", marks, RATES) == marks[1:]
    assert await here(store) == [("1", State.SENT, None)]


async def test_a_mark_counts_behind_one_that_comes_too_late(store: Store) -> None:
    await owe(store, PERSON)
    [lost] = await claim(store)
    later = MONDAY + LEASE
    assert await mark(store, (await claim(store, later, owner="b"))[0], State.PENDING, later, owner="b") == []
    [again] = await claim(store, later + MINUTE)
    marks = [Mark(lost, State.SENT, later), Mark(again, State.SENT, later + MINUTE)]
    assert await store.outbox.mark("a", marks, RATES) == marks[:1]
    assert (await here(store))[0][1] == State.SENT


async def test_of_several_marks_of_a_group_the_last_says_when_it_is_free(store: Store) -> None:
    for occasion in ("1", "2"):
        await owe(store, GROUP, occasion=occasion)
    [first] = await claim(store)
    await store.outbox.wait_until(GROUP.chat_id, MONDAY)
    [second] = await claim(store)
    told = MONDAY + MINUTE
    marks = [Mark(first, State.SENT, MONDAY), Mark(second, State.PENDING, MONDAY, next_at=MONDAY, wait_until=told)]
    assert await store.outbox.mark("a", marks, RATES) == []
    assert await claim(store, told - SECOND) == []
    assert len(await claim(store, told)) == 1


async def test_what_is_pending_again_waits(store: Store) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    await mark(store, claimed, State.PENDING, MONDAY, next_at=MONDAY + HOUR, reason=Reason.UNREACHABLE)
    assert await claim(store, MONDAY + HOUR - SECOND) == []
    [again] = await claim(store, MONDAY + HOUR)
    assert (again.delivery.fence, again.delivery.tries) == (2, 2)


async def test_what_was_not_tried_at_all_may_be_claimed_at_once_and_counts_no_try(store: Store) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    await mark(store, claimed, State.PENDING, MONDAY, returned=True)
    [again] = await claim(store)
    assert (again.delivery.fence, again.delivery.tries) == (2, 1)


async def test_a_chat_that_was_told_to_wait_while_its_delivery_was_claimed_waits_when_that_is_given_back(
    store: Store,
) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    await store.outbox.wait_until(PERSON.chat_id, MONDAY + HOUR)  # an answer was
    await mark(store, claimed, State.PENDING, MONDAY, returned=True)
    assert await claim(store, MONDAY + HOUR - SECOND) == []
    assert chats_of(await claim(store, MONDAY + HOUR)) == [PERSON.chat_id]


async def test_a_chat_that_must_wait_keeps_nobody_else_waiting(store: Store) -> None:
    await owe(store, PERSON, OTHER)
    first, _ = await claim(store)
    await mark(store, first, State.PENDING, MONDAY, wait_until=MONDAY + HOUR)
    await owe(store, Where(3))
    assert chats_of(await claim(store, MONDAY + HOUR - SECOND)) == [OTHER.chat_id, 3]
    assert chats_of(await claim(store, MONDAY + HOUR)) == [PERSON.chat_id]


async def test_a_chat_that_cannot_be_reached_goes_quiet_with_all_that_waits(store: Store) -> None:
    await subscribe(store, ahead=3)
    await owe(store, PERSON, OTHER)
    await owe(store, PERSON, occasion="2")
    first, other = await claim(store)
    await mark(store, first, State.FAILED, MONDAY, reason=Reason.BLOCKED, quiet=True)
    assert await here(store) == [("1", State.FAILED, Reason.BLOCKED), ("2", State.SKIPPED, Reason.BLOCKED)]
    assert await mark(store, other, State.SENT, MONDAY) == []
    await store.outbox.plan(DUE, GRACE)
    assert await claim(store, DUE) == []
    await store.chats.meet(PERSON, DUE)
    kept = await store.chats.subscription(PERSON)
    assert kept is not None
    assert (kept.active, kept.ahead) == (True, 3)
    await store.outbox.plan(DUE + 24 * HOUR, GRACE)
    assert chats_of(await claim(store, DUE + 24 * HOUR)) == [PERSON.chat_id]


@pytest.mark.parametrize("crashed", [False, True], ids=["tried again", "its owner crashed"])
async def test_what_was_in_flight_when_its_chat_went_quiet_is_skipped(store: Store, crashed: bool) -> None:
    await owe(store, PERSON)
    [claimed] = await claim(store)
    await store.chats.silence(PERSON.chat_id, Reason.KICKED, MONDAY)
    if not crashed:
        await mark(store, claimed, State.PENDING, MONDAY, next_at=MONDAY + SECOND)
    assert await claim(store, MONDAY + HOUR) == []
    assert await here(store) == [("1", State.SKIPPED, Reason.KICKED)]


async def test_a_topic_that_is_paused_pauses_alone_and_until_it_is_subscribed_anew(store: Store) -> None:
    await subscribe(store, topic(1))
    await subscribe(store, topic(2))
    await store.outbox.plan(DUE, GRACE)
    [first] = await claim(store, DUE)
    await mark(store, first, State.FAILED, DUE, reason=Reason.TOPIC_GONE, pause=True)
    assert [row["paused"] for row in await rows(store, subscriptions)] == ["topic-gone", None]
    assert await store.outbox.plan(DUE + 24 * HOUR, GRACE) == 1
    assert (await subscribe(store, topic(1), now=DUE + 24 * HOUR)).paused is None
    assert await store.outbox.plan(DUE + 48 * HOUR, GRACE) == 2


async def test_a_change_that_was_read_before_a_pause_does_not_end_it(store: Store) -> None:
    read = await subscribe(store)
    await store.outbox.plan(DUE, GRACE)
    [claimed] = await claim(store, DUE)
    await mark(store, claimed, State.FAILED, DUE, reason=Reason.NO_RIGHT, pause=True)
    kept = await store.chats.put(replace(read, ahead=3), DUE)
    assert (kept.ahead, kept.paused) == (3, Reason.NO_RIGHT)
    assert (await store.chats.put(kept, DUE, resumes=True)).paused is None


@pytest.mark.parametrize(("where", "most", "window"), [(GROUP, 20, 60.0), (PERSON, 1, 1.0)], ids=["group", "person"])
async def test_a_chat_gets_no_more_than_telegram_allows_in_any_window(
    store: Store, where: Where, most: int, window: float
) -> None:
    for number in range(60):
        await owe(store, where, occasion=str(number))
    sent: list[datetime] = []
    for half in range(240):
        if 110 < half < 150:
            continue  # a rest, and whatever it allows afterwards
        now = MONDAY + half * SECOND / 2
        for claimed in await claim(store, now):
            sent.append(now)
            await mark(store, claimed, State.SENT, now)
    gaps = [(later - early).total_seconds() for early, later in zip(sent, sent[most:], strict=False)]
    assert min(gaps) >= window
    assert len(sent) >= (30 if most == 20 else 60), "nor are they kept longer than need be"


@pytest.mark.parametrize(
    ("rate", "most", "window"),
    [
        pytest.param(0.5, 1, 2 * MINUTE, id="one in two minutes"),
        pytest.param(2.5, 2, MINUTE, id="two and a half, which are two"),
        pytest.param(6, 6, MINUTE, id="six"),
        pytest.param(20, 20, MINUTE, id="twenty"),
    ],
)
async def test_a_group_gets_what_its_rate_says_in_every_minute_and_no_more(
    store: Store, rate: float, most: int, window: timedelta
) -> None:
    """After a burst the rate is kept up: nine tenths of it at least, though the clock is looked at once a second."""
    minutes, rates = 3, replace(RATES, group=rate, chat=10)
    for number in range(most * minutes + 1):
        await owe(store, GROUP, occasion=str(number))
    sent: list[datetime] = []
    for second in range(60 * minutes):
        now = MONDAY + second * SECOND
        while found := await claim(store, now, count=1):
            sent.append(now)
            await store.outbox.mark("a", [Mark(found[0], State.SENT, now)], rates)
            now += SECOND / 10
    assert all(later - early >= window for early, later in zip(sent, sent[most:], strict=False))
    assert len(sent) >= 0.9 * most * (minutes * MINUTE // window)
    at_once = sum(now - sent[0] < SECOND for now in sent)
    assert at_once <= max(1, most // 4)

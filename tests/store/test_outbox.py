"""The outbox: what is due is owed once, whoever plans it and however often."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.store import Store
from bot.store.outbox import KEPT
from bot.store.planning import MOST_MISSED
from bot.store.tables import subscriptions
from bot.subscription import DeliveryKind, Reason, State, Where
from tests.store.acting import (
    DAY,
    DUE,
    GRACE,
    HOUR,
    MINUTE,
    MONDAY,
    OTHER,
    PERSON,
    SECOND,
    claim,
    here,
    mark,
    owe,
    rows,
    subscribe,
    topic,
)


async def test_subscribing_plans_the_next_occurrence(store: Store) -> None:
    wanted = await subscribe(store)
    assert (wanted.next_day, wanted.next_at) == (date(2025, 6, 2), DUE)
    assert await store.chats.subscription(PERSON) == wanted


async def test_subscribing_at_the_very_minute_plans_the_next_day(store: Store) -> None:
    wanted = await subscribe(store, now=DUE)
    assert (wanted.next_day, wanted.next_at) == (date(2025, 6, 3), DUE + DAY)


async def test_nothing_is_owed_before_its_time(store: Store) -> None:
    await subscribe(store)
    assert await store.outbox.plan(DUE - SECOND, GRACE) == 0
    assert await rows(store) == []


async def test_what_is_due_is_owed_once_however_often_it_is_planned(store: Store) -> None:
    await subscribe(store)
    assert [await store.outbox.plan(DUE, GRACE) for _ in range(3)] == [1, 0, 0]
    [row] = await rows(store)
    assert (row["kind"], row["occasion"], row["due_at"]) == (DeliveryKind.DIGEST, "2025-06-02", DUE)
    planned = await store.chats.subscription(PERSON)
    assert planned is not None
    assert (planned.next_day, planned.next_at) == (date(2025, 6, 3), DUE + DAY)


async def test_what_is_due_is_owed_once_however_many_plan_it_together(replicas: tuple[Store, ...]) -> None:
    for number in range(1, 21):
        await subscribe(replicas[0], Where(number))
    planned = await asyncio.gather(*(store.outbox.plan(DUE, GRACE) for store in replicas * 3))
    assert sum(planned) == 20
    assert sorted(row["chat_id"] for row in await rows(replicas[0])) == list(range(1, 21))


async def test_each_topic_of_a_forum_has_its_own(store: Store) -> None:
    await subscribe(store, topic(0))
    await subscribe(store, topic(7))
    await store.outbox.plan(DUE, GRACE)
    assert [row["topic_id"] for row in await rows(store)] == [0, 7]


@pytest.mark.parametrize("grace", [GRACE, 7 * DAY], ids=["six hours", "a week"])
async def test_of_those_that_were_missed_only_the_newest_is_owed(store: Store, grace: timedelta) -> None:
    await subscribe(store)
    await store.outbox.plan(DUE + 3 * DAY + HOUR, grace)
    too_late = (State.SKIPPED, Reason.TOO_LATE)
    assert await here(store) == [
        ("2025-06-02", *too_late),
        ("2025-06-03", *too_late),
        ("2025-06-04", *too_late),
        ("2025-06-05", State.PENDING, None),
    ]
    assert await store.outbox.plan(DUE + 3 * DAY + HOUR, grace) == 0


@pytest.mark.parametrize(
    ("late", "state"), [(GRACE, State.PENDING), (GRACE + SECOND, State.SKIPPED)], ids=["within", "beyond"]
)
async def test_the_newest_is_owed_within_the_grace_only(store: Store, late: timedelta, state: State) -> None:
    await subscribe(store)
    await store.outbox.plan(DUE + late, GRACE)
    [row] = await rows(store)
    assert row["state"] == state
    assert row["done_at"] == (None if state is State.PENDING else DUE + late)
    assert len(await claim(store, DUE + late)) == (state is State.PENDING)


async def test_after_a_very_long_stop_the_oldest_are_not_told_of(store: Store) -> None:
    await subscribe(store)
    await store.outbox.plan(DUE + 100 * DAY, GRACE)
    assert len(await rows(store)) == MOST_MISSED
    assert (await here(store))[-1] == ("2025-09-10", State.PENDING, None)


async def test_a_weekly_one_is_planned_for_its_weekday(store: Store) -> None:
    assert (await subscribe(store, weekdays=frozenset({4}))).next_day == date(2025, 6, 6)
    await store.outbox.plan(DUE + 12 * DAY, GRACE)
    assert [occasion for occasion, *_ in await here(store)] == ["2025-06-06", "2025-06-13"]


async def test_one_of_several_weekdays_is_planned_for_each_of_them(store: Store) -> None:
    assert (await subscribe(store, weekdays=frozenset({1, 4}))).next_day == date(2025, 6, 3)
    await store.outbox.plan(DUE + 9 * DAY, GRACE)
    assert [occasion for occasion, *_ in await here(store)] == ["2025-06-03", "2025-06-06", "2025-06-10"]


async def test_a_changed_hour_does_not_send_again_what_this_day_had(store: Store) -> None:
    await subscribe(store)
    await store.outbox.plan(DUE, GRACE)
    [sent] = await claim(store, DUE)
    await mark(store, sent, State.SENT, DUE)
    changed = await subscribe(store, now=DUE + HOUR, at=time(12))
    assert changed.next_day == date(2025, 6, 3)
    await store.outbox.plan(DUE + 6 * HOUR, GRACE)
    assert await here(store) == [("2025-06-02", State.SENT, None)]


async def test_a_date_that_was_had_in_a_zone_further_east_does_not_come_again(store: Store) -> None:
    await subscribe(store, zone="Pacific/Apia", at=time(0, 30))
    await store.outbox.plan(MONDAY + 12 * HOUR, GRACE)
    changed = await subscribe(store, now=MONDAY + 12 * HOUR, zone="Pacific/Honolulu", at=time(8, 30))
    assert changed.next_day == date(2025, 6, 2), "it is still Monday there"
    await store.outbox.plan(MONDAY + 3 * DAY, GRACE)
    assert [occasion for occasion, *_ in await here(store)] == ["2025-06-03", "2025-06-02", "2025-06-04"]


async def test_an_hour_changed_before_it_was_due_is_that_of_the_same_day(store: Store) -> None:
    await subscribe(store)
    assert (await subscribe(store, now=DUE - MINUTE, at=time(12))).next_at == MONDAY + 4 * HOUR


@pytest.mark.parametrize("at", [time(7), time(8, 30)], ids=["to an earlier hour", "of another setting"])
async def test_a_change_between_its_time_and_its_planning_loses_no_digest(store: Store, at: time) -> None:
    await subscribe(store)
    await subscribe(store, now=DUE + SECOND, at=at, ahead=3)
    await store.outbox.plan(DUE + 2 * SECOND, GRACE)
    assert await here(store) == [("2025-06-02", State.PENDING, None)]


async def test_nothing_is_planned_for_who_unsubscribed_and_all_is_kept(store: Store) -> None:
    await subscribe(store, ahead=3)
    await subscribe(store, ahead=3, active=False)
    assert await store.outbox.plan(DUE + DAY, GRACE) == 0
    assert await rows(store) == []
    kept = await store.chats.subscription(PERSON)
    assert kept is not None
    assert (kept.active, kept.ahead) == (False, 3)


@pytest.fixture
def old_zones(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is subscribed to meanwhile is worked out with an old zone database; planned is with the one of today."""
    monkeypatch.setattr("bot.store.chats.zone_data", lambda: "2020a")


async def believed(store: Store, next_at: datetime) -> None:
    """The old zone database had the clocks set otherwise."""
    async with store.database.write() as connection:
        await connection.execute(update(subscriptions).values(next_at=next_at))


@pytest.mark.usefixtures("old_zones")
@pytest.mark.parametrize("off", [-HOUR, HOUR], ids=["too early", "too late"])
async def test_a_new_zone_database_plans_anew_and_loses_no_date(store: Store, off: timedelta) -> None:
    await subscribe(store)
    await believed(store, DUE + off)
    assert await store.outbox.plan(DUE - 2 * HOUR, GRACE) == 1
    assert await store.outbox.plan(DUE - 2 * HOUR, GRACE) == 0, "once is enough"
    planned = await store.chats.subscription(PERSON)
    assert planned is not None
    assert (planned.next_day, planned.next_at) == (date(2025, 6, 2), DUE)
    for hour in range(80):
        await store.outbox.plan(DUE + hour * HOUR, GRACE)
    assert [(occasion, state) for occasion, state, _ in await here(store)] == [
        (f"2025-06-0{day}", State.PENDING) for day in range(2, 6)
    ]


@pytest.mark.usefixtures("old_zones")
async def test_a_day_that_was_due_by_the_new_zone_database_already_is_owed_at_once(store: Store) -> None:
    await subscribe(store)
    await believed(store, DUE + 3 * HOUR)
    await store.outbox.plan(DUE + HOUR, GRACE)
    assert await here(store) == [("2025-06-02", State.PENDING, None)]


@pytest.mark.usefixtures("old_zones")
async def test_a_day_that_is_not_due_yet_by_the_new_zone_database_waits(store: Store) -> None:
    await subscribe(store)
    await believed(store, DUE - HOUR)
    await store.outbox.plan(DUE - MINUTE, GRACE)
    assert await rows(store) == []
    await store.outbox.plan(DUE, GRACE)
    assert await here(store) == [("2025-06-02", State.PENDING, None)]


async def test_a_replica_with_an_older_zone_database_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(store)
    monkeypatch.setattr("bot.store.outbox.zone_data", lambda: "2020a")
    monkeypatch.setattr("bot.store.planning.zone_data", lambda: "2020a")
    assert await store.outbox.plan(DUE - SECOND, GRACE) == 0


async def test_a_line_is_owed_once_an_occasion_also_to_a_stranger(store: Store) -> None:
    await owe(store, PERSON, PERSON)
    await owe(store, PERSON, occasion="2")
    assert [(row["occasion"], row["body"]) for row in await rows(store)] == [("1", "x"), ("2", "x")]


async def test_what_was_done_long_ago_is_forgotten_and_nothing_else(store: Store) -> None:
    await owe(store, Where(1), Where(2), Where(3))
    first, second, _ = await claim(store)
    await mark(store, first, State.SENT, MONDAY)
    await mark(store, second, State.SENT, MONDAY + 2 * SECOND)
    assert await store.outbox.prune(MONDAY + KEPT + SECOND) == 1
    assert [row["chat_id"] for row in await rows(store)] == [2, 3]


async def test_what_became_of_deliveries_is_counted(store: Store) -> None:
    for number in (1, 2, 3):
        await subscribe(store, Where(number))
    await store.outbox.plan(DUE, GRACE)
    first, second, _ = await claim(store, DUE)
    await mark(store, first, State.SENT, DUE)
    await mark(store, second, State.FAILED, DUE, reason=Reason.BLOCKED)
    counted = await store.outbox.counted(DeliveryKind.DIGEST, DUE)
    assert counted == {(State.SENT, None): 1, (State.FAILED, Reason.BLOCKED): 1, (State.SENDING, None): 1}
    assert await store.outbox.counted(DeliveryKind.DIGEST, DUE + SECOND) == {}


async def test_instants_come_back_in_utc(store: Store) -> None:
    wanted = await subscribe(store, zone="Pacific/Apia", now=datetime(2011, 12, 30, 9, tzinfo=UTC))
    assert (wanted.next_day, wanted.next_at) == (date(2011, 12, 31), datetime(2011, 12, 30, 18, 30, tzinfo=UTC))
    assert wanted.next_at is not None
    assert wanted.next_at.tzinfo is UTC


async def test_a_zone_that_is_not_known_here_keeps_nobody_else_waiting(store: Store) -> None:
    await subscribe(store)
    await subscribe(store, OTHER)
    async with store.database.write() as connection:
        first = subscriptions.c.chat_id == PERSON.chat_id
        await connection.execute(subscriptions.update().where(first).values(zone="Mars/Phobos"))
    assert await store.outbox.plan(DUE, GRACE) == 2
    assert await store.outbox.plan(DUE, GRACE) == 0
    assert await here(store) == []
    assert await here(store, OTHER) == [("2025-06-02", State.PENDING, None)]

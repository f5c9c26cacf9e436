"""The worker: late digests, a database that refuses for a while, a process that stops, and never twice."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from telegram.error import TimedOut

from bot.delivery.worker import AT_ONCE, GRACE, LEASE
from bot.services import Services
from bot.settings import DEFAULTS
from bot.store import Mark, Rates
from bot.subscription import ChatKind, Empty, Reason, State, Where
from tests.chat import PERSON, Chat, Refused
from tests.delivery.acting import (
    ANN,
    BEN,
    CAT,
    CHANNEL,
    DAY,
    GROUP,
    HOUR,
    MINUTE,
    MORNING,
    SECOND,
    SENT,
    asked,
    broadcast,
    last,
    meet,
    outcome,
    subscribe,
    ticks,
)

CROWD = tuple(Where(3_000 + number) for number in range(40))
DOWN = OperationalError("UPDATE deliveries", {}, Exception("database is locked"))
BUSY, GONE = NoneFree("QueuePool limit reached"), ConnectionRefusedError("connection refused")


def refuse(talk: Chat, monkeypatch: pytest.MonkeyPatch, method: str, times: int, error: Exception = DOWN) -> None:
    """The database refuses the outbox that method so many times."""
    outbox = talk.services.store.outbox
    works, left = getattr(outbox, method), [error] * times

    async def refused(*arguments: Any, **more: Any) -> Any:
        if left:
            await outbox.last_here(ANN, 1)  # it takes its time to refuse, and others go on
            raise left.pop()
        return await works(*arguments, **more)

    monkeypatch.setattr(outbox, method, refused)


async def test_a_round_of_digests_is_a_line_in_the_log_and_a_moment_without_any_is_none(
    talk: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await subscribe(talk, *CROWD)
    await subscribe(talk, ANN, empty=Empty.NOTHING)
    talk.wire.refusals[CROWD[0].chat_id] = [Refused(403, "Forbidden: bot was blocked by the user")]
    await talk.later(MORNING)
    await ticks(talk, 3)
    lines = [line for line in caplog.messages if "digests of this round" in line]
    assert lines == ["digests of this round: 1 failed, 39 sent, 1 skipped"]


async def test_a_digest_in_time_says_nothing_of_being_late(talk: Chat) -> None:
    await subscribe(talk, ANN)
    said = await talk.later(MORNING + 9 * MINUTE)
    assert "补发" not in said.text
    assert not (await last(talk, ANN)).late


@pytest.mark.parametrize("late", [11 * MINUTE, 3 * HOUR, GRACE])
async def test_a_late_digest_comes_within_the_grace_and_says_so(talk: Chat, late: timedelta) -> None:
    await talk("/subscribe 08:30")
    await subscribe(talk, Where(7))
    said = await talk.later(MORNING + late)
    assert "补发，原定 08:30" in said.text
    assert "已发送（补发）" in (await talk("/delivery")).text


async def test_a_digest_that_missed_the_grace_is_skipped_and_the_next_one_comes(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    await subscribe(talk, Where(7))
    assert "2026-11-21 的简报有会话没能收到" in (await talk.later(MORNING + GRACE + SECOND)).text, "the administrator's"
    assert "不再补发" in (await talk("/delivery")).text
    assert "补发" not in (await talk.later(MORNING + DAY)).text


async def test_a_digest_that_could_not_be_sent_all_the_grace_long_is_skipped(talk: Chat) -> None:
    await subscribe(talk, ANN)
    wait = GRACE // SECOND
    talk.wire.refusals[ANN.chat_id] = [Refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)]
    await talk.later(MORNING)
    assert "没能收到" in (await talk.later(MORNING + GRACE + MINUTE)).text, "the administrator's"
    assert len(asked(talk, ANN)) == 1
    assert await outcome(talk, ANN) == (State.SKIPPED, Reason.TOO_LATE)


async def test_of_many_missed_days_only_the_last_comes(talk: Chat) -> None:
    await subscribe(talk, ANN)
    await talk.later(MORNING + 9 * DAY + HOUR)
    assert len(asked(talk, ANN)) == 1


async def test_an_empty_day_brings_nothing_and_delivery_says_why(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    await subscribe(talk, Where(7), empty=Empty.NOTHING)
    assert await talk.later(MORNING) == []
    assert "没有大事" in (await talk("/delivery")).text


async def test_who_unsubscribes_between_plan_and_sending_gets_nothing(talk: Chat) -> None:
    await subscribe(talk, ANN, BEN)
    talk.clock.go_on_to(MORNING)
    await talk.assembly.worker.plan()
    await subscribe(talk, ANN, active=False)
    await talk.later(MORNING)
    assert await outcome(talk, ANN) == (State.SKIPPED, Reason.UNSUBSCRIBED)
    assert await outcome(talk, BEN) == SENT


async def test_a_channel_s_digest_has_no_buttons_that_answer_in_public(talk: Chat) -> None:
    await subscribe(talk, CHANNEL)
    said = await talk.later(MORNING)
    assert all("callback_data" not in button for button in said.buttons)


@pytest.mark.parametrize("times", [1, 2, 200], ids=["once", "twice", "longer than a lease"])
async def test_a_database_that_refuses_marks_for_a_while_loses_nothing_and_doubles_nothing(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, times: int
) -> None:
    await subscribe(talk, *CROWD)
    refuse(talk, monkeypatch, "mark", times)
    await talk.later(MORNING)
    await ticks(talk, 3)
    await talk.later(MORNING + HOUR)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)
    lines = [record.getMessage() for record in caplog.records if "does not take" in record.getMessage()]
    assert len(lines) == times
    for line in lines:
        assert re.fullmatch(r"the database does not take what became of (1 delivery|\d+ deliveries): \(.*\) .+", line)


async def test_a_mark_for_which_no_connection_is_free_is_made_when_there_is_one(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(talk, *CROWD)
    refuse(talk, monkeypatch, "mark", 2, BUSY)
    await talk.later(MORNING)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)


@pytest.mark.parametrize("error", [DOWN, BUSY], ids=["locked", "no connection is free"])
async def test_a_topic_that_is_gone_is_told_of_later_where_the_database_does_not_take_it_now(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    topic = replace(CHANNEL, topic_id=5)
    await subscribe(talk, topic)
    refuse(talk, monkeypatch, "mark", 1, error)
    talk.wire.refusals[topic.chat_id] = [Refused(400, "Bad Request: message thread not found")]
    said = await talk.later(MORNING)
    said += await ticks(talk)
    assert "话题已关闭或删除" in said.text
    assert len(asked(talk, topic)) == 2, "the digest and the notice, once each"


async def test_what_became_of_a_digest_is_marked_before_administrators_are_told(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may be out of reach as well, and then telling them takes longer than the lease."""
    await subscribe(talk, ANN)
    talk.wire.refusals[ANN.chat_id] = [TimedOut("no answer in time")]
    known = []

    async def alert(*_arguments: Any) -> None:
        known.append(await outcome(talk, ANN))
        raise DOWN

    monkeypatch.setattr(talk.services.store.outbox, "alert", alert)
    talk.wire.refusals[PERSON["id"]] = [TimedOut("no answer in time")]
    await talk.later(MORNING)
    assert known == [(State.UNKNOWN, Reason.NO_ANSWER)]


async def test_a_group_that_moves_while_its_broadcast_is_cancelled_leaves_nothing_owed(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await meet(talk, GROUP)
    shown = await broadcast(talk)
    talk.wire.refusals[GROUP.chat_id] = [
        Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1009)
    ]
    works = talk.wire.do_request

    async def cancelled_meanwhile(url: str, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        monkeypatch.setattr(talk.wire, "do_request", works)
        await talk.press(shown, "取消")
        return await works(url, *arguments, **more)

    monkeypatch.setattr(talk.wire, "do_request", cancelled_meanwhile)
    await talk.later(talk.clock.now())
    assert (await talk.services.store.outbox.owed(talk.clock.now()))[0] == 0
    assert await outcome(talk, Where(-1009)) == (State.SKIPPED, Reason.CANCELLED)


async def test_a_lease_that_ends_while_no_mark_is_taken_sends_nothing_twice(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await subscribe(talk, ANN, BEN)
    refuse(talk, monkeypatch, "mark", 2 * (LEASE // SECOND))
    others = []

    async def drains_again() -> None:
        others.append(asyncio.create_task(talk.assembly.worker.drain()))

    talk.clock.planned.append((MORNING + LEASE + SECOND, drains_again))
    await talk.later(MORNING)
    await asyncio.gather(*others)
    assert talk.clock.now() > MORNING + LEASE
    assert (await outcome(talk, ANN), await outcome(talk, BEN)) == (SENT, SENT)
    assert len(asked(talk, ANN, BEN)) == 2


@pytest.mark.parametrize("method", ["claim", "plan"])
async def test_a_database_that_refuses_to_read_for_a_while_loses_nothing(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    await subscribe(talk, *CROWD)
    refuse(talk, monkeypatch, method, 1)
    with pytest.raises(OperationalError):
        await talk.later(MORNING)
    await ticks(talk, 3)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)


@pytest.mark.parametrize("error", [DOWN, BUSY, GONE], ids=["locked", "no connection is free", "away"])
async def test_a_broadcast_that_cannot_be_read_for_a_while_is_sent_later(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await meet(talk, *CROWD)
    await broadcast(talk)
    broadcasts, left = talk.services.store.broadcasts, [error, error]
    works = broadcasts.get

    async def get(number: int) -> Any:
        if left:
            raise left.pop()
        return await works(number)

    monkeypatch.setattr(broadcasts, "get", get)
    await talk.later(talk.clock.now())
    await ticks(talk, 10)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_what_breaks_while_sending_is_passed_on_and_nothing_is_held(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(talk, *CROWD)
    with monkeypatch.context() as broken:

        async def breaks(_claimed: object) -> None:
            raise RuntimeError("a bug")

        broken.setattr(talk.assembly.worker, "_begin", breaks)
        with pytest.raises(RuntimeError):
            await talk.later(MORNING)
    await talk.later(MORNING + LEASE)
    await ticks(talk, 3)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}


async def test_who_is_told_to_stop_gives_back_what_it_holds_and_the_next_process_sends_it(talk: Chat) -> None:
    await subscribe(talk, *CROWD)

    async def stop() -> None:
        talk.assembly.worker.stop()

    talk.clock.planned.append((MORNING + SECOND / 2, stop))
    await talk.later(MORNING)
    states = [(await last(talk, where)).state for where in CROWD]
    assert set(states) == {State.SENT, State.PENDING}
    sent = states.count(State.SENT)
    assert sent == len(asked(talk, *CROWD))
    await talk.later(MORNING + 2 * SECOND)
    assert len(asked(talk, *CROWD)) == sent, "a stopped one begins nothing more"
    await talk.restart()
    await ticks(talk, 3)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_what_another_process_has_taken_over_is_its_own(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await subscribe(talk, ANN)
    outbox = talk.services.store.outbox
    works = outbox.mark

    async def too_late(owner: str, marks: Sequence[Mark], rates: Rates) -> list[Mark]:
        later = talk.clock.now() + LEASE + SECOND
        (taken,) = await outbox.claim("another", later, 5, LEASE)
        await works("another", [Mark(taken, State.UNKNOWN, later)], rates)
        return await works(owner, marks, rates)

    monkeypatch.setattr(outbox, "mark", too_late)
    with caplog.at_level(logging.WARNING):
        await talk.later(MORNING)
    assert "taken over by another process" in caplog.text
    assert (await last(talk, ANN)).state is State.UNKNOWN


async def test_a_slow_telegram_holds_no_more_requests_than_there_are_connections(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.worker.AT_ONCE", 5)
    most = under_way = 0
    works = talk.wire.do_request

    async def slow(*arguments: Any, **more: Any) -> tuple[int, bytes]:
        nonlocal most, under_way
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.01)
        under_way -= 1
        return await works(*arguments, **more)

    monkeypatch.setattr(talk.wire, "do_request", slow)
    await subscribe(talk, *CROWD)
    await talk.later(MORNING)
    assert AT_ONCE > 5
    assert most <= 5
    assert {await outcome(talk, where) for where in (*CROWD, *())} == {SENT}


async def test_two_processes_send_everything_once(talk: Chat) -> None:
    await subscribe(talk, *CROWD, ANN, BEN, CAT)
    first = talk.assembly.worker
    await talk.restart()
    talk.clock.go_on_to(MORNING)
    await talk.services.store.open()
    await asyncio.gather(first.plan(), talk.assembly.worker.plan())
    await asyncio.gather(first.drain(), talk.assembly.worker.drain())
    await ticks(talk, 3)
    everybody = (*CROWD, ANN, BEN, CAT)
    assert len(asked(talk, *everybody)) == len(everybody)
    assert {await outcome(talk, where) for where in everybody} == {SENT}


@pytest.mark.parametrize("ahead", [9 * HOUR, 2 * DAY, 12 * DAY, 30 * DAY, 400 * DAY], ids=str)
async def test_a_clock_that_was_ahead_costs_no_digest_that_was_not_sent(talk: Chat, ahead: timedelta) -> None:
    """Of the days between, one may come early: the one that was newest then."""
    await subscribe(talk, ANN, CAT)
    await subscribe(talk, BEN, weekdays=frozenset({5}))
    await talk.services.store.chats.silence(CAT.chat_id, Reason.BLOCKED, talk.clock.now())
    right = talk.clock.now()
    await talk.later(right + ahead)
    talk.clock.moment = right
    await talk.later(right)
    await meet(talk, CAT)
    for day in range(8):
        await talk.later(MORNING + day * DAY)
    days = {
        where: [request.at.replace(second=0, microsecond=0) for request in asked(talk, where)]
        for where in (ANN, BEN, CAT)
    }
    in_time = [MORNING + day * DAY for day in range(8)]
    assert [at for at in days[CAT] if at in in_time] == in_time
    early = {right + ahead}
    assert len({*in_time} - {*days[ANN]}) <= len(early & {*days[ANN]})
    assert len({*in_time[::7]} - {*days[BEN]}) <= len(early & {*days[BEN]})
    assert all(len(at) == len(set(at)) for at in days.values())


async def test_a_broadcast_that_was_shown_by_a_clock_that_was_ahead_ends_when_it_is_set_right(talk: Chat) -> None:
    await meet(talk, ANN)
    right = talk.clock.now()
    talk.clock.moment = right + HOUR / 2
    await broadcast(talk)
    await talk.later(talk.clock.now())
    talk.clock.moment = right
    await ticks(talk, 5)
    assert len(asked(talk, ANN)) == 1
    assert any(request.method == "sendDocument" for request in talk.wire.requests)


@pytest.mark.parametrize("back", [10 * MINUTE, HOUR], ids=str)
async def test_a_clock_that_is_set_back_after_messages_left_holds_nobody_up(talk: Chat, back: timedelta) -> None:
    await subscribe(talk, ANN)
    await talk.later(MORNING)
    talk.clock.moment = MORNING - back
    await talk.services.store.outbox.tell(BEN, "x", "…", talk.clock.now())
    assert [sent.chat_id for sent in await ticks(talk, 2)] == [BEN.chat_id]


async def test_a_chat_that_is_told_to_wait_after_the_clock_was_set_back_waits_alone(talk: Chat) -> None:
    right = talk.clock.now()
    for where, moment in ((ANN, right + HOUR / 2), (BEN, right)):
        talk.clock.moment = moment
        talk.wire.refusals[where.chat_id] = [Refused(429, "Too Many Requests: retry after 30", retry_after=30)]
        await talk.services.store.outbox.tell(where, "x", "…", moment)
        await ticks(talk, 5)
    await talk.services.store.outbox.tell(CAT, "x", "…", right)
    assert [sent.chat_id for sent in await ticks(talk, 2)] == [CAT.chat_id]


async def test_who_was_told_by_a_clock_that_was_ahead_is_told_again_when_it_is_set_right(talk: Chat) -> None:
    right = talk.clock.now()
    for moment in (right + 3 * DAY, right):
        talk.clock.moment = moment
        await talk.assembly.alerts.tell("x", "something is wrong", moment)
        assert len(await ticks(talk, 3)) == 1


@pytest.mark.parametrize("restarted", [False, True], ids=["the same process", "another one"])
async def test_what_a_clock_hours_ahead_left_behind_holds_nothing_back_when_it_is_set_right(
    talk: Chat, restarted: bool
) -> None:
    group = Where(-5, 0, ChatKind.GROUP)
    await meet(talk, ANN, group)
    talk.clock.moment = MORNING + 8 * HOUR
    await broadcast(talk)
    await talk.later(talk.clock.now())
    for where in (BEN, group):
        talk.wire.refusals[where.chat_id] = [Refused(429, "Too Many Requests: retry after 30", retry_after=30)]
    await meet(talk, BEN)
    await broadcast(talk)
    await ticks(talk)
    talk.clock.moment = MORNING - MINUTE
    if restarted:
        await talk.restart()
    await subscribe(talk, ANN, CAT, group)
    said = [*await talk.later(MORNING), *await ticks(talk)]
    assert {each.chat_id for each in said} >= {where.chat_id for where in (ANN, CAT, group)}
    await talk.later(MORNING + 2 * MINUTE)
    await ticks(talk)
    assert (await outcome(talk, BEN), await outcome(talk, group)) == (SENT, SENT)
    assert [len(asked(talk, where)) for where in (ANN, BEN, CAT, group)] == [3, 2, 1, 4]


async def stepping(talk: Chat, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The clock is set a minute ahead when so many messages have left; every answer takes its time."""
    works, crowd = talk.wire.do_request, {where.chat_id for where in CROWD}
    left = 0

    async def slow(url: str, method: str, request_data: Any = None, **more: Any) -> tuple[int, bytes]:
        nonlocal left
        if request_data is not None and request_data.parameters.get("chat_id") in crowd:
            left += 1
            if left == after:
                talk.clock.moment += MINUTE
            for _ in range(60):
                await asyncio.sleep(0)
        return await works(url, method, request_data, **more)

    monkeypatch.setattr(talk.wire, "do_request", slow)


async def test_a_clock_that_is_set_ahead_while_messages_are_under_way_sends_none_twice(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await meet(talk, *CROWD)
    await broadcast(talk)
    await stepping(talk, monkeypatch, 12)
    await ticks(talk, 8)
    assert {await outcome(talk, where) for where in CROWD} == {SENT}
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_a_clock_that_is_set_ahead_just_before_the_stop_sends_nothing_again_after_it(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(talk, ANN)
    refuse(talk, monkeypatch, "mark", 1)
    works = talk.wire.do_request

    async def set_ahead_and_stopped(*arguments: Any, **more: Any) -> tuple[int, bytes]:
        talk.clock.moment += MINUTE
        talk.assembly.worker.stop()
        return await works(*arguments, **more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(talk.wire, "do_request", set_ahead_and_stopped)
        await talk.later(MORNING)
    await talk.restart()
    await talk.assembly.worker.begin()
    await ticks(talk, 3)
    assert await outcome(talk, ANN) == SENT
    assert len(asked(talk, ANN)) == 1


async def test_what_waited_past_its_lease_while_the_clock_was_set_back_is_claimed_anew_before_it_leaves(
    services: Services,
) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, rate=0.08))

    async def set_back() -> None:
        talk.clock.moment -= MINUTE

    async with talk.application:
        await subscribe(talk, ANN, BEN)
        talk.clock.planned.append((MORNING + 12 * SECOND, set_back))  # a second before the other one may leave
        await talk.later(MORNING)
        await ticks(talk, 30)
        assert await outcome(talk, BEN) == SENT
        assert (len(asked(talk, ANN)), len(asked(talk, BEN))) == (1, 1)
        assert (await last(talk, BEN)).fence == 2, "another process may have had it meanwhile"


async def test_a_mark_that_the_database_never_takes_keeps_no_other_from_being_made(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(talk, *CROWD)
    outbox, written_at = talk.services.store.outbox, MORNING
    works = outbox.mark

    async def poisoned(owner: str, marks: Sequence[Mark], rates: Rates) -> Sequence[Mark]:
        nonlocal written_at
        if any(each.claimed.delivery.where == CROWD[7] for each in marks):
            raise IntegrityError("UPDATE deliveries", {}, Exception("a constraint"))
        written_at = talk.clock.now()
        return await works(owner, marks, rates)

    monkeypatch.setattr(outbox, "mark", poisoned)
    await talk.later(MORNING)
    await ticks(talk, 3)
    assert {await outcome(talk, where) for where in (*CROWD[:7], *CROWD[8:])} == {SENT}
    assert written_at < MORNING + 10 * SECOND, "long before their leases are over"
    await talk.later(MORNING + 2 * LEASE)
    assert len(asked(talk, *CROWD)) == len(CROWD)


async def test_a_clock_that_was_a_month_ahead_keeps_nobody_from_subscribing(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    right = talk.clock.now()
    await talk.later(right + 29 * DAY + 10 * HOUR)
    talk.clock.moment = right + SECOND
    assert "09:00" in (await talk("/subscribe 09:00")).text


async def test_a_chat_that_removes_the_bot_just_after_it_spoke_stays_quiet(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chats, presence = talk.services.store.chats, talk.services.store.presence
    await meet(talk, ANN, BEN)
    for where in (ANN, BEN):
        await chats.silence(where.chat_id, Reason.BLOCKED, talk.clock.now())
        presence.heard(where.chat_id)
    works = talk.services.store.database.read

    @asynccontextmanager
    async def read() -> AsyncIterator[Any]:
        async with works() as connection:
            yield connection
        monkeypatch.setattr(talk.services.store.database, "read", works)
        presence.left(ANN.chat_id)
        presence.heard(CAT.chat_id)
        await chats.silence(ANN.chat_id, Reason.KICKED, talk.clock.now())

    monkeypatch.setattr(talk.services.store.database, "read", read)
    await presence.write_down()
    assert await talk.services.store.broadcasts.count("all") == 1, "the other one"

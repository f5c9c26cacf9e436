"""The ticks: no task beside itself, and what goes wrong at one is tried at the next."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta, tzinfo

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from telegram.error import TimedOut

from bot.ticking import Ticker
from tests.chat import Chat
from tests.delivery.acting import ANN, DAY, HOUR, MORNING, SENT, asked, outcome, subscribe


async def turns() -> None:
    """Lets every task go as far as it gets."""
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_task_that_is_still_at_it_is_not_begun_again_and_the_others_are() -> None:
    done, begun, quick = asyncio.Event(), 0, 0

    async def slow() -> None:
        nonlocal begun
        begun += 1
        await done.wait()

    async def fast() -> None:
        nonlocal quick
        quick += 1

    ticker = Ticker((slow, fast))
    for _ in range(3):
        await ticker.tick()
        await turns()
    assert (begun, quick) == (1, 3)
    done.set()
    await turns()
    await ticker.tick()
    await turns()
    assert begun == 2
    await ticker.stop()


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (OperationalError("SELECT", {}, Exception("gone")), logging.WARNING),
        (NoneFree("QueuePool limit reached"), logging.WARNING),
        (TimedOut(), logging.WARNING),
        (TimeoutError(), logging.WARNING),
        (OSError(), logging.WARNING),
        (RuntimeError("a bug"), logging.ERROR),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Exception) else "",
)
async def test_what_goes_wrong_is_tried_at_the_next_tick_and_said_once_a_minute_until_it_goes_well(
    error: Exception, level: int, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, now = 0, 1_000.0
    monkeypatch.setattr("bot.ticking.monotonic", lambda: now)

    async def breaks() -> None:
        nonlocal runs
        runs += 1
        if runs != 5:
            raise error

    ticker = Ticker((breaks,))
    said = []
    for now in (1_000.0, 1_001.0, 1_059.0, 1_060.0, 1_061.0, 1_062.0):  # noqa: B007 (read by the clock)
        await ticker.tick()
        await turns()
        said.append([record.levelno for record in caplog.records])
        caplog.clear()
    await ticker.stop()
    assert runs == 6
    assert said == [[level], [], [], [level], [], [level]]


async def test_who_stops_waits_for_what_is_under_way_and_begins_nothing() -> None:
    ended = []

    async def task() -> None:
        await asyncio.sleep(0.02)
        ended.append(True)

    ticker = Ticker((task,))
    ticker.start()
    await ticker.tick()
    await ticker.stop()
    assert ended == [True]


async def test_a_task_that_does_not_end_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ticking.STOPPING", 0.02)
    cancelled = []

    async def never() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.append(True)

    ticker = Ticker((never,))
    await ticker.tick()
    await ticker.stop()
    assert cancelled == [True]


class SetClock(datetime):
    """A clock on the wall that can be set."""

    off = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> SetClock:
        moment = datetime.now(tz) + cls.off
        return cls.fromtimestamp(moment.timestamp(), tz)


@pytest.mark.parametrize("off", [-HOUR, 3_650 * DAY], ids=["back", "ahead"])
async def test_a_clock_that_is_set_keeps_no_tick_waiting(off: timedelta, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ticking.EVERY", 0.01)
    for module in ("bot.ticking", "apscheduler.schedulers.base"):
        monkeypatch.setattr(f"{module}.datetime", SetClock)
    monkeypatch.setattr(SetClock, "off", timedelta())
    ticks = asyncio.Semaphore(0)

    async def task() -> None:
        ticks.release()

    ticker = Ticker((task,))
    ticker.start()
    async with asyncio.timeout(10):
        await ticks.acquire()
        monkeypatch.setattr(SetClock, "off", off)
        for _ in range(5):
            await ticks.acquire()
    await ticker.stop()


async def test_the_application_s_own_ticks_send_what_is_due(talk: Chat) -> None:
    await subscribe(talk, ANN)
    ticker = talk.assembly.ticker()
    talk.clock.go_on_to(MORNING)
    for _ in range(3):
        await ticker.tick()
        await asyncio.wait(ticker.under_way)
    talk.assembly.worker.stop()
    await ticker.stop()
    assert await outcome(talk, ANN) == SENT
    assert len(asked(talk, ANN)) == 1

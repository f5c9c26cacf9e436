"""The table of a broadcast, which may be large: nobody else waits for it, and it comes when it is built."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.delivery.tables import KEPT
from bot.services import Services
from bot.store import Store
from bot.store.broadcasts import Broadcasts
from bot.subscription import Delivery, State, Where
from tests.chat import PERSON, Chat
from tests.delivery.acting import ANN, BEN, MORNING, SECOND, SENT, asked, broadcast, meet, outcome, subscribe, ticks
from tests.incoming import PATIENCE
from tests.still_telegram import StillTelegram

ADMIN = Where(PERSON["id"])
Batches = AsyncIterator[Iterator[Delivery]]


class Slow:
    """A database that does not tell of a broadcast's deliveries before it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.begun, self.go = 0, asyncio.Event(), asyncio.Event()
        really = Broadcasts.deliveries

        async def slowly(broadcasts: Broadcasts, number: int) -> Batches:
            self.asked += 1
            self.begun.set()
            await self.go.wait()
            async for some in really(broadcasts, number):
                yield some

        monkeypatch.setattr(Broadcasts, "deliveries", slowly)


async def test_while_a_table_is_built_everybody_else_is_sent_to(talk: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow(monkeypatch)
    await subscribe(talk, ANN)
    await meet(talk, BEN)
    async with asyncio.timeout(PATIENCE):
        talk.clock.go_on_to(MORNING - 10 * SECOND)
        await broadcast(talk)
        await ticks(talk, 8)
        await talk.later(MORNING)
        assert await outcome(talk, ANN) == SENT
        assert (await outcome(talk, ADMIN))[0] is State.PENDING, "no lease of it runs out"
        slow.go.set()
        await ticks(talk, 3)
    assert await outcome(talk, ADMIN) == SENT
    assert talk.wire.files["broadcast-1.csv"].count(b"\n") == 3, "a head, and both"
    assert slow.asked == 1, "it was not begun again and again"


def fail(monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> list[BaseException]:
    """The database does not tell of a broadcast's deliveries once; what is left of that."""
    really, failures = Broadcasts.deliveries, [failure]

    async def fails_once(broadcasts: Broadcasts, number: int) -> Batches:
        if failures:
            raise failures.pop()
        async for some in really(broadcasts, number):
            yield some

    monkeypatch.setattr(Broadcasts, "deliveries", fails_once)
    return failures


GONE = OperationalError("SELECT", {}, Exception("gone"))


@pytest.mark.parametrize("failure", [GONE, asyncio.CancelledError()], ids=["it is gone", "the build is cancelled"])
async def test_a_table_that_the_database_could_not_give_is_built_anew(
    talk: Chat, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    failures = fail(monkeypatch, failure)
    await meet(talk, ANN)
    await broadcast(talk)
    await ticks(talk, 10)
    assert not failures
    assert await outcome(talk, ADMIN) == SENT
    assert "broadcast-1.csv" in talk.wire.files


async def test_a_table_that_is_built_anew_is_not_forgotten_with_the_one_that_failed_before(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, late = asyncio.get_running_loop(), list[Callable[[], object]]()
    works = loop.call_later

    def call_later(delay: float, callback: Callable[..., object], *arguments: Any, **more: Any) -> asyncio.TimerHandle:
        if delay == KEPT:
            late.append(partial(callback, *arguments))
        return works(delay, callback, *arguments, **more)

    monkeypatch.setattr(loop, "call_later", call_later)
    slow = Slow(monkeypatch)
    failures = fail(monkeypatch, GONE)
    await meet(talk, ANN)
    async with asyncio.timeout(PATIENCE):
        await broadcast(talk)
        while not slow.begun.is_set():
            await ticks(talk, 1)
        (forgets_the_first,) = late
        forgets_the_first()
        await ticks(talk, 3)
        slow.go.set()
        await ticks(talk, 3)
    assert not failures
    assert slow.asked == 1, "no other is built beside it"
    assert await outcome(talk, ADMIN) == SENT


async def test_a_bot_that_is_told_to_stop_does_not_wait_for_a_table(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ticking.EVERY", 0.01)
    slow = Slow(monkeypatch)
    telegram = StillTelegram(services, store=Store())
    await telegram.services.store.open()
    await telegram.services.store.outbox.tell(ADMIN, "table:1:x", "", telegram.clock.now())
    async with asyncio.timeout(PATIENCE), telegram.running_until_asked():
        await slow.begun.wait()
    assert asked(telegram, ADMIN) == []
    assert not telegram.services.store.database.is_open, "and nothing opens it again"

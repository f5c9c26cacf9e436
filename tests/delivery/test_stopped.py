"""The bot is told to stop while Telegram is slow to answer: what left is not sent again by the next process."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.delivery.slots import Slots
from bot.services import Services
from bot.store import Claimed, Mark, Store
from bot.subscription import Reason, State
from tests.chat import NOW, Chat, PlayedClock
from tests.delivery.acting import ANN, BEN, CAT, MINUTE, MORNING, SECOND, SENT, asked, outcome, subscribe, ticks
from tests.incoming import PATIENCE
from tests.still_telegram import StillTelegram


class Silent(StillTelegram):
    """A Telegram that takes messages and does not answer; when the wire is shut, the connections break."""

    def __init__(self, services: Services, store: Store) -> None:
        super().__init__(services, store=store)
        self._shut, self.got = asyncio.Event(), asyncio.Semaphore(0)
        self.wire.shutdown = self._shuts  # type: ignore[method-assign]

    async def _shuts(self) -> None:
        self._shut.set()

    async def _request(self, url: str, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        found = await super()._request(url, *arguments, **more)
        if url.endswith("/sendMessage"):
            self.got.release()
            await self._shut.wait()
            raise NetworkError("the connection broke") from ConnectionError()
        return found


async def test_what_telegram_has_not_answered_at_the_stop_is_marked_unknown_and_not_sent_again(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("bot.ticking.EVERY", 0.01)
    for module in ("bot.ticking", "bot.running", "bot.intake"):
        monkeypatch.setattr(f"{module}.STOPPING", 0.02)
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    telegram = Silent(services, Store(address))
    await subscribe(telegram, ANN, BEN, CAT)
    telegram.clock.go_on_to(MORNING)
    async with telegram.running_until_asked(), asyncio.timeout(PATIENCE):
        for _ in range(3):
            await telegram.got.acquire()
    assert caplog.messages.count("digests of this round: 3 unknown") == 1

    afterwards = Chat(services, telegram.clock.now(), store=Store(address))
    async with afterwards.application:
        await afterwards.services.store.open()
        await afterwards.assembly.worker.begin()
        await ticks(afterwards, 3)
        everybody = {await outcome(afterwards, where) for where in (ANN, BEN, CAT)}
        assert everybody == {(State.UNKNOWN, Reason.NO_ANSWER)}
        assert asked(afterwards, ANN, BEN, CAT) == []


async def test_what_waits_at_the_stop_for_telegram_to_answer_others_is_given_back_at_once_and_comes_once(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ticking.EVERY", 0.01)
    monkeypatch.setattr("bot.running.STOPPING", 0.02)
    monkeypatch.setattr("bot.ticking.STOPPING", 3 * PATIENCE)  # longer than this test waits
    monkeypatch.setattr("bot.delivery.worker.AT_ONCE", 1)
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    telegram = Silent(services, Store(address))
    await subscribe(telegram, ANN, BEN, CAT)
    telegram.clock.go_on_to(MORNING)
    async with asyncio.timeout(PATIENCE), telegram.running_until_asked():
        await telegram.got.acquire()

    afterwards = Chat(services, telegram.clock.now(), store=Store(address))
    async with afterwards.application:
        await afterwards.services.store.open()
        await afterwards.assembly.worker.begin()
        await ticks(afterwards, 3)
        outcomes = Counter([await outcome(afterwards, where) for where in (ANN, BEN, CAT)])
        assert outcomes == {(State.UNKNOWN, Reason.NO_ANSWER): 1, SENT: 2}
        assert len(asked(afterwards, ANN, BEN, CAT)) == 2


async def test_what_was_just_claimed_when_nobody_waits_any_longer_is_given_back(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat, claimed = Chat(services), asyncio.Event()
    outbox = chat.services.store.outbox
    works = outbox.claim

    async def slowly(*arguments: Any, **more: Any) -> list[Claimed]:
        found = await works(*arguments, **more)
        claimed.set()
        await asyncio.sleep(0)
        return found

    monkeypatch.setattr(outbox, "claim", slowly)
    async with chat.application, asyncio.timeout(PATIENCE):
        await subscribe(chat, ANN)
        chat.clock.go_on_to(MORNING)
        await chat.assembly.worker.plan()
        draining = asyncio.create_task(chat.assembly.worker.drain())
        await claimed.wait()
        draining.cancel()
        await asyncio.wait([draining])
        assert await outcome(chat, ANN) == (State.PENDING, None)


async def test_who_waits_for_a_permit_hears_at_once_that_there_is_none_any_more() -> None:
    store, clock = Store(), PlayedClock(NOW)
    slots = Slots(store.pace, 0.1, clock)
    assert await slots.next(NOW + SECOND)
    clock.planned.append((NOW + SECOND, stopping(slots)))
    assert not await slots.next(NOW + MINUTE)
    assert clock.now() < NOW + 3 * SECOND
    await store.close()


def stopping(slots: Slots) -> Callable[[], Awaitable[None]]:
    async def stops() -> None:
        slots.close()

    return stops


async def test_a_message_leaves_while_another_waits_for_its_answer(services: Services) -> None:
    chat = StillTelegram(services)
    async with chat.application:
        await subscribe(chat, ANN)
        chat.clock.go_on_to(MORNING)
        chat.keep_back(ANN.chat_id)
        await chat.assembly.worker.plan()
        async with asyncio.timeout(PATIENCE):
            await chat.assembly.worker.drain()
            await chat.until_waiting(ANN.chat_id)
            await chat.services.store.outbox.tell(BEN, "x", "…", chat.clock.now())
            await chat.assembly.worker.drain()
            chat.let_go(ANN.chat_id)
            await chat.assembly.worker.finish()
        assert len(asked(chat, BEN)) == 1


async def test_a_message_leaves_when_one_before_it_is_written_down_while_another_waits_to_be(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.worker.AT_ONCE", 2)
    chat = StillTelegram(services)
    outbox = chat.services.store.outbox
    works, begun, may_go_on = outbox.mark, asyncio.Semaphore(0), asyncio.Semaphore(0)

    async def slowly(*arguments: Any) -> Sequence[Mark]:
        begun.release()
        await may_go_on.acquire()
        return await works(*arguments)

    monkeypatch.setattr(outbox, "mark", slowly)
    async with chat.application:
        await subscribe(chat, ANN, BEN, CAT)
        chat.clock.go_on_to(MORNING)
        chat.keep_back(ANN.chat_id, BEN.chat_id, CAT.chat_id)
        await chat.assembly.worker.plan()
        draining = asyncio.create_task(chat.assembly.worker.drain())
        try:
            async with asyncio.timeout(PATIENCE):
                await chat.until_waiting(ANN.chat_id, BEN.chat_id)
                chat.let_go(ANN.chat_id)
                await begun.acquire()
                chat.let_go(BEN.chat_id)
                for _ in range(100):  # its answer is there, too
                    await asyncio.sleep(0)
                may_go_on.release()
                await begun.acquire()
                await chat.until_waiting(CAT.chat_id)
        finally:
            for _ in range(3):
                may_go_on.release()
            chat.let_go(CAT.chat_id)
            await draining
            await chat.assembly.worker.finish()
        assert {await outcome(chat, where) for where in (ANN, BEN, CAT)} == {SENT}

"""The bot is told to stop while Telegram is slow to answer: what left is not sent again by the next process."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from bot.services import Services
from bot.store import Store
from bot.subscription import Reason, State
from tests.chat import Chat
from tests.delivery.acting import ANN, BEN, CAT, MORNING, asked, outcome, subscribe, ticks
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
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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

    afterwards = Chat(services, telegram.clock.now(), store=Store(address))
    async with afterwards.application:
        await afterwards.services.store.open()
        await afterwards.assembly.worker.begin()
        await ticks(afterwards, 3)
        everybody = {await outcome(afterwards, where) for where in (ANN, BEN, CAT)}
        assert everybody == {(State.UNKNOWN, Reason.NO_ANSWER)}
        assert asked(afterwards, ANN, BEN, CAT) == []


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

"""Updates on their way in: through the intake, with a Telegram whose answers can be kept back."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from prometheus_client.parser import text_string_to_metric_families
from telegram import Update
from telegram.request import RequestData

from bot.catalogue import Catalogue
from bot.facts import Base
from bot.intake import Intake, read
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from tests.chat import NOW, Chat

PATIENCE = 10  # seconds until a test that waits in vain fails
POISON = "/timeline 1999"  # what breaks on a broken base


class Broken(Catalogue):
    """A catalogue in which an empty year is a bug; `secret` is in what the exception says."""

    def __init__(self, base: Base, secret: str = "") -> None:
        super().__init__(base)
        self._secret = secret

    @property
    def years(self) -> tuple[int, ...]:
        raise RuntimeError(f"it broke{self._secret}")


def with_a_bug(services: Services, base: Base, secret: str = "") -> Services:
    """The same services, but that POISON breaks them."""
    return Services(Broken(base, secret), services.search, services.zone)


class Incoming(Chat):
    """A bot that updates come in to. What Telegram answers to a chat can be kept back."""

    def __init__(self, services: Services, settings: Settings = DEFAULTS, store: Store | None = None) -> None:
        super().__init__(services, NOW, settings, store)
        self.intake: Intake = self.assembly.intake()
        self.waiting: Counter[int] = Counter()  # requests that are kept back, by chat
        self._kept_back: dict[int, asyncio.Event] = {}
        self._changed = asyncio.Condition()
        requested = self.wire.do_request

        async def kept_back(
            url: str, method: str, request_data: RequestData | None = None, **timeouts: Any
        ) -> tuple[int, bytes]:
            chat = int(request_data.parameters.get("chat_id", 0)) if request_data else 0
            if (gate := self._kept_back.get(chat)) is not None:
                await self._waits(chat, gate)
            return await requested(url, method, request_data, **timeouts)

        self.wire.do_request = kept_back  # type: ignore[method-assign]

    async def _waits(self, chat: int, gate: asyncio.Event) -> None:
        async with self._changed:
            self.waiting[chat] += 1
            self._changed.notify_all()
        try:
            await gate.wait()
        finally:
            self.waiting[chat] -= 1

    def keep_back(self, *chats: int) -> None:
        """Telegram answers nothing that is sent to these chats, until they are let go."""
        for chat in chats:
            self._kept_back[chat] = asyncio.Event()

    def let_go(self, *chats: int) -> None:
        for chat in chats:
            self._kept_back.pop(chat).set()

    def answer_the_next_to(self, *chats: int) -> None:
        """What is kept back for these chats stays so for ever; what is sent to them next is answered."""
        for chat in chats:
            del self._kept_back[chat]

    async def until_waiting(self, *chats: int) -> None:
        """Waits until something is kept back for each of these chats."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: all(self.waiting[chat] for chat in chats))

    def begin(self, raw: dict[str, Any]) -> asyncio.Task[None] | None:
        return self.intake.begin(self.read(raw))

    def read(self, raw: dict[str, Any]) -> Update:
        return read(raw, self.application)

    async def come(self, *raws: dict[str, Any]) -> None:
        """The updates come in, one after the other at once, and are handled."""
        tasks = [task for raw in raws if (task := self.begin(raw)) is not None]
        await self.until_done(tasks)

    async def until_done(self, tasks: list[asyncio.Task[None]]) -> None:
        async with asyncio.timeout(PATIENCE):
            if tasks:
                await asyncio.wait(tasks)

    async def restart(self) -> None:
        """Another process takes over: it knows only what is stored."""
        await super().restart()
        self.intake = self.assembly.intake()
        await self.intake.remember()

    @property
    def texts(self) -> list[str]:
        """What it said, in order."""
        return [sent.text for sent in self.sent if sent.chat_id is not None]

    @property
    def chats(self) -> list[int]:
        """To whom, in order."""
        return [sent.chat_id for sent in self.sent if sent.chat_id is not None]

    @property
    def counted(self) -> dict[str, float]:
        """What its metrics say."""
        return samples(self.services.metrics.text().decode())


def samples(text: str) -> dict[str, float]:
    """The samples of metrics in Prometheus' text format, each by its name and its labels: `name{label=value}`."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for name, labels, value, *_ in family.samples:
            shown = ",".join(f"{label}={of_it}" for label, of_it in labels.items())
            found[f"{name}{{{shown}}}" if shown else name] = value
    return found

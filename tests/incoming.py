"""Updates on their way in: through the intake, with a Telegram whose answers can be kept back."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Sequence
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
    """A bot that updates come in to. What Telegram answers to a chat, or to a method, can be kept back."""

    def __init__(
        self,
        services: Services,
        settings: Settings = DEFAULTS,
        store: Store | None = None,
        *,
        by_webhook: bool = False,
    ) -> None:
        super().__init__(services, NOW, settings, store)
        self.intake: Intake = self.assembly.intake(by_webhook=by_webhook)
        self.waiting: Counter[int | str] = Counter()  # requests that are kept back, by chat or method
        self._kept_back: dict[int | str, asyncio.Event] = {}
        self._changed = asyncio.Condition()
        self._really_request = self.wire.do_request
        self.wire.do_request = self._request  # type: ignore[method-assign]

    async def _request(
        self, url: str, method: str, request_data: RequestData | None = None, **timeouts: Any
    ) -> tuple[int, bytes]:
        parameters = request_data.parameters if request_data else {}
        for key in (url.rsplit("/", 1)[-1], int(parameters.get("chat_id", 0))):
            if (gate := self._kept_back.get(key)) is not None:
                await self._waits(key, gate)
        return await self._really_request(url, method, request_data, **timeouts)

    async def _waits(self, key: int | str, gate: asyncio.Event) -> None:
        async with self._changed:
            self.waiting[key] += 1
            self._changed.notify_all()
        try:
            await gate.wait()
        finally:
            self.waiting[key] -= 1

    def keep_back(self, *keys: int | str) -> None:
        """Telegram answers nothing that is sent to these chats, or by these methods, until they are let go."""
        for key in keys:
            self._kept_back[key] = asyncio.Event()

    def let_go(self, *keys: int | str) -> None:
        for key in keys:
            self._kept_back.pop(key).set()

    def answer_the_next_to(self, *keys: int | str) -> None:
        """What is kept back stays so for ever; what is sent next is answered."""
        for key in keys:
            del self._kept_back[key]

    async def until_waiting(self, *keys: int | str) -> None:
        """Waits until something is kept back for each of them."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: all(self.waiting[key] for key in keys))

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


class Polled(Incoming):
    """A Telegram that hands out updates as it does: from the offset on, until they are confirmed."""

    def __init__(
        self,
        services: Services,
        updates: Sequence[dict[str, Any]] = (),
        settings: Settings = DEFAULTS,
        store: Store | None = None,
    ) -> None:
        super().__init__(services, settings, store)
        self.pending, self.asked = list(updates), 0
        self._more = asyncio.Condition()

    async def _request(
        self, url: str, method: str, request_data: RequestData | None = None, **timeouts: Any
    ) -> tuple[int, bytes]:
        if request_data is not None and url.endswith("/getUpdates") and "getUpdates" not in self._kept_back:
            return 200, await self._handed_out(request_data.parameters)
        return await super()._request(url, method, request_data, **timeouts)

    async def _handed_out(self, asked: dict[str, Any]) -> bytes:
        async with self._more:
            self.asked += 1
            self.pending = [each for each in self.pending if each["update_id"] >= int(asked.get("offset", 0))]
            self._more.notify_all()
            if int(asked.get("timeout", 0)):
                await self._more.wait_for(lambda: self.pending)
        return json.dumps({"ok": True, "result": self.pending[:100]}).encode()

    async def until(self, condition: Callable[[], object]) -> None:
        """Waits until something is so after a request for updates."""
        async with asyncio.timeout(PATIENCE), self._more:
            await self._more.wait_for(condition)


async def rename(talk: Chat, old: str, new: str) -> None:
    """A table is away, or back."""
    async with talk.services.store.database.write() as connection:
        await connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")


def samples(text: str) -> dict[str, float]:
    """The samples of metrics in Prometheus' text format, each by its name and its labels: `name{label=value}`."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for name, labels, value, *_ in family.samples:
            shown = ",".join(f"{label}={of_it}" for label, of_it in labels.items())
            found[f"{name}{{{shown}}}" if shown else name] = value
    return found

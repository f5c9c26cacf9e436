"""A Telegram on which nobody says anything, and the bot that runs on it from its start to its end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.running import Running
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from bot.transport.local import LOCAL_TOKEN
from tests.incoming import Polled


class StillTelegram(Polled):
    """A Telegram on which nobody says anything but `updates`, and the bot that runs on it."""

    def __init__(
        self,
        services: Services,
        settings: Settings = DEFAULTS,
        updates: Sequence[dict[str, Any]] = (),
        store: Store | None = None,
    ) -> None:
        super().__init__(services, updates, settings, store)
        self.running = Running(self.assembly, settings, LOCAL_TOKEN)
        self.is_asked = asyncio.Event()
        self.webhook = ""  # the address that Telegram says it has
        self.looked = asyncio.Semaphore(0)  # released whenever the bot looks at it

    async def _request(self, url: str, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        if url.endswith("/getUpdates"):
            self.is_asked.set()
        found = await super()._request(url, *arguments, **more)
        if url.endswith("/setWebhook") and found[0] == 200:
            self.is_asked.set()
        if url.endswith("/getWebhookInfo") and found[0] == 200:
            self.looked.release()
            info = {"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0}
            return 200, json.dumps({"ok": True, "result": info}).encode()
        return found

    def did(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every request of a method."""
        return [request.parameters for request in self.wire.requests if request.method == method]

    @asynccontextmanager
    async def running_until_asked(self) -> AsyncIterator[None]:
        """The bot runs, and has asked for updates or set its webhook; at the end it is told to stop."""
        task = asyncio.create_task(self.running.until_told_to_stop())
        asked = asyncio.create_task(self.is_asked.wait())
        await asyncio.wait([task, asked], return_when=asyncio.FIRST_COMPLETED)
        try:
            yield
        finally:
            asked.cancel()
            self.running.stop_soon()
            try:
                await task
            finally:
                await self.running.end()

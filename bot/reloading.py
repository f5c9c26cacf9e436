"""Reads the base anew while the bot runs, and puts it in place at once; a broken one changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zlib import crc32

from bot.delivery.alerts import Alerts
from bot.facts import BaseRefused
from bot.loading import Reloaded
from bot.logs import counted
from bot.render.reload import refusal
from bot.services import Services
from bot.talk.completion import prepare

log = logging.getLogger(__name__)


class Reloader:
    """Reloads the base of that file. `current` gives the services in use, `use` puts others in their place."""

    def __init__(
        self, file: Path, current: Callable[[], Services], use: Callable[[Services], None], alerts: Alerts
    ) -> None:
        self._file, self._current, self._use, self._alerts = file, current, use, alerts
        self._one_at_a_time = asyncio.Lock()

    async def reload(self) -> Reloaded:
        """What became of it. It is read in a worker thread, so that nobody waits meanwhile."""
        async with self._one_at_a_time:
            catalogue = self._current().catalogue
            before, ours = len(catalogue.facts), catalogue.about
            try:
                opened = await asyncio.to_thread(_opened, self._file)
            except BaseRefused as refused:
                problems = tuple(map(str, refused.problems))
                count = counted(len(problems), "problem")
                log.error("%s was not put in place, %s; the first: %s", self._file, count, problems[0])  # noqa: TRY400
                return Reloaded(before, before, problems)
            other = opened.catalogue.about
            if other.id != ours.id:  # mistaken for a newer one; what chats follow names places and topics of ours
                line = "%s was not put in place: it is the base %s (%s), and %s (%s) is in use; a restart takes it"
                log.error(line, self._file, other.id, other.name, ours.id, ours.name)
                return Reloaded(before, before, other=other, ours=ours)
            services = self._current()
            self._use(replace(services, catalogue=opened.catalogue, search=opened.search, zone=opened.zone))
            after = len(opened.catalogue.facts)
            log.info("%s was put in place: %s, %d before", self._file, counted(after, "fact"), before)
            return Reloaded(before, after)

    async def on_signal(self, now: datetime) -> None:
        """The same when nobody waits for a reply: what is wrong, the administrators are told."""
        reloaded = await self.reload()
        if (told := refusal(reloaded)) is not None:
            await self._alerts.tell(f"base {crc32(told.encode()):08x}", told, now)  # another mistake is told of at once


def _opened(file: Path) -> Services:
    """The services of that base, ready for the first question. Raises BaseRefused."""
    services = Services.opened(file)
    prepare(services.catalogue)
    return services

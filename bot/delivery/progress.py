"""Shows how far broadcasts are, and ends those of which everything is sent."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.broadcasts import Stage
from bot.clock import Clock
from bot.delivery.slots import Slots
from bot.render.broadcast import progress_reply
from bot.render.reply import Reply
from bot.sending import edit_at
from bot.services import Services

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=3)  # a progress bar is edited at most so often


class Progress:
    """The progress messages of all broadcasts that go on; each is shown by one process at a time."""

    def __init__(self, bot: Bot, services: Services, clock: Clock, slots: Slots) -> None:
        self._bot, self._services, self._clock, self._slots = bot, services, clock, slots

    async def show(self) -> None:
        now = self._clock.now()
        for broadcast in await self._services.store.broadcasts.to_show(now, now - EVERY):
            tally = await self._services.store.broadcasts.tally(broadcast.id)
            ended = broadcast.stage is Stage.RUNNING and not tally.open
            if ended and not await self._services.store.broadcasts.finish(broadcast.id, now):
                continue
            shown = await self._services.store.broadcasts.get(broadcast.id) if ended else broadcast
            if shown is not None and shown.progress_id is not None:
                await self._edit(shown.admin_id, shown.progress_id, progress_reply(shown, tally, now))

    async def _edit(self, chat_id: int, message_id: int, reply: Reply) -> None:
        self._slots.reply_left()
        try:
            await edit_at(self._bot, chat_id, message_id, reply)
        except TelegramError as error:  # the next one comes soon, and the report in any case
            if "not modified" not in str(error):
                log.info("a broadcast's progress was not shown: %s", error)

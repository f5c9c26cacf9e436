"""Shows how far broadcasts are, and ends those of which everything is sent."""

from __future__ import annotations

import logging
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.broadcasts import STARTED, Broadcast, Stage, Tally
from bot.clock import Clock
from bot.delivery.slots import Slots
from bot.render.broadcast import progress_reply, report_reply
from bot.render.reply import Reply
from bot.sending import edit_at, send_reply
from bot.services import Services
from bot.subscription import Where

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=3)  # a progress bar is edited at most so often


class Progress:
    """The progress messages of all broadcasts that go on; each is shown by one process at a time."""

    def __init__(self, bot: Bot, services: Services, clock: Clock, slots: Slots) -> None:
        self._bot, self._services, self._clock, self._slots = bot, services, clock, slots
        self._patience = timedelta(seconds=max(0.5, 3 / services.rates.overall))  # for a permit; a few slots
        # the message and the text of each broadcast: the same is not shown again
        self._shown: dict[int, tuple[int, Reply]] = {}

    async def show(self) -> None:
        now = self._clock.now()
        for broadcast in await self._services.store.broadcasts.to_show(now, now - EVERY - self._patience):
            tally = await self._services.store.broadcasts.tally(broadcast.id)
            ended = broadcast.stage is Stage.RUNNING and not tally.open
            if ended and not await self._services.store.broadcasts.finish(broadcast.id, now):
                continue
            shown = await self._services.store.broadcasts.get(broadcast.id) if ended else broadcast
            if shown is not None:
                await self._show(shown, tally)

    async def _show(self, broadcast: Broadcast, tally: Tally) -> None:
        reply = self._told(broadcast, tally)
        message_id = broadcast.progress_id
        try:
            if message_id is not None:
                is_shown = await self._edit(broadcast, message_id, reply)
                if not is_shown and broadcast.stage is Stage.CANCELLED:
                    await self._show_again(broadcast)
            elif broadcast.stage in STARTED and await self._permitted():  # it was scheduled: nobody has seen one yet
                message = await send_reply(self._bot, Where(broadcast.admin_id), reply)
                await self._services.store.broadcasts.change(broadcast.id, STARTED, progress_id=message.message_id)
        except TelegramError as error:  # the next one comes soon, and the report in any case
            log.info("the progress of broadcast %s was not shown: %s", broadcast.id, error)
            if broadcast.stage is Stage.CANCELLED and not isinstance(error, BadRequest | Forbidden):
                await self._show_again(broadcast)  # of that no other one comes

    def _told(self, broadcast: Broadcast, tally: Tally) -> Reply:
        """How far it is; of one that was cancelled, what stands there since the press, as it ended."""
        services = self._services
        if broadcast.stage is Stage.CANCELLED:
            return report_reply(broadcast, tally, services.catalogue, services.zone)
        return progress_reply(broadcast, tally, services.rates.overall)

    async def _show_again(self, cancelled: Broadcast) -> None:
        await self._services.store.broadcasts.change(cancelled.id, (Stage.CANCELLED,), shown_at=None)

    async def _permitted(self) -> bool:
        """Waits for a permit, as a delivery does; False when there is none before the next is due."""
        return await self._slots.next(self._clock.now() + self._patience)

    async def _edit(self, broadcast: Broadcast, message_id: int, reply: Reply) -> bool:
        """Whether it is shown now; not where there was no permit."""
        if self._shown.get(broadcast.id) == (message_id, reply):
            return True
        if not await self._permitted():
            return False
        try:
            await edit_at(self._bot, broadcast.admin_id, message_id, reply)
        except BadRequest as error:
            if "not modified" not in str(error):
                raise
        self._shown[broadcast.id] = message_id, reply
        if broadcast.stage not in STARTED:
            del self._shown[broadcast.id]
        return True

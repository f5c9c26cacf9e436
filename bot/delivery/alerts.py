"""Lines to administrators: to a chat's, that a topic is gone; to the bot's, what went wrong, once an hour each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.logs import first_line
from bot.render.reply import Reply
from bot.sending import send_reply
from bot.store import FAILING, Outbox
from bot.subscription import Where

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)  # the same kind of failure is told of so often


class Alerts:
    """Tells the bot's administrators of what they should know, by the outbox like everything else; or without it."""

    def __init__(self, bot: Bot, outbox: Outbox, admins: Collection[int]) -> None:
        self._bot, self._outbox, self._admins = bot, outbox, admins
        self._told: dict[str, datetime] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    def tell_soon(self, what: str, text: str, now: datetime) -> None:
        """Begins to tell them: whoever does so need not wait for a database that is busy or away."""
        task = asyncio.create_task(self.tell(what, text, now), name=what)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self, patience: float | None = None) -> None:
        """Waits until they are told, so many seconds at most; what is late then is given up."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=patience)
            for task in late:
                log.warning("administrators are not told any more, for the bot stops: %s", task.get_name())
                task.cancel()

    async def tell(self, what: str, text: str, now: datetime) -> None:
        """Owes them this text, unless they were told of `what` within the hour, by any process.

        Where the outbox cannot be written, those who are not owed it yet are told straight.
        """
        if self._was_told(what, now):
            return
        self._told[what] = now
        left = list(self._admins)
        try:
            while left:
                self._told[what] = await self._outbox.alert(Where(left[0]), what, text, now, EVERY)
                del left[0]
        except FAILING as error:
            log.warning("administrators are told without the outbox: %s", first_line(error))
        except Exception:  # whatever is wrong with one of them must not keep the others from being told
            log.exception("administrators are told without the outbox")
        if left:
            await self._tell_straight(what, text, now, left)

    async def tell_straight(self, what: str, text: str, now: datetime) -> None:
        """Sends them this text at once, unless this process told them of `what` within the hour."""
        if not self._was_told(what, now):
            await self._tell_straight(what, text, now, self._admins)

    async def _tell_straight(self, what: str, text: str, now: datetime, admins: Collection[int]) -> None:
        self._told[what] = now
        reached = False
        try:
            for admin_id in admins:
                reached = await self._reaches(admin_id, text) or reached
        finally:  # also when whoever asked does not wait for the end
            if not reached:
                self._told.pop(what, None)

    def _was_told(self, what: str, now: datetime) -> bool:
        self._told = {each: at for each, at in self._told.items() if abs(now - at) < EVERY}
        return what in self._told

    async def _reaches(self, admin_id: int, text: str) -> bool:
        """Sends it; False when it is worth another try."""
        try:
            await send_reply(self._bot, Where(admin_id), Reply(text))
        except TelegramError as error:
            log.warning("an administrator could not be told: %s", first_line(error))
            return isinstance(error, (Forbidden, BadRequest))
        return True

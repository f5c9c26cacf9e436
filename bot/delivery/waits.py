"""What Telegram says to wait (429), whatever met it: that chat waits, or everything; nobody asks again meanwhile."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.clock import Clock
from bot.delivery.slots import Slots
from bot.logs import first_line
from bot.sending import LONGEST_WAIT, waiting_time
from bot.store import FAILING, Outbox
from bot.store.pace import LONGEST

log = logging.getLogger(__name__)

# Telegram does not say whether a 429 is for one chat or for all. Two chats within so many seconds: it is for all.
ALL_WAIT = 3.0
WRITING = ("send", "edit", "forward")  # what brings messages into chats; asking about them is counted apart


class Waits(BaseRateLimiter[None]):
    """Every request passes here. A chat that was told to wait is not asked again before, and no process delivers there.

    When all are told to wait, no process delivers anything. Times are seconds that pass evenly.
    """

    def __init__(self, outbox: Outbox, slots: Slots, clock: Clock) -> None:
        self._outbox, self._slots, self._clock = outbox, slots, clock
        self._until: dict[int, float] = {}
        self._told: deque[tuple[float, int]] = deque()

    async def initialize(self) -> None:
        """Nothing is to be prepared."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 (the library gives it)
    ) -> Any:
        """Makes the request. Raises what it raises, and RetryAfter without asking where its chat must wait."""
        chat_id = data.get("chat_id")
        if not isinstance(chat_id, int) or not endpoint.startswith(WRITING):
            return await callback(*args, **kwargs)
        if (left := self._left(chat_id)) > 0:
            raise RetryAfter(timedelta(seconds=left))
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            await self._keep(chat_id, min(waiting_time(error), LONGEST.total_seconds()))
            raise

    def _left(self, chat_id: int) -> float:
        now = self._clock.passed()
        self._until = {each: until for each, until in self._until.items() if until > now}
        return self._until.get(chat_id, now) - now

    async def _keep(self, chat_id: int, seconds: float) -> None:
        if seconds > LONGEST_WAIT:  # whoever is told less waits on the spot, and asks again
            self._until[chat_id] = self._clock.passed() + seconds
        try:
            if self._is_for_all(chat_id):
                await self._slots.hold(seconds)
            await self._outbox.wait_until(chat_id, self._clock.now() + timedelta(seconds=seconds))
        except FAILING as error:
            log.warning("that %s must wait is not stored: %s", chat_id, first_line(error))

    def _is_for_all(self, chat_id: int) -> bool:
        """Whether another chat was told the same just now."""
        now = self._clock.passed()
        while self._told and now - self._told[0][0] > ALL_WAIT:
            self._told.popleft()
        self._told.append((now, chat_id))
        return len({each for _, each in self._told}) > 1

"""Gets updates by long polling. The offset follows the oldest update that is not handled, so a crash loses none.

In order within a chat, many chats at once: one chat that must wait keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.dispatch import UPDATES, AnyApplication

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds that Telegram holds the request open
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between tries while Telegram cannot be reached
MOST_AT_ONCE = 90  # updates under way; getUpdates gives 100 at most, from the oldest that is not handled
GLANCE = 0.2  # seconds to wait when Telegram has nothing but what is under way
STOPPING = 8.0  # seconds that updates under way have when told to stop
NOBODY = 0


class Polling:
    """The updates under way, and how far everything before them is handled."""

    def __init__(self, application: AnyApplication) -> None:
        self._application = application
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._last_of_chat: dict[int, asyncio.Task[None]] = {}
        self._next = 0  # past the newest update that was begun

    @property
    def offset(self) -> int | None:
        """Everything below it is handled."""
        return min(self._under_way, default=self._next) or None

    async def begin(self, updates: Sequence[Update]) -> None:
        """Begins what was not begun yet, and waits where there is nothing else to do."""
        fresh = [update for update in updates if update.update_id >= self._next]
        for update in fresh:
            self._next = update.update_id + 1
            chat_id = update.effective_chat.id if update.effective_chat else NOBODY
            task = asyncio.create_task(self._handle(update, self._last_of_chat.get(chat_id)))
            self._under_way[update.update_id] = self._last_of_chat[chat_id] = task
            task.add_done_callback(partial(self._done, update.update_id, chat_id))
        if self._under_way and (not fresh or len(self._under_way) >= MOST_AT_ONCE):
            limit = GLANCE if len(self._under_way) < MOST_AT_ONCE else None
            await asyncio.wait(self._under_way.values(), timeout=limit, return_when=asyncio.FIRST_COMPLETED)

    async def _handle(self, update: Update, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._application.process_update(update)

    def _done(self, update_id: int, chat_id: int, task: asyncio.Task[None]) -> None:
        del self._under_way[update_id]
        if self._last_of_chat.get(chat_id) is task:
            del self._last_of_chat[chat_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("update %s failed", update_id, exc_info=error)

    async def finish(self) -> None:
        """Gives the updates under way a little time, and confirms what is handled."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=STOPPING)
        offset = self.offset
        for task in list(self._under_way.values()):
            task.cancel()
        if offset is not None:  # or it would come again at the next start
            with suppress(TelegramError):
                await self._application.bot.get_updates(offset, limit=1, timeout=0, allowed_updates=list(UPDATES))


async def poll(application: AnyApplication, stop: asyncio.Event) -> None:
    """Handles updates until `stop` is set. Raises InvalidToken when Telegram no longer knows the bot."""
    polling = Polling(application)
    failures = 0
    while not stop.is_set():
        try:
            updates = await _unless(stop, application, polling.offset)
        except InvalidToken:
            raise
        except Conflict:
            log.warning("another process gets this bot's updates (409): stop it, or this one")
            failures += 1
        except TelegramError as error:
            log.warning("no updates: %s", error)
            failures += 1
        else:
            failures = 0
            await polling.begin(updates)
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSES[min(failures, len(PAUSES)) - 1])
    await polling.finish()


async def _unless(stop: asyncio.Event, application: AnyApplication, offset: int | None) -> Sequence[Update]:
    """The next updates; none when told to stop meanwhile."""
    asking: asyncio.Future[Sequence[Update]] = asyncio.ensure_future(_updates(application, offset))
    stopping = asyncio.ensure_future(stop.wait())
    done, _ = await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
    if asking in done:
        stopping.cancel()
        return asking.result()
    asking.cancel()
    with suppress(asyncio.CancelledError, TelegramError):
        await asking
    return ()


async def _updates(application: AnyApplication, offset: int | None) -> Sequence[Update]:
    """The updates from that offset on; one that the library cannot read is told of and passed over."""
    try:
        found: Sequence[Update] = await application.bot.get_updates(
            offset, timeout=LONG_POLL, allowed_updates=list(UPDATES)
        )
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        log.warning("an update cannot be read, so each is read by itself: %s", error)
    else:
        return found
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library would rather have its own method used
        raw: list[dict[str, Any]] = await application.bot.do_api_request(
            "getUpdates", api_kwargs={"offset": offset or 0, "timeout": 0, "allowed_updates": list(UPDATES)}
        )
    return [_read(each, application) for each in raw]


def _read(raw: dict[str, Any], application: AnyApplication) -> Update:
    """An update; of one that cannot be read only the number, so that it is handled as nothing and confirmed."""
    try:
        return Update.de_json(raw, application.bot)
    except (TypeError, KeyError, ValueError, AttributeError):
        log.exception("update %s cannot be read and is passed over", raw.get("update_id"))
        return Update(int(raw["update_id"]))

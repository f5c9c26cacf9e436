"""Gets updates by long polling. The offset advances only when a batch is handled, so a crash loses none of it."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.dispatch import UPDATES, AnyApplication

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds that Telegram holds the request open
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between tries while Telegram cannot be reached
NOBODY = 0


async def poll(application: AnyApplication, stop: asyncio.Event) -> None:
    """Handles updates until `stop` is set. Raises InvalidToken when Telegram no longer knows the bot."""
    offset: int | None = None
    failures = 0
    while not stop.is_set():
        try:
            updates = await _unless(stop, application, offset)
        except InvalidToken:
            raise
        except Conflict:
            log.warning("another process gets this bot's updates (409): stop it, or this one")
            failures += 1
        except (NetworkError, RetryAfter, TelegramError) as error:
            log.warning("no updates: %s", error)
            failures += 1
        else:
            failures = 0
            await handle(application, updates)
            offset = updates[-1].update_id + 1 if updates else offset
            continue
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSES[min(failures, len(PAUSES)) - 1])
    if offset is not None:  # what was handled is confirmed, or it would come again at the next start
        with suppress(TelegramError):
            await application.bot.get_updates(offset, limit=1, timeout=0, allowed_updates=list(UPDATES))


async def handle(application: AnyApplication, updates: Sequence[Update]) -> None:
    """Handles a batch: in order within a chat, all chats at once. A failing update is told of and passed over."""
    by_chat: dict[int, list[Update]] = defaultdict(list)
    for update in updates:
        by_chat[update.effective_chat.id if update.effective_chat else NOBODY].append(update)

    async def in_order(of_chat: Sequence[Update]) -> None:
        for update in of_chat:
            await application.process_update(update)

    await asyncio.gather(*(in_order(of_chat) for of_chat in by_chat.values()))


async def _unless(stop: asyncio.Event, application: AnyApplication, offset: int | None) -> Sequence[Update]:
    """The next updates; none when told to stop meanwhile."""
    asking: asyncio.Future[Sequence[Update]] = asyncio.ensure_future(
        application.bot.get_updates(offset, timeout=LONG_POLL, allowed_updates=list(UPDATES))
    )
    stopping = asyncio.ensure_future(stop.wait())
    done, _ = await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
    if asking in done:
        stopping.cancel()
        return asking.result()
    asking.cancel()
    with suppress(asyncio.CancelledError, TelegramError):
        await asking
    return ()

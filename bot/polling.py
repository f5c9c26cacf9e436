"""Gets updates by long polling. The offset follows the oldest update that is not handled, so a crash loses none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.dispatch import UPDATES, AnyApplication
from bot.intake import UNREADABLE, Intake, read
from bot.logs import first_line
from bot.raw import raw
from bot.stopping import Stopped, pause_after, stops_within, unless_stopped

log = logging.getLogger(__name__)

# Answers in a row that the token is not known, with growing pauses ten minutes of them: a fault of Telegram's, or of
# something before it, has passed by then. Nothing is lost meanwhile: updates stay there, and deliveries are owed.
MOST_DENIED = 24
DENIED = (
    "Telegram does not know this token any more (revoked? put the new token in BOT_TOKEN and start again); "
    "it is asked for ten minutes"
)
MOST_GIVEN = 100  # updates in one answer (Bot API, getUpdates)
LONG_POLL = 30  # seconds that Telegram holds the request open
CONFIRMING = 0.5  # seconds that Telegram has at the stop to hear what is handled; else it sends it again, in vain
ANOTHER = "another process gets this bot's updates (409): stop it, or this one"
WEBHOOK_SET = "a webhook is set for this bot, so nobody else gets its updates (409): start again to take it down"
GLANCE = 0.2  # seconds to wait when Telegram has nothing but what is under way


class Polling:
    """Which updates were given to the intake, and up to which all are handled."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._begun: dict[int, asyncio.Task[None]] = {}  # what was cancelled stays in it: it is not handled
        self._seen: set[int] = set()  # of what Telegram gave last; it gives all again from the offset on
        self._kept: set[int] = set()  # of those under way: what Telegram has forgotten, and only this process knows
        self._next: int | None = None  # past the newest update that was begun

    @property
    def offset(self) -> int | None:
        """Everything below it is handled, or kept here."""
        return min(self._begun.keys() - self._kept, default=self._next)

    async def begin(self, updates: Sequence[Update]) -> None:
        """Begins what was not begun yet, and waits a little where there is nothing else to do.

        Telegram gives 100 at most, from the oldest that is not handled: so many are under way. When there are no others
        among them, what waits for the database is kept here, and what is in line behind it, or everybody would wait.
        """
        fresh = [update for update in updates if update.update_id not in self._seen]
        for update in fresh:
            if (task := self._intake.begin(update)) is not None:
                self._begun[update.update_id] = task
                task.add_done_callback(partial(self._done, update.update_id))
        if updates:
            self._seen = {update.update_id for update in updates}
            self._next = updates[-1].update_id + 1
        if len(updates) >= MOST_GIVEN and not fresh:
            self._kept |= self._intake.held_up & self._begun.keys()
        if self._begun and not fresh:
            await asyncio.wait(self._begun.values(), timeout=GLANCE, return_when=asyncio.FIRST_COMPLETED)

    def _done(self, update_id: int, task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            del self._begun[update_id]
            self._kept.discard(update_id)
        elif update_id in self._kept:
            log.warning("update %s is given up: it waited for the database, and Telegram has forgotten it", update_id)


async def poll(
    application: AnyApplication,
    intake: Intake,
    stop: asyncio.Event,
    may_go_on: Callable[[], Awaitable[bool]] | None = None,
    heard: Callable[[str | None], None] = lambda _problem: None,
) -> None:
    """Handles updates until `stop` is set, or another process is to get them (asked of `may_go_on` at a conflict).

    `heard` is called when Telegram answers, with what is wrong. Raises InvalidToken when it no longer knows the bot.
    """
    polling = Polling(intake)
    intake.open()  # it was closed when another process got the updates meanwhile
    failures = denied = 0
    while not stop.is_set():
        try:
            updates = await unless_stopped(stop, _updates(application, polling.offset))
        except Stopped:
            break
        except InvalidToken:
            denied += 1
            if denied == MOST_DENIED:
                raise
            if denied == 1:
                log.error(DENIED)  # noqa: TRY400 (an answer, of which a trace tells nothing)
            heard(DENIED)
            failures += 1
        except Conflict as error:
            if may_go_on is not None and not await may_go_on():
                log.info("another process gets the updates now")
                break
            problem = WEBHOOK_SET if "webhook" in str(error).casefold() else ANOTHER
            log.warning(problem)
            heard(problem)
            failures += 1
        except TelegramError as error:
            log.warning("no updates: %s", error)
            heard(f"none come: {first_line(error)}")
            failures += 1
        else:
            if denied:
                log.info("Telegram knows the token again")
            failures = denied = 0
            heard(None)
            await polling.begin(updates)
            continue
        await stops_within(stop, pause_after(failures))
    await intake.finish()
    if stop.is_set() and polling.offset is not None:  # or it would come again at the next start
        with suppress(TelegramError, TimeoutError, *UNREADABLE):
            async with asyncio.timeout(CONFIRMING):
                await application.bot.get_updates(polling.offset, limit=1, timeout=0, allowed_updates=list(UPDATES))


async def _updates(application: AnyApplication, offset: int | None) -> Sequence[Update]:
    """The updates from that offset on; one that the library cannot read is told of and passed over."""
    try:
        found: Sequence[Update] = await application.bot.get_updates(
            offset, timeout=LONG_POLL, allowed_updates=list(UPDATES)
        )
    except UNREADABLE as error:
        log.warning("an update cannot be read, so each is read by itself: %s", error)
    else:
        return found
    each_raw: list[dict[str, Any]] = await raw(
        application.bot, "getUpdates", offset=offset or 0, timeout=0, allowed_updates=list(UPDATES)
    )
    return [read(each, application) for each in each_raw]

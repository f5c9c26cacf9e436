"""Updates on their way in: in order within a chat, many chats at once, each one once; handled, then noted as such."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections import OrderedDict
from datetime import timedelta
from itertools import chain, repeat
from time import perf_counter
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.ext import ContextTypes

from bot.clock import Clock
from bot.dispatch import UPDATES, AnyApplication, NotStored, is_of_network
from bot.leases import STORING, Leases
from bot.logs import counted, first_line, referenced
from bot.metrics import Metrics
from bot.stopping import STOPPING, finish
from bot.store.handled import Handled

log = logging.getLogger(__name__)

MOST_AT_ONCE = 200  # updates under way; who brings more is asked to come again
REMEMBERED = 10_000  # updates; Telegram sends at most 100 together, and what it sends again comes soon
HANDLING = 60.0  # seconds: two short waits, and three requests of which each is given up after 20; then something hangs
LEASE = timedelta(seconds=HANDLING + 20)  # that a process has for an update before another one takes it over
NOTING = 1.0  # seconds that a chat's next update waits until it is noted that the one before is handled
AGAIN = (0.5, 2.0, 5.0)  # seconds until what nobody would say again is handled again
NOBODY = 0
# What the library raises at an update that is not as its documentation says; the last two at dates past all.
UNREADABLE = (TypeError, KeyError, ValueError, AttributeError, OverflowError, OSError)


class Intake:
    """The updates under way of one process, and the memory of those that were handled."""

    def __init__(
        self,
        application: AnyApplication,
        handled: Handled,
        metrics: Metrics,
        clock: Clock,
        *,
        shared: bool,
        posted: bool,
    ) -> None:
        """`shared`: another process may have handled what comes.

        `posted`: updates come by webhook: Telegram waits for an answer to each, and posts again what is not confirmed,
        to another process, too, which may be handling it at this moment.
        """
        self._application, self._handled, self._metrics, self._clock = application, handled, metrics, clock
        self._shared, self._posted = shared, posted
        self._leases = Leases(handled, clock, LEASE) if shared and posted else None
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._last_of_chat: dict[int, asyncio.Event] = {}  # set when the next one of it may be handled
        self._lines: dict[int, int] = {}  # of those under way, by number
        self._known: OrderedDict[int, None] = OrderedDict()
        self._to_note: list[int] = []
        self._noting: asyncio.Task[None] | None = None
        self._broken: set[int] = set()  # under way, and apologised for
        self._unstored: set[int] = set()  # under way, and kept up by the database; by number
        self._is_open = False
        application.add_error_handler(self._breaks)

    async def remember(self) -> None:
        """Learns what was handled before this process began. The application is initialized by then."""
        self._known.update(dict.fromkeys(reversed(await self._handled.newest(REMEMBERED))))
        self.open()

    def open(self) -> None:
        """Lets updates come, for the first time or again after `finish`."""
        self._is_open = True

    @property
    def is_open(self) -> bool:
        """Whether who comes unasked may begin something: not before `remember`, and not after `finish`."""
        return self._is_open

    @property
    def count(self) -> int:
        """How many updates are under way."""
        return len(self._under_way)

    @property
    def is_full(self) -> bool:
        return len(self._under_way) >= MOST_AT_ONCE

    @property
    def held_up(self) -> set[int]:
        """The numbers of the updates that wait for the database, and of those in line behind them."""
        lines = {self._lines.get(number) for number in self._unstored}
        return {number for number, line in self._lines.items() if line in lines}

    def begin(self, update: Update) -> asyncio.Task[None] | None:
        """Begins to handle an update; the same task for one that is under way, None for one that was handled."""
        key = key_of(update)
        if (begun := self._under_way.get(key)) is not None:
            return begun
        if key in self._known:
            self._metrics.repeated(_kind_of_update(update))
            log.info("update %s came again, and was handled before", update.update_id)
            return None
        line, goes_on = _line_of(update), asyncio.Event()
        task = asyncio.create_task(self._handle(update, key, self._last_of_chat.get(line), goes_on))
        self._under_way[key], self._last_of_chat[line] = task, goes_on
        self._lines[update.update_id] = line
        task.add_done_callback(lambda done: self._done(update.update_id, key, line, goes_on, done))
        return task

    async def _handle(self, update: Update, key: int, before: asyncio.Event | None, goes_on: asyncio.Event) -> None:
        began, kind = perf_counter(), _kind_of_update(update)
        if before is not None:
            await before.wait()
        if self._shared and await self._was_handled_elsewhere(key):
            self._metrics.repeated(kind)
            return
        with referenced():
            try:
                await self._process_until_stored(update)
            except NotStored:
                if self._leases is not None:
                    await self._leases.let_go(key)
                raise
            outcome = "failed" if key in self._broken else "ok"
            seconds = perf_counter() - began
            self._metrics.handled(kind, outcome, seconds)
            log.info("%s: %s, %.0f ms", kind, outcome, seconds * 1000)
        asyncio.get_running_loop().call_later(NOTING, goes_on.set)
        await self._note(key)

    async def _process_until_stored(self, update: Update) -> None:
        """Handles it, and again while the database is away, for nobody would say it again.

        Raises NotStored of one that was posted: it will be again.
        """
        number = update.update_id
        pauses = chain(AGAIN, () if self._posted else repeat(AGAIN[-1]))
        try:
            while True:
                try:
                    return await self._process(update)
                except NotStored as error:
                    if number not in self._unstored:
                        log.warning("an update waits for the database: %s", error)
                        self._unstored.add(number)
                    if (pause := next(pauses, None)) is None:
                        raise
                await self._clock.sleep(pause)
        finally:
            self._unstored.discard(number)

    async def _process(self, update: Update) -> None:
        """Has the application handle it, which tells of its exceptions. Raises NotStored."""
        try:
            async with asyncio.timeout(HANDLING):
                await self._application.process_update(update)
        except TimeoutError as error:
            await self._application.process_error(update, error)
        except asyncio.CancelledError:
            if not self._is_open:  # the process ends: Telegram sends it again
                raise
            await self._application.process_error(update, RuntimeError("a feature cancelled itself"))

    async def _breaks(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if isinstance(update, Update) and not is_of_network(context.error):
            self._broken.add(key_of(update))

    async def _was_handled_elsewhere(self, key: int) -> bool:
        """Waits while another process is at it; then whether that one has handled it."""
        try:
            if self._leases is not None:
                return not await self._leases.take(key)
            async with asyncio.timeout(STORING):
                return bool(await self._handled.among([key]))
        except (SQLAlchemyError, OSError) as error:  # an answer twice is better than none
            log.warning("whether an update was handled before is not known: %s", first_line(error))
            return False

    async def _note(self, key: int) -> None:
        """Notes that an update is handled, all those together that wait for it."""
        self._known[key] = None
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        self._to_note.append(key)
        while key in self._to_note:
            if self._noting is None or self._noting.done():
                self._noting = asyncio.create_task(self._write_down(tuple(self._to_note)))
            await asyncio.wait([self._noting])

    async def _write_down(self, keys: tuple[int, ...]) -> None:
        try:
            async with asyncio.timeout(STORING):
                await self._handled.add(keys, self._clock.now())
        except (SQLAlchemyError, OSError) as error:  # this process knows it; the next one may answer twice
            count = counted(len(keys), "update was", "updates were")
            why = f"nothing within {STORING:.0f} s" if isinstance(error, TimeoutError) else first_line(error)
            log.warning("%s handled, and the database does not take that: %s", count, why)
        finally:
            del self._to_note[: len(keys)]

    def _done(self, number: int, key: int, line: int, goes_on: asyncio.Event, task: asyncio.Task[None]) -> None:
        goes_on.set()
        del self._under_way[key]
        self._lines.pop(number, None)
        self._broken.discard(key)
        if self._leases is not None:
            self._leases.done(key)
        if self._last_of_chat.get(line) is goes_on:
            del self._last_of_chat[line]
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, NotStored):
            log.warning("an update could not be stored, and is to be posted again: %s", error)
        else:
            log.error("an update failed", exc_info=error)

    async def finish(self) -> None:
        """Gives the updates under way a little time; what is not handled then, Telegram sends again."""
        self._is_open = False
        await finish(self._under_way.values(), STOPPING)


def read(raw: dict[str, Any], application: AnyApplication) -> Update:
    """An update; of one that cannot be read only the number, so that it is handled as nothing and confirmed.

    Raises one of UNREADABLE for what has no number: that is no update.
    """
    number = raw["update_id"]
    if not isinstance(number, int):
        raise TypeError("the number of an update is no number")
    try:
        return Update.de_json(raw, application.bot)
    except UNREADABLE:
        log.exception("update %s cannot be read and is passed over", number)
        return Update(number)


def key_of(update: Update) -> int:
    """What stands for an update: its number and a check sum of what it is about, so that the same number counted anew
    (after a week of silence Telegram draws another one) is another update.
    """
    message = update.effective_message
    query = update.callback_query or update.inline_query
    changed = update.my_chat_member
    about = (
        query.id if query is not None else None,
        (message.chat.id, message.message_id, message.date) if message is not None and query is None else None,
        (changed.chat.id, changed.date) if changed is not None else None,
    )
    return (update.update_id << 32 | zlib.crc32(repr(about).encode())) & 0x7FFF_FFFF_FFFF_FFFF


def _kind_of_update(update: Update) -> str:
    """What an update is, in Telegram's words; of those that are not handled, `other`."""
    return next((str(kind) for kind in UPDATES if getattr(update, kind) is not None), "other")


def _line_of(update: Update) -> int:
    """Updates of one line are handled one after the other: those of a chat, or of a person who is in none."""
    if (chat := update.effective_chat) is not None:
        return chat.id
    return update.effective_user.id if update.effective_user is not None else NOBODY

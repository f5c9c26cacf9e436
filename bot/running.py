"""The bot on Telegram, from its start to its end: polling or webhook, its ticks, its server, its signals."""

from __future__ import annotations

import asyncio
import itertools
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.app import Assembly, assemble
from bot.delivery.worker import AT_ONCE
from bot.dispatch import UPDATES
from bot.logs import counted, first_line
from bot.menus import set_menus
from bot.polling import ANOTHER, WEBHOOK_SET, poll
from bot.render.alerts import conflict_alert
from bot.sending import waiting_time
from bot.services import Services
from bot.settings import Settings
from bot.stopping import STOPPING, Stopped, pause_after, stops_within, unless_stopped
from bot.store import AWAY, DatabaseAway, Owner, Store
from bot.talk.completion import prepare
from bot.transport.http import HttpWire
from bot.transport.place import is_same_place
from bot.watching import Lasting
from bot.web.health import Health
from bot.web.server import WebServer
from bot.web.webhook import Webhook, secret_of
from handlers import COMMANDS

log = logging.getLogger(__name__)

CONNECTIONS = AT_ONCE + 64  # for the deliveries under way, and for replies beside them
STANDING_BY = 2.0  # seconds between looks whether the process that gets the updates is gone, or the database there
TAKING_DOWN = 1.0  # seconds that Telegram has at the stop to take the webhook down
MARKING = 1.0  # seconds that the database has at the stop to take alerts, and what became of the last deliveries
WATCHING = 60.0  # seconds between looks whether the webhook is still ours
WEBHOOK_CONNECTIONS = 100  # the most that Telegram makes (Bot API, setWebhook)


class CannotStart(Exception):
    """The text is one line that says why, and what to do."""


async def on_telegram(settings: Settings, token: str, services: Services) -> None:
    """Answers on Telegram until told to stop. Raises DatabaseRefused, CannotStart."""
    wire, updates_wire = HttpWire(CONNECTIONS, settings.proxy), HttpWire(2, settings.proxy)
    store = Store(settings.database_url)
    running = Running(assemble(wire, services, token, settings, updates_wire, store=store), settings, token)
    try:
        await running.until_told_to_stop()
    except InvalidToken:
        raise CannotStart(
            "BOT_TOKEN: Telegram does not know this token (BotFather has it), or BOT_API_URL is no Bot API"
        ) from None
    finally:
        await running.end()
        for each in (wire, updates_wire):  # the library leaves them open when it was never initialized
            await each.shutdown()
    log.info("stopped")


class Running:
    """One process on Telegram."""

    def __init__(self, assembly: Assembly, settings: Settings, token: str) -> None:
        self._assembly, self._settings = assembly, settings
        self._application, self._bot = assembly.application, assembly.application.bot
        self._stop = asyncio.Event()
        self._intake = assembly.intake(by_webhook=settings.webhook_url is not None)
        self._ticker = assembly.ticker()
        self._health = Health(
            self._bot, assembly.dispatcher, self._intake, self._ticker, assembly.watch, assembly.clock
        )
        self._secret = settings.webhook_secret or secret_of(token)
        self._server: WebServer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._conflict = Lasting()  # with whoever else takes the updates

    async def until_told_to_stop(self) -> None:
        """Raises InvalidToken, CannotStart, DatabaseRefused."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, self.stop_soon)
        loop.add_signal_handler(signal.SIGHUP, self.reload_soon)
        database = self._assembly.services.store.database
        with suppress(DatabaseAway, Stopped):  # one that can never be used ends the start before all else is begun
            await (unless_stopped(self._stop, database.open()) if database.is_shared else database.open())
        await self._listen()
        if not await self._until_stored(self._assembly.services.store.open):
            return
        if not await self._until_done(self._application.initialize):
            return
        for work in (self._own, self._intake.remember, self._assembly.worker.begin):
            if not await self._until_stored(work):
                return
        self._ticker.start()
        self._begin(set_menus(self._bot, COMMANDS, self._settings.admins))
        self._begin(asyncio.to_thread(prepare, self._assembly.services.catalogue))
        facts = counted(len(self._assembly.services.catalogue.facts), "fact")
        log.info("answering as @%s from %s", self._bot.username, facts)
        if self._settings.webhook_url is None:
            await self._by_polling()
        else:
            await self._by_webhook(self._settings.webhook_url)

    async def end(self) -> None:
        """Nothing new is begun, what is under way is finished; it takes less than ten seconds."""
        self._assembly.worker.stop()
        for task in self._tasks:
            task.cancel()
        stopping = [self._ticker.stop(), self._intake.finish(), self._assembly.worker.finish(STOPPING)]
        if self._server is not None:
            stopping.append(self._server.stop())
        await asyncio.gather(*stopping, *self._tasks, return_exceptions=True)
        await self._assembly.alerts.finish(MARKING)  # of what failed on the way to the end, too
        await self._application.shutdown()
        await self._assembly.worker.finish(MARKING)  # what Telegram has not answered is known to be unknown only now
        await self._assembly.services.store.close()

    def stop_soon(self) -> None:
        """What SIGTERM does."""
        if not self._stop.is_set():
            log.info("told to stop; what is under way is finished")
        self._assembly.worker.stop()
        self._begin(self._ticker.stop())  # while the updates under way are finished
        self._stop.set()

    def reload_soon(self) -> None:
        """What SIGHUP does."""
        self._begin(self._assembly.reloader.on_signal(self._assembly.clock.now()))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("something beside the updates failed", exc_info=error)

    async def _listen(self) -> None:
        """Opens the server. Where nobody asked for it, it is done without when its port is taken."""
        if self._settings.listen is None:
            return
        posts = {}
        if self._settings.webhook_url is not None:
            webhook = Webhook(self._application, self._intake, self._secret, self._health.heard)
            posts[urlsplit(self._settings.webhook_url).path or "/"] = webhook.take
        self._server = WebServer(self._health, self._assembly.services.metrics, posts)
        try:
            await self._server.start(*self._settings.listen)
        except OSError as error:
            host, port = self._settings.listen
            line = (
                f"BOT_LISTEN: nothing can listen at {host}:{port} ({error.strerror or error}); name another host:port"
            )
            if posts or self._settings.must_listen:
                raise CannotStart(line) from None
            log.warning("%s; there is no /healthz, /readyz, /metrics now", line)

    async def _until_done(self, request: Callable[[], Awaitable[object]]) -> bool:
        """Makes a request until Telegram takes it; False when told to stop before. Raises InvalidToken, BadRequest."""
        for attempt in itertools.count(1):
            pause = pause_after(attempt)
            try:
                await unless_stopped(self._stop, request())
            except Stopped:
                break
            except (InvalidToken, BadRequest):
                raise
            except RetryAfter as error:
                pause = waiting_time(error)
                log.warning("Telegram says to wait %.0f s", pause)
            except TelegramError as error:
                log.warning("Telegram cannot be reached: %s; trying again", error)
            else:
                self._health.heard()
                return True
            if await stops_within(self._stop, pause):
                break
        return False

    async def _own(self) -> None:
        """Makes a new database this bot's. Raises CannotStart for another bot's."""
        ours = Owner(self._bot.id, self._bot.username)
        owner = await self._assembly.services.store.ownership.claim(ours)
        if owner.bot_id != ours.bot_id:
            raise CannotStart(owner.refuses(ours))

    async def _until_stored(self, work: Callable[[], Awaitable[object]]) -> bool:
        """Does what needs the database, again and again while it is away; False when told to stop before.

        Raises DatabaseRefused of one that will be no better later.
        """
        told = None
        while not self._stop.is_set():
            try:
                await unless_stopped(self._stop, work())
            except Stopped:
                break
            except (DatabaseAway, *AWAY) as error:
                if (line := first_line(error)) != told:
                    log.warning("%s; waiting for it", line)
                told = line
            else:
                if told is not None:
                    log.info("the database is there")
                return True
            await stops_within(self._stop, STANDING_BY)
        return False

    async def _watch(self, url: str, register: Callable[[], Awaitable[object]]) -> None:
        """Sets the webhook again where somebody else took it down, or set another one."""
        try:
            info = await self._bot.get_webhook_info()
            if not is_same_place(info.url, url):
                log.warning("the webhook was changed by somebody with this bot's token; it is set again")
                await register()
        except TelegramError as error:
            self._health.heard(f"whether the webhook is set is not known: {first_line(error)}")
        else:
            self._health.heard()

    async def _by_polling(self) -> None:
        if not await self._until_done(self._bot.delete_webhook):
            return
        database = self._assembly.services.store.database
        while await self._is_its_turn() and not self._stop.is_set():
            may_go_on = self._is_still_its_turn if database.is_shared else None
            await poll(self._application, self._intake, self._stop, may_go_on, self._polled)

    def _polled(self, problem: str | None) -> None:
        """What came of asking for updates. One who takes them away lets some through: what lasts is told of."""
        self._health.heard(problem)
        now = self._assembly.clock.now()
        if problem in (ANOTHER, WEBHOOK_SET) and self._conflict.seen(now):
            alert = conflict_alert(by_webhook=problem == WEBHOOK_SET)
            self._begin(self._assembly.alerts.tell("conflict", alert, now))
        elif problem is None and self._conflict.is_over(now):
            log.info("nobody else has taken updates away for two minutes: this process gets them all again")

    async def _is_still_its_turn(self) -> bool:
        """Whether no other process has taken the updates over. While the database is away nobody can."""
        try:
            return await self._assembly.services.store.database.is_first()
        except (SQLAlchemyError, OSError) as error:
            log.warning("the database does not answer: %s", first_line(error))
            return True

    async def _is_its_turn(self) -> bool:
        """Waits until no other process on this database asks Telegram for updates; False when told to stop before."""
        stands_by = False
        while not self._stop.is_set():
            try:
                if await self._assembly.services.store.database.is_first():
                    return True
            except (SQLAlchemyError, OSError) as error:  # it is being restarted: look again
                log.warning("the database does not answer: %s", first_line(error))
            if not stands_by:
                log.info("another process gets the updates; this one sends, and stands by")
                stands_by = True
            await stops_within(self._stop, STANDING_BY)
        return False

    async def _by_webhook(self, url: str) -> None:
        async def register() -> None:
            await self._bot.set_webhook(
                url, allowed_updates=list(UPDATES), secret_token=self._secret, max_connections=WEBHOOK_CONNECTIONS
            )

        try:
            if not await self._until_done(register):
                return
        except BadRequest as error:
            raise CannotStart(
                f"BOT_WEBHOOK_URL: Telegram refuses it ({error}); is the address public, and https?"
            ) from None
        log.info("Telegram sends updates to %s", url)
        while not await stops_within(self._stop, WATCHING):
            await self._watch(url, register)
        if not self._settings.webhook_stays:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(TAKING_DOWN):
                    await self._bot.delete_webhook()
                log.info("the webhook was taken down")

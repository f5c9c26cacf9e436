"""The only place where everything is put together: a base, its services, the features, and a wire."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy.exc import DBAPIError
from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.conversation import Command
from bot.delivery.progress import Progress
from bot.delivery.worker import AT_ONCE, Worker
from bot.desk import TelegramDesk
from bot.dispatch import AnyApplication, Dispatcher
from bot.polling import poll
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Rates, Store, open_store
from bot.ticking import Ticker
from bot.transport.api import api
from bot.transport.http import HttpWire
from handlers import COMMANDS

log = logging.getLogger(__name__)

STOPPED, COULD_NOT_START = 0, 2
CONNECTIONS = AT_ONCE + 64  # for the deliveries under way, and for replies beside them
STANDING_BY = 2.0  # seconds between looks whether the process that gets the updates is gone
STARTING_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that runs: the application, which answers, and what its ticks do."""

    application: AnyApplication
    services: Services
    worker: Worker
    progress: Progress
    clock: Clock

    def ticker(self) -> Ticker:
        return Ticker((self.worker.plan, self.worker.drain, self.progress.show))

    async def catch_up(self) -> None:
        """Does once what is to be done now, where no ticks are; nothing when nobody has subscribed to anything."""
        if self.services.store.database.is_open:
            for task in (self.worker.plan, self.worker.drain, self.progress.show, self.worker.drain):
                await task()


def assemble(
    wire: BaseRequest,
    services: Services,
    token: str,
    settings: Settings = DEFAULTS,
    updates_wire: BaseRequest | None = None,
    clock: Clock | None = None,
) -> Assembly:
    """Every feature and the outbox on that wire. It starts nothing and asks nobody."""
    clock = clock or Clock()
    bot = api(wire, settings.api_url, token, updates_wire)
    services = replace(
        services,
        remembers=services.remembers or Store(),
        telegram=TelegramDesk(bot),
        admins=settings.admins,
        permitted=Rates(settings.rate, settings.chat_rate, settings.group_rate),
    )
    worker = Worker(bot, services, clock, paid=settings.paid_broadcasts)
    application: AnyApplication = Application.builder().bot(bot).updater(None).job_queue(None).build()
    Dispatcher(services, clock.now, worker.slots.reply_left).register(application)
    return Assembly(application, services, worker, Progress(bot, services, clock, worker.slots), clock)


async def on_telegram(settings: Settings, token: str, services: Services) -> int:
    """Answers on Telegram until told to stop. Returns the exit code."""
    wire, updates_wire = HttpWire(CONNECTIONS, settings.proxy), HttpWire(2, settings.proxy)
    services = replace(services, remembers=await open_store(settings.database_url))
    assembly = assemble(wire, services, token, settings, updates_wire)
    application = assembly.application
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, _stopper(stop, assembly.worker))
    ticker = assembly.ticker()
    try:
        if not await _reach(application, stop):
            return STOPPED
        await _introduce(application)
        log.info("answering as @%s from %d facts", application.bot.username, len(services.catalogue.facts))
        await assembly.worker.begin()
        ticker.start()
        if await _is_its_turn(services.store, stop):
            await poll(application, stop)
    except InvalidToken:
        print(
            "BOT_TOKEN: Telegram does not know this token (BotFather has it), or BOT_API_URL is no Bot API",
            file=sys.stderr,
        )
        return COULD_NOT_START
    finally:
        assembly.worker.stop()
        await ticker.stop()
        await application.shutdown()
        await services.store.close()
    return STOPPED


def _stopper(stop: asyncio.Event, worker: Worker) -> Callable[[], None]:
    """Nothing new is sent from then on, while what is under way ends."""

    def told() -> None:
        worker.stop()
        stop.set()

    return told


async def _is_its_turn(store: Store, stop: asyncio.Event) -> bool:
    """Waits until no other process on this database asks Telegram for updates; False when told to stop meanwhile."""
    stands_by = False
    while not stop.is_set():
        try:
            if await store.database.is_first():
                return True
        except (DBAPIError, OSError) as error:  # it is being restarted: look again
            log.warning("the database does not answer: %s", str(error).splitlines()[0])
        if not stands_by:
            log.info("another process gets the updates; this one sends, and stands by")
            stands_by = True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), STANDING_BY)
    return False


async def _reach(application: AnyApplication, stop: asyncio.Event) -> bool:
    """Waits until Telegram answers; False when told to stop meanwhile. Raises InvalidToken."""
    for attempt in range(sys.maxsize):
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("Telegram cannot be reached: %s; trying again", error)
            try:
                await asyncio.wait_for(stop.wait(), STARTING_PAUSES[min(attempt, len(STARTING_PAUSES) - 1)])
            except TimeoutError:
                continue
            return False
        return True
    return False


async def _introduce(application: AnyApplication) -> None:
    """Polling instead of an old webhook, and the command menus, Chinese and English."""
    bot = application.bot
    try:
        await bot.delete_webhook()
        await bot.set_my_commands(menu(COMMANDS, english=False))
        await bot.set_my_commands(menu(COMMANDS, english=False), language_code="zh")
        await bot.set_my_commands(menu(COMMANDS, english=True), language_code="en")
    except TelegramError as error:  # the bot answers without its menus too
        log.warning("the command menus were not set: %s", error)


def menu(commands: tuple[Command, ...], *, english: bool) -> list[BotCommand]:
    """The command menu. In Chinese it names the Chinese form too."""
    listed = [command for command in commands if command.in_menu and not command.for_admins]
    return [BotCommand(c.name, c.english if english else f"{c.chinese}：{c.summary}") for c in listed]

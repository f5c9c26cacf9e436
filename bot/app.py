"""The only place where everything is put together: a base, its services, the features, and a wire."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from bot.conversation import Command
from bot.dispatch import AnyApplication, Dispatcher
from bot.polling import LONG_POLL, poll
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from handlers import COMMANDS

log = logging.getLogger(__name__)

STOPPED, COULD_NOT_START = 0, 2
STARTING_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


def wall_clock() -> datetime:
    return datetime.now(UTC)


def application_on(
    wire: BaseRequest,
    services: Services,
    token: str,
    api_url: str = DEFAULTS.api_url,
    updates_wire: BaseRequest | None = None,
    clock: Callable[[], datetime] = wall_clock,
) -> AnyApplication:
    """The application with every feature, on that wire. It starts nothing and asks nobody."""
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's coming way to give waiting times; else it warns
    bot: ExtBot[None] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=wire,
        get_updates_request=updates_wire or wire,
    )
    application: AnyApplication = Application.builder().bot(bot).updater(None).job_queue(None).build()
    Dispatcher(services, clock).register(application)
    return application


async def on_telegram(settings: Settings, token: str, services: Services) -> int:
    """Answers on Telegram until told to stop. Returns the exit code."""
    wire = HTTPXRequest(connection_pool_size=64, proxy=settings.proxy, pool_timeout=30)
    updates_wire = HTTPXRequest(connection_pool_size=2, proxy=settings.proxy, read_timeout=LONG_POLL + 15)
    application = application_on(wire, services, token, settings.api_url, updates_wire)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        if not await _reach(application, stop):
            return STOPPED
        await _introduce(application)
        log.info("answering as @%s from %d facts", application.bot.username, len(services.catalogue.facts))
        await poll(application, stop)
    except InvalidToken:
        print(
            "BOT_TOKEN: Telegram does not know this token (BotFather has it), or BOT_API_URL is no Bot API",
            file=sys.stderr,
        )
        return COULD_NOT_START
    finally:
        await application.shutdown()
    return STOPPED


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
    listed = [command for command in commands if command.in_menu]
    return [BotCommand(c.name, c.english if english else f"{c.chinese}：{c.summary}") for c in listed]

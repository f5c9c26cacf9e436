"""All checks, one after another, each told as soon as it is known."""

from __future__ import annotations

from collections.abc import AsyncIterator

from telegram.error import InvalidToken, TelegramError

from bot.checks import account, chats, here
from bot.checks.check import Check, fail, ok, warn
from bot.clock import Clock
from bot.settings import Settings
from bot.store import DatabaseRefused, Owner
from bot.store.look import Seen, look
from bot.transport.api import api
from bot.transport.http import HttpWire


async def checks(settings: Settings, clock: Clock) -> AsyncIterator[Check]:
    """Everything that can be known before the start with those settings, which could be read."""
    yield here.settings(settings)
    for check in here.facts(settings.facts):
        yield check
    seen = Seen("")
    try:
        seen = look(settings.database_url)
    except DatabaseRefused as refused:
        yield fail("database", str(refused))
    else:
        yield here.database(seen)
        yield here.zones(seen.subscribed)
    yield here.age_of_zones(clock.now())
    yield here.unanswered(settings.unanswered)
    yield here.port(settings)
    if not settings.admins:
        yield warn(
            "administrators", "none, so nobody can /broadcast or is told of failures; BOT_ADMINS: their user ids"
        )
    if settings.token is None:
        yield warn("token", "none: only the chat on the terminal works; BotFather gives one, for BOT_TOKEN")
        return
    async for asked in _of_telegram(settings, settings.token, seen, clock):
        yield asked


async def _of_telegram(settings: Settings, token: str, seen: Seen, clock: Clock) -> AsyncIterator[Check]:
    """What Telegram itself says. It is only asked: nothing is sent, and no updates are taken from a running bot."""
    wire = HttpWire(1, settings.proxy)
    bot = api(wire, settings.api_url, token)
    asked_at = clock.now()
    try:
        await bot.initialize()
        me = bot.bot
        ours = Owner(me.id, me.username or "")
        if seen.owner is not None and seen.owner.bot_id != ours.bot_id:
            yield fail("token", seen.owner.refuses(ours))
        else:
            yield ok("token", f"is @{me.username}'s")
        yield account.clock(wire.dated, asked_at, clock.now())
        for check in (account.privacy, account.groups, account.inline):
            yield check(me)
        yield account.webhook(await bot.get_webhook_info(), settings.webhook_url)
        if settings.admins:
            yield await chats.administrators(bot, settings.admins, clock)
        yield await chats.posting(bot, seen.subscribed, clock)
    except InvalidToken:
        yield fail("token", "Telegram does not know it: take it from BotFather anew; or BOT_API_URL is no Bot API")
    except TelegramError as error:
        yield fail("Telegram", f"cannot be asked: {error}; see the network, BOT_PROXY and BOT_API_URL")
    finally:
        await wire.shutdown()

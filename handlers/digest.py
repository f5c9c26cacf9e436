"""/digest: the digest of a day, exactly as this chat would get it."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from bot.conversation import Action, Ask, Command, Origin, Pressed
from bot.days import read_day
from bot.previews import by_code, preview
from bot.render.day import no_day_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import subscription_of


async def answer(ask: Ask, services: Services) -> Reply:
    today = await _today(ask.origin, services)
    asked = read_day(ask.words, today) if ask.words else None
    if ask.words and (asked is None or asked.day is None):
        return no_day_reply(ask.words, COMMAND.name, services.catalogue)
    return await preview(asked.day or today if asked else today, 1, ask.origin, services)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (code,) = pressed.ids
    return await by_code(code, pressed.page, pressed.origin, services)


async def _today(origin: Origin, services: Services) -> date:
    wanted = await subscription_of(origin.where, services)
    return origin.now.astimezone(ZoneInfo(wanted.zone)).date()


COMMAND = Command(
    "digest",
    "简报",
    answer,
    "预览某天的每日简报",
    "Preview the daily digest of a day",
    "[月-日]",
    waits=True,
    in_channels=True,
    said=("今天的简报", "今日简报", "一份简报", "看简报"),
)
ACTION = Action(press, ids=1, waits=True)

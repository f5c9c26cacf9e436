"""/digest: the digest of a day, as this chat would get it."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import read_day
from bot.digest import day
from bot.render.day import digest_reply, no_day_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return digest_reply(day(services.catalogue, ask.today), 1, services.catalogue)
    asked = read_day(ask.words, ask.today)
    if asked is None or asked.day is None:
        return no_day_reply(ask.words, COMMAND.name, services.catalogue)
    return digest_reply(day(services.catalogue, asked.day), 1, services.catalogue)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (when,) = pressed.ids
    asked = read_day(when, pressed.today)
    if asked is None or asked.day is None:
        return None
    return digest_reply(day(services.catalogue, asked.day), pressed.page, services.catalogue)


COMMAND = Command("digest", "简报", answer, "预览某天的每日简报", "Preview the daily digest of a day", "[月-日]")
ACTION = Action(press, ids=1)

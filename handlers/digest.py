"""/digest: the digest of a day, exactly as this chat would get it."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import Asked, read_day
from bot.previews import by_code, preview
from bot.render.day import no_day_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    asked = read_day(ask.words, ask.today, coming=True) if ask.words else Asked(ask.today)
    if asked is None or asked.day is None:
        return no_day_reply(ask.words, COMMAND.name, services.catalogue)
    return await preview(asked.day, 1, ask.origin, services)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (code,) = pressed.ids
    return await by_code(code, pressed.page, pressed.origin, services)


COMMAND = Command(
    "digest",
    "简报",
    answer,
    "预览某天的每日简报",
    "Preview the daily digest of a day",
    "[月-日]",
    waits=True,
    in_channels=True,
    chats_day=True,
    said=("今天的简报", "今日简报", "一份简报", "看简报"),
)
ACTION = Action(press, ids=1, waits=True)

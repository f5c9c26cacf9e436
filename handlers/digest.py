"""/digest: the digest of a day, exactly as this chat would get it."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import Asked, read_day, read_week
from bot.previews import by_code, preview
from bot.render.day import next_such_day, no_day_reply
from bot.render.reply import Reply, joined
from bot.services import Services
from bot.weekdays import WEEK


async def answer(ask: Ask, services: Services) -> Reply:
    if (monday := read_week(ask.words, ask.today)) is not None:
        return await preview(monday, 1, ask.origin, services, span=WEEK)
    asked = read_day(ask.words, ask.today, coming=True) if ask.words else Asked(ask.today)
    if asked is None or asked.day is None:
        return no_day_reply(ask.words, COMMAND.name, services.catalogue)
    held = await preview(asked.day, 1, ask.origin, services)
    this_years = read_day(ask.words, ask.today)
    over = this_years.day if this_years is not None and ask.words else None
    return held if over in (None, asked.day) else replace(held, html=joined(next_such_day(over), held.html))


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (code,) = pressed.ids
    return await by_code(code, pressed.page, pressed.origin, services)


COMMAND = Command(
    "digest",
    "简报",
    answer,
    "预览某天的每日简报",
    "Preview the daily digest of a day",
    "[月-日或本周]",
    waits=True,
    in_channels=True,
    chats_day=True,
    said=("今天的简报", "今日简报", "一份简报", "看简报"),
)
ACTION = Action(press, ids=1, waits=True)

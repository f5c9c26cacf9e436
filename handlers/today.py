"""/today and /on: the milestones of a day, and the nearest ones ahead."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import Asked, read_day
from bot.render.day import no_day_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.answers import by_day, held_by


async def today(ask: Ask, services: Services) -> Reply:
    if ask.words:
        return await on(ask, services)
    return held_by(Asked(day=ask.today), 1, ask.today, services)


async def on(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return no_day_reply("", ON.name, services.catalogue)
    found = by_day(ask.words, ask.today, services)
    return found or no_day_reply(ask.words, ON.name, services.catalogue)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (when,) = pressed.ids
    asked = read_day(when, pressed.today)
    return None if asked is None else held_by(asked, pressed.page, pressed.today, services)


TODAY = Command(
    "today",
    "今天",
    today,
    "历史上的今天，和最近将到的日子",
    "Milestones of today, and the next ones",
    chats_day=True,
    said=("历史上的今天", "on this day"),
)
ON = Command("on", "日期", on, "某一天或某个月的大事", "Milestones of a day or month", "月-日", chats_day=True)
ACTION = Action(press, ids=1, chats_day=True)

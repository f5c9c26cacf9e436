"""/today and /on: the milestones of a day, and the nearest ones ahead."""

from __future__ import annotations

from bot.answers import by_day
from bot.conversation import Action, Ask, Command, Pressed
from bot.days import read_day
from bot.digest import day
from bot.render.day import day_reply, month_reply, no_day_reply
from bot.render.help import usage_reply
from bot.render.reply import Reply
from bot.services import Services


async def today(ask: Ask, services: Services) -> Reply:
    return day_reply(day(services.catalogue, ask.today), 1, services.catalogue, is_today=True)


async def on(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return usage_reply(ON, services.catalogue)
    return by_day(ask.words, ask.today, services) or no_day_reply(ask.words, ON.name, services.catalogue)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (when,) = pressed.ids
    asked = read_day(when, pressed.today)
    if asked is not None and asked.month is not None:
        return month_reply(asked.month, pressed.page, services.catalogue)
    if asked is None or asked.day is None:
        return None
    held = day(services.catalogue, asked.day)
    return day_reply(held, pressed.page, services.catalogue, is_today=asked.day == pressed.today)


TODAY = Command("today", "今天", today, "历史上的今天，和最近将到的日子", "Milestones of today, and the next ones")
ON = Command("on", "日期", on, "某一天或某个月的大事", "Milestones of a day or month", "月-日")
ACTION = Action(press, ids=1)

"""/subscribe and /unsubscribe: the daily digest of this chat, topic, or of a channel that is named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from bot.conversation import Ask, Command
from bot.render.reply import Reply
from bot.render.settings import not_subscribed_reply, read_time_reply, subscribed_reply, unsubscribed_reply
from bot.services import Services
from bot.subscribing import meant, refusal, subscription_of, target_of
from bot.subscription import Subscription
from bot.text import normal
from bot.zones import near_zones, read_zone

_CLOCK = re.compile(
    r"(?P<half>早上|上午|中午|下午|晚上)?\s*(?P<hour>\d{1,2})\s*(?::(?P<minute>\d{2})|点\s*(?:(?P<spoken>\d{1,2})\s*分?|(?P<thirty>半))?)"
    r"|(?<![\d+-])(?P<four>\d{4})(?!\d)"
)
_WEEKDAY = re.compile(r"每?(?:周|星期|礼拜)([一二三四五六日天])")
_DAILY = re.compile("每天|每日|天天|daily")
_AFTERNOON = ("下午", "晚上")
_WEEKDAYS = {**{name: number for number, name in enumerate("一二三四五六日")}, "天": 6}


async def subscribe(ask: Ask, services: Services) -> Reply:
    where, words = await meant(ask.words, ask.origin, services)
    if (refused := await refusal(where, ask.origin, services)) is not None or where is None:
        return Reply(refused or "")
    wanted = read(words, await subscription_of(where, services))
    if wanted is None:
        return read_time_reply(words, near_zones(words))
    kept = await services.store.chats.put(replace(wanted, active=True), ask.origin.now)
    return subscribed_reply(kept, target_of(where, ask.origin), ask.origin.now)


async def unsubscribe(ask: Ask, services: Services) -> Reply:
    where, _ = await meant(ask.words, ask.origin, services)
    if (refused := await refusal(where, ask.origin, services)) is not None or where is None:
        return Reply(refused or "")
    present = await subscription_of(where, services)
    target = target_of(where, ask.origin)
    if not present.active:
        return not_subscribed_reply(target)
    await services.store.chats.put(replace(present, active=False), ask.origin.now)
    return unsubscribed_reply(target)


def read(words: str, present: Subscription) -> Subscription | None:
    """The subscription with the time, weekday and zone that the words name; None when they name something else."""
    text = normal(words)
    if (clock := _CLOCK.search(text)) is not None:
        if (at := _time(clock)) is None:
            return None
        present = replace(present, at=at)
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    if (weekday := _WEEKDAY.search(text)) is not None:
        present = replace(present, weekday=_WEEKDAYS[weekday[1]])
        text = f"{text[: weekday.start()]} {text[weekday.end() :]}"
    elif (daily := _DAILY.search(text)) is not None:
        present = replace(present, weekday=None)
        text = f"{text[: daily.start()]} {text[daily.end() :]}"
    if not text.strip():
        return present
    zone = read_zone(text.strip())
    return replace(present, zone=zone.name) if zone is not None else None


def _time(found: re.Match[str]) -> time | None:
    """The time of day; None for 25:00."""
    if found["four"]:
        hour, minute = divmod(int(found["four"]), 100)
    else:
        hour = int(found["hour"])
        minute = 30 if found["thirty"] else int(found["minute"] or found["spoken"] or 0)
        if found["half"] in _AFTERNOON and hour < 12:
            hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


SUBSCRIBE = Command(
    "subscribe",
    "订阅",
    subscribe,
    "订阅每日简报",
    "Subscribe to the daily digest",
    "[时:分] [城市或时区]",
    waits=True,
    in_channels=True,
)
UNSUBSCRIBE = Command("unsubscribe", "退订", unsubscribe, "退订简报", "Unsubscribe", waits=True, in_channels=True)

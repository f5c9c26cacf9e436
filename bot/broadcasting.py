"""What broadcasting reads and shares: who may, which broadcast a button means, how one stands; a text, a time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.broadcasts import STARTED, Broadcast, Content, Stage
from bot.conversation import Ask, Origin
from bot.days import read_day
from bot.render.broadcast import (
    not_permitted_reply,
    only_private_reply,
    progress_reply,
    report_reply,
    scheduled_reply,
)
from bot.render.reply import Reply
from bot.services import Services
from bot.text import normal, parsed_length

ONLY_ADMINISTRATORS = "这只有机器人的管理员能用。"
_TIME = re.compile(r"(?:(?P<day>\S+?)\s*)??(?<!\d)(?P<hour>\d{1,2})\s*(?::(?P<minute>\d{2})|[点时](?P<half>半)?)")
# What a message begins with that orders a broadcast; the bot's @name may stand before it: @name 群发, /broadcast@name.
_COMMAND = re.compile(r"\s*(?:@\w+\s*)?[/／]?(?:broadcast|群发)(?:@\w+)?\s*", re.IGNORECASE)


def denial(origin: Origin, services: Services) -> Reply | None:
    """Why this person, here, may not broadcast; None who may. A group's anonymous administrator is nobody."""
    if not origin.user_id or origin.user_id not in services.admins:
        return not_permitted_reply(nobody=not services.admins)
    return None if origin.where.is_private else only_private_reply()


async def named(number: str, services: Services) -> Broadcast | None:
    """The broadcast that a button names; None for a forged number."""
    known = number.isascii() and number.isdecimal() and len(number) < 18
    return await services.store.broadcasts.get(int(number)) if known else None


async def standing(number: int, services: Services) -> Reply | None:
    """A broadcast that was confirmed as it stands: scheduled, going on, or its report; None when it is gone."""
    broadcast = await services.store.broadcasts.get(number)
    if broadcast is None:
        return None
    if broadcast.stage is Stage.SCHEDULED:
        return scheduled_reply(broadcast, services.catalogue, services.zone)
    tally = await services.store.broadcasts.tally(number)
    if broadcast.stage in STARTED:
        return progress_reply(broadcast, tally, services.rates.overall)
    return report_reply(broadcast, tally, services.catalogue, services.zone)


def without_command(content: Content | None) -> Content | None:
    """A message without the command that it begins with, None when nothing is left; what is bold stays so.

    Telegram counts in UTF-16.
    """
    if content is None or content.kind not in (Content.TEXT, Content.PHOTO):
        return content
    field = "text" if content.kind == Content.TEXT else "caption"
    text = str(content.fields.get(field) or "")
    start = command.end() if (command := _COMMAND.match(text)) is not None else 0
    rest, gone = text[start:], parsed_length(text[:start])
    entities = [
        entity | {"offset": max(entity["offset"] - gone, 0), "length": min(entity["length"], end)}
        for entity in content.fields["entities"]
        if (end := entity["offset"] + entity["length"] - gone) > 0
    ]
    if not rest and content.kind == Content.TEXT:
        return None
    return Content(content.kind, {**content.fields, field: rest or None, "entities": entities})


def moment_of(ask: Ask, services: Services) -> datetime | None:
    """The instant that the words name in the base's zone; a time alone is the next one."""
    if (found := _TIME.fullmatch(normal(ask.words))) is None:
        return None
    named_day = read_day(found["day"], ask.today) if found["day"] else None
    if found["day"] and (named_day is None or named_day.day is None):
        return None
    day = named_day.day if named_day is not None and named_day.day is not None else ask.today
    hour, minute = int(found["hour"]), 30 if found["half"] else int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=services.zone)
    return moment + timedelta(days=1) if not found["day"] and moment <= ask.origin.now else moment

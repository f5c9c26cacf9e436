"""What broadcasting reads and shares: which broadcast a button means, how one stands; a text, a time."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.broadcasts import STARTED, Broadcast, Content, Stage
from bot.conversation import Ask
from bot.days import read_day
from bot.hours import span_ahead, times_of_day
from bot.render.broadcast import progress_reply, report_reply, scheduled_reply
from bot.render.reply import Reply
from bot.schedule import next_occurrence, occurrence
from bot.services import Services
from bot.text import normal, parsed_length, whole_number
from bot.weekday_words import weekday_of
from bot.weekdays import WEEK

_SHORT_DAY = re.compile("([今明])(?=[早晚])")  # 今晚8点, 明早9点
NUMBER_DIGITS = 17  # of a broadcast's number; any number of so many fits into the database
FAR = timedelta(days=183)  # a day without a year that comes no sooner is one that has passed
# What a message begins with that orders a broadcast; the bot's @name may stand before it: @name 群发, /broadcast@name.
# Chinese is written right behind either name (/broadcast停机); broadcasting is another word.
_COMMAND = re.compile(r"\s*(?:@\w+\s*)?[/／]?(?:broadcast(?:@\w+)?(?![!-~])|群发(?:@\w+)?)\s*", re.IGNORECASE)


async def named(number: str, services: Services) -> Broadcast | None:
    """The broadcast that a button names; None for a forged number."""
    known = whole_number(number, NUMBER_DIGITS)
    return None if known is None else await services.store.broadcasts.get(known)


async def as_it_stands(number: int, services: Services) -> Reply | None:
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
    """What a message orders to be sent: without the command that it begins with; None when nothing is left.

    What is bold stays so. Telegram counts in UTF-16.
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
    fields = {**content.fields, field: rest or None, "entities": entities}
    return replace(content, fields=fields, by_command=True)


def moment_of(ask: Ask, services: Services) -> datetime | None:
    """The instant that the words name in the base's zone; a time alone, or of a day of the week, is the next one."""
    if (ahead := span_ahead(ask.words)) is not None:
        return ask.origin.now + ahead
    words, now = _SHORT_DAY.sub(r"\1天", normal(ask.words)), ask.origin.now
    if read_day(words, ask.today) is not None:  # a day without a time: 11.25, 2027
        return None
    for at, later, named in times_of_day(words):
        if not named:
            return next_occurrence(now, at, services.zone)[1]
        if (weekday := weekday_of(named)) is not None:
            return next_occurrence(now, at, services.zone, frozenset({(weekday + later.days) % WEEK}))[1]
        if (day := _day_of(named, ask.today)) is not None:
            return occurrence(day + later, at, services.zone)
    return None


def _day_of(words: str, today: date) -> date | None:
    """The day that words are; one without a year is this year's, or the next one that is near (1-5 in December).

    None for 29 February of a year that has none.
    """
    this, coming = read_day(words, today), read_day(words, today, coming=True)
    if this is None or coming is None or coming.day is None:
        return None
    if this.day is None or (this.day.month, this.day.day) != (coming.day.month, coming.day.day):
        return None
    return coming.day if coming.day - today <= FAR else this.day

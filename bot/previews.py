"""A digest shown to somebody who asks for it, by a date, a button, or a deep link."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.conversation import Origin
from bot.days import read_day
from bot.digest import digest
from bot.render.digest import for_channel, preview_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import subscription_of
from bot.subscription import ChatKind, Subscription, Where
from bot.weekdays import WEEK

# 2026-11-08 stood in the buttons of earlier messages. Where no days are said it is of one; in a channel's links, of as
# many as the channel's are.
_CODE = re.compile(r"(?P<day>\d{8}|\d{4}-\d\d-\d\d)(?:(?P<week>w)|d(?P<span>[1-6]))?(?P<channel>-\d{5,18})?", re.ASCII)


async def preview(
    on: date, page: int, origin: Origin, services: Services, of: int | None = None, *, span: int | None = None
) -> Reply:
    """A page of the digest that the chat (or the channel `of`) gets for that date, or the one that the date belongs to.

    `span`: the one of so many days from that date on, 1 to 7, whatever the chat gets.
    """
    wanted = await subscription_of(origin.where, services)
    if of is not None and (theirs := await _channels(of, origin, services)) is not None:
        wanted = theirs
    if span is not None:
        wanted = replace(wanted, weekdays=frozenset({on.weekday(), (on.weekday() + span) % WEEK}))
    while on.weekday() not in wanted.weekdays:
        on -= timedelta(days=1)
    held = digest(services.catalogue, wanted, on)
    reply = preview_reply(held, page, services.catalogue, of)
    if origin.where.kind is ChatKind.CHANNEL:
        return for_channel(reply, origin.where.chat_id, held, services.desk.bot_name)
    return reply


async def _channels(chat_id: int, origin: Origin, services: Services) -> Subscription | None:
    """The subscription of a channel, for somebody who reads it."""
    found = await services.store.chats.subscription(Where(chat_id))
    if found is None or found.where.kind is not ChatKind.CHANNEL or origin.user_id is None:
        return None
    return found if await services.desk.is_member(chat_id, origin.user_id) else None


async def by_code(code: str, page: int, origin: Origin, services: Services) -> Reply | None:
    """A page of the digest that a button or a deep link names; None for a forged one."""
    found = _CODE.fullmatch(code)
    asked = read_day(found["day"], services.local(origin.now).date()) if found else None
    if found is None or asked is None or asked.day is None:
        return None
    of = int(found["channel"]) if found["channel"] else None
    unsaid = 1 if of is None else None
    span = WEEK if found["week"] else int(found["span"] or 0) or unsaid
    return await preview(asked.day, page, origin, services, of, span=span)

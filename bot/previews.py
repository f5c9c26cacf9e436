"""A digest shown to somebody who asks for it, by a date, a button, or a deep link."""

from __future__ import annotations

from datetime import date

from bot.conversation import Ask, Origin
from bot.days import read_day
from bot.digest import digest
from bot.render.digest import DIGEST_CODE, for_channel, preview_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import subscription_of
from bot.subscription import ChatKind


async def preview(on: date, page: int, origin: Origin, services: Services) -> Reply:
    """A page of the digest of that date, exactly as the chat would get it."""
    wanted = await subscription_of(origin.where, services)
    reply = preview_reply(digest(services.catalogue, wanted, on), page, services.catalogue)
    if origin.where.kind is ChatKind.CHANNEL:
        return for_channel(reply, on, services.desk.bot_name)
    return reply


async def by_link(ask: Ask, services: Services) -> Reply | None:
    """The digest that the code of a deep link leads to; None for any other code."""
    asked = read_day(ask.words.removeprefix(DIGEST_CODE), ask.today) if ask.words.startswith(DIGEST_CODE) else None
    return None if asked is None or asked.day is None else await preview(asked.day, 1, ask.origin, services)

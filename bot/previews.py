"""A digest shown to somebody who asks for it, by a date, a button, or a deep link."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.conversation import Ask, Origin
from bot.days import read_day
from bot.digest import WEEK, digest
from bot.render.digest import DIGEST_CODE, for_channel, preview_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import subscription_of
from bot.subscription import ChatKind, Where

_CODE = re.compile(rf"{DIGEST_CODE}(?P<day>\d{{8}})(?P<channel>-\d{{5,18}})", re.ASCII)


async def preview(on: date, page: int, origin: Origin, services: Services, of: Where | None = None) -> Reply:
    """A page of the digest that the chat (or `of`, whose settings these are) gets for that date.

    Of a weekly one it is the round-up that the date belongs to.
    """
    wanted = await subscription_of(of or origin.where, services)
    if wanted.weekday is not None:
        on -= timedelta(days=(on.weekday() - wanted.weekday) % WEEK)
    reply = preview_reply(digest(services.catalogue, wanted, on), page, services.catalogue)
    if origin.where.kind is ChatKind.CHANNEL:
        return for_channel(reply, origin.where.chat_id, on, services.desk.bot_name)
    return reply


async def by_link(ask: Ask, services: Services) -> Reply | None:
    """The digest of a channel that the code of a deep link leads to; None for any other code."""
    if (code := _CODE.fullmatch(ask.words)) is None:
        return None
    asked = read_day(code["day"], ask.today)
    channel = Where(int(code["channel"]), kind=ChatKind.CHANNEL)
    return None if asked is None or asked.day is None else await preview(asked.day, 1, ask.origin, services, channel)

"""What the features of subscribing share: whose digest is meant, what it is like by default, and who may change it."""

from __future__ import annotations

import re
from datetime import time

from bot.conversation import Origin
from bot.render.settings import not_administrator_reply, unknown_chat_reply
from bot.rights import may_set_up
from bot.services import Services
from bot.subscription import Subscription, Where

USUAL_TIME = time(8, 30)
HERE = "-"  # a button's chat that is the one it stands in
_CHAT = re.compile(r"(?:https?://t\.me/|@)([A-Za-z]\w{3,31})|(-100\d{5,15})", re.ASCII)


async def subscription_of(where: Where, services: Services) -> Subscription:
    """The chat's subscription; of one that has none, what it would be, not active."""
    found = await services.store.chats.subscription(where)
    usual = Subscription(where, services.catalogue.about.timezone, USUAL_TIME, active=False)
    return found or usual


async def meant(words: str, origin: Origin, services: Services) -> tuple[Where | None, str]:
    """The chat that the words name (a channel's @name, address or number), else this one; and the other words.

    None for a name of no chat that the bot sees.
    """
    if (named := _CHAT.search(words)) is None:
        return origin.where, words
    rest = f"{words[: named.start()]} {words[named.end() :]}".strip()
    return await services.desk.channel(f"@{named[1]}" if named[1] else named[2]), rest


async def refusal(where: Where | None, origin: Origin, services: Services) -> str | None:
    """Why what comes from there may not set up that chat, in a line; None when it may."""
    if where is None:
        return unknown_chat_reply()
    return None if await may_set_up(origin, where, services) else not_administrator_reply(where)


def target_of(where: Where, origin: Origin) -> str:
    """How a button names the chat that it sets up."""
    return HERE if where == origin.where else str(where.chat_id)


async def where_of(target: str, origin: Origin, services: Services) -> Where | None:
    """The chat that a button names; None for a forged one, or one that the bot no longer sees."""
    if target == HERE:
        return origin.where
    return await services.desk.channel(target) if re.fullmatch(r"-\d{5,18}", target) else None

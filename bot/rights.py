"""Who may what: the bot's administrators run it; a chat is set up by its person, or its own administrators."""

from __future__ import annotations

from bot.conversation import Origin
from bot.render.reply import Reply
from bot.render.rights import not_permitted_reply, only_private_reply
from bot.services import Services
from bot.subscription import Where


async def may_set_up(origin: Origin, where: Where, services: Services) -> bool:
    """Whether what comes from there may change the settings of that chat or topic.

    The chat itself may: a channel's post, a group's anonymous administrator. Who writes as another channel is nobody.
    """
    here = origin.where.chat_id == where.chat_id
    if here and (where.is_private or origin.user_id is None):
        return True
    if not origin.user_id:
        return False
    return await services.desk.is_administrator(where.chat_id, origin.user_id)


def denial(origin: Origin, services: Services) -> Reply | None:
    """Why this person, here, may not run the bot; None who may. A group's anonymous administrator is nobody."""
    if not origin.user_id or origin.user_id not in services.admins:
        return not_permitted_reply(nobody=not services.admins)
    return None if origin.where.is_private else only_private_reply()

"""Who may set up a chat: of a private chat its person, of others their administrators, asked of Telegram each time."""

from __future__ import annotations

from bot.conversation import Origin
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

"""/reload: puts a new fact base in place without a restart, for the bot's administrators."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.reload import reloaded_reply
from bot.render.reply import Reply
from bot.rights import denial
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    if (denied := denial(ask.origin, services)) is not None:
        return denied
    return reloaded_reply(await services.reload())


COMMAND = Command(
    "reload", "重载", answer, "换上新的资料，不用重启", "Put a new fact base in place", waits=True, for_admins=True
)

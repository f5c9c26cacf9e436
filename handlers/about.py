"""/about: what the base holds, how it was made, and the version."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.help import about_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(_ask: Ask, services: Services) -> Reply:
    return about_reply(services.catalogue)


COMMAND = Command("about", "关于", answer, "这份资料是什么、到哪天为止", "What this base holds")

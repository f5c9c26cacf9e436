"""/start: the greeting; with the code of a deep link, the fact or the digest that it leads to."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.previews import by_code
from bot.render.digest import DIGEST_CODE, FACT_CODE
from bot.render.fact import fact_reply
from bot.render.help import no_fact_reply, start_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    if ask.origin.where.is_private:  # a private chat begins with it, and again after the bot was blocked
        await services.store.chats.meet(ask.origin.where, ask.origin.now)
    if ask.words.startswith(FACT_CODE):
        fact = services.catalogue.fact(ask.words.removeprefix(FACT_CODE))
        return fact_reply(fact, services.catalogue) if fact else no_fact_reply()
    if ask.words.startswith(DIGEST_CODE):
        digest = await by_code(ask.words.removeprefix(DIGEST_CODE), 1, ask.origin, services)
        return digest or start_reply(services.catalogue)
    return start_reply(services.catalogue)


COMMAND = Command("start", "开始", answer, "从这里开始", "Start here", in_menu=False, waits=True)

"""/start: the greeting; with the code of a deep link, the fact that it leads to."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.fact import fact_reply
from bot.render.help import no_fact_reply, start_reply
from bot.render.reply import Reply
from bot.services import Services

FACT_CODE = "f-"  # t.me/<bot>?start=f-<fact id>


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words.startswith(FACT_CODE):
        return start_reply(services.catalogue)
    fact = services.catalogue.fact(ask.words.removeprefix(FACT_CODE))
    return fact_reply(fact, services.catalogue) if fact else no_fact_reply()


COMMAND = Command("start", "开始", answer, "从这里开始", "Start here", in_menu=False)

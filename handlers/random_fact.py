"""/random: any one fact of the subject's own."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.fact import fact_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(_ask: Ask, services: Services) -> Reply:
    own = [fact for fact in services.catalogue.facts if not fact.context] or services.catalogue.facts
    return fact_reply(services.chance.choice(own), services.catalogue)


COMMAND = Command(
    "random", "随机", answer, "随便看一条", "Any one fact", said=("随机一条", "随便来一条", "随便看看", "来一条")
)

"""/random: any one fact of the subject's own; with words, one of the year, place or topic that they name."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.answer import no_record
from bot.render.fact import fact_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.narrowed import facts_about

OF_ALL = "可以加年份、城市或主题；下面是全部里的随便一条："


async def answer(ask: Ask, services: Services) -> Reply:
    own = [fact for fact in services.catalogue.facts if not fact.context] or services.catalogue.facts
    if not ask.words:
        return fact_reply(services.chance.choice(own), services.catalogue)
    if wanted := facts_about(ask.words, own, services):
        return fact_reply(services.chance.choice(wanted), services.catalogue)
    services.note_unanswered(ask.words)
    return fact_reply(services.chance.choice(own), services.catalogue, [f"{no_record(ask.words)}{OF_ALL}"])


COMMAND = Command(
    "random",
    "随机",
    answer,
    "随便看一条",
    "Any one fact",
    "[年份、城市或主题]",
    said=("随机一条", "随便来一条", "随便看看", "来一条", "再来一条", "再随机一条"),
)

"""/compare: places side by side, or one measure in several years; what has another basis is never joined."""

from __future__ import annotations

from bot.comparing import by_places, by_years
from bot.conversation import Ask, Command
from bot.render.answer import nothing_reply
from bot.render.help import example_buttons, usage_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return usage_reply(COMMAND, services.catalogue)
    if (found := by_places(ask.words, services) or by_years(ask.words, services)) is not None:
        return found
    if services.search.mentioned(ask.words).places:
        return usage_reply(COMMAND, services.catalogue, "还差一个城市，或者写两个年份。")
    services.no_answer(ask.words)
    near = services.search.near_places(ask.words)
    return nothing_reply(ask.words, near, (), example_buttons(COMMAND.name, services.catalogue))


COMMAND = Command(
    "compare", "对比", answer, "几个城市并排，或一项指标的几个年份", "Cities side by side, or years", "城市 城市 [指标]"
)

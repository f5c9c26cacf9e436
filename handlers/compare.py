"""/compare: places side by side, or one measure in several years; what has another basis is never joined."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.answer import not_known
from bot.render.help import usage_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.answers import by_fact
from bot.talk.comparing import by_places, by_times, of_places
from bot.talk.continuing import continued

MISSING = "还差一个城市，或者一项指标和两个年份。"


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return usage_reply(COMMAND, services.catalogue)
    return continued(ask, services, _answered)


def _answered(ask: Ask, services: Services) -> Reply:
    if (found := by_places(ask.words, services) or by_times(ask.words, services)) is not None:
        return found
    meant = services.search.mentioned(ask.words)
    if meant.places and (unknown := services.search.unknown_place(ask.words)):
        services.note_unanswered(ask.words)
        return usage_reply(COMMAND, services.catalogue, not_known(unknown))
    if len(meant.places) == 1 and not meant.rest and not meant.required:
        return _of_one_within(ask.words, services) or usage_reply(COMMAND, services.catalogue, MISSING)
    return by_fact(ask.words, COMMAND.name, services)


def _of_one_within(words: str, services: Services) -> Reply | None:
    """Two places that were read as one, because one is in the other; None for one place, named once or twice."""
    apart = [services.search.mentioned(each).places for each in words.split()]
    return of_places([each for (each,) in apart], services) if len(set(apart)) > 1 and all(apart) else None


COMMAND = Command(
    "compare", "对比", answer, "几个城市并排，或一项指标的几个年份", "Cities side by side, or years", "城市 城市 [指标]"
)

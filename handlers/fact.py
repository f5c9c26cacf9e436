"""/fact: the best fact in full, with the other candidates or its neighbours on buttons."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import may_be_a_number, read_day
from bot.render.fact import fact_reply
from bot.render.help import usage_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.answers import by_fact, by_subject, held_by
from bot.talk.continuing import continued


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return usage_reply(COMMAND, services.catalogue)
    return continued(ask, services, _answered)


def _answered(ask: Ask, services: Services) -> Reply:
    if (asked := read_day(ask.words, ask.today)) is not None and asked.day and not may_be_a_number(ask.words):
        return held_by(asked, 1, ask.today, services, ask.words)
    return by_subject(ask.words, services) or by_fact(ask.words, COMMAND.name, services)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (fact_id,) = pressed.ids
    fact = services.catalogue.fact(fact_id)
    return fact_reply(fact, services.catalogue) if fact else None


COMMAND = Command(
    "fact", "事实", answer, "按关键词查一条事实：数据、时点、来源", "One fact with its date and source", "关键词"
)
ACTION = Action(press, ids=1)

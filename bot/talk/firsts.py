"""In what a place is first (有几个第一, 哪些第一): what a rank says so of, which no source has counted."""

from __future__ import annotations

import re

from bot.facts import RANK
from bot.render.answer import nothing_reply
from bot.render.fact import fact_reply
from bot.render.lead import list_reply
from bot.render.reply import Reply
from bot.search import cut
from bot.services import Services

_HOW_MANY = "(?:几|多少|哪些|哪几|什么|啥)[个项]?"
_FIRST = "(?:第一|首位|冠军|之最)(?![届批次轮期季])[名位]?"
_FIRSTS = re.compile(
    f"(?P<of>.*?)(?:的|在|[一总]共|拿了?|得了?|占了?|有|是)*(?:{_HOW_MANY}的?(?P<among>全[国省市]|世界|全球)?{_FIRST}|{_FIRST}(?:的|[都又]?[有是])*{_HOW_MANY})"
    "[呢啊呀]?[?？。\\s]*"
)
NOT_COUNTED = "来源没有数过有几个；记为第1位的是："


def firsts_told(words: str, services: Services) -> Reply | None:
    """The facts of a place that say it is first in something; a no where none does. None for another question."""
    if (asked := _FIRSTS.fullmatch(cut(words).strip())) is None:
        return None
    of, catalogue = services.search.mentioned(asked["of"]), services.catalogue
    if of.rest or of.required or len(of.places) > 1:
        return None
    facts = catalogue.of_place(of.places[0].id) if of.places else [each for each in catalogue.facts if not each.context]
    firsts = (f for f in facts if any(figure.unit == RANK and figure.value == 1 for figure in f.figures))
    told = [fact for fact in firsts if (asked["among"] or "") in fact.statement]
    if len(told) == 1:
        return fact_reply(told[0], catalogue, [NOT_COUNTED])
    if told:
        return list_reply(told, catalogue, NOT_COUNTED)
    services.note_unanswered(words)
    return nothing_reply(words, catalogue, (), (), ())

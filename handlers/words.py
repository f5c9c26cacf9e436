"""Plain words: a date, a year, a city or a topic by itself, a question of membership; else the best fact."""

from __future__ import annotations

import re

from bot.answers import by_day, by_fact, by_membership, by_subject
from bot.catalogue import is_shared
from bot.conversation import Ask
from bot.days import may_be_a_number
from bot.render.answer import correction_lines
from bot.render.help import start_reply
from bot.render.listing import cities_reply, timeline_reply, topic_reply
from bot.render.reply import Reply
from bot.search import Verdict
from bot.services import Services

MOST_ON_A_CARD = 2  # places; what names more of them asks for what they have in common
_DAY_IN_WORDS = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]")
# What people put around a date: 2022年发生了什么, 今天有什么大事.
_AROUND_A_DATE = re.compile("都|发生了?过?|有|什么|哪些|哪几件|大事记?|事情?|新闻|的|吗|呢|[?？!！。]")


async def answer(ask: Ask, services: Services) -> Reply:
    catalogue, search = services.catalogue, services.search
    is_number = may_be_a_number(ask.words) and search.find(ask.words).verdict is not Verdict.NONE
    if not is_number and (held := by_day(_AROUND_A_DATE.sub("", ask.words), ask.today, services)) is not None:
        return held
    if search.is_only_asking(ask.words):  # an emoji, a question mark, a greeting
        return start_reply(catalogue)
    if (members := by_membership(ask.words, services)) is not None:
        return members
    if (subject := by_subject(ask.words, services)) is not None:
        return subject
    if (year := search.year_of_subject(ask.words)) is not None:
        return timeline_reply(year, catalogue.place(catalogue.about.subject), None, 1, catalogue)
    meant = search.mentioned(ask.words)
    findings = search.find(ask.words)
    found = findings.hits[0].fact if findings.hits else None
    measured = found is not None and any(figure.indicator for figure in found.figures)
    sure = measured or findings.verdict is Verdict.ANSWER
    before = "\n".join(correction_lines(meant.corrections))
    if len(meant.places) == 1 and not meant.rest and meant.year is not None:
        return timeline_reply(meant.year, meant.places[0], None, 1, catalogue, before)
    of_all = found is not None and len(meant.places) > MOST_ON_A_CARD and not is_shared(found)
    if findings.verdict is Verdict.ANSWER and (meant.dated or (of_all and not findings.missing)):
        return by_fact(ask.words, "words", services)
    if meant.places and (not meant.rest or (meant.topic is not None and len(meant.places) == 1 and not sure)):
        return cities_reply(meant.places, meant.topic, 1, catalogue, before)
    if meant.topic is not None and meant.is_whole_topic and not measured:
        return topic_reply(meant.topic, 1, catalogue, before)
    if (findings.verdict is Verdict.NONE or findings.missing) and (on := _DAY_IN_WORDS.search(ask.words)):
        return by_day(on.group(), ask.today, services) or by_fact(ask.words, "words", services)
    return by_fact(ask.words, "words", services)

"""Plain words: a date, a year, a city or a topic by itself; else the best fact."""

from __future__ import annotations

import re

from bot.answers import by_day, by_fact
from bot.conversation import Ask
from bot.render.answer import correction_lines
from bot.render.help import start_reply
from bot.render.listing import cities_reply, timeline_reply, topic_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.text import normal, tokens

_YEAR = re.compile(r"((?:19|20)\d\d)年?")


async def answer(ask: Ask, services: Services) -> Reply:
    catalogue = services.catalogue
    if not tokens(ask.words):  # an emoji, a question mark, a blank
        return start_reply(catalogue)
    if (of_the_day := by_day(ask.words, ask.today, services)) is not None:
        return of_the_day
    if (year := _YEAR.fullmatch(normal(ask.words).strip())) is not None:
        return timeline_reply(int(year[1]), None, None, 1, catalogue)
    meant = services.search.mentioned(ask.words)
    before = "\n".join(correction_lines(meant.corrections))
    if meant.places and (not meant.rest or (meant.topic is not None and len(meant.places) == 1)):
        return cities_reply(meant.places, meant.topic, 1, catalogue, before)
    if meant.topic is not None and meant.is_whole_topic:
        return topic_reply(meant.topic, 1, catalogue, before)
    return by_fact(ask.words, "words", services)

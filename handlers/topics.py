"""/topics: what the facts are about, as buttons; with a name, that topic's facts."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import year_apart
from bot.render import presses
from bot.render.answer import no_record, read_as
from bot.render.listing import topic_reply, topics_list
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.narrowed import topic_named


async def answer(ask: Ask, services: Services) -> Reply:
    year, rest = year_apart(ask.words)
    if (topic := topic_named(rest, services)) is not None:
        return topic_reply(topic, 1, services.catalogue, read_as(services.search.mentioned(rest).corrections), year)
    if not ask.words:
        return topics_list(services.catalogue)
    services.note_unanswered(ask.words)
    return topics_list(services.catalogue, no_record(ask.words))


async def press(pressed: Pressed, services: Services) -> Reply | None:
    topic_id, year = presses.topic_and_year(pressed.ids[0])
    if topic_id == presses.NONE:
        return topics_list(services.catalogue, number=pressed.page)
    topic = services.catalogue.topic(topic_id)
    return topic_reply(topic, pressed.page, services.catalogue, year=year) if topic else None


COMMAND = Command(
    "topics",
    "主题",
    answer,
    "有哪些主题，或一个主题的全部事实",
    "All topics, or one topic's facts",
    "[主题 年份]",
    said=("有哪些主题", "有什么主题", "主题有哪些", "都有什么主题", "which topics are there", "what topics are there"),
)
ACTION = Action(press, ids=1)

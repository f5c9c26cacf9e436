"""/topics: what the facts are about, as buttons; with a name, that topic's facts."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import year_apart
from bot.render import presses
from bot.render.answer import no_record, read_as
from bot.render.listing import topic_reply, topics_list
from bot.render.reply import Button, Reply, joined
from bot.services import Services
from bot.talk.narrowed import topic_named

NOT_BY_YEAR = "主题页不分年份，下面是各年的；一年里带日期的大事见最后的按钮。"


async def answer(ask: Ask, services: Services) -> Reply:
    year, rest = year_apart(ask.words)
    if (topic := topic_named(rest, services)) is not None:
        before = read_as(services.search.mentioned(rest).corrections)
        if year is None:
            return topic_reply(topic, 1, services.catalogue, before)
        reply = topic_reply(topic, 1, services.catalogue, joined(before, NOT_BY_YEAR))
        of_year = Button(f"{year}年的大事", presses.timeline(year, None, topic))
        return replace(reply, rows=(*reply.rows, (of_year,)))
    if not ask.words:
        return topics_list(services.catalogue)
    services.note_unanswered(ask.words)
    return topics_list(services.catalogue, no_record(ask.words))


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (topic_id,) = pressed.ids
    if topic_id == presses.NONE:
        return topics_list(services.catalogue, number=pressed.page)
    topic = services.catalogue.topic(topic_id)
    return topic_reply(topic, pressed.page, services.catalogue) if topic else None


COMMAND = Command(
    "topics", "主题", answer, "有哪些主题，或一个主题的全部事实", "All topics, or one topic's facts", "[主题]"
)
ACTION = Action(press, ids=1)

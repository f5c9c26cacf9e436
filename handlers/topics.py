"""/topics: what the facts are about, as buttons; with a name, that topic's facts."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.render import presses
from bot.render.answer import no_record, read_as
from bot.render.listing import topic_reply, topics_list
from bot.render.reply import Reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    meant = services.search.mentioned(ask.words)
    if meant.topic is not None and not meant.places:
        return topic_reply(meant.topic, 1, services.catalogue, read_as(meant.corrections))
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

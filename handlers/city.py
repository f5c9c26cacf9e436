"""/city: a city's card; two cities, or a city with a topic, a year or other words, are understood."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.render import presses
from bot.render.answer import findings_reply, nothing_reply, read_as
from bot.render.cities import cities_list
from bot.render.help import example_buttons, usage_line
from bot.render.listing import cities_reply
from bot.render.reply import Reply
from bot.search import NEAR_NAMES, Name, Verdict
from bot.services import Services
from bot.talk.answers import by_events, by_membership, cards_reply
from bot.talk.intents import Events
from bot.talk.meaning import meaning
from bot.text import key


async def answer(ask: Ask, services: Services) -> Reply:
    if not ask.words:
        return cities_list(services.catalogue, usage_line(COMMAND, services.catalogue))
    if (members := by_membership(ask.words, services)) is not None:
        return members
    meant = services.search.mentioned(ask.words)
    before = read_as(meant.corrections)
    if not meant.places and not meant.inside:  # 湖州 产业联盟 is the name of a fact that begins with a city's
        services.note_unanswered(ask.words)
        near = services.search.near_places(ask.words)
        return nothing_reply(
            ask.words, services.catalogue, near, meant.corrections, example_buttons("city", services.catalogue)
        )
    if meant.year is not None and isinstance(asked := meaning(ask.words, ask.today, services), Events):
        return by_events(ask.words, asked.scope._replace(topic=None), services, before)
    of_a_time = meant.dated and len(meant.places) == 1
    services.last_asked.note(ask.origin.asker, ask.words, ask.origin.now)  # what comes next is of this place
    if meant.places and not of_a_time and (not meant.rest or meant.topic is not None):
        return cards_reply(ask.words, meant.places, meant.topic, services, before)
    findings = services.search.find(ask.words)
    if findings.verdict is not Verdict.NONE:
        return findings_reply(findings, services.catalogue)
    services.note_unanswered(ask.words)
    card = [Name(place.name, key(place.name), "place", place.id) for place in meant.places]
    offered = {name.target: name for name in [*card, *findings.near]}
    return nothing_reply(ask.words, services.catalogue, list(offered.values())[:NEAR_NAMES], findings.corrections, ())


async def press(pressed: Pressed, services: Services) -> Reply | None:
    ids, topic_id = pressed.ids
    if ids == presses.NONE:
        return cities_list(services.catalogue, number=pressed.page)
    places = [place for each in presses.place_ids(ids) if (place := services.catalogue.place(each))]
    topic = services.catalogue.topic(topic_id)
    if not places or (topic is None and topic_id != presses.NONE):
        return None
    return cities_reply(places, topic, pressed.page, services.catalogue)


COMMAND = Command(
    "city", "城市", answer, "一个城市的全部资料，可加主题或关键词", "A city's card: all that is known", "城市名 [主题]"
)
ACTION = Action(press, ids=2)

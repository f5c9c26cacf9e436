"""Plain words: a date, a year, a city, a topic or a source by itself, a question of membership; else the best fact."""

from __future__ import annotations

from dataclasses import replace

from bot.answers import by_fact, held_by, members_reply, of_last, of_sources, of_subject
from bot.comparing import of_places
from bot.conversation import Ask
from bot.days import Asked
from bot.followup import detail_asked, goes_on, resumed
from bot.meaning import Cards, Courtesy, Events, Greeting, OfSources, OfTopic, Question, Subject, meaning
from bot.render.answer import correction_lines
from bot.render.help import WELCOME, start_reply
from bot.render.listing import cities_reply, timeline_reply, topic_reply
from bot.render.reply import Reply, joined
from bot.search import Correction, Membership
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    """The answer to plain words, or to what was asked before when they are a follow-up to it."""
    asker = ask.origin.asker
    last = services.last_asked.of(asker, ask.origin.now)
    if last and (detail := detail_asked(ask.words)) and (told := of_last(detail, last, services)) is not None:
        return told
    again = resumed(ask.words, last, services.search)
    words, about = again or (ask.words, ask.words)
    named = services.search.mentioned(about)
    if (named.rest or named.places) and not goes_on(about):  # after a greeting the conversation goes on where it was
        services.last_asked.note(asker, about, ask.origin.now)
    reply = _answered(replace(ask, words=words), services)
    if again is None:
        return reply
    return replace(reply, html=joined(_before((Correction(ask.words, words),)), reply.html))


def _answered(ask: Ask, services: Services) -> Reply:
    catalogue = services.catalogue
    match meaning(ask.words, ask.today, services):
        case Asked() as asked:
            return held_by(asked, 1, ask.today, services)
        case Greeting():
            return start_reply(catalogue)
        case Courtesy():
            return Reply(WELCOME)
        case Membership() as members:
            return members_reply(members, services)
        case Subject() as subject:
            return of_subject(subject, services)
        case Events(year, place, corrections):
            return timeline_reply(year, place, None, 1, catalogue, _before(corrections))
        case Cards(places, _, corrections, compared) if compared:
            return of_places(places, services, corrections)
        case Cards(places, topic, corrections):
            return cities_reply(places, topic, 1, catalogue, _before(corrections))
        case OfTopic(topic, corrections):
            return topic_reply(topic, 1, catalogue, _before(corrections))
        case OfSources(sources):
            return of_sources(sources, services)
        case Question():
            return by_fact(ask.words, "words", services)


def _before(corrections: tuple[Correction, ...]) -> str:
    return "\n".join(correction_lines(corrections))

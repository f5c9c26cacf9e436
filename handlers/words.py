"""Plain words: a date, a year, a city, a topic or a source by itself, a question of membership; else the best fact."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import Ask
from bot.days import Asked
from bot.render.answer import no_amount, read_as, untold_of_day
from bot.render.cities import other_members
from bot.render.help import courtesy_reply, start_reply
from bot.render.kinds import kind_reply
from bot.render.listing import topic_reply
from bot.render.reply import Reply, joined
from bot.search import Membership
from bot.services import Services
from bot.talk import intents
from bot.talk.answers import by_events, by_fact, cards_reply, held_by, members_reply, of_sources, of_subject
from bot.talk.comparing import of_places
from bot.talk.continuing import continued
from bot.talk.meaning import asks_more_than_a_date, meaning


async def answer(ask: Ask, services: Services) -> Reply:
    return continued(ask, services, _answered)


def _answered(ask: Ask, services: Services) -> Reply:
    catalogue = services.catalogue
    match meaning(ask.words, ask.today, services):
        case Asked() as asked:
            held = held_by(asked, 1, ask.today, services, ask.words)
            is_untold = asks_more_than_a_date(ask.words, ask.today)
            return replace(held, html=joined(untold_of_day(ask.words), held.html)) if is_untold else held
        case intents.Greeting():
            return start_reply(catalogue, services.name_in(ask.origin.where))
        case intents.Courtesy(is_thanks):
            return courtesy_reply(is_thanks=is_thanks)
        case Membership() as members:
            return members_reply(ask.words, members, services)
        case intents.OtherMembers(but):
            return other_members(but, catalogue)
        case intents.Subject() as subject:
            return of_subject(subject, services)
        case intents.Events(scope, corrections):
            return by_events(ask.words, scope, services, read_as(corrections))
        case intents.OfKind(kind, scope, corrections):
            return kind_reply(kind, scope, 1, catalogue, read_as(corrections))
        case intents.Cards(places, _, corrections, compared) if compared:
            return of_places(places, services, corrections)
        case intents.Cards(places, topic, corrections):
            return cards_reply(ask.words, places, topic, services, read_as(corrections))
        case intents.OfTopic(topic, corrections, year, asks_amount):
            before = joined(read_as(corrections), no_amount(ask.words) if asks_amount else "")
            return topic_reply(topic, 1, catalogue, before, year)
        case intents.OfSources(sources):
            return of_sources(sources, services)
        case intents.Question():
            return by_fact(ask.words, "words", services)

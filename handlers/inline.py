"""Inline mode: what `@bot 芜湖` offers in any chat. It is asked at every letter, so a no is not kept for curators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from bot.catalogue import is_shared
from bot.conversation import Inquiry
from bot.days import Asked
from bot.digest import Ahead, Day, announced_for_months, day_seen_from, events_of_months
from bot.facts import Fact, Place, newest_first
from bot.render.answer import best_reply
from bot.render.help import examples
from bot.render.inline import (
    InlineAnswer,
    Make,
    Result,
    answer_found,
    city_found,
    example_found,
    fact_found,
    milestone_note,
    month_note,
    page_of_found,
)
from bot.scope import Scope
from bot.search import Findings, Membership
from bot.services import Services
from bot.talk import intents
from bot.talk.answers import from_several_facts, of_subject
from bot.talk.completion import completed
from bot.talk.meaning import meaning
from bot.text import whole_number

MOST_RESULTS = 500  # that can be turned to; nobody scrolls further
KEPT = 300  # seconds that Telegram gives the same answer to everybody who types the same; new facts may come meanwhile
NO_NOTES: Mapping[str, str] = {}


async def answer(asked: Inquiry, services: Services) -> InlineAnswer:
    """A page of results for the words; none, and the way to the private chat, for what the base does not know."""
    today = asked.now.date()
    meant = meaning(asked.words, today, services) if asked.words else intents.Greeting()
    makers = _found(asked.words, meant, today, services)
    if not makers and asked.words and isinstance(meant, intents.Greeting | intents.Question):
        makers = _begun(asked.words, services)
    if not makers and isinstance(meant, intents.Greeting) and (asked.words or not asked.typed):
        makers = _unasked(today, services)
    kept = min(KEPT, _until_midnight(asked.now))
    first = whole_number(asked.offset, len(str(MOST_RESULTS))) or 0  # of an offset that is none of ours
    return page_of_found(makers[:MOST_RESULTS], first, kept, "" if asked.is_order else asked.words)


def _unasked(today: date, services: Services) -> list[Make]:
    """Today's milestones; the base's example questions, each with its answer; then what is near."""
    held = day_seen_from(services.catalogue, today, today)
    of_day, of_today = _of_day(held, today, services), len(held.milestones) + len(held.announced)
    asked: list[Make] = []
    for number, question in enumerate(examples("words", services.catalogue)):
        if answers := _found(question, meaning(question, today, services), today, services):
            asked.append(partial(_example, number, question, answers[0]))
    return [*of_day[:of_today], *asked, *of_day[of_today:]]


def _example(number: int, question: str, make: Make) -> Result:
    return example_found(number, question, make())


def _found(words: str, meant: intents.Intent, today: date, services: Services) -> list[Make]:
    catalogue = services.catalogue
    match meant:
        case Asked() as asked:
            return _held_by(asked, today, services)
        case intents.Greeting() | intents.Courtesy():
            return []
        case Membership() | intents.OtherMembers():
            return [partial(city_found, place, catalogue) for place in _members(meant, services)]
        case intents.Subject(began) if began is not None:
            reply = of_subject(meant, services)
            return [] if began.missing else [partial(fact_found, began.fact, catalogue, reply=reply)]
        case intents.Subject():
            subject = catalogue.place(catalogue.about.subject)
            told = [fact for each in catalogue.about.introduction if (fact := catalogue.fact(each))]
            return _of_places([subject] if subject else [], told, services)
        case intents.Events(scope):
            return _facts(catalogue.timeline(scope), services)
        case intents.OfKind(kind, scope):
            return _facts(catalogue.of_kind(kind, scope), services)
        case intents.Cards(places, topic) if topic is not None:
            return _facts((fact for p in places for fact in catalogue.of_place(p.id, topic.id)), services)
        case intents.Cards(places, _, _, compared) if compared:
            return [partial(city_found, place, catalogue) for place in places]
        case intents.Cards(places):
            return _of_places(places, catalogue.of_places_together([p.id for p in places]), services)
        case intents.OfTopic(topic, _, year, _):
            return _facts(catalogue.of_topic(topic.id, year) or catalogue.of_topic(topic.id), services)
        case intents.OfSources(sources):
            valid = catalogue.facts  # what was corrected is in the list of its source, and is sent to nobody
            return _facts((fact for source in sources for fact in valid if fact.source == source.id), services)
        case intents.Question(findings):
            several = from_several_facts(findings, services)
            return _hits(findings, services) if several is None else [partial(answer_found, words, several)]


def _members(meant: Membership | intents.OtherMembers, services: Services) -> Sequence[Place]:
    members = services.catalogue.members
    if isinstance(meant, intents.OtherMembers):
        inside = {each for place in meant.but for each in services.catalogue.within(place.id)}
        return [place for place in members if place.id not in inside]
    return () if meant.unknown else meant.places or members


def _begun(words: str, services: Services) -> list[Make]:
    """What half a word may become: the places, the facts that are called so, and those of the topics."""
    catalogue, found = services.catalogue, completed(words, services.catalogue)
    of_topics = [fact for topic in found.topics for fact in catalogue.of_topic(topic.id)]
    cards: list[Make] = [partial(city_found, place, catalogue) for place in found.places]
    return [*cards, *_facts([*found.facts, *of_topics], services)]


def _hits(findings: Findings, services: Services) -> list[Make]:
    """The hits, best first, then the best one's neighbours.

    What lacks something that was asked for is no answer: where it is sent, nobody has read the question.
    """
    if not findings.answers:
        return []
    catalogue = services.catalogue
    best, *others = (hit.fact for hit in findings.hits)
    card = partial(fact_found, best, catalogue, reply=best_reply(findings, catalogue))
    near = [fact for fact in (*others, *catalogue.neighbours(best)) if fact.id != best.id]
    return [card, *_facts(near, services)]


def _of_places(places: Sequence[Place], first: Iterable[Fact], services: Services) -> list[Make]:
    """The card of a place that stands alone; the facts that come first; then all, place by place, newest first.

    Those that merely name a place among many stand at the end, as on its card.
    """
    catalogue = services.catalogue
    own = [fact for p in places for fact in sorted(newest_first(catalogue.of_place(p.id)), key=is_shared)]
    cards: list[Make] = [partial(city_found, places[0], catalogue)] if len(places) == 1 else []
    return [*cards, *_facts([*first, *own], services)]


def _held_by(asked: Asked, today: date, services: Services) -> list[Make]:
    if asked.months:
        months = services.catalogue, asked.months, asked.year
        return _facts([*events_of_months(*months), *announced_for_months(*months)], services)
    if asked.year is not None:
        return _facts(services.catalogue.timeline(Scope(asked.year)), services)
    return _of_day(day_seen_from(services.catalogue, asked.day or today, today), today, services)


def _of_day(held: Day, today: date, services: Services) -> list[Make]:
    """What a day holds; of today also what is near, with how far a milestone is, and the background last of its day."""
    if held.on != today:
        return _facts([*(milestone.fact for milestone in held.milestones), *held.announced, *held.month], services)
    days = [Ahead(today, held.milestones, held.announced, held.month), *held.ahead]
    facts: list[Fact] = []
    notes: dict[str, str] = {}
    for each in days:
        milestones = sorted(each.milestones, key=lambda milestone: milestone.fact.context)
        facts += [*(milestone.fact for milestone in milestones), *each.planned]
        for milestone in milestones:
            notes.setdefault(milestone.fact.id, milestone_note(milestone.years, (each.day - today).days))
    of_months = [(each.day.month, fact) for each in days for fact in each.month]
    notes |= {fact.id: month_note(month) for month, fact in of_months if fact.id not in notes}
    return _facts([*facts, *(fact for _, fact in of_months)], services, notes)


def _facts(facts: Iterable[Fact], services: Services, notes: Mapping[str, str] = NO_NOTES) -> list[Make]:
    """Each fact once; `notes` say by its id why it is offered."""
    once = {fact.id: fact for fact in facts}.values()
    return [partial(fact_found, fact, services.catalogue, notes.get(fact.id, "")) for fact in once]


def _until_midnight(now: datetime) -> int:
    """Seconds until the day ends on that clock, however long it is."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, now.tzinfo)
    return int((midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds())

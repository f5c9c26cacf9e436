"""What a command's words narrow its facts to: a year, places, a topic that may be named by a part of its name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dates import PartialDate
from bot.days import year_apart
from bot.facts import Fact, Topic
from bot.services import Services
from bot.subscription import Follow
from bot.text import key

SHORTEST_PART = 2  # characters of a topic's name


def topic_named(words: str, services: Services) -> Topic | None:
    """The topic that words name: by a name of its own, or by what stands in those of no other (quantum, 空气)."""
    meant = services.search.mentioned(words)
    if meant.places or meant.topic is not None:
        return meant.topic if not meant.places else None
    found = [topic for topic in services.catalogue.topics if _has(topic, key(words))]
    return found[0] if len(found) == 1 else None


def follows_named(words: str, services: Services) -> Sequence[Follow]:
    """The places, or the topic, that words name and nothing else, as they are followed; none for other words."""
    meant = services.search.mentioned(words)
    if meant.places and not (meant.corrections or meant.topic or meant.rest.strip("和与及、 的")):
        return [Follow(Follow.PLACE, place.id) for place in meant.places]
    topic = topic_named(words, services)
    return [] if topic is None else [Follow(Follow.TOPIC, topic.id)]


def _has(topic: Topic, part: str) -> bool:
    """Whether a name of the topic has that part; of English only whole words."""
    if part.isascii():
        return bool(part) and any(f" {part} " in f" {name.casefold()} " for name in (topic.english, *topic.aliases))
    return len(part) >= SHORTEST_PART and any(part in key(name) for name in (topic.name, *topic.aliases))


def facts_about(words: str, facts: Sequence[Fact], services: Services) -> Sequence[Fact]:
    """Those of the facts that are of the year, the places and the topic that words name; none for any other words."""
    year, rest = year_apart(words)
    meant = services.search.mentioned(rest)
    topic = meant.topic or topic_named(rest, services)
    if rest and topic is None and (meant.rest or not meant.places):
        return ()
    inside = {each for place in meant.places for each in services.catalogue.within(place.id)}
    return [
        fact
        for fact in facts
        if (topic is None or topic.id in fact.topics)
        and (not inside or not inside.isdisjoint(fact.places))
        and (year is None or fact.when.overlaps(PartialDate(str(year))))
    ]

"""What a search finds: values, handed to whoever answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.facts import Fact, Place, Topic
from bot.search.decide import Hit, Verdict
from bot.search.names import Correction, Name
from bot.text import key


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question: the decision, the hits (best first), and how the question was read.

    `missing`: the years, sessions and places that were asked for and that the best hit does not have.
    `of_a_part`: the places of the best hit, when none was asked for and it is not about the whole subject.
    """

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    near: tuple[Name, ...] = ()
    missing: tuple[str, ...] = ()
    of_a_part: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The places and the topic that words name, what is left of the words, and how they were read."""

    places: tuple[Place, ...]
    topic: Topic | None
    rest: str
    corrections: tuple[Correction, ...]

    @property
    def is_whole_topic(self) -> bool:
        """Whether the words are a topic's own name, and no more."""
        return self.topic is not None and not self.places and key(self.rest) == key(self.topic.name)


class Membership(NamedTuple):
    """A question of who belongs to the subject: the places it names, and a place that the base does not know."""

    places: tuple[Place, ...]
    unknown: str


def fact_name(fact: Fact) -> Name:
    """A fact as a name that can be offered: its title, which has no figure."""
    return Name(fact.title, key(fact.title), "keyword", fact.id)

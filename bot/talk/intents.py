"""What plain words may ask for: values, made by `bot.talk.meaning` and answered by the handlers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.days import Asked
from bot.facts import FactKind, Place, Source, Topic
from bot.scope import Scope
from bot.search import Beginning, Correction, Findings, Membership


@dataclass(frozen=True, slots=True)
class Greeting:
    """An emoji, a question mark, a greeting."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """Thanks, consent, laughter: nothing is asked."""

    is_thanks: bool


@dataclass(frozen=True, slots=True)
class OtherMembers:
    """Who belongs to the subject beside some places."""

    but: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What the subject is; or when it began."""

    began: Beginning | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """The dated events of a year, of a place or the subject, of a topic; of no year in particular all of them."""

    scope: Scope
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class OfKind:
    """All facts of a kind, of a year and of a place if one is named."""

    kind: FactKind
    scope: Scope
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """All of one or more places, or what is of a topic; or, when they are `compared`, what was measured there."""

    places: tuple[Place, ...]
    topic: Topic | None
    corrections: tuple[Correction, ...]
    compared: bool = False


@dataclass(frozen=True, slots=True)
class OfTopic:
    """All of a topic; or what is of a year of it. `asks_amount`: whether an amount was asked for, which none has."""

    topic: Topic
    corrections: tuple[Correction, ...]
    year: int | None = None
    asks_amount: bool = False


@dataclass(frozen=True, slots=True)
class OfSources:
    """What was drawn from a source, or from all of a publisher."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Anything else: what the search found for it, if it found something."""

    findings: Findings


Intent = (
    Asked
    | Greeting
    | Courtesy
    | Membership
    | OtherMembers
    | Subject
    | Events
    | OfKind
    | Cards
    | OfTopic
    | OfSources
    | Question
)

"""What buttons do: the actions that `handlers` lists, and the presses of those that look something up.

The panel, a broadcast and /forget make their own. A button stays in its chat for years: an action keeps its name, and
its ids keep their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.catalogue import Catalogue
from bot.facts import Place, Topic
from bot.render.reply import Press
from bot.scope import Scope

CITY = "city"
FACT = "fact"
TIMELINE = "timeline"
KIND = "kind"
ON = "on"  # a day or a month
DIGEST = "digest"
TOPIC = "topic"
SOURCE = "source"
TREND = "trend"
ASK = "ask"  # asks a command: with the number of an example, or with nothing
SET = "set"  # a field of /settings
FORGET = "forget"
BROADCAST = "bc"  # a step of a draft
BROADCASTS = "bs"  # what was confirmed
NONE = "-"  # an argument that is left out
_BETWEEN = "+"  # the ids of places that are shown together; a topic's and a year


def fact(fact_id: str) -> Press:
    return Press(FACT, (fact_id,))


def topic(topic_id: str = NONE, year: int | None = None) -> Press:
    """A topic, or what is of a year of it (which stands in its id); without one the list of them."""
    return Press(TOPIC, (f"{topic_id}{_BETWEEN}{year}" if year else topic_id,))


def topic_and_year(argument: str) -> tuple[str, int | None]:
    """The id and the year that the button of a topic carries."""
    topic_id, _, year = argument.partition(_BETWEEN)
    return topic_id, int(year) if _is_year(year) else None


def source(source_id: str = NONE) -> Press:
    """A source; without one the list of them."""
    return Press(SOURCE, (source_id,))


def trend(indicator_id: str = NONE) -> Press:
    """How an indicator moved; without one the list of those that did."""
    return Press(TREND, (indicator_id,))


def city(place_id: str = NONE, topic_id: str = NONE) -> Press:
    """A place's card, or what is there of a topic; without a place the list of them."""
    return Press(CITY, (place_id, topic_id))


def cities(places: Sequence[Place], topic: Topic | None = None) -> Press:
    """The cards of places one after another, or what is of a topic; their ids stand together as one."""
    return city(_BETWEEN.join(place.id for place in places), topic.id if topic else NONE)


def place_ids(argument: str) -> Sequence[str]:
    """The ids that the button of one card, or of several, carries."""
    return argument.split(_BETWEEN)


def timeline(scope: Scope) -> Press:
    return Press(TIMELINE, _ids(scope))


def kind(name: str, scope: Scope) -> Press:
    """What there is of a kind of facts, of a year or a place or both."""
    return Press(KIND, (name, *_ids(scope)[:2]))


def _ids(scope: Scope) -> tuple[str, str, str]:
    return str(scope.year or NONE), scope.place.id if scope.place else NONE, scope.topic.id if scope.topic else NONE


def scope_of(ids: Sequence[str], catalogue: Catalogue) -> Scope | None:
    """What the ids of such a button (year, place, maybe topic) narrow a list to; None for forged or old ones."""
    year, place_id, topic_id = (*ids, NONE)[:3]
    scope = Scope(int(year) if _is_year(year) else None, catalogue.place(place_id), catalogue.topic(topic_id))
    are_known = (part is not None or each == NONE for part, each in zip(scope, (year, place_id, topic_id), strict=True))
    return scope if all(are_known) else None


def _is_year(argument: str) -> bool:
    """Whether the argument of a button is a year; it can be forged."""
    return re.fullmatch("(?:19|20)[0-9]{2}", argument) is not None


def day(on: date) -> Press:
    return Press(ON, (on.isoformat(),))


def month(name: str) -> Press:
    """A month by its name: 11月 of every year, or 2021年11月."""
    return Press(ON, (name,))


def digest(code: str) -> Press:
    """A digest by its code, which `bot.render.digest` makes."""
    return Press(DIGEST, (code,))


def ask(command: str, example: int | None = None) -> Press:
    """A command (or plain words) with one of the base's examples, by its number, or with nothing."""
    return Press(ASK, (command, NONE if example is None else str(example)))

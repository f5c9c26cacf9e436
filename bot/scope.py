"""What a list of facts is narrowed to: a year, a place, a topic."""

from __future__ import annotations

from typing import NamedTuple

from bot.facts import Place, Topic


class Scope(NamedTuple):
    """A year, a place with all inside it, and a topic; each None where the list is of every one."""

    year: int | None = None
    place: Place | None = None
    topic: Topic | None = None


EVERYTHING = Scope()

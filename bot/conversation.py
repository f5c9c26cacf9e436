"""What is asked and who answers: the terms in which the features of `handlers` are written, and their one parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date

from bot.render.reply import Reply
from bot.search import LONGEST_QUESTION
from bot.services import Services

_COMMAND = re.compile(r"[/／](?P<name>[^\s@]+)(?:@(?P<bot>\w+))?(?:\s+|$)(?P<words>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a feature: the words after the command (cut, stripped), and today in the base's zone."""

    words: str
    today: date


Answer = Callable[[Ask, Services], Coroutine[None, None, Reply]]
PressAnswer = Callable[["Pressed", Services], Coroutine[None, None, Reply | None]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its names, what the menus say of it, what may follow it, and who answers."""

    name: str
    chinese: str
    answer: Answer
    summary: str
    english: str
    usage: str = ""
    in_menu: bool = True


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its ids (any text, for it can be forged), the page it turns to, today in the base's zone."""

    ids: Sequence[str]
    page: int
    today: date


@dataclass(frozen=True, slots=True)
class Action:
    """What a button can do: who answers (None: what it names does not exist), and how many ids it carries.

    A button that turns a page carries the page's number after them; its message is edited, others get a new one.
    """

    answer: PressAnswer
    ids: int


@dataclass(frozen=True, slots=True)
class Said:
    """A message taken apart: a command by either name with its words, or plain words (no command)."""

    command: str | None
    words: str
    to: str | None = None  # the bot that a group's command names, as in /city@name


def take_apart(text: str) -> Said:
    """One parser for commands, their Chinese forms and plain words. The words are cut before any work."""
    text = text.strip()
    if (found := _COMMAND.match(text)) is not None:
        return Said(found["name"].casefold(), found["words"].strip()[:LONGEST_QUESTION], found["bot"])
    return Said(None, text[:LONGEST_QUESTION])

"""Asks a base the questions that it offers as examples: one that gets a no would greet everybody."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

import msgspec

from bot.conversation import Answer, Ask, Origin
from bot.facts import Base, Problem
from bot.metrics import Metrics
from bot.services import Services
from bot.subscription import ChatKind, Where
from handlers import COMMANDS, WORDS


class _Noes(Metrics):
    """Counts the questions that got a no."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def no_answer(self) -> None:
        self.count += 1


def without_answer(base: Base, where: str, today: date) -> Iterator[Problem]:
    """The examples that find nothing; each is asked today, in a chat of its own, of the command that it is for."""
    noes = _Noes()
    services = replace(Services.of(base), metrics=noes)
    answers: dict[str, Answer] = {command.name: command.answer for command in COMMANDS} | {"words": WORDS}
    now, chat = datetime.combine(today, time(12), services.zone), 0
    for kind, examples in msgspec.structs.asdict(base.about.examples).items():
        for example in examples:
            noes.count, chat = 0, chat + 1
            origin = Origin(Where(chat, 0, ChatKind.PRIVATE), chat, now)
            asyncio.run(answers[kind](Ask.of(example, today, origin), services))
            if noes.count:
                yield Problem(where, kind, f"{example!r} finds nothing; write what this base can answer")

"""The value of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.logs import without_tokens


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"  # the bot works, though not as it could
    FAIL = "FAIL"  # it does not start, or people do not get what they subscribed to


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, and in words what that means or what to do. As text one line, without a token."""

    name: str
    level: Level
    words: str

    def __str__(self) -> str:
        return without_tokens(f"{self.level:<4}  {self.name:<14}  {' '.join(self.words.split())}")


def ok(name: str, words: str) -> Check:
    return Check(name, Level.OK, words)


def warn(name: str, words: str) -> Check:
    return Check(name, Level.WARN, words)


def fail(name: str, words: str) -> Check:
    return Check(name, Level.FAIL, words)

"""The table of characters: what each is in simplified form, how it sounds, what it looks like.

It is made by `bot.curate.characters` and read on the first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

DATA = files("bot") / "data"
TABLE = DATA / "characters.tsv"
CORNERS = 4  # digits of a four-corner code; a fifth, where there is one, tells twins apart
_WITH_SYLLABLES = re.compile(r"^(.)\t[^\t]*\t([^\t]+)\t", re.MULTILINE)


class Character(NamedTuple):
    simplified: str
    syllables: tuple[str, ...]
    shape: str
    corners: str


class Characters(Mapping[str, Character]):
    """A table of characters, of which each line is read when it is first wanted: a question has a handful of 20,000."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._lines = {line[0]: line for line in table.splitlines()}
        self._read: dict[str, Character] = {}

    def __getitem__(self, character: str) -> Character:
        if character not in self._read:
            _, simplified, syllables, shape, corners = self._lines[character].split("\t")
            known = Character(simplified, tuple(syllables.split(",")) if syllables else (), shape, corners)
            self._read[character] = known
        return self._read[character]

    def __contains__(self, character: object) -> bool:
        return character in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def syllables(self) -> list[tuple[str, str]]:
        """Each character that has any with its toneless syllables, the usual one first, between commas."""
        return _WITH_SYLLABLES.findall(self._table)


@cache
def characters() -> Characters:
    """The table: a character to its simplified form, toneless syllables, shape-giving parts, and four-corner code."""
    return Characters(TABLE.read_text(encoding="utf-8"))


def look_alike(one: str, other: str) -> bool:
    """Whether two characters share the part that gives them their shape (杭 抗), all corners but one (末 未)."""
    table = characters()
    if one not in table or other not in table:
        return False
    if {one, *table[one].shape} & {other, *table[other].shape}:
        return True
    corners = zip(table[one].corners[:CORNERS], table[other].corners[:CORNERS], strict=False)
    return sum(a == b for a, b in corners) >= CORNERS - 1

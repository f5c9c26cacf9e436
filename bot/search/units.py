"""A question as a row of units: characters, numbers, words, and the syllables that a Latin word may be."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from bot.search.codes import Codes, code, codes, sound_tables
from bot.sounds import sound_class
from bot.text import Token

MOST_SECOND_SOUNDS = 4  # characters of a question of which a second sound is tried


_TEXT = itemgetter(0)


class Unit(NamedTuple):
    """One character, number, word or syllable as it was typed; `sure` is 1, or less for what was corrected."""

    text: str
    kind: str  # as a token's; or "syllable"
    sure: float = 1.0

    @property
    def weight(self) -> int:
        """How many positions of a question it stands for: a word weighs as the two characters it would be."""
        return 2 if self.kind in ("number", "latin") else 1


def unit(token: Token) -> Unit:
    return Unit(token.text, token.kind)


def texts(units: Sequence[Unit]) -> tuple[str, ...]:
    """What was typed, unit by unit."""
    return tuple(map(_TEXT, units))


def row(units: Sequence[Unit]) -> Codes:
    """The codes of what was typed."""
    return codes(map(_TEXT, units))


def sound_rows(units: Sequence[Unit]) -> list[Codes]:
    """The codes of how it sounds; more rows, each with one character in its second sound."""
    usual, second, _ = sound_tables()
    first = np.array(
        [
            usual[ord(each.text)]
            if each.kind == "han"
            else code(sound_class(each.text) if each.kind == "syllable" else each.text)
            for each in units
        ],
        np.uint64,
    )
    rows = [first]
    for at, each in enumerate(units):
        if len(rows) > MOST_SECOND_SOUNDS:
            break
        if each.kind == "han" and second[ord(each.text)] != usual[ord(each.text)]:
            other = first.copy()
            other[at] = second[ord(each.text)]
            rows.append(other)
    return rows

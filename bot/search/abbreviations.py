"""A place's one-character name alone, or before a measure or the like of the base (沪|GDP), read as the place.

Such a character stands in too many words to be looked up as a name; there it locks the answer as the whole name does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.search.known import Known
from bot.search.latin import Correction, Read
from bot.search.lexicon import NAMES, OF_BASE, PLACES, WordKind
from bot.search.units import Unit, texts

LINKS = ("的",)  # between the place and what is asked of it
_WORDS = OF_BASE | WordKind.ORDINARY | WordKind.ELSEWHERE | WordKind.SUBJECT


def spelt_out(found: Read, known: Known) -> Read:
    """The units with the whole name of a place in the place of its abbreviation at their beginning."""
    units = found.units
    name = known.abbreviations.get(units[0].text) if units else None
    if name is None or (len(units) > 1 and not _is_before_a_name(units, known)):
        return found
    longer = len(name) - 1
    moved = [replace(each, start=each.start + longer, end=each.end + longer) for each in found.alternatives]
    spelt = [*(Unit(character, "han") for character in name), *units[1:]]
    return Read(spelt, [*found.corrections, Correction(units[0].text, name)], moved)


def _is_before_a_name(units: Sequence[Unit], known: Known) -> bool:
    """Whether the first unit is no part of a word, and a name of the base that is no place's begins behind it."""
    windows = known.lexicon.exact(texts(units))
    behind = 2 if units[1].text in LINKS else 1
    is_part = any(w.start == 0 and w.end > 1 and w.kind & _WORDS for w in windows)  # 苏 in 苏州, 浙 in 浙商
    return not is_part and any(w.start == behind and w.kind & NAMES & ~PLACES for w in windows)

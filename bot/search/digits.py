"""Digits in a name of the base that has Chinese numerals, read as those: 3省1市, 3年行动计划."""

from __future__ import annotations

from bot.search.latin import Read
from bot.search.lexicon import NAMES, Lexicon
from bot.search.spans import positions
from bot.search.units import Unit, texts
from bot.text import chinese_numeral

SHORTEST = 3  # units of a name: a number before one character counts things (5年, 3个)
_NUMERALS = {str(number): chinese_numeral(number) for number in range(1, 11)}  # each a single character


def in_numerals(found: Read, lexicon: Lexicon) -> Read:
    """The units, with digits in the numerals in which names of the base have them."""
    at_digits = {at for at, unit in enumerate(found.units) if unit.text in _NUMERALS}
    if not at_digits:
        return found
    spelt = [Unit(_NUMERALS[unit.text], "han") if at in at_digits else unit for at, unit in enumerate(found.units)]
    names = (w for w in lexicon.exact(texts(spelt)) if w.kind & NAMES and w.end - w.start >= SHORTEST)
    named = positions(names) & at_digits
    return found._replace(units=[spelt[at] if at in named else unit for at, unit in enumerate(found.units)])

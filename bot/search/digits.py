"""Digits in a name of the base that has Chinese numerals, read as those: 3省1市, 3年行动计划."""

from __future__ import annotations

from bot.search.insists import ANNIVERSARY
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.latin import Read
from bot.search.lexicon import NAMES, Window
from bot.search.spans import positions
from bot.search.units import Unit, texts
from bot.text import chinese_numeral

SHORTEST = 3  # units of a name: a number before one character counts things (5年, 3个)
_NUMERALS = {str(number): chinese_numeral(number) for number in range(1, 11)}  # each a single character


def in_numerals(found: Read, known: Known) -> Read:
    """The units, with digits in the numerals in which names of the base have them.

    In a name of the subject they stay: how many members it has may be claimed with them (9个城市). And 5周年 asks of
    what was five years ago.
    """
    at_digits = {at for at, unit in enumerate(found.units) if unit.text in _NUMERALS}
    if not at_digits:
        return found
    spelt = [Unit(_NUMERALS[unit.text], "han") if at in at_digits else unit for at, unit in enumerate(found.units)]

    def is_name(window: Window) -> bool:
        is_long = window.kind & NAMES and window.end - window.start >= SHORTEST
        name = known.lexicon.word(window.word)
        is_of_subject = known.about.subject in known.targets(name, *MEMBER_OR_PLACE)
        return bool(is_long) and not is_of_subject and not ANNIVERSARY.fullmatch(name)

    named = positions(filter(is_name, known.lexicon.exact(texts(spelt)))) & at_digits
    return found._replace(units=[spelt[at] if at in named else unit for at, unit in enumerate(found.units)])

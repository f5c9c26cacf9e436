"""Numbers that English spells out, in digits: sixteen, four hundred, two hundred and five, ten billion, 36 thousand."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.text import number_text

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
_TEENS = ("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate((*_ONES, *_TEENS), 1)}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_HUNDRED, _THOUSAND = "hundred", "thousand"  # what is larger stays a word, as behind digits: 10 billion
_SCALES = {_HUNDRED: 100, _THOUSAND: 1_000}
_NUMBER = "|".join(sorted((*_VALUES, *_SCALES), key=len, reverse=True))
_NO_CLAIM = "(?<!the )(?<!these )(?<!those )"  # the nine cities are called so, and nobody claims that they are nine
_TIME = "(?! (?:years?|months?|weeks?|days?|hours?|times?)(?![a-z]))"  # over five years
_RUN = re.compile(
    rf"(?<![\w.,/-]){_NO_CLAIM}(?:(?:a|[0-9]+(?:[.][0-9]+)?) (?={_HUNDRED}|{_THOUSAND}))?(?:{_NUMBER})"
    rf"(?:(?:-| (?:and )?)(?:{_NUMBER}))*(?![\w/-]){_TIME}"
)
SMALL_NUMBER = f"[1-9][0-9]?|{'|'.join(sorted(_VALUES, key=len, reverse=True))}"  # as it is put before what is counted
_PART = re.compile(f"[0-9.]+|{_NUMBER}")
_SAYS_LITTLE = ("one", _HUNDRED, _THOUSAND)  # alone they count nothing: one of them, a thousand miles of it


def in_digits(words: str) -> str:
    """English words in their normal form with the numbers that are spelt out in digits."""
    return _RUN.sub(_written, words)


def small_number(written: str) -> int | None:
    """What a number is that matches `SMALL_NUMBER`; None for any other word."""
    return int(written) if written.isdecimal() else _VALUES.get(written)


def _written(found: re.Match[str]) -> str:
    """A number that is spelt out, in digits; what is no one number stays as it is (fifty fifty, twenty twenty-one)."""
    if found.group() in _SAYS_LITTLE:
        return found.group()
    total, section = Fraction(0), Fraction(0)
    for part in _PART.findall(found.group()):
        if part == _THOUSAND:
            if total:
                return found.group()
            total, section = max(section, Fraction(1)) * _SCALES[part], Fraction(0)
        elif part == _HUNDRED:
            section = max(section, Fraction(1)) * _SCALES[part]
        else:
            value = Fraction(_VALUES.get(part, part))
            if section and value >= _place_below(section):
                return found.group()
            section += value
    return number_text(total + section)


def _place_below(section: Fraction) -> int:
    """What may be added to a number must be less: two hundred and five, twenty-one; nothing to eleven."""
    if section % 100 == 0:
        return 100
    return 10 if section % 10 == 0 and section % 100 > 10 else 1

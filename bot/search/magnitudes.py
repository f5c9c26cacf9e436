"""How much a figure and a claim are, to be held against each other: in ones, or as shares of one."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import cache

from bot.facts import SHARE, Figure
from bot.search.claims import ROUNDED_FROM, Claim
from bot.search.counters import as_counted
from bot.search.numerals import times_doubled
from bot.text import in_ones, scale_and_unit
from bot.units import ENGLISH_SCALES, ENGLISH_UNITS

_OF_ONE = {"%": Fraction(1, 100), "成": Fraction(1, 10), SHARE: Fraction(1)}


def counter(figure: Figure) -> str:
    """The classifier by which a figure counts, as said: 台 of 台（套）."""
    return as_counted(scale_and_unit(in_english(figure.unit)[1])[1])


def as_measured(claim: Claim, figure: Figure) -> Claim:
    """A claim with its value in ones, or in shares of one where the figure is a share."""
    is_share = measured(figure)[1] == SHARE
    return replace(claim, value=claim.value * _OF_ONE.get(claim.unit, 1)) if is_share else claim


def times(one: Fraction | None, other: Fraction) -> Fraction:
    """How many times the smaller of two values the larger one is; 1 where either is none or nothing."""
    return max(one / other, other / one) if one and other else Fraction(1)


def is_power_of_ten(times: Fraction) -> bool:
    return str(times).rstrip("0") == "1"


def rounds_to(value: Fraction, claim: Claim) -> bool:
    """Whether what is claimed is a figure rounded to its own last digit (19% is 19.4%), to two digits or more.

    Of three or more what comes behind may as well be left off: 236亿 is 236.87亿. Tenths are round: 6成 is 62%.
    """
    if not claim.digits.isdecimal() or (len(claim.digits) < 2 and claim.unit != "成"):
        return False
    last_digit = claim.value / int(claim.digits)
    is_cut = len(claim.digits) >= ROUNDED_FROM and claim.value <= value < claim.value + last_digit
    return is_cut or abs(value - claim.value) <= last_digit / 2


def one_more(value: Fraction, written: str) -> Fraction:
    """What one more in the last digit that counts would be: of 400余 a hundred, of 3.6万余 a thousand."""
    counts = written.replace(".", "").strip("0")
    return value / int(counts) if counts.isdecimal() else value


@cache
def in_english(unit: str) -> tuple[int, str]:
    """How many of what a unit is that is written in English: USD billion is 1,000,000,000 of 美元; of another, 1 of it.

    Money and what is measured go by their Chinese names, as in what an English sentence claims.
    """
    if not unit.isascii():
        return 1, unit
    words = unit.split()
    scale = math.prod(ENGLISH_SCALES.get(word.casefold(), 1) for word in words)
    rest = " ".join(word for word in words if word.casefold() not in ENGLISH_SCALES)
    return scale, ENGLISH_UNITS.get(rest.casefold(), rest) or unit


def measured(figure: Figure) -> tuple[Fraction | None, str]:
    """A figure's value in ones, and its unit; 翻两番 is four times."""
    if times := times_doubled(str(figure.value)):
        return Fraction(times), "倍"
    scale, unit = in_english(figure.unit)
    value = in_ones(figure.value, unit)
    return in_shares(None if value is None else value * scale, counter(figure))


def in_shares(value: Fraction | None, unit: str) -> tuple[Fraction | None, str]:
    """A value and its unit; what is so many of a hundred, or of ten, as a share of one: 20% is 1/5."""
    if unit not in _OF_ONE:
        return value, unit
    return None if value is None else value * _OF_ONE[unit], SHARE

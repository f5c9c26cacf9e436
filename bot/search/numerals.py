"""Amounts as people say and type them, in the digits in which facts have them: 四万家 is 4万家, 3万6千 is 3.6万."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = {numeral: number for number, numeral in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_NUMERALS = "".join((*_ONES, *_TENS))
_ONE = f"[{''.join(_ONES)}]"
_COUNTED = "[多余来]?(?:[家个项条户件台套位名元人](?!月)|亿)"  # 前十个月 is no amount
_SPOKEN = re.compile(
    f"(?<![第前{_NUMERALS}零万])(?:"
    f"{_ONE}[{_NUMERALS}零万]*[百千万](?:零{_ONE}|{_ONE}?十{_ONE}?)?(?={_COUNTED}|$|[,，。吗呢吧对])"
    f"|[{''.join(_ONES)}十][{_NUMERALS}零]*亿"
    f"|[二三四五六七八九]?十[一二三四五六七八九]?万?(?={_COUNTED}))"
)
_MIXED = re.compile("(?<![0-9.])([0-9]{1,4})(?:(亿)([0-9])千万|(万)([0-9])千|千([0-9])百)(?![0-9])")


def in_figures(words: str) -> str:
    """Words in their normal form with amounts in digits; a scale of 万 or 亿 stays as it is."""
    return _SPOKEN.sub(lambda found: _figure(found.group()), _MIXED.sub(_joined, words))


def _joined(found: re.Match[str]) -> str:
    whole, *parts = found.groups()
    if parts[-1] is not None:
        return str(int(whole) * 1_000 + int(parts[-1]) * 100)
    scale, tenth = (parts[0], parts[1]) if parts[0] else (parts[2], parts[3])
    return f"{whole}.{tenth}{scale}"


def _figure(spoken: str) -> str:
    """An amount in numerals as digits, with its scale: 三千六百 is 3600, 一百亿 is 100亿."""
    scale = spoken[-1] if spoken[-1] in _SCALES else ""
    total, below, digit = Fraction(0), 0, 0
    for numeral in spoken.removesuffix(scale):
        if numeral in _TENS:
            below += (digit or 1) * _TENS[numeral]
            digit = 0
        elif numeral in _SCALES:
            total += (below + digit) * _SCALES[numeral]
            below = digit = 0
        else:
            digit = _ONES.get(numeral, 0)
    return f"{total + below + digit}{scale}"

"""Amounts as people say and type them, in the digits in which facts have them: 四万家 is 4万家, 3万6千 is 3.6万."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.text import DIGITS, SCALES, number_text

_ONES = {numeral: number for number, numeral in enumerate(DIGITS)} | {"两": 2}
_TENS = {scale: size for scale, size in SCALES.items() if size < SCALES["万"]}
_LARGE = {scale: size for scale, size in SCALES.items() if scale not in _TENS}
_SPOKEN, _SCALES = "".join((*_ONES, *_TENS)), "".join(_LARGE)
_BARE = ("百", "千", *_LARGE, "万亿", "百亿", "千亿", "百万", "千万")
# Around a scale alone, which is one of it: 破万亿, 过千家; not of a name (到千岛湖).
_REACHED = re.compile("[破超过逾近达到]了?$")
_OF_IT = re.compile("[多余]?(?:[家个所项条户件台套座位名元人次种份吨亩米]|美元|公[里顷]|企业|$|[,，。?？ 了吗呢吧对])")
POINTS = ".点"
LARGEST = 10**16  # what is more counts nothing that anybody measures
MOST_DECIMALS = 4  # of an amount in 万 or 亿
# A run of all that an amount is written with. 几十 and 数十 are none, 第三 and 前十个月 say which.
_RUN = re.compile(f"(?<![第前头几数0-9.{_SPOKEN}{_SCALES}])[0-9.{_SPOKEN}{_SCALES}点]*[{_SPOKEN}{_SCALES}]")
_TWO_SCALES = re.compile(f"[{_SCALES}][0-9.]+[{_SCALES}]")  # 2亿5000万
_HUNDREDS = f"百千{_SCALES}"
_FRACTION = re.compile(f"([{DIGITS[1:]}十]+)分之([{DIGITS[1:]}])(?![{_SPOKEN}点])")  # 七分之一 is 1/7, 十五分之一 1/15
_OF_HUNDRED = re.compile(f"百分之([0-9]+(?:[.][0-9]+)?|[{_SPOKEN}点]+)")  # 百分之六十三 is 63%
_DOUBLED = re.compile(f"翻了?([1-9]|[{''.join(_ONES)}])番")
# 六部委 are 6个
_MINISTRIES = re.compile(f"(?<![第前0-9{_SPOKEN}])(?:[1-9][0-9]?|[{_SPOKEN}]{{1,3}})(?=(?:国家)?部委)")
_LARGE_THING = re.compile("(?<=[0-9])个(?=[万亿](?![一-鿿]{0,3}级))")  # 100个亿 is 100亿
_PART = re.compile(f"[0-9]+(?:[.][0-9]+)?|[{DIGITS}]点[{DIGITS}]+|.")
_COUNTED = re.compile("[多余来]?(?:[家个所项条户件台套位名元人亿]|$|[,，。吗呢吧对是以左])")


def in_figures(words: str) -> str:
    """Words in their normal form with amounts that are said, or said in part, in digits and at most one scale."""

    def written(found: re.Match[str]) -> str:
        run = found.group()
        before, behind = found.string[: found.start()], found.string[found.end() :]
        if run in _BARE and _REACHED.search(before) and _OF_IT.match(behind):
            return f"1{run}" if len(run) == 1 or run == "万亿" else f"{_TENS[run[0]]}{run[1:]}"
        is_said = any(each in _SPOKEN for each in run) and (len(run) > 1 or run in _TENS)
        is_said |= _TWO_SCALES.search(run) is not None
        is_large = any(each in _HUNDREDS for each in run)
        amount = _amount(run) if is_said and (is_large or _COUNTED.match(found.string, found.end())) else None
        return run if amount is None else figure(amount)

    text = _RUN.sub(written, _OF_HUNDRED.sub(_percentage, _FRACTION.sub(_fraction, words)))
    return _MINISTRIES.sub(_ministries, _LARGE_THING.sub("", text))


def _ministries(found: re.Match[str]) -> str:
    number = found.group() if found.group().isdecimal() else _amount(found.group())
    return found.group() if number is None else f"{number}个"


def _fraction(found: re.Match[str]) -> str:
    parts = _amount(found[1])
    return found.group() if parts is None or parts < 2 else f"{_ONES[found[2]]}/{parts}"


def _percentage(found: re.Match[str]) -> str:
    amount = Fraction(found[1]) if found[1][0].isdigit() else _amount(found[1])
    return found.group() if amount is None else f"{number_text(amount)}%"


def times_doubled(words: str) -> int:
    """By how much doubling multiplies: 4 for 翻两番; 0 where nothing doubled."""
    found = _DOUBLED.search(words)
    return 0 if found is None else 2 ** (_ONES.get(found[1]) or int(found[1]))


def figure(amount: Fraction) -> str:
    """An amount with the largest scale in which it is short: 36000 is 3.6万."""
    for scale, size in ({"万亿": _LARGE["万"] * _LARGE["亿"]} | dict(reversed(_LARGE.items()))).items():
        if amount >= size and (amount / size * 10**MOST_DECIMALS).denominator == 1:
            return f"{number_text(amount / size)}{scale}"
    return number_text(amount)


def _amount(run: str) -> Fraction | None:
    """What a run says; None where it says no one amount (三四万, 三百六)."""
    total, section, number, last, skips = Fraction(0), Fraction(0), None, 0, False
    for part in _PART.findall(run):
        if part in _LARGE:
            section += number or 0
            if not section and not total:
                return None
            larger = part == "亿"
            total = (total + section) * _LARGE[part] if larger else total + section * _LARGE[part]
            section, number, last = Fraction(0), None, 0
        elif part in _TENS:
            if (number is None and part != "十") or 0 < last <= _TENS[part]:
                return None
            section += (1 if number is None else number) * _TENS[part]
            number, last = None, _TENS[part]
        elif part == DIGITS[0]:
            last, skips = 0, True
        elif number is not None or part in POINTS:
            return None
        else:
            number = _number(part)
    if number is not None and not skips and (last > 10 or (total and not last)):
        return None  # 三百六 is 360
    amount = total + section + (number or 0)
    return amount if 0 < amount <= LARGEST else None


def _number(part: str) -> Fraction:
    if part in _ONES:
        return Fraction(_ONES[part])
    return Fraction("".join(str(_ONES[each]) if each in _ONES else each for each in part).replace("点", "."))

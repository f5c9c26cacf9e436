"""Finds the times that stand in words, and writes them one way: 五月三十号 is 5月30号, Nov 8, 2021 is 2021年11月8日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.dates import PartialDate
from bot.text import DIGITS, NUMERALS, chinese_numeral

IN_DIGITS = {chinese_numeral(number): str(number) for number in range(99, 0, -1)}
ANY_NUMERAL = "|".join(sorted(IN_DIGITS, key=len, reverse=True))
# Of a day its month stands before it: 第三号 is none. 一到九月 is 1到9月.
_NUMERAL = re.compile(
    f"(?<![第{NUMERALS}])(?:{ANY_NUMERAL})(?=月?[到至](?:{ANY_NUMERAL}|\\d{{1,2}})月|月)|(?<=月)(?:{ANY_NUMERAL})(?=[日号])"
)
# 2021.11.8, 2021/11/08, 2021-11; 2019.5万 is an amount.
_POINTED = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)([-./])(1[0-2]|0?[1-9])(?:\2(3[01]|[12]\d|0?[1-9])[日号]?|月)?(?![\d./%百千万亿-])"
)
_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR_IN_NUMERALS = re.compile("(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年)")
DAY_OF_MONTH = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH_IN_ENGLISH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)(?![a-z])[.]?"
)
_IN_ENGLISH = re.compile(
    rf"(?<![a-z0-9])(?:(?P<first>(?:19|20)\d\d) )?(?:(?P<before>{DAY_OF_MONTH})(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?:(?P<from>{_MONTH_IN_ENGLISH})(?: ?[-–—] ?| to | through ))?(?P<month>{_MONTH_IN_ENGLISH})"
    rf"(?: ?(?P<behind>{DAY_OF_MONTH})(?:st|nd|rd|th)?(?![\d.%]))?(?:(?:, ?| )(?P<year>(?:19|20)\d\d)(?!\d))?"
)
# The end of 2021, early in 2021, mid-2021: what was then is told of the year, or of a month of it.
_PART_OF_A_YEAR = re.compile(
    r"(?<![a-z])(?:(?:by|at|as of|in|since|from) )?"
    r"(?:(?:the )?(?:very )?(?:end|start|beginning|middle) of(?: the year)?|(?:early|late|mid)(?: in)?)[ -]"
    r"(?=(?:19|20)\d\d(?!\d))"
)
# 24年5月, 23年底, 22年和24年: a year of this century that is near to today. 15年, 20年来 alone are spans of years.
_SHORT_YEAR = re.compile(
    r"(?<![\d第近这那满过去未来])([0-4]\d)年(?=\d{1,2}月|[底初末]|[上下]半年|全年|[一二三四]季|[和与跟至到、])"
    r"|(?<=[和与跟至到、])([0-4]\d)年(?![多前后来间内期了])"
)
# A year, a month of it, or a day, wherever it stands in a question: 2021年, 2021年11月, 2021-11, 2021年11月8日.
TIME = (
    r"(?<!\d)(?:19|20)\d\d(?:年(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\d|0?[1-9])[日号])?"
    r"|[-./](?:1[0-2]|0?[1-9])(?![\d-])|年)?(?!\d)"
)
_TIME = re.compile(TIME)
YEARS_BACK, YEARS_AHEAD = 12, 5
# There is no 明年 in 表明年均, none to come in 达产后年产值, and none gone by in 目前年产值 and 三年前年产值.
_RELATIVE_YEAR = re.compile(
    r"(大前年|(?<![目以之此先])(?<![^去今]年)前年|去年|今年|(?<![说文证表发声鲜昆透阐探光照指查注标])明年|(?<!\w)后年)(?!同期)"
)
_RELATIVE_MONTH = re.compile(r"(?<!\w)本月|[这上下]个月")
_MONTHS_ON = {"本": 0, "这": 0, "上": -1, "下": 1}
_YEARS_ON = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}


def in_years(words: str, today: date) -> str:
    """The words with the year or month that 去年, 24年 or 上个月 means today: what is not of it is not taken for it."""

    def month(found: re.Match[str]) -> str:
        years, before = divmod(today.month - 1 + _MONTHS_ON[found[0][0]], 12)
        return f"{today.year + years}年{before + 1}月"

    words = _RELATIVE_MONTH.sub(month, words)
    words = _RELATIVE_YEAR.sub(lambda found: f"{today.year + _YEARS_ON[found[1]]}年", words)

    def whole(found: re.Match[str]) -> str:
        year = whole_year(found[1] or found[2])
        return f"{year}年" if today.year - YEARS_BACK <= year <= today.year + YEARS_AHEAD else found[0]

    return _SHORT_YEAR.sub(whole, words)


def in_digits(words: str) -> str:
    """The words with months, and days of them, in digits: 五月三十号 is 5月30号, Nov 8, 2021 is 2021年11月8日."""
    words = _YEAR_IN_NUMERALS.sub(lambda found: "".join(map(_digit, found.group())), words)
    words = _POINTED.sub(lambda found: _written(found[1], int(found[3]), found[4]), words)
    words = _IN_ENGLISH.sub(_in_chinese, _PART_OF_A_YEAR.sub("in ", words))
    return _NUMERAL.sub(lambda found: IN_DIGITS[found.group()], words)


def _digit(numeral: str) -> str:
    return str(DIGITS.find(numeral) if numeral in DIGITS else 0)


def _written(year: str | None, month: int | str, day: str | None) -> str:
    return f"{f'{year}年' if year else ''}{month}月{f'{int(day)}日' if day else ''}"


def _in_chinese(found: re.Match[str]) -> str:
    """An English day, or month of a year, in digits; a month alone stays as it is, and may without a year."""
    day, year = found["before"] or found["behind"], found["first"] or found["year"]
    if not year and (not day or found["month"] == "may"):
        return found.group()
    if found["from"] and _month(found["from"]) > _month(found["month"]):  # over New Year
        return found.group()
    month = _month(found["month"])
    return _written(year, f"{_month(found['from'])}-{month}" if found["from"] else month, day)


def _month(name: str) -> int:
    return _ENGLISH_MONTHS.index(name[:3]) + 1


def times_named(words: str) -> list[PartialDate]:
    """The years, months of years, and days of these that words in their normal form name, in their order.

    A day that no calendar has is its month.
    """
    return [_time(re.findall(r"\d+", found)) for found in _TIME.findall(words)]


def _time(parts: Sequence[str]) -> PartialDate:
    try:
        return PartialDate("-".join(part.zfill(2) for part in parts))
    except ValueError:
        return PartialDate("-".join(part.zfill(2) for part in parts[:2]))


def without_times(words: str) -> str:
    """The words without these."""
    return _TIME.sub(" ", words)


def whole_year(year: str) -> int:
    """A year of two digits is one of this century."""
    return int(year) if len(year) == 4 else 2000 + int(year)

"""Reads a day, a month or a year as people type them: 11-08, 十一月八日, 2021.11.8, 2021年11月, 21年, today."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from bot.dates import PartialDate
from bot.text import DIGITS, NUMERALS, chinese_numeral, normal
from bot.weekdays import WEEK

_WHOLE = re.compile(r"(\d{4}|\d{2}(?=年))(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|号)?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})(?:月|[-./])(\d{1,2})(?:日|号)?")
_THIS_DAY_OF = re.compile(r"(\d{4})年的?今[天日]")  # 去年今天
_MONTH = re.compile(r"(?:(\d{4}|\d{2}(?=年))(?:年|[-./]))?(\d{1,2})月(?:份)?|(\d{4})-(\d{2})")
_PART = re.compile(r"(\d{4})年?的?(?:([上下])半年|第?([1-4一二三四])季度?|q([1-4]))")
_PARTS = {"上": (1, 6), "下": (7, 12)}  # of a year, by their first and last months
_PARTS |= {each: (3 * at + 1, 3 * at + 3) for at, both in enumerate(("1一", "2二", "3三", "4四")) for each in both}
_YEAR = re.compile(r"(?:((?:19|20)\d\d)年?|(\d\d)年)")
_A_YEAR = re.compile(rf"(?<!\d){_YEAR.pattern}(?!\d)")
_SPAN_OF_YEARS = re.compile(r"(?:从|自|由|from)?((?:19|20)\d\d)年?(?:[-–—~至到]+|to)((?:19|20)\d\d)年?(?:的|之间)?")
_FAR = re.compile(r"^(?:[3-9]\d{3}|0\d{3})(?!\d)|^[03-9]\d{7}$")  # a year that no source and no reader means
_RELATIVE = {
    "今天": 0,
    "今日": 0,
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "前天": -2,
    "大前天": -3,
    "接下来": 0,  # which stands below what today holds
}
# Days that are called by a name and are the same date every year; 春节 is another one each year.
_FESTIVALS = {
    **dict.fromkeys(("元旦", "元旦节", "新年第一天"), "1月1日"),
    **dict.fromkeys(("妇女节", "三八妇女节", "三八节"), "3月8日"),
    "植树节": "3月12日",
    **dict.fromkeys(("五一", "劳动节", "五一节", "五一劳动节"), "5月1日"),
    **dict.fromkeys(("五四", "青年节", "五四青年节"), "5月4日"),
    **dict.fromkeys(("六一", "儿童节", "六一儿童节"), "6月1日"),
    **dict.fromkeys(("七一", "建党节", "建党日"), "7月1日"),
    **dict.fromkeys(("八一", "建军节", "八一建军节"), "8月1日"),
    "教师节": "9月10日",
    **dict.fromkeys(("国庆", "国庆节", "国庆日"), "10月1日"),
    **dict.fromkeys(("圣诞", "圣诞节", "christmas"), "12月25日"),
}
_FESTIVAL = re.compile(rf"(?P<year>\d{{4}}年)?的?(?P<name>{'|'.join(_FESTIVALS)})(?:当[天日]|那[天日])?")
_WEEKDAY = re.compile("([上本这下]个?)?(?:周|星期|礼拜)([一二三四五六日天])")  # alone, it is the coming one
_WEEK = re.compile("([上本这下])一?个?(?:周|星期|礼拜)|(last|this|next)week")
_WEEKS_ON = {"上": -1, "本": 0, "这": 0, "下": 1}
_NUMERALS = {chinese_numeral(number): str(number) for number in range(99, 0, -1)}
_ANY_DAY = date(2000, 1, 31)  # where it does not matter which is today
_N = "|".join(sorted(_NUMERALS, key=len, reverse=True))
ANNIVERSARY = re.compile(rf"(?:(\d{{4}})年)?(?:满|逢)?(\d{{1,3}}|{_N})周年")
_AMBIGUOUS = re.compile(rf"\d{{1,2}}[./]\d{{1,2}}|{ANNIVERSARY.pattern}")
# Of a day its month stands before it: 第三号 is none. 一到九月 is 1到9月.
_NUMERAL = re.compile(f"(?<![第{NUMERALS}])(?:{_N})(?=月?[到至](?:{_N}|\\d{{1,2}})月|月)|(?<=月)(?:{_N})(?=[日号])")
# 2021.11.8, 2021/11/08, 2021-11; 2019.5万 is an amount.
_POINTED = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)([-./])(1[0-2]|0?[1-9])(?:\2(3[01]|[12]\d|0?[1-9])[日号]?|月)?(?![\d./%百千万亿-])"
)
_ENGLISH_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_YEAR_IN_NUMERALS = re.compile("(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?=年)")
_DAY_OF_MONTH = r"(?:3[01]|[12]\d|0?[1-9])"
_DAY_OF_MAY = re.compile(rf"may ({_DAY_OF_MONTH})(?:st|nd|rd|th)?|({_DAY_OF_MONTH})(?:st|nd|rd|th)?(?: of)? may")
_MONTH_IN_ENGLISH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?)(?![a-z])[.]?"
)
_IN_ENGLISH = re.compile(
    rf"(?<![a-z0-9])(?:(?P<first>(?:19|20)\d\d) )?(?:(?P<before>{_DAY_OF_MONTH})(?:st|nd|rd|th)? (?:of )?)?"
    rf"(?:(?P<from>{_MONTH_IN_ENGLISH})(?: ?[-–—] ?| to | through ))?(?P<month>{_MONTH_IN_ENGLISH})"
    rf"(?: ?(?P<behind>{_DAY_OF_MONTH})(?:st|nd|rd|th)?(?![\d.%]))?(?:(?:, ?| )(?P<year>(?:19|20)\d\d)(?!\d))?"
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


class Asked(NamedTuple):
    """A day (of the year that was named, or of this one); or a month, a year, or a month of a year.

    `until`: the last of several months, of which `month` is the first.
    """

    day: date | None = None
    month: int | None = None
    year: int | None = None
    until: int | None = None

    @property
    def months(self) -> range:
        """The month, or those from it on; none where a day or a year is asked for."""
        return range(self.month, (self.until or self.month) + 1) if self.month else range(0)


def in_years(words: str, today: date) -> str:
    """The words with the year or month that 去年, 24年 or 上个月 means today: what is not of it is not taken for it."""

    def month(found: re.Match[str]) -> str:
        years, before = divmod(today.month - 1 + _MONTHS_ON[found[0][0]], 12)
        return f"{today.year + years}年{before + 1}月"

    words = _RELATIVE_MONTH.sub(month, words)
    words = _RELATIVE_YEAR.sub(lambda found: f"{today.year + _YEARS_ON[found[1]]}年", words)

    def whole(found: re.Match[str]) -> str:
        year = _full(found[1] or found[2])
        return f"{year}年" if today.year - YEARS_BACK <= year <= today.year + YEARS_AHEAD else found[0]

    return _SHORT_YEAR.sub(whole, words)


def in_digits(words: str) -> str:
    """The words with months, and days of them, in digits: 五月三十号 is 5月30号, Nov 8, 2021 is 2021年11月8日."""
    words = _YEAR_IN_NUMERALS.sub(lambda found: "".join(map(_digit, found.group())), words)
    words = _POINTED.sub(lambda found: _written(found[1], int(found[3]), found[4]), words)
    words = _IN_ENGLISH.sub(_in_chinese, _PART_OF_A_YEAR.sub("in ", words))
    return _NUMERAL.sub(lambda found: _NUMERALS[found.group()], words)


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


def _of_may(text: str) -> str:
    """A day of May that stands alone, in digits: within other words “may 4” may be something else."""
    found = _DAY_OF_MAY.fullmatch(text)
    return f"5月{found[1] or found[2]}日" if found else text


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


def read_day(words: str, today: date, *, bare_month: bool = False, coming: bool = False) -> Asked | None:
    """The day, month or year that the words are, and nothing else; None when they are none of the calendar.

    `bare_month`: whether 11 alone is November. `coming`: whether a day without a year is the next one, not this year's.
    """
    text = in_digits("".join(_of_may(in_digits(normal(words))).split()))
    if (festival := _FESTIVAL.fullmatch(text)) is not None:
        text = f"{festival['year'] or ''}{_FESTIVALS[festival['name']]}"
    if (offset := _RELATIVE.get(text)) is not None:
        return Asked(today + timedelta(days=offset))
    if (found := _WEEKDAY.fullmatch(text)) is not None:
        days = "一二三四五六日".index(found[2].replace("天", "日")) - today.weekday()
        days = days % WEEK if found[1] is None else days + WEEK * _WEEKS_ON[found[1][0]]
        return Asked(today + timedelta(days=days))
    try:
        if _FAR.search(text):
            return None
        if (found := _WHOLE.fullmatch(text) or _EIGHT.fullmatch(text)) is not None:
            return Asked(date(_full(found[1]), int(found[2]), int(found[3])))
        if (found := _THIS_DAY_OF.fullmatch(text)) is not None:
            return Asked(date(int(found[1]), today.month, today.day))
        if (found := _DAY.fullmatch(text)) is not None:
            of_a_year = coming_day if coming else this_years_day
            return Asked(of_a_year(int(found[1]), int(found[2]), today))
    except ValueError:
        return None
    if (found := _PART.fullmatch(text)) is not None:
        first, last = _PARTS[next(filter(None, found.groups()[1:]))]
        return Asked(month=first, year=int(found[1]), until=last)
    if (found := ANNIVERSARY.fullmatch(text)) is not None:
        began = int(found[1] or today.year) - int(_NUMERALS.get(found[2], found[2]))
        return Asked(year=began) if _YEAR.fullmatch(str(began)) else None
    if (found := _YEAR.fullmatch(text)) is not None:
        return Asked(year=_full(found[1] or found[2]))
    if (found := _MONTH.fullmatch(text)) is not None:
        year, month = found[1] or found[3], int(found[2] or found[4])
        return Asked(month=month, year=_full(year) if year else None) if 1 <= month <= 12 else None
    if bare_month and text.isdecimal() and 1 <= int(text) <= 12:
        return Asked(month=int(text))
    return None


def names_time(words: str) -> bool:
    """Whether words are a day, a month or a year, and nothing else."""
    return read_day(words, _ANY_DAY) is not None


def names_week(words: str) -> bool:
    """Whether words are a week, and nothing else."""
    return read_week(words, _ANY_DAY) is not None


def read_week(words: str, today: date) -> date | None:
    """The Monday of the week that words are, and nothing else (本周, 下周, this week); else None."""
    found = _WEEK.fullmatch("".join(normal(words).split()))
    if found is None:
        return None
    weeks = _WEEKS_ON[found[1]] if found[1] else ("last", "this", "next").index(found[2]) - 1
    return today + timedelta(weeks=weeks, days=-today.weekday())


def year_apart(words: str) -> tuple[int | None, str]:
    """The first year that stands in words (2021, 2021年, 21年), and the words in their normal form without it."""
    found = _A_YEAR.search(text := normal(words))
    return (None, text.strip()) if found is None else (_full(found[1] or found[2]), _A_YEAR.sub(" ", text, 1).strip())


def years_between(words: str) -> range:
    """The years from one to another, if words are these and nothing else (2020-2022, 2020年到2022年); else none."""
    found = _SPAN_OF_YEARS.fullmatch("".join(normal(words).split()))
    return range(int(found[1]), int(found[2]) + 1) if found else range(0)


def may_be_a_number(words: str) -> bool:
    """Whether words that read as a day may as well be a share or a number (1/7, 2.5), or have a name of their own."""
    return _AMBIGUOUS.fullmatch("".join(normal(words).split())) is not None


def _full(year: str) -> int:
    """A year of two digits is one of this century."""
    return int(year) if len(year) == 4 else 2000 + int(year)


def coming_day(month: int, day: int, today: date) -> date:
    """The next such day, today at the earliest; in common years 28 February for the 29th, which is kept on it.

    Raises ValueError for a day that no calendar has.
    """
    this_year, next_year = (_kept_on(year, month, day) for year in (today.year, today.year + 1))
    return this_year if this_year >= today else next_year


def _kept_on(year: int, month: int, day: int) -> date:
    is_missing = (month, day) == (2, 29) and not calendar.isleap(year)
    return date(year, 2, 28) if is_missing else date(year, month, day)


def this_years_day(month: int, day: int, today: date) -> date:
    """That day of this year; 29 February of a common year is that of the last leap year.

    Raises ValueError for a day that no calendar has.
    """
    year = next(filter(calendar.isleap, count(today.year, -1))) if (month, day) == (2, 29) else today.year
    return date(year, month, day)

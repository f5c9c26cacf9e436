"""Reads a day, a month or a year as people type them: 11-08, 十一月八日, 2021.11.8, 2021年11月, 21年, today."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from bot.text import normal
from bot.time_words import ANY_NUMERAL, DAY_OF_MONTH, IN_DIGITS, in_digits, whole_year
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
_ANY_DAY = date(2000, 1, 31)  # where it does not matter which is today
ANNIVERSARY = re.compile(rf"(?:(\d{{4}})年)?(?:满|逢)?(\d{{1,3}}|{ANY_NUMERAL})周年")
_AMBIGUOUS = re.compile(rf"\d{{1,2}}[./]\d{{1,2}}|{ANNIVERSARY.pattern}")
_DAY_OF_MAY = re.compile(rf"may ({DAY_OF_MONTH})(?:st|nd|rd|th)?|({DAY_OF_MONTH})(?:st|nd|rd|th)?(?: of)? may")

_MONTHS = [name.casefold() for name in calendar.month_name]
_MONTHS[5] = ""  # may is a word of its own


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


def _alone(text: str) -> str:
    """An English month, or a day of May, that stands alone, in digits: within other words it may be another thing."""
    if (found := _DAY_OF_MAY.fullmatch(text)) is not None:
        return f"5月{found[1] or found[2]}日"
    return f"{_MONTHS.index(month)}月" if (month := text.strip()) and month in _MONTHS else text


def read_day(words: str, today: date, *, bare_month: bool = False, coming: bool = False) -> Asked | None:
    """The day, month or year that the words are, and nothing else; None when they are none of the calendar.

    `bare_month`: whether 11 alone is November. `coming`: whether a day without a year is the next one, not this year's.
    """
    text = in_digits("".join(_alone(in_digits(normal(words))).split()))
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
            return Asked(date(whole_year(found[1]), int(found[2]), int(found[3])))
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
        began = int(found[1] or today.year) - int(IN_DIGITS.get(found[2], found[2]))
        return Asked(year=began) if _YEAR.fullmatch(str(began)) else None
    if (found := _YEAR.fullmatch(text)) is not None:
        return Asked(year=whole_year(found[1] or found[2]))
    if (found := _MONTH.fullmatch(text)) is not None:
        year, month = found[1] or found[3], int(found[2] or found[4])
        return Asked(month=month, year=whole_year(year) if year else None) if 1 <= month <= 12 else None
    if bare_month and text.isdecimal() and 1 <= int(text) <= 12:
        return Asked(month=int(text))
    return None


def names_time(words: str) -> bool:
    """Whether words are a day, a month or a year, and nothing else."""
    return read_day(words, _ANY_DAY) is not None


def names_day(words: str) -> bool:
    """Whether words are a day, and nothing else."""
    return (named := read_day(words, _ANY_DAY)) is not None and named.day is not None


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
    return (
        (None, text.strip()) if found is None else (whole_year(found[1] or found[2]), _A_YEAR.sub(" ", text, 1).strip())
    )


def years_between(words: str) -> range:
    """The years from one to another, if words are these and nothing else (2020-2022, 2020年到2022年); else none."""
    found = _SPAN_OF_YEARS.fullmatch("".join(normal(words).split()))
    return range(int(found[1]), int(found[2]) + 1) if found else range(0)


def may_be_a_number(words: str) -> bool:
    """Whether words that read as a day may as well be a share or a number (1/7, 2.5), or have a name of their own."""
    return _AMBIGUOUS.fullmatch("".join(normal(words).split())) is not None


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

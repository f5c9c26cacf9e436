"""The time that a sentence of an article speaks of, seen from the day of publication: 今年前三季度, 上月8日, 昨日."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta

from bot.dates import PartialDate
from bot.text import chinese_numeral

_DAYS = {"今日": 0, "今天": 0, "昨日": -1, "昨天": -1}
_THIS_MONTH = ("日前", "近日", "目前", "截至目前", "本月")
_LAST_MONTH = "上月"
_YEARS = {"今年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
# There is no 今天 in 如今天气, and no 上年 in 以上年份; 大前年 is another year.
_WORDS = "|".join((*_DAYS, *_THIS_MONTH, _LAST_MONTH, *_YEARS))
_RELATIVE = rf"(?<!如(?=今))(?<!大(?=前年))(?<!以(?=上年))(?:{_WORDS})"
_NUMERALS = {text: n for n in range(1, 13) for text in (str(n), chinese_numeral(n))} | {"两": 2}
_N = "|".join(sorted(_NUMERALS, key=len, reverse=True))
# Months from the first of a year on; what is done 提前3个月, and what was 此前, 之前 or 以前, is none.
_FIRST = rf"(?<![提此之以当目])前(?P<first>{_N})个?(?P<of>月(?!\d)|季度)"
_QUARTER = r"(?<![上下前每续近个提两])第?(?P<quarter>[1-4一二三四])季度"  # of the year, and not 上一季度
_STRETCH = rf"{_FIRST}|{_QUARTER}|(?P<half>[上下])半年|(?P<end>(?<![当每历往同])年[底末]|(?<=[\d今去前明上]年)[底末])"
_MONTH = r"(?P<month>\d{1,2})(?:月?(?:[—–―~-]+|至|到)(?P<until>\d{1,2}))?月"
_DATE = re.compile(
    rf"(?P<relative>{_RELATIVE})?(?:(?P<year>\d{{4}})年度?)?"
    rf"(?:{_STRETCH}|(?:{_MONTH})?(?:(?P<day>\d{{1,2}})日)?)"
)


# 芜湖12月2日电: when a report was sent, and not what it tells of. No word begins with its 电 or 讯, as in
# 12月2日电池产业大会: a mark, a bracket, the end, a number, who reports, or a time follows; else white space.
_DATELINE = re.compile(r"[^,，。]{0,12}日[电讯]|本[报刊][^\d,，。]{1,6}[电讯]")
_AFTER_IT = re.compile(rf"[\W\d]|$|记者|通讯员|{_RELATIVE}")


def dates(sentence: str) -> Iterator[re.Match[str]]:
    """Where a sentence may tell a time: numbers that stand there are no figures."""
    return (found for found in _DATE.finditer(sentence) if found.group())


def moment(sentence: str, published: date, spaces: Container[int] = ()) -> PartialDate | None:
    """The first time that a sentence tells, as precise as it is told, that of a dateline last; None for no time.

    `spaces` are the places in the sentence before which the article has white space.
    """
    sent = end_of_the_dateline(sentence, spaces)
    told = sorted(dates(sentence), key=lambda found: found.start() < sent)
    times = (resolved(found, published) for found in told)
    return next((time for time in times if time is not None), None)


def end_of_the_dateline(sentence: str, spaces: Container[int]) -> int:
    """Where what is told begins: 0 without a dateline."""
    if (found := _DATELINE.match(sentence)) is None:
        return 0
    end = found.end()
    return end if end in spaces or _AFTER_IT.match(sentence, end) else 0


def tells_a_year(found: re.Match[str]) -> bool:
    """Whether it has a year of its own, in digits or in a word: 2024年, 去年, and not 9月底 or 日前."""
    return found["year"] is not None or found["relative"] in _YEARS


def resolved(found: re.Match[str], published: date) -> PartialDate | None:
    """The time that one of `dates` tells; None for a day without its month, and for a month 13, a day 32."""
    try:
        return PartialDate(text) if (text := _text(found, published)) is not None else None
    except ValueError:
        return None


def _text(found: re.Match[str], published: date) -> str | None:
    """A time in the notation of partial dates; None for a day without its month."""
    relative = found["relative"] or ""
    if relative in _DAYS:
        return (published + timedelta(days=_DAYS[relative])).isoformat()
    year = int(found["year"] or published.year + _YEARS.get(relative, 0))
    if (months := _months(found)) is not None:
        first, last = months
        return f"{year:04d}-{first:02d}/{year:04d}-{last:02d}"
    if found["month"] or found["end"]:
        month = f"{year:04d}-{int(found['month'] or 12):02d}"
    elif relative in _THIS_MONTH:
        month = published.isoformat()[:7]
    elif relative == _LAST_MONTH:
        month = (published.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    else:
        return None if found["day"] else f"{year:04d}"
    return f"{month}-{int(found['day']):02d}" if found["day"] else month


def _months(found: re.Match[str]) -> tuple[int, int] | None:
    """The first and the last month of a stretch of a year."""
    if found["first"]:
        return 1, _NUMERALS[found["first"]] * (3 if found["of"] == "季度" else 1)
    if found["quarter"]:
        last = _NUMERALS[found["quarter"]] * 3
        return last - 2, last
    if found["half"]:
        return (1, 6) if found["half"] == "上" else (7, 12)
    return (int(found["month"]), int(found["until"])) if found["until"] else None

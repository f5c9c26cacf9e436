"""Reads times of day as people type them, and when and where a digest is wanted: 8点半 伦敦, 每周一 9:00, 8pm UTC+8."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import time, timedelta
from typing import NamedTuple

from bot.subscription import USUAL, Subscription
from bot.text import around, chinese_numeral, normal
from bot.weekday_words import read_weekdays
from bot.weekdays import EVERY_DAY, MONDAY
from bot.zones import Zone

NOON = 12  # o'clock
EARLY = 5  # o'clock; before it an evening is not over
_EVENING = ("晚上", "夜里", "夜晚", "深夜", "晚")  # it ends after midnight: 周五晚上12点 is Saturday's first moment
# A word for a part of the day, the hours that mean twelve more after it, and whether its twelfth is midnight.
_HALVES = {
    **dict.fromkeys(("早上", "早晨", "清晨", "上午", "早"), (range(0), False)),
    **dict.fromkeys(("中午", "正午"), (range(1, 3), False)),
    **dict.fromkeys(("下午", "午后", "傍晚", "pm"), (range(1, 12), False)),
    **dict.fromkeys(_EVENING, (range(EARLY, 12), True)),
    **dict.fromkeys(("凌晨", "半夜", "午夜", "am"), (range(0), True)),
}
PART_OF_DAY = "|".join(half if len(half) > 1 and not half.isascii() else rf"\b{half}\b" for half in _HALVES)
_PART = re.compile(PART_OF_DAY)
_MORNING = ("早上", "早晨", "清晨", "上午", "早")  # without an hour: the one that is kept, if it is one then
# What is done at that time goes without saying; 布拉迪斯拉发 is a city.
_SENDING = re.compile(r"(?:给我)?(?:推送|发送|提醒|播报|\b发\b)(?:给我)?|给我发|发给我|\b(?:at|on)\b")
_NUMERALS = {chinese_numeral(number): str(number) for number in range(100)} | {"两": "2", "〇": "0"}
_NUMERAL = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_SPOKEN = re.compile(f"(?<![周期拜])(?:{_NUMERAL})(?=[点时分])|(?<=[点时])(?:{_NUMERAL})(?!刻)")
_AT = re.compile(r"\b(at \d{1,2})(?=$|\s+(?:every|each|on)\b)")  # at 8 every Monday
_QUARTERS = {"半": 30, "一刻": 15, "1刻": 15, "两刻": 30, "2刻": 30, "三刻": 45, "3刻": 45}
CLOCK = (  # a time of day; its `four` digits alone may as well be a year
    rf"(?P<before>{'|'.join(half for half in _HALVES if not half.isascii())})?\s*(?<![\d+:−–-])(?:"
    r"(?P<hour>\d{1,2})\s*(?:[:.]\s*(?P<minute>\d{2})(?!:?\d)"
    rf"|(?:点钟?|时(?![区间]))(?:整|\s*(?P<quarter>{'|'.join(_QUARTERS)})"
    r"|\s*(?P<spoken>\d{1,2})(?!\s*[点时:])\s*分?)?|(?=\s*[ap]m(?![a-z])))"
    r"|(?P<four>\d{4})(?!\d))(?:\s*(?P<after>am|pm)(?![a-z]))?"
)
_CLOCK = re.compile(CLOCK)
_BARE = re.compile(r"\s*(?P<hour>\d{1,2})(?=\s|$)")  # 9: nine o'clock, when it is the first that is said
# Behind a time, and no zone's minus: 8:30-9:00, 8 - 9; before a zone there is a space, and none behind it: 9:00 -05:00.
_RANGE = re.compile(r"[-−–—]\s*\d|\s+[-−–—]\s+\d")
WEEKLY = "[每一]个?(?:周|星期|礼拜)(?=[发推收送]?一次)|每个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])"
_WEEKLY = re.compile(f"(?:{WEEKLY})(?:[发推收送]?一次)?|weekly|once a week")
_DAILY = re.compile("(?:every|each) morning|每天|每日|天天|daily|every ?day")
_END = re.compile(
    "(?:请|帮?我|给我|都|把?它|算了)*(?:关|停|退|取消|撤销|退订|关闭|停止|停用|不[要订收]|别发)(?:订阅)?[掉了吧啊它]*"
    "|off|stop|cancel|none|no|end|unsubscribe"
)
_NUMBER = re.compile(r"\d")  # beside a time: another one, and it is not certain which is meant
_AROUND = " ,.;，。、；的"  # what may stand between the words


MOST_SPANS = 3  # days, hours and minutes
# 5分钟后, 再过一个半小时, 1小时30分钟后, in 2 hours
_AHEAD = re.compile("(?P<before>再?过|in )?(?P<spans>.+?)(?P<behind>[以之]?后| later)?")
_SPAN = re.compile(
    rf"(?P<number>{_NUMERAL}|\d{{1,4}}|an?(?= ))? ?个?(?P<half>半)?个?"
    r"(?P<unit>分钟?|min(?:ute)?s?|小时|钟头|hours?|天|days?)(?:[零又,\s]|and)*"
)
_UNITS = {"分": "minutes", "m": "minutes", "小": "hours", "钟": "hours", "h": "hours", "天": "days", "d": "days"}


class Wishes(NamedTuple):
    """What words ask for: the subscription with the time, days of the week and zone that they name.

    `part` is a part of the day of which they name no hour, "" for none. `unknown` are the words that are none of all
    this; where there are some, nothing is to be done, and neither where all days are taken away, so that it would come
    on none. `has_time`: whether a time was read beside these.
    """

    wanted: Subscription
    part: str = ""
    unknown: str = ""
    has_time: bool = False


def read_wishes(words: str, present: Subscription, zone_of: Callable[[str], Zone | None]) -> Wishes:
    """What the words ask for in the place of what is present. `zone_of` reads a zone's name, or gives None."""
    text, kept, later = with_hours_in_digits(words), present.at, 0
    if (clock := _CLOCK.search(text) or _BARE.match(text)) is not None:
        if (at := _time(clock.groupdict())) is None:
            return Wishes(present, unknown=clock.group())
        if _RANGE.match(text, clock.end()):
            return Wishes(present, unknown=text)
        later = _days_later(clock.groupdict().get("before"), at)
        present, text = replace(present, at=at), around(clock)
    if (weekly := _WEEKLY.search(text)) is not None:
        days = present.weekdays if len(present.weekdays) == 1 else frozenset({MONDAY})
        present, text = replace(present, weekdays=days), around(weekly)
    elif (read := read_weekdays(text, present.weekdays, later)) is not None:
        days, text = read
        present = replace(present, weekdays=days)
    elif (daily := _DAILY.search(text)) is not None:
        present, text = replace(present, weekdays=EVERY_DAY), around(daily)
    asked = ""
    if (part := _PART.search(text)) is not None:
        text = around(part)
        if clock is None and part.group() in _MORNING:
            present = replace(present, at=kept if kept.hour < NOON else USUAL)
        else:
            present, asked = replace(present, at=kept), part.group()
    place = _SENDING.sub(" ", text).strip(_AROUND)
    if not place:
        return Wishes(present, asked)
    is_mistyped = clock is None and place[0] in "-−" and ":" in place  # a time, and no zone
    if is_mistyped or (zone := zone_of(place)) is None:
        return Wishes(present, asked, place, has_time=clock is not None and not _NUMBER.search(place))
    return Wishes(present.in_zone(zone.name), asked)


def times_of_day(words: str) -> Iterator[tuple[time, timedelta, str]]:
    """The times of day that words may name, the last first, each with the other words: 9:00 and 11:25 of 11.25 9:00.

    Between them, how much later than the day that is named it is: a day, where its evening goes on after midnight.
    """
    for clock in reversed([*_CLOCK.finditer(with_hours_in_digits(words))]):
        if (at := _time(clock.groupdict())) is not None:
            yield at, timedelta(days=_days_later(clock["before"], at)), around(clock).strip(_AROUND)


def span_ahead(words: str) -> timedelta | None:
    """How far ahead words point that are that and nothing else: 5分钟后, 半小时后, in 2 hours."""
    found = _AHEAD.fullmatch(normal(words).strip(_AROUND))
    if found is None or not (found["before"] or found["behind"]):
        return None
    spans = [*_SPAN.finditer(found["spans"])]
    if len(spans) > MOST_SPANS:
        return None
    is_all = not _SPAN.sub("", found["spans"]) and all(each["number"] or each["half"] for each in spans)
    return sum(map(_length, spans), timedelta()) if is_all else None


def _length(span: re.Match[str]) -> timedelta:
    said = span["number"] or "0"
    number = 1 if said.startswith("a") else int(_NUMERALS.get(said, said))
    return timedelta(**{_UNITS[span["unit"][0]]: number + (0.5 if span["half"] else 0)})


def names_part_of_day(words: str) -> bool:
    """Whether words are a part of the day: 早上, 晚上."""
    return words in _HALVES


def names_an_end(words: str) -> bool:
    """Whether words that are no wish are an order to stop: 关掉, 取消, off."""
    return _END.fullmatch(normal(words).strip(_AROUND)) is not None


def with_hours_in_digits(words: str) -> str:
    """Words in their normal form, with the numerals of hours and minutes in digits."""
    spoken = _SPOKEN.sub(lambda found: _NUMERALS[found.group()], normal(words))
    return _AT.sub(r"\1:00", spoken)


def _days_later(half: str | None, at: time) -> int:
    """How many days later than its evening a time after midnight is."""
    return int(half in _EVENING and at.hour < EARLY)


def _time(said: Mapping[str, str | None]) -> time | None:
    """The time of day; None for 25:00. 晚上12点 and 12am are midnight, 中午1点 is 13:00, 晚上1点 after midnight."""
    if four := said.get("four"):
        hour, minute = divmod(int(four), 100)
    else:
        hour = int(said["hour"] or 0)
        minute = _QUARTERS.get(said.get("quarter") or "", int(said.get("minute") or said.get("spoken") or 0))
    later, to_midnight = _HALVES.get(said.get("after") or said.get("before") or "", (range(0), False))
    hour = hour + 12 if hour in later else 0 if to_midnight and hour == 12 else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None

"""Reads days of the week as people type them: 周一三五, 工作日, Mon-Fri, 除了周末, 周一不要, 周六也要."""

from __future__ import annotations

import re

from bot.text import around
from bot.weekdays import EVERY_DAY, WEEK, WEEKEND, WORKING_DAYS, Weekdays

_CHINESE = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_ENGLISH = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_NUMBERS = {str(number + 1): number for number in range(WEEK)} | _CHINESE | _ENGLISH
_ONE = (  # its group is what `_NUMBERS` knows
    r"(?:每个?)?(?:周|星期|礼拜)(?P<chinese>[一二三四五六日天1-7])"
    r"|(?:every\s*)?\b(?P<english>mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day|s|rs)?s?\b"
)
_WORKING = r"(?P<working>工作日|平日|\b(?:weekday|work(?:ing)? ?day)s?\b)"
_SET = rf"(?:每个?|每逢|every\s*)?(?:{_WORKING}|周末|双休日|\bweekends?\b)"
_TO = r"\s*(?:到|至|[-–—~]|\bto\b|\bthrough\b)\s*"
_AND = r"(?:\s*(?:[、,，/&和与及跟]|\band\b))?\s*"
# 三五 of 周一三五 and 周一三五8点; 三 of 周一三亚 is none.
_BARE = r"(?P<bare>[一二三四五六日天])(?![^\W\d一二三四五六日天早晚上下中凌和与及跟到至不别停暂也还都的之以发推])"
_DIGIT = r"(?P<digit>[1-7])(?!\s*(?:[\d:点时]|[ap]m))"  # 5 of 周1-5 and of 周1、5; of 周1、5点 it is an hour
_ITEM = re.compile(f"(?P<to>{_TO})?(?:{_SET}|{_ONE}|{_BARE}|{_DIGIT})")


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_MORE = (
    f"{_AND}(?:{_SET}|{_ONE})|{_TO}(?:{_SET}|{_ONE}|{_BARE}|{_DIGIT})|(?:[、,，和与及跟])?{_BARE}|[、,，]\s*{_DIGIT}"
)
# Days of the week in the normal form of a text; possessive: many of them must not be read in every way there is.
WEEKDAYS = _unnamed(f"(?:{_SET}|{_ONE})(?:{_MORE})*+")
_THESE = re.compile(WEEKDAYS)
_THIS = re.compile(_ONE)
_EVERY = ("每", "every")
_ONLY = r"(?:[只仅]要?在?|\bonly(?: on)?\s+)?\s*"
_NO = "(?:不[用要想必]?|别|无需|取消|退订|关闭|停止?|暂停|no|not(?: on)?)"
_REST = r"(?:\s*[,，]?\s*(?:(?:其[他余](?:时间|日子)?|每天)都?|都))?"
_BESIDE = r"\s*(?:以外|之外|除外)"
_BUT = re.compile(
    rf"(?:(?:每天都?|\bevery ?day\b)[,，\s]*)?(?:除了?|\bexcept(?: on)?\b)\s*{WEEKDAYS}(?:{_BESIDE}|外)?{_REST}"
    rf"|{WEEKDAYS}{_BESIDE}{_REST}"
)
_NOT = re.compile(rf"{_NO}\s*在?\s*{WEEKDAYS}|{WEEKDAYS}\s*[的就都也]?\s*(?:先|暂时)?{_NO}(?:再)?")
_ADDS = "(?:再?[加添]上|再加|增加|还要|也)"
_ALSO = re.compile(rf"{_ADDS}(?:要|在)?\s*{WEEKDAYS}|{WEEKDAYS}\s*(?:也|还)要?")
_PLAIN = re.compile(rf"{_ONLY}{WEEKDAYS}(?:\s+only\b)?")


def read_weekdays(text: str, present: Weekdays, later: int) -> tuple[Weekdays, str] | None:
    """The days of the week, maybe none, that a text (in its normal form) wants instead of those present; and its rest.

    None where it names none. `later`: how many days later than it is named each is.
    """
    if (found := _BUT.search(text)) is not None:
        return EVERY_DAY - _named(found.group(), later), around(found)
    if (found := _NOT.search(text)) is not None:
        return present - _named(found.group(), later), around(found)
    if (found := _ALSO.search(text)) is not None:
        return present | _named(found.group(), later), around(found)
    if (found := _PLAIN.search(text)) is not None:
        return _named(found.group(), later), around(found)
    return None


def weekday_of(text: str) -> int | None:
    """The coming day of the week that a text is, and nothing else: 周五, Friday; 每周五 is none."""
    found = _THIS.fullmatch(text)
    return None if found is None or found.group().startswith(_EVERY) else _NUMBERS[found["chinese"] or found["english"]]


def names_several(text: str) -> bool:
    """Whether a text in its normal form names more days of the week than one."""
    return (found := _THESE.search(text)) is not None and len(_named(found.group(), 0)) > 1


def _named(text: str, later: int) -> Weekdays:
    """The days of the first that is named in the text to the last; 周五到周一 goes over the weekend."""
    days: set[int] = set()
    last = None
    for item in _ITEM.finditer(text):
        name = item["chinese"] or item["english"] or item["bare"] or item["digit"]
        if name is None:
            days |= WORKING_DAYS if item["working"] else WEEKEND
            last = None
            continue
        number = _NUMBERS[name]
        if item["to"] and last is not None:
            days |= {day % WEEK for day in range(last, number + (WEEK if number < last else 0))}
        days.add(number)
        last = number
    return frozenset((day + later) % WEEK for day in days)

"""What a question insists on: years, days, sessions, offices. What has another one is another thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from bot.counting import CLASSIFIERS, OCCASIONS, SESSIONS
from bot.search.spans import unit_starts
from bot.text import NUMERALS, chinese_numeral

FIRST_TIME = "第一次"  # says when, and not which
ORDINAL, FIRST, ORDINAL_OF = "第首", "首", f"{SESSIONS}版轮个"
FIVE_YEARS = re.compile("十[一二三四五六七]五")  # a five-year plan is that one
YEAR, MONTH = "年", "月"
MONTHS, LAST_DAY = 12, 31
DEPUTY = "副"
BOTH_WAYS = "进"  # before 出口: imports and exports together
HEAD = "长(?!三角|江|沙|春|期|远|效|途)"  # of an institution, and not the name of a place behind it: 研究院|长三角院
# Offices as people ask for them. A deputy is not the holder, a city's party secretary not a province's.
OFFICES = (
    f"副?(?:(?:省委|市委|区委|县委|党委)?(?:副?书记)|[省市区县州部局厅处校院组会关行馆署]{HEAD}"
    "|秘书长|理事长|主任|主席|总经理|董事长)"
)
EXPORTS = f"(?<!{BOTH_WAYS})出口(?=额|总|是|有|占|多|$)"  # they, too, are another thing than both ways
OFFICE = re.compile(OFFICES)
BY_ITSELF = re.compile(f"{OFFICES}|{EXPORTS}")
_IN_ENGLISH = (  # a question in it insists on what the facts say in Chinese
    ("副市长", r"(?:deputy|vice)[ -]mayor"),
    ("市长", r"(?<!deputy[ -])(?<!vice[ -])\bmayor"),
    ("省长", r"(?<!deputy[ -])(?<!vice[ -])\bgovernor"),
    ("书记", r"(?<!deputy[ -])(?<!vice[ -])\bparty (?:secretary|chief|boss)"),
    ("出口", r"(?<!import[ /-])(?<!imports and )(?<!import and )\bexports?\b(?![ /-]?(?:and |& )?import)"),
)
_LATIN = re.compile("[a-z]")
OFFICE_ALONE = re.compile(f"(?:{OFFICES})[是叫]?$")  # who holds it is asked by its name alone: 区委书记, 市长是


def english_by_itself(question: str) -> list[str]:
    """The offices, and exports, that an English question names, as the facts call them."""
    has_latin = _LATIN.search(question) is not None
    return [name for name, pattern in _IN_ENGLISH if has_latin and re.search(pattern, question)]


@lru_cache(maxsize=256)
def by_itself(name: str) -> re.Pattern[str]:
    """A pattern for a name (of a character or more) where it is no part of a longer one: 市长 not in 副市长.

    Nor 出口 in 进出口, which is traded both ways.
    """
    end = HEAD if name.endswith(HEAD[0]) else re.escape(name[-1])
    return re.compile(f"(?<![{DEPUTY}{BOTH_WAYS}]){re.escape(name[:-1])}{end}")


# What a number of four digits counts that is no year.
COUNTED = (*CLASSIFIERS, *"百千万亿元人名倍成")
# What stands behind a place in the name of a university: 浙江|大学 is not 浙江.
UNIVERSITY = re.compile("(?:科技|理工|师范|交通|工业|财经|农业|医科|科学技术|外国语|海洋|政法)?大学(?![生城科])")


ANNIVERSARY = re.compile(f"(?:[{NUMERALS}]+|[0-9]+)周年")
NEXT = re.compile(f"下一?[{SESSIONS}]")


def required(text: Sequence[str]) -> list[tuple[tuple[int, int], str]]:
    """Where years, days and ordinals stand, and what a fact must have for each: 2023, 5月25日, 第三届."""
    found = []
    for index, token in enumerate(text):
        if is_year(token) and "".join(text[index + 1 : index + 2]) not in COUNTED:
            with_its_word = text[index + 1 : index + 2] == [YEAR]
            found.append(((index, index + 1 + with_its_word), token))
        if token in MONTH and (day := _day_around(text, index)) is not None:
            found.append(day)
        elif token in MONTH and index and _is_number_of_month(text[index - 1]):
            with_its_word = text[index + 1 : index + 2] == ["份"]
            found.append(((_first_month(text, index), index + 1 + with_its_word), f"{int(text[index - 1])}{MONTH}"))
        if token in ORDINAL and "".join(text[index : index + len(FIRST_TIME)]) != FIRST_TIME:
            end = index + 1
            while end < len(text) and (text[end] in NUMERALS or text[end].isdecimal()):
                end += 1
            if (end > index + 1) == (token != FIRST) and end < len(text) and text[end] in ORDINAL_OF:
                found.append(((index, end + 1), "".join(text[index : end + 1])))
    joined = "".join(text)
    for match in chain.from_iterable(pattern.finditer(joined) for pattern in (FIVE_YEARS, ANNIVERSARY, NEXT)):
        starts = unit_starts(text)
        begin, end_of_it = starts.get(match.start()), starts.get(match.end())
        if begin is not None and end_of_it is not None:
            found.append(((begin, end_of_it), match.group()))
    return found


def _day_around(text: Sequence[str], month: int) -> tuple[tuple[int, int], str] | None:
    """The day whose 月 stands at a position: 5月25日."""
    if 0 < month < len(text) - 1 and text[month - 1].isdecimal() and text[month + 1].isdecimal():
        if int(text[month + 1]) > LAST_DAY or "".join(text[month + 2 : month + 3]) in COUNTED:
            return None  # 5月16个 counts
        end = month + 3 if month + 2 < len(text) and text[month + 2] in "日号" else month + 2
        return (month - 1, end), f"{int(text[month - 1])}月{int(text[month + 1])}日"
    return None


def _first_month(text: Sequence[str], month: int) -> int:
    """Where the months begin whose 月 stands at a position: 9月, 1到9月, 1-9月 (its dash is no token)."""
    if month > 2 and text[month - 2] in "到至" and _is_number_of_month(text[month - 3]):
        return month - 3
    return month - 1 - (month > 1 and _is_number_of_month(text[month - 2]))


def _is_number_of_month(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) <= MONTHS


_NUMERALS = {str(number): chinese_numeral(number) for number in range(1, 100)}
_IN_DIGITS = {numeral: digits for digits, numeral in _NUMERALS.items()}


def same_sessions(ordinal: str) -> list[str]:
    """How else a session may be called: 第6届 is 第六届, 第一次 is 首次 and 首届 (首届 is no 首次: it may be any).

    And 首届 is 第一届.
    """
    sign, number, what = ordinal[:1], ordinal[1:-1], ordinal[-1:]
    number = _NUMERALS.get(number, number)
    first = f"{sign}{number}{what}".replace("第一", FIRST, 1)
    is_number_of_times = sign in ORDINAL and what == "次"
    in_digits = f"{sign}{_IN_DIGITS.get(number, number)}{what}"
    spelt_out = f"第一{what}" if sign == FIRST else first
    return [first, spelt_out, in_digits, *(first[:-1] + session for session in OCCASIONS if is_number_of_times)]


def is_month(text: str) -> bool:
    """Whether a requirement is a month: 11月, 5月 (a day ends otherwise)."""
    return text.endswith(MONTH)


def is_day(text: str) -> bool:
    """Whether a requirement is a day of a month: 5月25日."""
    return text.endswith("日") and MONTH in text


def is_time(text: str) -> bool:
    """Whether a requirement is a year, a month or a day, and no session."""
    return is_year(text) or is_month(text) or is_day(text)


def is_year(text: str) -> bool:
    """Whether a text is a year of four digits, of this century or the last."""
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")


def tells(text: str, wanted: str) -> bool:
    """Whether a text has a year, a day or an ordinal: 1月 is not in 11月, and 2000家 is no year."""
    behind = f"(?!(?:[.]?[0-9])|[{''.join(COUNTED)}])" if is_year(wanted) else ""
    return re.search(f"(?<![0-9]){re.escape(wanted)}{behind}", text) is not None


_WHEN_TOLD = re.compile("(?:19|20)[0-9]{2}年?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:发布|公布|印发|颁布|披露|报道)")


def without_when_told(text: str) -> str:
    """A text without the times at which something was published: a report of 2024 tells of 2023."""
    return _WHEN_TOLD.sub("|", text)

"""How dates, figures, speakers and sources read in Chinese: plain text, not yet escaped."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from bot.dates import PartialDate, Precision
from bot.facts import RANK, SHARE, TOTAL, Fact, Figure, Source, Speaker
from bot.series import Point
from bot.text import DIGITS, chinese_numeral, is_number, number_text, parsed_length, scale_and_unit, with_unit
from bot.weekdays import WEEK, Weekdays

MONTH_ONLY = "（只知道月份）"
THIS_MONTH = f"本月{MONTH_ONLY}"  # what is told on the first of it
BACKGROUND = "背景资料"  # what a fact is that is not of the subject itself
BOTH = 2  # ends of an interval
_WEEKDAYS = "一二三四五六日"
# Where a qualifier stands: before the number, between the number with its 万 or 亿 and the unit, or after the unit.
_INSIDE = ("余", "多")
_AFTER = ("左右", "以上", "以下")
_ORDER = ("首次", "同比", TOTAL)
_TENTHS, _MANY = "成", "多"
_ENDS = ("。！？；", "，、：")  # where a statement may be cut: behind a sentence, else behind a clause
_OF_A_NUMBER = re.compile(f"[0-9A-Za-z.,%/{DIGITS}十百千万亿余多]")  # or of a Latin word


def day_text(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def weekday_text(day: date) -> str:
    return f"星期{_WEEKDAYS[day.weekday()]}"


def rhythm_text(weekdays: Weekdays) -> str:
    """每天, 每周一, 周一至周五, 周一、周三、周五."""
    days = sorted(weekdays)
    if len(days) == WEEK:
        return "每天"
    names = [f"周{_WEEKDAYS[day]}" for day in days]
    if len(days) == 1:
        return f"每{names[0]}"
    is_row = len(days) > BOTH and days[-1] - days[0] == len(days) - 1
    return f"{names[0]}至{names[-1]}" if is_row else "、".join(names)


def date_text(moment: PartialDate) -> str:
    """2016年, 2023年11月, 2021年11月8日, 2021年1—9月, 2019年8月8日—12月31日, 2023—2024年."""
    first, last = map(_moment_text, moment.text.partition("/")[::2])
    if moment.precision is not Precision.INTERVAL or first == last:
        return first
    years = first.endswith("年") + last.endswith("年")  # that are told without a month
    if years == BOTH:
        return f"{first.removesuffix('年')}—{last}"
    if years or moment.first.year != moment.last.year:
        return f"{first}—{last}"
    short = last.partition("年")[2]
    return f"{first.removesuffix('月') if short.count('日') == 0 else first}—{short}"


def year_text(moment: PartialDate) -> str:
    """The year, or the years, of a date: 2021年, 2023—2024年."""
    first, last = moment.first.year, moment.last.year
    return f"{first}年" if first == last else f"{first}—{last}年"


def published_text(moment: PartialDate) -> str:
    """A publication date; of an interval that is open to the end of its year, from when on: 2019年（8月8日以后）."""
    first, _, last = moment.text.partition("/")
    since = _moment_text(first).partition("年")[2]
    if last not in ("", first) and since and moment.last == date(moment.first.year, 12, 31):
        return f"{moment.first.year}年（{since}以后）"
    return date_text(moment)


def _moment_text(text: str) -> str:
    parts = [str(int(part)) for part in text.split("-")] if text else []
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def time_text(fact: Fact) -> str:
    """When it happened, or as of when it speaks, or when it is announced for."""
    parts = []
    if fact.date is not None:
        parts.append(date_text(fact.date))
    elif fact.as_of is not None:
        up_to = "" if fact.kind == "plan" or fact.as_of.precision is Precision.INTERVAL else "截至"
        parts.append(f"{up_to}{date_text(fact.as_of)}{'时的计划' if fact.kind == 'plan' else ''}")
    if fact.due is not None:
        parts.append(f"预定{date_text(fact.due)}")
    return "，".join(parts)


def figure_number(figure: Figure) -> Decimal | None:
    """Its value, without its unit; None for a fraction (1/15) and for words."""
    printed = number_text(figure.value)
    return Decimal(printed) if is_number(figure.value) and "/" not in printed else None


def figure_text(figure: Figure, statement: str = "") -> str:
    """The number as printed, with its qualifiers: 累计超2.9万亿元, 3.6万余家, 近1000家, 2.5%左右.

    `statement`: its fact's, which may write it with a Latin unit right behind (7nm).
    """
    before = [q for q in figure.qualifiers if q not in _INSIDE + _AFTER]
    before.sort(key=lambda q: _ORDER.index(q) if q in _ORDER else len(_ORDER))
    inside = "".join(q for q in figure.qualifiers if q in _INSIDE)
    after = "".join(q for q in figure.qualifiers if q in _AFTER)
    unit = "" if figure.unit == SHARE else figure.unit
    if unit == RANK:
        return f"{''.join(before)}第{number_text(figure.value)}{unit}{after}"
    if _MANY in figure.qualifiers and isinstance(figure.value, int):  # 6000多万元, but 3.6万余家
        return f"{''.join(before)}{figure.value}{_MANY}{unit}{after}"
    if unit == _TENTHS and isinstance(figure.value, int):
        return f"{''.join(before)}{chinese_numeral(figure.value)}{inside}{unit}{after}"
    scale, counted = scale_and_unit(unit)
    told = with_unit(f"{number_text(figure.value)}{scale}{inside}", counted, statement)
    return f"{''.join(before)}{told}{after}"


def point_text(point: Point) -> str:
    """The same of a point of a series."""
    return figure_text(point.figure, point.fact.statement)


def speaker_text(speaker: Speaker) -> str:
    """Name and office, as far as they are known: 某某（某市市长）. Plain text."""
    if speaker.name and speaker.office:
        return f"{speaker.name}（{speaker.office}）"
    return speaker.name or speaker.office or ""


def source_text(source: Source) -> str:
    """《title》，publisher or author，publication date: what a briefing's footnote says."""
    who = source.publisher or "、".join(source.authors)
    title = source.title if source.title.startswith("《") else f"《{source.title}》"
    return "，".join(part for part in (title, who, published_text(source.published)) if part)


def citation(fact: Fact, source: Source, limit: int) -> str:
    """Statement, as-of, source and note on one line of at most `limit` UTF-16 code units; 160 are always enough.

    Where it is too long the source goes by its short name, then the note is left out, then the statement is cut; the
    as-of never is.
    """
    mark = f"{BACKGROUND}；" if fact.context else ""
    statement, note = (" ".join(text.split()) for text in (fact.statement, fact.note or ""))
    short = ""
    for caveat in dict.fromkeys((f"注：{note}" if note else "", "")):
        for name in (source_text(source), source.short):
            short = f"（{mark}{time_text(fact)}；来源：{name}）{caveat}"
            if parsed_length(statement + short) <= limit:
                return statement + short
    return shortened(statement, limit - parsed_length(short)) + short


def shortened(text: str, limit: int) -> str:
    """A text of at most `limit` UTF-16 code units: of a longer one whole sentences or clauses, if they fill half of it.

    A number is never cut, for that would be another number.
    """
    if parsed_length(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - 1)].decode("utf-16-le", errors="ignore")
    for marks in _ENDS:
        at = max(kept.rfind(mark) for mark in marks)
        if at > len(kept) // 2:
            return kept[: at + 1].rstrip("".join(_ENDS)) + "…"
    end = len(kept)
    while end and _OF_A_NUMBER.match(text[end]) and _OF_A_NUMBER.match(text[end - 1]):
        end -= 1
    return text[: end or len(kept)] + "…"


def years_since(fact: Fact, on: date) -> str:
    """How old what is known to its month is by that day's: 满3年; nothing for what is of its year, or later."""
    years = on.year - fact.when.first.year
    return f"满{years}年" if years > 0 else ""


def beyond_text(first: date, reach: PartialDate) -> str:
    """That what is asked for, from that day on, came after the newest source; nothing where it did not."""
    return f"资料到{published_text(reach)}为止，" if first > reach.last else ""

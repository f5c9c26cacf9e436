"""What is wrong with a fact's times, and with a figure beside its indicator: the field, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from bot.facts import PERCENT, SHARE, Fact, Figure, Indicator, Qualifier, Source
from bot.text import in_ones, is_number, scale_and_unit

_MARK = "|".join(sorted(get_args(Qualifier), key=len, reverse=True))
# 五万二, 5.2万, 5万余, 近百, 数十; not 半数, 第五
_IN_WORDS = re.compile(
    rf"-?(?:{_MARK})*(?:[上数]|好?几)?[\d.,/零〇一二两三四五六七八九十百千万亿点]+"
    rf"(?:[几来]|{_MARK})*[百千万亿]*(?:{_MARK})*"
)
_ONLY_DIGITS = re.compile(r"[-\d.,/]+")
_WITH_UNIT = re.compile(r"(-?[\d.,]+)\s*([^\d\s.,/-][^\d]*)")  # 325家, 15.5%
_IN_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")  # 2,300
_NO_NUMBER = re.compile("[数几来]")  # in words: 数十, 十几, 十来
# Of which there is never less than none, also as 台（套） or 台/套.
_COUNTED = "(?:人次|标准箱|台套|[家个项条人户件台套名位座次艘批届所])"
_IS_COUNTED = re.compile(f"{_COUNTED}(?:[(（/、]{_COUNTED}[)）]?)*")


def time_problems(fact: Fact, source: Source | None) -> Iterator[tuple[str, str]]:
    """Each a field and what is wrong with it: no time at all, one that its source cannot know, a plan due before it."""
    name, told = ("as_of", fact.as_of) if fact.as_of else ("date", fact.date)
    if told is None:
        yield "as_of", "and date are both missing; write when it happened or the time it speaks of"
        return
    if source and name == "as_of" and told.first > source.published.last:
        remedy = "write the time that the text speaks of; when something is to be done is its due"
        yield "as_of", f"{told.text} is after its source was published, {source.published.text}; {remedy}"
    if source and fact.is_dated_event and fact.date and fact.date.first > source.published.last:
        remedy = "what is only announced is a plan: write kind plan, as_of and due"
        yield "date", f"{fact.date.text} is after its source was published, {source.published.text}; {remedy}"
    for position, figure in enumerate(fact.figures):
        if source and figure.as_of and figure.as_of.first > source.published.last:
            remedy = "when a target is to be reached is the fact's due, and as_of when it was set"
            what = f"as_of {figure.as_of.text} is after its source was published, {source.published.text}; {remedy}"
            yield f"figures[{position}]", what
    if fact.due and fact.due.last < told.first:
        yield "due", f"{fact.due.text} is before its {name}, {told.text}; write when it is to be done"


def number_problems(figure: Figure) -> Iterator[str]:
    """What no value can be: a number in words, less than none of what is counted, a share of more than all."""
    value, unit = str(figure.value), figure.unit
    if unit == SHARE and (share := in_ones(figure.value, "")) is not None and share > 1:
        yield f"value {value} is more than all, and a {SHARE} is a part of one, as 1/5; {_of_both(value, PERCENT)}"
    elif figure.indicator is None and _IN_WORDS.fullmatch(value) and not _ONLY_DIGITS.fullmatch(value):
        yield f"value {value!r} is a number in words; {_in_digits(value, unit)}"
    elif figure.indicator is None and (apart := _WITH_UNIT.fullmatch(value)):
        yield f"value {value!r} has a unit; {_of_both(*apart.groups())}"
    if value.startswith("-") and _IS_COUNTED.fullmatch(scale_and_unit(unit)[1]):
        yield f"value {value} is less than no {unit}; write {value[1:]}, and in the statement what became less"


def _in_digits(value: str, unit: str) -> str:
    """What would be right for a number in words: its 万 or 亿 belongs to the unit, 近 or 余 to the qualifiers."""
    if _NO_NUMBER.search(value):
        return "no digits can tell it, so leave the figure out and say it in the statement"
    wanted = ["digits"]
    if scale := re.search("万?亿|万", value):
        wanted.append(f"unit {scale.group()}{unit}")
    if marks := re.findall(_MARK, value):
        wanted.append(f"qualifiers {', '.join(marks)}")
    return f"write {' and '.join(wanted)}"


def _of_both(value: str, unit: str) -> str:
    return f'write value: {value}, unit: "{unit}"'


def figure_problems(figure: Figure, indicator: Indicator) -> Iterator[str]:
    """What keeps a figure out of the indicator's series. A unit may be told in 万 or 亿, a share in %, as printed."""
    if figure.basis not in indicator.bases:
        what = f"{figure.basis!r} is none of" if figure.basis else "is missing; write one of"
        yield f"basis {what} {indicator.id}'s: {', '.join(indicator.bases)}"
    _, unit = scale_and_unit(indicator.unit)
    if scale_and_unit(figure.unit)[1] != unit and (unit, figure.unit) != (SHARE, PERCENT):
        known = f"{unit}, as printed also with 万 or 亿" if unit else "it has none"
        yield f"unit {figure.unit!r} is none of {indicator.id}'s: {known}"
    if unit and not is_number(figure.value):
        yield f"value {figure.value!r} is no number of {unit}; {_as_number(str(figure.value), unit)}"


def _as_number(value: str, unit: str) -> str:
    """What would be right for a value that is no number of a unit."""
    if _IN_THOUSANDS.fullmatch(value):
        return f"write it without a comma: {value.replace(',', '')}"
    apart = _WITH_UNIT.fullmatch(value)
    if apart and (scale_and_unit(apart[2])[1] == unit or (unit, apart[2]) == (SHARE, PERCENT)):
        return _of_both(*apart.groups())
    return "write digits, or a label instead of the indicator"

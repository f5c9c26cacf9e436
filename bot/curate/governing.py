"""The time that a number of a sentence is of: the last that is told before it, if it is not only compared with."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from bot.curate.moments import dates, resolved, tells_a_year
from bot.dates import PartialDate

_PARTS = "。！？!?；;"
# 较2011年翻一番, 从2011年的100分, 自2018年以来: where something is compared or begins, and not when it was counted.
_COMPARED_BEFORE = re.compile("(?:较|比|自|从|由|对比)$")
_COMPARED_AFTER = re.compile("(?:同期)?(?:的?水平)?(?:相比|比较|以来|以后|之后|起|开始|至今|[—–―~-])")
# 去年成立的基金已投资3亿元: the time of what is counted, and not of the count.
_BEGAN = re.compile("[^,、]{0,14}?(?:成立|设立|启动|创办|创立|揭牌|开工|动工|建立|获批|落户|组建|提出|印发|出台|建成)")
_COUNTED = re.compile("全年|年度|[年月][底末]|同期")
_SAME = "同期"


class TimeTold(NamedTuple):
    """A time in a sentence's words; `is_of_a_count` when things are counted then (2024年底, 去年), not only begun."""

    words: str
    time: PartialDate
    is_of_a_count: bool


def time_of(sentence: str, at: int, published: date) -> TimeTold | None:
    """The time of the number that begins there; of 去年同期 the same months of that year.

    None where no year is told before it, and where what is told last has none, or is when something else began.
    """
    begin = max(sentence.rfind(mark, 0, at) for mark in _PARTS) + 1
    told = [*dates(sentence[begin:at])]
    if not told or not tells_a_year(last := told[-1]) or _is_compared(last) or _BEGAN.match(last.string, last.end()):
        return None
    if (time := resolved(last, published)) is None:
        return None
    words, behind = last.group(), last.string[last.end() :]
    if behind.startswith(_SAME):
        before = [known for found in told[:-1] if (known := resolved(found, published))]
        return TimeTold(words + _SAME, in_the_year(before[-1], time.first.year) if before else time, True)
    is_of_a_count = last["year"] is None or bool(_COUNTED.search(words) or _COUNTED.match(behind))
    return TimeTold(words, time, is_of_a_count)


def in_the_year(time: PartialDate, year: int) -> PartialDate:
    """The same days or months of another year, as precise; of a 29 February that it lacks, the month."""
    text = re.sub(r"(?<!\d)\d{4}", f"{year:04d}", time.text)
    try:
        return PartialDate(text)
    except ValueError:
        return PartialDate(text.rpartition("-")[0])


def _is_compared(found: re.Match[str]) -> bool:
    before, behind = found.string[: found.start()], found.end()
    return bool(_COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(found.string, behind))

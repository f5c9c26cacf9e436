"""Amounts as a question claims them: how a figure is to stand to one, and in which units things are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from bot.counting import CLASSIFIERS


class Relation(Enum):
    """How a figure stands to what is claimed of it."""

    EXACT = auto()
    MORE = auto()
    AT_LEAST = auto()
    SOME_MORE = auto()
    LESS = auto()
    AT_MOST = auto()
    ABOUT = auto()
    ALMOST = auto()
    RANK = auto()
    YEAR = auto()
    OFFICE = auto()


COMPARED = {
    Relation.AT_MOST: (*("没有超过", "没超过", "未超过", "不超过", "不多于", "不高于"), *("最多", "至多", "顶多")),
    Relation.AT_LEAST: (
        *("不低于", "不少于", "不小于", "不下于", "不下"),
        *("至少", "最少", "起码", "少说", "过"),
    ),
    Relation.EXACT: ("多达", "高达", "达到", "达"),
    Relation.LESS: (*("没有达到", "没达到", "未达到", "达不到", "没到", "不到"), *("不足", "低于", "少于", "小于")),
    Relation.MORE: ("超过", "超出", "突破", "高于", "多于", "大于", "不止", "不只", "超", "逾", "破"),
}
ABOUT = ("大约", "大概", "差不多", "约")
ALMOST = ("将近", "接近", "逼近", "几乎", "近")  # no more than that
_AND_HAS = "(?:[也都]?[能得要]?(?:有|达到?)|了|也)?"  # between such a word and its number: 至少有10个, 超过了100亿
# What grew, or fell, to an amount has that: 增加到16个; it had less, or more, before.
_ROSE = "[增升涨扩]|增[加长多]|[上攀跃提]升|提高|上涨|扩[大展充]|壮大|翻番?"
_FELL = "[降减跌缩]|减[少小]|下[降跌滑]|降低|缩[小减]|回落"
FALLS = re.compile(_FELL)
_MOVED = "发展|变化?|拓展"
GREW = f"(?:{_ROSE}|{_FELL}|{_MOVED})了?"
_GREW_TO = f"(?:(?P<rose>{_ROSE})|(?P<fell>{_FELL})|{_MOVED})了?[到至为成]了?"
_WORDS = sorted((word for words in (*COMPARED.values(), ABOUT, ALMOST) for word in words), key=len, reverse=True)
# What it is another word behind: 有没有超过 (whether it is), 通过3项, 经过3年, 不过3年, 成立过100家.
_NOT_BEHIND = {"没有超过": "有", "没有达到": "有", "过": "通经度不有立进办建设签发台", "破": "打攻"}
_ONLY_BEFORE = {"过": "了?(?:[0-9.]*[百千万亿]|[1-9]0{2,}(?![0-9]))"}  # what is round: 聘过16人 is so many
_BEFORE = "|".join(
    (f"(?<![{_NOT_BEHIND[word]}])" if word in _NOT_BEHIND else "")
    + word
    + (f"(?={_ONLY_BEFORE[word]})" if word in _ONLY_BEFORE else "")
    for word in _WORDS
)
BOUNDS_BEFORE = f"(?:{_BEFORE}){_AND_HAS}"  # 超过, 近, 达到: what stands before an amount and bounds it
_UNITS = (
    *("个百分点", "个月", "人次", "美元", *CLASSIFIERS, *"元人名倍成分位"),
    *("平方公里", "平方米", "公里", "公顷", "亩", "吨", "米", "千瓦时", "千瓦", "小时", "分钟", "天", "标准箱"),
    *("列", "辆", "艘", "架", "只", "支", "趟", "班", "栋", "篇", "份", "种", "类"),
)
# What begins with a unit and is another word: 3项目, 2列车, 5份额.
_OTHER_WORDS = "项目|列[入为出车]|架构|只[有是能]|支[持付撑出部行]|班[列子]|份额|种植|类型"


def amounts_in(units: Iterable[str]) -> re.Pattern[str]:
    """What an amount looks like that is counted in a unit of the language, or in one of these."""
    longest_first = sorted({*_UNITS, *units}, key=lambda unit: (-len(unit), unit))
    nouns = "|".join(re.escape(unit) for unit in longest_first if len(unit) > 1)  # 342万个标准箱 are so many 标准箱
    return re.compile(
        f"(?:{_GREW_TO})?(?:(?P<before>{_BEFORE}){_AND_HAS})?(?<![0-9./第])(?P<number>[0-9]+(?:[.][0-9]+|/[1-9][0-9]*)?)(?![0-9./])"
        f"(?P<percent>%?)(?P<scales>[百千万亿]*)(?P<more>[余多]?(?P<of>[万亿]*))"
        f"(?:个(?={nouns}))?(?P<unit>(?!{_OTHER_WORDS})(?:{'|'.join(map(re.escape, longest_first))}))?"
        "(?P<after>以[上下内]|左右|上下)?"
        "(?![年月日号届批])"
    )

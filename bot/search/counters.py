"""Which counters count alike: 195项 is 195个, 16家 16个; what is counted by 台 or by 次 is counted by no 家."""

from __future__ import annotations

import re

from bot.counting import CLASSIFIERS, COUNT_ALIKE, SESSIONS
from bot.search.wants import counts_things
from bot.units import counts_people

ANY = "个"  # counts whatever there is
_LIKE_ANY = "家所户项条款"  # may be said of what is told by 个: 16家联盟, and neither 16台 nor 16座
BY_BUILDINGS = "座"
# What is counted by that, though it may be told by 个.
BUILDINGS = re.compile("城市|园区|示范区|开发区|高新区|基地|飞地|枢纽|车站|港口|机场|大楼|工厂|实验室|数据中心|博物馆")


def counts_alike(told: str, claimed: str) -> bool:
    """Whether what is recorded in one unit may be claimed in another."""
    if told == claimed or (claimed == ANY and told.isascii() and counts_people(told)):  # 1400 participants
        return True
    if not (counts_things(told) and counts_things(claimed)):
        return False
    if any(told in alike and claimed in alike for alike in COUNT_ALIKE):
        return True
    is_classifier = told.isascii() or len(as_counted(told)) == 1  # 万标准箱 is told by what is counted
    return (claimed == ANY and is_classifier and told not in SESSIONS) or (told == ANY and claimed in _LIKE_ANY)


def as_counted(unit: str) -> str:
    """The classifier of a unit, as people say it: 台 of 台（套）."""
    return unit.partition("（")[0]


def alike(unit: str) -> tuple[str, ...]:
    """A unit, and the classifiers in which its claims may be recorded."""
    return (unit, *(each for each in CLASSIFIERS if each != unit and counts_alike(each, unit)))

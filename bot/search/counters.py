"""Which counters count alike: 195项 is 195个, 16家 16个; what is counted by 台 is counted by no 家."""

from __future__ import annotations

from bot.counting import CLASSIFIERS
from bot.search.wants import counts_things

ANY = "个"  # counts whatever there is
_OF_MACHINES = "台套列趟班"  # 台 counts nothing that is told by 个: 16台联盟
_ALIKE = ("家所户座", "台套", "项条件款宗份篇", "列趟班", "种类")


def counts_alike(told: str, claimed: str) -> bool:
    """Whether what is told by one unit may be claimed by another."""
    if told == claimed:
        return True
    if not (counts_things(told) and counts_things(claimed)):
        return False
    if any(told in alike and claimed in alike for alike in _ALIKE):
        return True
    return claimed == ANY or (told == ANY and claimed not in _OF_MACHINES)


def as_counted(unit: str) -> str:
    """By what a unit counts, as people say it: what is by 台（套） is by 台."""
    return unit.partition("（")[0]


def alike(unit: str) -> tuple[str, ...]:
    """The classifiers by which may be told what is claimed by a unit, and itself."""
    return (unit, *(each for each in CLASSIFIERS if each != unit and counts_alike(each, unit)))

"""Which counters count alike: 195项 is 195个, 16家 16个; what is counted by 台 is counted by no 家."""

from __future__ import annotations

from bot.counting import CLASSIFIERS
from bot.search.wants import counts_things

ANY = "个"  # counts whatever there is
_ALIKE = ("家所户座", "台套", "项条件款宗份篇", "列趟班", "种类")


def counts_alike(one: str, other: str) -> bool:
    """Whether what is counted by one unit may be counted by another."""
    if one == other:
        return True
    if not (counts_things(one) and counts_things(other)):
        return False
    return ANY in (one, other) or any(one in alike and other in alike for alike in _ALIKE)


def as_counted(unit: str) -> str:
    """By what a unit counts, as people say it: what is by 台（套） is by 台."""
    return unit.partition("（")[0]


def alike(unit: str) -> tuple[str, ...]:
    """The classifiers that count like a unit, and itself."""
    return (unit, *(each for each in CLASSIFIERS if each != unit and counts_alike(unit, each)))

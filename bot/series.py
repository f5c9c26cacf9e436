"""What is measured again and again: the points of an indicator, on one basis."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dates import PartialDate
from bot.facts import Fact, Figure, Indicator


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a series: a figure, and the fact that states it."""

    fact: Fact
    figure: Figure

    @property
    def when(self) -> PartialDate:
        return self.figure.as_of or self.fact.when


@dataclass(frozen=True, slots=True)
class Series:
    """The points of one indicator on one basis, oldest first."""

    indicator: Indicator
    basis: str
    points: tuple[Point, ...]

    @property
    def moments(self) -> tuple[PartialDate, ...]:
        """When it was measured, oldest first."""
        return tuple(sorted({point.when for point in self.points}))

    def newest_after(self, fact: Fact) -> Point | None:
        """The newest point, if it is later than a fact; never a plan's."""
        points = (point for point in self.points if point.fact.kind != "plan")
        newest = max(points, key=lambda point: point.when.last, default=None)
        return newest if newest and newest.when.last > fact.when.last else None

    @property
    def description(self) -> str:
        return self.indicator.bases[self.basis]

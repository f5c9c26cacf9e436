"""Points of a series that cannot both be right: two values of one time, and a total of all years that falls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from bot.curate.moments import dates
from bot.dates import PartialDate
from bot.facts import PERCENT, TOTAL, Fact, Figure, Indicator
from bot.render.words import date_text, figure_text
from bot.text import in_ones

_OF_ALL_YEARS = re.compile("累计|历[届年]")
_SINCE = re.compile("(?:以来|以后|之后|起|至今|开始)")  # 2018年以来累计 goes on from year to year
_MORE, _LESS, _ABOUT = {"超", "超过", "逾", "余", "多", "以上", "至少"}, {"近", "最多", "以下"}, {"约", "左右"}
_ROUGH = Fraction(1, 10)  # of a number that is 约 or 左右


class BoundedPoint(NamedTuple):
    """A figure of a series, and the least and the most that it may mean: 近2.9万 has no least."""

    fact: Fact
    figure: Figure
    time: PartialDate
    least: Fraction | None
    most: Fraction | None

    @property
    def told(self) -> str:
        return f"{figure_text(self.figure)} in {self.fact.id}"

    def is_below(self, other: BoundedPoint) -> bool:
        return self.most is not None and other.least is not None and self.most < other.least


class PointsSoFar:
    """The points that facts tell, taken up one after the other."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._points: dict[tuple[str | None, str | None], list[BoundedPoint]] = {}

    def doubts(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """What contradicts the points that were taken up before."""
        for position, figure in enumerate(fact.figures):
            if (point := _point(fact, figure)) is None:
                continue
            known = self._points.setdefault((figure.indicator, figure.basis), [])
            contradicted = ((other, what) for other in known if (what := self._contradiction(point, other)))
            if found := next(contradicted, None):
                yield f"figures[{position}]", f"{found[1]}; {_remedy(fact, found[0].fact)}"
            known.append(point)

    def _contradiction(self, point: BoundedPoint, other: BoundedPoint) -> str | None:
        if point.time == other.time:
            differs = point.is_below(other) or other.is_below(point)
            return f"{figure_text(point.figure)} is {other.told}, of the same basis and time" if differs else None
        earlier, later = sorted((point, other), key=lambda each: each.time)
        if self._is_a_total(point) and self._is_a_total(other) and later.is_below(earlier):
            when = f"{date_text(other.time)}, {'earlier' if other is earlier else 'later'}"
            return f"{figure_text(point.figure)} is {other.told} ({when}), and a total of all years does not fall"
        return None

    def _is_a_total(self, point: BoundedPoint) -> bool:
        indicator = self._indicators.get(point.figure.indicator or "")
        basis = indicator.bases.get(point.figure.basis or "", "") if indicator else ""
        return is_of_all_years(basis) or (TOTAL in point.figure.qualifiers and not _is_of_a_time(basis))


def _remedy(fact: Fact, other: Fact) -> str:
    """What would be right; a source may say that another one was wrong."""
    remedy = "correct one, or write a basis of its own"
    return remedy if fact.source == other.source else f"{remedy}, or corrects: {other.id} where the source says so"


def is_of_all_years(basis: str) -> bool:
    """Whether a basis is a total that only grows: 历届累计, and not 1—9月累计, which is of one year."""
    return _OF_ALL_YEARS.search(basis) is not None and not _is_of_a_time(basis)


def _is_of_a_time(basis: str) -> bool:
    """Whether a basis names a time, but for a year from which on is counted; 今年以来 is of one year."""
    return any(not (found["year"] and _SINCE.match(basis, found.end())) for found in dates(basis))


def _point(fact: Fact, figure: Figure) -> BoundedPoint | None:
    time, value = figure.as_of or fact.date or fact.as_of, in_ones(figure.value, figure.unit)
    if figure.indicator is None or time is None or value is None:
        return None
    value = value / 100 if figure.unit == PERCENT else value  # beside shares: 20% is 1/5
    marks = set(figure.qualifiers)
    if marks & _ABOUT:
        return BoundedPoint(fact, figure, time, value * (1 - _ROUGH), value * (1 + _ROUGH))
    return BoundedPoint(fact, figure, time, None if marks & _LESS else value, None if marks & _MORE else value)

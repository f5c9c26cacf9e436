"""By how much one figure is more than another, and which is the most: only where they count the same at one time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from bot.catalogue import Catalogue
from bot.dates import PartialDate, Precision
from bot.facts import PERCENT, RANK, TOTAL, Fact, Figure, Indicator
from bot.render.words import figure_number, point_text
from bot.series import Point, Series
from bot.text import in_ones, key, number_text, scale_and_unit, scale_of, with_unit

EXACT = {TOTAL, "达", "首次", "同比"}  # qualifiers that leave a figure what it is
LEAP = 3  # days by which two stretches of so many months differ
POINTS = "个百分点"
BOTH = 2  # sides, times, figures: what a comparison is of at least


def exact(point: Point) -> Decimal | None:
    """Its value, if it can be subtracted: no fraction, no rank, no plan, and not over, under or about something."""
    figure = point.figure
    if set(figure.qualifiers) - EXACT or figure.unit == RANK or point.fact.kind == "plan":
        return None
    return figure_number(figure)


def are_alike(one: PartialDate, other: PartialDate) -> bool:
    """Whether two times are both instants, or stretches of about the same length."""
    lengths = [(each.last - each.first).days if each.precision is Precision.INTERVAL else 0 for each in (one, other)]
    return abs(lengths[0] - lengths[1]) <= LEAP


def which_is_more(
    names: Sequence[str], facts: Sequence[Fact], measures: Sequence[Indicator], catalogue: Catalogue
) -> str:
    """By how much the first of two facts, each called by a name, has more or less; of several, which have the most.

    Of the first of the measures that all of them have. Nothing where they do not count the same at one time.
    """
    points = next(filter(None, (_points_of(facts, each) for each in measures)), [])
    if len(points) < BOTH or not count_the_same(points, catalogue):
        return ""
    figures = [point.figure for point in points]
    most = max(map(amount, figures))
    first = [name for name, figure in zip(names, figures, strict=True) if amount(figure) == most]
    if len(first) == len(names):
        return f"{'、'.join(names)}一样，都是{point_text(points[0])}"
    if len(names) > BOTH:
        return f"其中{'、'.join(first)}最{'高' if figures[0].unit == PERCENT else '多'}"
    return f"{names[0]}比{names[1]}{_difference(*figures)}"


def _points_of(facts: Sequence[Fact], measure: Indicator) -> Sequence[Point]:
    """For each of the facts its point of a measure; none where not all of them have it once."""
    points = [Point(fact, figure) for fact in facts for figure in fact.figures if figure.indicator == measure.id]
    return points if [point.fact for point in points] == [*facts] else ()


def count_the_same(points: Sequence[Point], catalogue: Catalogue) -> bool:
    """Whether figures of one indicator are exact, and are counted alike."""
    return are_counted_alike(points, catalogue) and all(exact(point) is not None for point in points)


def are_counted_alike(points: Sequence[Point], catalogue: Catalogue) -> bool:
    """Whether figures of one indicator are of one time and unit, and of bases that differ in the place alone.

    What has a note is not taken for what it seems to be, nor what several places have together.
    """
    subject = catalogue.about.subject
    ways = {(point.when, scale_and_unit(point.figure.unit)[1], basis_beside(point, catalogue)) for point in points}
    return len(ways) == 1 and all(
        len({*point.fact.places} - {subject}) <= 1 and not point.fact.note for point in points
    )


def basis_beside(point: Point, catalogue: Catalogue) -> str:
    """What a point's basis is called beside the names of its place."""
    told = key(catalogue.basis_of(point.figure))
    names = [name for each in point.fact.places if (place := catalogue.place(each)) for name in place.names]
    for name in sorted(map(key, names), key=len, reverse=True):
        told = told.replace(name, "")
    return told


def differ_in_place_alone(every: Sequence[Series], catalogue: Catalogue) -> bool:
    """Whether series are one measure of several places: called alike beside the names of these, and none of two."""
    ways = {basis_beside(point, catalogue) for series in every for point in series.points}
    places = [place for series in every for place in {frozenset(point.fact.places) for point in series.points}]
    return len(ways) == 1 and len(set(places)) == len(places) == len(every)


def amount(figure: Figure) -> Fraction:
    """Its value in ones; nought for what is no number."""
    return in_ones(figure.value, figure.unit) or Fraction(0)


def subtracted(one: Figure, other: Figure) -> tuple[Fraction, str]:
    """How much more one figure is than another of the same unit, in the smaller of their scales, and its unit."""
    finer = min(one, other, key=lambda figure: scale_of(figure.unit)).unit
    return (amount(one) - amount(other)) / scale_of(finer), POINTS if finer == PERCENT else finer


def _difference(one: Figure, other: Figure) -> str:
    """By how much one figure is more or less than another of the same unit: 多0.79万亿元."""
    by, unit = subtracted(one, other)
    more, less = ("高", "低") if unit == POINTS else ("多", "少")
    return f"{more if by > 0 else less}{with_unit(number_text(abs(by)), unit)}"

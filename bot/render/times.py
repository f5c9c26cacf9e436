"""One measure at several times, and by how much it grew between the first and the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.dates import PartialDate, Precision
from bot.render import presses
from bot.render.differences import EXACT, POINTS, amount, are_alike, exact, subtracted
from bot.render.fact import fact_label, point_time, sources_and_notes
from bot.render.reply import Button, Reply, bold, escape, italic, joined
from bot.render.trend import trend_button
from bot.render.words import date_text, point_text
from bot.series import Point, Series
from bot.text import number_text, scale_and_unit, with_unit

RECKONED = "（由下面两个时点算出，不是来源里的数）"
ABOUT = "（来源给的是约数，算不出准确的差额）"
NOT_OF_ONE_BASIS = "口径不同，不能相减。"
MULTIPLE_FROM = 2  # from here on what grew is told as a multiple too


class Change(Enum):
    """Which way a measure is asked to have gone."""

    MORE = "增加"
    LESS = "减少"


class AtATime(NamedTuple):
    """What a measure was at a time: its points, and the description of their basis where it is another one."""

    time: PartialDate
    points: Sequence[Point]
    other_basis: str = ""


def times_reply(
    own: Series, times: Iterable[PartialDate], catalogue: Catalogue, before: str, change: Change | None = None
) -> Reply:
    """One measure at each of several times; where it has none, that of another basis, said to be one.

    `change`: also how much more or less there is at the last of them than at the first, as it was asked.
    A button opens each fact, and the whole series.
    """
    every = [_at(time, own, catalogue) for time in sorted(times)]
    facts = {point.fact.id: point.fact for each in every for point in each.points}
    notes = [fact.note for fact in facts.values()] if change else []
    if own.indicator.note and (not change or any(each.other_basis for each in every)):
        notes.append(own.indicator.note)
    shown = joined(
        before,
        f"{bold(own.indicator.name)}　{escape(own.description)}",
        "\n".join([*([_change(every, change)] if change else []), *map(_line, every)]).lstrip(),
        sources_and_notes(facts.values(), notes, catalogue),
    )
    rows = [(Button(fact_label(fact), presses.fact(fact.id)),) for fact in facts.values()]
    return Reply(shown, (*rows, (trend_button(own.indicator),)))


def _at(time: PartialDate, own: Series, catalogue: Catalogue) -> AtATime:
    every = (series for series in catalogue.series(own.indicator.id) if series.basis != own.basis)
    others = (series for series in every if _places(series) == _places(own))  # one city is no other basis of all
    for series in (own, *others):
        if points := [point for point in series.points if point.when.overlaps(time)]:
            return AtATime(time, points, "" if series is own else series.description)
    return AtATime(time, ())


def _places(series: Series) -> set[str]:
    return {place for point in series.points for place in point.fact.places}


def _line(at: AtATime) -> str:
    said = date_text(at.time)
    told = "；".join(
        bold(point_text(point)) + (f"（{escape(when)}）" if (when := point_time(point)) != said else "")
        for point in at.points
    )
    if at.other_basis:
        return f"{said}：这一口径没有；另一口径（{escape(at.other_basis)}）：{told}"
    none = "没有这一年的记录" if at.time.precision is Precision.YEAR else "没有这个时候的记录"
    return f"{said}：{told or none}"


def _change(every: Sequence[AtATime], asked: Change) -> str:
    """How much more or less there is at the last time than at the first, or from what to what it went.

    A figure that is over or about something, a share as a fraction, a rank, a plan, and what is of other stretches of
    time cannot be subtracted.
    """
    if not all(each.points for each in (every[0], every[-1])):
        return ""
    if every[0].other_basis != every[-1].other_basis:
        return italic(NOT_OF_ONE_BASIS)
    first, last = every[0].points[0 if len(every) == 1 else -1], every[-1].points[-1]
    if first == last:
        return ""
    told = point_text(last)
    can_subtract = _can_subtract(first, last)
    by, unit = subtracted(last.figure, first.figure) if can_subtract else (Fraction(0), "")
    if point_text(first) == told or (can_subtract and not by):
        return f"{bold('没有变化')}（{'两次都是' if exact(first) is None else '按这两个时点，都是'}{escape(told)}）"
    if not can_subtract:
        is_about = {*first.figure.qualifiers, *last.figure.qualifiers} - EXACT
        return bold(f"由{point_text(first)}到{told}") + italic(ABOUT if is_about else "")
    way = Change.MORE if by > 0 else Change.LESS
    no = f"没有{asked.value}，" if way is not asked else ""
    change = bold(f"{no}{way.value}{with_unit(number_text(abs(by)), unit)}")
    before = amount(first.figure)
    multiple = amount(last.figure) / before if before and unit != POINTS else Fraction(0)
    times = f"，后者是前者的{number_text(round(multiple, 2))}倍" if multiple >= MULTIPLE_FROM else ""
    return f"{change}{times}{italic(RECKONED)}"


def _can_subtract(first: Point, last: Point) -> bool:
    """Whether both are exact, of the same unit, and of stretches of time that are alike."""
    is_exact = exact(first) is not None and exact(last) is not None
    units = {scale_and_unit(point.figure.unit)[1] for point in (first, last)}
    return is_exact and len(units) == 1 and are_alike(first.when, last.when)

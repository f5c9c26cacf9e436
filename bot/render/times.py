"""One measure at several times, and by how much it grew between the first and the last of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from bot.catalogue import Catalogue, Point, Series
from bot.dates import PartialDate, Precision
from bot.facts import Figure
from bot.render.fact import fact_label, fact_press, point_time
from bot.render.reply import Button, Reply, bold, escape, italic, joined
from bot.render.trend import trend_button
from bot.render.words import date_text, figure_text
from bot.text import number_text

RECKONED = "（由下面两个时点算出，不是来源里的数）"
ABOUT = "（来源给的是约数，算不出准确的差额）"
EXACT = {"累计", "达", "首次", "同比"}  # qualifiers that leave a figure what it is
NOT_OF_ONE_BASIS = "口径不同，不能相减。"
MULTIPLE_FROM = 2  # from here on what grew is told as a multiple too


class AtATime(NamedTuple):
    """What a measure was at a time: its points, and the description of their basis where it is another one."""

    time: PartialDate
    points: Sequence[Point]
    other_basis: str = ""


def times_reply(
    own: Series, times: Iterable[PartialDate], catalogue: Catalogue, before: str = "", *, grown: bool = False
) -> Reply:
    """One measure at each of several times; where it has none, that of another basis, said to be one.

    `grown`: also how much more or less there is at the last of them than at the first, where that can be told.
    A button opens each fact, and the whole series.
    """
    every = [_at(time, own, catalogue) for time in sorted(times)]
    facts = {point.fact.id: point.fact for each in every for point in each.points}
    notes = [fact.note for fact in facts.values() if fact.note] if grown else []
    if own.indicator.note and (not grown or any(each.other_basis for each in every)):
        notes.append(own.indicator.note)
    sources = dict.fromkeys(catalogue.source_of(fact).short for fact in facts.values())
    shown = joined(
        before,
        f"{bold(own.indicator.name)}　{escape(own.description)}",
        "\n".join([*([_change(every)] if grown else []), *map(_line, every)]).lstrip(),
        italic("、".join(sources)),
        "\n".join(italic(f"注：{note}") for note in dict.fromkeys(notes)),
    )
    rows = [(Button(fact_label(fact), fact_press(fact)),) for fact in facts.values()]
    return Reply(shown, (*rows, (trend_button(own.indicator),)))


def _at(time: PartialDate, own: Series, catalogue: Catalogue) -> AtATime:
    others = (series for series in catalogue.series(own.indicator.id) if series.basis != own.basis)
    for series in (own, *others):
        if points := [point for point in series.points if point.when.overlaps(time)]:
            return AtATime(time, points, "" if series is own else series.description)
    return AtATime(time, ())


def _line(at: AtATime) -> str:
    said = date_text(at.time)
    told = "；".join(
        bold(figure_text(point.figure)) + (f"（{escape(when)}）" if (when := point_time(point)) != said else "")
        for point in at.points
    )
    if at.other_basis:
        return f"{said}：这一口径没有；另一口径（{escape(at.other_basis)}）：{told}"
    none = "没有这一年的记录" if at.time.precision is Precision.YEAR else "没有这个时候的记录"
    return f"{said}：{told or none}"


def _change(every: Sequence[AtATime]) -> str:
    """How much more or less there is at the last time than at the first, or from what to what it went.

    A figure that is over or about something, and a share as a fraction, cannot be subtracted.
    """
    if not all(each.points for each in (every[0], every[-1])):
        return ""
    if every[0].other_basis != every[-1].other_basis:
        return italic(NOT_OF_ONE_BASIS)
    first, last = every[0].points[-1].figure, every[-1].points[-1].figure
    one, other = _exact(first), _exact(last)
    if figure_text(first) == figure_text(last):
        return f"{bold('没有变化')}（{'两次都是' if one is None else '按这两个时点，都是'}{escape(figure_text(last))}）"
    if one is None or other is None or first.unit != last.unit:
        from_to = bold(f"由{figure_text(first)}到{figure_text(last)}")
        return from_to + italic(ABOUT if {*first.qualifiers, *last.qualifiers} - EXACT else "")
    if not (by := other - one):
        return f"{bold('没有变化')}（按这两个时点）"
    change = f"{'增加' if by > 0 else '减少'}{number_text(float(abs(by)))}{first.unit}"
    times = float(other / one) if one else 0.0
    multiple = f"，后者是前者的{number_text(round(times, 2))}倍" if times >= MULTIPLE_FROM else ""
    return f"{bold(escape(change))}{multiple}{italic(RECKONED)}"


def _exact(figure: Figure) -> Decimal | None:
    """Its value, if it can be subtracted: no fraction, and not over, under or about something."""
    if set(figure.qualifiers) - EXACT:
        return None
    try:
        return Decimal(str(figure.value))
    except InvalidOperation:
        return None

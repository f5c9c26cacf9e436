"""One measure of many cities or things, in order, and when it was at its highest: no winner across times or bases."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.facts import Indicator
from bot.render import presses
from bot.render.differences import amount, are_alike, are_counted_alike, basis_beside, count_the_same, exact
from bot.render.fact import fact_label, point_time, sources_and_notes
from bot.render.reply import Button, Reply, bold, escape, in_rows, italic, joined, label
from bot.render.trend import trend_button
from bot.render.words import point_text
from bot.search.most import Most
from bot.series import Point, Series
from bot.text import scale_and_unit

MOST_CITIES = 24  # lines and buttons: eight rows of a phone's keyboard
MOST_TIMES = 3  # at which the same was measured, that are told at the beginning
CITIES_ALONE, THINGS_ALONE = "（只比资料里有数的城市）", "（只比资料里有数的）"
NO_WINNER = "{why}，不能据此说哪个{most}；按数值排列："
NOT_ALIKE, NOT_EXACT = "时点或口径不同", "来源给的有约数"


class Measured(NamedTuple):
    """A city, or what is none (an airport, a university), by its name, and a figure of it."""

    name: str
    point: Point


def things_measured_reply(
    measure: str, every: Sequence[Measured], asked: Most, catalogue: Catalogue, before: str, *, alike: bool
) -> Reply:
    """The figure of each thing and its time, the most or the least first; which it is, where all are `alike`."""
    ordered = _in_order(every, asked)
    winner = _winner(ordered, asked, THINGS_ALONE) if alike else _no_winner(NOT_ALIKE, asked)
    facts, head = [each.point.fact for each in ordered], f"{bold(measure)}　有数的 {len(every)} 个"
    below = sources_and_notes(facts, (fact.note for fact in facts), catalogue)
    html = joined(before, winner, head, "\n".join(map(_line, ordered)), below)
    return Reply(html, tuple((Button(fact_label(fact), presses.fact(fact.id)),) for fact in facts))


def cities_measured_reply(
    indicator: Indicator, every: Sequence[Measured], asked: Most, catalogue: Catalogue, before: str
) -> Reply:
    """The figure of each city with its time, the most first, or the least where that is asked for.

    Which it is, is said where all count the same at one time. Buttons open the facts, and the whole series.
    """
    ordered = _in_order(every, asked)
    shown, left_out = ordered[:MOST_CITIES], len(ordered) - MOST_CITIES
    lines = [_line(each, _basis(each.point, catalogue)) for each in shown]
    lines += [f"另有 {left_out} 个"] if left_out > 0 else []
    head = f"{bold(indicator.name)}　有分城市数的 {len(every)} 个"
    facts = [each.point.fact for each in shown]
    below = sources_and_notes(facts, (indicator.note, *(fact.note for fact in facts)), catalogue)
    rows = in_rows(Button(label(each.name), presses.fact(each.point.fact.id)) for each in shown)
    html = joined(before, _first(ordered, asked, catalogue), head, "\n".join(lines), below)
    return Reply(html, (*rows, (trend_button(indicator),)))


def _first(ordered: Sequence[Measured], asked: Most, catalogue: Catalogue) -> str:
    if not asked.ends:
        return ""
    points = [each.point for each in ordered]
    if not count_the_same(points, catalogue):
        why = NOT_EXACT if are_counted_alike(points, catalogue) else NOT_ALIKE
        return _no_winner(why, asked)
    return _winner(ordered, asked, CITIES_ALONE)


def _no_winner(why: str, asked: Most) -> str:
    return italic(NO_WINNER.format(why=why, most=asked.most))


def _in_order(every: Sequence[Measured], asked: Most) -> list[Measured]:
    """Those with most first, or with least where that is asked for."""
    from_least = any(end.is_least for end in asked.ends[:1])
    return sorted(every, key=lambda each: amount(each.point.figure), reverse=not from_least)


def _winner(ordered: Sequence[Measured], asked: Most, alone: str) -> str:
    told = "；".join(_which(ordered, *end) for end in asked.ends)
    return f"{bold(told)}{italic(alone)}"


def _which(every: Sequence[Measured], most: str, is_least: bool) -> str:
    best = _best([each.point for each in every], is_least)
    first = [each for each in every if amount(each.point.figure) == best]
    return f"{most}的是{'、'.join(each.name for each in first)}：{point_text(first[0].point)}"


def _best(points: Sequence[Point], is_least: bool) -> Fraction:
    return (min if is_least else max)(amount(point.figure) for point in points)


def _line(each: Measured, basis: str = "") -> str:
    when = "，".join(filter(None, (point_time(each.point), basis)))
    return f"· {escape(each.name)}　{bold(point_text(each.point))}（{escape(when)}）"


def _basis(point: Point, catalogue: Catalogue) -> str:
    """How a figure was counted; empty where its basis is its place alone."""
    return catalogue.basis_of(point.figure) if basis_beside(point, catalogue) else ""


def highest_line(series: Series, asked: Most) -> str:
    """When there was most, or least, or both, in a series; or why that cannot be told."""
    points = series.points
    units = {scale_and_unit(point.figure.unit)[1] for point in points}
    if len(units) > 1 or not all(exact(each) is not None and are_alike(each.when, points[0].when) for each in points):
        return italic(f"来源给的是约数，或时段长短不同，比不出什么时候{asked.most}。")
    if len({amount(point.figure) for point in points}) == 1:
        return bold(f"几个时点一样，都是{point_text(points[0])}")
    told = "；".join(_when(points, *end) for end in asked.ends)
    return f"{bold(told)}{italic('（只比有记录的时点）')}"


def _when(points: Sequence[Point], most: str, is_least: bool) -> str:
    best = _best(points, is_least)
    first = [point for point in points if amount(point.figure) == best]
    times = "、".join(map(point_time, first[:MOST_TIMES])) + ("等" if len(first) > MOST_TIMES else "")
    return f"{most}的是{times}：{point_text(first[0])}"

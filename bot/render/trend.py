"""How an indicator moved: the points of each basis in order, as text and as bars; bases are never joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import RANK, Fact, Figure, Indicator, Place
from bot.render import presses
from bot.render.differences import BOTH, differ_in_place_alone
from bot.render.errata import erratum_text
from bot.render.fact import point_time
from bot.render.names import names_page
from bot.render.reply import PAGE_BLOCKS, Block, Button, Reply, bold, escape, in_rows, italic, joined, label, paged
from bot.render.words import figure_number, point_text
from bot.series import Point, Series

ONE_POINT = 1
NO_SIDES = "口径不同，不能相比、相减，只能并列看："
BAR, WIDEST = "▇", 12  # of the greatest value of a basis: a bar and its source fit on one line of a phone


def trend_reply(
    indicator: Indicator, number: int, catalogue: Catalogue, before: str = "", places: Sequence[Place] = ()
) -> Reply:
    """The points of every basis of an indicator, oldest first, each with its time and source.

    Of the `places` alone where they have series of their own that fit on a page; a button leads to all.
    """
    every = catalogue.series(indicator.id)
    own = [series for series in every if _is_of(series, places)]
    is_part = 0 < len(own) < len(every) and sum(len(series.points) for series in own) <= PAGE_BLOCKS
    shown = own if is_part else every
    lines = [f"{bold(indicator.name)}　趋势", *_apart(shown, catalogue)]
    if indicator.note:
        lines.append(italic(indicator.note))
    blocks = [block for series in shown for block in _points(series, catalogue)]
    page = paged("\n".join(lines), blocks, number, presses.trend(indicator.id), before)
    whole = (Button(label(f"{indicator.name}（全部）"), presses.trend(indicator.id)),)
    return replace(page, rows=(*page.rows, whole)) if is_part else page


def _is_of(series: Series, places: Sequence[Place]) -> bool:
    """Whether all of a series is of one of the places."""
    return {place_id for point in series.points for place_id in point.fact.places} in [{place.id} for place in places]


def _apart(every: Sequence[Series], catalogue: Catalogue) -> Iterator[str]:
    """The line that says how several series stand to one another."""
    if len(every) < BOTH:
        return
    if differ_in_place_alone(every, catalogue):
        yield f"有 {len(every)} 个地方的数，分开给出，不可相连；同一时点的可以用 /compare 相比。"
    elif len({frozenset(point.fact.places) for series in every for point in series.points}) > 1:
        yield f"有 {len(every)} 组数，地方或口径不同，分开给出，不可相连；口径不同的不可相减。"
    else:
        yield escape(f"有 {len(every)} 种口径，并列给出，不可相连、不可相减。")


def _points(series: Series, catalogue: Catalogue) -> list[Block]:
    single = len(series.points) == ONE_POINT
    bars = _bars([point.figure for point in series.points])
    heading = bold(series.description) + ("（只有一个时点，没有趋势可言）" if single else "")
    return [
        Block(
            f"{escape(point_time(point))}　{bold(point_text(point))}\n"
            f"{bar}{italic(' · '.join(filter(None, _told_by(point, catalogue))))}",
            presses.fact(point.fact.id),
            heading,
        )
        for point, bar in zip(series.points, bars, strict=True)
    ]


def _told_by(point: Point, catalogue: Catalogue) -> tuple[str, str]:
    """The source of a point, and what was told before it was corrected."""
    return catalogue.source_of(point.fact).short, erratum_text(point.fact, catalogue)


def _bars(figures: Sequence[Figure]) -> list[str]:
    """A bar for each figure, from nought, each with a space behind it; empty where they cannot be set side by side."""
    values = [value for figure in figures if (value := figure_number(figure)) is not None and value > 0]
    units = {figure.unit for figure in figures}
    if not len(values) == len(figures) > ONE_POINT or len(units) > 1 or RANK in units:  # of ranks less is more
        return [""] * len(figures)
    return [BAR * max(1, round(WIDEST * value / max(values))) + " " for value in values]


def indicators_reply(indicators: Sequence[Indicator]) -> Reply:
    """Indicators to choose from, as buttons."""
    page = names_page(indicators)
    return Reply(joined("要看哪一项？", page.mark), tuple(in_rows(map(trend_button, page.shown))))


def indicators_list(catalogue: Catalogue, before: str = "", number: int = 1) -> Reply:
    """All that was measured more than once, as buttons."""
    page = names_page(catalogue.moving_indicators, number, presses.trend())
    rows = in_rows(map(trend_button, page.shown))
    return Reply(joined(before, "有多个时点的指标：", page.mark), (*rows, *page.around))


def not_moved_text(fact: Fact) -> str:
    """That a fact's figures are of one time only, as HTML."""
    return f"“{escape(fact.title)}”没有几个时点的数，画不成图。"


def trend_button(indicator: Indicator) -> Button:
    return Button(label(indicator.name), presses.trend(indicator.id))

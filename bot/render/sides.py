"""Side by side: the same question for several places, what was measured in each, one measure at several times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.catalogue import Catalogue, Point, Series, newest_first
from bot.dates import PartialDate, Precision
from bot.facts import Fact, Place
from bot.render.fact import fact_label, fact_press, figure_lines, point_time
from bot.render.listing import NONE, city_press, in_rows, places_that_fit
from bot.render.reply import (
    PAGE_ENTITIES,
    PAGE_LENGTH,
    Button,
    Press,
    Reply,
    bold,
    entities,
    escape,
    italic,
    joined,
    label,
    repeated,
    shown_length,
)
from bot.render.trend import trend_button
from bot.render.words import date_text, figure_text, time_text
from bot.text import number_text

NOT_TOGETHER = "各自的时点和口径可能不同，不宜直接相减。"
NOT_OF_ONE_BASIS = "口径不同，不能相减。"
MOST_MEASURED = 12  # lines for all places together: what a phone shows without much scrolling
BACKGROUND = " · 背景资料"
TIMES_FROM = 2  # from which on what grew is also told as a multiple
MOST_FIGURES = 2  # of one fact, on one line


def sides_reply(
    sides: Sequence[tuple[Place, Fact | None]], asked: str, catalogue: Catalogue, before: str = ""
) -> Reply:
    """The same question for each of several places, side by side."""
    blocks, rows = [], []
    for place, fact in sides:
        if fact is None:
            blocks.append(f"{bold(place.name)}：没有找到“{repeated(asked)}”的记录")
            continue
        told = "\n".join(figure_lines(fact, catalogue) or [escape(fact.statement)])
        when = f"{time_text(fact)} · {catalogue.source_of(fact).short}"
        blocks.append(f"{bold(place.name)}　{escape(fact.title)}\n{told}\n{italic(when)}")
        rows.append((Button(fact_label(fact), fact_press(fact)),))
    found = [fact for _, fact in sides if fact is not None]
    return Reply(joined(before, *blocks, italic(NOT_TOGETHER) if len(found) > 1 else ""), tuple(rows))


def measured_reply(places: Sequence[Place], catalogue: Catalogue, before: str = "") -> Reply:
    """What was measured in each of several places, the newest first, as much as fits.

    Buttons open each card, and, where their ids fit on one, what the places have in common.
    """
    measured = [_measured(place, catalogue) for place in places]
    for most in range(max(1, MOST_MEASURED // len(places)), 0, -1):
        sides = [_side(place, facts, most, catalogue) for place, facts in zip(places, measured, strict=True)]
        shown = joined(before, *sides, italic(NOT_TOGETHER))
        if shown_length(shown) <= PAGE_LENGTH and entities(shown) <= PAGE_ENTITIES:
            break
    rows = in_rows(Button(label(f"{place.name}的全部"), city_press(place.id)) for place in places)
    together, left_out = places_that_fit(places, None)
    if not left_out:
        ids = "+".join(place.id for place in together)
        rows.append((Button("几地共同的", Press("city", (ids, NONE))),))
    return Reply(shown, tuple(rows))


def _side(place: Place, facts: Sequence[Fact], most: int, catalogue: Catalogue) -> str:
    lines = [
        f"· {escape(fact.title)}：{'；'.join(figure_lines(fact, catalogue)[:MOST_FIGURES])}"
        f"{italic(f'（{time_text(fact)} · {catalogue.source_of(fact).short}{BACKGROUND * fact.context}）')}"
        for fact in facts[:most]
    ]
    if len(facts) > most:
        lines.append(f"另有 {len(facts) - most} 条")
    return "\n".join([bold(place.name), *(lines or ["没有单独的数据"])])


def _measured(place: Place, catalogue: Catalogue) -> Sequence[Fact]:
    """The facts that give figures of one place by itself; no plan, which has none yet."""
    its = catalogue.within(place.id) | {catalogue.about.subject}

    def is_own(fact: Fact) -> bool:
        return bool(fact.figures) and fact.kind not in ("event", "plan") and its.issuperset(fact.places)

    return newest_first(filter(is_own, catalogue.of_place(place.id)))


def times_reply(
    own: Series, times: Iterable[PartialDate], catalogue: Catalogue, before: str = "", *, grown: bool = False
) -> Reply:
    """One measure at each of several times; where it has none, that of another basis, said to be one.

    `grown`: also how much more or less there is at the last of them than at the first, where that can be told.
    A button opens each fact, and the whole series.
    """
    others = [series for series in catalogue.series(own.indicator.id) if series.basis != own.basis]
    lines, facts, of_own, other_bases = [], [], [], False
    for time in sorted(times):
        points = _within(own, time)
        of_own.append(points[-1] if points else None)
        told = _told(points, date_text(time))
        for series in others if not points else ():
            if other := _within(series, time):
                points += other
                other_bases = True
                told += f"这一口径没有；另一口径（{escape(series.description)}）：{_told(other, date_text(time))}"
                break
        facts += [point.fact for point in points]
        lines.append(f"{date_text(time)}：{told or ('没有这一年的记录' if time.precision is Precision.YEAR else '没有这个时候的记录')}")
    change = change_text(of_own[0], of_own[-1]) if grown and of_own and of_own[0] and of_own[-1] else ""
    sources = dict.fromkeys(catalogue.source_of(fact).short for fact in facts)
    head = f"{bold(own.indicator.name)}　{escape(own.description)}"
    change = change or (italic(NOT_OF_ONE_BASIS) if grown and other_bases else "")
    note = italic(own.indicator.note) if own.indicator.note else ""
    shown = joined(before, head, "\n".join(filter(None, (change, *lines))), italic("、".join(sources)), note)
    rows = [(Button(fact_label(fact), fact_press(fact)),) for fact in {fact.id: fact for fact in facts}.values()]
    return Reply(shown, (*rows, (trend_button(own.indicator),)))


def change_text(first: Point, last: Point) -> str:
    """How much more or less a measure is at one time than at another, said to be reckoned and not reported.

    Empty where the two cannot be subtracted: shares as fractions, other units.
    """
    one, other = first.figure.value, last.figure.value
    if isinstance(one, str) or isinstance(other, str) or first.figure.unit != last.figure.unit or first is last:
        return ""
    by = Decimal(str(other)) - Decimal(str(one))
    if not by:
        return f"{bold('没有变化')}（按这两个时点）"
    about = "约" if first.figure.qualifiers or last.figure.qualifiers else ""
    amount = f"{about}{number_text(float(abs(by)))}{first.figure.unit}"
    times = f"，后者是前者的{about}{number_text(round(float(other) / float(one), 2))}倍" if one and float(other) / float(one) >= TIMES_FROM else ""
    by_how_much = bold(f"{'增加' if by > 0 else '减少'}{amount}")
    return f"{by_how_much}{escape(times)}{italic('（由下面两个时点算出，不是来源里的数）')}"


def _within(series: Series, time: PartialDate) -> list[Point]:
    return [point for point in series.points if point.when.overlaps(time)]


def _told(points: Iterable[Point], said: str) -> str:
    """The figures of points, each with its time unless that is `said` before them."""
    return "；".join(
        bold(figure_text(point.figure)) + (f"（{escape(when)}）" if (when := point_time(point)) != said else "")
        for point in points
    )

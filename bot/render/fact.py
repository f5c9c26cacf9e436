"""One fact in full: figure first, statement, time, speaker, how the figure moved, note, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from bot.catalogue import Catalogue
from bot.days import times_named, without_times
from bot.facts import Fact, Figure
from bot.render import presses
from bot.render.differences import differ_in_place_alone
from bot.render.links import FACT_CODE
from bot.render.reply import MAX_COPY, Button, Reply, bold, escape, italic, joined, label, quote
from bot.render.words import (
    citation,
    date_text,
    figure_text,
    is_part_of_a_year,
    says_more,
    source_text,
    speaker_text,
    time_text,
)
from bot.search import CLAIM, counts_things, is_counted_in, is_given_in, tells_growth
from bot.series import Point, Series
from bot.text import key, pairs

MOST_NEIGHBOURS = 4  # rows of buttons under a fact; more push the text off a phone's screen
MOST_FIGURES = 4

OTHER_BASIS = "另一口径，不能同上面的数相比"
PLANNED = "这是计划或预告，来源没有说已经完成"
_AMOUNT = re.compile("[0-9.]+[百千万亿]*[个家项条台件套]?")  # says nothing of what is counted


class First(Enum):
    """What a card begins with: what was asked for."""

    TITLE = auto()
    FIGURES = auto()
    GROWTH = auto()  # the figures, and of these what tells by how much something grew


def fact_label(fact: Fact) -> str:
    """A fact's name on a button: its title and when, never its figure."""
    when = date_text(fact.when)
    return label(fact.title if str(fact.when.first.year) in fact.title else f"{fact.title} · {when}")


def fact_reply(
    fact: Fact,
    catalogue: Catalogue,
    before: Sequence[str] = (),
    offered: Sequence[Fact] | None = None,
    first: First = First.TITLE,
    asked: str = "",
) -> Reply:
    """The card of a fact; `before` are lines of HTML above it.

    `offered` are other facts that may be meant: the card says so, and buttons open them. When it is empty no fact has a
    button, as where none can be pressed; when it is None, the fact's neighbours have them.
    Of several figures the one comes first that is of the time and of what was `asked` (a question), and whose name has
    most of it.
    """
    source = catalogue.source_of(fact)
    others = catalogue.neighbours(fact)[:MOST_NEIGHBOURS] if offered is None else offered
    after = italic(f"另有 {len(others)} 条也可能是所问，见按钮：") if offered else ""
    copied = Button("复制引用", copy=citation(fact, source, MAX_COPY))
    rows: list[tuple[Button, ...]] = [(copied, Button("分享", start=FACT_CODE + fact.id, share=fact.title))]
    rows += [(Button(fact_label(other), presses.fact(other.id)),) for other in others]
    rows.append(tuple(_ways_on(fact, catalogue)))
    html = joined("\n".join(before), _card(fact, catalogue, first, asked), after)
    return Reply(html, tuple(rows), shows=(fact.id,), is_choice=bool(offered))


def _ways_on(fact: Fact, catalogue: Catalogue) -> list[Button]:
    """The place, the topic and the source that a fact belongs to."""
    place = next(iter(catalogue.own_places(fact)), None)
    topic = catalogue.topic(fact.topics[0])
    ways = [Button(f"▸ {place.name}", presses.city(place.id))] if place else []
    ways += [Button(f"▸ {topic.name}", presses.topic(topic.id))] if topic else []
    return [*ways, Button("▸ 来源", presses.source(fact.source))]


def _card(fact: Fact, catalogue: Catalogue, first: First, asked: str) -> str:
    source = catalogue.source_of(fact)
    told = [f"时点：{escape(time_text(fact))}"]
    if fact.said_by is not None:
        told.append(f"出处：{escape(speaker_text(fact.said_by))}")
    told.append(f"来源：{escape(source_text(source))}")
    marks = [italic(catalogue.about.context_label)] if fact.context else []
    if fact.kind == "plan":
        marks.append(italic(PLANNED))
    head = ["\n".join([bold(fact.title), *marks]), "\n".join(figure_lines(fact, catalogue, first, asked))]
    return joined(
        *(head if first is First.TITLE else reversed(head)),
        escape(fact.statement),
        "\n".join(told),
        _movement(fact, catalogue),
        quote([f"注：{escape(fact.note)}"]) if fact.note else "",
    )


def figure_lines(fact: Fact, catalogue: Catalogue, first: First = First.FIGURES, asked: str = "") -> list[str]:
    """The figures of a fact, each with what it counts; a fact of one figure says that in its title already.

    Of one measure at several times each has its own.
    """
    times = times_named(asked)
    moving = {catalogue.figure_name(figure) for figure in fact.figures if figure.as_of}
    is_asked_for = bool(asked) and first is not First.TITLE
    asks_how_many = is_asked_for and not CLAIM.search(asked)
    if asks_how_many and not times and is_part_of_a_year(fact.when):
        every_name = map(catalogue.figure_name, fact.figures)
        moving.update(name for name in every_name if not tells_growth(name))  # else it reads as a whole year's amount

    def place(figure: Figure) -> tuple[bool, bool, bool, bool, int, int]:
        is_of_time = any(time.overlaps(figure.as_of or fact.when) for time in times)
        name, words = (
            key(catalogue.figure_name(figure)),
            key(catalogue.with_names(_AMOUNT.sub(" ", without_times(asked)))),
        )
        of_growth = first is First.GROWTH and tells_growth(f"{name}{figure.value}")
        is_counted = is_counted_in(asked, figure.unit)
        is_claimed = CLAIM.search(asked) is not None and is_given_in(asked, figure.unit)
        alike = -len(pairs(name) & pairs(words)), -len({*name} & {*words})
        return not is_of_time, not is_claimed, not of_growth, not is_counted, *alike

    every = fact.figures if fact.kind != "event" or is_asked_for else ()
    shown = (sorted(every, key=place) if asked or first is First.GROWTH else every)[:MOST_FIGURES]
    lines = []
    for figure in shown:
        name = catalogue.figure_name(figure)
        name += f"（{date_text(figure.as_of or fact.when)}）" if name in moving else ""
        value = bold(figure_text(figure))
        says_itself = len(shown) == 1 and fact.kind == "figure" and name == catalogue.figure_name(figure)
        is_of_a_kind = asks_how_many and counts_things(figure.unit) and says_more(name, asked)
        says_itself = says_itself and not is_of_a_kind
        lines.append(value if says_itself else f"{escape(name)}：{value}")
    return lines


def _movement(fact: Fact, catalogue: Catalogue) -> str:
    """How each figure moved on its own basis; points of another basis stand beside it and are never joined to it.

    What another place has of the same is no other way to count, and can be compared.
    """
    own = catalogue.own_series(fact)
    lines, notes = [], []
    for series in catalogue.series_of(fact):
        is_own = series in own
        if is_own and len(series.points) < 2:
            continue
        of_it = next(each for each in own if each.indicator.id == series.indicator.id)
        heading = "其他地方的同一指标" if differ_in_place_alone((of_it, series), catalogue) else OTHER_BASIS
        heading = "历次数据" if is_own else heading
        lines.append(f"{heading}：{escape(series.indicator.name)}（{escape(series.description)}）")
        lines += _points(series, fact)
        if series.indicator.note and series.indicator.note not in notes and not is_own and not fact.note:
            notes.append(series.indicator.note)
    return quote([*lines, *(escape(f"注：{note}") for note in notes)]) if lines else ""


def _points(series: Series, fact: Fact) -> list[str]:
    lines = []
    for point in series.points:
        text = f"{point_time(point)}  {figure_text(point.figure)}"
        lines.append(f"▸ {bold(text)}" if point.fact.id == fact.id else f"· {escape(text)}")
    return lines


def point_time(point: Point) -> str:
    """When a point speaks of; of a target when it is due, and when it was set."""
    if point.fact.kind == "plan" and point.fact.due is not None:
        return f"{date_text(point.fact.due)}目标（{date_text(point.when)}提出）"
    return date_text(point.when)

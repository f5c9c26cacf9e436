"""One fact in full: figure first, statement, time, speaker, how the figure moved, note and remark, source."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render import presses
from bot.render.differences import differ_in_place_alone
from bot.render.links import FACT_CODE
from bot.render.reply import MAX_COPY, Button, Reply, bold, escape, italic, joined, label, quote
from bot.render.words import citation, date_text, figure_text, source_text, speaker_text, time_text
from bot.search.telling import figures_told
from bot.search.told import FigureTold
from bot.series import Point, Series

MOST_NEIGHBOURS = 4  # rows of buttons under a fact; more push the text off a phone's screen

OTHER_BASIS = "另一口径，不能同上面的数相比"
PLANNED = "这是计划或预告，来源没有说已经完成"


class First(Enum):
    """What a card begins with: what was asked for."""

    TITLE = auto()
    FIGURES = auto()


def fact_label(fact: Fact) -> str:
    """A fact's name on a button: its title and when, never its figure."""
    when = date_text(fact.when)
    return label(fact.title if str(fact.when.first.year) in fact.title else f"{fact.title} · {when}")


def fact_reply(fact: Fact, catalogue: Catalogue, before: Sequence[str] = (), first: First = First.TITLE) -> Reply:
    """The card of a fact, with its neighbours on buttons; `before` are lines of HTML above it."""
    return card_reply(fact, catalogue, before, first, others=catalogue.neighbours(fact)[:MOST_NEIGHBOURS])


def card_reply(
    fact: Fact,
    catalogue: Catalogue,
    before: Sequence[str] = (),
    first: First = First.TITLE,
    figures: Sequence[FigureTold] | None = None,
    others: Sequence[Fact] = (),
) -> Reply:
    """The card of a fact with these of its figures, or all; `others` have buttons."""
    told = figures_told(fact, catalogue) if figures is None else figures
    copied = Button("复制引用", copy=citation(fact, catalogue.source_of(fact), MAX_COPY))
    rows: list[tuple[Button, ...]] = [(copied, Button("分享", start=FACT_CODE + fact.id, share=fact.title))]
    rows += [(Button(fact_label(other), presses.fact(other.id)),) for other in others]
    rows.append(tuple(_ways_on(fact, catalogue)))
    return Reply(joined("\n".join(before), _card(fact, catalogue, first, told)), tuple(rows), shows=(fact.id,))


def _ways_on(fact: Fact, catalogue: Catalogue) -> list[Button]:
    """The place, the topic and the source that a fact belongs to."""
    place = next(iter(catalogue.own_places(fact)), None)
    topic = catalogue.topic(fact.topics[0])
    ways = [Button(f"▸ {place.name}", presses.city(place.id))] if place else []
    ways += [Button(f"▸ {topic.name}", presses.topic(topic.id))] if topic else []
    return [*ways, Button("▸ 来源", presses.source(fact.source))]


def _card(fact: Fact, catalogue: Catalogue, first: First, figures: Sequence[FigureTold]) -> str:
    source = catalogue.source_of(fact)
    told = [f"时点：{escape(time_text(fact))}"]
    if fact.said_by is not None:
        told.append(f"出处：{escape(speaker_text(fact.said_by))}")
    told.append(f"来源：{escape(source_text(source))}")
    marks = [italic(catalogue.about.context_label)] if fact.context else []
    if fact.kind == "plan":
        marks.append(italic(PLANNED))
    head = ["\n".join([bold(fact.title), *marks]), "\n".join(map(_figure_line, figures))]
    return joined(
        *(head if first is First.TITLE else reversed(head)),
        escape(fact.statement),
        "\n".join(told),
        _movement(fact, catalogue),
        _comments(fact),
    )


def _comments(fact: Fact) -> str:
    """How a fact is to be understood, to which a verdict points; and what else there is to say of it."""
    told = (("注", fact.note), ("说明", fact.remark))
    lines = [f"{name}：{escape(text)}" for name, text in told if text]
    return quote(lines) if lines else ""


def figure_lines(fact: Fact, catalogue: Catalogue, asked: str = "") -> list[str]:
    """The figures of a fact, each with what it counts; those first for which it is `asked`."""
    return [*map(_figure_line, figures_told(fact, catalogue, asked))]


def _figure_line(told: FigureTold) -> str:
    value = bold(figure_text(told.figure))
    when = f"（{date_text(told.when)}）" if told.when else ""
    return f"{escape(told.name)}{when}：{value}" if told.name else value


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

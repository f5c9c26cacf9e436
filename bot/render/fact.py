"""One fact in full: figure first, statement, time, speaker, how the figure moved, note and remark, source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from bot.catalogue import Catalogue
from bot.facts import Fact, Indicator
from bot.render import presses
from bot.render.differences import differ_in_place_alone
from bot.render.errata import erratum_text, valid_citation
from bot.render.links import FACT_CODE
from bot.render.reply import (
    MAX_COPY,
    MAX_LENGTH,
    PER_ROW,
    Button,
    Reply,
    bold,
    escape,
    italic,
    joined,
    label,
    quote,
    shown_length,
)
from bot.render.words import date_text, figure_text, point_text, source_text, speaker_text, time_text
from bot.search.telling import figures_told
from bot.search.told import FigureTold
from bot.series import Point, Series

MOST_NEIGHBOURS = 4  # rows of buttons under a fact; more push the text off a phone's screen
MOST_POINTS = 8  # of a series in a card: those beside the fact's own; a button opens the rest
MOST_SERIES = 6  # of a fact's figures in its card, and of the same elsewhere
LEFT_FOR_ABOVE = 1_000  # UTF-16 code units for what stands above a card: what was asked, and a verdict

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
    copied = Button("复制引用", copy=valid_citation(fact, catalogue, MAX_COPY))
    rows: list[tuple[Button, ...]] = [(copied, Button("分享", start=FACT_CODE + fact.id, share=fact.title))]
    rows += [(Button(fact_label(other), presses.fact(other.id)),) for other in others]
    card, cut = _card(fact, catalogue, first, told)
    if cut:
        rows.append(tuple(Button(label(f"▸ {each.name}（全部）"), presses.trend(each.id)) for each in cut[:PER_ROW]))
    rows.append(tuple(_ways_on(fact, catalogue)))
    valid = catalogue.errata.standing(fact)  # what is asked next is asked of what is right
    return Reply(joined("\n".join(before), card), tuple(rows), shows=(valid.id,))


def _ways_on(fact: Fact, catalogue: Catalogue) -> list[Button]:
    """The place, the topic and the source that a fact belongs to."""
    place = next(iter(catalogue.own_places(fact)), None)
    topic = catalogue.topic(fact.topics[0])
    ways = [Button(f"▸ {place.name}", presses.city(place.id))] if place else []
    ways += [Button(f"▸ {topic.name}", presses.topic(topic.id))] if topic else []
    return [*ways, Button("▸ 来源", presses.source(fact.source))]


def _card(
    fact: Fact, catalogue: Catalogue, first: First, figures: Sequence[FigureTold]
) -> tuple[str, Sequence[Indicator]]:
    """The text, and the indicators of which it has not all points."""
    source = catalogue.source_of(fact)
    told = [f"时点：{escape(time_text(fact))}"]
    if fact.said_by is not None:
        told.append(f"出处：{escape(speaker_text(fact.said_by))}")
    told.append(f"来源：{escape(source_text(source))}")
    marks = [italic(catalogue.about.context_label)] if fact.context else []
    if erratum := erratum_text(fact, catalogue):
        marks.append(bold(erratum))
    if fact.kind == "plan":
        marks.append(italic(PLANNED))
    head = ["\n".join([bold(fact.title), *marks]), "\n".join(_figure_line(each, fact) for each in figures)]
    said = joined(*(head if first is First.TITLE else reversed(head)), escape(fact.statement), "\n".join(told))
    comments = comments_text(fact)
    room = MAX_LENGTH - LEFT_FOR_ABOVE - shown_length(said) - shown_length(comments)
    movement, cut = _movement(fact, catalogue, room)
    return joined(said, movement, comments), cut


def comments_text(fact: Fact) -> str:
    """How a fact is to be understood, to which a verdict points; and what else there is to say of it: HTML."""
    told = (("注", fact.note), ("说明", fact.remark))
    lines = [f"{name}：{escape(text)}" for name, text in told if text]
    return quote(lines) if lines else ""


def figure_lines(fact: Fact, catalogue: Catalogue, asked: str = "", *, behind_title: bool = False) -> list[str]:
    """The figures of a fact, each with what it counts; those first for which it is `asked`.

    `behind_title`: what the title names is not named again where the fact has no other figure.
    """
    told = figures_told(fact, catalogue, asked)
    if behind_title and len(told) == 1 and told[0].name in fact.title:
        told = [told[0]._replace(name="")]
    return [_figure_line(each, fact) for each in told]


def _figure_line(told: FigureTold, fact: Fact) -> str:
    value = bold(figure_text(told.figure, fact.statement))
    when = f"（{date_text(told.when)}）" if told.when else ""
    return f"{escape(told.name)}{when}：{value}" if told.name else value


def _movement(fact: Fact, catalogue: Catalogue, room: int) -> tuple[str, Sequence[Indicator]]:
    """How each figure moved on its own basis; points of another basis stand beside it and are never joined to it.

    What another place has of the same is no other way to count, and can be compared. It takes at most so many UTF-16
    code units (`room`); with the indicators of which it leaves something out.
    """
    if catalogue.errata.correction_of(fact):  # it is no point of any series
        return "", ()
    own = catalogue.own_series(fact)
    lines: list[str] = []
    notes: list[str] = []
    told = [each for each in catalogue.series_of(fact) if each not in own or len(each.points) > 1]
    cut = {each.indicator.id: each.indicator for each in told[MOST_SERIES:]}
    for series in told[:MOST_SERIES]:
        is_own, indicator = series in own, series.indicator
        of_it = next(each for each in own if each.indicator.id == indicator.id)
        heading = "其他地方的同一指标" if differ_in_place_alone((of_it, series), catalogue) else OTHER_BASIS
        heading = "历次数据" if is_own else heading
        shown = _points_around(series, fact)
        more = [f"{heading}：{escape(indicator.name)}（{escape(series.description)}）", *_points(shown, fact)]
        note = [f"注：{escape(indicator.note)}"] if indicator.note and not is_own and not fact.note else []
        with_it = list(dict.fromkeys([*notes, *note]))
        fits = shown_length("\n".join([*lines, *more, *with_it])) <= room
        if fits:
            lines, notes = [*lines, *more], with_it
        if not fits or len(shown) < len(series.points):
            cut[indicator.id] = indicator
    return quote([*lines, *notes]) if lines else "", tuple(cut.values())


def _points_around(series: Series, fact: Fact) -> Sequence[Point]:
    """The points of a series beside the fact's own, or the newest, as many as a card has."""
    points = series.points
    own = next((at for at, point in enumerate(points) if point.fact.id == fact.id), len(points) - 1)
    start = max(0, min(own - MOST_POINTS // 2, len(points) - MOST_POINTS))
    return points[start : start + MOST_POINTS]


def _points(points: Sequence[Point], fact: Fact) -> list[str]:
    lines = []
    for point in points:
        text = f"{point_time(point)}  {point_text(point)}"
        lines.append(f"▸ {bold(text)}" if point.fact.id == fact.id else f"· {escape(text)}")
    return lines


def point_time(point: Point) -> str:
    """When a point speaks of; of a target when it is due, and when it was set."""
    if point.fact.kind == "plan" and point.fact.due is not None:
        return f"{date_text(point.fact.due)}目标（{date_text(point.when)}提出）"
    return date_text(point.when)


def sources_and_notes(facts: Iterable[Fact], notes: Iterable[str | None], catalogue: Catalogue) -> str:
    """Below the figures of several facts: who published them, and how they are to be understood; each once. HTML."""
    sources = dict.fromkeys(catalogue.source_of(fact).short for fact in facts)
    told = dict.fromkeys(filter(None, notes))
    return joined(italic("、".join(sources)), "\n".join(italic(f"注：{note}") for note in told))

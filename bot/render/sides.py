"""Two or more places side by side: the same question for each, or what was measured in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalogue import Catalogue, newest_first
from bot.facts import Fact, Place
from bot.render.fact import fact_label, fact_press, figure_lines
from bot.render.listing import NONE, city_press
from bot.render.reply import Button, Press, Reply, bold, escape, italic, joined, repeated
from bot.render.words import time_text

NOT_TOGETHER = "各自的时点和口径可能不同，不宜直接相减。"
MOST_MEASURED = 6  # figures of one place: two places fit on a phone's screen


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


def measured_reply(places: Sequence[Place], catalogue: Catalogue, before: str = "") -> Reply | None:
    """What was measured in each of several places, the newest first; None when nothing was in any of them.

    Buttons open each card, and what they have in common.
    """
    measured = [list(_measured(place, catalogue)) for place in places]
    if not any(measured):
        return None
    sides = zip(places, measured, strict=True)
    blocks = ["\n".join([bold(place.name), *(lines or ["没有单独的数据"])]) for place, lines in sides]
    together = Press("city", ("+".join(place.id for place in places), NONE))
    cards = tuple(Button(f"{place.name}的全部", city_press(place.id)) for place in places)
    rows = (cards, (Button("几地共同的", together),))
    return Reply(joined(before, *blocks, italic(NOT_TOGETHER)), rows)


def _measured(place: Place, catalogue: Catalogue) -> Iterator[str]:
    """The figures of one place by itself, each with what it counts and when."""
    around = {parent.id for parent in catalogue.parents(place)} | {catalogue.about.subject}
    its = catalogue.within(place.id) | around

    def is_own(fact: Fact) -> bool:
        return bool(fact.figures) and fact.kind != "event" and its.issuperset(fact.places)

    own = filter(is_own, catalogue.of_place(place.id))
    for fact in list(newest_first(own))[:MOST_MEASURED]:
        told = "；".join(figure_lines(fact, catalogue))
        yield f"· {escape(fact.title)}：{told}{italic(f'（{time_text(fact)}）')}"

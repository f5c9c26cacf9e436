"""Side by side: the same question for several places, what was measured in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.facts import Fact, Indicator, Place, newest_first
from bot.render import presses
from bot.render.differences import which_is_more
from bot.render.fact import PLANNED, fact_label, figure_lines
from bot.render.listing import marks_of, places_that_fit
from bot.render.reply import (
    PAGE_ENTITIES,
    PAGE_LENGTH,
    Button,
    Reply,
    bold,
    entities,
    escape,
    in_rows,
    italic,
    joined,
    label,
    repeated,
    shown_length,
)

TOGETHER = "这是几地合在一起的数，没有分开的。"
NOT_TOGETHER = "各自的时点和口径可能不同，不宜直接相减。"
RECKONED = "（由下面的数算出，不是来源里的数）"
MOST_MEASURED = 12  # lines for all places together: what a phone shows without much scrolling
MOST_FIGURES = 2  # of one fact, on one line


class Side(NamedTuple):
    """A side of a comparison: its name (none where its fact's title says it), what is asked of it, the fact, if any."""

    name: str
    asked: str
    fact: Fact | None


def sides_reply(
    sides: Sequence[Side], catalogue: Catalogue, before: str = "", measures: Sequence[Indicator] = ()
) -> Reply:
    """The same question for each of several places, side by side; or one of each of several things.

    Where figures of one of the `measures` count the same at one time, first by how much one is more than the other, or
    which is the most.
    """
    found = [(side.name, side.fact) for side in sides if side.fact is not None]
    blocks = [_told(side, catalogue) for side in sides]
    rows = [(Button(fact_label(fact), presses.fact(fact.id)),) for _, fact in found]
    more = which_is_more([name for name, _ in found], [fact for _, fact in found], measures, catalogue)
    before = joined(before, f"{bold(more)}{italic(RECKONED)}" if more else "")
    after = italic(NOT_TOGETHER) if len(found) > 1 and not more else ""
    ids = tuple(dict.fromkeys(fact.id for _, fact in found))
    return Reply(joined(before, *blocks, after), tuple(rows), shows=ids if len(ids) > 1 else ())


def _told(side: Side, catalogue: Catalogue) -> str:
    name, asked, fact = side
    if fact is None:
        return f"{bold(name)}：没有找到“{repeated(asked)}”的记录"
    told = "\n".join(figure_lines(fact, catalogue, asked=asked) or [escape(fact.statement)])
    are_together = fact.figures and len(catalogue.own_places(fact)) > 1 and not catalogue.counts_apart(fact)
    told += f"\n{italic(TOGETHER)}" if are_together else ""
    told += f"\n{italic(PLANNED)}" if fact.kind == "plan" else ""
    head = f"{bold(name)}　{escape(fact.title)}" if name else bold(fact.title)
    return f"{head}\n{told}\n{italic(marks_of(fact, catalogue))}"


def measured_reply(places: Sequence[Place], catalogue: Catalogue, before: str) -> Reply:
    """What was measured in each of several places, the newest first, as much as fits.

    Buttons open each card, and, where their ids fit on one, what the places have in common.
    """
    measured = [_measured(place, catalogue) for place in places]
    after = italic(NOT_TOGETHER) if sum(map(bool, measured)) > 1 else ""
    for most in range(max(1, MOST_MEASURED // len(places)), 0, -1):
        sides = [_side(place, facts, most, catalogue) for place, facts in zip(places, measured, strict=True)]
        shown = joined(before, *sides, after)
        if shown_length(shown) <= PAGE_LENGTH and entities(shown) <= PAGE_ENTITIES:
            break
    rows = in_rows(Button(label(f"{place.name}的全部"), presses.city(place.id)) for place in places)
    together, left_out = places_that_fit(places, None)
    if not left_out:
        rows.append((Button("几地共同的", presses.cities(together)),))
    return Reply(shown, tuple(rows))


def _side(place: Place, facts: Sequence[Fact], most: int, catalogue: Catalogue) -> str:
    lines = [
        f"· {escape(fact.title)}：{'；'.join(figure_lines(fact, catalogue, behind_title=True)[:MOST_FIGURES])}"
        f"{italic(f'（{marks_of(fact, catalogue)}）')}"
        for fact in facts[:most]
    ]
    if len(facts) > most:
        lines.append(f"另有 {len(facts) - most} 项")
    return "\n".join([bold(place.name), *(lines or ["没有单独的数据"])])


def _measured(place: Place, catalogue: Catalogue) -> Sequence[Fact]:
    """The facts that give figures of one place by itself, of each series the newest; no plan, which has none yet."""
    its = catalogue.within(place.id) | {catalogue.about.subject}

    def is_own(fact: Fact) -> bool:
        return bool(fact.figures) and fact.kind not in ("event", "plan") and its.issuperset(fact.places)

    newest, known = list[Fact](), set[tuple[str | None, str | None]]()
    for fact in newest_first(filter(is_own, catalogue.of_place(place.id))):
        of_series = {(figure.indicator, figure.basis) for figure in fact.figures}
        if (None, None) in of_series or of_series - known:
            newest.append(fact)
        known |= of_series
    return newest

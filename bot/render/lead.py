"""What a reply begins with when the question wants something particular: the date, the person, the place, the list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render.listing import entry
from bot.render.reply import Reply, bold, italic, joined, page_of, page_rows
from bot.render.words import date_text, names_figure, speaker_text, time_text
from bot.search import Wants
from bot.text import key
from bot.whereabouts import whereabouts

HALF = 0.5
_OF_THE_FIGURE = re.compile("哪一?年的?(?:数据?|数字)|(?:数据?|数字).{0,4}哪一?[年天]|截至(?:哪|什么)")
ANNIVERSARY = "周年"  # when that was is not when it began


def lead(fact: Fact, wants: Wants, named: float = 1.0, question: str = "") -> str:
    """The line that answers when, or who; empty for a question that wants neither.

    `named`: how much of what was asked the fact is named for; the date of something else would be no answer. Who said
    it is one, whatever the fact is named for, and so is who is asked about by name. When a figure was so that the
    `question` names is as of when it is.
    """
    is_named = named >= HALF
    if wants & Wants.DATE and is_named and not (ANNIVERSARY in fact.title and ANNIVERSARY not in question):
        if fact.date is not None:
            return bold(date_text(fact.date))
        if fact.due is not None:
            return f"{bold(date_text(fact.due))}（预定）"
        if any(names_figure(question, figure) for figure in fact.figures) or _OF_THE_FIGURE.search(question):
            return bold(time_text(fact))
        return italic(f"来源没有写明日期（时点：{time_text(fact)}）。")
    said_by = fact.said_by
    if (
        wants & Wants.PERSON
        and not wants & Wants.SIDES
        and said_by is not None
        and said_by.name is not None
        and (is_named or wants & Wants.SPEAKER or key(said_by.name) in key(question))
    ):
        return f"{bold(speaker_text(said_by))}　{time_text(fact)}"
    return ""


def where(fact: Fact, catalogue: Catalogue, named: float = 1.0) -> str:
    """The line that answers where, if the fact's statement says that it is there; empty for all else."""
    place = whereabouts(fact, catalogue) if named >= HALF else None
    if place is None:
        return ""
    province = catalogue.province_of(place)
    return bold(f"{place.name}（{province.name}）" if province else place.name)


def list_reply(facts: Sequence[Fact], catalogue: Catalogue, before: str) -> Reply:
    """Several facts that answer together, one after another; each number opens one."""
    blocks = [entry(fact, catalogue) for fact in facts]
    page = page_of(blocks, 1)
    page = page_of(blocks[: len(page.opens)], 1)  # what does not fit on one page is not near enough to turn to
    return Reply(joined(before, f"有 {len(page.opens)} 条：", page.html), tuple(page_rows(page)))

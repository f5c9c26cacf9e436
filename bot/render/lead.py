"""What a reply begins with when the question wants something particular: the date, the person, the place, the list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact, Place
from bot.render.listing import entry
from bot.render.reply import Press, Reply, bold, italic, joined, page_of, page_rows
from bot.render.words import date_text, speaker_text, time_text
from bot.search import Wants
from bot.text import normal

HALF = 0.5
_WHERE = re.compile("在哪(?!.{0,2}[年月日天])|哪里|哪儿|哪个(?:城市|市|区|县|省|地方|地区)|什么地方|何[地处]|where")


def lead(fact: Fact, wants: Wants, named: float = 1.0) -> str:
    """The line that answers when, or who; empty for a question that wants neither.

    `named`: how much of what was asked the fact is named for; the date of something else would be no answer.
    """
    if named < HALF:
        return ""
    if wants & Wants.DATE:
        if fact.date is not None:
            return bold(date_text(fact.date))
        if fact.due is not None:
            return f"{bold(date_text(fact.due))}（预定）"
        return italic(f"来源没有写明日期（时点：{time_text(fact)}）。")
    if wants & Wants.PERSON and fact.said_by is not None and fact.said_by.name is not None:
        return f"{bold(speaker_text(fact.said_by))}　{time_text(fact)}"
    return ""


def asks_place(question: str) -> bool:
    """Whether a question wants to hear where something is."""
    return _WHERE.search(normal(question)) is not None


def where(fact: Fact, catalogue: Catalogue, named: float = 1.0) -> str:
    """The place of an event or an institution, if its statement says that it is there; empty for all else.

    A fact's places are those that it tells of: where a delegation is from is not where it met.
    """
    if named < HALF or fact.kind not in ("event", "institution"):
        return ""
    told = [place for each in fact.places if (place := catalogue.place(each)) and _is_at(place, fact.statement)]
    around = {parent.id for place in told for parent in catalogue.parents(place)}
    found = [place for place in told if place.id not in around]
    if len(found) != 1:
        return ""
    provinces = [parent.name for parent in catalogue.parents(found[0]) if parent.kind == "province"]
    return bold(f"{found[0].name}{f'（{provinces[0]}）' if provinces else ''}")


def _is_at(place: Place, statement: str) -> bool:
    name = re.escape(place.name)
    there = f"(?:在|于|地点是|落户|落地)[^，。；、（）]{{0,6}}{name}|中心（{name}）"
    held = f"{name}的[^，。；、]+(?:举办|举行|召开)"
    return place.kind not in ("country", "region") and re.search(f"{there}|{held}", statement) is not None


def list_reply(facts: Sequence[Fact], catalogue: Catalogue, before: str) -> Reply:
    """Several facts that answer together, one after another; each number opens one."""
    blocks = [entry(fact, catalogue) for fact in facts]
    page = page_of(blocks, 1)
    page = page_of(blocks[: len(page.opens)], 1)  # what does not fit on one page is not near enough to turn to
    return Reply(joined(before, f"有 {len(page.opens)} 条：", page.html), tuple(page_rows(page, Press(""))))

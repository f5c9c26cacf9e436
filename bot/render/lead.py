"""What a reply begins with when the question wants something particular: the date, the person, the place, the list."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render.holder import holder
from bot.render.listing import entry, topic_button
from bot.render.reply import Block, Reply, bold, italic, joined, listed_on, page_of, page_rows
from bot.render.untold import asks_by_whom, is_in_office
from bot.render.words import date_text, names_figure, speaker_text, time_text
from bot.search import WHEN, Wants, untold_by
from bot.text import key
from bot.told_time import told_time
from bot.verbs import BEGUN, BUILT, FOUNDED, OPENED
from bot.whereabouts import places_listed, whereabouts

HALF = 0.5
# Of a figure it is asked of which year it is, and not when something happened.
_OF_THE_FIGURE = re.compile("哪一?年的?(?:数据?|数字)|(?:数据?|数字).{0,4}哪一?[年天]|截至(?:哪|什么)")
_OF_WHICH_YEAR = re.compile("哪一?年的[呢啊呀]?[?？]*$")
_DOES_WHAT = re.compile("^是?[干做](?:什么|啥)的[呢啊呀]?[?？]*$")  # of a person, whose name was there before it
_HELD_AGAIN = re.compile("[届次场]")  # the amount of a session is not the session
ANNIVERSARY = "周年"  # when that was is not when it began
NOT_WHEN_FOUNDED = "来源没有写何时成立；记录的是："
NOT_WHEN_BUILT = "来源没有写何时建成；记录的是："
_ASKS_WHEN_FOUNDED = re.compile(f"{WHEN}(?:{FOUNDED})|(?:{FOUNDED})(?:的?时间|日期)|(?:founded|set up)(?![a-z])")
_TELLS_FOUNDED = re.compile(f"{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|获批|批准|发起|组成|率先|开始|实施|建设|设在")
_ASKS_WHEN_BUILT = re.compile(
    f"{WHEN}(?:能|会|可以)?(?:{BUILT})|(?:{BUILT})的?(?:时间|日期)|when .*(?:built|completed)(?![a-z])"
)
_TELLS_BUILT = re.compile(f"{BUILT}|{OPENED}|完成|竣")
# What asks when something was brought about, what a fact must tell of for its date to be that, and what is said else.
_NOT_WHEN = (
    (_ASKS_WHEN_FOUNDED, _TELLS_FOUNDED, NOT_WHEN_FOUNDED),
    (_ASKS_WHEN_BUILT, _TELLS_BUILT, NOT_WHEN_BUILT),
)


def lead(fact: Fact, wants: Wants, named: float = 1.0, question: str = "", *, is_nearest: bool = False) -> str:
    """The line that answers when, or who; empty for a question that wants neither.

    `named`: how much of what was asked the fact is named for; the date of something else would be no answer. Who said
    it is one, whatever the fact is named for, and so is who is asked about by name. `is_nearest`: whether the fact
    stands in for one that is not there; what it does not tell then matters to nobody.
    """
    is_named = named >= HALF
    said_by = fact.said_by if fact.said_by is not None and fact.said_by.name is not None else None
    is_anniversary = ANNIVERSARY in fact.title and ANNIVERSARY not in question
    if wants & Wants.DATE and not is_anniversary and not (wants & Wants.SPEAKER and said_by is not None):
        if is_named and (told := _when(fact, question)):
            return told
        is_untold = is_named or bool(untold_by(fact.note) & Wants.DATE and fact.date is None)
        if is_untold and not is_nearest:
            return italic(f"来源没有写明日期（时点：{time_text(fact)}）。")
    asks_who = wants & Wants.PERSON or (said_by and _DOES_WHAT.search(question.replace(said_by.name or "", "", 1)))
    if (
        asks_who
        and not wants & (Wants.SIDES | Wants.LIST)
        and said_by is not None
        and (not asks_by_whom(question) or wants & Wants.SPEAKER or is_in_office(fact, question))
        and (is_named or wants & Wants.SPEAKER or key(said_by.name or "") in key(question))
    ):
        return f"{bold(speaker_text(said_by))}　{time_text(fact)}"
    if wants & Wants.PERSON and not is_nearest and (held := holder(fact, question))[0]:
        return f"{bold(held[0])}　任{held[1]}"
    return ""


def _when(fact: Fact, question: str) -> str:
    """When it happened, or is due, or was said; empty where that is not told.

    When a figure was so that the question names, or of which it asks of what year it is, is as of when it is.
    """
    for asks, tells, not_when in _NOT_WHEN:
        if asks.search(question) and not tells.search(f"{fact.title}{fact.statement}"):
            return italic(not_when) if fact.date is not None else ""
    if fact.date is not None:
        return bold(date_text(fact.date))
    if fact.due is not None:
        return f"{bold(date_text(fact.due))}（预定）"
    is_of_figure = any(names_figure(question, figure) for figure in fact.figures) or _OF_THE_FIGURE.search(question)
    if _OF_WHICH_YEAR.search(question) and fact.kind == "figure" and not _HELD_AGAIN.search(fact.title):
        is_of_figure = True
    then = time_text(fact) if is_of_figure else told_time(fact, question)
    return bold(then) if then else ""


def where(fact: Fact, catalogue: Catalogue, named: float = 1.0) -> str:
    """The line that answers where, if the fact's statement says that it is there, or in which places; else empty."""
    if named < HALF:
        return ""
    if (place := whereabouts(fact, catalogue)) is None:
        listed = "、".join(each.name for each in places_listed(fact, catalogue))
        return bold(listed) if listed else ""
    province = catalogue.province_of(place)
    return bold(f"{place.name}（{province.name}）" if province else place.name)


def list_reply(
    facts: Sequence[Fact], catalogue: Catalogue, before: str, noted: Collection[str] = (), *, is_all: bool = True
) -> Reply:
    """Several facts that answer together, one after another; each number opens one.

    `noted`: the ids of those whose notes are told, too, as far as their first sentences. Where they are not all that
    there is (`is_all`), and of one topic, a button opens that.
    """
    blocks = [_noted(fact, catalogue) if fact.id in noted else entry(fact, catalogue) for fact in facts]
    page = page_of(blocks, 1)
    page = page_of(blocks[: len(page.opens)], 1)  # what does not fit on one page is not near enough to turn to
    is_all &= len(page.opens) == len(facts)
    html = joined(before, f"有 {len(page.opens)} 条：" if is_all else f"有 {len(page.opens)} 条最相近的：", page.html)
    topics = () if is_all else set[str].intersection(*(set(fact.topics) for fact in facts))
    on = tuple((topic_button(topic),) for topic in catalogue.topics if topic.id in topics)
    return Reply(html, (*page_rows(page), *on), shows=listed_on(page))


def _noted(fact: Fact, catalogue: Catalogue) -> Block:
    told, (note, end, _) = entry(fact, catalogue), (fact.note or "").partition("。")
    return replace(told, html=f"{told.html}\n{italic(f'注：{note}{end}')}")

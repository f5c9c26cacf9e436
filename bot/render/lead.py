"""What a reply begins with when the question wants something particular: the date, the person, the place, the list."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Fact, Speaker
from bot.render.listing import entry, topic_button
from bot.render.reply import Block, Reply, bold, italic, joined, listed_on, page_of, page_rows
from bot.render.verdicts import ONLY_MONTHS
from bot.render.words import date_text, speaker_text, time_text
from bot.search.most import Most
from bot.search.told import Holder, Lack, Lead

_LACKS = {
    Lack.FOUNDED: "来源没有写何时成立；记录的是：",
    Lack.BUILT: "来源没有写何时建成；记录的是：",
    Lack.JOINED: "来源没有说已经加入；记录的是：",
    Lack.PLACE: "来源没有写地点；记录的是：",
    Lack.ITS_PLACE: "来源没有写它在哪里；有关的记录是：",
    Lack.NEARER_PLACE: "来源没有写更具体的地点；记录的是：",
    Lack.FIGURE: "来源没有写这个数；记录的是：",
    Lack.EACH_CITY: "来源没有逐个城市的数；记录的是：",
    Lack.WAY: "来源没有写具体怎么做；记录的是：",
    Lack.PAYER: "来源没有写钱是谁出的；记录的是：",
    Lack.MAKER: "来源没有写是谁；记录的是：",
    Lack.MAKER_HERE: "这一条没有写是谁：",
    Lack.LIST: "来源没有列出名单；记录的是：",
    Lack.WHOLE_LIST: "来源没有列全名单，只点了其中几个：",
    Lack.SESSION: "来源没有写是第几次；记录的是：",
    Lack.OUTSIDE: "来源没有写那里以外的；记录的是：",
    Lack.RATE: "来源没有平均到这个时段的数；记录的是：",
    Lack.ONLY_GROWTH: "来源只有增减的幅度，没有总量：",
    Lack.ONLY_SHARE: "来源只有占比，没有总量：",
    Lack.ONLY_RANK: "来源只有位次，没有总量：",
    Lack.ONLY_TOTAL: "来源只有累计数，没有单独一届或一年的数：",
    Lack.ONLY_MONTHS: f"{ONLY_MONTHS}；有的是：",
    Lack.ONLY_QUARTERS: "来源没有单独一个季度的数；有的是：",
    Lack.ONLY_YEARS: "来源说的是几年间的数，没有单独一年的：",
}
# What the source is known not to tell, where no fact is shown.
UNTOLD = {Lack.DATE: "日期", Lack.PLACE: "地点", Lack.FIGURE: "这个数", Lack.MAKER: "是谁", Lack.LIST: "名单"}


def lack_text(lack: Lack | Most, fact: Fact) -> str:
    """What is not told, as it leads over to what the fact tells."""
    if isinstance(lack, Most):
        return f"资料里没有几个可以相比的数，说不出哪个{lack.most}；记录的是："
    return f"来源没有写明日期（时点：{time_text(fact)}）。" if lack is Lack.DATE else _LACKS[lack]


def lead_line(lead: Lead, fact: Fact, catalogue: Catalogue) -> str:
    """The line that answers when, who, or where; or that says that this is not told."""
    match lead:
        case PartialDate() if lead == fact.date:
            return bold(date_text(lead))
        case PartialDate() if lead == fact.due:
            return f"{bold(date_text(lead))}（预定）"
        case PartialDate():
            return bold(time_text(fact))
        case str():
            return bold(lead)
        case Speaker():
            return f"{bold(speaker_text(lead))}　{time_text(fact)}"
        case Holder(name, office):
            return f"{bold(name)}　任{office}"
        case Lack():
            return italic(lack_text(lead, fact))
        case [place] if province := catalogue.province_of(place):
            return bold(f"{place.name}（{province.name}）")
        case _:
            return bold("、".join(place.name for place in lead))


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
    shows = (facts[0].id,) if len(facts) == 1 else listed_on(page)
    return Reply(html, (*page_rows(page), *on), shows=shows)


def _noted(fact: Fact, catalogue: Catalogue) -> Block:
    told, (note, end, _) = entry(fact, catalogue), (fact.note or "").partition("。")
    return replace(told, html=f"{told.html}\n{italic(f'注：{note}{end}')}")

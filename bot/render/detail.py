"""What is told of the fact that was shown last, when a person asks on: its source, others like it, a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Fact, newest_first
from bot.render.errata import valid_citation
from bot.render.fact import (
    MOST_NEIGHBOURS,
    MOST_POINTS,
    PLANNED,
    card_reply,
    comments_text,
    fact_reply,
    figure_lines,
    point_time,
)
from bot.render.lead import list_reply
from bot.render.reply import MAX_LENGTH, Reply, bold, escape, italic, joined, on_one_line
from bot.render.verdicts import checked_lines
from bot.render.words import date_text, point_text, source_text, speaker_text, time_text

NOTHING_SHOWN = "上一条没有给出单独一条资料：点开列出的一条，或换个问法，再问它的出处、时间或原因。"
NOTHING_MORE = "上一条已经列出能列的（有下一页的可翻页）：点开其中一条，再问它的相近资料。"
OF_THE_SAME = "这个数在上一条里，别的没有写；记录的是："
AS_IN_THE_SOURCE = "来源没有另写的（如币种、是不是全年或全市），不能替它说。"
NONE_NEWER = "这是资料里最新的；来源最新到{reach}，之后的不在其中："
NEWER_ELSEWHERE = "同一口径没有更新的（来源最新到{reach}）；口径或地方不同的有，不能同它相比："
NOTHING_TO_FOLLOW = "没有记录能接在它后面比较的数；来源最新到{reach}，之后的不在其中："
OCCASION = re.compile("场合|会上|大会|会议|论坛|仪式|博览会|活动|座谈|开幕|调研")
SAID_AT = re.compile(
    "场合是|[在于][^，。；]{1,40}?(?:上|期间|时|现场)[^，。；]{0,12}?"
    "(?:说|表示|介绍|强调|提出|指出|宣布|认为|建议|透露)"
)
NO_LATER = "来源没有写后来怎样；记录的是："
ONLY_THIS = "资料里只有这一条："
NOT_SAID = "没有找到{who}对“{of}”的说法；记录里说过的是："
NO_RELATION = "{label}；来源没有说有什么关系。"
NO_REASON = "来源没有写原因；记录的是："
NOT_TOLD = "上一条写的就是这些，别的没有写："
NOT_TOLD_HERE = "上一条写的就是这些，没有写所问的："
OTHERS_MAY = "上一条写的就是这些，没有写所问的；别的条目也许有，见按钮："
TAP_TO_COPY = "点一下引文就能复制；发给别人用“分享”，对方打开就是这一条。"
CHECK_IT = "请对照来源核对。要问的是别的，直接说就行，例如“不是 2021 年，是 2023 年”。"


def source_told_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """Who published it, who said it, and as of when."""
    said_by = f"　出处：{speaker_text(fact.said_by)}" if fact.said_by is not None else ""
    source = f"{bold(source_text(catalogue.source_of(fact)))}{escape(said_by)}"
    return _in_short(fact, catalogue, source, escape(f"时点：{time_text(fact)}"))


def time_told_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """As of when it speaks, and who published it."""
    return _in_short(fact, catalogue, bold(time_text(fact)), escape(source_text(catalogue.source_of(fact))))


def time_checked_reply(fact: Fact, catalogue: Catalogue, time: PartialDate) -> Reply:
    """Whether it is of that time, where that can be told; what else it measures then is on the buttons below."""
    asked, is_so = (date_text(time),), catalogue.is_of_time(fact, time)
    lines = checked_lines(asked if is_so is False else (), asked if is_so else ())
    return _in_short(fact, catalogue, *lines, bold(time_text(fact)), escape(source_text(catalogue.source_of(fact))))


def cited_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """What a briefing quotes of it, with its source, to be copied; and how it is handed on."""
    quoted = valid_citation(fact, catalogue, MAX_LENGTH // 2)
    return replace(fact_reply(fact, catalogue), html=joined(f"<code>{escape(quoted)}</code>", italic(TAP_TO_COPY)))


def times_told_reply(facts: Sequence[Fact], catalogue: Catalogue) -> Reply:
    """As of when each of several speaks."""
    times = (f"{bold(time_text(fact))}　{escape(fact.title)}" for fact in facts)
    return list_reply(facts, catalogue, "\n".join(times))


def scope_told_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """Its figures in their units and of what time, as they are told: of what span, place or currency is not made up."""
    if not fact.figures:
        return not_told_reply(fact, catalogue, is_certain=True)
    planned = [italic(PLANNED)] if fact.kind == "plan" else []
    told = (*figure_lines(fact, catalogue), *planned, escape(f"时点：{time_text(fact)}"), escape(fact.statement))
    return _in_short(fact, catalogue, *told, *filter(None, [comments_text(fact)]), AS_IN_THE_SOURCE)


def office_told_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """Who said it and in what office; where nobody is named the source, of which that may be asked, too."""
    if fact.said_by is None:
        return source_told_reply(fact, catalogue)
    source = escape(f"来源：{source_text(catalogue.source_of(fact))}")
    return _in_short(fact, catalogue, f"{bold(speaker_text(fact.said_by))}　{escape(time_text(fact))}", source)


def said_reply(fact: Fact, catalogue: Catalogue, untold: str = "") -> Reply:
    """What the person who said it said, all of it; the fact itself when nobody is named.

    `untold`: what is asked for, of which that person said nothing.
    """
    said = [each for each in catalogue.facts if fact.speaker and each.speaker == fact.speaker]
    before = escape(NOT_SAID.format(who=fact.speaker, of=on_one_line(untold))) if untold else bold(fact.speaker)
    if len(said) > 1:
        return list_reply(newest_first(said), catalogue, before)
    if not fact.speaker:
        return source_told_reply(fact, catalogue)
    return fact_reply(fact, catalogue, [before if untold else f"{before}　{ONLY_THIS}"])


def alike_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """The facts nearest to it; the fact itself when there are none."""
    if near := catalogue.neighbours(fact):
        return list_reply(near, catalogue, italic(f"同“{fact.title}”相近的："))
    return fact_reply(fact, catalogue)


def check_it_reply() -> Reply:
    """To whom says that an answer is wrong which shows no fact by itself."""
    return Reply(CHECK_IT)


def nothing_shown_reply(*, wants_more: bool) -> Reply:
    """What is said of an answer that shows no fact by itself; `wants_more`: when others like it are asked for."""
    return Reply(NOTHING_MORE if wants_more else NOTHING_SHOWN)


def later_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """A newer point of what the fact measures; the fact itself when there is none."""
    newer = catalogue.newer_point(fact)
    return fact_reply(fact, catalogue, [NO_LATER]) if newer is None else fact_reply(newer.fact, catalogue)


def newer_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """A newer point of what the fact measures; else that there is none, and up to when the sources reach.

    What is newer on another basis, or of another place, is told beside it. What measures nothing is not the newest.
    """
    own, reach = catalogue.own_series(fact), date_text(catalogue.reach)
    if not own:
        return fact_reply(fact, catalogue, [escape(NOTHING_TO_FOLLOW.format(reach=reach))])
    others = (series for series in catalogue.series_of(fact) if series not in own)
    newer = [(series, point) for series in (*own, *others) if (point := series.newest_after(fact)) is not None]
    if not newer:
        return fact_reply(fact, catalogue, [escape(NONE_NEWER.format(reach=reach))])
    series, point = newer[0]
    if series in own:
        return fact_reply(point.fact, catalogue)
    points = [f"· {point_time(point)}  {point_text(point)}（{series.description}）" for series, point in newer]
    told = "\n".join(escape(line) for line in (NEWER_ELSEWHERE.format(reach=reach), *points[:MOST_POINTS]))
    return fact_reply(fact, catalogue, [told])


def occasion_told_reply(fact: Fact, catalogue: Catalogue) -> Reply:
    """The fact, where its text names an occasion; else that none is told of it.

    Of what somebody said it is the occasion on which he did: neither what he spoke of, nor the office that he holds.
    """
    told = f"{fact.title}{fact.statement}"
    if fact.said_by is not None:
        told = "".join(SAID_AT.findall(told))
    return fact_reply(fact, catalogue) if OCCASION.search(told) else not_told_reply(fact, catalogue, is_certain=False)


def no_relation_reply(facts: Sequence[Fact], catalogue: Catalogue) -> Reply:
    """What is background has nothing to do with the subject that its source tells."""
    line = escape(NO_RELATION.format(label=catalogue.about.context_label))
    return fact_reply(facts[0], catalogue, [line]) if len(facts) == 1 else Reply(line)


def not_told_reply(fact: Fact, catalogue: Catalogue, *, is_certain: bool, tells: Fact | None = None) -> Reply:
    """The fact again, which does not tell what is asked of it; unless that `is_certain`, others near to it may.

    `tells`: the other one that does, of something else, maybe: it has the first button.
    """
    others = [each for each in catalogue.neighbours(fact) if each is not tells]
    offered = ([] if tells is None else [tells]) + others
    uncertain = OTHERS_MAY if offered else NOT_TOLD_HERE
    return card_reply(fact, catalogue, [NOT_TOLD if is_certain else uncertain], others=offered[:MOST_NEIGHBOURS])


def _in_short(fact: Fact, catalogue: Catalogue, *lines: str) -> Reply:
    """What was asked of a card that stands above already: it is not repeated, and its buttons are."""
    return replace(fact_reply(fact, catalogue), html=joined("\n".join(lines), italic(f"说的是：{fact.title}")))

"""The answer to words: the best fact in full with the other candidates on buttons, or an honest no with near names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.language import is_english
from bot.render import presses
from bot.render.fact import MOST_NEIGHBOURS, First, card_reply
from bot.render.lead import UNTOLD, lack_text, lead_line, list_reply
from bot.render.names import ask_in_english
from bot.render.reply import Button, Reply, in_rows, italic, joined, label, on_one_line, repeated
from bot.render.verdicts import ONE_AT_A_TIME, confirmed_lines, denied_lines, newer_line
from bot.search.finder import OFFERED
from bot.search.findings import Findings
from bot.search.known import Name
from bot.search.latin import Correction
from bot.search.telling import as_told, listed
from bot.search.told import Agreement, Lack


def findings_reply(
    findings: Findings,
    catalogue: Catalogue,
    notes: Sequence[str] = (),
) -> Reply:
    """What was found; several near answers: the best in full and the others as buttons."""
    before = [*_correction_lines(findings.corrections), *denied_lines(findings), *notes]
    if findings.several_claims:
        before.append(ONE_AT_A_TIME)
    if facts := listed(findings):
        return list_reply(facts, catalogue, "\n".join(before), is_all=len(facts) <= OFFERED)
    best, *others = (hit.fact for hit in findings.hits)
    card = best_reply(findings, catalogue, before, others or catalogue.neighbours(best)[:MOST_NEIGHBOURS])
    said = italic(f"另有 {len(others)} 条也可能是所问，见按钮：") if others else ""
    return replace(card, html=joined(card.html, said), is_choice=bool(others))


def best_reply(
    findings: Findings, catalogue: Catalogue, before: Sequence[str] = (), others: Sequence[Fact] = ()
) -> Reply:
    """The card of the best hit, with what was asked at its beginning; `others` have buttons."""
    told, lines = as_told(findings, catalogue), list(before)
    is_said = bool(lines) or told.are_together  # why it cannot be told
    if not (told.lacks or told.newer or (findings.agreement is Agreement.OPEN and is_said)):
        lines += confirmed_lines(findings.agreement, findings.confirmed)
    if told.of:
        places = "、".join(place.name for place in told.of)
        lines.append(italic(f"这一条说的是{places}{'合在一起，没有分开的数' if told.are_together else ''}。"))
    lines += [lack_text(lack, told.fact) for lack in told.lacks]
    if newer := newer_line(told.fact, told.newer):
        lines.append(newer)  # what was so is no longer
    if told.lead is not None:
        lines.append(lead_line(told.lead, told.fact, catalogue))
    first = First.FIGURES if told.are_figures_asked else First.TITLE
    return card_reply(told.fact, catalogue, lines, first, told.figures, others)


NO_RECORD_IN_ENGLISH = "No record of that was found."


def nothing_reply(
    question: str,
    catalogue: Catalogue,
    near: Sequence[Name],
    corrections: Sequence[Correction],
    examples: Sequence[Button],
    no: str = "",
) -> Reply:
    """The honest no: nothing is guessed, and near names (never figures) are offered."""
    no = no or no_record(question)
    if is_english(question):
        no = f"{no}\n{NO_RECORD_IN_ENGLISH} {ask_in_english(catalogue)}"
    if near:
        alike = {name.text: name for name in reversed(near)}  # a place and a fact may be called the same
        rows = [(_name_button(name),) for name in reversed(alike.values())]
        return Reply(joined(read_as(corrections), no, "最接近的有："), tuple(rows), is_choice=True)
    hint = "换个说法再试，或从这些例子开始：" if examples else "换个说法再试。"
    return Reply(joined(read_as(corrections), no, hint), tuple(in_rows(examples)))


def others_line(name: str) -> str:
    """What is said before a fact that is not about what was asked about."""
    return f"没有{repeated(name)}的这项记录；下面说的不是它："


def not_known(place: str) -> str:
    """That a place is none of the base's, nor one of its members. HTML."""
    return f"资料里没有“{repeated(place)}”，成员名单里也没有。"


def no_dated(question: str) -> str:
    return f"时间线只按年份、城市或主题排列，没有单列“{repeated(question)}”。"


def no_record(question: str, untold: Lack | None = None) -> str:
    """The no to a question; with what of it the source is known not to tell."""
    return f"没有找到“{repeated(question)}”的记录{f'：来源没有写{UNTOLD[untold]}' if untold else ''}。"


def no_amount(question: str) -> str:
    """That a topic has no one amount that was asked for, before what there is of it."""
    return f"来源没有“{repeated(question)}”这样一个数；这个主题记录的是："


def untold_of_day(question: str) -> str:
    """That what is asked of a day is told by no fact alone, before what that day holds."""
    return f"“{repeated(question)}”没有单独的一条；那时记录到的是："


def no_item_reply(words: str, most: int) -> Reply:
    """That the last reply lists no such item; `most`: how many it has that can be opened."""
    listed = f"上一条这一页只到第 {most} 条" if most else "上一条没有列出几条可选"
    return Reply(f"没有找到“{repeated(words)}”：{listed}。")


def no_page_reply(words: str, last: int) -> Reply:
    """That the list of the last reply has no such page; `last`: the number of its last one."""
    return Reply(f"没有“{repeated(words)}”：这份列表有第 1 到第 {last} 页。")


def read_as(corrections: Sequence[Correction]) -> str:
    """How misspelt names were read, as what stands before an answer; empty where none was."""
    return "\n".join(_correction_lines(corrections))


def _correction_lines(corrections: Sequence[Correction]) -> list[str]:
    """How a misspelt name was read, said quietly."""
    lines = []
    for correction in corrections[:3]:
        also = f"（也可能是{'、'.join(correction.others[:2])}）" if correction.others else ""
        lines.append(italic(f"按“{on_one_line(correction.read)}”查找{also}"))
    return lines


def _name_button(name: Name) -> Button:
    press = presses.city if name.is_place else presses.topic if name.kind == "topic" else presses.fact
    return Button(label(name.text), press(name.target))

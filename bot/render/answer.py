"""The answer to words: the best fact in full with the other candidates on buttons, or an honest no with near names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render import presses
from bot.render.fact import First, fact_reply
from bot.render.lead import lead, list_reply, where
from bot.render.reply import Button, Reply, in_rows, italic, joined, label, on_one_line, repeated
from bot.render.untold import NO_CITIES, is_named_where, untold_lines
from bot.render.verdicts import ONE_AT_A_TIME, confirmed_lines, denied_lines, newer_line
from bot.render.words import ASK_IN_ENGLISH, RANK
from bot.search import OFFERED, Agreement, Correction, Findings, Name, Wants, asks_only_where
from bot.text import key
from bot.whereabouts import is_beside

ENOUGH_FOR_A_LIST = 2  # others beside the best one


def findings_reply(
    findings: Findings,
    catalogue: Catalogue,
    notes: Sequence[str] = (),
) -> Reply:
    """What was found; several near answers: the best in full and the others as buttons."""
    before = [*correction_lines(findings.corrections), *denied_lines(findings), *notes]
    if findings.several_claims:
        before.append(ONE_AT_A_TIME)
    best, *others = (hit.fact for hit in findings.hits)
    if _is_list(findings):
        is_all = len(findings.hits) <= OFFERED
        return list_reply([best, *others], catalogue, "\n".join(before), is_all=is_all)
    if len(ranks := _ranks(findings)) > 1:
        return list_reply(ranks, catalogue, "\n".join(before), is_all=len(ranks) <= OFFERED)
    return best_reply(findings, catalogue, before, others or None)


def _is_list(findings: Findings) -> bool:
    """Whether all that was found is asked for: which ones there are, or all that somebody said."""
    others = len(findings.hits) - 1
    if findings.wants & Wants.WORDS and others:
        return not findings.missing
    return bool(findings.wants & Wants.LIST) and others >= ENOUGH_FOR_A_LIST and not findings.missing


def _ranks(findings: Findings) -> list[Fact]:
    """The facts that each tell a rank, where one is asked for and not of which measure."""
    if not findings.wants & Wants.RANK or findings.missing or findings.wants & Wants.CLAIM:
        return []
    best = findings.hits[0]
    alike = (hit.fact for hit in findings.hits if hit.explained >= best.explained and hit.named >= best.named)
    return [fact for fact in alike if any(figure.unit == RANK for figure in fact.figures)]


def best_reply(
    findings: Findings,
    catalogue: Catalogue,
    before: Sequence[str] = (),
    offered: Sequence[Fact] | None = (),
) -> Reply:
    """The card of the best hit, with what was asked at its beginning; `offered` as of `fact_reply`."""
    best, lines = findings.hits[0], list(before)
    is_told_where = asks_only_where(findings.wants) and findings.missing == findings.denied
    is_told_where = is_told_where and not is_named_where(best.fact, findings, catalogue)
    is_told_where = is_told_where and not is_beside(best.fact, findings.question)
    is_nearest = bool(findings.missing)
    untold = [] if is_nearest else [*untold_lines(best.fact, findings, catalogue)]  # one no is enough
    is_told_where = is_told_where and NO_CITIES not in untold  # where all of it is, has not the most of it
    place = where(best.fact, catalogue, best.named) if is_told_where else ""  # where something else is, is no answer
    if findings.of_a_part and not place and not _is_of_its_speaker(best.fact, findings):
        named = "、".join(place.name for place in findings.of_a_part)
        several = (
            "合在一起，没有分开的数"
            if len(findings.of_a_part) > 1 and findings.wants & (Wants.FIGURE | Wants.CLAIM)
            else ""
        )
        lines.append(italic(f"这一条说的是{named}{several}。"))
    lines += untold
    if (
        findings.wants & Wants.CLAIM
        and not findings.at_other_times
        and (newer := newer_line(best.fact, findings.newer))
    ):
        lines.append(newer)  # what was so is no longer
    elif not untold and (findings.agreement is not Agreement.OPEN or not lines):
        lines += confirmed_lines(findings.agreement, findings.confirmed)
    if begin := place or lead(best.fact, findings.wants, best.named, findings.question, is_nearest=is_nearest):
        lines.append(begin)
    return fact_reply(best.fact, catalogue, lines, offered, _first(findings.wants), findings.question)


def _is_of_its_speaker(fact: Fact, findings: Findings) -> bool:
    """Whether it is asked by the name of who said it; of another place nobody asked then."""
    return bool(fact.speaker) and key(fact.speaker or "") in key(findings.question)


def _first(wants: Wants) -> First:
    if wants & Wants.GROWTH:
        return First.GROWTH
    return First.FIGURES if wants & (Wants.FIGURE | Wants.CLAIM) else First.TITLE


# Words of an English question that no pinyin is.
_IN_ENGLISH = re.compile(
    r"\b(?:who|what|when|where|which|why|how|is|are|was|were|did|does|has|have|the|of|and)\b", re.I
)
NO_RECORD_IN_ENGLISH = f"No record of that was found. {ASK_IN_ENGLISH}"


def nothing_reply(
    question: str, near: Sequence[Name], corrections: Sequence[Correction], examples: Sequence[Button], no: str = ""
) -> Reply:
    """The honest no: nothing is guessed, and near names (never figures) are offered."""
    no = no or no_record(question)
    if _IN_ENGLISH.search(question) and question.isascii():
        no = f"{no}\n{NO_RECORD_IN_ENGLISH}"
    if near:
        alike = {name.text: name for name in reversed(near)}  # a place and a fact may be called the same
        rows = [(name_button(name),) for name in reversed(alike.values())]
        return Reply(joined(read_as(corrections), no, "最接近的有："), tuple(rows))
    hint = "换个说法再试，或从这些例子开始：" if examples else "换个说法再试。"
    return Reply(joined(read_as(corrections), no, hint), tuple(in_rows(examples)))


def others_line(name: str) -> str:
    """What is said before a fact that is not about what was asked about."""
    return f"没有{repeated(name)}的这项记录；下面说的不是它："


def not_known(place: str) -> str:
    return f"资料里没有“{repeated(place)}”，成员名单里也没有。"


def no_dated(question: str) -> str:
    return f"时间线只按年份、城市或主题排列，没有单列“{repeated(question)}”。"


def no_record(question: str) -> str:
    return f"没有找到“{repeated(question)}”的记录。"


def read_as(corrections: Sequence[Correction]) -> str:
    """How misspelt names were read, as what stands before an answer; empty where none was."""
    return "\n".join(correction_lines(corrections))


def correction_lines(corrections: Sequence[Correction]) -> list[str]:
    """How a misspelt name was read, said quietly."""
    lines = []
    for correction in corrections[:3]:
        also = f"（也可能是{'、'.join(correction.others[:2])}）" if correction.others else ""
        lines.append(italic(f"按“{on_one_line(correction.read)}”查找{also}"))
    return lines


def name_button(name: Name) -> Button:
    if name.is_place:
        return Button(label(name.text), presses.city(name.target))
    if name.kind == "topic":
        return Button(label(name.text), presses.topic(name.target))
    return Button(label(name.text), presses.fact(name.target))

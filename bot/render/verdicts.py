"""What is said of a claim before the card of what is recorded: it is so, it is not, it cannot be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render.fact import figure_lines, point_time
from bot.render.reply import bold, escape
from bot.render.words import date_text, point_text
from bot.search import Agreement, Beginning, Findings, Membership, Verdict, Wants
from bot.series import Point

_MONTH_OF_IT = re.compile("(?<=年)、(?=[0-9]{1,2}月)")  # 2021年11月 is one time
NEAREST = "最接近的是："
RECORDED = "记录的是："
AT_THAT_TIME = "所问时间的是："
ONE_AT_A_TIME = f"一句里有几个数，不能一起核对，请一次问一个；{NEAREST}"
IS_SO = "与记录相符"
IS_NOT = "不是"
IS_ROUGHLY_SO = "与记录大体相符"
ONLY_MONTHS = "来源没有全年的数"
_CONFIRMED = {
    Agreement.SO: f"{IS_SO}：{{named}}。",
    Agreement.NOTED: f"{IS_SO}：{{named}}；怎样理解见注。",
    Agreement.ROUGH: f"{IS_ROUGHLY_SO}：{{named}}；{RECORDED}",
    Agreement.OPEN: f"这句话不能全部核对；{RECORDED}",
    Agreement.PLANNED: "来源没有说已经实现；计划的是：",
    Agreement.MONTHS: f"{ONLY_MONTHS}；有的是：",
}


def denied_lines(findings: Findings) -> list[str]:
    """The line that says what is not recorded, what is of another time or of something else, and what is not so."""
    others = dict(findings.at_other_times)
    missing = [each for each in findings.missing if each not in findings.denied]
    parts = [f"没有{_named(missing)}的这项记录{_of_another(findings, missing)}"] if missing else []
    parts += [f"{claim}是{date_text(when)}的数" for claim, when in others.items()]
    denied = [each for each in findings.denied if each not in others and not missing]  # what is only near denies none
    if denied:
        parts.append(f"{IS_NOT}{_named(denied)}{_of_another(findings, denied)}")
    parts += [f"来源没有写到{_named(findings.vague)}"] if findings.vague else []
    leads = NEAREST if missing else RECORDED if denied or findings.vague else AT_THAT_TIME
    return [escape("；".join([*parts, leads]))] if parts else []


def _of_another(findings: Findings, claims: Sequence[str]) -> str:
    """Of what those of some amounts are that are another figure."""
    return "".join(f"（{claim}是“{name}”）" for claim, name in findings.of_another if claim in claims)


def missing_lines(missing: Sequence[str]) -> list[str]:
    """The line that says what was asked for and is not recorded, before what is nearest to it."""
    return [escape(f"没有{_named(missing)}的这项记录；{NEAREST}")] if missing else []


def checked_lines(missing: Sequence[str], confirmed: Sequence[str]) -> list[str]:
    """The line that says that something that was claimed is not so; or that all of it is."""
    if missing:
        return [escape(f"{IS_NOT}{_named(missing)}；{RECORDED}")]
    return confirmed_lines(Agreement.SO, confirmed) if confirmed else []


def confirmed_lines(agreement: Agreement, confirmed: Sequence[str]) -> list[str]:
    """The line that says how what is recorded stands to what was claimed and is not denied."""
    told = _CONFIRMED.get(agreement)
    return [told.format(named=escape(_named(confirmed)))] if told else []


def _named(asked: Sequence[str]) -> str:
    each_once = dict.fromkeys(asked)
    named = "、".join(f"{each}年" if each.isdecimal() else f"“{each}”" if len(each) < 2 else each for each in each_once)
    return _MONTH_OF_IT.sub("", named)


def beginning_text(began: Beginning) -> str:
    """The verdict on when the subject is said to have begun, on the line of what is claimed: HTML."""
    return checked_lines(began.missing, ())[0] + date_text(began.fact.when) if began.missing else IS_SO


def members_text(members: Membership, catalogue: Catalogue) -> str:
    """The verdict on how many are said to belong to the subject, on the line of what is claimed: HTML."""
    told = f"{len(catalogue.members)}个（{'、'.join(place.name for place in catalogue.members)}）"
    return checked_lines(members.missing, ())[0] + escape(told) if members.missing else IS_SO


def newer_line(fact: Fact, newer: Point | None) -> str:
    """What is said beside a figure that was so and is no longer; empty where there is none newer."""
    if newer is None:
        return ""
    now = bold(point_text(newer))
    return f"这是{escape(date_text(fact.when))}的数；更新的是{now}（{escape(point_time(newer))}）。"


def verdict_text(findings: Findings, catalogue: Catalogue, *, tells_when: bool) -> str:
    """The verdict on one of several claims, on the line of what is claimed: HTML.

    `tells_when`: whether it is to be said of what is so of which time that is.
    """
    if findings.verdict is Verdict.NONE:
        return "没有找到"
    best = findings.hits[0].fact
    figure = next(iter(figure_lines(best, catalogue, asked=findings.question)), escape(best.title))
    if findings.denied and findings.wants & Wants.DATE and best.date is not None:
        figure = escape(date_text(best.date))
    if findings.of_a_part:
        return f"说的是{escape('、'.join(place.name for place in findings.of_a_part))}；{RECORDED}{figure}"
    others = [each for each in findings.missing if each not in findings.denied]
    if others and not findings.at_other_times:
        return f"没有找到；{NEAREST}{figure}"  # of what is only near no amount is denied
    if denied := denied_lines(findings):
        return denied[0] + figure
    of_then = f"是{date_text(findings.when)}的数，{IS_SO}" if tells_when else IS_SO
    is_so = newer_line(best, findings.newer).removesuffix("。") or of_then
    match findings.agreement:
        case Agreement.SO:
            return is_so
        case Agreement.NOTED:
            return f"{is_so}，怎样理解见注"
        case Agreement.ROUGH:
            return f"{IS_ROUGHLY_SO}；{RECORDED}{figure}"
        case Agreement.MONTHS:
            return f"{ONLY_MONTHS}；{date_text(findings.when)}的是{figure}"
        case _:
            return f"不能全部核对；{RECORDED}{figure}"

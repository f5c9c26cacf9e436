"""Lists of what there is of a kind (有哪些机构, 2025年有什么计划) or of a topic (人才的资料)."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.facts import FactKind
from bot.search import cut

_KINDS: dict[FactKind, str] = {
    "institution": "机构",
    "policy": "政策(?:措施|文件)?",
    "plan": "计划(?:[和与及、]目标)?|目标(?:[和与及、]计划)?",
}
_SOME = "哪些|哪几[个项]"
_WHICH = f"(?:{_SOME}|什么|啥)"  # behind what says that there are some: 是什么机构 asks what something is
_END = "[的呢啊呀]*[?？。\\s]*"
_LISTS = [
    (kind, re.compile(pattern))
    for kind, name in _KINDS.items()
    for pattern in (
        f"(?P<of>.*?)的?(?:[都还]|一?共|总共)?(?:(?<!没)(?:有过?|出台了?|印发了?|设立了?){_WHICH}|(?:{_SOME}))(?:{name}){_END}",
        f"(?P<of>.*?)的?(?:{name})[都还]?(?:有{_WHICH}|是(?:{_SOME})|名单|清单|列表|一览){_END}",
    )
]

_IN_ENGLISH: dict[FactKind, str] = {
    "institution": "institutions",
    "policy": "policies(?: and measures)?",
    "plan": "plans(?: and targets)?|targets",
}
_OF_IT = "(?: (?:in|of|for) (?P<of>[^,.?!]+?))?"
_LISTS += [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, name in _IN_ENGLISH.items()
    for pattern in (
        f"(?:what|which) (?:{name})(?: (?:are there|exist|are (?:known|recorded)))?{_OF_IT}[?\\s]*",
        f"(?:(?:list|show|give)(?: me)?|what are|which are)(?: all)?(?: of)?(?: the)? (?:{name}){_OF_IT}[?\\s]*",
        f"(?:list of|all)(?: the)? (?:{name}){_OF_IT}[?\\s]*",
    )
]

# All that there is of something: 人才的资料, 关于人才有什么内容, 人才方面的数据都列出来, 写一份关于人才的材料.
_RECORDS = "(?:资料|材料|素材|内容|信息|事实|记录|数据|数字|情况|事项|条目|简报|综述)"
_LISTED = "(?:[都全]?(?:列|给|发|找|调)(?:出来|全|一下|一?个清单|出|给我|我)|看看|汇总)"
_ALL_OF = re.compile(
    f"(?:[要想帮给请我在正]{{0,4}}(?:找|查|看|列|整理|汇总|梳理|收集|写|准备|做|来)?[一下出份篇段个些]{{0,2}})?(?:所有|全部)?"
    f"(?:关于|有关|涉及)?(?P<of>.{{2,40}}?)(?:方面|领域|板块|主题)?(?:相关|有关)?的?"
    f"(?:(?:[都还]?有)?(?:{_SOME}|什么|啥)|所有|全部|全套|整套)?{_RECORDS}(?:[都还]?(?:有{_WHICH}|是(?:{_SOME})))?"
    f"{_LISTED}?(?:[,，](?:[都还]?有{_WHICH}|要){_RECORDS})?{_END}"
)


# What the head of a card tells: 芜湖是市还是区, …的英文名叫什么, …的全称.
_UNITS = "(?:省|直辖市|地级市|县级市|城市|市|区|县|镇)"
_ON_A_HEAD = re.compile(
    f"(?P<place>.{{2,12}}?)(?:是|属于)个?{_UNITS},?还是{_UNITS}{_END}"
    "|(?P<of>.{2,24}?)的?(?:全称|全名|正式名称?|(?:英文|英语)(?:名[称字]?|全称|缩写)?)[是叫]?(?:什么|啥|怎么[说写叫拼])?"
    f"{_END}|(?:what is )?(?:the )?(?:english|full) name (?:of|for) (?:the )?(?P<english>.{{2,40}}?)[?\\s]*"
)


class KindAsked(NamedTuple):
    """A kind of facts, and the words for what they are to be of: a year, a place, the subject, or nothing."""

    kind: FactKind
    of: str


def kind_asked(words: str) -> KindAsked | None:
    """The kind of facts that words ask for the list of; None for another question."""
    asked = cut(words).strip()
    found = ((kind, pattern.fullmatch(asked)) for kind, pattern in _LISTS)
    return next((KindAsked(kind, (match["of"] or "").strip(" ,，")) for kind, match in found if match), None)


def named_on_a_head(words: str) -> str:
    """The place, or the subject, of which words ask what the head of its card tells; else empty."""
    found = _ON_A_HEAD.fullmatch(cut(words).strip())
    return (found["place"] or found["of"] or found["english"]) if found else ""


def all_of(words: str) -> str:
    """The thing of which words ask for all that is recorded; else empty."""
    match = _ALL_OF.fullmatch(cut(words).strip())
    return match["of"].strip(" ,，") if match else ""

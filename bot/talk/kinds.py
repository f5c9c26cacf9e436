"""Lists of what there is of a kind: which institutions, policies, plans are recorded (有哪些机构, 2025年有什么计划)."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.facts import Kind
from bot.search import cut

_KINDS: dict[Kind, str] = {
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


class KindAsked(NamedTuple):
    """A kind of facts, and the words for what they are to be of: a year, a place, the subject, or nothing."""

    kind: Kind
    of: str


def kind_asked(words: str) -> KindAsked | None:
    """The kind of facts that words ask for the list of; None for another question."""
    asked = cut(words).strip()
    found = ((kind, pattern.fullmatch(asked)) for kind, pattern in _LISTS)
    return next((KindAsked(kind, match["of"].strip(" ,，")) for kind, match in found if match), None)

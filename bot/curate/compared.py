"""Places that a text names only to compare with them, or in the name of a house.

占全国1/10, 比全省平均水平高, 居全国第三位; 中山大学, which is no place in 中山.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.search.insists import UNIVERSITY

ONLY_COMPARED = "{} is only what a share or a comparison is of; leave it out"
NOT_NAMED = "{} is not named in the sentences of the anchors; add an anchor that names it, or leave it out"
ONLY_IN_A_NAME = "{} is named only in {}, which may be elsewhere; leave it out, or add an anchor that names it"
_BEFORE = re.compile("(?:占|比|较|相当于|高于|低于|高出|领先|快于|慢于|位居|位列|排名?)(?:了|约|近|超|到|在)?$")
_PART = r"[约近超]?(?:\d+/\d+|\d[\d.]*%|[一二三四五六七八九十]+分之)"
_NTH = r"第(?:\d+|[一二三四五六七八九十]+)"
_RANK = f"{_NTH}[位名]|(?:排名?|位?居|位?列){_NTH}|首位|前列"
_AFTER = re.compile(f"[省市区县]?的?(?:同期)?(?:总[数量额])?的?(?:比[重例]|份额|平均|均值|同类|{_PART}|{_RANK})")
_HOUSE = re.compile(
    f"{UNIVERSITY.pattern}|(?:中文|城市|教育|浸会|树仁|恒生|都会)大学|(?<=中国)(?:(?:社会)?科学院|工程院)"
)


def is_only_compared(names: Sequence[str], form: str) -> bool:
    """Whether a form has one of the names, and none of them but as what a share or a comparison is of."""
    found = _found(names, form)
    return bool(found) and all(_BEFORE.search(form[: each.start()]) or _AFTER.match(form, each.end()) for each in found)


def only_in(names: Sequence[str], form: str) -> str:
    """The house (中山大学) in whose name alone a form has one of the names; empty where it has another, or none."""
    found = _found(names, form)
    houses = [_HOUSE.match(form, each.end()) for each in found]
    return form[found[0].start() : houses[0].end()] if found and all(houses) and houses[0] else ""


def _found(names: Sequence[str], form: str) -> list[re.Match[str]]:
    longest = "|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True)))
    return [*re.finditer(longest, form)] if longest else []

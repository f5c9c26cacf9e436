"""Places that a text names only to compare with them: 占全国1/10, 比全省平均水平高, 居全国第三位."""

from __future__ import annotations

import re
from collections.abc import Sequence

ONLY_COMPARED = "{} is only what a share or a comparison is of; leave it out"
_BEFORE = re.compile("(?:占|比|较|相当于|高于|低于|高出|领先|快于|慢于|位居|位列|排名?)(?:了|约|近|超|到|在)?$")
_PART = r"[约近超]?(?:\d+/\d+|\d[\d.]*%|[一二三四五六七八九十]+分之)"
_NTH = r"第(?:\d+|[一二三四五六七八九十]+)"
_RANK = f"{_NTH}[位名]|(?:排名?|位?居|位?列){_NTH}|首位|前列"
_AFTER = re.compile(f"[省市区县]?的?(?:同期)?(?:总[数量额])?的?(?:比[重例]|份额|平均|均值|同类|{_PART}|{_RANK})")


def is_only_compared(names: Sequence[str], form: str) -> bool:
    """Whether a form has one of the names, and none of them but as what a share or a comparison is of."""
    longest = "|".join(map(re.escape, sorted(filter(None, names), key=len, reverse=True)))
    found = [*re.finditer(longest, form)] if longest else []
    return bool(found) and all(_BEFORE.search(form[: each.start()]) or _AFTER.match(form, each.end()) for each in found)

"""Words that say that something became more, or less."""

from __future__ import annotations

import re

MORE = "增长|增加|增至|增幅|增|上升|上涨|提高|提升|扩大|高出|多了?|涨|升至?"
LESS = "下降|下滑|下跌|减少|减至|减|降低|降至|降幅|降|缩短|缩小|缩减|回落|萎缩|少了?|跌|低于"
_LABEL = re.compile("(?P<more>增[长加幅速]|上升|上涨|提[高升]|扩大)|(?P<less>下降|下滑|减少|降[低幅]|缩[短小减]|回落)")
# before a number: 增长了约8%
_LAST = re.compile(f"(?:(?P<more>{MORE})|(?P<less>{LESS}))(?:了|到|至|近|约|超过|超|逾|达到|达|为|出)*$")


def directions(text: str, *, at_the_end: bool = False) -> set[str]:
    """`more`, `less`, both or none: what the words say, or only the last of them, as it stands before a number."""
    found = [_LAST.search(text)] if at_the_end else _LABEL.finditer(text)
    return {each.lastgroup for each in found if each and each.lastgroup}

"""A sentence that was said or written somewhere, and a question of it: 纪要写“飞地共18个，其中湖州6个”，湖州到底几个.

What is asked stands in the last clause; what it is asked of may stand in one of those before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.counting import CLASSIFIERS
from bot.search.clauses import clauses
from bot.search.confirming import SO
from bot.search.framing import ASKS, without_frame

LONGEST_WORD = 4  # characters of what somebody has or is: 职务, 官方说法
MOST_SAID = 4  # clauses that a sentence has before its question: each is tried
_QUOTES = '“”"「」『』'
_QUOTED = re.compile(f"[{_QUOTES}]")
_OF_THESE = ("其中", "里面")
_LATTER, _FORMER = re.compile("^[而其]?后[者面]一?个?"), re.compile("^[而其]?前[者面]一?个?")
# What takes up what was said, and names nothing itself: 这个客流量数据是哪里来的, 他的职务.
_TAKEN_UP = re.compile(
    "^(?:那么?|而)?(?:[他她它其](?:们)?的?|[这那该此]一?[个项组句些条]?(?:[^,]{0,5}?"
    "(?:数据?|数字|比例|比重|说法|提法|口径|指标|金额|情况))?的?)(?!中)"
)
_UNIT = f"(?:个百分点|[{CLASSIFIERS}余多]*人?[元次名]?)(?![年月日号届])"
_AMOUNT = rf"[超近约达]?[0-9]+(?:[./][0-9]+)?[%百千万亿]*{_UNIT}"
_CHANGED = re.compile(f"(?:[从由自])?{_AMOUNT}(?:增[加长]|上升|提[高升]|扩[大展]|减少|下降)?[到至]{_AMOUNT}")
_FIGURE = re.compile(_AMOUNT)


def asked_of_it(question: str) -> Iterator[str]:
    """The question behind a reported sentence, beside each of its clauses, then by itself; none for another message."""
    core = without_frame(question)
    if core == question and not _QUOTED.search(question):
        return
    *said, asked = [clause for each in clauses(core) if (clause := each.strip(f" {_QUOTES}"))] or [""]
    if not 0 < len(said) <= MOST_SAID or asked == SO.lstrip(",") or any(map(ASKS.search, said)):
        return
    for refers, one in ((_LATTER, said[-1:]), (_FORMER, said[:1])):
        if refers.match(asked):
            asked, said = refers.sub("", asked), one
    rest = _TAKEN_UP.sub("", asked)
    if rest != asked and len(rest) <= LONGEST_WORD and not ASKS.search(rest):  # 请核实他的职务
        yield from (f"{clause}{SO}" for clause in reversed(said))
        return
    said = [
        f"{before} {clause}" if clause.startswith(_OF_THESE) else clause for before, clause in pairwise(["", *said])
    ]
    for clause in reversed(said):
        yield f"{clause} {rest}"
        yield f"{_without_figures(clause, rest)} {rest}"
    if rest == asked:
        yield asked


def _without_figures(clause: str, asked: str) -> str:
    """A clause without the amounts in it, which may not be so; but for those that are asked about."""
    cut = _CHANGED.sub(" ", clause)
    return _FIGURE.sub(lambda found: found.group() if found.group() in asked else " ", cut)

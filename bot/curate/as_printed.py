"""A fact's figures beside the text: the scale (万, 亿) and the qualifiers with which it prints them."""

from __future__ import annotations

from collections.abc import Iterator

import jieba

from bot.curate.passages import Printed, printed_figures
from bot.facts import Fact, Figure
from bot.text import in_ones, scale_and_unit

# Marks that mean the same. 达 says nothing of a figure, and is left to the curator.
_MEANS = {"超过": "超", "逾": "超", "多": "余"}
_SAYS_NOTHING = "达"


def lacking(fact: Fact, near: str, cutter: jieba.Tokenizer) -> Iterator[tuple[str, str]]:
    """What a figure lacks wherever these sentences print its number in digits: Chinese numerals are not looked at."""
    printed = list(printed_figures(near, cutter))
    for position, figure in enumerate(fact.figures):
        number = in_ones(figure.value, "")
        same = [each for each in printed if in_ones(each.value, "") == number]
        if same and all(_lacks(figure, each) for each in same):
            yield f"figures[{position}]", f"{figure.value} is printed as {same[0].anchor!r}; {_lacks(figure, same[0])}"


def _lacks(figure: Figure, printed: Printed) -> str:
    """What would be right; nothing when it is."""
    scale, known = scale_and_unit(printed.unit)[0], scale_and_unit(figure.unit)
    wanted = [] if known[0] == scale else [f"unit {scale}{known[1]}" if known[1] else f"unit {printed.unit}"]
    has = {_MEANS.get(mark, mark) for mark in figure.qualifiers}
    marks = [m for m in printed.qualifiers if m != _SAYS_NOTHING and _MEANS.get(m, m) not in has]
    if marks:
        wanted.append(f"qualifiers {', '.join(marks)}")
    return f"write {' and '.join(wanted)}" if wanted else ""

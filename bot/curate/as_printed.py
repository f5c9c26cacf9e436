"""A fact's figures beside the text: its scale (万, 亿), its qualifiers, and whether it is more or less, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import jieba

from bot.curate.directions import directions
from bot.curate.passages import Printed, figures_in
from bot.curate.points import is_of_all_years
from bot.curate.texts import form_of
from bot.facts import TOTAL, Fact, Figure, Indicator
from bot.text import in_ones, scale_and_unit

# Marks that mean the same. 达 says nothing of a figure, and is left to the curator.
_MEANS = {"超过": "超", "逾": "超", "多": "余"}
_SAYS_NOTHING = "达"
# What a qualifier may be for: the marks of one line are as good as each other where none is asked for by the text.
_ALIKE = ({"超", "余", "以上", "至少"}, {"约", "左右"}, {"近", "最多", "以下"})
# The same in words that are no marks, right before the number or behind its unit.
_IN_OTHER_WORDS = re.compile("(?:不少于|不低于|不下|大于|高于|接近|将近|不足|不到|上下|前后|以内)")
_WINDOW = 6
_TOTAL = re.compile("累计|历[届年]|总计|合计|共计|一共|总共")
_IN_THE_SENTENCE = {"首次": re.compile("首次|第一次|首度"), "同比": re.compile("同比|同期")}
_SENTENCE = re.compile("[^。！？!?]*")
_Found = tuple[re.Match[str], Printed]


def unlike(
    fact: Fact, near: str, indicators: Mapping[str, Indicator], cutter: jieba.Tokenizer
) -> Iterator[tuple[str, str]]:
    """What a figure lacks, has or says otherwise wherever these sentences print its number in digits.

    Chinese numerals are not looked at.
    """
    found, stated = [*figures_in(near, cutter)], [*figures_in(form_of(fact.statement), cutter)]
    for position, figure in enumerate(fact.figures):
        if not (same := _of(figure, found)):
            continue
        anchor = same[0][1].anchor
        if all(_lacks(figure, each) for _, each in same):
            yield f"figures[{position}]", f"{figure.value} is printed as {anchor!r}; {_lacks(figure, same[0][1])}"
        for what in _added(figure, near, same, indicators):
            yield f"figures[{position}]", f"{figure.value} is printed as {anchor!r}; {what}"
        if turned := _turned_round(figure, near, same, fact.statement, _of(figure, stated), indicators):
            yield f"figures[{position}]", turned


def _of(figure: Figure, found: Sequence[_Found]) -> list[_Found]:
    number = in_ones(figure.value, "")
    return [each for each in found if in_ones(each[1].value, "") == number]


def _lacks(figure: Figure, printed: Printed) -> str:
    """What would be right; nothing when it is."""
    scale, known = scale_and_unit(printed.unit)[0], scale_and_unit(figure.unit)
    wanted = [] if known[0] == scale else [f"unit {scale}{known[1]}" if known[1] else f"unit {printed.unit}"]
    has = {_MEANS.get(mark, mark) for mark in figure.qualifiers}
    marks = [m for m in printed.qualifiers if m != _SAYS_NOTHING and _MEANS.get(m, m) not in has]
    if marks:
        wanted.append(f"qualifiers {', '.join(marks)}")
    return f"write {' and '.join(wanted)}" if wanted else ""


def _added(figure: Figure, near: str, same: Sequence[_Found], indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Qualifiers, and a basis of totals, for which the text has no word at the number."""
    for mark in figure.qualifiers:
        if mark != _SAYS_NOTHING and not any(_has(mark, near, each) for each in same):
            yield f"without {mark}; leave the qualifier out"
    indicator = indicators.get(figure.indicator or "")
    basis = indicator.bases.get(figure.basis or "", "") if indicator else ""
    says_total = TOTAL in figure.qualifiers or any(_has(TOTAL, near, each) for each in same)
    if is_of_all_years(basis) and not says_total:
        yield f"which is no total, and basis {figure.basis} is one: {basis}"


def _has(mark: str, near: str, found: _Found) -> bool:
    match, printed = found
    wanted = _MEANS.get(mark, mark)
    if wanted in (marks := {_MEANS.get(each, each) for each in printed.qualifiers}):
        return True
    start, end = match.span("value")
    begin = max(near.rfind(each, 0, start) for each in "。！？!?；;") + 1
    if mark == TOTAL:
        return bool(_TOTAL.search(near, begin, start)) or near.startswith((TOTAL, f"({TOTAL}"), match.end())
    if mark in _IN_THE_SENTENCE:
        sentence = _SENTENCE.match(near, begin)
        return bool(sentence and _IN_THE_SENTENCE[mark].search(sentence.group()))
    if any(wanted in alike and marks & alike for alike in _ALIKE):
        return True
    around = near[max(begin, start - _WINDOW) : start], near[end : match.end() + _WINDOW]
    return any(_IN_OTHER_WORDS.search(each) for each in around)


def _turned_round(
    figure: Figure,
    near: str,
    same: Sequence[_Found],
    statement: str,
    stated: Sequence[_Found],
    indicators: Mapping[str, Indicator],
) -> str | None:
    """That a figure is less by so much in the text, and more in the fact's words, or the reverse."""
    told = {direction for match, _ in same for direction in directions(near[: match.start("value")], at_the_end=True)}
    if len(told) != 1:
        return None
    (printed,) = told
    indicator = indicators.get(figure.indicator or "")
    said = [directions(form_of(statement)[: match.start("value")], at_the_end=True) for match, _ in stated]
    said.append(directions(figure.label or (indicator.name if indicator else "")))
    if any(each and printed not in each for each in said):
        return f"{figure.value} is printed as {same[0][1].anchor!r}, which is {printed}; say so in statement and label"
    return None

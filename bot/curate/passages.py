"""Reads an article sentence by sentence: its figures with units and qualifiers, and its dates, resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import jieba

from bot.curate.moments import dates, moment
from bot.curate.texts import SourceText
from bot.dates import PartialDate

_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
# Nouns that count; what else follows a number is the next word.
_NOUNS = (
    *("标准箱", "周年", "美元", "人次", "公里"),
    *"家个项条元人户件台套名位座次倍分吨亩所艘批届成",
)
_MARKS = "累计|首次|同比|不超过|超过|突破|逾|超|近|约|达|至少"
_MEANS = {"不超过": "最多", "突破": "超"}
_WHOLE = "(?:全[国省市区](?:总[数量额])?的?)?"  # 超全国的1/5
_BEFORE = f"(?P<before>(?:{_MARKS})*(?:增长|下降|为|达到)?){_WHOLE}"
_VALUE = r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?)"
_UNIT = f"(?P<inner>余|多)?(?P<scale>%|万亿|[万亿千百]*)(?P<more>余|多)?(?P<noun>{'|'.join(_NOUNS)})?"
_AFTER = "(?P<after>左右|以上(?!海)|以下)?"  # there is no 以上 in 以上海为…
_FIGURE = re.compile(_BEFORE + _VALUE + _UNIT + _AFTER)
_SHARE = "比重"  # the unit of a fraction
_CUMULATIVE = re.compile(r"累计[^\d,;:、。!?]*$")
# Marks that end words of another meaning (签约, 到达, 最近, 赶超), and the words that mean what the mark does.
_ENDINGS = tuple("逾超近约达")
_SAME_AS_A_MARK = {"大约", "将近", "接近", "几近", "逼近", "多达", "均达", "深达"}
# 突破 is a mark before an amount that it governs (突破100亿元, 首次突破100项). What is counted in 项 or 个 are the
# breakthroughs themselves behind words that make it a noun, or what they overcome (突破12项关键技术).
_COUNT = r"\d+(?:,\d{3})*[余多]?[项个处次批]"
_MADE = "(?:(?<=取得|获得|实现|重要|关键|核心|技术|攻关)|(?<=[大新性的了]))"
_OVERCOME = "[^,。;:]{0,12}?(?:技术(?![一-鿿])|技术(?=[和与及])|难题|难关|瓶颈)"
_BREAKTHROUGH = re.compile(f"{_MADE}突破(?={_COUNT})|突破(?={_COUNT}{_OVERCOME})")


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as an article prints it: value and unit, qualifiers, and the printed text as an anchor."""

    value: int | float | str
    unit: str
    qualifiers: tuple[str, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: its text without white space, its line, its figures and the time it speaks of."""

    text: str
    line: int
    figures: tuple[Printed, ...]
    when: PartialDate | None
    is_future: bool


def passages(text: SourceText, published: date, cutter: jieba.Tokenizer) -> Iterator[Passage]:
    """The sentences that have a figure or a date; relative dates are resolved against the publication date."""
    skipped = found.end() if (found := _FRONT_MATTER.match(text.raw)) else 0
    start = next((place for place, offset in enumerate(text.origin) if offset >= skipped), len(text.form))
    for sentence in _SENTENCE.finditer(text.form, start):
        when = moment(sentence.group(), published, text.spaces(*sentence.span()))
        figures = tuple(printed_figures(sentence.group(), cutter))
        if figures or when is not None:
            is_future = when is not None and when.first > published
            yield Passage(sentence.group(), text.line(sentence.start()), figures, when, is_future)


def printed_figures(sentence: str, cutter: jieba.Tokenizer) -> Iterator[Printed]:
    """The figures in digits of a text without white space; the numbers of times and in words (A7) are none."""
    times = [found.span() for found in dates(sentence)]
    marked = _BREAKTHROUGH.sub(lambda found: " " * len(found.group()), _without_endings(sentence, cutter))
    for match in _FIGURE.finditer(marked):
        start, end = match.span("value")
        before = sentence[start - 1 : start]
        if before.isascii() and before.isalnum():  # A7, U30
            continue
        if any(s <= start and end <= e for s, e in times) or sentence[end : end + 1] in ("年", "月", "日"):
            continue
        value = _value(match["value"])
        unit = match["scale"] + (match["noun"] or "") or (_SHARE if isinstance(value, str) else "")
        marks = ["累计"] if _is_cumulative(sentence[:start]) else []
        marks += [_MEANS.get(mark, mark) for mark in re.findall(_MARKS, match["before"])]
        marks += [mark for mark in (match["inner"], match["more"], match["after"]) if mark]
        yield Printed(value, unit, tuple(dict.fromkeys(marks)), match.group())


def _is_cumulative(before: str) -> bool:
    """Whether 累计 stands before a clause's first figure: 历届累计成交额突破300亿元."""
    return _CUMULATIVE.search(before) is not None


def _without_endings(sentence: str, cutter: jieba.Tokenizer) -> str:
    """The sentence, as long as before, with a space for each mark that is but the end of another word."""
    characters = list(sentence)
    for word, _, end in cutter.tokenize(sentence, HMM=False):
        if len(word) > 1 and word.endswith(_ENDINGS) and word not in _SAME_AS_A_MARK:
            characters[end - 1] = " "
    return "".join(characters)


def _value(printed: str) -> int | float | str:
    plain = printed.replace(",", "")
    if "/" in plain:
        return plain
    return float(plain) if "." in plain else int(plain)

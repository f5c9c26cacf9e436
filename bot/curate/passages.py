"""Reads an article sentence by sentence: its figures with units and qualifiers, and its dates, resolved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

import jieba

from bot.curate.moments import dates, moment
from bot.curate.texts import SourceText
from bot.dates import PartialDate

_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
# Nouns that count; what else follows a number is the next word.
_NOUNS = (
    *(
        "标准箱",
        "周年",
        "美元",
        "人次",
        "件次",
        "车次",
        "架次",
        "班次",
        "公里",
        "千米",
        "平方公里",
        "平方千米",
        "平方米",
    ),
    *(
        "立方米",
        "公顷",
        "公斤",
        "千克",
        "小时",
        "分钟",
        "千瓦",
        "兆瓦",
        "吉瓦",
        "千瓦时",
        "兆瓦时",
        "吉瓦时",
        "个百分点",
    ),
    *"家个项条元人户件台套名位座次倍分吨亩所艘批届成辆笔列",
)
_MARKS = "累计|首次|同比|不超过|超过|突破|逾|超|近|约|达|至少"
_MEANS = {"不超过": "最多", "突破": "超"}
_WHOLE = "(?:全[国省市区](?:总[数量额])?的?)?"  # 超全国的1/5
_BEFORE = f"(?P<before>(?:{_MARKS})*(?:增长|下降|为|达到)?){_WHOLE}"
_VALUE = r"(?P<value>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:/\d+)?)"
_SCALE = "(?P<inner>余|多)?(?P<scale>%|(?:[万亿]|[千百](?!米|瓦|克))*)(?P<more>余|多)?"
_AFTER = "(?P<after>左右|以上(?!海)|以下)?"  # there is no 以上 in 以上海为…
# 2020年, and what stands before it in 2020–2022年
_OF_A_TIME = re.compile(r"(?:(?:[—–―~-]+|至|到)\d+)?[年月日]")
_CODE = re.compile(r"0\d+")  # of a telephone
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


def passages(
    text: SourceText, published: date, cutter: jieba.Tokenizer, units: Collection[str] = ()
) -> Iterator[Passage]:
    """The sentences that have a figure or a date; relative dates are resolved against the publication date.

    `units` are counted in, besides those that the language has. A title ends where an empty line is.
    """
    skipped = found.end() if (found := _FRONT_MATTER.match(text.raw)) else 0
    start = next((place for place, offset in enumerate(text.origin) if offset >= skipped), len(text.form))
    for begin, end in _sentences(text, start):
        sentence = text.form[begin:end]
        when = moment(sentence, published, text.spaces(begin, end))
        figures = tuple(printed_figures(sentence, cutter, units))
        if figures or when is not None:
            is_future = when is not None and when.first > published
            yield Passage(sentence, text.line(begin), figures, when, is_future)


def _sentences(text: SourceText, start: int) -> Iterator[tuple[int, int]]:
    for begin, end in pairwise([start, *text.paragraphs(start), len(text.form)]):
        yield from (found.span() for found in _SENTENCE.finditer(text.form, begin, end))


@cache
def _figure(units: frozenset[str]) -> re.Pattern[str]:
    """A figure in one of these units, the longest that stands there, or in none."""
    nouns = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(f"{_BEFORE}{_VALUE}{_SCALE}(?P<noun>{nouns})?{_AFTER}")


def printed_figures(sentence: str, cutter: jieba.Tokenizer, units: Collection[str] = ()) -> Iterator[Printed]:
    """The figures in digits of a text without white space; the numbers of times and in words (A7) are none.

    Nor is either of two that follow each other directly: 2万2千人 is one number, and 3小时20分钟 one duration.
    """
    yield from (printed for _, printed in figures_in(sentence, cutter, units))


def figures_in(
    sentence: str, cutter: jieba.Tokenizer, units: Collection[str] = ()
) -> Iterator[tuple[re.Match[str], Printed]]:
    """The same, each with where it stands."""
    found = [*_figures(sentence, cutter, units)]
    joints = {match.end() for match, _ in found} & {match.start("value") for match, _ in found}
    yield from (each for each in found if not joints & {each[0].end(), each[0].start("value")})


def _figures(sentence: str, cutter: jieba.Tokenizer, units: Collection[str]) -> Iterator[tuple[re.Match[str], Printed]]:
    """Every figure by itself, and where it stands."""
    times = [found.span() for found in dates(sentence)]
    marked = _BREAKTHROUGH.sub(lambda found: " " * len(found.group()), _without_endings(sentence, cutter))
    for match in _figure(frozenset([*_NOUNS, *units])).finditer(marked):
        start, end = match.span("value")
        before = sentence[start - 1 : start]
        if before.isascii() and before.isalnum():  # A7, U30
            continue
        if any(s <= start and end <= e for s, e in times) or _OF_A_TIME.match(sentence, end):
            continue
        if _CODE.fullmatch(match["value"]):
            continue
        value = _value(match["value"])
        unit = match["scale"] + (match["noun"] or "") or (_SHARE if "/" in match["value"] else "")
        marks = ["累计"] if _is_cumulative(sentence[:start]) else []
        marks += [_MEANS.get(mark, mark) for mark in re.findall(_MARKS, match["before"])]
        marks += [mark for mark in (match["inner"], match["more"], match["after"]) if mark]
        yield match, Printed(value, unit, tuple(dict.fromkeys(marks)), match.group())


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
    """The number; where a number would lose what is printed (6.0, 1/15), its text."""
    plain = printed.replace(",", "")
    if "/" in plain or plain.endswith(".0"):
        return plain
    return float(plain) if "." in plain else int(plain)

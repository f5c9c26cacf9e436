"""Reads an article sentence by sentence: its figures with units and qualifiers, and its dates, resolved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

import jieba

from bot.curate.governing import time_of
from bot.curate.moments import dates, end_of_the_dateline, moment, resolved
from bot.curate.texts import SourceText
from bot.dates import PartialDate
from bot.facts import SHARE, TOTAL
from bot.search.numerals import in_figures

_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]?")
_FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\n", re.DOTALL)
# Nouns that count; what else follows a number is the next word.
_NOUNS = (
    *("标准箱", "周年", "美元", "人次", "件次", "车次", "架次", "班次", "辆次", "艘次", "列次", "公里", "千米"),
    *("平方公里", "平方千米", "平方米", "立方米", "公顷", "公斤", "千克", "小时", "分钟", "个百分点"),
    *("千瓦", "兆瓦", "吉瓦", "千瓦时", "兆瓦时", "吉瓦时"),
    *"家个项条元人户件台套名位座次倍分吨亩所艘批届成辆笔列国种只米支场处类部岁天",
)
_BEGIN_WORDS = {  # 59国 is no 国家
    "国": "家际内产务有企资防道外门民旗",
    "种": "业子植养",
    "只": "有是要能需",
    "米": "兰其德勒字",
    "支": "持付撑援部线出配",
    "场": "馆所地景址站内外",
    "处": "理于在置级长分",
    "类": "似型别",
    "部": "门分署委省队长位",
    "天": "津然文气河上下空才",
}
_MARKS = "累计|首次|同比|不超过|不低于|不少于|超过|突破|逾|超|近|约|达|至少"
_MEANS = {"不超过": "最多", "不低于": "至少", "不少于": "至少", "突破": "超"}
_WHOLE = "(?:全[国省市区](?:总[数量额])?的?)?"  # 超全国的1/5
_BEFORE = f"(?P<before>(?:{_MARKS})*(?:增长|增加|上升|提高|下降|减少|降低|回落|缩短|为|达到)?){_WHOLE}"
_VALUE = r"(?P<value>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:/\d+)?)"
_SCALE = "(?P<inner>余|多)?(?P<scale>%|(?:[万亿]|[千百](?!米|瓦|克))*)(?P<more>余|多)?"
_AFTER = "(?P<after>左右|以上(?!海)|以下)?"  # there is no 以上 in 以上海为…
# 2020年, and what stands before it in 2020–2022年
_OF_A_TIME = re.compile(r"(?:(?:[—–―~-]+|至|到)\d+)?[年月日]")
_CODE = re.compile(r"0\d+")  # of a telephone
_TELEPHONE = re.compile("(?:电话|热线|传真|邮编)[:(]?$")
_YEAR_OF_A_NAME = re.compile(r"(?:19|20)\d\d(?=[A-Za-z一-鿿])")  # 2026全球大会
# Numbers in words with a noun that counts: 一百三十余个, and not 第二十届 or 数十个.
_SAID = "零一二三四五六七八九十百千两"
_IN_NUMERALS = (
    f"(?P<marks>(?:{_MARKS})*)(?<![第数几{_SAID}])(?P<said>[{_SAID}]*[百十千][{_SAID}]*)(?P<more>余|多)?(?P<noun>NOUNS)"
)
_LEAST_SAID = 20  # 十个 is said in passing
_PLANNED = re.compile("计划|规划|将于?|预计|预期|拟|力争|有望|争取|目标")
# 2024年为2777亿元 behind a semicolon: what is counted, and where, the sentence before says.
_GOES_ON = re.compile(r"[则已]?(?:首次)?(?:为|是|达到?|[增升降]至|回落[到至]|突破)[约近逾超过了]*\d")
_UNTIL = ("截至", "到")
# The day of what was told before: 同日, 会上.
_ON_THAT_DAY = re.compile("(?:^|[,:])(?:同日|同一天|当[日天晚]|(?:大会|会议|活动|仪式|签约)?(?:会上|现场|期间))")
_BY_THEN = re.compile("[到至]$")  # 到2030年
_LONGEST_BYLINE = 12  # characters before its day: 自贸周刊2025年3月10日
_PART_OF_IT = "其中"  # what is said of the sentence before holds for it too, as behind a semicolon
# 超过15%的部分免征, 超过3万元至14万元的部分: what is above the number is spoken of, and 15% is the number.
_OF_A_PART = re.compile(r"(?:(?:至|到|[—–―~-]+)\d[\d.,]*[^\d,。;:、]{0,3})?的部分")
_BOUNDS = frozenset({"超过", "超", "逾", "最多", "至少", "以上", "以下"})
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
    when: PartialDate | None = None  # where it is of another time than its sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article: its text without white space, its line, its figures and the time it speaks of."""

    text: str
    line: int
    figures: tuple[Printed, ...]
    when: PartialDate | None
    due: PartialDate | None  # of what is announced
    before: str = ""  # the sentences that say what is told here, where it only goes on
    earlier: PartialDate | None = None  # the last time that was told before
    dateline: int = 0  # characters of its text in which is told where it was sent from

    @property
    def whole(self) -> str:
        return self.before + self.text


def passages(
    text: SourceText, published: date, cutter: jieba.Tokenizer, units: Collection[str] = ()
) -> Iterator[Passage]:
    """The sentences that have a figure or a date; relative dates are resolved against the publication date.

    `units` are counted in, besides those that the language has. A title ends where an empty line is.
    """
    skipped = found.end() if (found := _FRONT_MATTER.match(text.raw)) else 0
    start = next((place for place, offset in enumerate(text.origin) if offset >= skipped), len(text.form))
    before: PartialDate | None = None
    earlier: PartialDate | None = None
    behind_semicolon, told = False, ""
    for begin, end in _sentences(text, start):
        sentence = text.form[begin:end]
        told = told if told.endswith(";") and _goes_on(sentence) else ""
        when = moment(sentence, published, text.spaces(begin, end))
        if when is None and (behind_semicolon or sentence.startswith(_PART_OF_IT)):
            when = before
        elif when is None and earlier and earlier.day and _ON_THAT_DAY.search(sentence):
            when = earlier
        figures = tuple(_each_with_its_time(sentence, when, published, cutter, units))
        if figures or (when is not None and not _is_byline(sentence, published)):
            due, sent = _due(sentence, when, published), end_of_the_dateline(sentence, text.spaces(begin, end))
            yield Passage(sentence, text.line(begin), figures, when, due, told, earlier, sent)
        behind_semicolon, before, earlier, told = sentence.endswith(";"), when, when or earlier, told + sentence


def _goes_on(sentence: str) -> bool:
    """Whether it begins with a time and an amount: 2024年达到342万."""
    start = next((len(word) for word in _UNTIL if sentence.startswith(word)), 0)
    first = next(dates(sentence), None)
    return first is not None and first.start() == start and _GOES_ON.match(sentence, first.end()) is not None


def _is_byline(sentence: str, published: date) -> bool:
    """Whether it is a line of its own that ends with the day of publication, behind a name at most."""
    day = PartialDate(published.isoformat())
    last = [found for found in dates(sentence) if found["year"] and found.end() == len(sentence)]
    return any(resolved(found, published) == day and found.start() <= _LONGEST_BYLINE for found in last)


def _due(sentence: str, when: PartialDate | None, published: date) -> PartialDate | None:
    """When what a sentence announces is to be: the first time that it tells, plans or counts to, if still to come."""
    if when is not None and when.first > published:
        return when
    before = ((found, sentence[: found.start()]) for found in dates(sentence))
    planned = (resolved(found, published) for found, told in before if _PLANNED.search(told) or _BY_THEN.search(told))
    return next((time for time in planned if time is not None and time.first > published), None)


def _each_with_its_time(
    sentence: str, when: PartialDate | None, published: date, cutter: jieba.Tokenizer, units: Collection[str]
) -> Iterator[Printed]:
    """The figures, also those in words; with the time of each where the sentence tells another of it (去年同期)."""
    found = [(match.start("value"), printed) for match, printed in figures_in(sentence, cutter, units)]
    for at, printed in sorted([*found, *_in_numerals(sentence, units)], key=lambda each: each[0]):
        told = time_of(sentence, at, published)
        is_another = told is not None and told.time != when and told.time.first <= published
        yield replace(printed, when=told.time) if told and is_another else printed


def _in_numerals(sentence: str, units: Collection[str]) -> Iterator[tuple[int, Printed]]:
    for found in _said(frozenset([*_NOUNS, *units])).finditer(sentence):
        value = in_figures(found["said"] + found["noun"]).removesuffix(found["noun"])
        if value.isdigit() and int(value) >= _LEAST_SAID:
            marks = [_MEANS.get(mark, mark) for mark in re.findall(_MARKS, found["marks"])]
            qualifiers = (*marks, *filter(None, [found["more"]]))
            yield found.start("said"), Printed(int(value), found["noun"], qualifiers, found.group())


def _sentences(text: SourceText, start: int) -> Iterator[tuple[int, int]]:
    for begin, end in pairwise([start, *text.paragraphs(start), len(text.form)]):
        yield from (found.span() for found in _SENTENCE.finditer(text.form, begin, end))


@cache
def _figure(units: frozenset[str]) -> re.Pattern[str]:
    """A figure in one of these units, the longest that stands there, or in none."""
    return re.compile(f"{_BEFORE}{_VALUE}{_SCALE}(?P<noun>{_any_of(units)})?{_AFTER}")


@cache
def _said(nouns: frozenset[str]) -> re.Pattern[str]:
    return re.compile(_IN_NUMERALS.replace("NOUNS", _any_of(nouns)))


def _any_of(nouns: frozenset[str]) -> str:
    """The longest of them that stands somewhere, and does not begin another word there."""
    other = {noun: f"(?![{begins}])" for noun, begins in _BEGIN_WORDS.items()}
    return "|".join(re.escape(noun) + other.get(noun, "") for noun in sorted(nouns, key=len, reverse=True))


def figures_in(
    sentence: str, cutter: jieba.Tokenizer, units: Collection[str] = ()
) -> Iterator[tuple[re.Match[str], Printed]]:
    """The figures in digits of a text without white space, each with where it stands.

    The numbers of times and in words (A7) are none, nor is either of two that follow each other directly: 2万2千人 is
    one number, and 3小时20分钟 one duration.
    """
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
        if _CODE.fullmatch(match["value"]) or _TELEPHONE.search(sentence[:start]):
            continue
        if match.group() == match["value"] and _YEAR_OF_A_NAME.match(sentence, start):
            continue
        value = _value(match["value"])
        unit = match["scale"] + (match["noun"] or "") or (SHARE if "/" in match["value"] else "")
        marks = [TOTAL] if _is_cumulative(sentence[:start]) else []
        marks += [_MEANS.get(mark, mark) for mark in re.findall(_MARKS, match["before"])]
        marks += [mark for mark in (match["inner"], match["more"], match["after"]) if mark]
        if part := _OF_A_PART.match(sentence, match.end()):
            marks = [mark for mark in marks if mark not in _BOUNDS]
        anchor = match.group() + (part.group() if part else "")
        yield match, Printed(value, unit, tuple(dict.fromkeys(marks)), anchor)


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

"""What a question claims and asks to be confirmed: amounts (2000家, 超过5万亿, 1/7) and ranks (排第二)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from bot.facts import Figure
from bot.search.insists import CALENDAR, CLAIM, CLASSIFIERS, COUNTED, NUMERALS, ORDINAL_OF, Wants
from bot.search.spans import Span
from bot.text import number_text

SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
# What claims that an amount is more, or less; 约 and 近 claim none in particular, and nothing can be held against them.
MORE = ("超过", "超", "高于", "多于", "大于", "不止", "至少", "不低于", "不少于")
LESS = ("不到", "不足", "低于", "少于", "小于", "最多", "不超过")
ABOUT = ("约", "近", "大概", "大约", "差不多", "将近", "接近", "几乎")
AT_LEAST, AT_MOST = ("至少", "不低于", "不少于"), ("最多", "不超过")
_OVER_IT = frozenset(("超", "超过", "余", "多", "以上"))
_LONGEST_FIRST = sorted((*MORE, *LESS, *ABOUT), key=len, reverse=True)
_BEFORE = re.compile(f"(?:{'|'.join(_LONGEST_FIRST)})$")
_OVER = ("以上", "多", "余")  # behind an amount: 3万家以上
# A statement of a year that gives an amount is to be checked too: 2021年产业联盟有16个.
_STATES = re.compile(
    r"^(?=.*(?:19|20)\d\d年)(?=.*(?<!\d)(?!(?:19|20)\d\d年)\d[\d.,]*(?:[百千万亿%/家个项条座件]|$))(?!.*(?:多少|[几哪谁啥何怎]|什么|how|wh))"
)
_RANK = re.compile(f"(?<![0-9])第(?P<n>[{NUMERALS}]|[0-9]{{1,2}})[位名]?(?![{NUMERALS}0-9{ORDINAL_OF}次个家条座项期])")
_BE_IN = re.compile(
    "(?:是|在|于)(?P<year>(?:19|20)[0-9]{2}年)(?:[0-9]{1,2}月)?[^0-9]{1,8}的?(?:吗|对|真|正确|属实|没错|是不是|是吧)"
)
_AMOUNT = re.compile(r"(?P<compared>\D*?)(?P<number>[\d.]+)(?P<scales>[百千万亿]*)(?P<unit>.*)")


def claimed(text: Sequence[str], question: str) -> list[tuple[Span, str]]:
    """Where amounts and ranks stand of which a question asks whether they are right, and each: 2000家, 第2位."""
    if not CLAIM.search(question) and not _STATES.search(question):
        return []
    return [*_amounts(text), *_ranks(text), *_years(text)]


def _amounts(text: Sequence[str]) -> Iterator[tuple[Span, str]]:
    for index, token in enumerate(text):
        if not token[:1].isdecimal() or (index + 1 < len(text) and text[index + 1] in CALENDAR):
            continue
        end = index + 1
        while end < len(text) and text[end] in SCALES:
            end += 1
        more = end + 1 < len(text) and text[end] in _OVER and text[end + 1] in COUNTED
        amount = "".join(text[index:end])
        end += more
        if end < len(text) and text[end] in COUNTED:
            amount += text[end]
            end += 1
        if end == index + 1 and not token.endswith("%") and "/" not in token:
            continue
        before = found.group() if (found := _BEFORE.search("".join(text[max(0, index - 3) : index]))) else ""
        if before in ABOUT:
            continue
        start = index - len(before)
        if more or "".join(text[end : end + 2]) in _OVER:
            before = before or MORE[0]
        yield (start, end), before + amount


def _ranks(text: Sequence[str]) -> Iterator[tuple[Span, str]]:
    if all(len(token) == 1 for token in text):  # positions of tokens and of characters are the same
        for found in _RANK.finditer("".join(text)):
            place = NUMERALS.index(found["n"]) + 1 if found["n"] in NUMERALS else int(found["n"])
            yield found.span(), f"第{place}位"


def _years(text: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """The years in which something is said to have been: 第四次会议是2023年开的."""
    starts = [0, *accumulate(map(len, text))]
    for found in _BE_IN.finditer("".join(text)):
        yield (starts.index(found.start("year")), starts.index(found.end("year"))), found["year"]


def wanted_by(claims: Iterable[str]) -> Wants:
    """What kind of thing can confirm what is claimed."""
    found = Wants.NOTHING
    for each in claims:
        if _is_year(each):
            found |= Wants.DATE
        elif not is_rank(each):
            found |= Wants.FIGURE
            if each.endswith(("元", "亿")):
                found |= Wants.MONEY
    return found


def is_claimed(wanted: str) -> bool:
    """Whether what a question insists on is claimed: an amount, a rank, a year in which something was."""
    return (
        is_rank(wanted) or _is_year(wanted) or _is_compared(wanted) or (wanted[:1].isdecimal() and _is_counted(wanted))
    )


def is_rank(wanted: str) -> bool:
    return wanted.startswith("第") and wanted.endswith("位")


def _is_year(wanted: str) -> bool:
    return wanted.endswith("年") and wanted[:-1].isdecimal()


def _is_counted(wanted: str) -> bool:
    return wanted.endswith((*COUNTED, "%")) or "/" in wanted


def _is_compared(wanted: str) -> bool:
    return wanted.startswith((*MORE, *LESS))


def says(wanted: str, text: str) -> bool:
    """Whether a text has a claimed amount or rank; whether something is more than it, no text says."""
    return _is_compared(wanted) or _pattern(wanted).search(text) is not None


def holds(wanted: str, own: Iterable[Figure], others: Iterable[Figure], text: str) -> bool:
    """Whether what is claimed is so: of a fact's own figures, its text, or the figures of its series at other times.

    What is more or less than something is so of the own figures only: it may have been less before.
    """
    if _is_compared(wanted):
        return any(_compares(wanted, figure) for figure in own)
    return says(wanted, text) or any(_pattern(wanted).match(_told(figure)) for figure in (*own, *others))


def _told(figure: Figure) -> str:
    return f"{number_text(figure.value)}{figure.unit}"


@lru_cache(maxsize=256)
def _pattern(wanted: str) -> re.Pattern[str]:
    """What a text must have to have it: 195项 is 195个, 400家 is 400余家; 6个 is not 16个."""
    if is_rank(wanted):
        place = int(wanted[1:-1])
        numeral = NUMERALS[place - 1] if place <= len(NUMERALS) else str(place)
        return re.compile(f"第(?:{place}(?![0-9])|{numeral}(?![{NUMERALS}]))(?![{ORDINAL_OF}])")
    number = wanted.rstrip("".join(CLASSIFIERS))
    unit = f"[{''.join(CLASSIFIERS)}]" if number != wanted else ""
    return re.compile(rf"(?<![\d./]){re.escape(number)}(?![百千万亿\d/])[余多]?{unit}")


def _compares(wanted: str, figure: Figure) -> bool:
    """Whether a figure is more, or less, than what is claimed of it; figures of other units are neither."""
    claim, told = _AMOUNT.fullmatch(wanted), _AMOUNT.fullmatch(_told(figure))
    if claim is None or told is None or _unit(claim["unit"]) != _unit(told["unit"]):
        return False
    one, other, compared = _value(told), _value(claim), claim["compared"]
    is_over = not _OVER_IT.isdisjoint(figure.qualifiers)  # 超100亿 is more than 100亿, and 不到 it no more
    if compared in MORE:
        return one > other or (one == other and (is_over or compared in AT_LEAST))
    return one < other or (one == other and not is_over and compared in AT_MOST)


def _unit(unit: str) -> str:
    return "个" if unit in CLASSIFIERS else unit.removesuffix("元")


def _value(found: re.Match[str]) -> Decimal:
    value = Decimal(found["number"])
    for scale in found["scales"]:
        value *= SCALES[scale]
    return value

"""What a question wants confirmed: amounts (2000家, 超过5万亿, 1/7), ranks (排第二), years (是2023年开的), offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from bot.facts import Figure
from bot.search.amounts import ABOUT, ALMOST, COMPARED, Relation
from bot.search.insists import OFFICE, ORDINAL_OF, by_itself
from bot.search.numerals import LARGEST, figure
from bot.search.spans import Span, overlap, unit_starts
from bot.search.wants import ASKING, CLAIM, CLASSIFIERS, Wants
from bot.text import NUMERALS, SCALES, in_ones, key, number_text, pairs, scale_and_unit


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: its words, how a figure must stand to it, its value (in ones) and unit, its digits as typed."""

    span: Span
    text: str
    relation: Relation
    value: Fraction = Fraction(0)
    unit: str = ""
    typed: str = ""

    @property
    def is_telling(self) -> bool:
        """Whether hardly two figures are alike in so many digits (19.4%, 28634台)."""
        digits = self.digits.rstrip("0")
        return self.relation is Relation.EXACT and digits.isdecimal() and len(digits) >= ROUNDED_FROM

    @property
    def digits(self) -> str:
        """The digits that were typed, from the first that counts: of 6805亿 and of 0.6805 they are 6805."""
        return self.typed.rstrip("".join(SCALES)).replace(".", "").lstrip("0")


NEARLY = Fraction(1, 20)  # of an amount: so much less, or more, is still about that
OVER = frozenset(("超", "逾", "超过", "余", "多", "以上"))  # qualifiers that make a figure more than its number
BELOW = frozenset(("近", "以下"))
MAYBE_OVER, MAYBE_BELOW = OVER | {"至少"}, BELOW | {"最多"}  # that and no less, or no more
SHARE = "比重"
_OF_ONE = {"%": Fraction(1, 100), "成": Fraction(1, 10), SHARE: Fraction(1)}
ROUNDED_FROM = 3  # digits of what is claimed: with fewer another figure would do as well
_ONE_NUMERAL = re.compile(
    f"(?<![第{NUMERALS}百千万])[二三四五六七八九](?=[家项条]|成(?![员立果交功本长就])|个(?![月市城]))"
)  # 一个 counts nothing
_TELLING = re.compile("[0-9]{2,}[.][0-9]+")
_N = f"(?P<n>[{NUMERALS}]|[1-9][0-9]?)"
_RANK = re.compile(
    f"第{_N}[位名]|(?<=[排列居])第{_N.replace('<n>', '<m>')}(?![{NUMERALS}0-9{ORDINAL_OF}代产方财])"
    f"|第{_N.replace('<n>', '<o>')}(?=$|[吗呢吧了,，。?？!！]|是不是|是[吗吧么]|对不?对|对[吗吧么]|没错|属实)"
)
_BE_IN = re.compile(
    "(?:是|在|于)(?P<year>(?:19|20)[0-9]{2}年)(?:[0-9]{1,2}月)?[^0-9]{1,8}的?(?:吗|对|真|正确|属实|没错|是不是|是吧)"
)
# A statement of a year that gives an amount is to be checked too: 2021年产业联盟有16个.
_HAS_YEAR = re.compile("(?:19|20)[0-9]{2}年")


def claimed(
    text: Sequence[str], question: str, amount: re.Pattern[str], names_person: Callable[[str], bool]
) -> list[Claim]:
    """What a question (its units as read, and in its normal form) claims: amounts, where it asks or states that.

    `amount`: what one looks like, with the units of the base. `names_person` says of a text whether it names one: then
    an office that stands there is claimed to be theirs.
    """
    units = [
        f"{unit} " if unit[-1:].isdigit() and after[:1].isdigit() else unit for unit, after in pairwise([*text, ""])
    ]
    joined = "".join(units)  # 2024 195 is two numbers
    states = CLAIM.search(question) or (_HAS_YEAR.search(question) and not ASKING.search(question))
    amounts = _claims(joined, amount) if states else ()
    offices = [Claim(found.span(), found.group(), Relation.OFFICE) for found in OFFICE.finditer(joined)]
    starts = unit_starts(units)
    found: list[Claim] = []
    for claim in [*amounts, *(offices if offices and names_person(joined) else ())]:
        start, end = (starts.get(place) for place in claim.span)
        if start is not None and end is not None and not any(overlap((start, end), other.span) for other in found):
            found.append(Claim((start, end), claim.text, claim.relation, claim.value, claim.unit, claim.typed))
    return found


def _claims(joined: str, amount: re.Pattern[str]) -> Iterator[Claim]:
    for found in _BE_IN.finditer(joined):
        yield Claim(found.span("year"), found["year"], Relation.YEAR, Fraction(found["year"][:-1]))
    for found in _RANK.finditer(joined):
        place = _place(found["n"] or found["m"] or found["o"])
        yield Claim(found.span(), f"第{place}位", Relation.RANK, Fraction(place), "位")
    for found in amount.finditer(_ONE_NUMERAL.sub(lambda numeral: str(_place(numeral.group())), joined)):
        counted = found["percent"] or found["scales"] or found["unit"] or "/" in found["number"]
        counted = counted or _TELLING.fullmatch(found["number"])  # an index has no unit: 227.05
        if not counted:
            continue
        relation = next((k for k, words in COMPARED.items() if found["before"] in words), Relation.EXACT)
        if found["before"] in ALMOST:
            relation = Relation.ALMOST
        elif found["before"] in ABOUT or found["after"] in ("左右", "上下"):
            relation = Relation.ABOUT
        elif relation is Relation.EXACT and (found["after"] == "以上" or found["more"]):
            relation = Relation.AT_LEAST
        elif relation is Relation.EXACT and found["after"] == "以下":
            relation = Relation.AT_MOST
        value = Fraction(found["number"])
        for scale in found["scales"]:
            value *= SCALES[scale]
        unit = found["percent"] or _usual(found["unit"] or "")
        yield Claim(found.span(), found.group(), relation, value, unit, f"{found['number']}{found['scales']}")


def _place(numeral: str) -> int:
    return NUMERALS.index(numeral) + 1 if numeral in NUMERALS else int(numeral)


def _usual(unit: str) -> str:
    """One unit for all that things are counted by: 195项 is 195个, and what is by 台（套） is by 台."""
    return "个" if unit.partition("（")[0] in CLASSIFIERS else unit


def wanted_by(claims: Iterable[Claim]) -> Wants:
    """What kind of thing can confirm what is claimed."""
    found = Wants.NOTHING
    for claim in claims:
        if claim.relation is Relation.YEAR:
            found |= Wants.DATE
        elif claim.relation is Relation.OFFICE:
            found |= Wants.PERSON
        elif claim.relation is not Relation.RANK:
            found |= Wants.SHARE if "/" in claim.typed else Wants.FIGURE
            if "元" in claim.unit or (not claim.unit and claim.value >= SCALES["亿"]):
                found |= Wants.MONEY
    return found


def says(claim: Claim, text: str) -> bool:
    """Whether a text has a claimed amount, rank, year or office; that something is more or less, no text says."""
    pattern = _pattern(claim)
    return pattern is None or pattern.search(text) is not None


def holds(claim: Claim, own: Sequence[tuple[str, Figure]], then: Iterable[Figure], text: str, asked: str) -> bool:
    """Whether what is claimed is so: of a fact's own figures (with their names), or of the same measure at other times.

    Of several figures those count whose names have most of what was asked about. What is more or less than something is
    so of the own figures only: it may have been less before. Without figures its text tells.
    """
    if claim.relation in (Relation.YEAR, Relation.OFFICE):
        return says(claim, text)
    fitting = _fitting([(name, figure) for name, figure in own if is_of_unit(claim, figure)], asked)
    if any(_stands(claim, figure) for figure in fitting):
        return True
    if claim.relation not in (Relation.EXACT, Relation.ABOUT, Relation.ALMOST, Relation.RANK):
        return False
    told = len(own) <= 1 or not fitting
    return (told and says(claim, text)) or any(is_so_of(claim, figure) for figure in then)


def is_so_of(claim: Claim, figure: Figure) -> bool:
    """Whether what is claimed is so of one figure."""
    return is_of_unit(claim, figure) and _stands(claim, figure)


def is_not_quite(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is somewhat more, or less, than the very amount that is claimed: 400余家 is not quite 400家."""
    is_marked = not (OVER | BELOW).isdisjoint(figure.qualifiers)
    return claim.relation is Relation.EXACT and is_marked and is_so_of(claim, figure)


def is_one_figure_s(claim: Claim, own: Sequence[tuple[str, Figure]], asked: str) -> bool:
    """Whether one alone of a fact's own figures (with their names) can be the one that is claimed."""
    return len(_fitting([(name, figure) for name, figure in own if is_of_unit(claim, figure)], asked)) == 1


def _fitting(figures: Sequence[tuple[str, Figure]], asked: str) -> list[Figure]:
    fits = [len(pairs(key(name)) & pairs(asked)) for name, _ in figures]
    return [figure for (_, figure), fit in zip(figures, fits, strict=True) if fit == max(fits)]


def is_of_unit(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is of the unit that is claimed; without one any unit but a rank and a percentage will do."""
    unit = _measured(figure)[1]
    wanted = SHARE if "/" in claim.typed else _in_shares(claim.value, claim.unit)[1]
    return unit == wanted or (not wanted and unit not in ("位", SHARE))


def _stands(claim: Claim, figure: Figure) -> bool:
    """Whether a claim (more than, at most …) is true of a figure; 超100亿 is more than 100亿, 400余家 is 400家."""
    value, unit = _measured(figure)
    if value is None:
        return False
    if unit == SHARE:
        claim = replace(claim, value=claim.value * _OF_ONE.get(claim.unit, 1))
    is_over, is_below, maybe_over, maybe_below = (
        not marks.isdisjoint(figure.qualifiers) for marks in (OVER, BELOW, MAYBE_OVER, MAYBE_BELOW)
    )
    same = value == claim.value
    match claim.relation:
        case Relation.MORE:
            return value > claim.value or (same and is_over)
        case Relation.AT_LEAST:
            return value > claim.value or (same and not maybe_below)
        case Relation.LESS:
            return value < claim.value or (same and is_below)
        case Relation.AT_MOST:
            return value < claim.value or (same and not maybe_over)
        case Relation.ABOUT:
            return abs(value - claim.value) <= claim.value * NEARLY
        case Relation.ALMOST:
            return claim.value * (1 - NEARLY) <= value <= claim.value and not (same and maybe_over)
        case _:
            return same or _rounds_to(value, claim)


def _rounds_to(value: Fraction, claim: Claim) -> bool:
    """Whether what is claimed is a figure rounded as people do (6805亿 is 6805.04亿): to three digits or more."""
    if len(claim.digits) < ROUNDED_FROM or not claim.digits.isdecimal():
        return False
    last_place = claim.value / int(claim.digits)
    return abs(value - claim.value) <= last_place / 2


def _measured(figure: Figure) -> tuple[Fraction | None, str]:
    """A figure's value in ones, and its unit."""
    return _in_shares(in_ones(figure.value, figure.unit), _usual(scale_and_unit(figure.unit)[1]))


def _in_shares(value: Fraction | None, unit: str) -> tuple[Fraction | None, str]:
    """A value and its unit; what is so many of a hundred, or of ten, as a share of one: 20% is 1/5."""
    if unit not in _OF_ONE:
        return value, unit
    return None if value is None else value * _OF_ONE[unit], SHARE


@lru_cache(maxsize=256)
def _pattern(claim: Claim) -> re.Pattern[str] | None:
    """What a text must have to have it: 195项 is 195个, 400家 is 400余家; 6个 is not 16个."""
    if claim.relation is Relation.YEAR:
        return re.compile(re.escape(claim.text))
    if claim.relation is Relation.OFFICE:
        return by_itself(claim.text)
    if claim.relation is Relation.RANK:
        place = int(claim.value)
        numeral = NUMERALS[place - 1] if place <= len(NUMERALS) else str(place)
        return re.compile(f"第(?:{place}(?![0-9])|{numeral}(?![{NUMERALS}]))(?![{ORDINAL_OF}])")
    if claim.relation not in (Relation.EXACT, Relation.ABOUT, Relation.ALMOST):
        return None
    unit = f"[{''.join(CLASSIFIERS)}]" if claim.unit == "个" else re.escape(claim.unit)
    typed = "|".join(map(re.escape, _spellings(claim)))
    return re.compile(rf"(?<![\d./])(?:{typed})(?![百千万亿\d/])[余多]?{unit}")


def _spellings(claim: Claim) -> list[str]:
    """How an amount may be written: 29000 is 2.9万, and 38700万 is 3.87亿."""
    found = [claim.typed]
    if "/" not in claim.typed and claim.value <= LARGEST:
        found += [figure(claim.value), number_text(claim.value)]
    return list(dict.fromkeys(found))

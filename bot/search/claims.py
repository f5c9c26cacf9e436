"""What a question wants confirmed: amounts (2000家, 超过5万亿, 1/7), ranks (排第二), years (是2023年开的), offices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from bot.facts import RANK
from bot.search.amounts import ABOUT, ALMOST, COMPARED, Relation
from bot.search.confirming import ASKS_SO, BY_NOW, CLAIM
from bot.search.counters import ANY, BUILDINGS, BY_BUILDINGS, alike, as_counted
from bot.search.insists import MONTH, OFFICE, ORDINAL_OF
from bot.search.spans import Span, overlap, unit_starts
from bot.search.wants import ASKING, Wants
from bot.text import NUMERALS, SCALES, scale_and_unit


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed: its words, how a figure must stand to it, its value (in ones) and unit, its digits as typed.

    `direction`: 1 of what is said to have risen to that, -1 of what fell; 0 where neither is said. `is_asked`: whether
    it is asked if it has come so far, and not said.
    """

    span: Span
    text: str
    relation: Relation
    value: Fraction = Fraction(0)
    unit: str = ""
    typed: str = ""
    direction: int = 0
    is_asked: bool = False

    @property
    def is_amount(self) -> bool:
        return self.relation not in (Relation.YEAR, Relation.OFFICE)

    @property
    def is_telling(self) -> bool:
        """Whether hardly two figures are alike in so many digits (19.4%, 28634台)."""
        digits = self.digits.rstrip("0")
        return self.relation is Relation.EXACT and digits.isdecimal() and len(digits) >= ROUNDED_FROM

    @property
    def number(self) -> str:
        """The number that was typed, without its scale: 3.6 of 3.6万."""
        return self.typed.rstrip("".join(SCALES))

    @property
    def digits(self) -> str:
        """The digits that were typed, from the first that counts: of 6805亿 and of 0.6805 they are 6805."""
        return self.number.replace(".", "").lstrip("0")


# Whether it is so many by now, of which more are no no; 达到159个，对吗 claims that many.
_AS_MANY = re.compile("有没有$")
_HAS_REACHED = re.compile("达.*了(?:[吗么吧]|没有?)|达到1[百千万亿]+.*[吗么]|(?:是否|有没有)(?:已经?)?达")
# Of what a share is told: a half, more than one.
_HALF = re.compile(
    "(?<=[占达有的国])(?:(?P<over>超过?|逾|过)(?:一?半|半数)|(?:一半|半数)(?P<after>以上)?)(?![年月天个路壁导])"
)
ROUNDED_FROM = 3  # digits of what is claimed: with fewer another figure would do as well
# For how long, and no year or month of the calendar: 连续70年.
_FOR_SO_LONG = re.compile("(?:连续|持续|历时|为期)(?P<long>(?P<number>[0-9]+)(?P<unit>年|月|天|个月))")
_ONE_NUMERAL = re.compile(
    f"(?<![第{NUMERALS}百千万])[二三四五六七八九](?=[家项条]|成(?![员立果交功本长就])|个(?![月市城]))"
)  # 一个 counts nothing
_TELLING = re.compile("[0-9]{2,}[.][0-9]+")
_N = f"(?P<n>[{NUMERALS}]|[1-9][0-9]?)"
_RANK = re.compile(
    f"第{_N}[位名]|(?<=[排列居])第{_N.replace('<n>', '<m>')}(?![{NUMERALS}0-9{ORDINAL_OF}代产方财])"
    f"|第{_N.replace('<n>', '<o>')}(?=$|[呢了,，。?？!！]|{ASKS_SO})"
)
_BE_IN = re.compile(f"(?:是|在|于)(?P<year>(?:19|20)[0-9]{{2}}年)(?:(?:[0-9]{{1,2}}月)?[^0-9]{{1,8}})?的?{ASKS_SO}")
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
    amounts = list(_claims(joined, amount)) if states else []
    if any(claim.is_amount for claim in amounts):  # what it was in that year: the year is the time that is asked for
        amounts = [claim for claim in amounts if claim.is_amount]
    offices = [Claim(found.span(), found.group(), Relation.OFFICE) for found in OFFICE.finditer(joined)]
    found: list[Claim] = []
    if not amounts and not offices:
        return found
    starts = unit_starts(units)
    for claim in [*amounts, *(offices if offices and names_person(joined) else ())]:
        start, end = (starts.get(place) for place in claim.span)
        if start is not None and end is not None and not any(overlap((start, end), other.span) for other in found):
            found.append(replace(claim, span=(start, end)))
    return found


def counted_in_english(claim: Claim, question: str) -> Claim:
    """A claim with what it counts as an English question (in its normal form) has it: 20 parks, for 20个 parks."""
    words = "((?:[a-z]+ ){0,2}(?:[a-z]{3,}s|people|staff)|[a-z]+)(?![a-z])"  # manufacturing jobs
    counted = re.search(f"{re.escape(claim.text)} {words}", question) if claim.unit == ANY else None
    return replace(claim, text=f"{claim.text.removesuffix(ANY)} {counted[1]}") if counted else claim


def amounts_in_text(text: str, amount: re.Pattern[str]) -> list[Claim]:
    """The amounts and ranks in a text (in its normal form) as if it claimed them, with spans of characters."""
    return [claim for claim in _claims(text, amount) if claim.is_amount]


def _claims(joined: str, amount: re.Pattern[str]) -> Iterator[Claim]:
    for found in _BE_IN.finditer(joined):
        yield Claim(found.span("year"), found["year"], Relation.YEAR, Fraction(found["year"][:-1]))
    for found in _RANK.finditer(joined):
        place = _place(found["n"] or found["m"] or found["o"])
        yield Claim(found.span(), f"第{place}{RANK}", Relation.RANK, Fraction(place), RANK)
    for found in _HALF.finditer(joined):
        relation = Relation.MORE if found["over"] else Relation.AT_LEAST if found["after"] else Relation.EXACT
        yield Claim(found.span(), found.group(), relation, Fraction(1, 2), "", "1/2")
    for found in _FOR_SO_LONG.finditer(joined):
        unit = "个月" if found["unit"] == MONTH else found["unit"]
        yield Claim(found.span("long"), found["long"], Relation.EXACT, Fraction(found["number"]), unit, found["number"])
    for found in amount.finditer(_ONE_NUMERAL.sub(lambda numeral: str(_place(numeral.group())), joined)):
        is_counted = found["percent"] or found["scales"] or found["of"] or found["unit"] or "/" in found["number"]
        if is_counted or _TELLING.fullmatch(found["number"]):  # an index has no unit: 227.05
            yield _amount(found, joined)


def _amount(found: re.Match[str], joined: str) -> Claim:
    """The amount that is claimed by a match in a question, and how it bounds what is told."""
    compared = next((k for k, words in COMPARED.items() if found["before"] in words), Relation.EXACT)
    is_bounded = compared is not Relation.EXACT or found["more"] or found["after"]
    asks_at_least = not is_bounded and _AS_MANY.search(joined[: found.start()])
    has_reached = found["before"] in COMPARED[Relation.EXACT] and _HAS_REACHED.search(joined)
    relation = Relation.AT_LEAST if asks_at_least or has_reached else _bound(found, compared)
    value, scales = Fraction(found["number"]), f"{found['scales']}{found['of']}"  # 6000多万
    for scale in scales:
        value *= SCALES[scale]
    unit = found["percent"] or found["unit"] or ""
    if unit == BY_BUILDINGS and BUILDINGS.search(joined):  # 26座城市 are 26个
        unit = ANY
    is_compared = found["before"] and relation is not Relation.EXACT
    text = found.string[found.start("before" if is_compared else "number") : found.end()]
    text = f"达到{text}" if asks_at_least and not text.startswith("达到") else text
    is_asked = relation is not Relation.EXACT and BY_NOW.search(joined) is not None
    direction = bool(found["rose"]) - bool(found["fell"])
    return Claim(found.span(), text, relation, value, unit, f"{found['number']}{scales}", direction, is_asked)


def _bound(found: re.Match[str], compared: Relation) -> Relation:
    """How the words around an amount bound it (近, 左右, 多, 以上), if those before it do not compare it."""
    if found["before"] in ALMOST:
        return Relation.ALMOST
    if found["before"] in ABOUT or found["after"] in ("左右", "上下"):
        return Relation.ABOUT
    if compared is not Relation.EXACT:
        return compared
    if found["more"]:
        return Relation.SOME_MORE
    return {"以上": Relation.AT_LEAST, "以下": Relation.AT_MOST, "以内": Relation.AT_MOST}.get(found["after"], compared)


def _place(numeral: str) -> int:
    return NUMERALS.index(numeral) + 1 if numeral in NUMERALS else int(numeral)


def is_given_in(words: str, unit: str) -> bool:
    """Whether words give an amount in the unit of a figure: 80项 in that of 18个, 4亿元 in that of 9040万元."""
    counted = as_counted(scale_and_unit(unit)[1])
    spelt = "|".join(map(re.escape, alike(counted)))
    return bool(counted) and re.search(f"[0-9][百千万亿余多]*(?:{spelt})", words) is not None


def wanted_by(claims: Iterable[Claim]) -> Wants:
    """What kind of thing can confirm what is claimed."""
    found = Wants.NOTHING
    for claim in claims:
        if claim.relation is Relation.YEAR:
            found |= Wants.DATE
        elif claim.relation is Relation.OFFICE:
            found |= Wants.PERSON
        elif claim.relation is Relation.RANK or "/" in claim.typed:  # a place among others is told with shares
            found |= Wants.SHARE
        else:
            found |= Wants.FIGURE
            if "元" in claim.unit or (not claim.unit and claim.value >= SCALES["亿"]):
                found |= Wants.MONEY
    return found

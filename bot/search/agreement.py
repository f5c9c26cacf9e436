"""Whether a figure is what is claimed; whether it is quite that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from bot.facts import RANK, SHARE, Fact, Figure
from bot.search.amounts import Relation
from bot.search.claims import Claim
from bot.search.counters import counts_alike
from bot.search.magnitudes import (
    as_measured,
    counter,
    in_shares,
    is_power_of_ten,
    measured,
    one_more,
    rounds_to,
    times,
)
from bot.search.saying import says
from bot.search.wants import counts_things
from bot.series import Point
from bot.text import key, number_text, pairs
from bot.units import counts_people, is_money

NEARLY = Fraction(1, 20)  # of an amount: so much less, or more, is still about that
ALMOST_THAT = Fraction(1, 10)  # of an amount: so much less is still almost that: 18 are 近20
MUCH_MORE = 2  # times what is said to be exceeded: nobody says so of that much, and asks it of less than FAR
BELOW_NEXT = Fraction(4, 5)  # of one more in its last digit: 18 are rather 近20 than 10余
BEYOND = 1000  # times what is asked to be exceeded by now: that much more is rather another measure
FAR = 10  # times a figure: such an amount is rather something else's
WRONG_SCALE = 1000  # times or more, by a power of ten: a million for a billion, 元 for 万元
OVER = frozenset(("超", "逾", "超过", "余", "多", "以上"))  # qualifiers that make a figure more than its number
BELOW = frozenset(("近", "以下"))
AROUND = frozenset(("约", "左右"))
UNBOUNDED = frozenset(("超", "逾", "超过", "以上", "至少"))  # 400余家 is less than 500
MAYBE_OVER, MAYBE_BELOW = OVER | {"至少"}, BELOW | {"最多"}  # that and no less, or no more
BOUNDS = frozenset((Relation.MORE, Relation.AT_LEAST, Relation.LESS, Relation.AT_MOST))
_RECKONED = re.compile("[年月日人户]均|每[年月天日人户]|同比|环比")


def holds(claim: Claim, own: Sequence[tuple[str, Figure]], then: Iterable[Figure], text: str, asked: str) -> bool:
    """Whether what is claimed is so: of a fact's own figures (with their names), or of the same measure at other times.

    Of several figures those count whose names have most of what was asked about. What is more or less than something is
    so of the own figures only: it may have been less before. Without figures its text tells.
    """
    if not claim.is_amount:
        return says(claim, text)
    fitting = _fitting([(name, figure) for name, figure in own if is_of_unit(claim, figure)], asked)
    if any(_stands(claim, figure) for figure in fitting):
        return True
    if claim.relation not in (Relation.EXACT, Relation.ABOUT, Relation.ALMOST, Relation.RANK):
        return False
    told = len(own) <= 1 or not fitting
    told = told and not (own and claim.relation is Relation.ALMOST)  # 近100亿 is not so of 超100亿
    return (told and says(claim, text)) or any(is_so_of(claim, figure) for figure in then)


def is_same(one: Figure, other: Figure) -> bool:
    """Whether two figures of one measure are alike, also in how they are qualified."""
    return measured(one) == measured(other) and set(one.qualifiers) == set(other.qualifiers)


def rises(before: Figure, figure: Figure) -> int:
    """1 where a figure is more than the one before it, -1 where it is less, 0 where equal or not comparable."""
    (was, unit), (value, own_unit) = measured(before), measured(figure)
    if was is None or value is None or unit != own_unit:
        return 0
    return (value > was) - (value < was)


def is_still_so(fact: Fact, newer: Point) -> bool:
    """Whether a newer point of what a fact measures says the same as the fact."""
    return any(is_same(figure, newer.figure) for figure in fact.figures)


def is_so_of(claim: Claim, figure: Figure) -> bool:
    """Whether one figure is as claimed."""
    return is_of_unit(claim, figure) and _stands(claim, figure)


def is_confirmed_by(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is as claimed, and leaves nothing open."""
    return is_so_of(claim, figure) and not is_left_open(claim, figure)


def is_not_quite(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is somewhat more, or less, than the amount that is claimed.

    400余家 is not quite 400家, nor is 10个左右 quite 10个; nor are 18个 quite 近20个, nor 236.87亿 quite 236亿; nor is
    a plain 33亿 quite 近33亿, or 33余亿.
    """
    is_that = measured(figure)[0] == as_measured(claim, figure).value
    match claim.relation:
        case Relation.EXACT:
            is_quite = is_that and (OVER | BELOW | AROUND).isdisjoint(figure.qualifiers)
        case Relation.ALMOST if is_that:
            is_quite = not BELOW.isdisjoint(figure.qualifiers)
        case Relation.ALMOST:
            is_quite = _stands(replace(claim, relation=Relation.ABOUT), figure)
        case Relation.SOME_MORE:
            is_quite = not (is_that and OVER.isdisjoint(figure.qualifiers))
        case _:
            is_quite = True
    return not is_quite and is_confirmed_by(claim, figure)


def is_left_open(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is as claimed by its words, and still must not confirm the claim.

    A figure is more than a number below what is claimed, by nobody knows how much (超2.9万亿, 不到3万亿), or may be on
    either side of the bound that is claimed (10余个, 超过12个), or just what is claimed (12个); or it is so much more,
    or less, than that bound that this is rather wrong (超50万元 of 100亿).
    """
    if not is_so_of(claim, figure):
        return False
    claims_less = claim.relation in (Relation.LESS, Relation.AT_MOST)
    if claims_less and not UNBOUNDED.isdisjoint(figure.qualifiers):
        return True
    claimed, value = as_measured(claim, figure), measured(figure)[0]
    if claim.relation is Relation.EXACT:
        return not _is_that(claimed, figure)
    much_more = BEYOND if claim.is_asked else MUCH_MORE
    return claim.relation in BOUNDS and (_may_be(claimed, figure) or times(value, claimed.value) >= much_more)


def is_one_figure_s(claim: Claim, own: Sequence[tuple[str, Figure]], asked: str) -> bool:
    """Whether only one of a fact's own figures (with their names), or one measure at several times, can be meant.

    Of so many digits (150.76万) one alone is the one, if it counts in the same unit: 1705台 are no 1705家. One that is
    far from it is not: 150万 is no slip for 5522.
    """
    of_unit = [(name, figure) for name, figure in own if is_of_unit(claim, figure)]
    fitting = [figure for figure in _fitting(of_unit, asked) if is_near(claim, figure)]
    so = [figure for figure in fitting if is_confirmed_by(claim, figure)]
    if claim.is_telling and len(so) == 1 and claim.text.endswith(counter(so[0])):
        return True
    measures = {(each.indicator, each.basis) for each in fitting}
    return len(fitting) == 1 or (len(measures) == 1 and None not in next(iter(measures)))


def _fitting(figures: Sequence[tuple[str, Figure]], asked: str) -> list[Figure]:
    """Those whose names have most of what was asked about; a mean or a growth only where it was asked for."""
    plain = [(name, figure) for name, figure in figures if _reckoned(name) <= _reckoned(asked)]
    figures = plain or figures
    fits = [len(pairs(key(name)) & pairs(asked)) for name, _ in figures]
    return [figure for (_, figure), fit in zip(figures, fits, strict=True) if fit == max(fits)]


def _reckoned(words: str) -> set[str]:
    """What words say that an amount was reckoned by: each day or year (日均, 每天), or from the year before (同比)."""
    return {found.replace("天", "日").replace("每", "").rstrip("均") for found in _RECKONED.findall(words)}


def is_of_unit(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is of the unit that is claimed; without one any unit but a rank and a percentage will do."""
    unit = measured(figure)[1]
    wanted = _wanted(claim)
    return counts_alike(unit, wanted) or (not wanted and unit not in (RANK, SHARE))


def is_measured_so(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is of the unit that is claimed, or counts things where things are counted."""
    return is_of_unit(claim, figure) or (counts_things(_wanted(claim)) and counts_things(counter(figure)))


def _wanted(claim: Claim) -> str:
    return SHARE if "/" in claim.typed else in_shares(claim.value, claim.unit)[1]


def is_of_kind(claim: Claim, figure: Figure) -> bool:
    """Whether a figure can be held against a claim: a share against one, a rank, money or people likewise.

    Of what is counted, what is counted alike.
    """
    wanted, unit = _wanted(claim), measured(figure)[1]
    if counts_things(wanted) and counts_things(unit):
        return counts_alike(unit, wanted)
    return _kind(wanted) == _kind(unit) or (not wanted and unit not in (RANK, SHARE))


def can_be_exchanged(claims: Sequence[Claim]) -> bool:
    """Whether two of several amounts are in units of one kind: then only the words beside each tell which is which."""
    kinds = [_kind(_wanted(claim)) for claim in claims]
    return len(set(kinds)) < len(kinds)


def is_near(claim: Claim, figure: Figure) -> bool:
    """Whether an amount may be a slip for a figure: less than so many times it, or the same in another scale, or unit.

    Only of so many digits (6805.04%) it is sure that the unit is the slip.
    """
    if claim.is_telling and claim.digits == number_text(figure.value).replace(".", ""):
        return True
    apart = times(measured(figure)[0], as_measured(claim, figure).value)
    return is_of_kind(claim, figure) and (apart < FAR or is_power_of_ten(apart))


def _kind(unit: str) -> str:
    """Of what kind a unit is: all that things are counted by is one, and so is all that tells how long; else itself."""
    if unit.endswith(("年", "月", "天")):
        return "年"
    if is_money(unit):
        return "元"
    if counts_people(unit):
        return "人"
    return next((kind for kind in (RANK, SHARE) if kind in unit), "" if counts_things(unit) else unit)


def _stands(claim: Claim, figure: Figure) -> bool:
    """Whether a claim (more than, at most …) is true of a figure; 超100亿 is more than 100亿, 400余家 is 400家."""
    value, _ = measured(figure)
    if value is None:
        return False
    claim = as_measured(claim, figure)
    is_over, is_below, maybe_over, maybe_below = (
        not marks.isdisjoint(figure.qualifiers) for marks in (OVER, BELOW, MAYBE_OVER, MAYBE_BELOW)
    )
    same = value == claim.value
    apart = times(value, claim.value)
    if apart >= WRONG_SCALE and is_power_of_ten(apart):
        return False
    if claim.relation in BOUNDS and _may_be(claim, figure):
        return True
    match claim.relation:
        case Relation.MORE:
            return value > claim.value or (same and is_over)
        case Relation.AT_LEAST:
            return value > claim.value or (same and not maybe_below)
        case Relation.SOME_MORE:
            return (same and not maybe_below) or claim.value < value < claim.value + one_more(claim.value, claim.digits)
        case Relation.LESS:
            return value < claim.value or (same and is_below)
        case Relation.AT_MOST:
            return value < claim.value or (same and not maybe_over)
        case Relation.ABOUT:
            return abs(value - claim.value) <= claim.value * NEARLY
        case Relation.ALMOST:
            return claim.value * (1 - ALMOST_THAT) <= value <= claim.value and not (same and maybe_over)
        case _:
            return _is_that(claim, figure) or (claim.relation is Relation.EXACT and _may_be(claim, figure))


def _is_that(claim: Claim, figure: Figure) -> bool:
    """Whether an amount, measured like a figure, is the number that is told, or rounds it."""
    value = measured(figure)[0]
    return value is not None and (value == claim.value or rounds_to(value, claim))


def _may_be(claim: Claim, figure: Figure) -> bool:
    """Whether a figure may be more than a value, and less: 12 of 10余, 980 of 近1000, and 10 of 10左右.

    It may be just that value where this is not so much more that 近20 would be said of it: 16 of 10余, and not 18.
    """
    claimed, value, marks = claim.value, measured(figure)[0], figure.qualifiers
    if value is None:
        return False
    if not OVER.isdisjoint(marks):
        more = one_more(value, number_text(figure.value))
        return value < claimed < value + more * (BELOW_NEXT if claim.relation is Relation.EXACT else 1)
    if not BELOW.isdisjoint(marks):
        return value * (1 - ALMOST_THAT) < claimed < value
    return not AROUND.isdisjoint(marks) and abs(value - claimed) <= claimed * NEARLY

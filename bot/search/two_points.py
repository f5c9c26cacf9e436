"""A claim of two points of one measure: 从15个增加到16个. Each is of a time of its own, the second of the later one."""

from __future__ import annotations

import re

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.search.agreement import is_so_of, rises
from bot.search.amounts import GREW
from bot.search.claims import Claim
from bot.series import Point

_TO = re.compile(
    f"(?:目前|现在|如今|已经?)?(?P<to>{GREW}[到至为成])(?P<then>(?:(?:19|20)[0-9]{{2}}年的?)?)(?=[^0-9]{{0,3}}[0-9])"
)
_FROM = re.compile("[从由自](?:最初|原来|当初|起初|过去)?的?(?=[^0-9]{0,3}[0-9])")


def at_two_times(clause: str) -> list[str]:
    """The two halves of a clause that says from what something grew, or fell, to what; none of another clause."""
    found = next((each for each in _TO.finditer(clause) if any(map(str.isdigit, clause[: each.start()]))), None)
    return [clause[: found.start()].strip(), clause[found.start() :]] if found else []


def is_point(half: str) -> bool:
    """Whether such a half says that it is of one of two times."""
    return _FROM.search(half) is not None or is_later(half)


def is_later(half: str) -> bool:
    """Whether a half is of the later time: 增加到16个."""
    return _TO.match(half) is not None


def as_amount(half: str) -> str:
    """What such a half claims, without the words that say of which of the two times it is; a rise or fall is kept."""
    return _FROM.sub(" ", _TO.sub(r"\g<then>\g<to>", half)).strip()


def has_moved(claim: Claim, fact: Fact, catalogue: Catalogue) -> bool:
    """Whether a figure that is claimed to be reached by a rise (or fall) was less (or more) before."""
    for point in (Point(fact, figure) for figure in fact.figures if is_so_of(claim, figure)):
        series = next((each for each in catalogue.own_series(fact) if point in each.points), None)
        earlier = [each for each in series.points if each.when.last < point.when.first] if series else []
        moves = ((each.when.last, rises(each.figure, point.figure)) for each in earlier)
        if max(((when, move) for when, move in moves if move), default=(None, 0))[1] == claim.direction:
            return True
    return False

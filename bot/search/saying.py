"""Whether a text says what is claimed."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.amounts import Relation
from bot.search.claims import Claim
from bot.search.counters import alike
from bot.search.insists import ORDINAL_OF, by_itself
from bot.search.numerals import LARGEST, figure
from bot.text import NUMERALS, number_text


def says(claim: Claim, text: str) -> bool:
    """Whether a text has a claimed amount, rank, year or office; it denies nothing that is more or less."""
    pattern = _pattern(claim)
    return pattern is None or pattern.search(text) is not None


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
    unit = f"(?:{'|'.join(map(re.escape, alike(claim.unit)))})" if claim.unit else ""
    typed = "|".join(map(re.escape, _spellings(claim)))
    return re.compile(rf"(?<![\d./])(?:{typed})(?![百千万亿\d/])[余多]?{unit}")


def _spellings(claim: Claim) -> list[str]:
    """How an amount may be written: 29000 is 2.9万, and 38700万 is 3.87亿."""
    found = [claim.typed]
    if "/" not in claim.typed and claim.value <= LARGEST:
        found += [figure(claim.value), number_text(claim.value)]
    return list(dict.fromkeys(found))

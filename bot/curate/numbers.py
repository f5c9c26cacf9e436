"""Numbers as texts print them and as facts write them: 16 and 十六, 100 and 百, 2 and 两."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text import chinese_numeral, number_text

_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?")


def forms(value: float | str) -> frozenset[str]:
    """The ways in which a text may print a value: digits, and Chinese numerals up to 99 and for whole 百, 千, 万."""
    if isinstance(value, str):
        return frozenset({value})
    found = {number_text(value)}
    if isinstance(value, float):
        found.add(str(value))  # 6.0, which is printed so too
    if isinstance(value, int) or value.is_integer():
        whole = int(value)
        found.add(f"{whole:,}")
        found |= set(_chinese(whole))
    return frozenset(found)


def _chinese(whole: int) -> Iterable[str]:
    if 0 < whole < 100:
        yield chinese_numeral(whole)
    if whole == 2:
        yield "两"
    for unit, name in ((100, "百"), (1000, "千"), (10000, "万")):
        if whole == unit:
            yield from (name, f"一{name}")


def printed(text: str) -> list[str]:
    """The numbers of a text as printed, thousands separators taken out; those inside a word (A7) are no numbers."""
    return [found.group().replace(",", "") for found in _NUMBER.finditer(text)]

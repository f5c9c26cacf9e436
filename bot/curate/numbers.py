"""Numbers as texts print them and as facts write them: 16 and 十六, 100 and 百, 2 and 两."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.text import DIGITS, chinese_numeral, number_text

_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+)?")


def forms(value: float | str) -> frozenset[str]:
    """The ways in which a text may print a value: digits, and Chinese numerals up to 9999 and for a whole 万."""
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
    if 100 < whole < 10000 and whole != 1000:
        yield _in_hundreds(whole)


def _in_hundreds(whole: int) -> str:
    """130 is 一百三十, 1205 一千二百零五."""
    thousands, hundreds, rest = whole // 1000, whole // 100 % 10, whole % 100
    said = f"{DIGITS[thousands]}千" if thousands else ""
    if hundreds:
        said += f"{DIGITS[hundreds]}百"
    if rest:
        said += "零" if rest < 10 or not hundreds else ""
        said += ("一" if 10 <= rest < 20 else "") + chinese_numeral(rest)
    return said


def printed(text: str) -> list[str]:
    """The numbers of a text as printed, thousands separators taken out; those inside a word (A7) are no numbers."""
    return [found.group().replace(",", "") for found in _NUMBER.finditer(text)]

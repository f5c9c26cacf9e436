"""Many texts taken apart at once: what `bot.text.apart` makes of each, for a base instead of a question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from bot.search.codes import BMP, HAN_FROM, HAN_TO, UTF_32
from bot.text import apart, normal, spaced

BETWEEN = "\n"
# Blocks whose characters are normal one by one, whatever stands beside them: Latin, marks, Chinese, full width.
ONE_BY_ONE = ((0x20, 0x7F), (0xA0, 0x17F), (0x2010, 0x2028), (0x3000, 0x3030), (0x4E00, 0xA000), (0xFF01, 0xFF5F))


def all_apart(texts: Sequence[str]) -> list[str]:
    """What `apart` makes of each text, twenty times as fast."""
    points = np.frombuffer(BETWEEN.join(texts).encode(UTF_32, "surrogatepass"), np.uint32)
    found = _normal_points()[np.minimum(points, BMP - 1)]
    joined = spaced(found.tobytes().decode(UTF_32)).split(BETWEEN)
    if len(joined) != len(texts):
        return [apart(text) for text in texts]
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    for at in np.unique(np.searchsorted(starts, np.flatnonzero(found == 0), side="right") - 1).tolist():
        joined[at] = apart(texts[at])
    return joined


def are_han(texts: Sequence[str]) -> list[bool]:
    """Of each text whether it is Chinese characters and nothing else: what `bot.text.is_han` says of it."""
    points = np.frombuffer("".join(texts).encode(UTF_32, "surrogatepass"), np.uint32)
    others = np.concatenate([[0], np.cumsum((points < HAN_FROM) | (points > HAN_TO))])
    ends = np.cumsum([0, *map(len, texts)])
    found: list[bool] = (others[ends[1:]] == others[ends[:-1]]).tolist()
    return found


@cache
def _normal_points() -> npt.NDArray[np.uint32]:
    """The normal form of each code point, where it is one and does not depend on its neighbours; else 0."""
    table = np.zeros(BMP, np.uint32)
    table[ord(BETWEEN)] = ord(BETWEEN)
    for start, end in ONE_BY_ONE:
        for point in range(start, end):
            if len(found := normal(chr(point))) == 1:
                table[point] = ord(found)
    return table

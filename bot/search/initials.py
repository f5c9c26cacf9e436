"""The parts of names by their initials: xjrqy is 小巨人企业 of 专精特新小巨人企业."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from bot.search.codes import BMP, sound_tables
from bot.search.texts import UTF_32

BETWEEN = "\n"
SHORTEST_PART = 5  # letters; fewer are initials of very much
MOST_PLACES = 64  # where a part stands that are counted


class Initials:
    """Names, side by side, and the initials of all their characters; letters and digits stand for themselves."""

    def __init__(self, names: Iterable[str]) -> None:
        chinese = (name for name in names if not name.isascii() and max(name) < chr(BMP))
        self._names = BETWEEN.join(chinese)
        _, _, initials = sound_tables()
        points = np.frombuffer(self._names.encode(UTF_32), np.uint32)
        self._letters = initials[points].astype(np.uint32).tobytes().decode(UTF_32)

    def parts(self, letters: str) -> list[str]:
        """The parts of names with these initials (as sound classes), those that most names have first."""
        found: Counter[str] = Counter()
        at = self._letters.find(letters) if len(letters) >= SHORTEST_PART else -1
        while at >= 0 and found.total() < MOST_PLACES:
            found[self._names[at : at + len(letters)]] += 1
            at = self._letters.find(letters, at + 1)
        return sorted(found, key=lambda part: (-found[part], part))

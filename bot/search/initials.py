"""The parts of names by their initials: xjrqy is 小巨人企业 of 专精特新小巨人企业."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from bot.search.codes import BMP, UTF_32, sound_tables

BETWEEN, ASCII = b"\n", 128
SHORTEST_PART = 5  # letters; fewer are initials of very much
MOST_PLACES = 64  # where a part stands that are counted


class Initials:
    """Names, side by side, and the initials of all their characters; letters and digits stand for themselves."""

    def __init__(self, names: Iterable[bytes]) -> None:
        """From names in UTF-8; all that are not of Latin letters alone."""
        self._names = BETWEEN.join(name for name in names if not name.isascii()).decode()
        _, _, initials = sound_tables()
        points = np.frombuffer(self._names.encode(UTF_32), np.uint32)
        # what is no letter stands for itself in no row of letters
        letters = np.where(points < BMP, initials[np.minimum(points, BMP - 1)], 0)
        self._letters = np.where(letters < ASCII, letters, 0).astype(np.uint8).tobytes()

    def parts(self, letters: str) -> list[str]:
        """The parts of names with these initials (as sound classes), those that most names have first."""
        found: Counter[str] = Counter()
        wanted = letters.encode()
        at = self._letters.find(wanted) if len(wanted) >= SHORTEST_PART else -1
        while at >= 0 and found.total() < MOST_PLACES:
            found[self._names[at : at + len(letters)]] += 1
            at = self._letters.find(wanted, at + 1)
        return sorted(found, key=lambda part: (-found[part], part))

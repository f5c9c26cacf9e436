"""How much one person, or one group, may ask: a bucket each, which refills; past it one polite line, and silence."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum


class Allowed(Enum):
    """Whether somebody may ask, and whether they are to be told that they may not."""

    YES = "yes"
    TOLD = "told"  # no, and whoever asks is to be told so, this once
    TOLD_ALL = "told all"  # the same, for what all members of a group share is used up
    NO = "no"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many questions at once, and so many a second after that."""

    burst: float
    per_second: float


# A person who reads the answers asks less than once in two seconds; thirty presses through a long list are no attack.
PERSON = Allowance(30, 0.5)
# A lively group, all its members together; Telegram itself lets 20 messages a minute into a group.
GROUP = Allowance(30, 0.33)
# Of which one member may take a third.
MEMBER = Allowance(12, 0.15)
INLINE_COST = 0.25  # of a question: every pause in typing asks again
MOST_BUCKETS = 20_000  # of those who asked lately; a bucket that is full again is forgotten first


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Budget:
    """The buckets of one kind of asker, by id."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._buckets: dict[Hashable, _Bucket] = {}

    def spend(self, asker: Hashable, now: float, cost: float = 1.0, *, quietly: bool = False) -> Allowed:
        """Whether an asker may ask at that instant (seconds). Who is refused is told once, until a quarter is back.

        `quietly`: where nothing can be told; the line is kept for when it can.
        """
        if asker not in self._buckets and len(self._buckets) >= MOST_BUCKETS:
            self._forget(now)
        bucket = self._buckets.setdefault(asker, _Bucket(self._allowance.burst, now))
        bucket.left = min(self._allowance.burst, bucket.left + max(0.0, now - bucket.at) * self._allowance.per_second)
        bucket.at = now
        if bucket.left >= self._allowance.burst / 4:
            bucket.told = False
        if bucket.left >= cost:
            bucket.left -= cost
            return Allowed.YES
        if bucket.told or quietly:
            return Allowed.NO
        bucket.told = True
        return Allowed.TOLD

    def _forget(self, now: float) -> None:
        """Forgets who would have a full bucket by now; if that is not enough, everybody."""
        full_after = self._allowance.burst / self._allowance.per_second
        self._buckets = {asker: each for asker, each in self._buckets.items() if now - each.at < full_after}
        if len(self._buckets) >= MOST_BUCKETS:
            self._buckets.clear()

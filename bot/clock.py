"""What time it is, and waiting: the two things that a test, or a chat that plays another day, does otherwise."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

SET = 1.0  # seconds by which a clock is off at once when it is set; NTP's slow corrections are thousandths of that


class Clock:
    """The clock on the wall, set forward or back by `shift`."""

    def __init__(self, shift: timedelta = timedelta()) -> None:
        self._shift = shift

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC) + self._shift

    def passed(self) -> float:
        """Seconds that pass evenly, however the clock is set; from where they count means nothing."""
        return time.monotonic()

    def go_on_to(self, moment: datetime) -> None:
        """Sets it forward, never back."""
        self._shift += max(moment - self.now(), timedelta())

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class Evenness:
    """Whether a clock has gone evenly for a while: one that was set tells wrongly how long ago others said a time."""

    def __init__(self, clock: Clock, lasting: timedelta) -> None:
        self._clock, self._lasting = clock, lasting.total_seconds()
        self._offset, self._set_at = self._measured(), float("-inf")

    def _measured(self) -> float:
        return self._clock.now().timestamp() - self._clock.passed()

    def holds(self) -> bool:
        """To be asked again and again: what happened since it was asked last counts."""
        offset = self._measured()
        if abs(offset - self._offset) > SET:
            self._set_at = self._clock.passed()
        self._offset = offset
        return self._clock.passed() - self._set_at >= self._lasting

"""What time it is, and waiting: the two things that a test, or a chat that plays another day, does otherwise."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta


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

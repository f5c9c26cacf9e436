"""The permits to send: taken from the shared pace a few at a time, given up when they are late or a reply took them."""

from __future__ import annotations

import asyncio
from collections import deque
from datetime import datetime

from bot.clock import Clock
from bot.store.pace import AHEAD, LATEST, LONGEST, Pace

TAKEN_TOGETHER = 0.2  # seconds of slots in one go: what a reply to a person may have to wait for others' messages
WINDOW = 1.0  # seconds in which a reply counts
GLANCE = 0.05  # seconds until looking again, when every slot of the next second is taken
LONGEST_GLANCE = 1.0  # when none has become free for a while: somebody was told to wait


class Slots:
    """This process's slots. Replies to people take none: they go at once, and as many messages after them wait."""

    def __init__(self, pace: Pace, rate: float, clock: Clock) -> None:
        self._pace, self._rate, self._clock = pace, rate, clock
        self._together = max(1, round(rate * TAKEN_TOGETHER))
        self._held: deque[float] = deque()
        self._coming: asyncio.Task[list[float]] | None = None  # what is asked of the shared pace
        self._filling = asyncio.Lock()
        self._replies: deque[float] = deque()
        self._held_until = 0.0
        self._closed = False

    def close(self) -> None:
        """Nobody gets a permit any more, and who waits for one hears so within a second or two."""
        self._closed = True

    @property
    def asking(self) -> set[asyncio.Task[list[float]]]:
        """What is being asked of the shared pace at this moment."""
        return set() if self._coming is None else {self._coming}

    def reply_left(self) -> None:
        now = self._clock.now().timestamp()
        self._forget_replies(now)
        self._replies.append(now)

    def _forget_replies(self, now: float) -> None:
        while self._replies and self._replies[0] < now - WINDOW:
            self._replies.popleft()

    async def hold(self, seconds: float) -> None:
        """Nothing leaves for so long, from any process."""
        self._held.clear()
        seconds = min(seconds, LONGEST.total_seconds())
        self._held_until = max(self._held_until, self._clock.now().timestamp() + seconds)
        await self._pace.hold_for(seconds, self._clock.now())

    @property
    def is_held(self) -> bool:
        return self._clock.now().timestamp() < self._hold()

    def _hold(self) -> float:
        """Until when nothing leaves; what is further off than any hold was made by a clock that was wrong."""
        if self._held_until > self._clock.now().timestamp() + LONGEST.total_seconds():
            self._held_until = 0.0
        return self._held_until

    async def next(self, until: datetime) -> bool:
        """Returns True when a message may leave, which it must do at once; False when that is not before `until`."""
        glance = GLANCE
        while not self._closed and self._clock.now() < until and self._hold() < until.timestamp():
            if not self._held:
                await self._fill()
                if not self._held:
                    await self._clock.sleep(glance)
                    glance = min(glance * 1.5, LONGEST_GLANCE)
                    continue
            slot = self._held.popleft()
            if self._together > 1 and len(self._held) == self._together // 2 and not self._closed:
                self._ask_for_more()
            now = self._clock.now().timestamp()
            early = slot - now
            if not -LATEST < early <= 2 * AHEAD:  # it was left over, or the clock was set back since it was taken
                continue
            self._forget_replies(now)
            if self._replies:
                self._replies.popleft()
                continue
            if early > 0:
                await self._clock.sleep(early)
            if slot >= self._held_until and self._clock.now().timestamp() - slot < LATEST:
                return True
        return False

    def _ask_for_more(self) -> asyncio.Task[list[float]]:
        """Asks for the next slots while the last are used: asked for afterwards, the first would be missed."""
        if self._coming is None:
            self._coming = asyncio.create_task(self._pace.take(self._together, self._rate, self._clock.now()))
            self._coming.add_done_callback(self._heard)
        return self._coming

    def _heard(self, asked: asyncio.Task[list[float]]) -> None:
        """What went wrong is told to whoever waits for it; where nobody does, it is asked anew."""
        went_wrong = asked.cancelled() or asked.exception() is not None
        if went_wrong and not self._filling.locked():
            self._coming = None

    async def _fill(self) -> None:
        """Takes the next slots, each once, however many wait for one."""
        async with self._filling:
            if self._held:
                return
            coming = self._ask_for_more()
            try:
                self._held.extend(await asyncio.shield(coming))
            finally:
                if coming.done():
                    self._coming = None

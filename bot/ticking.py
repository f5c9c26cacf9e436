"""The ticks: once a second every task that is not still at its last one begins again. APScheduler keeps the beat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from telegram.error import TelegramError

from bot.logs import first_line, referenced
from bot.stopping import STOPPING, finish
from bot.store import FAILING

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
SAID_AGAIN = 60.0  # seconds until the same failure of a task is said again: a database may be away all night

Task = Callable[[], Coroutine[None, None, object]]


class Beat(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Once a second from now on: the library's own interval goes through every second that the clock was set ahead."""

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + timedelta(seconds=EVERY)


class Ticker:
    """Runs tasks at every tick, never one beside itself. What goes wrong is logged and tried at the next."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = tasks
        self._running: dict[Task, asyncio.Task[None]] = {}
        self._failures: dict[Task, tuple[str, float]] = {}  # what was said of a task, and when
        self._scheduler = AsyncIOScheduler()
        self._minding: asyncio.Task[None] | None = None
        self.ticked_at: float | None = None  # monotonic seconds

    def start(self) -> None:
        job = self._scheduler.add_job(self.tick, Beat(), misfire_grace_time=None, coalesce=True)
        self._scheduler.start()
        self._minding = asyncio.create_task(_mind_the_clock(job))

    async def tick(self) -> None:
        self.ticked_at = monotonic()
        for task in self._tasks:
            if task not in self._running or self._running[task].done():
                self._running[task] = asyncio.create_task(self._run(task))

    @property
    def under_way(self) -> Sequence[asyncio.Task[None]]:
        """What a tick has begun and is not done."""
        return [task for task in self._running.values() if not task.done()]

    async def _run(self, task: Task) -> None:
        try:
            with referenced():
                await task()
        except (*FAILING, TelegramError) as error:
            if self._is_news(task, error):
                log.warning("%s failed and is tried again: %s", task.__qualname__, first_line(error))
        except Exception as error:
            if self._is_news(task, error):
                log.exception("%s failed and is tried again", task.__qualname__)
        else:
            self._failures.pop(task, None)

    def _is_news(self, task: Task, error: Exception) -> bool:
        """Whether a failure is another one than was said of that task within the minute."""
        line, now = first_line(error), monotonic()
        said, at = self._failures.get(task, ("", now))
        if line == said and now - at < SAID_AGAIN:
            return False
        self._failures[task] = line, now
        return True

    async def stop(self) -> None:
        """No more ticks; waits for the tasks under way."""
        if self._minding is not None:
            self._minding.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await finish(self.under_way, STOPPING)


async def _mind_the_clock(job: Job) -> None:
    """Has the next tick come now where the clock was set back: APScheduler would wait until it is then once more."""
    while True:
        await asyncio.sleep(EVERY)
        now = datetime.now(UTC)
        if job.next_run_time > now + timedelta(seconds=2 * EVERY):
            log.warning("the clock was set back by %.0f s", (job.next_run_time - now).total_seconds())
            job.modify(next_run_time=now)

"""Looks whether the database takes what is written; when it does not for a while, the administrators are told."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.delivery.alerts import Alerts
from bot.logs import first_line
from bot.render.alerts import unwritable_alert
from bot.store.database import Database, FileReplaced

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=5)  # a small transaction so often
PATIENCE = 10.0  # seconds that it may take: longer than SQLite waits for another connection
LASTING = timedelta(minutes=1)  # a server that is started anew is back by then
OVER = timedelta(minutes=2)  # what was not seen for so long is over
ADVICE = (
    "make room on its disk, let the bot write there, end what else holds its lock, or see to the server; "
    "what is to be remembered is lost until then"
)


class Lasting:
    """Something that goes wrong now and again, and whether it has done so for a minute."""

    def __init__(self) -> None:
        self._since: datetime | None = None
        self._last: datetime | None = None

    def seen(self, now: datetime) -> bool:
        """It goes wrong now; whether it is time to tell somebody."""
        if self._since is None or self._last is None or now - self._last > OVER:
            self._since = now
        self._last = now
        return now - self._since >= LASTING

    def over(self) -> None:
        self._since = None

    def is_over(self, now: datetime) -> bool:
        """It goes right now; whether it went wrong, and has not for a while: that is so once."""
        if self._since is None or self._last is None or now - self._last <= OVER:
            return False
        self.over()
        return True


class Watch:
    """What is wrong with the database, in one line; None when nothing is. Looked at by a tick, and when asked."""

    def __init__(self, database: Database, alerts: Alerts, clock: Clock) -> None:
        self._database, self._alerts, self._clock = database, alerts, clock
        self._problem: str | None = None
        self._looked_at: datetime | None = None
        self._lasting = Lasting()
        self._lasts = False
        self._restores: int | None = None
        self._looking = asyncio.Lock()

    async def tell(self) -> None:
        """Looks, and tells the administrators what has lasted; whoever else looks may not wait for so long."""
        problem = await self.look()
        if problem is not None and self._lasts:
            await self._alerts.tell_straight("database", unwritable_alert(problem), self._clock.now())

    async def look(self) -> str | None:
        """Writes something, but not more often than every few seconds."""
        async with self._looking:
            now = self._clock.now()
            if self._looked_at is None or not timedelta() <= now - self._looked_at < EVERY:
                self._note(await self._wrong(now))
                self._looked_at = now
                self._lasts = self._problem is not None and self._lasting.seen(now)
                if self._problem is None:
                    self._lasting.over()
            return self._problem

    async def _wrong(self, now: datetime) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._database.prove(now)
                self._tell_of_restores(await self._database.restores())
        except FileReplaced as error:
            return str(error)
        except TimeoutError:
            return f"takes nothing within {PATIENCE:.0f} s; {ADVICE}"
        except (SQLAlchemyError, OSError) as error:
            return f"takes nothing: {first_line(error)}; {ADVICE}"
        return None

    def _tell_of_restores(self, count: int) -> None:
        if self._restores is not None and count != self._restores:
            log.info("`restore` has put a backup in place; the database as it was before is kept beside it")
        self._restores = count

    def _note(self, problem: str | None) -> None:
        if problem != self._problem:
            if problem is not None:
                log.error("the database: %s", problem)
            else:
                log.info("the database takes what is written again")
        self._problem = problem

"""Updates that come to several processes at once: each leases what it handles, and lets go of what it cannot."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.logs import counted, first_line
from bot.store.handled import Handled, UpdateClaim

log = logging.getLogger(__name__)

GLANCE = 1.0  # seconds until it is looked again whether the other one is done
STORING = 5.0  # seconds that the database has to say, or to note, what is handled: answers do not need it


class Leases:
    """The leases of one process. `lease`: how long one holds; then another process takes the update over."""

    def __init__(self, handled: Handled, clock: Clock, lease: timedelta) -> None:
        self._handled, self._clock, self._lease = handled, clock, lease
        self._held: dict[int, datetime] = {}  # until when
        self._given_up: dict[int, datetime] = {}  # of which the database does not know yet that they are

    async def take(self, key: int) -> bool:
        """Waits while another process is at an update; then whether this one is to handle it, or that one has.

        Raises what the database raises.
        """
        await self._tell()
        while True:
            async with asyncio.timeout(STORING):
                now = await self._handled.time(self._clock.now())
                claim = await self._handled.claim(key, now, now + self._lease)
            if claim is UpdateClaim.OURS:
                self._held[key] = now + self._lease
            if claim is not UpdateClaim.ELSEWHERE:
                return claim is UpdateClaim.OURS
            await self._clock.sleep(GLANCE)

    def done(self, key: int) -> None:
        """It is handled, or nobody's any more."""
        self._held.pop(key, None)

    async def let_go(self, key: int) -> None:
        """Leaves an update to whom it comes next; where the database is away, before this process claims another."""
        if (until := self._held.pop(key, None)) is not None:
            self._given_up[key] = until
            await self._tell()

    async def _tell(self) -> None:
        if not (told := dict(self._given_up)):
            return
        try:
            async with asyncio.timeout(STORING):
                await self._handled.let_go(told)
        except (SQLAlchemyError, OSError) as error:
            log.warning("%s could not be let go: %s", counted(len(told), "update"), first_line(error))
            return
        self._given_up = {key: until for key, until in self._given_up.items() if told.get(key) != until}

"""Whether the process can do its work: the database answers, Telegram answers, the clock ticks."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.dispatch import Dispatcher
from bot.intake import Intake
from bot.logs import first_line
from bot.store import DatabaseRefused
from bot.ticking import EVERY, Ticker
from bot.watching import Watch

log = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds for one check; who asks has little more
HEARD_LATELY = 60.0  # seconds; a long poll is answered after 30 at the latest
TICKED_LATELY = 10 * EVERY


class Health:
    """What `/readyz` says, and what is measured when metrics are asked for."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, intake: Intake, ticker: Ticker, watch: Watch, clock: Clock
    ) -> None:
        self._bot, self._dispatcher, self._intake = bot, dispatcher, intake
        self._ticker, self._watch, self._clock = ticker, watch, clock
        self._heard_at: float | None = None
        self._updates: str | None = None  # why none come
        self._asking = asyncio.Lock()

    def heard(self, problem: str | None = None) -> None:
        """Telegram answered, or sent an update; or it said why there are none."""
        self._updates = problem
        if problem is None:
            self._heard_at = monotonic()

    async def checks(self) -> dict[str, str | None]:
        """What is wrong with each, None where nothing is."""
        database, telegram = await asyncio.gather(self._database(), self._telegram())
        return {"database": database, "telegram": telegram, "updates": self._updates, "ticks": self._ticks()}

    async def measure(self) -> None:
        services = self._dispatcher.services
        services.metrics.measure(facts=len(services.catalogue.facts), under_way=self._intake.count)
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE):
                count, due_at = await services.store.outbox.owed(now)
                free = await services.store.pace.free(now)
        except (SQLAlchemyError, OSError, TimeoutError, DatabaseRefused) as error:
            log.warning("the queue was not measured: %s", first_line(error))
            return
        services.metrics.measure_queue(count, (now - due_at).total_seconds() if due_at else 0.0, free)

    async def _database(self) -> str | None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._dispatcher.services.store.database.ping()
                return await self._watch.look()
        except TimeoutError:
            return f"no answer within {PATIENCE:.0f} s"
        except (SQLAlchemyError, OSError, DatabaseRefused) as error:  # the last while the process is starting
            return first_line(error)

    async def _telegram(self) -> str | None:
        """Asks Telegram only when it was not heard of lately, and one question at a time however many ask."""
        async with self._asking:
            if self._heard_at is not None and monotonic() - self._heard_at < HEARD_LATELY:
                return None
            if self._heard_at is None and self._ticker.ticked_at is None:  # the start has not come so far
                return "not reached yet"
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._bot.get_me()
            except (TelegramError, TimeoutError) as error:
                return first_line(error)
            self._heard_at = monotonic()
        return None

    def _ticks(self) -> str | None:
        ticked_at = self._ticker.ticked_at
        if ticked_at is None:
            return "not yet"
        since = monotonic() - ticked_at
        return None if since < TICKED_LATELY else f"the last one was {since:.0f} s ago"

"""The tables of broadcasts (CSV). A large one takes seconds, so it is built beside all that is sent."""

from __future__ import annotations

import asyncio
import csv
import io
from zoneinfo import ZoneInfo

from bot.render.broadcast import CSV_HEAD, csv_row
from bot.store import Store
from bot.subscription import Delivery

KEPT = 60.0  # seconds until one is forgotten that was not sent: another process has sent its own


class Tables:
    """The tables that are owed: each is built once, by a task that nobody waits for."""

    def __init__(self, store: Store, zone: ZoneInfo) -> None:
        self._store, self._zone = store, zone
        self._building: dict[int, asyncio.Task[bytes]] = {}

    def built(self, owed: Delivery, number: int) -> bytes | None:
        """The table of that broadcast for a delivery that owes it, as bytes; None as long as it is not built.

        Raises what the database raises. What was not built to its end is built anew the next time.
        """
        if (building := self._building.get(owed.id)) is None:
            building = self._building[owed.id] = asyncio.create_task(self._build(number))
            building.add_done_callback(lambda built: self._forget_later(owed.id, built))
        if not building.done():
            return None
        if building.cancelled() or building.exception() is not None:
            self._forget(owed.id, building)
        return None if building.cancelled() else building.result()

    def _forget_later(self, delivery_id: int, built: asyncio.Task[bytes]) -> None:
        asyncio.get_running_loop().call_later(KEPT, self._forget, delivery_id, built)

    def _forget(self, delivery_id: int, built: asyncio.Task[bytes]) -> None:
        """Forgets a build that has ended; the one that was begun since in its place is kept."""
        if self._building.get(delivery_id) is built:
            del self._building[delivery_id]

    async def close(self) -> None:
        """Builds none to its end: the database is about to be closed."""
        building = tuple(self._building.values())
        for each in building:
            each.cancel()
        await asyncio.gather(*building, return_exceptions=True)

    async def _build(self, number: int) -> bytes:
        """Every delivery of a broadcast, in UTF-8 with a mark, so that spreadsheets read the Chinese."""
        built = io.BytesIO()
        text = io.TextIOWrapper(built, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(CSV_HEAD)
        async for some in self._store.broadcasts.deliveries(number):
            await asyncio.to_thread(writer.writerows, (csv_row(each, self._zone) for each in some))
        text.flush()
        return built.getvalue()

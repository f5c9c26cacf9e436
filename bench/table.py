"""How long the table (CSV) of a large broadcast takes, and for how long at once it holds the event loop meanwhile.

    PYTHONPATH=. .venv/bin/python bench/table.py [--chats 100000]

A turn of the event loop is measured in processor time, so that what else the machine does is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, thread_time
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bench.pace import fill
from bot.delivery.tables import Tables
from bot.store import open_store
from bot.store.marks import delivery_of
from bot.store.tables import deliveries
from bot.subscription import State
from tests.postgresql import running

GLANCE = 0.001  # seconds between looks


async def measure(address: str, chats: int) -> str:
    store = await open_store(address)
    await fill(store, chats)
    async with store.database.write() as connection:
        done = {"state": State.SENT, "message_id": 123_456, "done_at": datetime.now(UTC)}
        await connection.execute(update(deliveries).values(done))
        owed = delivery_of((await connection.execute(select(deliveries).limit(1))).mappings().one())
    tables, longest, began = Tables(store, ZoneInfo("Asia/Shanghai")), 0.0, monotonic()
    used = thread_time()
    while (table := tables.built(owed, 1)) is None:
        await asyncio.sleep(GLANCE)
        longest, used = max(longest, thread_time() - used), thread_time()
    took = monotonic() - began
    await store.close()
    return f"{address.partition(':')[0]:>10} {chats:>9,} {len(table) / 1e6:>6.1f} {took:>6.1f} {1_000 * longest:>10.1f}"


async def main(chats: int) -> None:
    print("  database     chats     MB      s  longest ms")
    with running() as postgresql, tempfile.TemporaryDirectory() as folder:
        for address in (f"sqlite:///{Path(folder) / 'bot.db'}", postgresql()):
            print(await measure(address, chats), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chats", type=int, default=100_000)
    asyncio.run(main(parser.parse_args().chats))

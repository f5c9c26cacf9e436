"""How well the pace is kept: no second sees more than the permitted rate, and at least 95 % of it is used.

    .venv/bin/python -m bench.pace [--seconds 20] [--chats 100000]

Real processes (`python -m bot`) send a broadcast to a Telegram of the tests' own, on SQLite and on PostgreSQL, one
process and three. Times are those at which messages arrive; memory is the processes' at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from bot.broadcasts import DRAFT, Content, Stage, Target
from bot.store import Store, open_store
from bot.store.tables import chats
from tests.postgresql import running
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

RATES = (25, 200)
FEW = 1_000
WARM = 2.0  # seconds in which the processes find into their step


def most_in_a_second(arrived: list[float]) -> int:
    """The most messages in any window of one second, wherever it begins."""
    most, first = 0, 0
    for last, moment in enumerate(arrived):
        while arrived[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


class Timed(TelegramServer):
    """A Telegram that notes when each message came (monotonic seconds)."""

    def __init__(self, latency: float) -> None:
        super().__init__(latency)
        self.arrived: list[float] = []

    async def _message(self, chat_id: int) -> dict[str, Any]:
        self.arrived.append(monotonic())
        return await super()._message(chat_id)


async def fill(store: Store, count: int) -> None:
    """That many private chats, and a broadcast to them that has begun."""
    now = datetime.now(UTC)
    rows = [
        {"chat_id": n, "kind": "private", "known_at": now, "free_at": now, "group_full_at": now}
        for n in range(1, count + 1)
    ]
    async with store.database.write() as connection:
        for start in range(0, count, 5_000):
            await connection.execute(chats.insert(), rows[start : start + 5_000])
    number = await store.broadcasts.begin(count + 1, now, now + timedelta(hours=1))
    content = Content(Content.TEXT, {"text": "会议改期", "entities": []})
    await store.broadcasts.change(number, DRAFT, content=content, targets=Target.ALL, stage=Stage.CONFIRM)
    await store.broadcasts.start(number, (Stage.CONFIRM,), now)


def memory(pid: int) -> float:
    """Resident, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


async def measure(address: str, processes: int, rate: int, count: int, seconds: float, folder: Path) -> str:
    store = await open_store(address)
    await fill(store, count)
    await store.close()
    async with Timed(latency=0.05) as server:
        settings = {"BOT_RATE": str(rate), "BOT_PAID_BROADCASTS": "yes", "BOT_LOG_LEVEL": "WARNING"}
        bots = [BotProcess(server, address, folder, **settings) for _ in range(processes)]
        for bot in bots:
            await bot.start()
        await server.until(1)
        await asyncio.sleep(WARM)
        begin = len(server.arrived)
        await asyncio.sleep(seconds)
        arrived = server.arrived[begin:]
        used = [memory(bot.pid) for bot in bots]
        for bot in bots:
            await bot.kill()
    span = arrived[-1] - arrived[0]
    most, share = most_in_a_second(server.arrived), (len(arrived) - 1) / span / rate
    twice = sum(n - 1 for n in server.got.values())
    kind = address.partition(":")[0]
    return (
        f"{kind:>10} {processes:>9} {count:>9,} {rate:>6} {most:>13} {share:>7.1%} {twice:>6} "
        f"{', '.join(f'{mb:.0f}' for mb in used):>12}"
    )


async def main(seconds: float, many: int) -> None:
    print("  database processes     chats   rate   most in 1 s    used  twice           MB")
    with running() as postgresql, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [("sqlite", 1, FEW), ("sqlite", 1, many), ("postgresql", 1, many), ("postgresql", 3, many)]
        for rate in RATES:
            for kind, processes, count in runs:
                file = folder / f"{rate}-{count}-{processes}.db"
                address = f"sqlite:///{file}" if kind == "sqlite" else postgresql()
                enough = max(count, round(2 * rate * (seconds + WARM)))
                print(await measure(address, processes, rate, enough, seconds, folder), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--chats", type=int, default=100_000)
    options = parser.parse_args()
    asyncio.run(main(options.seconds, options.chats))

"""How soon the bot answers after its start, how many it answers, and in how much memory: beside a bare echo bot.

Both are processes of their own, in turn, on the same Telegram, which is this process. Nothing leaves the machine.
The echo bot's webhook needs tornado (the dependency group `bench`).
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:" + "x" * 35
BOT = {"id": 123456789, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
QUESTIONS = ("芜湖", "拍卖会", "/city 合肥", "技术合同", "wuhu", "2021年", "/today", "湖州多少家高新企业", "人才政策")
TO_ANSWER = "aiohttp numpy rapidfuzz msgspec"  # no answer without these
TO_REMEMBER = "sqlalchemy.ext.asyncio aiosqlite apscheduler.schedulers.asyncio aiohttp.web prometheus_client"
USERS = 64  # who ask at a time, each again when answered
MORE_USERS = 1_000  # who they are in turn, so that nobody asks too much


class Telegram:
    """Gives updates by getUpdates or webhook, and tells when each chat was answered."""

    def __init__(self) -> None:
        self.pending: deque[dict[str, Any]] = deque()
        self.webhook: dict[str, Any] | None = None
        self.answered: dict[int, asyncio.Future[float]] = {}
        self._more, self.ready = asyncio.Event(), asyncio.Event()
        self._numbers = itertools.count(1)
        self._posts: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Telegram:
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_why: object) -> None:
        await self._session.close()
        await self._runner.cleanup()

    async def ask(self, chat_id: int, text: str) -> float:
        """Seconds until that chat is answered."""
        number = next(self._numbers)
        person = {"id": chat_id, "is_bot": False, "first_name": "x"}
        chat = {"id": chat_id, "type": "private", "first_name": "x"}
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []
        message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": person, "text": text}
        update = {"update_id": number, "message": message | {"entities": entities}}
        answer = self.answered[chat_id] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        if self.webhook is None:
            self.pending.append(update)
            self._more.set()
        else:
            self._posts.add(task := asyncio.create_task(self._post(update)))
            task.add_done_callback(self._posts.discard)
        return await answer - began

    async def _post(self, update: dict[str, Any]) -> None:
        if self.webhook is None:
            return
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
        async with self._session.post(self.webhook["url"], json=update, headers=headers) as response:
            response.raise_for_status()

    async def _answer(self, request: web.Request) -> web.Response:
        given = dict(await request.post())
        result = await self._result(request.match_info["method"], given)
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, given: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                return BOT
            case "getUpdates":
                return await self._updates(int(given.get("offset", 0)), float(given.get("timeout", 0)))
            case "setWebhook":
                self.webhook = given
                self.ready.set()
            case "sendMessage":
                chat_id = int(given["chat_id"])
                if (waiting := self.answered.pop(chat_id, None)) is not None and not waiting.done():
                    waiting.set_result(time.perf_counter())
                chat = {"id": chat_id, "type": "private", "first_name": "x"}
                return {"message_id": next(self._numbers), "date": 1, "chat": chat, "from": BOT, "text": "…"}
        return True

    async def _updates(self, offset: int, held: float) -> list[dict[str, Any]]:
        self.ready.set()
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        if not self.pending:
            self._more.clear()
            try:
                await asyncio.wait_for(self._more.wait(), held)
            except TimeoutError:
                return []
        return list(itertools.islice(self.pending, 100))


class Process:
    """The bot, or the echo bot."""

    def __init__(self, telegram: Telegram, *, echo: bool, webhook: bool, folder: str, imports: str = "") -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("BOT_") and k != "PYTHONDONTWRITEBYTECODE"}
        self._environment = clean | {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": telegram.url,
            "BOT_DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "BOT_UNANSWERED": f"{folder}/unanswered.log",
            "BOT_LISTEN": "127.0.0.1:0",
            "BENCH_IMPORTS": imports,
            "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
        }
        if webhook:
            port = free_port()
            self._environment |= {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "BOT_LISTEN": f"127.0.0.1:{port}"}
        self._command = [str(ROOT / "bench" / "echo_bot.py")] if echo else ["-m", "bot"]

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, *self._command, cwd=ROOT, env=self._environment, stderr=asyncio.subprocess.DEVNULL
        )

    async def stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        await self._process.wait()

    def memory(self, what: str) -> float:
        """VmRSS (now) or VmHWM (at most), in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.split(f"{what}:")[1].split()[0]) / 1024


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def first_answer(*, echo: bool, folder: str, imports: str = "") -> float:
    """Seconds from the start of the process to the answer to what was asked before."""
    async with Telegram() as telegram:
        process = Process(telegram, echo=echo, webhook=False, folder=folder, imports=imports)
        began = time.perf_counter()
        asked = asyncio.create_task(telegram.ask(1, QUESTIONS[0]))
        await process.start()
        await asked
        seconds = time.perf_counter() - began
        await process.stop()
        return seconds


async def throughput(count: int, *, echo: bool, webhook: bool, folder: str) -> tuple[float, float, float, float, float]:
    """Answers a second; their median and 99th percentile (ms); MB when idle, and at most."""
    async with Telegram() as telegram:
        process = Process(telegram, echo=echo, webhook=webhook, folder=folder)
        await process.start()
        await telegram.ready.wait()
        await asyncio.sleep(2)
        idle = process.memory("VmRSS")
        await load(telegram, count // 10)
        began = time.perf_counter()
        seconds = sorted(await load(telegram, count))
        rate = count / (time.perf_counter() - began)
        most = process.memory("VmHWM")
        await process.stop()
        return rate, 1000 * statistics.median(seconds), 1000 * seconds[int(0.99 * (count - 1))], idle, most


async def load(telegram: Telegram, count: int) -> list[float]:
    users = itertools.cycle(range(1, MORE_USERS + 1))
    questions = itertools.cycle(QUESTIONS)
    left = count
    found: list[float] = []

    async def user() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            found.append(await telegram.ask(next(users), next(questions)))

    async with asyncio.timeout(300):
        await asyncio.gather(*(user() for _ in range(USERS)))
    return found


async def starts(count: int, folder: str) -> None:
    """Prints the time to the first answer, of each in turn; what is compiled and made once is not counted."""
    wanted = {
        "the echo bot": (True, ""),
        "the echo bot, with the libraries that an answer needs": (True, TO_ANSWER),
        "the echo bot, with those of the store, the ticks and the server too": (True, f"{TO_ANSWER} {TO_REMEMBER}"),
        "ours": (False, ""),
    }
    taken: dict[str, list[float]] = {name: [] for name in wanted}
    for turn in range(count + 1):
        for name, (echo, imports) in wanted.items():
            seconds = await first_answer(echo=echo, folder=folder, imports=imports)
            if turn:
                taken[name].append(1000 * seconds)
    least = statistics.median(taken["the echo bot"])
    for name, found in taken.items():
        middle = statistics.median(found)
        print(
            f"first answer of {name}: {middle:.0f} ms ({min(found):.0f}–{max(found):.0f}), {middle / least:.2f} times"
        )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=9)
    parser.add_argument("--count", type=int, default=3_000, help="answers to measure")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        await starts(options.starts, folder)
        for webhook in (False, True):
            rates: dict[bool, list[float]] = {True: [], False: []}
            for _ in range(options.repeat):
                for echo in (True, False):
                    rate, p50, p99, idle, most = await throughput(
                        options.count, echo=echo, webhook=webhook, folder=folder
                    )
                    rates[echo].append(rate)
                    print(
                        f"{'webhook' if webhook else 'polling'} {'echo' if echo else 'ours'}: {rate:.0f}/s, "
                        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms; {idle:.0f} MB idle, {most:.0f} MB at most"
                    )
            ratio = statistics.median(rates[False]) / statistics.median(rates[True])
            print(f"{'webhook' if webhook else 'polling'}: ours answers {ratio:.2f} times as many as the echo bot")


if __name__ == "__main__":
    asyncio.run(main())

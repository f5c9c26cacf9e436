"""The real process: started, killed without a word, told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.telegram_server import TOKEN, TelegramServer


class BotProcess:
    """`python -m bot` on a Telegram of the tests' own, in a folder of its own."""

    def __init__(self, server: TelegramServer, database_url: str, folder: Path, **settings: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        clean.pop("PYTHONDONTWRITEBYTECODE", None)  # it starts twice as fast when it need not compile
        self._environment = clean | {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": server.url,
            "BOT_DATABASE_URL": database_url,
            "BOT_FACTS": str(ROOT / "facts.json"),
            "BOT_LISTEN": "off",
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self._folder = folder

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            cwd=self._folder,
            env=self._environment,
            stderr=asyncio.subprocess.PIPE,
            stdin=asyncio.subprocess.DEVNULL,
        )
        self._logged, self._more = "", asyncio.Condition()
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            async with self._more:
                self._logged += line.decode()
                self._more.notify_all()

    async def command(self, *arguments: str) -> tuple[int, str]:
        """`python -m bot COMMAND` beside it, with the same settings: the exit code, and all that was printed."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self._folder,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            stdin=asyncio.subprocess.DEVNULL,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    @property
    def pid(self) -> int:
        return self._process.pid

    async def until_it_says(self, words: str, times: int = 1, patience: float = 30) -> None:
        """Waits until its log has these words so often. Raises TimeoutError."""
        async with asyncio.timeout(patience), self._more:
            await self._more.wait_for(lambda: self._logged.count(words) >= times)

    async def kill(self) -> None:
        """SIGKILL: it can finish nothing."""
        self._process.kill()
        await self.ended()

    def hang_up(self) -> None:
        """SIGHUP: it is to read its base anew."""
        self._process.send_signal(signal.SIGHUP)

    async def stop(self) -> tuple[int, str]:
        """SIGTERM. The exit code, and all that it logged."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self, patience: float = 60) -> tuple[int, str]:
        """The exit code and the log of one that ends by itself. Raises TimeoutError for one that does not."""
        try:
            async with asyncio.timeout(patience):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            raise
        await self._reading
        return self._process.returncode or 0, self._logged

"""The real process: started, killed without a word, told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import ROOT
from tests.own_process import OwnProcess, stream_of
from tests.telegram_server import TOKEN, TelegramServer


class BotProcess:
    """`python -m bot` on a Telegram of the tests' own, in a folder of its own."""

    def __init__(self, server: TelegramServer, database_url: str, folder: Path, **settings: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        self._environment = clean | {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": server.url,
            "BOT_DATABASE_URL": database_url,
            "BOT_FACTS": str(ROOT / "facts.json"),
            "BOT_LISTEN": "off",
            **settings,
        }
        self._folder = folder

    async def start(self) -> None:
        logged, log = os.pipe()
        self._process = self._begin((), log, log)
        self._logged, self._more = "", asyncio.Condition()
        self._reading = asyncio.create_task(self._read(await stream_of(logged)))

    def _begin(self, arguments: Sequence[str], stdout: int, stderr: int) -> OwnProcess:
        nothing = os.open(os.devnull, os.O_RDONLY)
        return OwnProcess(arguments, self._folder, self._environment, nothing, stdout, stderr)

    async def _read(self, log: asyncio.StreamReader) -> None:
        async for line in log:
            async with self._more:
                self._logged += line.decode()
                self._more.notify_all()

    async def command(self, *arguments: str) -> tuple[int, str]:
        """`python -m bot COMMAND` beside it, with the same settings: the exit code, and all that was printed."""
        printed, out = os.pipe()
        process = self._begin(arguments, out, out)
        said = await (await stream_of(printed)).read()
        return await process.ended(), said.decode()

    @property
    def pid(self) -> int:
        return self._process.pid

    async def until_it_says(self, words: str, times: int = 1, patience: float = 30) -> None:
        """Waits until its log has these words so often. Raises TimeoutError."""
        async with asyncio.timeout(patience), self._more:
            await self._more.wait_for(lambda: self._logged.count(words) >= times)

    async def kill(self) -> None:
        """SIGKILL: it can finish nothing."""
        self._process.signal(signal.SIGKILL)
        await self.ended()

    def hang_up(self) -> None:
        """SIGHUP: it is to read its base anew."""
        self._process.signal(signal.SIGHUP)

    async def stop(self) -> tuple[int, str]:
        """SIGTERM. The exit code, and all that it logged."""
        self._process.signal(signal.SIGTERM)
        return await self.ended()

    async def ended(self, patience: float = 60) -> tuple[int, str]:
        """The exit code and the log of one that ends by itself. Raises TimeoutError for one that does not."""
        try:
            async with asyncio.timeout(patience):
                code = await self._process.ended()
        except TimeoutError:
            self._process.signal(signal.SIGKILL)
            raise
        await self._reading
        return code, self._logged

"""A disk that takes no more under a real bot: it says so by itself, and goes on answering."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process")
async def test_a_running_bot_that_can_write_no_more_says_so_and_still_answers(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path)
        await bot.start()
        await server.until_it_answers()
        _, most = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, most))
        await bot.until_it_says("the database: takes nothing")
        await server.say(1, "芜湖")
        await server.until(1)
        await server.say(1, "/subscribe 08:30")
        await bot.until_it_says("an update failed: the database: (sqlite3.OperationalError)")
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, most))
        await bot.until_it_says("takes what is written again")
        code, logged = await bot.stop()
    assert code == 0
    assert logged.count("the database: takes nothing") == 1
    assert "make room on its disk" in logged
    assert "Traceback" not in logged, "a line is enough"

"""A disk that takes no more under a real bot: it says so by itself, and goes on answering."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.command_line import Operator
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


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process")
@pytest.mark.parametrize("running", [True, False], ids=["the bot is at work", "the bot was never started"])
async def test_a_disk_that_takes_no_more_fails_the_check_whether_the_bot_is_at_work_or_not(
    operator: Operator, tmp_path: Path, running: bool
) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path)
        if running:
            await bot.start()
            await server.until_it_answers()
        assert "ok    database" in (await operator("check"))[1]
        before = set(os.listdir(tmp_path))
        with full_disk():
            code, said = await operator("check")
        assert code == 1
        assert "FAIL  database        bot.db: nothing more can be written beside it (" in said
        assert set(os.listdir(tmp_path)) == before
        if running:
            assert (await bot.stop())[0] == 0


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process grows meanwhile."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

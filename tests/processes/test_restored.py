"""Backup and restore beside a real bot that goes on all the while; and a start on what was restored."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store import open_store
from bot.subscription import Empty, Subscription, Where
from tests.command_line import Operator
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

FORGOTTEN, SENT, UNSUBSCRIBED = 1, 2, 3
TICKS = 2.5  # seconds: the bot has looked twice what there is to do


def execute(file: Path, statement: str, *values: object) -> None:
    """Changes what the bot has open, as time or its users would."""
    with closing(sqlite3.connect(file, timeout=5, isolation_level=None)) as connection:
        assert connection.execute(statement, values).rowcount > 0


async def until_sent(file: Path, count: int) -> None:
    """Waits until so many deliveries are marked as sent."""
    async with asyncio.timeout(20):
        with closing(sqlite3.connect(file)) as connection:
            while True:
                if connection.execute("SELECT count(*) FROM deliveries WHERE state = 'sent'").fetchone() == (count,):
                    return
                await asyncio.sleep(0.05)


async def subscribe(address: str, *chat_ids: int) -> datetime:
    """Each has a digest that became due a minute ago, with something to say on any day; when that was."""
    due = (datetime.now(UTC) - timedelta(minutes=1)).replace(second=0, microsecond=0)
    store = await open_store(address)
    for chat_id in chat_ids:
        wanted = Subscription(Where(chat_id), "UTC", due.time(), empty=Empty.FACT)
        await store.chats.put(wanted, due - timedelta(hours=1))
    await store.close()
    return due


async def test_a_running_bot_goes_on_with_what_is_restored_and_sends_nothing_twice(
    operator: Operator, tmp_path: Path
) -> None:
    file = tmp_path / "bot.db"
    due = await subscribe(f"sqlite:///{file}", FORGOTTEN, SENT, UNSUBSCRIBED)
    execute(file, "UPDATE subscriptions SET paused = 'no-right'")  # until the backup is made, nothing is due
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path)
        await bot.start()
        await server.until_it_answers()
        assert await operator("backup", "copy.db") == (0, "copy.db: 3 chats, 3 subscriptions, 0.1 MB\n")

        execute(file, "UPDATE subscriptions SET paused = NULL WHERE chat_id <> ?", FORGOTTEN)
        await until_sent(file, 2)
        execute(file, "UPDATE subscriptions SET active = false WHERE chat_id = ?", UNSUBSCRIBED)
        for table in ("chats", "subscriptions"):
            execute(file, f"DELETE FROM {table} WHERE chat_id = ?", FORGOTTEN)  # noqa: S608
        code, said = await operator("restore", "copy.db")
        assert (code, said[: len("copy.db: restored: 3 chats, 3 subscriptions")]) == (
            0,
            "copy.db: restored: 3 chats, 3 subscriptions",
        )
        await bot.until_it_says("`restore` has put a backup in place")
        await asyncio.sleep(TICKS)
        assert server.got == {SENT: 1, UNSUBSCRIBED: 1}, "sent twice"

        execute(file, "DELETE FROM deliveries WHERE chat_id = ?", FORGOTTEN)
        day = "UPDATE subscriptions SET next_day = ?, next_at = 0, paused = NULL WHERE chat_id = ?"
        execute(file, day, due.date().isoformat(), FORGOTTEN)  # its next day has come
        await server.until(3)
        await until_sent(file, 3)
        code, logged = await bot.stop()
    assert server.got == {FORGOTTEN: 1, SENT: 1, UNSUBSCRIBED: 1}
    assert code == 0
    assert "WARNING" not in logged
    assert "ERROR" not in logged
    assert "Traceback" not in logged


async def test_a_restore_in_the_middle_of_sending_loses_nothing_and_doubles_nothing(
    operator: Operator, tmp_path: Path
) -> None:
    everybody = range(1, 41)
    await subscribe(f"sqlite:///{tmp_path / 'bot.db'}", *everybody)
    async with TelegramServer(latency=0.3) as server:
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path)
        await bot.start()
        await server.until(5)
        assert (await operator("backup", "copy.db"))[0] == 0
        await server.until(15)
        assert (await operator("restore", "copy.db"))[0] == 0
        await until_sent(tmp_path / "bot.db", len(everybody))
        await asyncio.sleep(TICKS)
        code, logged = await bot.stop()
    assert server.got == dict.fromkeys(everybody, 1)
    assert code == 0
    assert "WARNING" not in logged
    assert "ERROR" not in logged


async def test_on_another_machine_the_bot_starts_with_what_was_backed_up(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    await subscribe(f"sqlite:///{old / 'bot.db'}", SENT)
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///bot.db", old)
        assert (await bot.command("backup", "copy.db"))[0] == 0
        await bot.start()
        await server.until(1)
        await bot.kill()
        shutil.copy(old / "copy.db", new)
        bot = BotProcess(server, "sqlite:///bot.db", new)
        code, said = await bot.command("restore", "copy.db")
        assert (code, said) == (0, "copy.db: restored: 1 chat, 1 subscription, 0.1 MB; there was none before\n")
        await bot.start()
        await bot.until_it_says("answering as")  # this one; the first one asked for updates, too
        await asyncio.sleep(TICKS)
        code, logged = await bot.stop()
    assert server.got == {SENT: 1}, "what became due since the backup may have been sent, and was"
    assert code == 0
    assert "WARNING" not in logged

"""One SQLite file is one database, by whatever path it is reached: whoever comes second is refused, or sees the bot."""

from __future__ import annotations

import os
from pathlib import Path

from bot.store import open_store
from tests.command_line import Operator
from tests.processes.bot_process import BotProcess
from tests.store.acting import PERSON, subscribe
from tests.telegram_server import TelegramServer


def other_ways_to(file: Path) -> dict[str, Path]:
    """The same file by other paths: links to it, to a link, to its folder, and a way round."""
    folder = file.parent.parent / "elsewhere"
    folder.mkdir()
    (folder / "linked.db").symlink_to(file)
    (folder / "relative.db").symlink_to(Path("..") / file.parent.name / file.name)
    (folder / "twice.db").symlink_to("linked.db")
    (folder / "folder").symlink_to(file.parent)
    links = {name: folder / f"{name}.db" for name in ("linked", "relative", "twice")}
    return links | {
        "a linked folder": folder / "folder" / file.name,
        "a way round": folder / ".." / file.parent.name / file.name,
        "both": folder / ".." / folder.name / "linked.db",
    }


async def test_whoever_comes_by_another_path_is_refused_and_every_command_sees_the_bot(
    operator: Operator, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "bot.db"
    store = await open_store(f"sqlite:///{file}")
    await subscribe(store, PERSON)
    await store.close()
    async with TelegramServer() as server:
        bot = BotProcess(server, f"sqlite:///{file}", tmp_path)
        await bot.start()
        await server.until_it_answers()
        for way, path in other_ways_to(file).items():
            address = f"sqlite:///{path}"
            second = BotProcess(server, address, tmp_path)
            await second.start()
            code, said = await second.ended()
            assert code == 2, way
            assert "another process uses" in said
            _, said = await operator("check", BOT_DATABASE_URL=address)
            assert "1 chat gets digests; a bot is at work on it" in said, way
            assert (await operator("hand-over", BOT_DATABASE_URL=address))[0] == 2, way
            copy = f"{way}.copy"
            assert (await operator("backup", copy, BOT_DATABASE_URL=address))[0] == 0, way
            assert (await operator("restore", copy, BOT_DATABASE_URL=address))[0] == 0, way
        assert (await bot.stop())[0] == 0
    assert set(os.listdir(tmp_path / "elsewhere")) == {"linked.db", "relative.db", "twice.db", "folder"}
    assert all((tmp_path / "elsewhere" / name).is_symlink() for name in os.listdir(tmp_path / "elsewhere"))


async def test_what_is_kept_behind_a_link_is_beside_the_file_itself(operator: Operator, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "bot.db").symlink_to(tmp_path / "data" / "bot.db")  # which the first start makes
    store = await open_store(operator.address)
    await subscribe(store, PERSON)
    await store.close()
    assert (await operator("backup", "copy.db"))[0] == 0
    (tmp_path / "data" / "bot.db").write_text("no database " * 1_000)
    code, said = await operator("restore", "copy.db")
    assert code == 0, said
    assert (tmp_path / "bot.db").is_symlink(), "what was replaced is the file, and not the link"
    store = await open_store(operator.address)
    assert await store.chats.subscription(PERSON) is not None
    await store.close()


async def test_a_second_name_that_nobody_can_follow_is_refused_until_it_is_gone(
    operator: Operator, tmp_path: Path
) -> None:
    await (await open_store(operator.address)).close()
    os.link(tmp_path / "bot.db", tmp_path / "other.db")
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///other.db", tmp_path)
        await bot.start()
        code, said = await bot.ended()
        assert code == 2
        assert said.count("\n") == 1
        assert "other.db has a second name (a hard link)" in said
        _, said = await operator("check")
        assert "FAIL  database        BOT_DATABASE_URL: bot.db has a second name" in said
        for command in (("backup", "copy.db"), ("hand-over",)):
            assert (await operator(*command))[0] == 2
        (tmp_path / "other.db").unlink()
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path)
        await bot.start()
        await server.until_it_answers()
        assert (await bot.stop())[0] == 0

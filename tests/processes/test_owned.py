"""A database is one bot's: another bot's token would write to chats that never started it."""

from __future__ import annotations

from pathlib import Path

from bot.transport.local import BOT
from tests.command_line import Operator
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

OURS, OTHERS = f"@{BOT['username']} ({BOT['id']})", "@another_bot (77)"
REFUSED = f"BOT_TOKEN: is the token of {OTHERS}, and the database is that of {OURS}"


async def test_another_bot_is_refused_until_the_database_is_handed_over(
    address: str, operator: Operator, tmp_path: Path
) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, address, tmp_path, BOT_LOG_LEVEL="WARNING")

        async def started() -> None:
            await bot.start()
            await server.until_asked_again()

        await started()
        code, said = await operator("hand-over", BOT_DATABASE_URL=address)
        assert code == 2
        assert "stop it" in said
        await bot.stop()
        await started()
        assert await bot.stop() == (0, ""), "the same bot is at home"

        server.answers["getMe"] = lambda _: {**BOT, "id": 77, "username": "another_bot"}
        asked = server.asked.copy()
        await bot.start()
        code, logged = await bot.ended()
        assert code == 2
        assert logged.count("\n") == 1
        assert REFUSED in logged
        assert logged.endswith("python -m bot hand-over\n")
        assert set(server.asked - asked) == {"getMe"}, "it takes nobody's updates, and sends nothing"
        _, checked = await bot.command("check")
        assert f"FAIL  token           {REFUSED}" in checked

        code, said = await operator("hand-over", BOT_DATABASE_URL=address)
        assert code == 0
        assert f"was {OURS}'s, and is the next bot's" in said
        await started()
        assert await bot.stop() == (0, "")
        _, said = await operator("hand-over", BOT_DATABASE_URL=address)
        assert f"was {OTHERS}'s" in said


async def test_a_bot_that_was_renamed_keeps_its_database(operator: Operator, tmp_path: Path) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite:///bot.db", tmp_path, BOT_LOG_LEVEL="WARNING")
        for name in ("briefing_bot", "renamed_bot"):
            server.answers["getMe"] = lambda _, name=name: {**BOT, "username": name}  # type: ignore[misc]
            await bot.start()
            await server.until_asked_again()
            assert await bot.stop() == (0, "")
        assert f"was @renamed_bot ({BOT['id']})'s" in (await operator("hand-over"))[1]


async def test_there_is_nothing_to_hand_over_before_the_first_start(operator: Operator, tmp_path: Path) -> None:
    code, said = await operator("hand-over")
    assert code == 2
    assert "there is no database yet" in said
    assert not (tmp_path / "bot.db").exists()

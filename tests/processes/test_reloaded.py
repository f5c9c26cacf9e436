"""SIGHUP: the process goes on with the base that is in its file now, or with the old one where that is broken."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bot.store import open_store
from bot.store.tables import deliveries
from tests.bases import LIGHTHOUSE, small_base
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

ADMIN, PERSON = 900, 5


async def test_a_new_base_is_put_in_place_and_a_broken_one_is_not(tmp_path: Path) -> None:
    address, file = f"sqlite:///{tmp_path / 'bot.db'}", small_base(tmp_path / "facts.json")
    async with TelegramServer() as server:
        bot = BotProcess(server, address, tmp_path, BOT_FACTS=str(file), BOT_ADMINS=str(ADMIN))

        async def answer() -> str:
            before = len(told(server, PERSON))
            await server.say(PERSON, "灯塔大会")
            await server.until_confirmed()
            (text,) = told(server, PERSON)[before:]
            return text

        await bot.start()
        assert "灯塔大会在松江举行" not in await answer()
        small_base(file, LIGHTHOUSE)
        bot.hang_up()
        await bot.until_it_says("was put in place")
        assert "灯塔大会在松江举行" in await answer()
        for times in (1, 2):
            small_base(file, LIGHTHOUSE | {"places": ["atlantis"]})
            bot.hang_up()
            await bot.until_it_says("was not put in place", times)
        assert "灯塔大会在松江举行" in await answer(), "the old one stays"
        await server.until(4)  # the alert is among them
        code, logged = await bot.stop()
        alerts = told(server, ADMIN)
    assert code == 0, logged
    assert "1 problem; the first: facts.json: fact lighthouse-2021: places" in logged
    assert "Traceback" not in logged
    (alert,) = alerts
    assert "没有换上，仍用原来的" in alert
    assert "atlantis" in alert
    store = await open_store(address)
    async with store.database.read() as connection:
        assert len((await connection.execute(select(deliveries.c.id))).all()) == 1, "nor is another one owed"
    await store.close()


def told(server: TelegramServer, chat: int) -> list[str]:
    return [text for to, text in server.messages if to == chat]

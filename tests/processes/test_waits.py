"""A PostgreSQL that is not there yet when the bot starts, that goes and comes again, or that will never be there."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import make_url

from tests.postgresql import PostgreSQL
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer


class Road:
    """A port that leads to a server of the tests' own while it is open."""

    def __init__(self, address: str) -> None:
        there = make_url(address)
        self._socket = Path(str(there.query["host"])) / ".s.PGSQL.5432"
        with socket.create_server(("127.0.0.1", 0)) as found:  # nobody listens there from now on
            self._port = found.getsockname()[1]
        here = there.set(host="127.0.0.1", port=self._port, query={})
        self.address = here.render_as_string(hide_password=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        ways: set[asyncio.Task[None]] = set()

        async def pass_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
            try:
                while read := await source.read(65_536):
                    to.write(read)
                    await to.drain()
            finally:
                to.close()

        async def lead(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            their_reader, their_writer = await asyncio.open_unix_connection(self._socket)
            for way in (pass_on(reader, their_writer), pass_on(their_reader, writer)):
                ways.add(task := asyncio.create_task(way))
                task.add_done_callback(ways.discard)

        server = await asyncio.start_server(lead, "127.0.0.1", self._port)
        try:
            yield
        finally:
            server.close()
            for task in list(ways):
                task.cancel()
            await asyncio.gather(*ways, return_exceptions=True)


async def readiness(port: int) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}/readyz") as answer:
        return answer.status, await answer.text()


async def test_a_server_that_comes_after_the_bot_is_waited_for(postgresql: PostgreSQL, tmp_path: Path) -> None:
    road = Road(postgresql())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    async with TelegramServer() as server:
        bot = BotProcess(server, road.address, tmp_path, BOT_LISTEN=f"127.0.0.1:{port}")
        await bot.start()
        await bot.until_it_says("waiting for it")
        await bot.until_it_says(f"listening at 127.0.0.1:{port}")
        status, said = await readiness(port)
        assert status == 503
        assert "FAIL database: BOT_DATABASE_URL: the database at postgresql://" in said
        async with road.open():
            await server.until_it_answers()
            assert "ok database\n" in (await readiness(port))[1]
            code, logged = await bot.stop()
    assert code == 0
    assert logged.count("waiting for it") == 1, "one line, however often it tries"
    assert "Connection refused; start its server; waiting for it" in logged
    assert "the database is there" in logged


async def test_who_is_told_to_stop_waits_no_longer(tmp_path: Path) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, "postgresql://bot@127.0.0.1:1/briefing", tmp_path)
        await bot.start()
        await bot.until_it_says("waiting for it")
        code, logged = await bot.stop()
    assert code == 0
    assert "Traceback" not in logged


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"database": "nowhere"}, 'database "nowhere" does not exist'),
        ({"username": "nobody"}, 'role "nobody" does not exist'),
        ({"query": {"sslmode": "sometimes"}}, 'invalid sslmode value: "sometimes"'),
    ],
    ids=["a database that is not there", "a person that it does not know", "an address that means nothing"],
)
async def test_what_will_never_be_there_ends_the_start_with_one_line(
    postgresql: PostgreSQL, tmp_path: Path, change: dict[str, str], says: str
) -> None:
    address = make_url(postgresql()).set(**change).render_as_string(hide_password=False)
    async with TelegramServer() as server:
        bot = BotProcess(server, address, tmp_path, BOT_LOG_LEVEL="WARNING")
        await bot.start()
        code, logged = await bot.ended()
    assert code == 2
    line = rf".* CRITICAL bot \[-\] BOT_DATABASE_URL: the database at .* cannot be used: .*{says}; see to the server\n"
    assert re.fullmatch(line, logged)


async def test_a_server_that_goes_and_comes_again_ends_no_bot_that_runs(postgresql: PostgreSQL, tmp_path: Path) -> None:
    road = Road(postgresql())
    async with TelegramServer() as server:
        bot = BotProcess(server, road.address, tmp_path)
        async with road.open():
            await bot.start()
            await server.until_it_answers()
        await bot.until_it_says("the database: takes nothing")
        async with road.open():
            await bot.until_it_says("takes what is written again")
            await server.say(1, "/subscribe 08:30")
            await server.until(1)
            code, _ = await bot.stop()
    assert code == 0
    assert "订阅" in server.messages[-1][1]

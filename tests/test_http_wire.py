"""The wire to Telegram: it keeps connections open, goes through proxies, and says whether a request had left."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.transport.http import HttpWire, NotSent
from tests.telegram_server import TOKEN, Talk, TelegramServer, serving


@asynccontextmanager
async def a_bot(url: str, proxy: str | None = None, answering: float = 5.0) -> AsyncIterator[Bot]:
    wires = [HttpWire(2, proxy, answering) for _ in range(2)]
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=wires[0], get_updates_request=wires[1])
    for wire in wires:
        await wire.initialize()
    try:
        yield bot
    finally:
        for wire in wires:
            await wire.shutdown()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes the request and breaks the connection."""
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def test_messages_go_over_connections_that_stay_open() -> None:
    async with TelegramServer() as server, a_bot(server.url) as bot:
        for _ in range(20):
            await bot.send_message(5, "芜湖")
        assert server.got[5] == 20
        assert server.connections == 1


async def test_a_file_is_sent() -> None:
    heard = asyncio.get_running_loop().create_future()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.set_result(await reader.readuntil("芜湖".encode()))
        writer.close()

    async with serving(take) as address, a_bot(f"http://{address}") as bot:
        with pytest.raises(NetworkError):
            await bot.send_document(5, "芜湖".encode(), filename="report.csv")
    assert b'filename="report.csv"' in await heard


async def test_where_nobody_listens_the_request_has_not_left() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        async with a_bot(address) as bot:
            with pytest.raises(NotSent):
                await bot.send_message(5, "?")


async def test_a_connection_that_breaks_leaves_open_whether_it_arrived() -> None:
    async with serving(hang_up) as address, a_bot(f"http://{address}") as bot:
        with pytest.raises(NetworkError) as broke:
            await bot.send_message(5, "?")
    assert not isinstance(broke.value, NotSent)


async def test_no_answer_in_time_leaves_it_open_too() -> None:
    async with serving(say_nothing) as address, a_bot(f"http://{address}", answering=0.05) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(5, "?")


async def test_an_http_proxy_is_gone_through() -> None:
    async with TelegramServer() as proxy, a_bot("http://telegram.invalid", proxy=proxy.url) as bot:
        await bot.send_message(5, "芜湖")
        assert proxy.got[5] == 1


async def test_a_socks_proxy_is_gone_through() -> None:
    async with TelegramServer() as server, serving(socks_to(server)) as address:
        async with a_bot("http://telegram.invalid", proxy=f"socks5://{address}") as bot:
            await bot.send_message(5, "芜湖")
        assert server.got[5] == 1


async def test_a_proxy_that_is_away_means_that_nothing_has_left() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        for scheme in ("http", "socks5"):
            proxy = f"{scheme}://127.0.0.1:{free.getsockname()[1]}"
            async with a_bot("http://telegram.invalid", proxy=proxy) as bot:
                with pytest.raises(NotSent):
                    await bot.send_message(5, "?")


@pytest.mark.parametrize("ends", ["hangs up", "resets", "says nothing"])
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_breaks_off_before_it_is_through_means_that_nothing_has_left(
    scheme: str, ends: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.http.CONNECTING", 0.2)

    async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(3)
        if ends == "says nothing":
            await reader.read()
        if ends == "resets":
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.close()

    async with serving(break_off) as address, a_bot("https://telegram.invalid", proxy=f"{scheme}://{address}") as bot:
        with pytest.raises(NotSent):
            await bot.send_message(5, "?")


def socks_to(server: TelegramServer) -> Talk:
    """A SOCKS5 proxy (RFC 1928, no authentication) that leads to that server, whatever is asked for."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        await reader.readexactly(4 if kind == 1 else (await reader.readexactly(1))[0])
        await reader.readexactly(2)
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        await server.talk(reader, writer)

    return talk

"""A Telegram of the tests' own, over HTTP, for processes that are started, killed and started again."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl

from bot.transport.local import BOT, Refused

TOKEN = "123456789:" + "x" * 35
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
HELD = 0.5  # seconds that a request for updates is held open


@asynccontextmanager
async def serving(talk: Talk) -> AsyncIterator[str]:
    """A server on the loopback; every connection ends with it. Yields its host and port."""
    talks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                await talk(reader, writer)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(task := asyncio.create_task(one(reader, writer)))
        task.add_done_callback(talks.discard)

    server = await asyncio.start_server(begin, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


class TelegramServer:
    """Takes every message, counts it by chat, and answers after `latency` seconds.

    `answers` are a test's own, by method: what is answered to a request's fields, or a Refused that is raised. `asked`
    are the methods that were asked for. `shift` is how far this server's clock is off; None: it tells no time.
    """

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self.got: Counter[int] = Counter()
        self.arrived: list[float] = []  # when each message came (monotonic seconds)
        self.connections = 0
        self.open = 0  # messages that were not answered yet
        self.answers: dict[str, Callable[[dict[str, str]], Any]] = {}
        self.asked: Counter[str] = Counter()
        self.shift: timedelta | None = timedelta()
        self._ids = itertools.count(1)
        self._more, self._asked, self._file = (asyncio.Event() for _ in range(3))

    async def __aenter__(self) -> TelegramServer:
        self._serving = serving(self.talk)
        self.url = f"http://{await self._serving.__aenter__()}"
        return self

    async def __aexit__(self, *why: Any) -> None:
        await self._serving.__aexit__(*why)

    async def until(self, messages: int, chats: int = 0, patience: float = 60) -> None:
        """Waits until that many messages, to that many chats, have come. Raises TimeoutError."""
        async with asyncio.timeout(patience):
            while self.got.total() < messages or len(self.got) < chats:
                self._more.clear()
                await self._more.wait()

    async def until_a_file_came(self, patience: float = 60) -> None:
        """Waits for a document. Raises TimeoutError."""
        async with asyncio.timeout(patience):
            await self._file.wait()

    async def until_it_answers(self, patience: float = 30) -> None:
        """Waits until a bot asks for updates. Raises TimeoutError."""
        async with asyncio.timeout(patience):
            await self._asked.wait()

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request after request."""
        self.connections += 1
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(
                (int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")),
                0,
            )
            body = dict(parse_qsl((await reader.readexactly(length)).decode()))
            method = head.split(" ", 2)[1].rsplit("/", 1)[-1]
            code, said = await self._said(method, body)
            answer = json.dumps(said).encode()
            writer.write(f"HTTP/1.1 {code} \r\nContent-Type: application/json\r\n".encode())
            if self.shift is not None:
                writer.write(f"Date: {format_datetime(datetime.now(UTC) + self.shift, usegmt=True)}\r\n".encode())
            writer.write(f"Content-Length: {len(answer)}\r\n\r\n".encode() + answer)
            await writer.drain()

    async def _said(self, method: str, body: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked[method] += 1
        try:
            if method in self.answers:
                return 200, {"ok": True, "result": self.answers[method](body)}
            return 200, {"ok": True, "result": await self._answer(method, body)}
        except Refused as refused:
            said = {"ok": False, "error_code": refused.code, "description": refused.description}
            return refused.code, said | ({"parameters": refused.parameters} if refused.parameters else {})

    async def _answer(self, method: str, body: dict[str, str]) -> Any:
        match method:
            case "getMe":
                return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}
            case "getUpdates":
                self._asked.set()
                await asyncio.sleep(HELD)
                return []
            case "sendMessage":
                return await self._message(int(body["chat_id"]))
            case "editMessageText":  # counts as a message does
                self.arrived.append(time.monotonic())
                return self._sent(0)
            case "sendDocument":
                self._file.set()
                return self._sent(0)
        return True

    async def _message(self, chat_id: int) -> dict[str, Any]:
        self.arrived.append(time.monotonic())
        self.got[chat_id] += 1
        self.open += 1
        self._more.set()
        try:
            await asyncio.sleep(self.latency)
        finally:
            self.open -= 1
        return self._sent(chat_id)

    def _sent(self, chat_id: int) -> dict[str, Any]:
        chat = {"id": chat_id, "type": "private", "first_name": ""}
        return {"message_id": next(self._ids), "date": 1, "chat": chat, "from": BOT, "text": "…"}

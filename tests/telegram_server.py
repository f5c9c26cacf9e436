"""A Telegram of the tests' own, over HTTP, for processes that are started, killed and started again."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from bot.transport.local import BOT, Refused
from tests.updates import message

TOKEN = "123456789:" + "x" * 35
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
HELD = 0.5  # seconds that a request for updates is held open, at most
MOST_UPDATES = 100  # in one answer
AGAIN = 0.05  # seconds until an update that was not confirmed is posted again


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
    """Takes every message, counts it by chat, and answers after `latency` seconds, at the start too.

    What people say is kept until the bot confirms it: by an offset, or with 200 where it has set a webhook. `answers`
    are a test's own, by method: what is answered to a request's fields, or a Refused that is raised. `asked` are the
    methods that were asked for. `shift` is how far this server's clock is off; None: it tells no time.
    """

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self.got: Counter[int] = Counter()
        self.messages: list[tuple[int, str]] = []  # chat and text, as they came
        self.pending: list[dict[str, Any]] = []  # updates that are not confirmed
        self.connections = 0
        self.open = 0  # messages that were not answered yet
        self.answers: dict[str, Callable[[dict[str, str]], Any]] = {}
        self.asked: Counter[str] = Counter()
        self.shift: timedelta | None = timedelta()
        self._ids, self._updates = itertools.count(1), itertools.count(1_000)
        self._more, self._asked, self._file = (asyncio.Event() for _ in range(3))
        self._news = asyncio.Condition()  # more updates, or fewer
        self._posting: asyncio.Task[None] | None = None

    async def __aenter__(self) -> TelegramServer:
        self._serving = serving(self.talk)
        self.url = f"http://{await self._serving.__aenter__()}"
        return self

    async def __aexit__(self, *why: Any) -> None:
        await self._without_webhook()
        await self._serving.__aexit__(*why)

    async def say(self, chat_id: int, text: str) -> None:
        """Somebody says something to the bot."""
        async with self._news:
            self.pending.append(message(next(self._updates), chat_id, text))
            self._news.notify_all()

    async def until_confirmed(self, but_for: int = 0, patience: float = 60) -> None:
        """Waits until the bot has confirmed all that was said but for so many. Raises TimeoutError."""
        async with asyncio.timeout(patience), self._news:
            await self._news.wait_for(lambda: len(self.pending) <= but_for)

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

    async def until_asked_again(self) -> None:
        """Waits until a bot asks for updates from now on. Raises TimeoutError."""
        self._asked.clear()
        await self.until_it_answers()

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
                await asyncio.sleep(self.latency)
                return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}
            case "getUpdates":
                self._asked.set()
                return await self._updates_from(int(body.get("offset", 0)), body)
            case "setWebhook":
                await self._without_webhook()
                self._posting = asyncio.create_task(self._post(body))
            case "deleteWebhook":
                await self._without_webhook()
            case "sendMessage":
                self.messages.append((int(body["chat_id"]), body["text"]))
                return await self._message(int(body["chat_id"]))
            case "editMessageText":  # counts as a message does
                return self._sent(0)
            case "sendDocument":
                self._file.set()
                return self._sent(0)
        return True

    async def _updates_from(self, offset: int, asked: dict[str, str]) -> list[dict[str, Any]]:
        """Those from that number on; all before it are confirmed. Without one, from the oldest on."""
        if self._posting is not None:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        async with self._news:
            if self.pending and self.pending[0]["update_id"] < offset:
                self.pending = [each for each in self.pending if each["update_id"] >= offset]
                self._news.notify_all()
            if not self.pending:
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(HELD, float(asked.get("timeout", 0)))):
                        await self._news.wait_for(lambda: self.pending)
            return self.pending[: min(MOST_UPDATES, int(asked.get("limit", MOST_UPDATES)))]

    async def _without_webhook(self) -> None:
        posting, self._posting = self._posting, None
        if posting is not None:
            posting.cancel()
            await asyncio.gather(posting, return_exceptions=True)

    async def _post(self, hook: dict[str, str]) -> None:
        """Posts what is said until it is confirmed: in order within a chat, so many at once as the bot wished."""
        chats: dict[int, asyncio.Task[None]] = {}
        free = asyncio.Semaphore(int(hook.get("max_connections", 40)))
        async with aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]}) as http:
            try:
                while True:
                    for update in self.pending:
                        if (chat := update["message"]["chat"]["id"]) not in chats:
                            chats[chat] = asyncio.create_task(self._post_to(hook["url"], http, chat, free))
                            chats[chat].add_done_callback(lambda _, chat=chat: chats.pop(chat))
                    async with self._news:
                        await self._news.wait()
            finally:
                for task in (under_way := list(chats.values())):
                    task.cancel()
                await asyncio.gather(*under_way, return_exceptions=True)

    async def _post_to(self, url: str, http: aiohttp.ClientSession, chat: int, free: asyncio.Semaphore) -> None:
        while waiting := [each for each in self.pending if each["message"]["chat"]["id"] == chat]:
            status = 0
            with suppress(aiohttp.ClientError):
                async with free, http.post(url, json=waiting[0]) as answer:
                    status = answer.status
            if status != 200:
                await asyncio.sleep(AGAIN)
                continue
            async with self._news:
                self.pending.remove(waiting[0])
                self._news.notify_all()

    async def _message(self, chat_id: int) -> dict[str, Any]:
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

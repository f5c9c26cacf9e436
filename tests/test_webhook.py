"""The webhook, over HTTP: 200 only after an update is handled, and nothing for who does not know the secret."""

from __future__ import annotations

import asyncio
import hmac
import io
import json
import logging
import re
import socket
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.intake import MOST_AT_ONCE
from bot.services import Services
from bot.settings import Settings
from bot.web.health import Health
from bot.web.server import LARGEST_BODY, WebServer
from bot.web.webhook import SECRET_HEADER, Webhook, secret_of
from tests.delivery.acting import GROUP, subscribe
from tests.incoming import PATIENCE, Incoming, rename
from tests.still_telegram import StillTelegram
from tests.updates import message, moved, press

SECRET = "a-secret_of-the-tests-0123456789"


class Hook(Incoming):
    """The bot's server on the loopback, and a Telegram that posts updates to it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, by_webhook=True)
        health = Health(
            self.application.bot,
            self.assembly.dispatcher,
            self.intake,
            self.assembly.ticker(),
            self.assembly.watch,
            self.clock,
        )
        self.webhook = Webhook(self.application, self.intake, SECRET, health.heard)
        self.server = WebServer(health, self.services.metrics, {"/telegram": self.webhook.take})

    async def start(self) -> None:
        self.host = f"http://{await self.server.start('127.0.0.1', 0)}"
        self.http = aiohttp.ClientSession(self.host, timeout=aiohttp.ClientTimeout(PATIENCE))

    async def post(self, update: object, secret: str | None = SECRET, path: str = "/telegram") -> int:
        """Posts an update, or any bytes, as Telegram does; the status."""
        body = update if isinstance(update, bytes) else json.dumps(update).encode()
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: secret} if secret is not None else {})
        async with self.http.post(path, data=io.BytesIO(body), headers=headers) as answer:
            return answer.status


@pytest_asyncio.fixture
async def hook(services: Services) -> AsyncIterator[Hook]:
    hook = Hook(services)
    async with hook.application:
        await hook.intake.remember()
        await hook.start()
        yield hook
        await hook.http.close()
        await hook.server.stop()


async def test_an_update_is_confirmed_only_after_it_is_answered(hook: Hook) -> None:
    hook.keep_back(1)
    posting = asyncio.create_task(hook.post(message(1, 1)))
    await hook.until_waiting(1)
    assert await hook.post(message(2, 2)) == 200, "and nobody else waits"
    assert not posting.done()
    hook.let_go(1)
    assert await posting == 200
    assert hook.chats == [2, 1]


async def test_what_is_sent_again_while_it_is_handled_is_answered_once(hook: Hook) -> None:
    hook.keep_back(1)
    posting = [asyncio.create_task(hook.post(message(1, 1))) for _ in range(2)]
    await hook.until_waiting(1)
    assert not any(each.done() for each in posting)
    hook.let_go(1)
    assert [await each for each in posting] == [200, 200]
    assert await hook.post(message(1, 1)) == 200, "confirmed again, for Telegram did not hear it"
    assert hook.chats == [1]


async def test_updates_of_many_chats_are_handled_at_once_and_of_one_in_order(hook: Hook) -> None:
    chats = range(1, 51)
    hook.keep_back(*chats)
    posting = [asyncio.create_task(hook.post(message(chat, chat, "芜湖"))) for chat in chats]
    await hook.until_waiting(*chats)
    second = asyncio.create_task(hook.post(message(100, 1, "合肥")))
    await hook.post(message(101, 99))
    assert hook.waiting[1] == 1
    hook.let_go(*chats)
    assert {await each for each in (*posting, second)} == {200}
    assert [said[:2] for said, chat in zip(hook.texts, hook.chats, strict=True) if chat == 1] == ["芜湖", "合肥"]


@pytest.mark.parametrize(
    "secret",
    [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "é", "秘密"],
    ids=["none", "empty", "shorter", "longer", "in capitals", "Latin-1", "Chinese"],
)
async def test_who_does_not_know_the_secret_gets_403_and_nothing_is_handled(hook: Hook, secret: str | None) -> None:
    assert await hook.post(message(1, 1), secret) == 403
    assert await hook.post(b"no JSON", secret) == 403, "and is not told what is wrong with what was sent"
    assert hook.sent == []
    assert hook.intake.count == 0
    assert await hook.post(message(1, 1)) == 200
    assert hook.chats == [1]


async def test_the_secret_is_compared_in_constant_time(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []
    compare = hmac.compare_digest

    def watched(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return compare(a, b)

    monkeypatch.setattr("bot.web.webhook.hmac.compare_digest", watched)
    assert await hook.post(message(1, 1), "wrong") == 403
    assert await hook.post(message(1, 1)) == 200
    assert compared == [(b"wrong", SECRET.encode()), (SECRET.encode(), SECRET.encode())]


async def test_a_body_of_more_than_a_megabyte_is_refused_and_one_of_less_is_read(hook: Hook) -> None:
    small, large = (
        message(1, 1, "芜湖", caption="x" * (LARGEST_BODY + more - len(json.dumps(message(1, 1, "芜湖", caption="")))))
        for more in (-1, 1)
    )
    assert len(json.dumps(small)) < LARGEST_BODY
    assert await hook.post(large) == 413
    assert hook.sent == []
    assert await hook.post(small) == 200
    assert hook.chats == [1]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"5",
        b'"x"',
        b"[]",
        b"{}",
        b"[[" * 100_000,
        b'{"a":' * 100_000,
        b'{"update_id": "x"}',
        b'{"update_id": null}',
        b'{"update_id": 1.5}',
        b'{"update_id": []}',
    ],
    ids=lambda body: body[:20].decode("latin-1") or "nothing",
)
async def test_what_is_no_update_is_refused_with_400_and_the_server_lives(hook: Hook, body: bytes) -> None:
    assert await hook.post(body) == 400
    assert hook.sent == []
    assert await hook.post(message(1, 1)) == 200
    assert hook.chats == [1]


@pytest.mark.parametrize(
    "content",
    [
        {"message": 5},
        {"message": {"message_id": 1}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 1, "type": "private"}}},
        {"message": {"message_id": 1, "date": 10**15, "chat": {"id": 1, "type": "private"}}},
        {"callback_query": []},
        {"something_new": {"id": 1}},
    ],
    ids=["a number", "without a chat", "a date past all", "a late date", "a list", "of a new kind"],
)
async def test_an_update_that_cannot_be_read_is_passed_over_and_confirmed(hook: Hook, content: dict[str, Any]) -> None:
    """Anything but 200 would bring it again and again, and hold up the updates behind it."""
    assert await hook.post({"update_id": 1, **content}) == 200
    assert await hook.post({"update_id": 2**70, **content}) == 200
    assert await hook.post(message(2, 1)) == 200
    assert hook.chats == [1]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_only_a_post_is_taken(hook: Hook, method: str) -> None:
    async with hook.http.request(method, "/telegram", headers={SECRET_HEADER: SECRET}) as answer:
        assert answer.status == 405


@pytest.mark.parametrize("path", ["/", "/telegram/", "/telegram/x", "/other", "/telegram%2f.."])
async def test_other_paths_are_not_there(hook: Hook, path: str) -> None:
    assert await hook.post(message(1, 1), path=path) == 404
    assert hook.sent == []


async def test_when_all_hands_are_full_telegram_is_asked_to_come_again(hook: Hook) -> None:
    chats = range(1, MOST_AT_ONCE + 1)
    hook.keep_back(*chats)
    tasks = [task for chat in chats if (task := hook.begin(message(chat, chat))) is not None]
    headers = {SECRET_HEADER: SECRET}
    async with hook.http.post("/telegram", json=message(1_000, 1_000), headers=headers) as answer:
        assert answer.status == 503
        assert int(answer.headers["Retry-After"]) > 0
    hook.let_go(*chats)
    await hook.until_done(tasks)
    assert await hook.post(message(1_000, 1_000)) == 200
    assert hook.chats.count(1_000) == 1


async def test_who_hangs_up_does_not_stop_the_handling(hook: Hook) -> None:
    hook.keep_back(1)
    host, port = hook.host.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    body = json.dumps(message(1, 1)).encode()
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{SECRET_HEADER}: {SECRET}\r\n\r\n"
    writer.write(head.encode() + body)
    await hook.until_waiting(1)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()  # without a word
    assert await hook.post(message(2, 2)) == 200, "the server has noticed it by now"
    again = asyncio.create_task(hook.post(message(1, 1)))
    hook.let_go(1)
    assert await again == 200
    assert hook.chats == [2, 1]


async def test_a_press_is_answered_by_webhook_too(hook: Hook) -> None:
    assert await hook.post(press(1, 1, "fact|auction-2022")) == 200
    assert [sent.method for sent in hook.sent] == ["sendMessage", "answerCallbackQuery"]


async def test_what_is_cancelled_at_the_stop_is_not_confirmed(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.STOPPING", 0.05)
    hook.keep_back(1)
    posting = asyncio.create_task(hook.post(message(1, 1)))
    await hook.until_waiting(1)
    await hook.intake.finish()
    assert await posting == 503
    assert await hook.post(message(2, 2)) == 503, "nothing is begun any more"
    assert hook.sent == []


async def test_what_nobody_would_say_again_is_not_confirmed_while_the_database_is_away(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    await subscribe(hook, GROUP)
    await rename(hook, "chats", "lost")
    assert await hook.post(moved(1, GROUP.chat_id, -1005)) == 503
    assert await hook.post(message(2, 2)) == 200, "and whoever asks is answered"
    await rename(hook, "lost", "chats")
    assert await hook.post(moved(1, GROUP.chat_id, -1005)) == 200
    assert [each.where.chat_id for each in await hook.services.store.chats.of_chat(-1005)] == [-1005]
    assert "an update waits for the database: (sqlite3.OperationalError) no such table: chats" in caplog.text
    assert "Traceback" not in caplog.text
    assert hook.counted["bot_updates_total{kind=message,outcome=ok}"] == 2


async def test_what_comes_before_the_bot_is_ready_comes_again(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram sends what it kept while the bot was away as soon as somebody listens."""
    caplog.set_level(logging.INFO)
    url = "https://bot.example.org/telegram"
    telegram = StillTelegram(services, Settings(webhook_url=url, webhook_secret=SECRET, listen=("127.0.0.1", 0)))
    getting_ready, ready = asyncio.Event(), asyncio.Event()
    initialize = telegram.application.initialize

    async def slowly() -> None:
        getting_ready.set()
        await ready.wait()
        await initialize()

    telegram.application.initialize = slowly  # type: ignore[method-assign]
    running = asyncio.create_task(telegram.running.until_told_to_stop())
    await asyncio.wait_for(getting_ready.wait(), PATIENCE)
    address = re.findall(r"listening at (\S+)", caplog.text)[0]
    async with aiohttp.ClientSession(f"http://{address}", headers={SECRET_HEADER: SECRET}) as http:
        async with http.post("/telegram", json=message(1, 1)) as answer:
            assert answer.status == 503
        ready.set()
        await asyncio.wait_for(telegram.is_asked.wait(), PATIENCE)
        async with http.post("/telegram", json=message(1, 1)) as answer:
            assert answer.status == 200
    telegram.running.stop_soon()
    await running
    await telegram.running.end()
    assert [sent.chat_id for sent in telegram.sent if sent.chat_id is not None] == [1]


def test_the_secret_that_is_made_is_the_same_in_every_process_and_does_not_tell_the_token() -> None:
    token = "123456789:AAF-fakefakefakefakefakefakefakefake"
    assert secret_of(token) == secret_of(token)
    assert secret_of(token) != secret_of(token + "x")
    assert re.fullmatch("[A-Za-z0-9_-]{32,256}", secret_of(token)), "what Telegram takes"
    assert token[:9] not in secret_of(token)


async def test_the_secret_is_in_no_log_and_in_no_repr(hook: Hook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await hook.post(message(1, 1))
    await hook.post(b"{}")
    await hook.post(message(1, 1), SECRET + "x")
    settings = Settings(webhook_url="https://x.example/telegram", webhook_secret=SECRET)
    assert SECRET not in caplog.text
    for each in (hook.webhook, hook.server, hook.intake, hook.assembly, settings):
        assert SECRET not in repr(each)

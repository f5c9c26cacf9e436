"""Processes that end in the middle of answering: nobody stays without an answer, and hardly anybody gets one twice."""

from __future__ import annotations

import asyncio
import random
import socket
from collections import Counter
from pathlib import Path

import pytest

from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

CHATS = range(1, 51)
CITIES = ("芜湖", "合肥", "宣城", "杭州")  # asked by every chat, in this order
ALL = {(chat, city) for chat in CHATS for city in CITIES}
SOME = 80  # answers after which it ends
LATENCY = 0.05  # seconds until Telegram answers; a start takes longer than it waits to post again
STOPPING = 10  # seconds, after which Docker kills


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of one way in which updates come."""
    if request.param == "polling":
        return {}
    return {"BOT_WEBHOOK_URL": f"http://127.0.0.1:{free_port()}/telegram", "BOT_LISTEN": ""}


def free_port() -> int:
    """A port that nobody listens at, of those that the system gives nobody for a connection."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if tried.connect_ex(("127.0.0.1", port)):
                return port


async def everybody_asks(server: TelegramServer) -> None:
    for city in CITIES:
        for chat in CHATS:
            await server.say(chat, f"/city {city}")


def answers(server: TelegramServer) -> list[tuple[int, str]]:
    """The chats and cities that were answered, one after the other."""
    return [(chat, next(city for city in CITIES if city in text[:20])) for chat, text in server.messages]


async def test_a_killed_process_loses_no_update_and_repeats_at_most_each_chat_s_last_answer(
    way: dict[str, str], tmp_path: Path
) -> None:
    async with TelegramServer(LATENCY) as server:
        await everybody_asks(server)
        bot = BotProcess(server, f"sqlite:///{tmp_path / 'bot.db'}", tmp_path, **way)
        await bot.start()
        await server.until(SOME)
        await bot.kill()
        before = answers(server)
        await bot.start()
        await server.until_confirmed()
        code, logged = await bot.stop()
    assert SOME <= len(before) < len(ALL), "it was in the middle"
    counted = Counter(answers(server))
    assert counted.keys() == ALL, "nothing is lost"
    twice = {answer for answer, times in counted.items() if times > 1}
    assert twice <= set(dict(before).items()), "a chat's next update is begun when the one before is noted"
    assert max(counted.values()) <= 2
    assert code == 0, logged


async def test_a_process_that_is_told_to_stop_finishes_what_it_began_and_the_next_one_goes_on(
    way: dict[str, str], tmp_path: Path
) -> None:
    async with TelegramServer(LATENCY) as server:
        await everybody_asks(server)
        bot = BotProcess(server, f"sqlite:///{tmp_path / 'bot.db'}", tmp_path, **way)
        await bot.start()
        await server.until(SOME)
        async with asyncio.timeout(STOPPING):
            first_code, logged = await bot.stop()
        answered, half_sent = len(server.messages), server.open
        await server.until_confirmed(but_for=len(ALL) - answered)
        confirmed = len(ALL) - len(server.pending)
        await bot.start()
        await server.until_confirmed()
        last_code, more_logged = await bot.stop()
    assert SOME <= answered < len(ALL), "it was in the middle"
    assert (confirmed, half_sent) == (answered, 0), "what is answered is confirmed, and nothing else"
    assert Counter(answers(server)) == Counter(ALL), "each once"
    for chat in CHATS:
        assert [city for to, city in answers(server) if to == chat] == list(CITIES), "in order"
    assert (first_code, last_code) == (0, 0), logged + more_logged
    assert "Traceback" not in logged + more_logged

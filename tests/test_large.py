"""A large base: its answers are worked out in a worker thread, and the event loop stays free for everybody else."""

from __future__ import annotations

import dataclasses
import random
import sys
import threading
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.facts import Base
from bot.last_asked import KEPT, LastAsked
from bot.render.links import words_code
from bot.search import Findings, Search
from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import Where
from tests.chat import NOW, PERSON, Chat


class Witness(random.Random):
    """Chance that notes in which thread it was asked."""

    def __init__(self) -> None:
        super().__init__(1)
        self.threads: list[threading.Thread] = []

    def choice(self, seq: Sequence[Any]) -> Any:
        self.threads.append(threading.current_thread())
        return seq[0]


@pytest_asyncio.fixture
async def large(services: Services) -> AsyncIterator[Chat]:
    """A conversation about a base that counts as large."""
    chat = Chat(dataclasses.replace(services, large=0, chance=Witness()))
    async with chat.application:
        yield chat


@pytest.mark.parametrize(("size", "in_loop"), [(0, False), (1_000_000, True)])
async def test_only_a_large_base_answers_from_a_worker_thread(services: Services, size: int, in_loop: bool) -> None:
    chance = Witness()
    chat = Chat(dataclasses.replace(services, large=size, chance=chance))
    async with chat.application:
        await chat("/random")
    assert [thread is threading.main_thread() for thread in chance.threads] == [in_loop]


@pytest.mark.parametrize(
    "words", ["/fact 拍卖会", "芜胡 技术合同", "/city 湖州", "深圳 GDP", "/timeline 2021", "/trend 产业联盟"]
)
async def test_a_large_base_says_the_same(large: Chat, talk: Chat, words: str) -> None:
    assert (await large(words)).text == (await talk(words)).text


@pytest.mark.parametrize("words", [f"/start {words_code('拍卖会')}", "/broadcast fact 拍卖会"])
async def test_what_waits_for_the_database_searches_a_large_base_in_a_worker_thread_too(
    services: Services, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, find = [], Search.find
    chat = Chat(
        dataclasses.replace(services, large=0), settings=dataclasses.replace(DEFAULTS, admins=frozenset({PERSON["id"]}))
    )

    def noted(search: Search, question: str) -> Findings:
        threads.append(threading.current_thread())
        return find(search, question)

    monkeypatch.setattr(Search, "find", noted)
    async with chat.application:
        await chat(words)
    assert threads
    assert threading.main_thread() not in threads


async def test_the_buttons_of_a_large_base_work(large: Chat) -> None:
    said = await large("/city 湖州")
    assert "第 2/" in (await large.press(said, "下一页 ›")).text


async def test_an_error_in_the_worker_thread_is_told_like_any_other(
    large: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.catalogue.Catalogue.of_place", broken)
    said = await large("/city 湖州")
    assert "出了点问题" in said.text
    assert "broken" in caplog.text


def test_what_was_asked_is_forgotten_while_worker_threads_note_what_is_asked() -> None:
    last_asked, done = LastAsked(), threading.Event()
    noted = {10**6: 0, 10**7: 0}  # how many, by each thread

    def notes(first: int) -> None:
        while not done.is_set():
            number = noted[first] + 1
            last_asked.note((Where(first + number), 7), "芜湖", NOW + timedelta(microseconds=number))
            noted[first] = number

    threads = [threading.Thread(target=notes, args=(first,)) for first in noted]
    interval = sys.getswitchinterval()
    try:
        sys.setswitchinterval(1e-6)
        for thread in threads:
            thread.start()
        forgotten = 0
        while forgotten < 100 or min(noted.values()) < 100:
            last_asked.note((Where(5), 7), "湖州", NOW)
            last_asked.forget(5)
            assert last_asked.of((Where(5), 7), NOW) is None
            assert all(thread.is_alive() for thread in threads), "nobody is broken by it"
            forgotten += 1
    finally:
        done.set()
        sys.setswitchinterval(interval)
        for thread in threads:
            thread.join()
    for first, number in noted.items():
        assert last_asked.of((Where(first + number), 7), NOW + KEPT / 2) == "芜湖", "what the others asked is there"


@pytest.mark.parametrize(
    ("limit", "question", "shown"),
    [("BUDGET", "拍卖会", "首次累计超100亿元"), ("CANDIDATES", "湖州高企", "1611家")],
)
async def test_of_more_facts_than_are_looked_at_the_best_answer(
    base: Base, monkeypatch: pytest.MonkeyPatch, limit: str, question: str, shown: str
) -> None:
    monkeypatch.setattr(f"bot.search.evidence.{limit}", 3)
    chat = Chat(Services.of(base))
    async with chat.application:
        assert shown in (await chat(question)).text

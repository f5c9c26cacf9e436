"""The bot's administrators are told what went wrong: at most once an hour each, whoever tells them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.facts import Base
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from bot.subscription import Where
from bot.watching import Lasting
from tests.chat import GROUP, NOW, Chat, Refused
from tests.delivery.acting import ANN, BEN, MINUTE, MORNING, SECOND, subscribe
from tests.incoming import PATIENCE, POISON, Incoming, rename, with_a_bug
from tests.postgresql import PostgreSQL
from tests.still_telegram import StillTelegram

ADMIN, SECOND_ADMIN = 900, 901
ADMINS = replace(DEFAULTS, admins=frozenset({ADMIN, SECOND_ADMIN}))
LATE_IN_AN_HOUR = NOW + 50 * MINUTE


@asynccontextmanager
async def running(
    services: Services, settings: Settings = ADMINS, store: Store | None = None, now: datetime = NOW
) -> AsyncIterator[Chat]:
    chat = Chat(services, now, settings, store)
    async with chat.application:
        yield chat


@pytest.fixture
def buggy(services: Services, base: Base) -> Services:
    """What POISON breaks."""
    return with_a_bug(services, base)


async def told(talk: Chat, after: timedelta = 5 * SECOND) -> list[tuple[int | None, str]]:
    """What the administrators are told by the ticks of the next seconds: to whom, and what."""
    said = [
        (sent.chat_id, sent.text)
        for _ in range(2)
        for sent in (await talk.later(talk.clock.now() + after / 2)).messages
        if sent.chat_id in (ADMIN, SECOND_ADMIN)
    ]
    return sorted(said, key=str)


async def test_every_administrator_is_told_of_a_failed_update_with_its_reference(buggy: Services) -> None:
    async with running(buggy) as talk:
        found = re.search(r"编号 (\w+)", (await talk(POISON)).text)
        assert found is not None
        alerts = await told(talk)
    assert [chat for chat, _ in alerts] == [ADMIN, SECOND_ADMIN]
    for _, alert in alerts:
        assert found[1] in alert


async def test_of_one_kind_they_are_told_once_an_hour(buggy: Services) -> None:
    async with running(buggy, now=LATE_IN_AN_HOUR) as talk:
        for _ in range(3):
            await talk(POISON)
        assert len(await told(talk)) == 2
        talk.clock.go_on_to(LATE_IN_AN_HOUR + 59 * MINUTE)
        await talk(POISON, GROUP)
        await talk("/timeline@briefing_bot 1999", GROUP)
        assert await told(talk) == [], "though it is another hour of the clock"
        talk.clock.go_on_to(LATE_IN_AN_HOUR + 60 * MINUTE)
        await talk(POISON)
        assert len(await told(talk)) == 2


@pytest.mark.parametrize("begin", [NOW, LATE_IN_AN_HOUR], ids=["early in an hour", "late in an hour"])
async def test_a_restart_within_the_hour_tells_them_nothing_again(buggy: Services, begin: datetime) -> None:
    async with running(buggy, now=begin) as talk:
        await talk(POISON)
        assert len(await told(talk)) == 2
        await talk.restart()
        talk.clock.go_on_to(begin + 30 * MINUTE)
        await talk(POISON)
        assert await told(talk) == []
        talk.clock.go_on_to(begin + 60 * MINUTE)
        await talk(POISON)
        assert len(await told(talk)) == 2


async def test_replicas_tell_them_once_together(buggy: Services, postgresql: PostgreSQL) -> None:
    address = postgresql()
    async with (
        running(buggy, store=Store(address)) as talk,
        running(buggy, store=Store(address)) as other,
    ):
        await talk(POISON)
        await other(POISON)
        assert len(await told(talk)) + len(await told(other)) == 2
    postgresql.drop(address)


async def test_they_are_told_of_a_digest_that_cannot_be_written_and_others_get_theirs(services: Services) -> None:
    async with running(services) as talk:
        await subscribe(talk, ANN, BEN)
        talk.wire.refusals[ANN.chat_id] = [Refused(400, "Bad Request: can't parse entities: <b>")]
        said = await talk.later(MORNING)
        assert [sent.chat_id for sent in said.messages if sent.chat_id == BEN.chat_id]
        alerts = [sent.text for sent in said.messages if sent.chat_id == ADMIN] + [
            alert for chat, alert in await told(talk) if chat == ADMIN
        ]
    (alert,) = alerts
    assert "2026-11-21 的简报" in alert
    assert "<b>" in alert, "Telegram's words, escaped"


async def test_they_are_told_of_a_refused_base(services: Services, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    async with running(services, replace(ADMINS, facts=tmp_path / "facts.json")) as talk:
        for _ in range(3):
            await talk.assembly.reloader.on_signal(talk.clock.now())
        alerts = await told(talk)
    assert [chat for chat, _ in alerts] == [ADMIN, SECOND_ADMIN]
    assert "仍用原来的" in alerts[0][1]


async def test_what_they_were_told_of_is_remembered_for_an_hour_only(services: Services) -> None:
    async with running(services) as talk:
        alerts = talk.assembly.alerts
        for number in range(10):
            await alerts.tell(f"no right {number}", "x", NOW + number * 20 * MINUTE)
    assert len(alerts._told) == 3


async def test_two_kinds_are_told_beside_each_other(buggy: Services, tmp_path: Path) -> None:
    async with running(buggy, replace(ADMINS, facts=tmp_path / "none.json")) as talk:
        await talk(POISON)
        await talk.assembly.reloader.on_signal(talk.clock.now())
        assert len(await told(talk)) == 4


async def test_where_nobody_is_administrator_nobody_is_told(buggy: Services, tmp_path: Path) -> None:
    async with running(buggy, replace(DEFAULTS, facts=tmp_path / "none.json")) as talk:
        await talk(POISON)
        await talk.assembly.reloader.on_signal(talk.clock.now())
        assert (await talk.later(NOW + MINUTE)).messages == []


async def test_what_the_network_does_is_no_failure(services: Services) -> None:
    async with running(services) as talk:
        talk.wire.refusals["sendMessage"] = [Refused(403, "Forbidden: bot was blocked by the user")]
        await talk("拍卖会")
        assert await told(talk) == []


async def test_while_the_outbox_cannot_be_written_they_are_told_straight_and_once(buggy: Services) -> None:
    async with running(buggy) as talk:
        await talk.services.store.open()
        await rename(talk, "deliveries", "lost")
        said = await talk(POISON)
        assert [sent.chat_id for sent in said.messages if sent.chat_id not in ADMINS.admins], "the apology"
        alerts = [sent for sent in said.messages if sent.chat_id in ADMINS.admins]
        assert sorted(sent.chat_id or 0 for sent in alerts) == [ADMIN, SECOND_ADMIN]
        assert "没能回答" in alerts[0].text
        assert len((await talk(POISON)).messages) == 1, "the apology alone"
        await rename(talk, "lost", "deliveries")
        await talk(POISON)
        assert await told(talk) == []


async def test_who_could_not_be_told_straight_for_the_network_is_told_the_next_time(buggy: Services) -> None:
    async with running(buggy) as talk:
        await talk.services.store.open()
        await rename(talk, "deliveries", "lost")
        for admin in ADMINS.admins:
            talk.wire.refusals[admin] = [Refused(502, "Bad Gateway")]
        assert len((await talk(POISON)).messages) == 1, "the apology alone"
        assert len((await talk(POISON)).messages) == 3


async def test_who_is_owed_it_already_is_not_told_straight_too(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(services) as talk:
        await talk.services.store.open()
        alert, owed = talk.services.store.outbox.alert, []

        async def fails_at_the_second(where: Where, *more: Any) -> datetime:
            if owed:
                raise OSError("the disk is full")
            owed.append(where.chat_id)
            return await alert(where, *more)

        monkeypatch.setattr(talk.services.store.outbox, "alert", fails_at_the_second)
        await talk.assembly.alerts.tell("failed", "没能回答", NOW)
        straight = [sent.chat_id for sent in talk.sent]
        assert sorted([*owed, *straight]) == [ADMIN, SECOND_ADMIN]
        assert [chat for chat, _ in await told(talk)] == owed


async def test_one_who_cannot_be_told_keeps_no_other_from_being_told(services: Services) -> None:
    nobody = range(10**22, 10**22 + 8)  # no database holds that
    async with running(services, replace(DEFAULTS, admins=frozenset({ADMIN, SECOND_ADMIN, *nobody}))) as talk:
        for number in nobody:
            talk.wire.refusals[number] = [Refused(400, "Bad Request: chat not found")]
        await talk.assembly.alerts.tell("failed", "没能回答", NOW)
        at_once = [(sent.chat_id, sent.text) for sent in talk.sent]
        assert sorted([*at_once, *await told(talk)]) == [(ADMIN, "没能回答"), (SECOND_ADMIN, "没能回答")]


async def test_telling_that_was_broken_off_is_done_the_next_time(services: Services) -> None:
    talk = Incoming(services, ADMINS)
    async with talk.application:
        talk.keep_back(ADMIN, SECOND_ADMIN)
        telling = asyncio.create_task(talk.assembly.alerts.tell_straight("database", "写不进去", NOW))
        await talk.until_waiting(next(iter(ADMINS.admins)))
        telling.cancel()
        await asyncio.wait([telling])
        talk.let_go(ADMIN, SECOND_ADMIN)
        await talk.assembly.alerts.tell_straight("database", "写不进去", NOW + 5 * SECOND)
        assert sorted(talk.chats) == [ADMIN, SECOND_ADMIN]


@pytest.mark.parametrize("seconds", [0, 59, 61], ids=["at once", "for less than a minute", "for a minute"])
async def test_they_are_told_of_a_database_that_takes_nothing_for_a_minute(
    services: Services, tmp_path: Path, seconds: int
) -> None:
    async with running(services, store=Store(f"sqlite:///{tmp_path / 'bot.db'}")) as talk:
        await talk.services.store.open()
        (tmp_path / "bot.db").rename(tmp_path / "taken.db")
        for moment in (*range(0, seconds, 20), seconds, seconds):
            talk.clock.go_on_to(NOW + moment * SECOND)
            assert "was deleted or replaced" in (await talk.assembly.watch.look() or "")
            assert len(talk.sent) <= (2 if moment > 60 else 0)
            await talk.assembly.watch.tell()
    alerts = [(sent.chat_id, sent.text) for sent in talk.sent]
    assert len(alerts) == (2 if seconds > 60 else 0)
    assert all("数据库" in alert for _, alert in alerts)


async def test_who_looks_at_the_database_need_not_wait_until_they_are_told(services: Services, tmp_path: Path) -> None:
    """A request for /readyz waits three seconds, which may be too short for Telegram."""
    async with running(services, store=Store(f"sqlite:///{tmp_path / 'bot.db'}")) as talk:
        await talk.services.store.open()
        (tmp_path / "bot.db").rename(tmp_path / "taken.db")
        for moment in range(0, 100, 20):
            talk.clock.go_on_to(NOW + moment * SECOND)
            await talk.assembly.watch.look()
        assert talk.sent == []
        await talk.assembly.watch.tell()
        assert len(talk.sent) == 2, "though it was looked at just now"


async def test_of_a_database_that_stays_away_they_are_told_once_an_hour(services: Services, tmp_path: Path) -> None:
    async with running(services, store=Store(f"sqlite:///{tmp_path / 'bot.db'}")) as talk:
        await talk.services.store.open()
        (tmp_path / "bot.db").rename(tmp_path / "taken.db")
        for minute in range(90):
            talk.clock.go_on_to(NOW + minute * MINUTE)
            await talk.assembly.watch.tell()
    assert [sent.chat_id for sent in talk.sent].count(ADMIN) == 2


async def test_a_database_that_comes_and_goes_again_is_counted_anew(services: Services, tmp_path: Path) -> None:
    async with running(services, store=Store(f"sqlite:///{tmp_path / 'bot.db'}")) as talk:
        await talk.services.store.open()
        for second, source, place in ((0, "bot", "taken"), (40, "taken", "bot"), (80, "bot", "taken")):
            (tmp_path / f"{source}.db").rename(tmp_path / f"{place}.db")
            talk.clock.go_on_to(NOW + second * SECOND)
            await talk.assembly.watch.tell()
    assert talk.sent == []


class Contested(StillTelegram):
    """A Telegram on which another one asks for the same bot's updates, but for now and then."""

    def __init__(self, services: Services, words: str) -> None:
        super().__init__(services, ADMINS)
        self.count, self.lets, self.asked = 0, asyncio.Semaphore(0), asyncio.Semaphore(0)
        self.is_over = False
        self._words = words

    async def _request(self, url: str, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        if not url.endswith("/getUpdates"):
            return await super()._request(url, *arguments, **more)
        await self.lets.acquire()
        self.asked.release()
        self.count += 1
        if self.is_over or self.count % 3 == 0:
            return 200, b'{"ok": true, "result": []}'
        return 409, json.dumps({"ok": False, "error_code": 409, "description": self._words}).encode()

    async def for_so_long(self, seconds: int) -> list[str]:
        """What the first administrator is told when it goes on for so long, asked every ten seconds."""
        before = len(self.sent)
        for _ in range(0, seconds, 10):
            self.lets.release()
            await asyncio.wait_for(self.asked.acquire(), PATIENCE)
            self.clock.go_on_to(self.clock.now() + 10 * SECOND)
        await self.assembly.catch_up()
        return [sent.text for sent in self.sent[before:] if sent.chat_id == ADMIN]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Conflict: terminated by other getUpdates request", "另有程序"),
        ("Conflict: can't use getUpdates method while webhook is active", "webhook"),
    ],
    ids=["another process", "a webhook"],
)
async def test_they_are_told_once_an_hour_of_whoever_takes_the_updates_away_for_a_minute(
    services: Services, monkeypatch: pytest.MonkeyPatch, words: str, says: str
) -> None:
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    telegram = Contested(services, words)
    running = asyncio.create_task(telegram.running.until_told_to_stop())
    await telegram.services.store.open()
    assert await telegram.for_so_long(50) == []
    (alert,) = await telegram.for_so_long(40)
    assert says in alert
    assert await telegram.for_so_long(1_800) == []
    assert len(await telegram.for_so_long(1_900)) == 1
    telegram.running.stop_soon()
    await running
    await telegram.running.end()


async def test_the_log_says_once_that_nobody_takes_the_updates_away_any_more(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.running")
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    telegram = Contested(services, "Conflict: terminated by other getUpdates request")
    running = asyncio.create_task(telegram.running.until_told_to_stop())
    await telegram.services.store.open()
    for seconds, is_over, times in ((300, False, 0), (90, True, 0), (60, True, 1), (600, True, 1), (20, False, 1)):
        telegram.is_over = is_over
        await telegram.for_so_long(seconds)
        assert caplog.text.count("gets them all again") == times
    telegram.running.stop_soon()
    await running
    await telegram.running.end()


def test_a_conflict_that_is_over_within_a_minute_is_counted_anew_the_next_time() -> None:
    """A deployment: the old process and the new one, for some seconds, and again another day."""
    conflict = Lasting()
    assert not conflict.seen(NOW)
    assert not conflict.seen(NOW + 50 * SECOND)
    assert not conflict.seen(NOW + 30 * MINUTE)
    assert conflict.seen(NOW + 31 * MINUTE)


def test_the_hour_begins_late_enough_to_end_in_another_one() -> None:
    assert (LATE_IN_AN_HOUR + 59 * MINUTE).hour != LATE_IN_AN_HOUR.hour
    assert LATE_IN_AN_HOUR.tzinfo is UTC

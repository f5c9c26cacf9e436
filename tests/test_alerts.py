"""The bot's administrators are told what went wrong: at most once an hour each, whoever tells them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.facts import Base
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from tests.chat import GROUP, NOW, Chat, Refused
from tests.delivery.acting import ANN, BEN, MINUTE, MORNING, SECOND, subscribe
from tests.incoming import POISON, with_a_bug
from tests.postgresql import PostgreSQL

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


async def test_a_database_that_is_gone_keeps_no_apology_back_and_they_are_told_later(
    buggy: Services, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(buggy) as talk:
        await talk.services.store.open()
        async with talk.services.store.database.write() as connection:
            await connection.execute(text("ALTER TABLE deliveries RENAME TO lost"))
        assert "出了点问题" in (await talk(POISON)).text
        assert "could not be told" in caplog.text
        async with talk.services.store.database.write() as connection:
            await connection.execute(text("ALTER TABLE lost RENAME TO deliveries"))
        await talk(POISON)
        assert len(await told(talk)) == 2


def test_the_hour_begins_late_enough_to_end_in_another_one() -> None:
    assert (LATE_IN_AN_HOUR + 59 * MINUTE).hour != LATE_IN_AN_HOUR.hour
    assert LATE_IN_AN_HOUR.tzinfo is UTC

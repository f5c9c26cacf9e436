"""When something goes wrong: one line to the person, one entry in the log, one reference in both, and no token."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram.error import NetworkError, TimedOut

from bot.facts import Base
from bot.logs import HidingFormatter
from bot.services import Services
from tests.chat import Chat, Refused
from tests.incoming import with_a_bug

TOKEN = "123456789:AAF-fakefakefakefakefakefakefakefake"


@pytest_asyncio.fixture
async def broken(services: Services, base: Base) -> AsyncIterator[Chat]:
    """A conversation in which an empty timeline is a bug."""
    chat = Chat(with_a_bug(services, base, f" at https://api.telegram.org/bot{TOKEN}/sendMessage"))
    async with chat.application:
        yield chat


async def test_an_exception_is_one_line_with_a_reference_that_the_log_has_too(
    broken: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    said = await broken("/timeline 1999")
    assert "出了点问题" in said.text
    reference = re.search(r"编号 (\w+)", said.text)
    assert reference is not None
    (entry,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert reference[1] in entry.getMessage()
    written = HidingFormatter("%(message)s").format(entry)
    assert "RuntimeError" in written
    assert TOKEN not in written


async def test_an_exception_at_a_press_is_shown_as_an_alert(broken: Chat) -> None:
    said = await broken.press_data("timeline|1999|-|-")
    assert "编号" in said.alerts[0]


async def test_somebody_who_blocked_the_bot_is_no_error(talk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(403, "Forbidden: bot was blocked by the user")]
    assert await talk("拍卖会") == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    "broke",
    [
        Refused(429, "Too Many Requests: retry after 0", retry_after=0),
        NetworkError("Server disconnected"),
        Refused(502, "Bad Gateway"),
    ],
    ids=["429", "connection", "502"],
)
async def test_what_passes_is_sent_again(talk: Chat, broke: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sending.PAUSE", 0.0)
    talk.wire.refusals["sendMessage"] = [broke]
    assert "累计超100亿元" in (await talk("拍卖会")).text


@pytest.mark.parametrize(
    "broke",
    [TimedOut(), Refused(429, "Too Many Requests", retry_after=600), Refused(403, "Forbidden: kicked")],
    ids=["unknown", "too long to wait", "kicked"],
)
async def test_what_does_not_pass_is_not_repeated(talk: Chat, broke: Exception) -> None:
    talk.wire.refusals["sendMessage"] = [broke]
    assert await talk("拍卖会") == []


async def test_a_group_that_became_a_supergroup_is_answered_there(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: upgraded", migrate_to_chat_id=-100999)]
    said = await talk("/fact 拍卖会", {"id": -5, "type": "group", "title": "老群"})
    assert said[0].chat_id == -100999

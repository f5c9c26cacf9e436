"""When something goes wrong: one line to the person, one entry in the log, one reference in both, and no token."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio
from telegram.error import NetworkError, TimedOut

from bot.facts import Base
from bot.logs import HidingFormatter
from bot.render.help import LATER
from bot.sending import TRIES
from bot.services import Services
from bot.settings import DEFAULTS
from tests.chat import GROUP, Chat, Refused
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
    [TimedOut(), Refused(403, "Forbidden: kicked")],
    ids=["unknown", "kicked"],
)
async def test_what_does_not_pass_is_not_repeated(talk: Chat, broke: Exception) -> None:
    talk.wire.refusals["sendMessage"] = [broke]
    assert await talk("拍卖会") == []
    assert await talk.later(talk.clock.now() + timedelta(minutes=5)) == []
    assert [request.method for request in talk.wire.requests].count("sendMessage") == 1


async def test_a_group_that_became_a_supergroup_is_answered_there(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: upgraded", migrate_to_chat_id=-100999)]
    said = await talk("/fact 拍卖会", {"id": -5, "type": "group", "title": "老群"})
    assert said[0].chat_id == -100999


async def test_a_reply_that_must_wait_long_is_owed_and_comes_then(talk: Chat) -> None:
    talk.wire.refusals["sendMessage"] = [Refused(429, "Too Many Requests: retry after 40", retry_after=40)]
    asked_at = talk.clock.now()
    assert await talk("拍卖会") == []
    assert await talk.later(asked_at + timedelta(seconds=39)) == []
    assert "累计超100亿元" in (await talk.later(asked_at + timedelta(seconds=41))).text
    assert await talk.later(asked_at + timedelta(seconds=90)) == []


def flood() -> list[Refused | Exception]:
    return [Refused(429, "Too Many Requests: retry after 40", retry_after=40) for _ in range(2)]


@pytest.mark.parametrize("floods", [("editMessageText",), ("editMessageText", "sendMessage")], ids=len)
async def test_a_press_in_a_flood_is_done_and_its_answer_comes_when_it_may(talk: Chat, floods: tuple[str, ...]) -> None:
    await talk("/subscribe 08:30")
    panel = await talk("/settings")
    talk.wire.refusals |= {method: flood() for method in floods}
    said = await talk.press(panel, "退订")
    said += await talk.later(talk.clock.now() + timedelta(seconds=41))
    said += await talk.later(talk.clock.now() + timedelta(seconds=82))
    said += await talk.later(talk.clock.now() + timedelta(seconds=41))
    assert ["未订阅" in message.text for message in said.messages] == [True]
    talk.wire.refusals.clear()
    assert "未订阅" in (await talk("/settings")).text


async def test_what_could_not_be_asked_of_telegram_in_a_flood_is_said_not_to_be_done(talk: Chat) -> None:
    await talk("/subscribe 08:30", GROUP)
    talk.wire.refusals["getChatMember"] = flood()[:1]
    said = await talk("/unsubscribe", GROUP)
    assert said.text == LATER
    assert "已退订" in (await talk("/unsubscribe", GROUP)).text


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
        Refused(400, "Bad Request: TOPIC_CLOSED"),
        Refused(403, "Forbidden: bot is not a member of the supergroup chat"),
    ],
    ids=["no right", "topic closed", "not in it"],
)
async def test_a_group_in_which_the_bot_may_not_write_is_no_failure(
    services: Services, caplog: pytest.LogCaptureFixture, refusal: Refused
) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=frozenset({7})))
    async with talk.application:
        talk.wire.refusals["sendMessage"] = [refusal]
        assert await talk("/fact 拍卖会", GROUP) == []
        assert await talk.later(talk.clock.now() + timedelta(minutes=1)) == [], "nobody is told"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_reply_that_telegram_cannot_take_is_owed_and_comes_when_it_can(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.PAUSE", 0.0)
    talk.wire.refusals["sendMessage"] = [Refused(502, "Bad Gateway")] * (TRIES + 1)
    asked_at = talk.clock.now()
    assert await talk("拍卖会") == []
    assert await talk.later(asked_at + timedelta(seconds=3)) == [], "it is out of order still"
    assert "累计超100亿元" in (await talk.later(asked_at + timedelta(minutes=1))).text


async def test_a_reply_whose_connection_broke_is_sent_once_more_and_no_third_time(
    talk: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sending.PAUSE", 0.0)
    broke = NetworkError("the connection broke")
    broke.__cause__ = ConnectionResetError()
    talk.wire.refusals["sendMessage"] = [broke] * TRIES
    await talk("拍卖会")
    await talk.later(talk.clock.now() + timedelta(minutes=5))
    assert [request.method for request in talk.wire.requests].count("sendMessage") == 2

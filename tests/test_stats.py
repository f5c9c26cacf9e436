"""/stats: chats by kind, today's digests, and what kept them back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest_asyncio
from telegram.error import TimedOut

from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import Empty
from tests.chat import GROUP, PERSON, Chat, Refused
from tests.delivery.acting import ANN, BEN, CAT, CHANNEL, DAY, MORNING, NEWS, TALK, meet, subscribe, ticks


@pytest_asyncio.fixture
async def talk(services: Services) -> AsyncIterator[Chat]:
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with chat.application:
        yield chat


async def test_a_bot_that_nobody_uses_has_numbers_too(talk: Chat) -> None:
    text = (await talk("/stats")).text
    for line in ("私聊 0", "群组 0", "频道 0", "订阅　0", "今天还没有到时间的"):
        assert line in text


async def test_chats_are_counted_by_kind_and_digests_by_what_became_of_them(talk: Chat) -> None:
    await meet(talk, CHANNEL)
    await subscribe(talk, ANN, BEN, CAT, NEWS)
    await subscribe(talk, TALK, empty=Empty.NOTHING)
    talk.wire.refusals |= {
        BEN.chat_id: [Refused(403, "Forbidden: bot was blocked by the user")],
        CAT.chat_id: [TimedOut()],
    }
    await talk.later(MORNING)
    await ticks(talk, 3)
    # the administrator is one of the three: he was told of the outcome that is not known
    lines = (await talk("/统计")).text.splitlines()
    assert {"私聊 3（另有 1 个送不到）", "群组 1", "频道 1", "订阅　4"} < set(lines)
    assert "已发送 2" in lines
    assert "未送达（用户停用了机器人） 1" in lines
    assert any(line.startswith("结果不明") and line.endswith(" 1") for line in lines)
    assert any("没有大事" in line and line.endswith(" 1") for line in lines)


async def test_yesterday_s_digests_are_not_today_s(talk: Chat) -> None:
    await subscribe(talk, ANN)
    await talk.later(MORNING)
    await talk.later(MORNING + DAY)
    assert "已发送 1" in (await talk("/stats")).text.splitlines()


async def test_in_a_group_the_numbers_are_not_told(talk: Chat) -> None:
    assert "私聊" in (await talk("/stats", GROUP)).text
    assert "订阅" not in (await talk("/stats", GROUP)).text

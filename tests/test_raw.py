"""Requests whose answers are taken as they came: they change nothing for anybody's warnings but the library's one."""

from __future__ import annotations

import asyncio
import warnings

from bot.desk import TelegramDesk
from bot.services import Services
from bot.subscription import ChatKind, Where
from tests.delivery.acting import GROUP
from tests.incoming import Incoming


async def test_requests_that_overlap_leave_other_warnings_as_they_are(services: Services) -> None:
    telegram, another = Incoming(services), Where(-1005, kind=ChatKind.GROUP)
    async with telegram.application:
        desk = TelegramDesk(telegram.application.bot)
        assert await desk.may_post(GROUP)
        before = list(warnings.filters)
        telegram.keep_back(GROUP.chat_id, another.chat_id)
        first = asyncio.create_task(desk.may_post(GROUP))
        await telegram.until_waiting(GROUP.chat_id)
        second = asyncio.create_task(desk.may_post(another))
        await telegram.until_waiting(another.chat_id)
        telegram.let_go(GROUP.chat_id)
        await first
        telegram.let_go(another.chat_id)
        await second
        assert list(warnings.filters) == before

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest_asyncio

from bot.services import Services
from bot.settings import DEFAULTS
from tests.chat import PERSON, Chat


@pytest_asyncio.fixture
async def talk(services: Services) -> AsyncIterator[Chat]:
    """A conversation with an administrator of the bot."""
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with chat.application:
        yield chat

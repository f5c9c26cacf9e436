"""Requests whose answers are taken as they came: the library cannot read all that a Bot API says."""

from __future__ import annotations

import warnings
from typing import Any

from telegram import Bot
from telegram.warnings import PTBUserWarning


async def raw(bot: Bot, method: str, **fields: Any) -> Any:
    """The answer to a request, as it came. Raises telegram.error.TelegramError."""
    # The library would rather have its own methods used. This filter stays, and is there once however often it is set;
    # one that is taken away again, as by `catch_warnings`, takes away or brings back those of others meanwhile.
    warnings.filterwarnings("ignore", r"Please use 'Bot\.", PTBUserWarning)
    return await bot.do_api_request(method, api_kwargs=fields)

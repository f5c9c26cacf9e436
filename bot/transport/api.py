"""The Bot API on a wire, by python-telegram-bot."""

from __future__ import annotations

import os

from telegram.ext import BaseRateLimiter, ExtBot
from telegram.request import BaseRequest


class QuietBot(ExtBot[None]):
    """The library's bot; its own `repr` shows the token."""

    def __repr__(self) -> str:
        return "QuietBot()"


def api(
    wire: BaseRequest,
    url: str,
    token: str,
    updates_wire: BaseRequest | None = None,
    waits: BaseRateLimiter[None] | None = None,
) -> ExtBot[None]:
    """The bot of that token at the root of a Bot API; updates come by a wire of their own where there is one.

    Its requests pass through `waits`.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's coming way to give waiting times; else it warns
    return QuietBot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=wire,
        get_updates_request=updates_wire or wire,
        rate_limiter=waits,
    )

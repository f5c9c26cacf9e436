"""Telegram's webhook: an update is confirmed, with 200, only after it is handled."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Callable

from aiohttp import web

from bot.dispatch import AnyApplication
from bot.intake import UNREADABLE, Intake, read

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)
COME_AGAIN = "5"  # seconds; Telegram tries again by itself


def secret_of(token: str) -> str:
    """The secret of a bot's webhook: the same in all its processes, and none can guess it without the token."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Takes updates that come with the secret. `heard` is called for each."""

    def __init__(self, application: AnyApplication, intake: Intake, secret: str, heard: Callable[[], None]) -> None:
        self._application, self._intake, self._heard = application, intake, heard
        self._secret = secret.encode()

    def __repr__(self) -> str:
        return "Webhook()"

    async def take(self, request: web.Request) -> web.Response:
        """200 when the update is handled; anything else makes Telegram send it again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret):
            return web.Response(status=403)
        if not self._intake.is_open or self._intake.is_full:
            return web.Response(status=503, headers={"Retry-After": COME_AGAIN})
        try:
            raw = json.loads(await request.read())  # aiohttp refuses a larger body with 413
            update = read(raw, self._application)
        except (*UNREADABLE, RecursionError):
            log.warning("what came to the webhook with the right secret is no update")
            return web.Response(status=400)
        self._heard()
        task = self._intake.begin(update)
        if task is not None:
            await asyncio.wait([task])  # it goes on when Telegram hangs up
            if task.cancelled() or task.exception() is not None:
                return web.Response(status=503)
        return web.Response()

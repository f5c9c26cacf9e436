"""Logging: one line an event, and never a token in it."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
_HIDDEN = "<token>"


def without_tokens(text: str) -> str:
    return _TOKEN.sub(_HIDDEN, text)


class HidingFormatter(logging.Formatter):
    """Formats as usual, tracebacks too, and then hides every token, wherever it came from."""

    def format(self, record: logging.LogRecord) -> str:
        return without_tokens(super().format(record))


def set_up(level: str) -> None:
    """Log to standard error at that level; libraries that log every request, the token in its address, at WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(HidingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiohttp", "telegram", "asyncio", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)  # we say ourselves, in a line, what went wrong

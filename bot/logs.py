"""Logging: one line an event, with the reference of what it happened in, and never a token in it."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType

_TOKEN = re.compile(r"\d{6,}(?::|%3A)[\w-]{30,}", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # ends a line somewhere, or tells a terminal to do something
_ADVICE = re.compile(r"\n\(Background on this error at: \S+\)")  # of SQLAlchemy, for who writes programs with it
_HIDDEN = "<token>"
_NONE = "-"
_reference: ContextVar[str] = ContextVar("reference", default=_NONE)


def without_tokens(text: str) -> str:
    return _TOKEN.sub(_HIDDEN, text)


@contextmanager
def referenced() -> Iterator[str]:
    """A new reference for all that is logged inside, and in the tasks that are begun inside."""
    token = _reference.set(secrets.token_hex(3))
    try:
        yield _reference.get()
    finally:
        _reference.reset(token)


def reference() -> str:
    """The reference of what is being done now; a new one outside of anything."""
    found = _reference.get()
    return secrets.token_hex(3) if found == _NONE else found


class HidingFormatter(logging.Formatter):
    """Formats as usual, tracebacks too, and then hides every token, wherever it came from."""

    def format(self, record: logging.LogRecord) -> str:
        record.reference = _reference.get()
        return without_tokens(_ADVICE.sub("", super().format(record)))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the library's name)
        return _UNSEEN.sub(_in_python, super().formatMessage(record))  # nobody writes lines of his own into the log


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, reference, message, and a traceback's lines."""

    def format(self, record: logging.LogRecord) -> str:
        at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        said: dict[str, object] = {
            "time": f"{at}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            "reference": _reference.get(),
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            said["traceback"] = _ADVICE.sub("", "".join(traceback.format_exception(*record.exc_info)))
        return without_tokens(_UNSEEN.sub(_in_json, json.dumps(said, ensure_ascii=False)))


def _in_python(unseen: re.Match[str]) -> str:
    return repr(unseen[0])[1:-1]


def _in_json(unseen: re.Match[str]) -> str:
    return f"\\u{ord(unseen[0]):04x}"


def formatter(style: str) -> logging.Formatter:
    """The formatter of a style, `text` or `json`."""
    if style == "json":
        return JsonFormatter()
    return HidingFormatter("%(asctime)s %(levelname)s %(name)s [%(reference)s] %(message)s")


def set_up(level: str, style: str = "text") -> None:
    """Log to standard error at that level; libraries that log every request, the token in its address, at WARNING."""
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(style))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiohttp", "telegram", "asyncio", "apscheduler", "alembic", "aiosqlite", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for wordy in ("telegram.request", "telegram.Bot"):  # we say ourselves what went wrong; theirs holds whole updates
        logging.getLogger(wordy).setLevel(logging.CRITICAL + 1)
    sys.excepthook = _uncaught
    threading.excepthook = lambda found: _uncaught(
        found.exc_type, found.exc_value or found.exc_type(), found.exc_traceback
    )


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody caught ends the process; its traceback may hold a token, as the library's errors do."""
    logging.getLogger("bot").critical("stopped by an error of its own", exc_info=(kind, error, trace))


def counted(number: int, thing: str, things: str | None = None) -> str:
    """1 chat; 2 chats."""
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def first_line(error: BaseException) -> str:
    """What an error says, on one line and without a token."""
    lines = (str(error) or repr(error)).splitlines()
    return without_tokens(lines[0] if lines else type(error).__name__)

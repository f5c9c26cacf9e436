"""The operator's side: `python -m bot COMMAND`, run in this process."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli import main


class Operator:
    """`code, said = await operator("backup", "copy.db")`: the exit code, and all that was printed.

    More settings are those of the environment. `address` is that of the database, as another process in another folder
    would name it.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.address = f"sqlite:///{folder / 'bot.db'}"
        self._capsys = capsys

    async def __call__(self, *arguments: str, **settings: str) -> tuple[int, str]:
        with pytest.MonkeyPatch.context() as environment, _own_logging():
            for name, value in settings.items():
                environment.setenv(name, value)
            code = await asyncio.to_thread(main, arguments)
        return code, "".join(self._capsys.readouterr())


@contextmanager
def _own_logging() -> Iterator[None]:
    """What a command sets for its whole process, how it logs and what becomes of what nobody catches, is set back."""
    root = logging.getLogger()
    levels, handlers, level = _levels(), root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for logger in _levels():
            logger.setLevel(levels.get(logger, logging.NOTSET))
        sys.excepthook, threading.excepthook = hooks


def _levels() -> dict[logging.Logger, int]:
    named = logging.getLogger().manager.loggerDict.values()
    return {logger: logger.level for logger in named if isinstance(logger, logging.Logger)}

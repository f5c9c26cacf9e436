"""`python -m bot` as a process of its own, forked from one that has done the imports: it starts two seconds sooner.

That it starts from nothing, too, is tested where a start is what the test is about (`test_start.py`,
`test_terminal.py`).
"""

from __future__ import annotations

import asyncio
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

IMPORTED = ["bot.cli", "bot.running", "bot.terminal", "bot.checks.run", "alembic.command", "psycopg", __name__]


@cache
def _forking() -> ForkServerContext:
    context = get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


class OwnProcess:
    """One that was begun. `stdin`, `stdout` and `stderr` are file descriptors, which are closed here."""

    def __init__(
        self,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        stdin: int,
        stdout: int,
        stderr: int,
    ) -> None:
        streams = (stdin, stdout, stderr)
        self._process = _forking().Process(
            target=_bot, args=(arguments, folder, dict(environment), [*map(_Stream, streams)])
        )
        self._process.start()
        for each in {*streams}:
            os.close(each)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def signal(self, number: int) -> None:
        """Fails quietly when it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """The exit code, which is negative for one that a signal ended."""
        self._process.join()
        return self._process.exitcode or 0

    async def ended(self) -> int:
        """The same, while others go on."""
        is_told = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._process.sentinel, is_told.set)
        try:
            await is_told.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        return self.wait()


class _Stream:
    """A file descriptor that is handed on to the process that is begun."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, (DupFd(self._number),)


def _received(handed_on: Any) -> int:
    return int(handed_on.detach())


def _bot(arguments: Sequence[str], folder: Path, environment: Mapping[str, str], streams: Sequence[int]) -> None:
    """Becomes `python -m bot`, as far as it can tell."""
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115 (they stay open)
    sys.stderr = open(2, "w", 1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


async def stream_of(pipe: int) -> asyncio.StreamReader:
    """What comes out of a pipe, which is closed at its end."""
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(pipe, "rb"))
    return reader

"""`python -m bot` as a process of its own, forked from one that has done the imports: it starts two seconds sooner.

That it starts from nothing, too, is tested where a start is what the test is about (`test_start.py`,
`test_terminal.py`). Run as a program, this is the process that they are forked from: one for each that runs tests.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import runpy
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMPORTED = ("bot.cli", "bot.running", "bot.terminal", "bot.checks.run", "alembic.command", "psycopg")
WIDTH = 20  # of a number that is told


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
        told, tell = os.pipe()
        asked = json.dumps([arguments, str(folder), dict(environment)]).encode()
        forker = _forker()
        socket.send_fds(forker, [b"?"], [stdin, stdout, stderr, tell])
        forker.sendall(asked + b"\n")
        for each in {stdin, stdout, stderr, tell}:
            os.close(each)
        self._told = open(told, "rb", buffering=0)  # noqa: SIM115 (closed at its end)
        self.pid = int(self._told.read(WIDTH))

    def signal(self, number: int) -> None:
        """Fails quietly when it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """The exit code, which is negative for one that a signal ended."""
        with self._told:
            return os.waitstatus_to_exitcode(int(self._told.read(WIDTH)))

    async def ended(self) -> int:
        """The same, while others go on."""
        is_told = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._told, is_told.set)
        try:
            await is_told.wait()
        finally:
            loop.remove_reader(self._told)
        return self.wait()


async def stream_of(pipe: int) -> asyncio.StreamReader:
    """What comes out of a pipe, which is closed at its end."""
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(pipe, "rb"))
    return reader


@cache
def _forker() -> socket.socket:
    """Where to ask for one: the process that they are forked from, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    process = subprocess.Popen([sys.executable, "-m", "tests.own_process"], stdin=theirs, cwd=ROOT)
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def fork_whoever_is_asked_for(requests: socket.socket) -> None:
    """Until the other side is closed. It forks one that forks the bot, and tells its process id and how it ended."""
    for module in IMPORTED:
        import_module(module)
    gc.freeze()
    with requests.makefile("rb", buffering=0) as lines:
        while streams := socket.recv_fds(requests, 1, 4)[1]:
            asked = lines.readline()
            if not os.fork():
                requests.close()
                _keep(asked, streams)
            for each in streams:
                os.close(each)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _keep(asked: bytes, streams: list[int]) -> None:
    """Never returns."""
    *streams, tell = streams
    if bot := os.fork():
        for each in (*streams, 0, 1, 2):
            os.close(each)
        with suppress(BrokenPipeError):  # nobody waits for it
            os.write(tell, f"{bot:{WIDTH}}".encode())
            os.write(tell, f"{os.waitpid(bot, 0)[1]:{WIDTH}}".encode())
        os._exit(0)
    os.close(tell)
    for number, each in enumerate(streams):
        os.dup2(each, number)
        os.close(each)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
    arguments, folder, environment = json.loads(asked)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    fork_whoever_is_asked_for(socket.socket(fileno=os.dup(0)))

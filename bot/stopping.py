"""Waiting that ends at once when the process is told to stop, and how long what is under way then has."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Collection
from contextlib import suppress
from typing import TypeVar

from telegram.error import TelegramError

STOPPING = 7.0  # seconds that what is under way has when told to stop: after ten Docker kills
GIVING_UP = 1.0  # seconds that what is cancelled then has
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds between tries while Telegram cannot be reached

T = TypeVar("T")


class Stopped(Exception):
    """The process was told to stop before there was an answer."""


async def unless_stopped(stop: asyncio.Event, request: Awaitable[T]) -> T:
    """What a request is answered with. Raises Stopped, and what the request raises."""
    asking, stopping = asyncio.ensure_future(request), asyncio.ensure_future(stop.wait())
    await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if asking.done():
        return asking.result()
    asking.cancel()
    with suppress(asyncio.CancelledError, TelegramError):
        await asking
    raise Stopped


async def finish(tasks: Collection[asyncio.Task[None]], patience: float) -> None:
    """Gives what is under way so many seconds, and cancels what is late then."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=patience)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=GIVING_UP)


async def stops_within(stop: asyncio.Event, seconds: float) -> bool:
    """Waits that long, or until the stop; whether it came."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


def pause_after(failures: int) -> float:
    """The seconds to wait after so many failures in a row, from 1."""
    return PAUSES[min(failures, len(PAUSES)) - 1]

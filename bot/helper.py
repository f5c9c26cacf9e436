"""A second process that does a part of a long piece of work meanwhile: one process of Python uses one processor alone.

It is a copy of this one, so nothing need be handed over; and a copy of a process with several threads may wait for ever
for what another thread held when it was made. So there is one only where there is a single thread: at a start.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")


def is_possible() -> bool:
    """Whether this process may be copied, and there is another processor for the copy."""
    if sys.platform != "linux" or multiprocessing.current_process().daemon:
        return False
    return threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def meanwhile(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begins some work in a copy of this process. What is yielded waits for its result, which is pickled on its way.

    Where there is no copy, or it comes to nothing, for want of memory say, the work is done here then.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, sending), daemon=True)
    try:
        process.start()
    except OSError:
        yield work
        return
    sending.close()  # so that the end of the copy is the end of what it sends

    def result() -> T:
        try:
            found: T = receiving.recv()
        except (EOFError, OSError):
            return work()
        return found

    try:
        yield result
    finally:
        process.kill()
        process.join()
        receiving.close()


def _do(work: Callable[[], Any], sending: Connection) -> None:
    sending.send(work())

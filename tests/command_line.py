"""The operator's side: `python -m bot COMMAND`, run in this process."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.cli import main


class Operator:
    """`code, said = await operator("backup", "copy.db")`: the exit code, and all that was printed.

    `address` is that of the database, as another process in another folder would name it.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.address = f"sqlite:///{folder / 'bot.db'}"
        self._capsys = capsys

    async def __call__(self, *arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, arguments)
        return code, "".join(self._capsys.readouterr())

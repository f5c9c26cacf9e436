"""The exit code says what is known, also when nobody reads what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import pytest

from bot.cli import main, operating
from bot.cli.saying import CHECK_FAILED, DONE

UNKNOWN = "qqqxyzzy"


@contextmanager
def nobody_reading() -> Iterator[None]:
    """What is printed goes to a pipe that nobody reads."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w", encoding="utf-8") as stdout, redirect_stdout(stdout):
        yield


@pytest.mark.parametrize(("question", "code"), [("拍卖会", DONE), (UNKNOWN, CHECK_FAILED)])
def test_a_code_that_is_known_is_kept_when_nobody_reads(question: str, code: int) -> None:
    with nobody_reading():
        assert main(["search", question]) == code


def test_what_breaks_off_as_nobody_reads_has_not_said_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    def prints(_options: object) -> int:
        print("ok", flush=True)
        return DONE

    monkeypatch.setattr(operating, "check", prints)
    with nobody_reading():
        assert main(["check"]) == CHECK_FAILED


@pytest.mark.parametrize(("question", "code"), [("拍卖会", DONE), (UNKNOWN, CHECK_FAILED)])
def test_a_closed_output_changes_no_code(monkeypatch: pytest.MonkeyPatch, question: str, code: int) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["search", question]) == code

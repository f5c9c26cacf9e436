"""The curators' manual can be read in an editor, and in a diff: its prose is wrapped."""

from __future__ import annotations

import re
import unicodedata

from tests.conftest import ROOT

WIDEST = 120  # columns, as the code has them; a row of a table is one line, as a command is


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def test_the_prose_is_wrapped() -> None:
    manual = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
    lines = re.sub(r"```.*?```", "", manual, flags=re.DOTALL).splitlines()
    assert [line for line in lines if columns(line) > WIDEST and not line.startswith("|")] == []

"""The curators' manual can be read in an editor, and in a diff, for its prose is wrapped; it lists every qualifier."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

from bot.facts import Qualifier
from tests.conftest import ROOT

MANUAL = ROOT / "docs" / "curating.md"
WIDEST = 120  # columns, as the code has them; a row of a table is one line, as a command is


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def test_the_prose_is_wrapped() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    lines = re.sub(r"```.*?```", "", manual, flags=re.DOTALL).splitlines()
    assert [line for line in lines if columns(line) > WIDEST and not line.startswith("|")] == []


def test_every_qualifier_is_listed() -> None:
    _, _, told = MANUAL.read_text(encoding="utf-8").partition("`qualifiers` from ")
    assert told.partition(" (")[0].split() == list(get_args(Qualifier))

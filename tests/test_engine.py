"""The engine knows nothing of any one subject: no word of the first base stands in the code."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

FIRST_SUBJECT = re.compile(r"G60|科创走廊|松江|拍卖会")
CODE = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py"), ROOT / "bot/data/question_words.txt"])


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_word_of_the_first_base_stands_in(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not FIRST_SUBJECT.search(text)

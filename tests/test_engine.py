"""The engine knows nothing of any one subject: no word of the first base stands in the code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.curate.words import Dictionary, lists, needless
from bot.language import ENGLISH, LIGHT_WORDS, PASSING_WORDS, PLACES, QUESTION_WORDS, REGIONS, SYNONYMS, WORDS
from bot.text import key
from tests.conftest import ROOT

FIRST_SUBJECT = re.compile(r"G60|科创走廊|松江|拍卖会")
CODE = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py"), ROOT / "bot/data/question_words.txt"])
TAG = re.compile(r"</?(?:a|b|i|u|s|code|pre|blockquote)(?: [^<>]*)?>")
OUTSIDE_RENDER = [path for path in CODE if path.suffix == ".py" and not path.is_relative_to(ROOT / "bot/render")]


def having(what: re.Pattern[str], files: Iterable[Path]) -> list[Path]:
    return [file for file in files if what.search(file.read_text(encoding="utf-8"))]


def test_no_word_of_the_first_base_stands_in_the_code() -> None:
    assert CODE
    assert having(FIRST_SUBJECT, CODE) == []


def test_no_tag_stands_outside_render() -> None:
    assert OUTSIDE_RENDER
    assert having(TAG, OUTSIDE_RENDER) == []


def test_no_word_of_the_language_is_listed_twice() -> None:
    def listed(*tables: Traversable) -> list[str]:
        lines = (line for table in tables for line in table.read_text(encoding="utf-8").splitlines())
        return [key(word) for line in lines if not line.startswith("#") for word in line.split()]

    for tables in ((QUESTION_WORDS, LIGHT_WORDS), (REGIONS, PLACES)):
        assert [word for word, count in Counter(listed(*tables)).items() if count > 1] == []


def test_no_english_word_is_listed_twice_in_two_spellings() -> None:
    words = [line.partition("\t")[0] for line in ENGLISH.read_text(encoding="utf-8").splitlines()]
    assert [word for word, count in Counter(map(key, words)).items() if count > 1] == []


def test_no_group_of_synonyms_is_inside_another_one() -> None:
    lines = SYNONYMS.read_text(encoding="utf-8").splitlines()
    groups = [frozenset(line.split(" ")) for line in lines if not line.startswith("#")]
    assert [one for one in groups if any(one < other for other in groups)] == []


def test_the_word_lists_are_those_that_are_made_and_nothing_is_listed_by_hand_in_vain() -> None:
    dictionary = Dictionary.opened()
    stored = [table.read_text(encoding="utf-8").splitlines() for table in (WORDS, PLACES, PASSING_WORDS)]
    assert list(lists(dictionary)) == stored
    assert needless(dictionary) == []

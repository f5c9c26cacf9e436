"""Patterns of many ways to ask, script by script: a question in Chinese alone is asked in no English word.

Most of what such a pattern costs are the ways in the other script, which are tried at every place: a search for words
that begin with certain characters passes over all others at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")
_HAN, _LATIN = re.compile("[一-鿿]"), re.compile("[a-z]")

# Patterns with what each stands for, by whether a text has Chinese characters and whether it has Latin letters.
ByScript = Mapping[tuple[bool, bool], tuple[tuple[T, re.Pattern[str]], ...]]


def by_script(patterns: Iterable[tuple[T, str]]) -> ByScript[T]:
    """Patterns of which each way is Chinese or English: it needs a character or letter of its script to be found."""
    every = list(patterns)
    in_han = [(kind, _joined(way for way in _ways(pattern) if _HAN.search(way))) for kind, pattern in every]
    others = [(kind, _joined(way for way in _ways(pattern) if not _HAN.search(way))) for kind, pattern in every]
    chosen = {(True, True): every, (True, False): in_han, (False, True): others, (False, False): every}
    return {
        script: tuple((kind, re.compile(pattern)) for kind, pattern in those if pattern)
        for script, those in chosen.items()
    }


def script_of(text: str) -> tuple[bool, bool]:
    """Whether a text in lower case has Chinese characters, and Latin letters."""
    return _HAN.search(text) is not None, _LATIN.search(text) is not None


def _joined(ways: Iterable[str]) -> str:
    return "|".join(ways)


def _ways(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern, those inside of groups aside."""
    start = depth = 0
    in_class = False
    characters = enumerate(pattern)
    for at, character in characters:
        if character == "\\":
            next(characters)
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
    yield pattern[start:]

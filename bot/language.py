"""The words of the language, of no base: those that only ask, the ordinary ones, what can stand for what, places."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources.abc import Traversable

from bot.characters import DATA
from bot.text import key

QUESTION_WORDS = DATA / "question_words.txt"
LIGHT_WORDS = DATA / "light_words.txt"
PASSING_WORDS = DATA / "passing_words.txt"
WORDS = DATA / "words.txt"
NEWER_WORDS = DATA / "newer_words.txt"
SYNONYMS = DATA / "synonyms.txt"
ENGLISH = DATA / "english.tsv"
REGIONS = DATA / "regions.txt"
PLACES = DATA / "places.txt"
_NO_PINYIN = re.compile(
    r"\b(?:who|what|when|where|which|why|how|is|are|was|were|did|does|has|have|the|of|and)\b", re.IGNORECASE
)


def is_english(text: str) -> bool:
    """Whether a text is English, and no pinyin, by one of its commonest words."""
    return text.isascii() and _NO_PINYIN.search(text) is not None


@cache
def question_words() -> frozenset[str]:
    """Words that only ask, of the language and not of a base."""
    return _listed(QUESTION_WORDS)


@cache
def light_words() -> frozenset[str]:
    """Words that say little of what is asked about."""
    return _listed(LIGHT_WORDS)


@cache
def passing_words() -> frozenset[str]:
    """Verbs, adverbs, amounts: what a longer question says in words of its own; made by `bot.curate.words`."""
    return _listed(PASSING_WORDS)


@cache
def common_characters() -> frozenset[str]:
    """The characters of the ordinary words and of the names of places."""
    return frozenset("".join(ordinary_words()) + "".join(place_names()))


@cache
def ordinary_words() -> frozenset[str]:
    """The ordinary words of the language, of two to four characters; made by `bot.curate.words`."""
    return frozenset(line.partition(" ")[0] for line in WORDS.read_text(encoding="utf-8").splitlines())


def newer_words() -> frozenset[str]:
    """Words in use that the dictionary of the ordinary ones does not have yet."""
    return _listed(NEWER_WORDS)


ONE_WAY = " > "  # what is asked by the words before it may be told by those behind it, and not the other way


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Words, Chinese and English, with what else may stand for them in a question."""
    found: dict[str, list[str]] = {}
    for line in SYNONYMS.read_text(encoding="utf-8").splitlines():
        group, _, told = ("", "", "") if line.startswith("#") else line.partition(ONE_WAY)
        others = [*group.split(), *told.split()]
        for word in group.split():
            found.setdefault(word, []).extend(other for other in others if other != word)
    for line in ENGLISH.read_text(encoding="utf-8").splitlines():
        word, *chinese = line.split("\t")
        if chinese:
            found.setdefault(word, []).extend(chinese)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@cache
def stand_ins() -> dict[str, tuple[str, ...]]:
    """The same by the spelling of the words, in which credit and credits are one."""
    found: dict[str, list[str]] = {}
    for word, others in synonyms().items():
        found.setdefault(key(word), []).extend(others)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@cache
def place_names() -> frozenset[str]:
    """Names of places of the world; cities and counties are made by `bot.curate.words`."""
    return _listed(PLACES) | _listed(REGIONS)


def _listed(table: Traversable) -> frozenset[str]:
    """The words of a file, without its remarks."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

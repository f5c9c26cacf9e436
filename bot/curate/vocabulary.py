"""The words that a base's facts use: what a question in pinyin, or with a wrong character, may have meant.

jieba works for the curators, on the project's own word list, and never while somebody in a chat waits.
"""

from __future__ import annotations

import logging
import tempfile
from functools import cache

import jieba

from bot.facts import Base, Vocabulary
from bot.language import WORDS
from bot.text import key, tokens

SHORTEST = 2  # characters of a word that can be misspelt and still be known


def vocabulary(base: Base) -> Vocabulary:
    """The words of that base's facts, its names excepted, which the base has already."""
    names = _names(base)
    cutter = _tokenizer_with(names)
    texts = [text for fact in base.facts for text in (fact.title, fact.statement, *fact.keywords)]
    words = {word for text in texts for word in cutter.cut(key(text)) if _is_word(word)}
    return Vocabulary(words=tuple(sorted(words - names)))


def _names(base: Base) -> set[str]:
    """The Chinese names of the base: places, topics, indicators, keywords."""
    named = [place.names for place in base.places] + [topic.names for topic in base.topics]
    named += [indicator.names for indicator in base.indicators] + [fact.keywords for fact in base.facts]
    return {name for name in (key(text) for names in named for text in names) if _is_word(name)}


def _is_word(text: str) -> bool:
    return len(text) >= SHORTEST and all(token.kind == "han" for token in tokens(text))


@cache
def tokenizer() -> jieba.Tokenizer:
    """A tokenizer of our own, read once: quiet, and with its cache file in a folder that nobody else writes to.

    No word is added to it: it is everybody's.
    """
    jieba.setLogLevel(logging.WARNING)
    made = jieba.Tokenizer(dictionary=str(WORDS))
    with tempfile.TemporaryDirectory() as private:
        made.tmp_dir = private
        made.initialize()
    return made


def _tokenizer_with(names: set[str]) -> jieba.Tokenizer:
    made, read = jieba.Tokenizer(dictionary=str(WORDS)), tokenizer()
    made.FREQ, made.total, made.initialized = dict(read.FREQ), read.total, True
    for name in sorted(names):
        made.add_word(name)
    return made

"""Whether a message states something, and asks for nothing; and what only leads to that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.search import Quote, cut
from bot.services import Services

_KEYWORDS = re.compile("(?<=[一-鿿]) +(?=[0-9一-鿿])")  # with spaces between, words are looked for and state nothing
STOPS = "。.!！;； "  # at the end of what is stated
# What asks for something, and is no word of a statement: 几个月前, 如何协同, 任何.
_ASKS = re.compile("多少|哪|谁|什么|啥|几(?:[个家项条]?$|[家项条])|[?？]|还是|有没有(?!问题)")
_AMOUNT_OF = re.compile("[0-9][0-9./]*[百千万亿余多%]*[一-鿿]{1,8}[.。!]?")
# What a report puts before what it tells, and nobody insists on: 目前已, 此次有, 先后, 截至目前. When it was is told.
_FILLERS = re.compile(
    "^(?:据悉|日前|近日|并且?|而且?|同时|其中|此外|另外|截[至止](?:目前|当前))[,，]?"
    "|(?:目前|当前|如今)(?:已经?)?(?=[一-鿿0-9])|已经?(?=[有达成建投聚集授发促形累超突])|先后(?=[一-鿿])|此次(?=[有共])"
)


def are_keywords(words: str) -> bool:
    """Whether words stand there with spaces between, or are an amount and what that counts: 16个城市."""
    asked = cut(words)
    return _KEYWORDS.search(asked.strip(STOPS)) is not None or _AMOUNT_OF.fullmatch(asked) is not None


def quotes_in(words: str, services: Services) -> Sequence[Quote]:
    """What a message that states something quotes of the sources; nothing of one that asks, or looks for words."""
    is_statement = not (_ASKS.search(words) or are_keywords(words))
    return services.search.quoted(words) if is_statement else ()


def without_fillers(text: str) -> str:
    """What is stated, without what only leads to it."""
    return _FILLERS.sub("", text).strip() or text

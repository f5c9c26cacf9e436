"""Which sources words name: by title, by short name, or by who published them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.facts import Source
from bot.text import key

SHORTEST_PUBLISHER = 3  # characters, of a publisher that stands beside another: 甲社（转载《乙日报》）
_BRACKETS = re.compile("[（）()《》、，,]+")
_WHAT_IT_PRINTS = re.compile(r"的?(?:报道|文章|新闻|消息|资料)[?？。]?\s*$")


def sources_called(words: str, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of which the words are the title, the short name or the publisher, and nothing more."""
    wanted = {key(words), key(_WHAT_IT_PRINTS.sub("", words))} - {""}
    return tuple(source for source in sources if wanted.intersection(map(key, _names_of(source))))


def _names_of(source: Source) -> Iterator[str]:
    yield from (source.title, source.short)
    if source.publisher is not None:
        yield source.publisher
        yield from (part for part in _BRACKETS.split(source.publisher) if len(part) >= SHORTEST_PUBLISHER)

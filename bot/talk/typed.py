"""What is typed in Latin letters to go on from an answer (na wuhu ne, 2019 nian ne, laiyuan), as it is said."""

from __future__ import annotations

import re

# The words that have no subject of their own: what names a thing is read by the search.
_SAID = {
    "laiyuan": "来源",
    "chuchu": "出处",
    "yuanwen": "原文",
    "qushi": "趋势",
    "gengduo": "更多",
    "weishenme": "为什么",
    "shangyinian": "上一年",
    "xianzai": "现在",
    "zuixin": "最新",
}
_OF_ANOTHER = re.compile(
    "(?:na(?: ?me)? )?(?P<what>[a-z0-9](?:[a-z0-9 ]{0,30}?[a-z0-9])?)(?P<ends> ne)?[?.!\\s]*", re.IGNORECASE
)
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2}) ?nian(?![a-z])", re.IGNORECASE)


def as_said(words: str) -> str:
    """A follow-up that is typed in Latin letters, in characters as far as it goes on (na wuhu ne: 那wuhu呢)."""
    found = _OF_ANOTHER.fullmatch(words.strip())
    if found is None:
        return words
    if said := _SAID.get(found["what"].replace(" ", "").lower()):
        return said
    what = _YEAR.sub("\\1年", found["what"])
    return f"那{what}呢" if found["ends"] or _YEAR.fullmatch(found["what"]) else words

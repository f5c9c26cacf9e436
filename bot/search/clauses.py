"""A message cut where it is punctuated: 联盟有16个吗？飞地：湖州6个，金华2个 has two sentences and four clauses.

Only this module knows the marks. What is cut is in its normal form, in which marks are narrow.
"""

from __future__ import annotations

import re

_SENTENCE_ENDS = "。;?!"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_CLAUSE_END = re.compile(f"[{_SENTENCE_ENDS},:]")
_CLAUSE_END_BUT_A_HEAD_S = re.compile(f"[{_SENTENCE_ENDS},]")


def sentences(words: str) -> list[str]:
    """The sentences of words, each of which may have several clauses: what goes before it does not hold for it."""
    return _cut(_SENTENCE_END, words)


def clauses(words: str, *, with_heads: bool = False) -> list[str]:
    """The clauses of words, without the marks and spaces between them.

    `with_heads`: whether what stands before a colon belongs to the clause behind it (湖州：高企多少).
    """
    return _cut(_CLAUSE_END_BUT_A_HEAD_S if with_heads else _CLAUSE_END, words)


def has_clauses(words: str) -> bool:
    """Whether a clause ends in words, heads aside."""
    return _CLAUSE_END_BUT_A_HEAD_S.search(words) is not None


def _cut(end: re.Pattern[str], words: str) -> list[str]:
    return [part.strip() for part in end.split(words) if part.strip()]

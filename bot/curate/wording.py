"""Whether a statement is in the curator's own words: long runs of a newspaper's sentences are not ours to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue import Catalogue
from bot.curate.moments import dates
from bot.curate.texts import form_of
from bot.facts import Fact

# Characters in a row as the text has them, without names, titles, times and punctuation. A curator aims at 15; a name
# that the base does not know brought statements of our own to 16.
MOST_COPIED = 18
_TITLES = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’")
_SHORTEST_NAME = 4


def copied(fact: Fact, form: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The longest run of a statement that the text has word for word, if it is too long."""
    statement = form_of(fact.statement)
    counts = _counting(statement, _names(fact, catalogue))
    longest, most, end = "", MOST_COPIED, 0
    for start in range(len(statement)):
        end = max(end, start)
        while end < len(statement) and statement[end] != "、" and statement[start : end + 1] in form:
            end += 1
        if (count := sum(counts[start:end])) > most:
            longest, most = statement[start:end], count
    if longest:
        yield "statement", f"{longest!r} is the text's own wording; say it in other words"


def _counting(statement: str, names: Iterator[str]) -> list[bool]:
    """Of each character whether it is of the wording: no punctuation, name, title or time."""
    counts = [character.isalnum() for character in statement]
    found = [*_TITLES.finditer(statement), *dates(statement)]
    found += [each for name in names for each in re.finditer(re.escape(name), statement)]
    for start, end in (each.span() for each in found):
        counts[start:end] = [False] * (end - start)
    return counts


def _names(fact: Fact, catalogue: Catalogue) -> Iterator[str]:
    names = [catalogue.about.name, fact.title, *fact.keywords, *fact.speaker_texts]
    names += [name for place in catalogue.places for name in place.names]
    return (form_of(name) for name in names if len(name) >= _SHORTEST_NAME)

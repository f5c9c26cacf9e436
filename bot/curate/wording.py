"""Whether a statement is in the curator's own words, and what it quotes in the text's.

Long runs of a newspaper's sentences are not ours to publish, and what stands in “” or 《》 must be what it prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalogue import Catalogue
from bot.curate.moments import dates
from bot.curate.texts import SourceText, form_of
from bot.facts import Fact

# Characters in a row as the text has them, without names, titles, times and punctuation. A curator aims at 15; a name
# that the base does not know brought statements of our own to 16.
MOST_COPIED = 18
_TITLES = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’")
_QUOTED = re.compile("“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|《([^《》]*)》")
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


def not_quoted(fact: Fact, text: SourceText, corrected: SourceText | None) -> Iterator[tuple[str, str]]:
    """Quotations and titles that the text does not print, with or without marks, nor the one that it corrects."""
    forms = [each.form for each in (text, corrected) if each]
    for field, told in (("title", fact.title), ("statement", fact.statement)):
        for found in _QUOTED.finditer(form_of(told)):
            if not any("".join(filter(None, found.groups())) in form for form in forms):
                yield field, f"{found.group()} does not stand in {text.file}; quote what it prints, or leave it out"


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

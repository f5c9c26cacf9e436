"""What a source's text holds and no fact touches: every number, every quoted name, every title in book-title marks.

A number is touched where an anchor of a fact stands over it; a name also where it is in a fact's own words. What is
left and is truly noise is written into the source's record, with a reason each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.curate.texts import SourceText, form_of, occurrences, unknown_texts
from bot.facts import Fact, Problem, Source

_NUMBER = re.compile(r"(?<![A-Za-z0-9])\d+(?:[.,:/]\d+)*%?")  # not the 7 of A7
_NAME = re.compile(r"《[^《》]{2,60}》|“[^“”]{2,30}”|‘[^‘’]{2,30}’")


@dataclass(frozen=True, slots=True)
class Gap:
    """A number or name of a text that no fact touches."""

    text: SourceText
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.text.file}:{self.text.line(self.start)}: {self.text.around(self.start, self.end)}"


def gaps(catalogue: Catalogue, texts: Mapping[str, SourceText]) -> list[Gap]:
    """What no fact touches and no record explains, in the order of the texts."""
    return [gap for sha256, text in texts.items() for gap in _gaps_of(catalogue, _sources(catalogue, sha256), text)]


def texts_of(catalogue: Catalogue, texts: Mapping[str, SourceText], only: str) -> Mapping[str, SourceText]:
    """The text of one source alone, in which other sources may stand, too."""
    wanted = {source.sha256 for source in catalogue.sources if source.id == only}
    return {sha256: text for sha256, text in texts.items() if sha256 in wanted}


def texts_missing(catalogue: Catalogue, texts: Mapping[str, SourceText], only: str | None) -> list[Problem]:
    """The sources of which the text is not there: nothing of it can be said to be touched. `only`: one source's id."""
    what = f"no file has this SHA-256, so what it holds is not known{unknown_texts(catalogue, texts)}"
    return [
        Problem(f"{source.id}.yaml: source", "sha256", what)
        for source in catalogue.sources
        if source.sha256 not in texts and only in (None, source.id)
    ]


def unused_noise(catalogue: Catalogue, texts: Mapping[str, SourceText]) -> list[Problem]:
    """Accepted noise that stands in no text any more, so that the list of it stays true."""
    return [
        Problem(f"{source.id}.yaml: source", "noise", f"{noise.text!r} does not stand in the text; take it out")
        for source in catalogue.sources
        if (text := texts.get(source.sha256)) is not None
        for noise in source.noise
        if form_of(noise.text) not in text.form
    ]


def _sources(catalogue: Catalogue, sha256: str) -> Sequence[Source]:
    """The sources of one text; a newspaper page may hold two articles."""
    return [source for source in catalogue.sources if source.sha256 == sha256]


def _gaps_of(catalogue: Catalogue, sources: Sequence[Source], text: SourceText) -> Iterator[Gap]:
    facts = [fact for source in sources for fact in catalogue.of_source(source.id)]
    touched = _touched(text, [anchor for fact in facts for anchor in fact.evidence])
    explained = _touched(text, [noise.text for source in sources for noise in source.noise])
    told = "|".join(_own_words(fact) for fact in facts)
    numbers = (found.span() for found in _NUMBER.finditer(text.form))
    yield from _whole_dates(Gap(text, s, e) for s, e in numbers if not any(touched[s:e]) and not any(explained[s:e]))
    for found in _NAME.finditer(text.form):
        name = found.group()[1:-1]
        inside = slice(found.start() + 1, found.end() - 1)
        if name not in told and not any(touched[inside]) and not any(explained[inside]):
            yield Gap(text, *found.span())


def _whole_dates(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """The gaps, with the numbers of one date in one: 2020年7月27."""
    last: Gap | None = None
    for gap in gaps:
        if last and gap.start == last.end + 1 and gap.text.form[last.end] in "年月":
            last = Gap(gap.text, last.start, gap.end)
            continue
        if last:
            yield last
        last = gap
    if last:
        yield last


def _touched(text: SourceText, wanted: Sequence[str]) -> list[bool]:
    """For each character of the form whether one of the texts stands over it."""
    touched = [False] * len(text.form)
    for each in wanted:
        for start, end in occurrences(text.form, form_of(each)):
            touched[start:end] = [True] * (end - start)
    return touched


def _own_words(fact: Fact) -> str:
    return form_of("|".join([fact.title, fact.statement, *fact.keywords]))

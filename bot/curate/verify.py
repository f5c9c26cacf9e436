"""Proves facts against the texts that they were drawn from, and reports what it could not prove.

A fact is proven when
- all its anchors stand in the text of its source, near each other;
- every figure is printed in an anchor;
- no figure lacks the scale (万, 亿) or a qualifier with which the text prints it there;
- every place is named near the anchors, so that a figure cannot wander to another city;
- its times are those that its statement and the text near the anchors tell, and its speaker is named in the text;
- every number of its statement is one of its figures, dates or names, what it quotes is printed in the text, and the
  statement is no copy of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import jieba

from bot.catalogue import Catalogue
from bot.curate.as_printed import unlike
from bot.curate.compared import NOT_NAMED, ONLY_COMPARED, ONLY_IN_A_NAME, is_only_compared, only_in
from bot.curate.numbers import forms, printed
from bot.curate.offices import offices_not_in_the_text
from bot.curate.texts import SourceText, form_of, occurrences, unknown_texts
from bot.curate.times import not_in_the_statement, not_in_the_text
from bot.curate.vocabulary import tokenizer
from bot.curate.wording import copied, not_quoted
from bot.facts import Fact, Problem
from bot.logs import counted

NEAR = 160  # characters without white space in which all anchors of a fact stand: two or three newspaper sentences
MOST_COMBINATIONS = 20_000  # of places where anchors stand; an anchor that stands everywhere proves nothing anyway
_SENTENCE_ENDS = "。！？\n"
_REMARK = re.compile(r"（[^（）]*）|\([^()]*\)")
_NAMES = re.compile(r"《[^》]*》|“[^”]*”|[A-Za-z]+[0-9+A-Za-z]*")


def verify(catalogue: Catalogue, texts: Mapping[str, SourceText], only: str | None) -> list[Problem]:
    """What could not be proven, in the order of the facts, of one source only when it is named.

    A source whose text is missing is reported once.
    """
    found: list[Problem] = []
    cutter = tokenizer()
    for source in catalogue.sources:
        if only not in (None, source.id):
            continue
        facts = catalogue.of_source(source.id)
        if (text := texts.get(source.sha256)) is None:
            what = f"no file has this SHA-256, so its {counted(len(facts), 'fact is', 'facts are')} not proven"
            what += unknown_texts(catalogue, texts)
            found.append(Problem(f"{source.id}.yaml: source", "sha256", what))
        for fact in facts:
            where, doubts = f"{source.id}.yaml: fact {fact.id}", [*_doubts(fact, text, catalogue, cutter)]
            if text:
                older = catalogue.errata.corrected_by(fact)
                doubts += not_quoted(fact, text, texts.get(catalogue.source_of(older).sha256) if older else None)
            found += [Problem(where, field, what) for field, what in doubts]
    return found


def _doubts(
    fact: Fact, text: SourceText | None, catalogue: Catalogue, cutter: jieba.Tokenizer
) -> Iterator[tuple[str, str]]:
    published = catalogue.source_of(fact).published
    yield from _numbers_of_the_statement(fact, catalogue)
    times = dict(not_in_the_statement(fact, published))
    yield from times.items()
    if (older := catalogue.errata.corrected_by(fact)) and older.when.overlaps(fact.when):
        times["as_of"] = times["date"] = ""  # what it corrects is of that time, which the older text has told
    yield from _figures_without_anchor(fact, text)
    if text is None:
        return
    yield from _speaker_not_named(fact, text)
    yield from offices_not_in_the_text(fact, text.form)
    yield from copied(fact, text.form, catalogue)
    span = None
    missing = [anchor for anchor in fact.evidence if not any(occurrences(text.form, form_of(anchor)))]
    if missing:
        yield "evidence", f"{missing[0]!r} does not stand in {text.file}"
    elif (span := _smallest_span(fact.evidence, text.form)) is None or span[1] - span[0] > NEAR:
        apart = f"{span[1] - span[0]} characters apart" if span else "in too many places"
        yield "evidence", f"the anchors stand {apart} in {text.file}; {NEAR} is near enough"
    else:
        near = _sentences(text.form, span)
        yield from unlike(fact, near, catalogue.indicators, cutter)
        yield from _places_not_named(fact, near, catalogue)
        in_the_text = not_in_the_text(fact, near, text.form, published, cutter)
        yield from ((field, what) for field, what in in_the_text if field not in times)


def _smallest_span(anchors: Sequence[str], form: str) -> tuple[int, int] | None:
    """The smallest stretch of a form that has all anchors; None when there are too many ways to choose it."""
    places = [list(occurrences(form, form_of(anchor))) for anchor in anchors]
    ways = 1
    for each in places:
        ways *= len(each)
    if ways > MOST_COMBINATIONS:
        return None
    spans = ((min(s for s, _ in way), max(e for _, e in way)) for way in product(*places))
    return min(spans, key=lambda span: span[1] - span[0])


def _figures_without_anchor(fact: Fact, text: SourceText | None) -> Iterator[tuple[str, str]]:
    anchors = [form_of(anchor) for anchor in fact.evidence]
    for position, figure in enumerate(fact.figures):
        wanted = [form_of(form) for form in forms(figure.value)]
        if any(_is_printed(form, anchor) for form in wanted for anchor in anchors):
            continue
        if text is None or any(_is_printed(form, text.form) for form in wanted):
            what = "in no anchor; add one as the text prints it"
        else:
            what = f"in no anchor, nor elsewhere in {text.file}; write the number that the text prints"
        yield f"figures[{position}]", f"{figure.value} is printed {what}"


def _is_printed(wanted: str, form: str) -> bool:
    return any(occurrences(form, wanted))


def _speaker_not_named(fact: Fact, text: SourceText) -> Iterator[tuple[str, str]]:
    """A speaker whose name, without what is added in brackets, the text does not print."""
    name = _REMARK.sub("", fact.speaker)
    if form_of(name) not in text.form:
        yield "said_by", f"{name} does not stand in {text.file}; write the name as it is printed there"


def _places_not_named(fact: Fact, near: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Places, the subject and countries excepted, that the anchors' sentences do not name, or only compare with."""
    for place_id in fact.places:
        place = catalogue.place(place_id)
        if place is None or place_id == catalogue.about.subject:
            continue  # a newspaper need not name its subject in every sentence, nor its country
        within = catalogue.within(place_id) if place.kind != "country" else {place_id}
        names = {inner: [form_of(name) for name in p.names] for inner in within if (p := catalogue.place(inner))}
        own = [name for inner in within if inner == place_id or inner not in fact.places for name in names[inner]]
        if is_only_compared(own, near):
            yield "places", ONLY_COMPARED.format(place.name)
        elif place.kind != "country" and (house := only_in(own, near)):
            yield "places", ONLY_IN_A_NAME.format(place.name, house)
        elif place.kind != "country" and not any(name in near for each in names.values() for name in each):
            yield "places", NOT_NAMED.format(place.name)


def _sentences(form: str, span: tuple[int, int]) -> str:
    """The whole sentences that a span touches."""
    start = max(form.rfind(mark, 0, span[0]) for mark in _SENTENCE_ENDS) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := form.find(mark, span[1])) >= 0]
    return form[start : min(ends, default=len(form))]


def _numbers_of_the_statement(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    source = catalogue.source_of(fact)
    known = {form for figure in fact.figures for form in forms(figure.value)}
    for moment in (fact.date, fact.as_of, fact.due, source.published, *(figure.as_of for figure in fact.figures)):
        known |= {str(int(part)) for part in re.findall(r"\d+", moment.text)} if moment else set()
    names = [fact.title, *fact.keywords, *_NAMES.findall(fact.statement), *fact.speaker_texts]
    names += [text for figure in fact.figures for text in (figure.label or "", catalogue.basis_of(figure))]
    known |= {number for name in names for number in re.findall(r"\d+(?:\.\d+)?", name)}
    for number in printed(fact.statement):
        if number not in known and number.split("/")[0] not in known:
            yield "statement", f"the number {number} is none of the fact's figures, dates or names"

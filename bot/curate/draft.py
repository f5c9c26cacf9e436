"""Proposes a seed file for a new article. It writes no statement: wording is the curator's.

Each candidate has its figures, its time, places and topics by the base's own names, its anchors, and in comments where
the passage stands, what the base knows already, and what differs from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import jieba

from bot.catalogue import Catalogue
from bot.curate.compared import is_only_compared, only_in
from bot.curate.directions import directions
from bot.curate.passages import Passage, Printed, passages
from bot.curate.texts import SourceText, continues_a_number, form_of
from bot.curate.vocabulary import tokenizer
from bot.dates import Precision
from bot.facts import Fact, Figure, Indicator, Place
from bot.render.words import date_text, figure_text
from bot.text import in_ones, key, scale_and_unit
from bot.verbs import BEGUN, BUILT, FOUNDED, HELD, OPENED, SIGNED

MASK = "|"
MOST_FIGURES = 4  # a fact with more is several
_COUNTS = frozenset({"数量", "总数", "个数", "比重", "占比"})
_IN_DATES = frozenset("年月日")
LEAST_ANCHORS = 2
_HAPPENS = re.compile(f"{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|{HELD}|{SIGNED}|印发|公布|发布|获批|开幕")
_AS_OF = re.compile("截至|截止|[至到](?=\\d+[年月日])|以来")


def draft(text: SourceText, source_id: str, published: date, catalogue: Catalogue, schema: str) -> str:
    """The text of a seed file, in YAML; `schema`: where its schema is, seen from that file."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        "# A draft: write every title and statement in your own words, settle kinds and ids, delete what is no fact.",
        *([] if catalogue.facts else ["# This base has no facts yet: what is known already is not said."]),
        "source:",
        f"  id: {source_id}",
        '  title: ""',
        '  short: ""',
        f"  published: {published.isoformat()}",
        '  published_note: ""',
        f"  sha256: {text.sha256}",
        "",
        "facts:",
    ]
    cutter = tokenizer()
    measures = [(indicator, _words(indicator, cutter)) for indicator in catalogue.indicators.values()]
    units = {form_of(scale_and_unit(indicator.unit)[1]) for indicator in catalogue.indicators.values()} - {"", "%"}
    number = 0
    for passage in passages(text, published, cutter, units):
        measured = [each for each, names in measures if any(_stand_in(words, passage.whole) for words in names)]
        places = _places(passage, catalogue)
        for part, of in _each_of_its_place(passage, places) or [(passage, places)]:
            number += 1
            lines += _candidate(number, part, of, source_id, published, catalogue, measured)
    return "\n".join(lines) + "\n"


def _words(indicator: Indicator, cutter: jieba.Tokenizer) -> list[list[str]]:
    """The words of each of its names, without those that only count: 高新技术企业数 is 高新技术 and 企业."""
    cut = ((key(word) for word in cutter.cut(name, HMM=False)) for name in indicator.names)
    return [[word for word in words if len(word) > 1 and word not in _COUNTS] for words in cut]


def _stand_in(words: list[str], passage: str) -> bool:
    wanted = key(passage)
    return bool(words) and all(word in wanted for word in words)


def _candidate(
    number: int,
    passage: Passage,
    places: Sequence[Place],
    source_id: str,
    published: date,
    catalogue: Catalogue,
    measured: Sequence[Indicator],
) -> Iterator[str]:
    wanted = key(passage.whole)
    topics = [t.id for t in catalogue.topics if any(key(name) in wanted for name in t.names if len(key(name)) > 1)]
    kind = "plan" if passage.due else "event" if _happened(passage) or not passage.figures else "figure"
    yield f"  # line {passage.line}, {len(passage.text)} characters; begins “{passage.text[:8]}”"
    yield from (f"  # {remark}" for remark in _remarks(passage, places, catalogue, measured))
    yield f"  - id: {source_id[:30]}-{number:03d}"
    yield '    title: ""'
    yield '    statement: ""'
    yield f"    kind: {kind}"
    yield f"    places: [{', '.join(place.id for place in places) or catalogue.about.subject}]"
    yield f"    topics: [{', '.join(topics[:3])}]"
    yield from _times(passage, kind, published)
    if passage.figures:
        yield "    figures:"
        yield from (_figure(figure) for figure in passage.figures[:MOST_FIGURES])
    names = [place.name for place in places if place.name in passage.whole]
    anchors = [figure.anchor for figure in passage.figures[:MOST_FIGURES]] + names[:2]
    anchors += [_beginning(passage.text)] if len(anchors) < LEAST_ANCHORS else []
    yield f"    evidence: [{', '.join(json.dumps(anchor, ensure_ascii=False) for anchor in anchors)}]"
    yield ""


def _happened(passage: Passage) -> bool:
    """Whether it tells what happened on a day, which a figure (全长55公里) only adds to."""
    is_of_a_day = passage.when is not None and passage.when.precision is Precision.DAY
    return is_of_a_day and _HAPPENS.search(passage.text) is not None and _AS_OF.search(passage.text) is None


def _places(passage: Passage, catalogue: Catalogue) -> Sequence[Place]:
    form = passage.before + passage.text[passage.dateline :]
    found = [place for place in catalogue.every_place if _is_named(place, form)]
    named = [place for place in found if _is_named(place, _without_others(form, place, catalogue))]
    subject = catalogue.place(catalogue.about.subject)
    if subject and subject not in named and any(key(word) in key(form) for word in catalogue.about.subject_words):
        return [subject, *named]
    return named


def _without_others(form: str, place: Place, catalogue: Catalogue) -> str:
    """A form without longer names that have the place's own, and without it right before a place in it.

    粤港 in 粤港创新带 is that belt's, and 安徽省芜湖市 is 芜湖.
    """
    own, inside = _names(place), catalogue.within(place.id) - {place.id}
    others = [(other.id, form_of(name)) for other in catalogue.every_place for name in other.names if other != place]
    longer = [name for _, name in others if any(each in name for each in own) and name not in own]
    inner = [name for other, name in others if other in inside]
    for name in sorted(longer, key=len, reverse=True):
        form = form.replace(name, MASK)
    around = f"(?:{_any_of(own)})(?={_any_of(inner)})" if inner else ""
    return re.sub(around, MASK, form) if around else form


def _any_of(names: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _each_of_its_place(passage: Passage, places: Sequence[Place]) -> Sequence[tuple[Passage, Sequence[Place]]]:
    """The passage once for each of its places, with the figures behind its name; empty where one place has none.

    A fact is of one place where there is a figure for each: 海口2470亿元，三亚1004亿元.
    """
    ends = [(end, place.id) for place in places for name in place.names for end in _ends(form_of(name), passage.text)]
    of: dict[str, list[Printed]] = {}
    at = 0
    for figure in passage.figures:
        at = passage.text.index(figure.anchor, at) + len(figure.anchor)
        _, place_id = max((each for each in ends if each[0] < at), default=(0, ""))
        of.setdefault(place_id, []).append(figure)
    by_id = {place.id: place for place in places}
    if len(places) < 2 or of.keys() != by_id.keys():
        return []
    return [(replace(passage, figures=tuple(figures)), [by_id[each]]) for each, figures in of.items()]


def _ends(name: str, text: str) -> Iterator[int]:
    return (found.end() for found in re.finditer(re.escape(name), text) if name)


def _is_named(place: Place, form: str) -> bool:
    """Whether a form names a place, and not only to compare with it (占全国比重), or in another name (中山大学)."""
    names = _names(place)
    is_apart = not is_only_compared(names, form) and not only_in(names, form)
    return any(key(name) in key(form) for name in names) and is_apart


def _names(place: Place) -> list[str]:
    """What a place is called in more than one character, as forms have it."""
    return [form_of(name) for name in place.names if len(key(name)) > 1]


def _beginning(text: str) -> str:
    """A few characters of a text that can stand as an anchor: no number is cut, nor a date before its 日."""
    ends = range(min(8, len(text)), len(text) + 1)
    whole = (end for end in ends if not continues_a_number(text, end - 1, end) and text[end : end + 1] not in _IN_DATES)
    return text[: next(whole)]


def _times(passage: Passage, kind: str, published: date) -> Iterator[str]:
    if kind == "plan":
        told = passage.when if passage.when and passage.when.first <= published else None
        yield f"    as_of: {told.text if told else published.isoformat()}"
        yield f"    due: {passage.due.text if passage.due else ''}"
    else:
        field = "date" if kind == "event" else "as_of"
        yield f"    {field}: {passage.when.text if passage.when else published.isoformat()}"


def _figure(figure: Printed) -> str:
    marks = f", qualifiers: [{', '.join(figure.qualifiers)}]" if figure.qualifiers else ""
    unit = json.dumps(figure.unit, ensure_ascii=False)
    value = f'"{figure.value}"' if isinstance(figure.value, str) else figure.value
    time = f", as_of: {figure.when.text}" if figure.when else ""
    less = f"  # less: {figure.anchor}" if "less" in directions(figure.anchor) else ""
    return f'      - {{label: "", value: {value}, unit: {unit}{marks}{time}}}{less}'


def _remarks(
    passage: Passage, places: Sequence[Place], catalogue: Catalogue, measured: Sequence[Indicator]
) -> Iterator[str]:
    """What the base knows of a passage's figures already, and of what is measured there otherwise."""
    if passage.figures and passage.when is None:
        before = f"; the last time told before it is {passage.earlier.text}" if passage.earlier else ""
        yield f"tells no time, so as_of is the day of publication{before}"
    for figure in passage.figures:
        for fact, known in _figures(catalogue):
            if known.unit == figure.unit and _is_as_much(known, figure):
                yield f"known already: {figure.anchor} in {fact.id} ({date_text(fact.when)}, {fact.title})"
    for indicator in measured:
        if any(scale_and_unit(f.unit)[1] == scale_and_unit(indicator.unit)[1] for f in passage.figures):
            bases = " or ".join(_bases(indicator, places))
            yield f"may be of indicator {indicator.id} ({indicator.name}), basis {bases}"
        for fact, known in _figures(catalogue):
            same_unit = [f for f in passage.figures if f.unit == known.unit]
            if known.indicator == indicator.id and same_unit and not any(_is_as_much(known, f) for f in same_unit):
                basis = indicator.bases.get(known.basis or "", "")
                yield f"differs: {fact.id} has {figure_text(known)} ({indicator.name}, {basis}, {date_text(fact.when)})"


def _bases(indicator: Indicator, places: Sequence[Place]) -> Sequence[str]:
    """The ids of the bases that are named after one of the places; of all where none is."""
    names = [key(name) for place in places for name in place.names if len(key(name)) > 1]
    own = [each for each, told in indicator.bases.items() if any(name in key(told) for name in names)]
    return own or [*indicator.bases]


def _is_as_much(known: Figure, figure: Printed) -> bool:
    return in_ones(known.value, known.unit) == in_ones(figure.value, figure.unit)


def _figures(catalogue: Catalogue) -> Iterator[tuple[Fact, Figure]]:
    return ((fact, figure) for fact in catalogue.facts for figure in fact.figures)

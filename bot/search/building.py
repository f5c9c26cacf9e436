"""Takes the facts of a base apart, run by run, into the arrays of an `Index`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from bot.catalogue import Catalogue, is_shared
from bot.facts import Fact, Figure
from bot.search.codes import Codes, Numbers, code
from bot.search.documents import Documents, Marks
from bot.search.features import features
from bot.search.index import TITLE_BIT, Flag, Index
from bot.search.postings import Run, distinct, grouped, merged
from bot.text import all_apart, apart, latin_words, number_text, spelling

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv; strengths are of 100.
# How well a feature explains what is asked, by where the fact has it: what it is called says more than a mention.
TITLE, KEYWORD, PLACE_NAME, INDICATOR = 100, 100, 100, 100
STATEMENT = 90
UTTERANCE = 90  # as a statement: what it counts, a name must say
TOPIC = 85
RUN = 100_000  # facts that are taken apart at once: about 3 GB while it lasts
THINGS = tuple("家个所户座项条件款只台套艘辆架支批种类宗对次届")  # what things are counted by
SHARES = ("占", "比重", "份额")
MARKED = 100 << TITLE_BIT  # the strength of what is looked up and explains nothing by itself
LONGEST_TEXT = np.iinfo(np.uint8).max


class _Apart(dict[str, str]):
    """Texts with what they are when they are taken apart."""

    def __missing__(self, text: str) -> str:
        self[text] = apart(text)
        return self[text]

    def of(self, text: str) -> str:
        return self[text]

    def spelt(self, text: str) -> str:
        return spelling(self[text])


def _texts(fact: Fact) -> Iterator[str]:
    yield fact.title
    yield fact.statement
    yield from (*fact.keywords, *fact.utterances)
    for figure in fact.figures:
        yield _figure_text(figure)
        if figure.label:
            yield figure.label


def _figure_text(figure: Figure) -> str:
    return f"{number_text(figure.value)}{figure.unit}"


class Builder:
    """Takes facts apart, run by run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._runs: list[Run] = []
        self._names, self._words = bytearray(), bytearray()
        self._names_starts, self._words_starts = [0], [0]
        self._title_sizes: list[npt.NDArray[np.uint8]] = []
        self._columns: list[tuple[int, int, int, int, int]] = []
        self._ids: list[str] = []
        self._apart = _Apart()
        self._around: dict[str, str] = {}
        self.latin: set[str] = set()

    def add(self, facts: Sequence[Fact]) -> None:
        """Takes the next facts."""
        first = len(self._ids)
        raw = list(dict.fromkeys(text for fact in facts for text in _texts(fact)))
        self._apart = _Apart(zip(raw, all_apart(raw), strict=True))
        documents, titles, marks = Documents(), [], Marks()
        shared = self._shared_documents(documents)
        for number, fact in enumerate(facts, first):
            titles.append(self._link(number, fact, documents, shared))
            self._ids.append(fact.id)
            self._columns.append(self._column(fact))
            marks.add(number, fact, self._apart.spelt)
        self._run(documents, np.array(titles), *marks.finished(), first)
        self.latin -= self._only_asked(facts)

    def _only_asked(self, facts: Sequence[Fact]) -> set[str]:
        """The Latin words that only utterances have: they find a fact, but are no reason not to read them as pinyin."""
        asked = latin_words(text for fact in facts for text in fact.utterances)
        if not asked:
            return asked
        catalogue = self._catalogue
        named = [place.names for place in catalogue.every_place] + [topic.names for topic in catalogue.topics]
        named += [indicator.names for indicator in catalogue.indicators.values()]
        told = (text for fact in facts for text in (fact.title, fact.statement, *fact.keywords))
        return asked - latin_words(told) - latin_words(name for names in named for name in names)

    def _run(self, documents: Documents, titles: Numbers, marks: Codes, marked: Numbers, first: int) -> None:
        found, latin = features(documents.segments, np.array(documents.is_figure, bool))
        self.latin |= latin
        self._title_sizes.append(np.minimum(found.names[titles], LONGEST_TEXT).astype(np.uint8))
        every, which = distinct(np.concatenate([found.key, marks]))
        mark_which, which = which[len(found.key) :], which[: len(found.key)]
        order = grouped(found.document)
        sizes = np.bincount(found.document, minlength=len(documents.segments))
        starts = np.concatenate([[0], np.cumsum(sizes)])
        document, fact = np.array(documents.documents), np.array(documents.facts)
        counts = sizes[document]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        at = order[np.repeat(starts[document], counts) + offsets]
        strength = np.repeat(np.array(documents.strengths, np.uint16), counts) * found.share[at] // 100
        in_title = np.repeat(document == titles[fact - first], counts)
        self._runs.append(
            Run(
                every,
                np.concatenate([which[at], mark_which]),
                np.concatenate([np.repeat(fact, counts), marked]),
                np.concatenate([(strength << 1 | in_title).astype(np.uint8), np.full(len(marks), MARKED, np.uint8)]),
                first,
            )
        )

    def _shared_documents(self, documents: Documents) -> dict[str, int]:
        """The documents of places (each with those around it), topics and indicators, by kind and id."""
        shared, catalogue = {}, self._catalogue
        for place in catalogue.every_place:
            around = (place, *catalogue.parents(place))
            names = (name for each in around for name in each.names)
            shared[f"place {place.id}"] = documents.add(tuple(map(self._apart.of, names)))
        for topic in catalogue.topics:
            shared[f"topic {topic.id}"] = documents.add(tuple(map(self._apart.of, topic.names)))
        for indicator in catalogue.indicators.values():
            shared[f"indicator {indicator.id}"] = documents.add(tuple(map(self._apart.of, indicator.names)))
        return shared

    def _link(self, number: int, fact: Fact, documents: Documents, shared: dict[str, int]) -> int:
        """Links a fact with its texts, and stores them. Returns its title's document."""
        indicators = [figure.indicator for figure in fact.figures if figure.indicator]
        said_by = [text for text in (fact.said_by.name, fact.said_by.office) if text] if fact.said_by else []
        years = {str(y) for m in (fact.date, fact.as_of, fact.due) if m for y in range(m.first.year, m.last.year + 1)}
        labels = [figure.label for figure in fact.figures if figure.label]
        title = documents.add((self._apart.of(fact.title),))
        documents.link(number, title, TITLE)
        documents.link(number, documents.add((self._apart.of(fact.statement),)), STATEMENT)
        for text in (*fact.keywords, *said_by, *labels, *sorted(years)):
            documents.link(number, documents.add((self._apart.of(text),)), KEYWORD)
        for text in fact.utterances:
            documents.link(number, documents.add((self._apart.of(text),)), UTTERANCE)
        for figure in fact.figures:
            text = self._apart[_figure_text(figure)]
            documents.link(number, documents.add((text,), is_figure=True), KEYWORD)
        for kind, ids, strength in (
            ("place", fact.places, PLACE_NAME),
            ("topic", fact.topics, TOPIC),
            ("indicator", indicators, INDICATOR),
        ):
            for each in ids:
                if (document := shared.get(f"{kind} {each}")) is not None:
                    documents.link(number, document, strength)
        measured = (name for each in indicators for name in self._catalogue.indicators[each].names)
        self._names += "|".join(map(self._apart.spelt, (fact.title, *fact.keywords, *measured))).encode()
        rest = map(self._apart.of, (fact.title, fact.statement, *said_by, *labels))
        around = (*map(self._names_around, fact.places), *map(self._topic_names, fact.topics))
        self._words += "|".join((*rest, *around)).encode()
        self._names_starts.append(len(self._names))
        self._words_starts.append(len(self._words))
        return title

    def _names_around(self, place_id: str) -> str:
        """The names of a place and of those around it, between bars."""
        if place_id not in self._around:
            place = self._catalogue.place(place_id)
            around = (place, *self._catalogue.parents(place)) if place else ()
            self._around[place_id] = "|".join(apart(name) for each in around for name in each.names)
        return self._around[place_id]

    def _topic_names(self, topic_id: str) -> str:
        topic = self._catalogue.topic(topic_id)
        return "|".join(map(self._apart.of, topic.names)) if topic else ""

    def _column(self, fact: Fact) -> tuple[int, int, int, int, int]:
        subject = self._catalogue.about.subject
        flags = (
            Flag.HAS_FIGURE * bool(fact.figures)
            | Flag.HAS_MONEY * any("元" in figure.unit for figure in fact.figures)
            | Flag.MEASURED * any(figure.indicator for figure in fact.figures)
            | Flag.FIGURE * (fact.kind == "figure")
            | Flag.REMARK * (fact.kind == "statement-by")
            | Flag.CONTEXT * fact.context
            | Flag.OF_SUBJECT * (subject in fact.places)
            | Flag.ONLY_SUBJECT * (set(fact.places) == {subject})
            | Flag.SHARED * is_shared(fact)
            | Flag.DATED * (fact.date is not None or fact.due is not None)
            | Flag.HAPPENED * (fact.date is not None)
            | Flag.COUNTS_THINGS * any(figure.unit[-1:] in THINGS for figure in fact.figures)
            | Flag.COUNTS_PEOPLE * any("人" in figure.unit for figure in fact.figures)
            | Flag.SHARE * any(word in fact.title for word in SHARES)
            | Flag.SPOKEN * (fact.said_by is not None)
        )
        measured = dict.fromkeys(figure.indicator for figure in fact.figures if figure.indicator)
        one, two, *_ = [*(code(f"{each} {sorted(fact.places)}") for each in measured), 0, 0]
        return flags, fact.when.first.toordinal(), fact.when.last.toordinal(), one, two

    def finished(self) -> Index:
        columns = np.array(self._columns, np.uint64)
        last = columns[:, 2].astype(np.int32)
        _, newest = np.unique(-last, return_inverse=True)
        order = np.empty(len(self._ids), np.uint32)
        order[sorted(range(len(self._ids)), key=self._ids.__getitem__)] = np.arange(len(self._ids))
        return Index(
            merged(self._runs),
            columns[:, 0].astype(np.uint16),
            columns[:, 1].astype(np.int32),
            last,
            (newest / max(1, newest.max())).astype(np.float32),
            order,
            np.concatenate(self._title_sizes),
            columns[:, 3:].copy(),
            np.frombuffer(bytes(self._names), np.uint8),
            np.array(self._names_starts),
            np.frombuffer(bytes(self._words), np.uint8),
            np.array(self._words_starts),
        )


def build(catalogue: Catalogue) -> tuple[Index, set[str]]:
    """The index of a catalogue's facts, and the Latin words that they use."""
    builder = Builder(catalogue)
    for start in range(0, len(catalogue.facts), RUN):
        builder.add(catalogue.facts[start : start + RUN])
    return builder.finished(), builder.latin

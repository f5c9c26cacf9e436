"""Takes the facts of a base apart, run by run, into the arrays of an `Index`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from bot.catalogue import Catalogue, is_shared
from bot.dates import PartialDate
from bot.facts import Fact, Figure
from bot.search.codes import Codes, Numbers, code
from bot.search.documents import Documents, Marks
from bot.search.features import features
from bot.search.index import TITLE_BIT, Flag, Index
from bot.search.postings import Run, distinct, merged
from bot.search.texts import all_apart
from bot.search.wants import counts_things, tells_purpose, tells_rank, tells_share
from bot.text import apart, latin_words, number_text, spelling

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv; strengths are of 100.
# How well a feature explains what is asked, by where the fact has it: what it is called says more than a mention.
TITLE, KEYWORD, PLACE_NAME, INDICATOR = 100, 100, 100, 100
STATEMENT = 90
UTTERANCE = 90  # as a statement, and less than `rank.MENTIONED`: what it counts, a fact must be named for
TOPIC = 65  # what it is about, and not what it says
RUN = 10_000  # facts that are taken apart at once: with ten times as many it takes longer, and twice the memory
MARKED = 100 << TITLE_BIT  # the strength of what is looked up and explains nothing by itself
LONGEST_TEXT = np.iinfo(np.uint8).max


class _Apart(dict[str, str]):
    """Texts with what they are when they are taken apart."""

    def __missing__(self, text: str) -> str:
        self[text] = apart(text)
        return self[text]


class _Years(dict[str, tuple[str, ...]]):
    """The years that a date touches, by its text."""

    def of(self, moments: Iterable[PartialDate | None]) -> list[str]:
        """The years of several dates, each once and in order."""
        return sorted({year for moment in moments if moment is not None for year in self._of(moment)})

    def _of(self, moment: PartialDate) -> tuple[str, ...]:
        found = self.get(moment.text)
        if found is None:
            found = self[moment.text] = tuple(map(str, range(moment.first.year, moment.last.year + 1)))
        return found


def _texts(facts: Iterable[Fact]) -> list[str]:
    """All different texts of facts."""
    found: dict[str, None] = {}
    for fact in facts:
        found[fact.title] = found[fact.statement] = None
        found.update(dict.fromkeys((*fact.keywords, *fact.utterances)))
        for figure in fact.figures:
            found[_figure_text(figure)] = None
            if figure.label:
                found[figure.label] = None
    return list(found)


def _figure_text(figure: Figure) -> str:
    return f"{number_text(figure.value)}{figure.unit}"


@cache
def _counted_by(unit: str) -> int:
    """What a figure with that unit (台（套）, 万人次) makes of its fact."""
    return (
        Flag.HAS_MONEY * ("元" in unit) | Flag.COUNTS_THINGS * counts_things(unit) | Flag.COUNTS_PEOPLE * ("人" in unit)
    )


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
        self._years = _Years()
        self._names_around = cache(self._all_names_around)
        self._topic_names = cache(self._all_topic_names)
        self._series = cache(lambda indicator, places: code(f"{indicator} {sorted(places)}"))
        self.latin: set[str] = set()

    def add(self, facts: Sequence[Fact]) -> None:
        """Takes the next facts."""
        first = len(self._ids)
        raw = _texts(facts)
        self._apart = _Apart(zip(raw, all_apart(raw), strict=True))
        documents, titles, marks = Documents(), [], Marks()
        shared = self._shared_documents(documents)
        for number, fact in enumerate(facts, first):
            names = [spelling(self._apart[name]) for name in (fact.title, *fact.keywords)]
            titles.append(self._link(number, fact, documents, shared))
            self._ids.append(fact.id)
            self._columns.append(self._column(fact))
            self._keep_texts(fact, names)
            speaker = (spelling(self._apart[fact.speaker]),) if fact.speaker else ()
            marks.add(number, fact, (*names, *speaker))
        self._run(documents, np.array(titles), *marks.finished(), first)
        self.latin -= self._only_asked(facts)

    def _only_asked(self, facts: Sequence[Fact]) -> set[str]:
        """The Latin words that only utterances have: they find a fact, but are no reason not to read them as pinyin."""
        asked = latin_words(text for fact in facts for text in fact.utterances)
        if not asked:
            return asked
        told = (text for fact in facts for text in (fact.title, fact.statement, *fact.keywords))
        return asked - latin_words(told) - latin_words(name for name, _, _ in self._catalogue.names())

    def _run(self, documents: Documents, titles: Numbers, marks: Codes, marked: Numbers, first: int) -> None:
        found, latin = features(documents)
        self.latin |= latin
        self._title_sizes.append(np.minimum(found.names[titles], LONGEST_TEXT).astype(np.uint8))
        every, which = distinct(np.concatenate([found.key, marks]))
        mark_which, which = which[len(found.key) :], which[: len(found.key)]
        order = found.document.argsort(kind="stable")  # quick: in order within each of a few parts
        sizes = np.bincount(found.document, minlength=len(documents.is_figure))
        starts = np.concatenate([[0], np.cumsum(sizes)])
        fact, document, strengths = documents.links()
        counts = sizes[document]
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        at = order[np.repeat(starts[document], counts) + offsets]
        strength = np.repeat(strengths, counts) * found.share[at] // 100
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

    def _shared_documents(self, documents: Documents) -> dict[str, dict[str, int]]:
        """The documents of places (each with those around it), topics and indicators, by id."""
        catalogue = self._catalogue

        def document(names: Iterable[str]) -> int:
            return documents.together([self._apart[name] for name in names])

        around = {place.id: (place, *catalogue.parents(place)) for place in catalogue.every_place}
        return {
            "place": {each: document(n for place in places for n in place.names) for each, places in around.items()},
            "topic": {topic.id: document(topic.names) for topic in catalogue.topics},
            "indicator": {each: document(indicator.names) for each, indicator in catalogue.indicators.items()},
        }

    def _link(self, number: int, fact: Fact, documents: Documents, shared: dict[str, dict[str, int]]) -> int:
        """Links a fact with its texts. Returns its title's document."""
        apart, add, link = self._apart, documents.add, documents.link
        title = add(apart[fact.title])
        link(number, title, TITLE)
        link(number, add(apart[fact.statement]), STATEMENT)
        for text in (*fact.keywords, *fact.speaker_texts, *self._years.of((fact.date, fact.as_of, fact.due))):
            link(number, add(apart[text]), KEYWORD)
        for text in fact.utterances:
            link(number, add(apart[text]), UTTERANCE)
        for figure in fact.figures:
            link(number, documents.add_figure(apart[_figure_text(figure)]), KEYWORD)
            if figure.label:
                link(number, add(apart[figure.label]), KEYWORD)
            if figure.indicator:
                link(number, shared["indicator"][figure.indicator], INDICATOR)
        for kind, ids, strength in (("place", fact.places, PLACE_NAME), ("topic", fact.topics, TOPIC)):
            for each in ids:
                if (document := shared[kind].get(each)) is not None:
                    link(number, document, strength)
        return title

    def _keep_texts(self, fact: Fact, names: Sequence[str]) -> None:
        """Keeps the spellings of a fact's names, and all that it says."""
        apart = self._apart
        labels = [figure.label for figure in fact.figures if figure.label]
        indicators = [figure.indicator for figure in fact.figures if figure.indicator]
        measured = [name for each in indicators for name in self._catalogue.indicators[each].names]
        rest = [apart[text] for text in (fact.title, fact.statement, *fact.speaker_texts, *labels)]
        around = (*map(self._names_around, fact.places), *map(self._topic_names, fact.topics))
        self._names += "|".join((*names, *(spelling(apart[name]) for name in measured), "")).encode()
        self._words += "|".join((*rest, *around)).encode()
        self._names_starts.append(len(self._names))
        self._words_starts.append(len(self._words))

    def _all_names_around(self, place_id: str) -> str:
        """The names of a place and of those around it, between bars."""
        place = self._catalogue.place(place_id)
        around = (place, *self._catalogue.parents(place)) if place else ()
        return "|".join(apart(name) for each in around for name in each.names)

    def _all_topic_names(self, topic_id: str) -> str:
        topic = self._catalogue.topic(topic_id)
        return "|".join(map(apart, topic.names)) if topic else ""

    def _column(self, fact: Fact) -> tuple[int, int, int, int, int]:
        subject, when = self._catalogue.about.subject, fact.when
        of_subject = subject in fact.places
        measured = dict.fromkeys(figure.indicator for figure in fact.figures if figure.indicator)
        flags = (
            Flag.HAS_FIGURE * bool(fact.figures)
            | Flag.MEASURED * bool(measured)
            | Flag.FIGURE * (fact.kind == "figure")
            | Flag.REMARK * (fact.kind == "statement-by")
            | Flag.CONTEXT * fact.context
            | Flag.OF_SUBJECT * of_subject
            | Flag.ONLY_SUBJECT * (of_subject and set(fact.places) == {subject})
            | Flag.SHARED * is_shared(fact)
            | Flag.DATED * (fact.date is not None or fact.due is not None)
            | Flag.HAPPENED * (fact.date is not None)
            | Flag.SHARE * tells_share(fact.title)
            | Flag.PURPOSE * tells_purpose(fact.title)
            | Flag.RANK * tells_rank(f"{fact.title}{fact.statement}")
            | Flag.SPOKEN * (fact.said_by is not None)
        )
        for figure in fact.figures:
            flags |= _counted_by(figure.unit)
        one, two, *_ = [*(self._series(each, fact.places) for each in measured), 0, 0]
        return flags, when.first.toordinal(), when.last.toordinal(), one, two

    def finished(self) -> Index:
        columns = np.array(self._columns, np.uint64)
        last = columns[:, 2].astype(np.int32)
        _, newest = np.unique(-last, return_inverse=True)
        order = np.empty(len(self._ids), np.uint32)
        order[sorted(range(len(self._ids)), key=self._ids.__getitem__)] = np.arange(len(self._ids))
        return Index(
            merged(self._runs),
            columns[:, 0].astype(np.uint32),
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

"""Takes the facts of a base apart, run by run, into the arrays of an `Index`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

import numpy as np

from bot.catalogue import Catalogue, is_shared
from bot.dates import PartialDate
from bot.facts import Fact, Figure
from bot.helper import is_possible, meanwhile
from bot.search.codes import Codes, Numbers, code
from bot.search.documents import Documents, marks
from bot.search.features import Features, features
from bot.search.index import TITLE_BIT, Flag, Index
from bot.search.joining import Part, joined
from bot.search.postings import Run, distinct
from bot.search.texts import all_apart, are_han
from bot.search.wants import counts_things, tells_purpose, tells_rank, tells_share
from bot.text import apart, latin_words, number_text, spelling
from bot.units import counts_people, is_money

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv; strengths are of 100.
# How well a feature explains what is asked, by where the fact has it: what it is called says more than a mention.
TITLE, KEYWORD, PLACE_NAME, INDICATOR = 100, 100, 100, 100
STATEMENT = 90
UTTERANCE = 90  # as a statement, and less than `rank.MENTIONED`: what it counts, a fact must be named for
TOPIC = 65  # what it is about, and not what it says
LARGE = 20_000  # facts from which on a second process takes the greater part of them apart
DONE_HERE = 0.4  # of their facts, for the words of the base are done here besides
RUN = 10_000  # facts that are taken apart at once: with ten times as many it takes longer, and twice the memory
MARKED = 100 << TITLE_BIT  # the strength of what is looked up and explains nothing by itself
OF_KIND = {"figure": Flag.FIGURE, "statement-by": Flag.REMARK, "plan": Flag.PLANNED}
LONGEST_TEXT = np.iinfo(np.uint8).max


class _Apart(dict[str, str]):
    """Texts with what they are when they are taken apart."""

    def __missing__(self, text: str) -> str:
        self[text] = apart(text)
        return self[text]


class _Spelt(dict[str, str]):
    """Texts with their spellings: most are Chinese characters and nothing else."""

    def __init__(self, apart: Mapping[str, str]) -> None:
        found = zip(apart.items(), are_han(list(apart.values())), strict=True)
        super().__init__(item for item, is_han in found if is_han)
        self._apart = apart

    def __missing__(self, text: str) -> str:
        self[text] = spelling(self._apart[text])
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
    """The different texts of facts, without their figures."""
    found: dict[str, None] = {}
    for fact in facts:
        found[fact.title] = found[fact.statement] = None
        for text in (*fact.keywords, *fact.utterances):
            found[text] = None
        for figure in fact.figures:
            if figure.label:
                found[figure.label] = None
    return list(found)


def _figure_text(figure: Figure) -> str:
    return f"{number_text(figure.value)}{figure.unit}"


@cache
def _counted_by(unit: str) -> int:
    """What a figure with that unit (台（套）, 万人次) makes of its fact."""
    return (
        Flag.HAS_MONEY * is_money(unit)
        | Flag.COUNTS_THINGS * counts_things(unit)
        | Flag.COUNTS_PEOPLE * counts_people(unit)
    )


class Builder:
    """Takes facts apart, run by run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._apart = _Apart()
        self._years = _Years()
        self._names_around = cache(self._all_names_around)
        self._topic_names = cache(self._all_topic_names)
        self._measure_names = cache(self._all_measure_names)
        self._series = cache(lambda indicator, places: code(f"{indicator} {sorted(places)}"))

    def part(self, facts: Sequence[Fact], first: int) -> Part:
        """Takes facts apart, of which the first is that one of the base."""
        figure_texts = [[_figure_text(each) for each in fact.figures] for fact in facts]
        texts, only_figures = _texts(facts), list(dict.fromkeys(chain.from_iterable(figure_texts)))
        raw = [*texts, *only_figures]
        self._apart = _Apart(zip(raw, all_apart(raw), strict=True))
        documents = Documents(texts, only_figures, self._apart)
        titles = np.array(self._link(facts, figure_texts, documents))
        spelt = _Spelt(self._apart)
        names = [[spelt[name] for name in (fact.title, *fact.keywords)] for fact in facts]
        columns, own_names, words = [], list[bytes](), list[bytes]()
        for fact, own in zip(facts, names, strict=True):
            columns.append(self._column(fact))
            own_names.append(self._names_of(fact, own))
            words.append(self._words_of(fact))
            own += [spelt[fact.speaker]] if fact.speaker else []
        found, latin = features(documents)
        return Part(
            self._run(found, documents, titles, *marks(facts, names), first),
            [fact.id for fact in facts],
            np.array(columns, np.uint64),
            np.minimum(found.names[titles], LONGEST_TEXT).astype(np.uint8),
            b"".join(own_names),
            [*map(len, own_names)],
            b"".join(words),
            [*map(len, words)],
            latin - self._only_asked(facts),
        )

    def _only_asked(self, facts: Sequence[Fact]) -> set[str]:
        """The Latin words that only utterances have: they find a fact, but are no reason not to read them as pinyin."""
        asked = latin_words(text for fact in facts for text in fact.utterances)
        if not asked:
            return asked
        told = (text for fact in facts for text in (fact.title, fact.statement, *fact.keywords))
        return asked - latin_words(told) - latin_words(name for name, _, _ in self._catalogue.names())

    def _run(
        self, found: Features, documents: Documents, titles: Numbers, marks: Codes, marked: Numbers, first: int
    ) -> Run:
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
        in_title = np.repeat(document == titles[fact], counts)
        return Run(
            every,
            np.concatenate([which[at], mark_which]),
            np.concatenate([np.repeat(fact, counts), marked]) + first,
            np.concatenate([(strength << 1 | in_title).astype(np.uint8), np.full(len(marks), MARKED, np.uint8)]),
            first,
        )

    def _shared_documents(self, documents: Documents) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """The documents of places (each with those around it), topics and indicators, by id."""
        catalogue, together = self._catalogue, documents.together
        around = {place.id: (place, *catalogue.parents(place)) for place in catalogue.every_place}
        return (
            {each: together(name for place in places for name in place.names) for each, places in around.items()},
            {topic.id: together(topic.names) for topic in catalogue.topics},
            {each: together(indicator.names) for each, indicator in catalogue.indicators.items()},
        )

    def _link(self, facts: Sequence[Fact], figures: Sequence[Sequence[str]], documents: Documents) -> list[int]:
        """Links facts with their texts. Returns the document of each title."""
        plain, figure, add, link = documents.plain, documents.figures, documents.add, documents.link
        places, topics, indicators = self._shared_documents(documents)
        titles = [plain[fact.title] for fact in facts]
        link(([title] for title in titles), TITLE)
        link(([plain[fact.statement]] for fact in facts), STATEMENT)
        link(([plain[text] for text in fact.keywords] for fact in facts), KEYWORD)
        link(([add(text) for text in fact.speaker_texts] if fact.said_by else [] for fact in facts), KEYWORD)
        link(([add(year) for year in self._years.of((f.date, f.as_of, f.due))] for f in facts), KEYWORD)
        link(([plain[text] for text in fact.utterances] for fact in facts), UTTERANCE)
        link(([figure[text] for text in texts] for texts in figures), KEYWORD)
        link(([plain[each.label] for each in fact.figures if each.label] for fact in facts), KEYWORD)
        link(([indicators[each.indicator] for each in fact.figures if each.indicator] for fact in facts), INDICATOR)
        link(([places[each] for each in fact.places if each in places] for fact in facts), PLACE_NAME)
        link(([topics[each] for each in fact.topics if each in topics] for fact in facts), TOPIC)
        return titles

    def _names_of(self, fact: Fact, own: Sequence[str]) -> bytes:
        """The spellings of a fact's names, each with a bar behind it."""
        measured = [self._measure_names(figure.indicator) for figure in fact.figures if figure.indicator]
        return "|".join((*own, *measured, "")).encode()

    def _words_of(self, fact: Fact) -> bytes:
        """All that a fact says, taken apart, between bars."""
        apart = self._apart
        labels = [figure.label for figure in fact.figures if figure.label]
        said_by = fact.speaker_texts if fact.said_by else ()
        rest = [apart[text] for text in (fact.title, fact.statement, *said_by, *labels)]
        around = (*map(self._names_around, fact.places), *map(self._topic_names, fact.topics))
        return "|".join((*rest, *around)).encode()

    def _all_names_around(self, place_id: str) -> str:
        """The names of a place and of those around it, between bars."""
        place = self._catalogue.place(place_id)
        around = (place, *self._catalogue.parents(place)) if place else ()
        return "|".join(apart(name) for each in around for name in each.names)

    def _all_measure_names(self, indicator: str) -> str:
        """The spellings of the names of an indicator, between bars."""
        return "|".join(spelling(apart(name)) for name in self._catalogue.indicators[indicator].names)

    def _all_topic_names(self, topic_id: str) -> str:
        topic = self._catalogue.topic(topic_id)
        return "|".join(map(apart, topic.names)) if topic else ""

    def _column(self, fact: Fact) -> tuple[int, int, int, int, int]:
        subject, when = self._catalogue.about.subject, fact.when
        of_subject = subject in fact.places
        measured = dict.fromkeys(figure.indicator for figure in fact.figures if figure.indicator)
        flags = OF_KIND.get(fact.kind, 0)
        flags |= Flag.MEASURED if measured else 0
        flags |= Flag.CONTEXT if fact.context else 0
        flags |= Flag.SHARED if is_shared(fact) else 0
        flags |= Flag.SHARE if tells_share(fact.title) else 0
        flags |= Flag.PURPOSE if tells_purpose(fact.title) else 0
        flags |= Flag.RANK if tells_rank(f"{fact.title}{fact.statement}") else 0
        flags |= Flag.SPOKEN if fact.said_by is not None else 0
        if of_subject:
            flags |= Flag.OF_SUBJECT | (Flag.ONLY_SUBJECT if set(fact.places) == {subject} else 0)
        if fact.date is not None or fact.due is not None:
            flags |= Flag.DATED | (Flag.HAPPENED if fact.date is not None else 0)
        for figure in fact.figures:
            flags |= Flag.HAS_FIGURE | _counted_by(figure.unit)
        one, two, *_ = [*(self._series(each, fact.places) for each in measured), 0, 0]
        return flags, when.first.toordinal(), when.last.toordinal(), one, two


def _parts(catalogue: Catalogue, facts: Sequence[Fact], first: int) -> list[Part]:
    """Facts taken apart, run by run; the first of them is that one of the base."""
    builder = Builder(catalogue)
    return [builder.part(facts[start : start + RUN], first + start) for start in range(0, len(facts), RUN)]


def _in_two_processes(catalogue: Catalogue, besides: Callable[[], None]) -> list[Part]:
    """All facts taken apart, a part of them in another process, while something else is done here besides."""
    facts = catalogue.facts
    here = int(len(facts) * DONE_HERE)
    with meanwhile(lambda: _parts(catalogue, facts[here:], here)) as later:
        parts = _parts(catalogue, facts[:here], 0)
        besides()
        return [*parts, *later()]


def build(catalogue: Catalogue, besides: Callable[[], None]) -> tuple[Index, set[str]]:
    """The index of a catalogue's facts, and the Latin words that they use.

    `besides` is what is to be done, too, at any time: while another process is waited for, where there is one.
    """
    is_worth_it = len(catalogue.facts) >= LARGE and is_possible()
    parts = _in_two_processes(catalogue, besides) if is_worth_it else _parts(catalogue, catalogue.facts, 0)
    return joined(parts), set[str]().union(*(part.latin for part in parts))

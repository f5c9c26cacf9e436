"""Words in; ranked hits with the reason out, or an honest nothing.

A question is a handful of characters with errors in it; a fact is a few dozen. So the score asks how much of what was
asked a fact explains, not how alike two texts are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.catalogue import Catalogue, newest_first
from bot.facts import Fact, Indicator, Place, Topic
from bot.search.decide import (
    IN_TITLE,
    OLDEST,
    TIGHT,
    TIGHT_BY_KEYWORD,
    Hit,
    Verdict,
    alike,
    explained_share,
    near_the_best,
    pairs,
    prior,
    verdict,
)
from bot.search.index import Index
from bot.search.names import PLACES, SUGGESTED, Correction, Name, Names
from bot.search.reading import Reading, read
from bot.text import key

__all__ = ["Correction", "Findings", "Hit", "Mentioned", "Name", "Search", "Verdict"]

LONGEST_QUESTION = 256  # characters that are read of a question; the rest is cut before any work
OFFERED = 6  # hits beside the best: buttons that fit on a phone
NEAR_NAMES = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question: the decision, the hits (best first), and how the question was read."""

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    near: tuple[Name, ...] = ()
    other_years: bool = False  # whether the hits are of other years than the one asked for


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The places and the topic that words name, what is left of the words, and how they were read."""

    places: tuple[Place, ...]
    topic: Topic | None
    rest: str
    corrections: tuple[Correction, ...]

    @property
    def is_whole_topic(self) -> bool:
        """Whether the words are a topic's own name, and no more."""
        return self.topic is not None and not self.places and key(self.rest) == key(self.topic.name)


class Lock(NamedTuple):
    """The places that a fact must be about, and the facts that know the same name as a person's or a thing's."""

    places: frozenset[str]
    namesakes: frozenset[str]


class Search:
    """A base, opened for questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = Names(catalogue)
        self._index = Index(catalogue)
        newest = newest_first(catalogue.facts)
        self._fits = {fact.id: _fits(fact, catalogue) for fact in catalogue.facts}
        self._age = {fact.id: position / len(newest) for position, fact in enumerate(newest)}

    def find(self, question: str) -> Findings:
        """The facts that answer a question, or up to three near names."""
        question = question[:LONGEST_QUESTION]
        reading = read(question, self._names, self._catalogue.about)
        asked = "".join(position.text for position in reading.positions if position.weight)
        if not asked:
            return Findings(Verdict.NONE, corrections=reading.corrections)
        hits = self._ranked(reading, asked)
        other_years = False
        if verdict(hits) is Verdict.NONE and (without_year := _without_years(reading)) is not None:
            hits = self._ranked(without_year, asked)
            other_years = verdict(hits) is not Verdict.NONE
        decision = verdict(hits)
        if decision is Verdict.NONE:
            return Findings(decision, corrections=reading.corrections, near=self._near(question, hits))
        offered = tuple(near_the_best(hits)[: OFFERED + 1])
        return Findings(decision, offered, reading.corrections, other_years=other_years)

    def mentioned(self, words: str) -> Mentioned:
        """The places that words name, and the topic when the rest is one. Never a keyword that merely sounds alike."""
        reading = read(words[:LONGEST_QUESTION], self._names, self._catalogue.about)
        places, topic, rest, end = [], None, [], 0
        for start, stop, name in reading.names:
            rest += [p.text for p in reading.positions[end:start] if p.weight]
            end = stop
            if ids := self._names.targets(name, *PLACES):
                places += [
                    place for place_id in ids if (place := self._catalogue.place(place_id)) and place not in places
                ]
            else:
                rest.append(name)
        rest += [p.text for p in reading.positions[end:] if p.weight]
        left = " ".join(rest)
        if (
            reading.about_subject
            and not places
            and not left
            and (whole := self._catalogue.place(self._catalogue.about.subject))
        ):
            places.append(whole)
        if left and (topics := self._names.targets(key(left), "topic")):
            topic = self._catalogue.topic(topics[0])
        return Mentioned(tuple(places), topic, left, reading.corrections)

    def indicators(self, words: str) -> tuple[Indicator, ...]:
        """The indicators that words name; else those of the fact that answers them."""
        reading = read(words[:LONGEST_QUESTION], self._names, self._catalogue.about)
        named = [target for _, _, name in reading.names for target in self._names.targets(name, "indicator")]
        if not named and (findings := self.find(words)).hits:
            named = [figure.indicator for figure in findings.hits[0].fact.figures if figure.indicator]
        known = (self._catalogue.indicators[each] for each in dict.fromkeys(named))
        return tuple(indicator for indicator in known if self._catalogue.series(indicator.id))

    def near_places(self, words: str) -> tuple[Name, ...]:
        return tuple(self._names.near(words[:LONGEST_QUESTION], PLACES, NEAR_NAMES))

    def _ranked(self, reading: Reading, asked: str) -> list[Hit]:
        locks = self._locks(reading)
        wanted_pairs = pairs(asked)
        hits = []
        for number, row in self._index.explained(reading.positions).items():
            fact = self._catalogue.facts[number]
            if locks and not any(lock.places.intersection(fact.places) or fact.id in lock.namesakes for lock in locks):
                continue
            if any(min(row[start:end]) < 0.7 for start, end in reading.elsewhere):
                continue
            share = explained_share(reading.positions, row)
            if share <= 0:
                continue
            fit = max(weight * alike(wanted_pairs, name) for name, weight in self._fits[fact.id])
            in_title = len(wanted_pairs & self._fits[fact.id][0][0]) / len(wanted_pairs)
            score = share + TIGHT * fit + IN_TITLE * in_title + OLDEST * self._age[fact.id]
            hits.append(Hit(fact, score + prior(fact, self._catalogue.about.subject, bool(locks)), share))
        return sorted(hits, key=lambda hit: (-hit.score, hit.fact.id))

    def _locks(self, reading: Reading) -> list[Lock]:
        """What each place named in a question locks it to; the subject itself locks nothing."""
        locks = []
        for _, _, name in reading.names:
            places = self._names.targets(name, *PLACES)
            if places and self._catalogue.about.subject not in places:
                inside = frozenset(inner for place in places for inner in self._catalogue.within(place))
                locks.append(Lock(inside, frozenset(self._names.targets(name, "keyword"))))
        return locks

    def _near(self, question: str, hits: Sequence[Hit]) -> tuple[Name, ...]:
        """Names near to the question by spelling; and the titles of facts that explain at least half of it."""
        near = self._names.near(question, SUGGESTED, NEAR_NAMES)
        titles = [
            Name(h.fact.title, key(h.fact.title), "keyword", h.fact.id)
            for h in hits[:NEAR_NAMES]
            if h.explained >= HALF
        ]
        found = {name.target: name for name in reversed([*titles, *near])}
        return tuple({name.key: name for name in reversed(found.values())}.values())[:NEAR_NAMES]


def _fits(fact: Fact, catalogue: Catalogue) -> list[tuple[frozenset[str], float]]:
    """The names of a fact as pairs of characters, with how much it is its own."""
    measured = [catalogue.indicators[figure.indicator].names for figure in fact.figures if figure.indicator]
    other = [*fact.keywords, *(name for names in measured for name in names)]
    return [(pairs(key(fact.title)), 1.0), *((pairs(key(name)), TIGHT_BY_KEYWORD) for name in other)]


HALF = 0.5  # the share from which a fact's title is worth suggesting


def _without_years(reading: Reading) -> Reading | None:
    """The same reading without its years; None when it names none or nothing else."""
    kept = tuple(p for p in reading.positions if not (p.kind == "number" and _is_year(p.text)))
    if len(kept) == len(reading.positions) or not any(p.weight for p in kept):
        return None
    return Reading(kept, _shifted(reading, kept), (), reading.corrections, reading.about_subject)


def _shifted(reading: Reading, kept: Sequence[object]) -> tuple[tuple[int, int, str], ...]:
    """The named spans, at their places among the positions that were kept."""
    where = {id(position): index for index, position in enumerate(kept)}
    return tuple(
        (where[id(reading.positions[start])], where[id(reading.positions[end - 1])] + 1, name)
        for start, end, name in reading.names
        if id(reading.positions[start]) in where
    )


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")

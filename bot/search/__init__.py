"""Words in; ranked hits with the reason out, or an honest nothing.

A question is a handful of characters with errors in it; a fact is a few dozen. So the score asks how much of what was
asked a fact explains, not how alike two texts are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.catalogue import Catalogue, is_shared, newest_first
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
from bot.search.reading import ASKS_AMOUNT, ASKS_MONEY, Reading, is_year, read
from bot.text import key, normal

__all__ = ["Correction", "Findings", "Hit", "Mentioned", "Name", "Search", "Verdict"]

LONGEST_QUESTION = 256  # characters that are read of a question; the rest is cut before any work
OFFERED = 6  # hits beside the best: buttons that fit on a phone
NEAR_NAMES = 3
LAST_READ = 16  # questions whose reading is at hand
# What makes a question one of membership, and what may stand beside it.
ASKS_MEMBERSHIP = re.compile(
    "成员|属于|加入|包括|包含|组成|覆盖|哪些城市|哪些市|哪几个|哪几座|几个城市|九个城市|城市|members?"
)
MEMBERSHIP_REST = re.compile("[一二三四五六七八九十几个座的地方市区]|[0-9]")
# A place that the base does not know must stand in a fact's own words, pair by pair, for the fact to be about it.
PLACE_EXPLAINED = 0.7
# What the characters of a word explain in a fact that does not have the word: they are other words' characters there.
BROKEN_WORD = 0.2
# The same for a name of the base, which another fact may tell in other words (高新企业, 高新技术企业).
BROKEN_NAME = 0.45
SMALL_PLACES = ("city", "district", "county")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question: the decision, the hits (best first), and how the question was read."""

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    corrections: tuple[Correction, ...] = ()
    near: tuple[Name, ...] = ()
    of_a_part: tuple[
        Place, ...
    ] = ()  # the places of the best hit, when none was asked for and it is not about the whole
    missing: tuple[str, ...] = ()  # the years or ordinals that were asked for and that the hits do not have


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


class Membership(NamedTuple):
    """A question of who belongs to the subject: the places it names, and a place that the base does not know."""

    places: tuple[Place, ...]
    unknown: str


class Lock(NamedTuple):
    """The places that a fact must be about, and the facts that know the same name as a person's or a thing's."""

    name: str
    places: frozenset[str]
    namesakes: frozenset[str]


class Search:
    """A base, opened for questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = Names(catalogue)
        self._index = Index(catalogue)
        around = (parent for member in catalogue.members for parent in catalogue.parents(member))
        self._own_country = {place.id for place in around if place.kind == "country"}  # 全国 locks nothing
        self._numbers = {fact.id: number for number, fact in enumerate(catalogue.facts)}
        # one message is read for several purposes: a card, a membership, a fact
        self._read = lru_cache(maxsize=LAST_READ)(lambda question: read(question, self._names, catalogue.about))
        self._find = lru_cache(maxsize=LAST_READ)(self._find_anew)
        newest = newest_first(catalogue.facts)
        self._fits = {fact.id: _fits(fact, catalogue) for fact in catalogue.facts}
        self._age = {fact.id: position / len(newest) for position, fact in enumerate(newest)}

    def find(self, question: str) -> Findings:
        """The facts that answer a question, or up to three near names."""
        return self._find(cut(question))

    def _find_anew(self, question: str) -> Findings:
        reading = self._read(question)
        if not reading.asked:
            return Findings(Verdict.NONE, corrections=reading.corrections)
        explaining = every = self._ranked(reading)
        every = [hit for hit in every if _has_amount(hit.fact, question)]
        hits = [hit for hit in every if self._has_all(hit.fact, reading.required)]
        missing: tuple[str, ...] = ()
        if verdict(hits) is Verdict.NONE and verdict(every) is not Verdict.NONE:
            hits = every
            missing = tuple(wanted for wanted in reading.required if not self._has_all(hits[0].fact, [wanted]))
        decision = verdict(hits)
        if decision is Verdict.NONE:
            return Findings(decision, corrections=reading.corrections, near=self._near(question, explaining))
        offered = tuple(near_the_best(hits)[: OFFERED + 1])
        best = offered[0].fact
        wanted_pairs = pairs(reading.asked)
        missing += tuple(lock.name for lock in self._locks(reading) if not self._fits_lock(best, lock, wanted_pairs))
        partial = not best.context and self._catalogue.about.subject not in best.places and not self._locks(reading)
        places = [place for each in best.places if (place := self._catalogue.place(each))] if partial else []
        return Findings(decision, offered, reading.corrections, of_a_part=tuple(places), missing=missing)

    def _has_all(self, fact: Fact, required: Sequence[str]) -> bool:
        """Whether a fact has the years and ordinals that were asked for."""
        return all(
            (is_year(wanted) and fact.when.touches(int(wanted)))
            or (fact.when.day is not None and wanted == f"{fact.when.day.month}月{fact.when.day.day}日")
            or self._index.has(self._numbers[fact.id], wanted)
            for wanted in required
        )

    def mentioned(self, words: str) -> Mentioned:
        """The places that words name, and the topic when the rest is one. Never a keyword that merely sounds alike."""
        reading = self._read(cut(words))
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

    def membership(self, words: str) -> Membership | None:
        """The question of who belongs to the subject, if the words ask that and nothing else."""
        words = cut(words)
        if not ASKS_MEMBERSHIP.search(words):
            return None
        reading = self._read(words)
        unknown = next(("".join(p.text for p in reading.positions[s:e]) for s, e in reading.elsewhere), "")
        mentioned = self.mentioned(words)
        rest = ASKS_MEMBERSHIP.sub("", key(mentioned.rest)).replace(unknown, "")
        if MEMBERSHIP_REST.sub("", rest) or not (reading.about_subject or mentioned.places or "成员" in words):
            return None
        places = tuple(place for place in mentioned.places if place.id != self._catalogue.about.subject)
        return Membership(places, unknown)

    def is_about_subject(self, words: str) -> bool:
        """Whether the words name the subject and ask nothing of it in particular."""
        reading = self._read(cut(words))
        return reading.about_subject and not reading.asked and not reading.required

    def year_of_subject(self, words: str) -> int | None:
        """The year, if the words name the subject and a year and ask nothing more."""
        reading = self._read(cut(words))
        if reading.asked or not reading.about_subject or len(reading.required) != 1 or not is_year(reading.required[0]):
            return None
        return int(reading.required[0])

    def is_only_asking(self, words: str) -> bool:
        """Whether the words ask or greet without saying about what."""
        reading = self._read(cut(words))
        return not reading.asked and not reading.required and not reading.about_subject

    def indicators(self, words: str) -> tuple[Indicator, ...]:
        """The indicators that words name; else those of the fact that answers them."""
        reading = self._read(cut(words))
        named = [target for _, _, name in reading.names for target in self._names.targets(name, "indicator")]
        if not named and (findings := self.find(words)).hits:
            named = [figure.indicator for figure in findings.hits[0].fact.figures if figure.indicator]
        known = (self._catalogue.indicators[each] for each in dict.fromkeys(named))
        return tuple(indicator for indicator in known if self._catalogue.series(indicator.id))

    def near_places(self, words: str) -> tuple[Name, ...]:
        return tuple(self._names.near(cut(words), PLACES, NEAR_NAMES))

    def _ranked(self, reading: Reading) -> list[Hit]:
        """The facts that explain something of what was asked and are about the places that it names, the best first."""
        locks = self._locks(reading)
        wanted_pairs = pairs(reading.asked)
        subject = self._catalogue.about.subject
        hits = []
        for number, row in self._index.explained(reading.positions).items():
            fact = self._catalogue.facts[number]
            if locks and not any(self._fits_lock(fact, lock, wanted_pairs) for lock in locks):
                continue
            if any(min(row[start:end]) < PLACE_EXPLAINED for start, end in reading.elsewhere):
                continue
            if not all(self._index.has_office(number, office) for office in reading.offices):
                continue
            if self._is_elsewhere(fact, reading, locks):
                continue
            for spans, most in ((reading.words, BROKEN_WORD), (reading.short_names, BROKEN_NAME)):
                for start, end in spans:
                    if not self._index.has(number, "".join(p.text for p in reading.positions[start:end])):
                        row[start:end] = [min(strength, most) for strength in row[start:end]]
            share = explained_share(reading.positions, row)
            if share <= 0:
                continue
            fit = max(weight * alike(wanted_pairs, name) for name, weight in self._fits[fact.id])
            in_title = len(wanted_pairs & self._fits[fact.id][0][0]) / len(wanted_pairs)
            score = share + TIGHT * fit + IN_TITLE * in_title + OLDEST * self._age[fact.id]
            hits.append(Hit(fact, score + prior(fact, subject, bool(locks)), share))
        return sorted(hits, key=lambda hit: (-hit.score, hit.fact.id))

    def _is_elsewhere(self, fact: Fact, reading: Reading, locks: Sequence[Lock]) -> bool:
        """Whether the subject was asked about and the fact is about something else, or about a part of it only."""
        if locks or not reading.about_subject:
            return False
        of_a_part = set(fact.places) != {self._catalogue.about.subject} and not is_shared(fact)
        return fact.context or (reading.about_whole and of_a_part)

    def _fits_lock(self, fact: Fact, lock: Lock, asked: frozenset[str]) -> bool:
        """Whether a fact is about a place; or has a person of that name, whose office is asked about too."""
        if lock.places.intersection(fact.places):
            return True
        office = fact.said_by.office if fact.said_by else None
        return fact.id in lock.namesakes and office is not None and bool(asked & pairs(key(office)))

    def _locks(self, reading: Reading) -> list[Lock]:
        """What each place named in a question locks it to; the subject itself locks nothing."""
        locks = []
        for _, _, name in reading.names:
            places = self._names.targets(name, *PLACES)
            if any(place in self._own_country for place in places):
                continue
            if places and self._catalogue.about.subject not in places:
                inside = frozenset(inner for place in places for inner in self._about(place))
                locks.append(Lock(name, inside, frozenset(self._names.targets(name, "keyword"))))
        return locks

    def _about(self, place_id: str) -> set[str]:
        """The places whose facts are about a place: a city's districts with it, but not a province's cities."""
        place = self._catalogue.place(place_id)
        return self._catalogue.within(place_id) if place and place.kind in SMALL_PLACES else {place_id}

    def _near(self, question: str, hits: Sequence[Hit]) -> tuple[Name, ...]:
        """Names near to the question by spelling; and the titles of facts that explain at least half of it."""
        near = self._names.near(question, SUGGESTED, NEAR_NAMES)
        titles = [fact_name(hit.fact) for hit in hits[:NEAR_NAMES] if hit.explained >= HALF]
        found = {name.target: name for name in reversed([*titles, *near])}
        return tuple({name.key: name for name in reversed(found.values())}.values())[:NEAR_NAMES]


def _has_amount(fact: Fact, question: str) -> bool:
    """Whether a fact can answer how many or how much, if that is asked."""
    if ASKS_MONEY.search(question):
        return any("元" in figure.unit for figure in fact.figures)
    return bool(fact.figures) or not ASKS_AMOUNT.search(question)


def cut(words: str) -> str:
    """Words in their normal form, cut before and after it: one character may stand for many (㍿)."""
    return normal(words[:LONGEST_QUESTION])[:LONGEST_QUESTION]


def fact_name(fact: Fact) -> Name:
    """A fact as a name that can be offered: its title, which has no figure."""
    return Name(fact.title, key(fact.title), "keyword", fact.id)


def _fits(fact: Fact, catalogue: Catalogue) -> list[tuple[frozenset[str], float]]:
    """The names of a fact as pairs of characters, with how much it is its own."""
    measured = [catalogue.indicators[figure.indicator].names for figure in fact.figures if figure.indicator]
    other = [*fact.keywords, *(name for names in measured for name in names)]
    return [(pairs(key(fact.title)), 1.0), *((pairs(key(name)), TIGHT_BY_KEYWORD) for name in other)]


HALF = 0.5  # the share from which a fact's title is worth suggesting

"""Which facts explain a question, how well, and which are about something else than it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue, is_shared, newest_first
from bot.facts import Fact
from bot.search.decide import IN_TITLE, OLDEST, TIGHT, TIGHT_BY_KEYWORD, Hit, alike, explained_share, pairs, prior
from bot.search.index import Index
from bot.search.insists import is_year
from bot.search.names import PLACES, Names
from bot.search.reading import Reading
from bot.text import key

# A place that the base does not know must stand in a fact's own words, pair by pair, for the fact to be about it.
PLACE_EXPLAINED = 0.7
# What the characters of a word explain in a fact that does not have the word: they are other words' characters there.
BROKEN_WORD = 0.2
# The same for a name of the base, which another fact may tell in other words (高新企业, 高新技术企业).
BROKEN_NAME = 0.45
SMALL_PLACES = ("city", "district", "county")


class Lock(NamedTuple):
    """The places that a fact must be about, and the facts that know the same name as a person's or a thing's."""

    name: str
    span: tuple[int, int]
    places: frozenset[str]
    namesakes: frozenset[str]


class Ranking:
    """The facts of a base, ranked by how much of a question they explain."""

    def __init__(self, catalogue: Catalogue, names: Names) -> None:
        self._catalogue = catalogue
        self._names = names
        self._index = Index(catalogue)
        around = (parent for member in catalogue.members for parent in catalogue.parents(member))
        self._own_country = {place.id for place in around if place.kind == "country"}  # 全国 locks nothing
        self._numbers = {fact.id: number for number, fact in enumerate(catalogue.facts)}
        newest = newest_first(catalogue.facts)
        self._fits = {fact.id: _fits(fact, catalogue) for fact in catalogue.facts}
        self._age = {fact.id: position / len(newest) for position, fact in enumerate(newest)}

    def ranked(self, reading: Reading) -> list[Hit]:
        """The facts that explain something of what was asked and are about the places that it names, the best first."""
        locks = self.locks(reading)
        wanted_pairs = pairs(reading.asked)
        subject = self._catalogue.about.subject
        hits = []
        for number, row in self._index.explained(reading.positions).items():
            fact = self._catalogue.facts[number]
            if locks and not any(self.fits_lock(fact, lock, wanted_pairs) for lock in locks):
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
            for lock in locks:
                if not self.fits_lock(fact, lock, wanted_pairs):  # told of as missing, and so not held against it
                    row[slice(*lock.span)] = [1.0] * (lock.span[1] - lock.span[0])
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

    def fits_lock(self, fact: Fact, lock: Lock, asked: frozenset[str]) -> bool:
        """Whether a fact is about a place; or has a person of that name, whose office is asked about too."""
        if lock.places.intersection(fact.places):
            return True
        office = fact.said_by.office if fact.said_by else None
        return fact.id in lock.namesakes and office is not None and bool(asked & pairs(key(office)))

    def locks(self, reading: Reading) -> list[Lock]:
        """What each place named in a question locks it to; the subject itself locks nothing."""
        locks = []
        for start, end, name in reading.names:
            places = self._names.targets(name, *PLACES)
            if any(place in self._own_country for place in places):
                continue
            if places and self._catalogue.about.subject not in places:
                inside = frozenset(inner for place in places for inner in self._about(place))
                locks.append(Lock(name, (start, end), inside, frozenset(self._names.targets(name, "keyword"))))
        return locks

    def _about(self, place_id: str) -> set[str]:
        """The places whose facts are about a place: a city's districts with it, but not a province's cities."""
        place = self._catalogue.place(place_id)
        return self._catalogue.within(place_id) if place and place.kind in SMALL_PLACES else {place_id}

    def has_all(self, fact: Fact, required: Sequence[str]) -> bool:
        """Whether a fact has the years and ordinals that were asked for."""
        return all(
            (is_year(wanted) and fact.when.touches(int(wanted)))
            or (fact.when.day is not None and wanted == f"{fact.when.day.month}月{fact.when.day.day}日")
            or self._index.has(self._numbers[fact.id], wanted)
            for wanted in required
        )


def _fits(fact: Fact, catalogue: Catalogue) -> list[tuple[frozenset[str], float]]:
    """The names of a fact as pairs of characters, with how much it is its own."""
    measured = [catalogue.indicators[figure.indicator].names for figure in fact.figures if figure.indicator]
    other = [*fact.keywords, *(name for names in measured for name in names)]
    return [(pairs(key(fact.title)), 1.0), *((pairs(key(name)), TIGHT_BY_KEYWORD) for name in other)]

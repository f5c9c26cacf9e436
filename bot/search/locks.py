"""What a question locks its answer to: the places that it names. A fact about others is not answered instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.catalogue import SMALL_PLACES, Catalogue
from bot.search.codes import OFFICE, PAIR, PLACE, WHOLE, codes, key, keys, pair_codes
from bot.search.evidence import Evidence
from bot.search.index import TITLE_BIT, Index
from bot.search.insists import OFFICE as OFFICE_NAME
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.postings import NONE
from bot.search.reading import LAST_READ, Reading
from bot.search.wants import Wants

COUNTRY = "country"
NAMES_KEPT = 1024  # of places, with where they stand


@dataclass(frozen=True, slots=True)
class Lock:
    """What a fact must be about: rows of the postings for the places, the same name as a person's, and in a title.

    `name` is the base's for the place, `spelt` how the question has it.
    """

    name: str
    spelt: str
    span: tuple[int, int]
    places: tuple[int, ...]
    namesakes: int
    in_titles: int
    is_own_country: bool  # of which everything is: no reason to say that a fact is not about it
    longer: int  # the longer name that the place's stands in, for the facts that have it
    in_offices: int = NONE  # where an office is asked for: the place in the offices of who speaks


class _Rows(NamedTuple):
    """The rows of the postings that a place's name leads to, and the base's name for the place."""

    shown: str
    places: tuple[int, ...]
    namesakes: int
    in_titles: int
    in_offices: int


class Locks:
    """The locks of questions to a base."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue = catalogue
        self._known = known
        self._index = index
        around = (parent for member in catalogue.every_place if member.member for parent in catalogue.parents(member))
        countries = {place.id for place in catalogue.every_place if place.kind == COUNTRY}
        self._places = lru_cache(maxsize=NAMES_KEPT)(lambda name: known.targets(name, *MEMBER_OR_PLACE))
        self._rows_of = lru_cache(maxsize=NAMES_KEPT)(self._all_rows_of)
        self.of = lru_cache(maxsize=LAST_READ)(self._of)  # they are asked for when facts are ranked, and after it
        # 占全国比重 is not asked of 全国; in a base that does not say who is in it, its only country is its own
        self._own_country = countries.intersection(place.id for place in around)
        if not self._own_country and len(countries) == 1:
            self._own_country = countries

    def _of(self, reading: Reading) -> list[Lock]:
        """What each place named in a question locks it to; the subject itself locks nothing."""
        locks = []
        asks_office = any(map(OFFICE_NAME.fullmatch, reading.by_itself))
        named = [(start, end, name, name) for start, end, name in reading.names]
        for start, end, name, longer in (*named, *reading.inside):
            if not (places := self._places(name)):
                continue
            own = not self._own_country.isdisjoint(places)
            whole = self._index.row(WHOLE, longer) if longer != name else NONE
            is_in_a_measure = longer != name and whole == NONE  # of which no fact is called so: China-Europe trains
            is_rank = reading.claims_rank or reading.wants & Wants.RANK  # which is one among those there
            is_asked_of_all = reading.wants & Wants.SHARE and not is_rank
            if own and (is_in_a_measure or is_asked_of_all):
                continue
            if self._catalogue.about.subject not in places:
                last = tuple(position.text for position in reading.positions[start:end][-2:])
                rows = self._rows_of(name, last)
                office = rows.in_offices if asks_office else NONE
                where = (rows.places, rows.namesakes, rows.in_titles)
                locks.append(Lock(rows.shown, name, (start, end), *where, own, whole, office))
        return locks

    def _all_rows_of(self, name: str, last: tuple[str, ...]) -> _Rows:
        """The rows of the postings for places of that name and what they bring along, and for its `last` tokens."""
        places, postings = self._places(name), self._index.postings
        inside = sorted({inner for place in places for inner in self._catalogue.brought_by(place)})
        shown = next((place.name for each in places if (place := self._catalogue.place(each))), name)
        is_pair = len(last) > 1
        return _Rows(
            shown,
            tuple(postings.rows(keys(PLACE, codes(inside))).tolist()),
            self._index.row(WHOLE, name),
            postings.row(key(PAIR, last)) if is_pair else NONE,
            int(postings.rows(keys(OFFICE, pair_codes(codes(last))))[0]) if is_pair else NONE,
        )

    def without(self, words: str, reading: Reading) -> str:
        """Words without the places that they name."""
        for lock in self.of(reading):
            words = words.replace(lock.spelt, " ")
        return words

    def may_fit(self, locks: Sequence[Lock]) -> npt.NDArray[np.bool_]:
        """Which facts of the base may fit any of the locks."""
        postings = self._index.postings
        found = np.zeros(len(self._index.flags), bool)
        for lock in locks:
            for row in (*lock.places, lock.namesakes, lock.longer, lock.in_offices):
                if row != NONE:
                    found[postings.of(row)[0]] = True
            if lock.in_titles != NONE:
                facts, strengths = postings.of(lock.in_titles)
                found[facts[strengths & TITLE_BIT > 0]] = True
        return found

    def fitting(self, found: Evidence, lock: Lock, reading: Reading) -> npt.NDArray[np.bool_]:
        """Which facts are about a lock's places; or have a person of that name, whose office is asked about too."""
        postings = self._index.postings
        fits = found.having((*lock.places, lock.longer, lock.in_offices), postings) | found.titled_with(*lock.span)
        if lock.namesakes == NONE:
            return fits
        namesakes = found.having([lock.namesakes], postings)
        if namesakes.any():
            parts = codes(position.text for position in reading.positions)
            offices = postings.rows(keys(OFFICE, pair_codes(parts))).tolist()
            is_alone = lock.span[0] <= min(reading.asked_at) and max(reading.asked_at) < lock.span[1]
            if is_alone and reading.wants & (Wants.WORDS | Wants.PERSON):  # a city says nothing, and is nobody
                return namesakes
            fits |= namesakes & found.having(offices, postings)
        return fits

    def fits(self, number: int, lock: Lock) -> bool:
        """Whether a fact is about a lock's places, knows its name as a person's, or has it in its title."""
        only = np.array([number])
        rows = [row for row in (*lock.places, lock.namesakes, lock.longer, lock.in_offices) if row != NONE]
        in_title = lock.spelt in self._index.names_of(number)[0]
        return in_title or any(self._index.postings.strengths_of(row, only)[0] for row in rows)

    def is_of_a_city(self, number: int) -> bool:
        """Whether a fact is about a city, a district or a county, and not about larger places alone."""
        places = map(self._catalogue.place, self._catalogue.facts[number].places)
        return any(place is not None and place.kind in SMALL_PLACES for place in places)

    def is_near(self, number: int, lock: Lock) -> bool:
        """Whether a fact is about a place around one of a lock's, or within it: a district's rank in its city."""
        places = self._known.targets(lock.spelt, *MEMBER_OR_PLACE)
        near = {
            parent.id
            for each in places
            if (place := self._catalogue.place(each))
            for parent in self._catalogue.parents(place)
        }
        near |= {inner for each in places for inner in self._catalogue.within(each)}
        rows = self._index.postings.rows(keys(PLACE, codes(sorted(near)))).tolist()
        only = np.array([number])
        return any(row != NONE and self._index.postings.strengths_of(row, only)[0] for row in rows)

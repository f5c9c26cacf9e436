"""Which facts explain a question, how well, and which are about something else than it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.catalogue import Catalogue
from bot.search.asked import Asked, asked
from bot.search.codes import OFFICE, PAIR, PLACE, SINGLE, WHOLE, Codes, Numbers, code, codes, keys
from bot.search.decide import IN_TITLE, MARGIN, TIGHT, TIGHT_BY_KEYWORD, Hit, Why, alike, explained_share, pairs, prior
from bot.search.evidence import Evidence, any_of, evidence
from bot.search.features import DEPUTY
from bot.search.index import TITLE_BIT, Flag, Index, pair_codes
from bot.search.insists import Wants, is_day, is_month, is_year
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.postings import NONE
from bot.search.reading import Reading

# A place that the base does not know must stand in a fact's own words, pair by pair, for the fact to be about it.
PLACE_EXPLAINED = 0.7
# What the characters of a word explain in a fact that does not have the word: they are other words' characters there.
BROKEN_WORD = 0.2
# The same for a name of the base, which another fact may tell in other words (高新企业, 高新技术企业).
BROKEN_NAME = 0.45
SMALL_PLACES = ("city", "district", "county")
CLOSELY = 48  # candidates that are looked at one by one
SPEAKS = (
    Wants.FIGURE | Wants.SHARE | Wants.DATE | Wants.BEGINNING | Wants.PERSON | Wants.WHAT
)  # what bears on every fact's score
MENTIONED = 0.91  # how well a statement's words explain at most; what is more is a name
HALF_EXPLAINED = 50  # of 100: from here on an alternative is there, and not merely a character of it


@dataclass(frozen=True, slots=True)
class Lock:
    """What a fact must be about: rows of the postings for the places, the same name as a person's, and in a title."""

    name: str
    span: tuple[int, int]
    places: tuple[int, ...]
    namesakes: int
    in_titles: int
    whole: int  # the longer name that the place's stands in, for the facts that have it


class Ranking:
    """The facts of an index, ranked by how much of a question they explain."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue = catalogue
        self._known = known
        self._index = index
        around = (parent for member in catalogue.every_place if member.member for parent in catalogue.parents(member))
        self._own_country = {place.id for place in around if place.kind == "country"}  # 占全国比重 is not asked of 全国
        self._prior = lru_cache(maxsize=None)(self._prior_of_all)
        self._fits = lru_cache(maxsize=4096)(self._fits_anew)

    def ranked(self, reading: Reading) -> list[Hit]:
        """The facts that explain something of what was asked and are about the places that it names, the best first."""
        index, locks = self._index, self.locks(reading)
        question = asked(reading.positions, reading.alternatives, index.postings, doubting=reading.doubting)
        found = evidence(question, reading.positions, index.postings, self._only(locks), index.order)
        if not len(found.facts):
            return []
        fitting = [self._fitting(found, lock, reading) for lock in locks]
        flags = index.flags[found.facts]
        kept = self._about_what_is_asked(reading, found, flags, locks, fitting)
        if reading.wants & (Wants.MONEY | Wants.FIGURE):
            kept &= (flags & (Flag.HAS_MONEY if reading.wants & Wants.MONEY else Flag.HAS_FIGURE)) > 0
            kept &= self._is_named_for(reading, found, locks)
        if reading.wants & (Wants.THINGS | Wants.PEOPLE) and not reading.wants & Wants.SHARE:
            counted = Flag.COUNTS_PEOPLE * bool(reading.wants & Wants.PEOPLE)
            counted |= Flag.COUNTS_THINGS * bool(reading.wants & Wants.THINGS)
            kept &= (flags & counted) > 0
        table = self._explained(reading, found, question, locks, fitting)
        share = np.where(kept, explained_share(reading.positions, table), 0)
        favour = self._prior(reading.wants & SPEAKS, bool(locks))[found.facts]
        closely = self._closest(found, question, share, favour)
        if reading.required and (has := self._has_required(reading, found)).any():
            those = self._closest(found, question, np.where(has, share, 0), favour)
            closely = np.array(list(dict.fromkeys([*those.tolist(), *closely.tolist()])))
        return self._one_by_one(reading, found, closely, table, share, favour)

    def _prior_of_all(self, wants: Wants, place_asked: bool) -> npt.NDArray[np.float32]:
        """What speaks for each fact of the base, for a question that wants this."""
        return prior(self._index.flags, self._index.age, wants, place_asked=place_asked).astype(np.float32)

    def _only(self, locks: Sequence[Lock]) -> Numbers | None:
        """The facts that fit any of the locks, in order; None without a lock."""
        rows = [row for lock in locks for row in (*lock.places, lock.namesakes, lock.whole) if row != NONE]
        if not locks:
            return None
        found = [self._index.postings.of(row)[0] for row in rows]
        for lock in locks:
            if lock.in_titles != NONE:
                numbers, strengths = self._index.postings.of(lock.in_titles)
                found.append(numbers[strengths & TITLE_BIT > 0])
        if len(found) == 1:
            return found[0].astype(np.int64)
        return np.unique(np.concatenate([np.zeros(0, np.uint32), *found])).astype(np.int64)

    def _fitting(self, found: Evidence, lock: Lock, reading: Reading) -> npt.NDArray[np.bool_]:
        """Which facts are about a lock's places; or have a person of that name, whose office is asked about too."""
        postings = self._index.postings
        fits = found.having((*lock.places, lock.whole), postings) | found.titled_with(*lock.span)
        namesakes = found.having([lock.namesakes], postings)
        if namesakes.any():
            parts = codes(position.text for position in reading.positions)
            offices = postings.rows(keys(OFFICE, pair_codes(parts))).tolist()
            fits |= namesakes & found.having(offices, postings)
        return fits

    def _about_what_is_asked(
        self,
        reading: Reading,
        found: Evidence,
        flags: npt.NDArray[np.uint16],
        locks: Sequence[Lock],
        fitting: Sequence[npt.NDArray[np.bool_]],
    ) -> npt.NDArray[np.bool_]:
        kept = np.ones(len(found.facts), bool)
        if locks:
            kept &= np.logical_or.reduce(fitting)
        for start, end in reading.elsewhere:
            kept &= found.table[:, start:end].min(axis=1) >= PLACE_EXPLAINED
        if reading.about_subject and not locks:  # what is background, or about a part only, is about something else
            kept &= (flags & Flag.CONTEXT) == 0
            if reading.about_whole:
                kept &= (flags & (Flag.ONLY_SUBJECT | Flag.SHARED)) > 0
        return kept

    def _is_named_for(self, reading: Reading, found: Evidence, locks: Sequence[Lock]) -> npt.NDArray[np.bool_]:
        """Which facts are named for something that was asked about: a mere mention is not what a figure counts."""
        placed = {at for lock in locks for at in range(*lock.span)}
        asked_about = [at for at, p in enumerate(reading.positions) if p.weight >= 1 and at not in placed]
        if not asked_about:
            return np.ones(len(found.facts), bool)
        sure = np.array([reading.positions[at].sure for at in asked_about], np.float32)
        named = found.table[:, asked_about] > MENTIONED * sure
        in_other_words = found.table[:, len(reading.positions) :] > MENTIONED
        return any_of(np.hstack([named, in_other_words]))

    def _explained(
        self,
        reading: Reading,
        found: Evidence,
        question: Asked,
        locks: Sequence[Lock],
        fitting: Sequence[npt.NDArray[np.bool_]],
    ) -> npt.NDArray[np.float32]:
        """How well each candidate explains each position, when words that it has in part only are held against it."""
        table = found.table[:, : len(reading.positions)].copy()
        for spans, most in ((reading.words, BROKEN_WORD), (reading.short_names, BROKEN_NAME)):
            for start, end in spans:
                broken = ~found.has_all(start, end)
                table[broken, start:end] = np.minimum(table[broken, start:end], np.float32(most))
        for each, start, end in question.alternatives:
            if end > start:
                strength = found.table[:, start:end].min(axis=1)
                strength = np.where(strength * 100 >= HALF_EXPLAINED, strength * np.float32(each.sure), 0)
                span = table[:, each.start : each.end]
                np.maximum(span, strength[:, None], out=span)
        for lock, fits in zip(locks, fitting, strict=True):
            table[~fits, slice(*lock.span)] = 1.0  # told of as missing, and so not held against it
        return table

    def _has_required(self, reading: Reading, found: Evidence) -> npt.NDArray[np.bool_]:
        """Which candidates have the years that were asked for, and seem to have the days and ordinals."""
        has = np.ones(len(found.facts), bool)
        for span in reading.ordinals:
            has &= found.has_all(*span)
        for wanted in reading.required:
            if is_year(wanted):
                begin, end = date(int(wanted), 1, 1).toordinal(), date(int(wanted), 12, 31).toordinal()
                touches = (self._index.first[found.facts] <= end) & (begin <= self._index.last[found.facts])
                row = self._row(SINGLE, wanted)
                has &= touches | found.having([row], self._index.postings)
        return has

    def _closest(
        self, found: Evidence, question: Asked, share: npt.NDArray[np.float64], favour: npt.NDArray[np.float32]
    ) -> Numbers:
        """The candidates that may be the best, or near to it, when their names are looked at, the likeliest first."""
        wanted = max(1, int(question.is_pair.sum()))
        sizes = self._index.title_sizes[found.facts].astype(np.int64)
        title = IN_TITLE * found.in_title / wanted
        likely = share + favour + title + TIGHT * 2 * found.in_title / (wanted + sizes)
        best = likely.max(where=share > 0, initial=0)
        possible = np.flatnonzero((share > 0) & (share + favour + title + TIGHT >= best - MARGIN))
        order = np.lexsort((self._index.order[found.facts[possible]], -likely[possible]))
        return possible[order[:CLOSELY]]

    def _one_by_one(
        self,
        reading: Reading,
        found: Evidence,
        closely: Numbers,
        table: npt.NDArray[np.float32],
        share: npt.NDArray[np.float64],
        favour: npt.NDArray[np.float32],
    ) -> list[Hit]:
        wanted_pairs = pairs(reading.asked)
        hits = []
        for place in closely.tolist():
            number = int(found.facts[place])
            if not all(self._has_office(number, office) for office in reading.offices):
                continue
            fits = self._fits(number)
            fit = max(weight * alike(wanted_pairs, name) for name, weight in fits)
            in_title = len(wanted_pairs & fits[0][0]) / len(wanted_pairs)
            why = Why(tuple(table[place].tolist()), TIGHT * fit, IN_TITLE * in_title, float(favour[place]))
            explained = float(share[place])
            hits.append(Hit(number, explained + why.tight + why.in_title + why.prior, explained, why))
        return sorted(hits, key=lambda hit: (-hit.score, self._index.order[hit.number]))

    def locks(self, reading: Reading) -> list[Lock]:
        """What each place named in a question locks it to; the subject itself locks nothing."""
        locks = []
        named = [(start, end, name, name) for start, end, name in reading.names]
        for start, end, name, longer in (*named, *reading.inside):
            places = self._known.targets(name, *MEMBER_OR_PLACE)
            if not places or (any(place in self._own_country for place in places) and reading.wants & Wants.SHARE):
                continue
            if self._catalogue.about.subject not in places:
                inside = sorted({inner for place in places for inner in self._about(place)})
                rows = self._index.postings.rows(keys(PLACE, codes(inside))).tolist()
                last = codes(position.text for position in reading.positions[start:end][-2:])
                pair = self._index.postings.rows(keys(PAIR, last[:-1], last[1:])).tolist()
                in_titles = pair[0] if pair else NONE
                whole = self._row(WHOLE, longer) if longer != name else NONE
                locks.append(Lock(name, (start, end), tuple(rows), self._row(WHOLE, name), in_titles, whole))
        return locks

    def fits_lock(self, number: int, lock: Lock) -> bool:
        """Whether a fact is about a lock's places, knows its name as a person's, or has it in its title."""
        only = np.array([number])
        rows = [row for row in (*lock.places, lock.namesakes, lock.whole) if row != NONE]
        in_title = lock.name in self._index.names_of(number)[0]
        return in_title or any(self._index.postings.strengths_of(row, only)[0] for row in rows)

    def _about(self, place_id: str) -> set[str]:
        """The places whose facts are about a place: a city's districts with it, but not a province's cities."""
        place = self._catalogue.place(place_id)
        return self._catalogue.within(place_id) if place and place.kind in SMALL_PLACES else {place_id}

    def has_all(self, number: int, required: Sequence[str]) -> bool:
        """Whether a fact has the years, days and ordinals that were asked for."""
        first, last = (date.fromordinal(int(moment[number])) for moment in (self._index.first, self._index.last))
        for wanted in required:
            if wanted.replace("第一", "首", 1) in self._index.text_of(number):
                continue
            if is_year(wanted) and first.year <= int(wanted) <= last.year:
                continue
            if is_day(wanted) and first == last and wanted == f"{first.month}月{first.day}日":
                continue
            if is_month(wanted) and first.year == last.year and wanted in (f"{first.month}月", f"{last.month}月"):
                continue
            if wanted not in self._index.text_of(number):
                return False
        return True

    def named(self, spelt: str) -> list[int]:
        """The facts of which this is a name to the letter, marks and spaces aside (1+7+N)."""
        row = self._row(WHOLE, spelt)
        return [] if row == NONE else self._index.postings.of(row)[0].tolist()

    def _has_office(self, number: int, office: str) -> bool:
        """Whether a fact names an office; a deputy's is another one."""
        text = self._index.text_of(number)  # with its marks: 科技部“长三角 is no 部长
        return re.search(f"(?<!{DEPUTY}){re.escape(office)}", text) is not None

    def _fits_anew(self, number: int) -> list[tuple[frozenset[str], float]]:
        """The names of a fact as pairs of characters, with how much each is its own."""
        title, *others = self._index.names_of(number)
        return [(pairs(title), 1.0), *((pairs(name), TIGHT_BY_KEYWORD) for name in others)]

    def _row(self, salt: np.uint64, text: str) -> int:
        wanted: Codes = keys(salt, np.array([code(text)], np.uint64))
        return int(self._index.postings.rows(wanted)[0])

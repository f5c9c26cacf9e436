"""Which facts explain a question, how well, and which are about something else than it names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.catalogue import Catalogue
from bot.search.asked import QuestionFeatures, asked
from bot.search.bounds import by_features, explained_at_most
from bot.search.codes import SINGLE, WHOLE, Numbers
from bot.search.dated import has_required
from bot.search.decide import (
    EXPLAINED_FROM,
    IN_TITLE,
    MARGIN,
    OF_THAT_YEAR,
    TELLS_LIGHT_WORDS,
    TIGHT,
    TIGHT_BY_KEYWORD,
    TOLD_BY_SOME,
    WITHOUT_A_PLACE,
    Hit,
    Why,
    alike,
    explained_share,
    is_enough,
    prior,
    tells_what_is_wanted,
)
from bot.search.evidence import Evidence, any_of, evidence
from bot.search.explained import explained, unseen
from bot.search.index import Flag, Index
from bot.search.insists import by_itself, is_year
from bot.search.known import Known
from bot.search.locks import Lock, Locks
from bot.search.postings import NONE
from bot.search.reading import Reading
from bot.search.wants import Wants
from bot.text import pairs

# A place that the base does not know must stand in a fact's own words, pair by pair, for the fact to be about it.
PLACE_EXPLAINED = 0.7
# What a character costs on top that no fact has.
UNSEEN = 0.08
KINDS_KEPT = 16  # of questions, of which what speaks for each fact is kept: four bytes a fact
CLOSELY = 48  # candidates that are looked at one by one
BEARS_ON_PRIOR = (  # what bears on every fact's score
    Wants.FIGURE
    | Wants.SHARE
    | Wants.DATE
    | Wants.BEGINNING
    | Wants.PERSON
    | Wants.MAKER
    | Wants.WHAT
    | Wants.PURPOSE
    | Wants.WORDS
)
MENTIONED = 0.91  # how well a statement's words explain at most; what is more is a name
# What a fact must have of a question's words to be worth offering where nothing answers it.
MENTIONED_WEIGHT, MENTIONED_SHARE = 3.0, 0.35


class Ranking:
    """The facts of an index, ranked by how much of a question they explain."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue = catalogue
        self._known = known
        self._index = index
        self.locks = Locks(catalogue, known, index)
        self._prior = lru_cache(maxsize=KINDS_KEPT)(self._prior_of_all)
        self._fits = lru_cache(maxsize=4096)(self._fits_anew)

    def ranked(self, reading: Reading, at_least: float = 0.0) -> list[Hit]:
        """The facts that explain something of what was asked and are about the places that it names, the best first.

        None where it is seen beforehand that no fact explains `at_least` so much.
        """
        locks = self.locks.of(reading)
        question = self._features(reading)
        if at_least and explained_at_most(by_features(reading, question), 1.0, reading, question, locks) < at_least:
            return []
        found = self._evidence(question, reading, locks)
        if not len(found.facts):
            return []
        if at_least and at_least > explained_at_most(
            found.table, found.of_alternatives(question), reading, question, locks
        ):
            return []
        fitting = [self.locks.fitting(found, lock, reading) for lock in locks]
        flags = self._index.flags[found.facts]
        kept = self._about_what_is_asked(reading, found, flags, locks, fitting)
        if reading.about_whole and locks and reading.wants & Wants.SHARE:  # of one in another: it tells of both
            kept &= (flags & Flag.OF_SUBJECT) > 0
        if reading.wants & TOLD_BY_SOME:
            # whose place is not named, that of each is asked for: their order
            kept &= tells_what_is_wanted(flags, reading.wants if locks else reading.wants & ~Wants.RANK)
        if reading.wants & (Wants.MONEY | Wants.FIGURE):
            kept &= self._is_named_for(reading, found, question, locks)
        table = explained(reading, found, question, locks, fitting)
        share = explained_share(reading.positions, table) - UNSEEN * unseen(reading, question)
        share = np.where(kept, np.maximum(0, share), 0)
        if at_least and share.max() < at_least:
            return []
        favour = self._prior(reading.wants & BEARS_ON_PRIOR, bool(locks))[found.facts]
        if light := [at for at, position in enumerate(reading.positions) if 0 < position.weight < 1]:
            favour = favour + TELLS_LIGHT_WORDS * (table[:, light] >= EXPLAINED_FROM).mean(axis=1, dtype=np.float32)
        favour = favour + OF_THAT_YEAR * self._is_of_a_year(reading, found)
        if len(fitting) > 1:
            favour -= WITHOUT_A_PLACE * (len(fitting) - np.add.reduce(fitting, dtype=np.float32))
        closely = self._closest(found, question, share, favour)
        if reading.required and (has := self._has_required(reading, found)).any():
            those = self._closest(found, question, np.where(has, share, 0), favour)
            closely = np.array(list(dict.fromkeys([*those.tolist(), *closely.tolist()])), np.int64)
        return self._one_by_one(reading, found, closely, table, share, favour)

    def mentioning(self, reading: Reading, most: int) -> list[int]:
        """The facts that have much of a question's words, whatever they tell, in the places asked for; the best first.

        They are no answers: what may have been meant. Where none is in those places, what another place has.
        """
        locks = self.locks.of(reading)
        weights = np.array([position.weight for position in reading.positions], np.float32)
        for lock in locks:  # what only has the place has nothing of what is asked of it
            weights[slice(*lock.span)] = 0
        found = self._mentioning(reading, most, weights, locks)
        says_something = (weights >= 1).any()  # 人 of 有多少人 stands in anything
        is_of_others = locks and not found and says_something and not reading.by_itself  # another's office is another
        return self._mentioning(reading, most, weights, ()) if is_of_others else found

    def _mentioning(
        self, reading: Reading, most: int, weights: npt.NDArray[np.float32], locks: Sequence[Lock]
    ) -> list[int]:
        question = self._features(reading)
        found = self._evidence(question, reading, locks)
        if not len(found.facts) or not weights.sum():
            return []
        fitting = [self.locks.fitting(found, lock, reading) for lock in locks]
        table = explained(reading, found, question, locks, fitting)
        # no matrix product: that of single floats warns, once in many thousand times, of values that are none
        told = (np.where(table >= EXPLAINED_FROM, table, 0) * weights).sum(axis=1)
        told += self._prior(reading.wants & BEARS_ON_PRIOR, bool(locks))[found.facts]
        most_told = min(MENTIONED_WEIGHT, float(weights.sum()))  # all of a short question will do, too
        enough = np.flatnonzero((told >= most_told) & (told >= MENTIONED_SHARE * weights.sum()))
        order = enough[np.lexsort((self._index.order[found.facts[enough]], -told[enough]))][:most]
        numbers: list[int] = found.facts[order].tolist()
        return numbers

    def _features(self, reading: Reading) -> QuestionFeatures:
        postings = self._index.postings
        return asked(reading.positions, reading.alternatives, postings, doubting=reading.doubting)

    def _evidence(self, question: QuestionFeatures, reading: Reading, locks: Sequence[Lock]) -> Evidence:
        """What is known of the facts that have any of a question's features."""
        fitting = self.locks.may_fit(locks) if locks else None
        return evidence(question, reading.positions, self._index.postings, fitting, self._index.order)

    def _prior_of_all(self, wants: Wants, place_asked: bool) -> npt.NDArray[np.float32]:
        """What speaks for each fact of the base, for a question that wants this."""
        return prior(self._index.flags, self._index.age, wants, place_asked=place_asked).astype(np.float32)

    def _about_what_is_asked(
        self,
        reading: Reading,
        found: Evidence,
        flags: npt.NDArray[np.uint32],
        locks: Sequence[Lock],
        fitting: Sequence[npt.NDArray[np.bool_]],
    ) -> npt.NDArray[np.bool_]:
        kept = np.logical_or.reduce(fitting) if locks else np.ones(len(found.facts), bool)
        for start, end in reading.elsewhere:
            kept &= found.table[:, start:end].min(axis=1) >= PLACE_EXPLAINED
        for start, end in reading.others:  # 甬江|… is in no fact that has another 江
            kept &= found.has_all(start, end)
        if reading.about_subject and not locks:  # what is background, or about a part only, is about something else
            kept &= (flags & Flag.CONTEXT) == 0
            if reading.about_whole:
                is_of_all = (flags & (Flag.ONLY_SUBJECT | Flag.SHARED)) > 0
                if reading.wants & (Wants.PLACE | Wants.DATE):  # an event of all of it, wherever that took place
                    kind = flags & (Flag.OF_SUBJECT | Flag.HAPPENED | Flag.HAS_FIGURE)
                    is_of_all |= kind == Flag.OF_SUBJECT | Flag.HAPPENED
                kept &= is_of_all
        return kept

    def _is_named_for(
        self, reading: Reading, found: Evidence, question: QuestionFeatures, locks: Sequence[Lock]
    ) -> npt.NDArray[np.bool_]:
        """Which facts are named for something that was asked about: a mere mention is not what a figure counts."""
        placed = {at for lock in locks for at in range(*lock.span)}
        asked_about = [at for at in reading.asked_at if at not in placed]
        if not asked_about:
            return np.ones(len(found.facts), bool)
        sure = np.array([reading.positions[at].sure for at in asked_about], np.float32)
        named = found.table[:, asked_about] > MENTIONED * sure
        in_other_words = found.of_alternatives(question) > MENTIONED
        return any_of(named) | any_of(in_other_words)

    def _is_of_a_year(self, reading: Reading, found: Evidence) -> npt.NDArray[np.float32]:
        """Which candidates (1, else 0) speak of a year that was asked for, and not of several of which it is one."""
        of_it = np.zeros(len(found.facts), np.float32)
        for wanted in filter(is_year, reading.required):
            begin, end = _days_of(wanted)
            of_it[(self._index.first[found.facts] >= begin) & (self._index.last[found.facts] <= end)] = 1
        return of_it

    def _has_required(self, reading: Reading, found: Evidence) -> npt.NDArray[np.bool_]:
        """Which candidates have the years that were asked for, and seem to have the days and ordinals."""
        has = np.ones(len(found.facts), bool)
        for span in reading.not_years:
            has &= found.has_all(*span)
        for wanted in reading.required:
            if is_year(wanted):
                begin, end = _days_of(wanted)
                touches = (self._index.first[found.facts] <= end) & (begin <= self._index.last[found.facts])
                row = self._index.row(SINGLE, [wanted])
                has &= touches | found.having([row], self._index.postings)
        return has

    def _closest(
        self,
        found: Evidence,
        question: QuestionFeatures,
        share: npt.NDArray[np.float64],
        favour: npt.NDArray[np.float32],
    ) -> Numbers:
        """The candidates that may be the best, or near to it, when their names are looked at, the likeliest first."""
        wanted = max(1, int(np.count_nonzero(question.in_names)))
        sizes = self._index.title_sizes[found.facts].astype(np.int64)
        title = IN_TITLE * found.in_title / wanted
        likely = share + favour + title + TIGHT * 2 * found.in_title / (wanted + sizes)
        best = likely.max(where=share > 0, initial=0)
        possible: Numbers = ((share > 0) & (share + favour + title + TIGHT >= best - MARGIN)).nonzero()[0]
        if len(possible) < 2:  # the usual case
            return possible
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
        other_words = self._in_other_words(reading)
        hits = []
        columns = (found.facts[closely], table[closely], share[closely], favour[closely])
        for number, row, told, favoured in zip(*(column.tolist() for column in columns), strict=True):
            if reading.by_itself and not self._has_by_itself(number, reading.by_itself):
                continue
            fits = self._fits(number)
            fit = max(weight * alike(wanted_pairs, name) for name, weight in fits)
            in_title = len(wanted_pairs & fits[0][0]) / len(wanted_pairs)
            for other, sure in other_words:
                in_title = max(in_title, sure * len(other & fits[0][0]) / len(other))
            why = Why(tuple(row), TIGHT * fit, IN_TITLE * in_title, favoured)
            score = told + why.tight + why.in_title + why.prior
            hits.append(Hit(number, score, told, why, is_enough(told, why.row, reading)))
        return sorted(hits, key=lambda hit: (not hit.is_enough, -hit.score, self._index.order[hit.number]))

    def _has_by_itself(self, number: int, names: Sequence[str]) -> bool:
        text = self._index.text_of(number)  # with its marks: 科技部“长三角 is no 部长
        return all(by_itself(name).search(text) for name in names)

    def _in_other_words(self, reading: Reading) -> list[tuple[frozenset[str], float]]:
        """The pairs of what may stand for all of a question, and how sure that is: a title may be in other words."""
        asked = reading.asked_at
        return [
            (pairs(each.text), each.sure)
            for each in reading.alternatives
            if asked and each.start <= asked[0] and asked[-1] < each.end
        ]

    def has_required(self, number: int, required: Sequence[str]) -> bool:
        """Whether a fact has the years, days and ordinals that were asked for."""
        return has_required(self._index, number, required)

    def named(self, spelt: str) -> list[int]:
        """The facts of which this is a name to the letter, marks and spaces aside (1+7+N)."""
        row = self._index.row(WHOLE, spelt)
        return [] if row == NONE else self._index.postings.of(row)[0].tolist()

    def _fits_anew(self, number: int) -> list[tuple[frozenset[str], float]]:
        """The names of a fact as pairs of characters, with how much each is its own."""
        title, *others = self._index.names_of(number)
        return [(pairs(title), 1.0), *((pairs(name), TIGHT_BY_KEYWORD) for name in others)]


def _days_of(year: str) -> tuple[int, int]:
    """The first and the last day of a year."""
    return date(int(year), 1, 1).toordinal(), date(int(year), 12, 31).toordinal()

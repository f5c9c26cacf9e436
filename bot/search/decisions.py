"""From a question to a decision: read it, rank the facts, decide; and once more before saying no, with more doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.search.clauses import clauses
from bot.search.decide import Hit, Verdict, left_over, verdict
from bot.search.framing import without_frame
from bot.search.index import Index
from bot.search.known import Known
from bot.search.lexicon import SHORTEST
from bot.search.meant import Meant
from bot.search.point import asks_for_districts, misses_the_point
from bot.search.rank import Ranking
from bot.search.reading import LAST_READ, Reading, read, read_again
from bot.search.reported import asked_of_it
from bot.search.slips import mended
from bot.search.wants import ASKING, Wants

SHORT = 4  # units of a question of which one error may leave nothing
LONGEST_DOUBTED = 20  # units; in a longer question one error does not decide
# Chosen on the half `choose` of tests/search/questions.tsv, false answers first.
NEAR_AT_ALL = 0.35  # what some fact must explain for one more error to be worth looking for
SURELY = 0.86  # what a fact must explain of a question of which ordinary words were doubted, or a clause left out
READ_FOR_SLIPS = 3  # facts that are near to a question without an answer
MOST_CLAUSES = 4  # of a question of which one may be left out: each is read by itself


class Decision(NamedTuple):
    """How a question was read, what was decided on it, and the hits: those decided on, and all.

    `beside_the_point`: whether it is a no although the best hit explains enough.
    """

    reading: Reading
    verdict: Verdict
    hits: Sequence[Hit]
    every: Sequence[Hit]
    beside_the_point: bool = False

    @property
    def lacks_nothing(self) -> bool:
        """Whether something was decided on that has all verbs of the question."""
        return self.verdict is not Verdict.NONE and not left_over(self.hits[0], self.reading)


def bound_to(reading: Reading) -> tuple[object, ...]:
    """What must not be left out of a question: years, sessions, offices and places elsewhere."""
    return reading.required, reading.by_itself, len(reading.elsewhere)


def _insists(reading: Reading) -> tuple[object, ...]:
    """What reading with doubt must not change: the same, and the claims."""
    return *bound_to(reading), reading.claims


def is_sure(decision: Decision) -> bool:
    return decision.verdict is not Verdict.NONE and decision.hits[0].explained >= SURELY


def _is_one_guess(reading: Reading) -> bool:
    """Whether all that is asked about is two characters of which one was put right (高交 as 高校)."""
    asked = [reading.positions[at] for at in reading.asked_at]
    return len(asked) <= SHORTEST and not reading.about_subject and all(each.sure < 1 for each in asked)


def _is_digits(reading: Reading) -> bool:
    """Whether all that is asked about is single digits, which stand in every text (1+1)."""
    asked = (reading.positions[at] for at in reading.asked_at)
    return all(each.kind == "number" and len(each.text) == 1 for each in asked)


def _is_one_word(reading: Reading) -> bool:
    """Whether all that is asked about is one word of the language, as it was typed: that is no error (通过率)."""
    first, last = reading.asked_at[0], reading.asked_at[-1]
    typed = all(position.sure == 1 for position in reading.positions)
    return typed and any(start <= first and last < end for start, end in reading.words)


class Decisions:
    """Decides on questions by the numbers of facts."""

    def __init__(self, known: Known, index: Index, ranking: Ranking) -> None:
        self._known = known
        self._index = index
        self._ranking = ranking
        self._meant = Meant(known, index, ranking)
        # one message is read for several purposes: a card, a membership, a fact
        self.read = lru_cache(maxsize=LAST_READ)(lambda question: read(question, known))

    def decided(self, question: str) -> Decision:
        """What the base has to say to a question (cut and in its normal form)."""
        decision, core = self._once_or_twice(question), without_frame(question)
        if core != question and self._may_say_more(core, decision):
            of_core = self._once_or_twice(core)
            if self._is_better_put(of_core, decision):
                return of_core
        if decision.verdict is not Verdict.NONE:
            return decision
        for asked in asked_of_it(question):
            of_it = self._once_or_twice(asked)
            if is_sure(of_it) and of_it.lacks_nothing and self._is_of_it(of_it, core):
                return of_it
        if rest := self._without_asides(core):
            of_rest = self._once_or_twice(rest)
            if is_sure(of_rest) and _insists(of_rest.reading) == _insists(decision.reading):
                return of_rest
        return decision

    def _may_say_more(self, core: str, decision: Decision) -> bool:
        """Whether what is left of a question may tell more than all of it, of which something is lacking or unread."""
        return not decision.lacks_nothing or len(self.read(core).claims) > len(decision.reading.claims)

    def _is_better_put(self, of_core: Decision, decision: Decision) -> bool:
        """Whether what is left of a question without what is put around it is rather to be answered than the whole."""
        if (
            of_core.verdict is Verdict.NONE
            or not of_core.reading.names
            or bound_to(of_core.reading) != bound_to(decision.reading)
        ):
            return False
        if decision.verdict is Verdict.NONE:
            return True
        says_more = not decision.lacks_nothing or len(of_core.reading.claims) > len(decision.reading.claims)
        return says_more and of_core.lacks_nothing and of_core.hits[0].number == decision.hits[0].number

    def _is_of_it(self, decision: Decision, said: str) -> bool:
        """Whether a fact is about all places that a message names in any clause, and not only places were asked for."""
        locks = self._ranking.locks
        places = {at for lock in locks.of(decision.reading) for at in range(*lock.span)}
        readings = [self.read(clause) for clause in clauses(said)]
        named = (lock for reading in readings for lock in locks.of(reading) if not lock.is_own_country)
        return (
            not places.issuperset(decision.reading.asked_at)
            and not any(reading.elsewhere for reading in readings)
            and all(locks.fits(decision.hits[0].number, lock) for lock in named)
        )

    def _once_or_twice(self, question: str) -> Decision:
        """The decision as the question reads; or, before a no, with what may be errors put right, if that is sure."""
        first = self._decided(self.read(question))
        if first.verdict is not Verdict.NONE or not first.reading.asked or _is_one_word(first.reading):
            return first
        if asks_for_districts(question):  # of which none are told: 哪几个区 is no slip for 各区
            return first
        long = len(first.reading.positions)
        far = not first.every or first.every[0].explained < NEAR_AT_ALL
        if (far and long > SHORT) or long > LONGEST_DOUBTED:
            return first
        return self._doubted(question, first) or self._without_slips(question, first) or first

    def _doubted(self, question: str, no: Decision) -> Decision | None:
        """The decision where ordinary words may be errors, if that is sure."""
        reading = read_again(question, no.reading, self._known)
        if _insists(reading) != _insists(no.reading) or _is_one_guess(reading):
            return None
        decision = self._decided(reading, SURELY)
        return decision if is_sure(decision) else None

    def _without_slips(self, question: str, no: Decision) -> Decision | None:
        """The decision on a question with its slips put right after the text of a fact that is near to it, if sure."""
        for hit in no.every[:READ_FOR_SLIPS]:
            found = mended(question, self._index.text_of(hit.number), self._known.lexicon)
            if found is None:
                continue
            reading = self.read(found.question)
            if _insists(reading) != _insists(no.reading):
                continue
            decision = self._decided(reading, SURELY)
            if is_sure(decision) and decision.lacks_nothing and decision.hits[0].number == hit.number:
                corrected = replace(reading, corrections=(*reading.corrections, *found.corrections))
                return decision._replace(reading=corrected)
        return None

    def _without_asides(self, question: str) -> str:
        """A question without the clauses that name nothing of the base and ask nothing (精确到月即可); else nothing."""
        every = clauses(question)
        if len(every) > MOST_CLAUSES:
            return ""
        kept = [clause for clause in every if ASKING.search(clause) or not self._is_aside(self.read(clause))]
        return " ".join(kept) if 0 < len(kept) < len(every) else ""

    def _is_aside(self, reading: Reading) -> bool:
        return bool(reading.asked) and not (reading.names or reading.insisted_at or reading.elsewhere or reading.wants)

    def _decided(self, reading: Reading, at_least: float = 0.0) -> Decision:
        """The decision on a reading; a no where it is seen beforehand that no fact explains `at_least` so much."""
        if not reading.asked or self._asks_who_did_it(reading) or _is_digits(reading):
            return Decision(reading, Verdict.NONE, (), ())
        every = self._ranking.ranked(reading, at_least)
        hits = self._meant.first(every, reading)
        decided = verdict(hits, self._index)
        if decided is not Verdict.NONE and misses_the_point(hits[0], reading, self._ranking.locks, self._index):
            return Decision(reading, Verdict.NONE, hits, every, beside_the_point=True)
        return Decision(reading, decided, hits, every)

    def _asks_who_did_it(self, reading: Reading) -> bool:
        """Whether it is asked who did something, to the subject or to nothing, in no more than a verb (谁批准的)."""
        asks_who = bool(reading.wants & (Wants.PERSON | Wants.MAKER))
        return asks_who and reading.passing.issuperset(reading.asked_at)

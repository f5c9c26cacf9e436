"""From a question to a decision: read it, rank the facts, decide; and once more before saying no, with more doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.search.claims import Claim
from bot.search.clauses import clauses
from bot.search.decide import MARGIN, Hit, Verdict, left_over, verdict
from bot.search.framing import without_frame
from bot.search.index import Flag, Index
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.lexicon import NAMES, SHORTEST
from bot.search.point import asks_for_districts, misses_the_point
from bot.search.rank import Ranking
from bot.search.reading import LAST_READ, Reading, read
from bot.search.reported import asked_of_it
from bot.search.saying import says
from bot.search.slips import mended
from bot.search.wants import ASKING, Wants, asks_how_many, asks_in_other_units, is_counted
from bot.text import tokens

SHORT = 4  # units of a question of which one error may leave nothing
OWN_NAME = 4  # characters of a name that tells whose it is
LONGEST_DOUBTED = 20  # units; in a longer question one error does not decide
ABOUT_IT = 0.5  # of a question: a fact that tells this much of a session that was asked for is about that session
# Chosen on the half `choose` of tests/search/questions.tsv, false answers first.
MUCH_LESS = 0.12  # what another year's fact explains more, when it is rather what is meant
MUCH_WORSE = 0.25  # the same of their scores
NEAR_AT_ALL = 0.35  # what some fact must explain for one more error to be worth looking for
SURELY = 0.86  # what a fact must explain of a question of which ordinary words were doubted, or a clause left out
NEARLY_AS_MUCH = 0.2  # less than the best: a fact that has a claimed figure of which there are hardly two
NEAR_THE_BEST = 0.12  # in score: a fact that counts what it is asked how many there are of, beside one that does not
COUNTED = 3  # characters of a name of what is counted; a shorter one is counted in too many ways
IN_BETWEEN = "[^0-9,，。;；|]{0,2}"  # 大型仪器 is 大型科学仪器
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
        # one message is read for several purposes: a card, a membership, a fact
        self.read = lru_cache(maxsize=LAST_READ)(lambda question: read(question, known))

    def decided(self, question: str) -> Decision:
        """What the base has to say to a question (cut and in its normal form)."""
        decision, core = self._once_or_twice(question), without_frame(question)
        is_worth_it = not decision.lacks_nothing or len(self.read(core).claims) > len(decision.reading.claims)
        if core != question and is_worth_it:
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
        reading = read(question, self._known, doubting=True)
        if _insists(reading) != _insists(no.reading):
            return None
        decision = self._decided(reading)
        return decision if is_sure(decision) and not _is_one_guess(reading) else None

    def _without_slips(self, question: str, no: Decision) -> Decision | None:
        """The decision on a question with its slips put right after the text of a fact that is near to it, if sure."""
        for hit in no.every[:READ_FOR_SLIPS]:
            found = mended(question, self._index.text_of(hit.number), self._known.lexicon)
            if found is None:
                continue
            reading = self.read(found.question)
            if _insists(reading) != _insists(no.reading):
                continue
            decision = self._decided(reading)
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

    def _decided(self, reading: Reading) -> Decision:
        if not reading.asked or self._asks_who_did_it(reading) or _is_digits(reading):
            return Decision(reading, Verdict.NONE, (), ())
        every = self._ranking.ranked(reading)
        hits = every
        if reading.required:
            having = [hit for hit in every if self._ranking.has_required(hit.number, reading.required)]
            hits = every if self._is_another_year_meant(reading, having, every) else having
        hits = self._counting_first(self._called_so_first(hits, reading), reading)
        hits = self._measuring_first(hits, reading)
        hits = self._confirming(hits, reading.claims) or hits
        decided = verdict(hits, self._index)
        if decided is not Verdict.NONE and misses_the_point(hits[0], reading, self._ranking.locks, self._index):
            return Decision(reading, Verdict.NONE, hits, every, beside_the_point=True)
        return Decision(reading, decided, hits, every)

    def _called_so_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """The hits, those first that are called what is asked, where the best only has it across the edge of a word."""
        if not hits or not self._is_cut(reading.asked, self._index.names_of(hits[0].number)[0]):
            return hits
        called = set(self._ranking.named(reading.asked))
        return sorted(hits, key=lambda hit: not (hit.number in called and hit.is_enough))

    def _counting_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """The hits, those first that count what it is asked how many there are of, where the best only mentions it."""
        named = [each for each in reading.names if each[0] in reading.asked_at and each[1] - each[0] >= COUNTED]
        if not hits or not named or not asks_how_many(reading.text):
            return hits
        best, name = hits[0], named[-1][2]
        if self._known.targets(name, *MEMBER_OR_PLACE):
            return hits
        thing = IN_BETWEEN.join(map(re.escape, name))
        near = [hit for hit in hits if hit.explained >= best.explained and hit.score >= best.score - NEAR_THE_BEST]
        counting = [hit for hit in near if is_counted(thing, self._index.text_of(hit.number))]
        if not counting or best in counting:
            return hits
        return [*counting, *(hit for hit in hits if hit not in counting)]

    def _measuring_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """The hits, those first that have the length, area or duration that is asked for, where the best has none.

        Only of those that tell as much of the question, which is of the same thing then.
        """
        if not hits or not asks_in_other_units(reading.text, self._index.text_of(hits[0].number)):
            return hits
        as_much = (hit for hit in hits if hit.explained >= hits[0].explained)
        telling = [hit for hit in as_much if not asks_in_other_units(reading.text, self._index.text_of(hit.number))]
        return [*telling, *(hit for hit in hits if hit not in telling)]

    def _is_cut(self, asked: str, title: str) -> bool:
        """Whether words stand in a title so that a name of the base begins inside of them and ends behind them."""
        start = title.find(asked) if asked else -1
        end = start + len(asked)
        if start < 0 or end == len(title):
            return False
        windows = self._known.lexicon.exact(tuple(token.text for token in tokens(title)))
        return any(window.kind & NAMES and start < window.start < end < window.end for window in windows)

    def _asks_who_did_it(self, reading: Reading) -> bool:
        """Whether it is asked who did something, to the subject or to nothing, in no more than a verb (谁批准的)."""
        asks_who = bool(reading.wants & (Wants.PERSON | Wants.MAKER))
        return asks_who and reading.passing.issuperset(reading.asked_at)

    def _confirming(self, hits: Sequence[Hit], claims: Sequence[Claim]) -> list[Hit]:
        """Of the hits that tell of the same as the best one, in other words or at another time, those with all claims.

        What has the amount that is claimed and tells of something else confirms nothing.
        """
        if not claims or not hits or not hits[0].is_enough:
            return []
        best = hits[0]
        are_telling = all(claim.is_telling for claim in claims)

        def tells_of_it(hit: Hit) -> bool:
            as_much = hit.score >= best.score - MARGIN and hit.explained >= best.explained
            as_much |= are_telling and hit.is_enough and hit.explained >= best.explained - NEARLY_AS_MUCH
            return as_much or self._index.is_of_one_series(best.number, hit.number)

        told = ((hit, self._index.text_of(hit.number)) for hit in filter(tells_of_it, hits))
        return [hit for hit, text in told if all(says(claim, text) for claim in claims)]

    def _is_another_year_meant(self, reading: Reading, hits: Sequence[Hit], every: Sequence[Hit]) -> bool:
        """Whether the hits of the year (or session) that was asked for answer less well than those of another one."""
        if verdict(every, self._index) is Verdict.NONE:
            return False
        if reading.not_years and hits and hits[0].explained >= ABOUT_IT:
            return False  # another session is another thing, however well it is told
        if verdict(hits, self._index) is Verdict.NONE:
            return True
        best, other = hits[0], every[0]
        if self._is_called(other, reading) and not self._is_called(best, reading):
            return True
        if other.explained - best.explained > MUCH_LESS or other.score - best.score > MUCH_WORSE:
            return True
        flags = self._index.flags
        if reading.about_subject and self._is_of_a_part(best, reading) and flags[other.number] & Flag.OF_SUBJECT:
            return True  # another year's figure of all is nearer than a part's of that year
        is_count = reading.wants & Wants.FIGURE and not reading.wants & Wants.SHARE  # how many is not what share
        if is_count and flags[best.number] & Flag.SHARE and not flags[other.number] & Flag.SHARE:
            return True
        only_background = flags[best.number] & Flag.CONTEXT and not flags[other.number] & Flag.CONTEXT
        return bool(only_background and not flags[best.number] & Flag.HAPPENED and not self._ranking.locks.of(reading))

    def _is_of_a_part(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact has the figure of a place, where one is asked for and no place is."""
        of_all = self._index.flags[hit.number] & (Flag.OF_SUBJECT | Flag.SHARED | Flag.CONTEXT)
        return bool(reading.wants & Wants.FIGURE) and not of_all and not self._ranking.locks.of(reading)

    def _is_called(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact has a longer word of the question for a name of its own, or in its title."""
        title, *names = self._index.names_of(hit.number)
        own = (name for start, end, name in reading.names if end - start >= OWN_NAME)
        return any(name in title or name in names for name in own)

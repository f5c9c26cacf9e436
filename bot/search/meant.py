"""Which of the ranked facts are meant: of the year asked for, called so, counting or measuring it, confirming it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.counting import A_SESSION, SESSIONS
from bot.search.claims import Claim
from bot.search.decide import ENOUGH, EXPLAINED_FROM, MARGIN, Hit, Verdict, verdict
from bot.search.index import Flag, Index
from bot.search.insists import is_time, is_year
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.lexicon import NAMES
from bot.search.rank import Ranking
from bot.search.reading import Reading
from bot.search.saying import says
from bot.search.wants import Wants, asks_how_many, asks_in_other_units, asks_in_units, is_counted
from bot.text import tokens
from bot.verbs import FOUNDED, OPENED

OWN_NAME = 4  # characters of a name that tells whose it is
ABOUT_IT = 0.5  # of a question: a fact that tells this much of a session that was asked for is about that session
# Chosen on the half `choose` of tests/search/questions.tsv, false answers first.
MUCH_LESS = 0.12  # what another year's fact explains more, when it is rather what is meant
MUCH_WORSE = 0.25  # the same of their scores
NEARLY_AS_MUCH = 0.2  # less than the best: a fact that has a claimed figure of which there are hardly two
NEAR_THE_BEST = 0.12  # in score: a fact that counts what it is asked how many there are of, beside one that does not
COUNTED = 3  # characters of a name of what is counted; a shorter one is counted in too many ways
_WHICH_SESSION = re.compile(f"第几[{SESSIONS}]")
_CAME_TO_BE = re.compile(f"{FOUNDED}|{OPENED}")
IN_BETWEEN = "[^0-9,，。;；|]{0,2}"  # 大型仪器 is 大型科学仪器


class Meant:
    """Orders what was ranked before it is decided on."""

    def __init__(self, known: Known, index: Index, ranking: Ranking) -> None:
        self._known = known
        self._index = index
        self._ranking = ranking

    def first(self, every: Sequence[Hit], reading: Reading) -> Sequence[Hit]:
        """The hits that are meant, in their order; what is left out has not the year or session that is insisted on."""
        hits = every
        if reading.required:
            having = self._having(every, reading.required)
            is_another_year = self._is_another_year_meant(reading, having, every)
            hits = self._of_the_session(every, reading.required) if is_another_year else having
        for in_front in (self._called_so_first, self._counting_first, self._measuring_first, self._held_first):
            hits = in_front(hits, reading)
        return self._confirming(hits, reading.claims) or hits

    def _having(self, hits: Sequence[Hit], required: Sequence[str]) -> list[Hit]:
        return [hit for hit in hits if self._ranking.has_required(hit.number, required)]

    def _of_the_session(self, every: Sequence[Hit], required: Sequence[str]) -> Sequence[Hit]:
        """The hits of the session that is asked for, where that has another year, if they answer; else all."""
        sessions = [each for each in required if not is_time(each)]
        if not sessions or len(sessions) == len(required):
            return every
        of_it = self._having(every, sessions)
        return every if verdict(of_it, self._index) is Verdict.NONE else of_it

    def _is_another_year_meant(self, reading: Reading, hits: Sequence[Hit], every: Sequence[Hit]) -> bool:
        """Whether the hits of the year (or session) that was asked for answer less well than those of another one."""
        if verdict(every, self._index) is Verdict.NONE:
            return False
        if reading.not_years and hits and self._is_about_it(hits[0], reading):
            return False  # another session is another thing, however well it is told
        if verdict(hits, self._index) is Verdict.NONE:
            return True
        best, other, flags = hits[0], every[0], self._index.flags
        only_background = flags[best.number] & Flag.CONTEXT and not flags[other.number] & Flag.CONTEXT
        if self._is_planned_for_it(best, reading) and not (self._is_planned_for_it(other, reading) or only_background):
            return False
        if self._is_called(other, reading) and not self._is_called(best, reading):
            return True
        if other.explained - best.explained > MUCH_LESS or other.score - best.score > MUCH_WORSE:
            return True
        if reading.about_subject and self._is_of_a_part(best, reading) and flags[other.number] & Flag.OF_SUBJECT:
            return True  # another year's figure of all is nearer than a part's of that year
        is_count = reading.wants & Wants.FIGURE and not reading.wants & Wants.SHARE  # how many is not what share
        if is_count and flags[best.number] & Flag.SHARE and not flags[other.number] & Flag.SHARE:
            return True
        return bool(only_background and not flags[best.number] & Flag.HAPPENED and not self._ranking.locks.of(reading))

    def _is_about_it(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact tells much of what is asked, or all of it but verbs and the like (第五届筹集多少)."""
        untold = {at for at in reading.asked_at if hit.why.row[at] < EXPLAINED_FROM}
        is_something = len(untold) < len(reading.asked_at)
        return hit.explained >= ABOUT_IT or (is_something and reading.passing.issuperset(untold))

    def _is_planned_for_it(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact is a plan that was told before the years that are asked for, all of which it names."""
        years = [int(each) for each in reading.required if is_year(each)]
        is_ahead = bool(years) and date.fromordinal(int(self._index.last[hit.number])).year < min(years)
        is_plan = bool(self._index.flags[hit.number] & Flag.PLANNED)
        return is_plan and is_ahead and self._ranking.has_required(hit.number, reading.required)

    def _is_of_a_part(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact has the figure of a place, where one is asked for and no place is."""
        of_all = self._index.flags[hit.number] & (Flag.OF_SUBJECT | Flag.SHARED | Flag.CONTEXT)
        return bool(reading.wants & Wants.FIGURE) and not of_all and not self._ranking.locks.of(reading)

    def _is_called(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact has a longer word of the question for a name of its own, or in its title."""
        title, *names = self._index.names_of(hit.number)
        own = (name for start, end, name in reading.names if end - start >= OWN_NAME)
        return any(name in title or name in names for name in own)

    def _called_so_first(self, hits: Sequence[Hit], reading: Reading) -> Sequence[Hit]:
        """The hits, those first that are called what is asked, where the best only has it across the edge of a word."""
        if not hits or not self._is_cut(reading.asked, self._index.names_of(hits[0].number)[0]):
            return hits
        called = set(self._ranking.named(reading.asked))
        return sorted(hits, key=lambda hit: not (hit.number in called and hit.is_enough))

    def _is_cut(self, asked: str, title: str) -> bool:
        """Whether words stand in a title so that a name of the base begins inside of them and ends behind them."""
        start = title.find(asked) if asked else -1
        end = start + len(asked)
        if start < 0 or end == len(title):
            return False
        windows = self._known.lexicon.exact(tuple(token.text for token in tokens(title)))
        return any(window.kind & NAMES and start < window.start < end < window.end for window in windows)

    def _counting_first(self, hits: Sequence[Hit], reading: Reading) -> Sequence[Hit]:
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

    def _measuring_first(self, hits: Sequence[Hit], reading: Reading) -> Sequence[Hit]:
        """The hits, those first that have the length, area or duration that is asked for, where the best has none.

        Only of those that tell enough, and as much of the question, which is of the same thing then: another unit
        makes nothing more of what only has the name (数据泄露几条).
        """
        if not hits or not asks_in_units(reading.text):
            return hits
        if not asks_in_other_units(reading.text, self._index.text_of(hits[0].number)):
            return hits
        as_much = (hit for hit in hits if hit.explained >= max(ENOUGH, hits[0].explained))
        telling = [hit for hit in as_much if not asks_in_other_units(reading.text, self._index.text_of(hit.number))]
        return [*telling, *(hit for hit in hits if hit not in telling)]

    def _held_first(self, hits: Sequence[Hit], reading: Reading) -> Sequence[Hit]:
        """The hits, those first that happened, where it is asked which session it was and the best names none.

        Or where it is claimed of one that it came to be: to count how many there are by then is another thing.
        """
        is_founded = reading.not_years and reading.wants & Wants.CLAIM and _CAME_TO_BE.search(reading.text)
        if not hits or not (is_founded or _WHICH_SESSION.search(reading.text)):
            return hits
        best = hits[0]
        if A_SESSION.search(self._index.names_of(best.number)[0]):
            return hits
        near = [hit for hit in hits if hit.explained >= best.explained and hit.score >= best.score - NEAR_THE_BEST]
        held = [hit for hit in near if self._index.flags[hit.number] & Flag.HAPPENED]
        return [*held, *(hit for hit in hits if hit not in held)]

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

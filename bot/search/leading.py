"""Which of the hits leads: who says where, where that is asked; of all before a part; nearest in time; the newest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.counting import OCCASIONS
from bot.facts import Fact
from bot.search.agreement import is_measured_so, is_still_so
from bot.search.decide import ENOUGH, EXPLAINED_FROM, MARGIN, Hit, near_the_best
from bot.search.index import Flag, Index
from bot.search.insists import is_year, without_when_told
from bot.search.rank import Ranking
from bot.search.reading import Reading
from bot.search.wants import Wants, asks_only_where, asks_whose_money, tells_by_whom, tells_growth, tells_whose_money
from bot.text import NUMERALS
from bot.verbs import BUILT, OPENED
from bot.whereabouts import is_beside, whereabouts

LITTLE_LESS = 0.05  # of a question: what a fact may tell less of it that has a figure of the unit that is claimed
FAR = 10_000  # years: behind all others
_OF_A_SESSION = re.compile(f"(?:第[0-9{NUMERALS}]+|首)[{OCCASIONS}](?!.*(?:累计|历届))")
_OF_ALL_SESSIONS = re.compile("累计|历届|总(?=[额数量计]|成交|交易|金额)")
# Where one gets to from somewhere, and what tells that.
_ASKS_HOW_FAR = re.compile("(?:能够?|可以?|[直通])直?[到去达往通](?:得了)?(?:哪|什么地方|多少)")
# Whether it is built by now, and what tells how far that is; what it will do when it is built, does not.
_ASKS_WHETHER_BUILT = re.compile(f"(?:{BUILT}|{OPENED})(?:了|没)*[吗没有么]*$")
_TELLS_WHETHER_BUILT = re.compile(f"(?:{BUILT}|{OPENED})(?!后|时|以后|之后)|建设中|在建|[加正][紧在快][^，。]{{0,4}}建")
_TELLS_HOW_FAR = re.compile("[直通可到抵]达|通往|[直连]通")

Rule = Callable[[Sequence[Hit], Reading], Hit | None]


def _in_front(first: Hit | None, hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits with one of them moved to the front and scored as the best; unchanged where there is none."""
    if first is None or first is hits[0]:
        return hits
    return [replace(first, score=hits[0].score), *(hit for hit in hits if hit is not first)]


class Leading:
    """Orders the hits for the reply, and chooses the point of a series that it tells."""

    def __init__(self, catalogue: Catalogue, index: Index, ranking: Ranking) -> None:
        self._catalogue = catalogue
        self._index = index
        self._ranking = ranking
        # Each finds the hit that is to lead, of a question of its kind and of all that tell enough of it, and sees what
        # leads after those before it: the later, the more it has to say.
        self._rules: tuple[Rule, ...] = (
            self._placed,  # where alone is asked: that is soonest told beside the point
            self._latest_in_office,  # whose an office is, is asked with its place: he leads, wherever that is
            self._reaching,  # where one gets to is asked like a place, and is not where the line is
            self._built,  # whether it is there by now, is asked in no more than a name that many have
            self._paid_by,  # whose money it is, is asked like a place as well, and is no sum
            self._amount_before_growth,  # of a bare measure: what is claimed or asked besides comes after it
            self._of_claimed_unit,  # what is in the claimed unit can be checked, grown or not
            self._dated,  # a day, where one is asked: also of what was to be checked
            self._of_all_sessions,  # behind what chooses by kind: it must see whose amount leads
            self._told_by_whom,  # who does it is told by nothing that does not tell of doing it
            self._called_by_number,  # a number is a name to the letter, whatever else has its words
        )

    def in_order(self, hits: Sequence[Hit], reading: Reading) -> list[Hit]:
        """The hits that may have been meant, the one first that leads."""
        enough: Sequence[Hit] = [hit for hit in hits if hit.is_enough]
        for leading in self._rules:
            enough = _in_front(leading(enough, reading), enough)
        alike = self._with_all_that_is_asked_for(near_the_best(enough, self._index), enough, reading)
        return self._nearest_in_time_first(self._of_all_first(alike, reading), reading)

    def point(self, best: Fact, hits: Sequence[Hit], reading: Reading) -> Fact:
        """The point of what the best fact measures that is asked for: of or nearest to that year, or the newest.

        Else that fact.
        """
        return self._of_the_year(reading, self._newest(reading, best, hits))

    def has(self, best: Hit, wanted: str) -> bool:
        """Whether a fact, or another point of what it measures, has a year or session."""
        if self._ranking.has_required(best.number, [wanted]):
            return True
        points = (p for each in self._catalogue.own_series(self._catalogue.facts[best.number]) for p in each.points)
        return is_year(wanted) and any(point.when.touches(int(wanted)) for point in points)

    def _placed(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked where something is, the best that says so of those that tell as much.

        Where a meeting was held that is called after it, is not where it is.
        """
        if not asks_only_where(reading.wants):
            return None
        facts = self._catalogue.facts
        is_planned = facts[hits[0].number].kind == "plan"  # else where something is to be is not where it was
        as_much = (hit for hit in hits if hit.explained >= hits[0].explained)
        alike = [hit for hit in as_much if not is_beside(facts[hit.number], reading.text)]

        def is_placed(hit: Hit) -> bool:
            fact = facts[hit.number]
            return (is_planned or fact.kind != "plan") and whereabouts(fact, self._catalogue) is not None

        best = hits[0] if hits[0] in alike else next(iter(alike), hits[0])
        return next(filter(is_placed, alike), best)

    def _called_by_number(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where a name with a number in it is all that is said (16个城市), the best that is called so to the letter."""
        called = self._ranking.named(reading.text) if re.search("[0-9]", reading.text) else ()
        return next((hit for hit in hits if hit.number in called), None)

    def _dated(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked when something is, the best that has a day of its own and tells as much, or more."""
        if reading.wants & (Wants.DATE | Wants.FIGURE) != Wants.DATE:
            return None
        alike = (hit for hit in hits if hit.score >= hits[0].score - MARGIN)
        dated = (hit for hit in alike if hit.explained >= hits[0].explained and self._is_dated(hit))
        return max(dated, key=lambda hit: hit.explained, default=None)

    def _is_dated(self, hit: Hit) -> bool:
        fact = self._catalogue.facts[hit.number]
        return fact.date is not None or fact.due is not None

    def _reaching(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked where one gets to from something, the first that tells that of it."""
        if not _ASKS_HOW_FAR.search(reading.text):
            return None
        alike = (hit for hit in hits if hit.score >= hits[0].score - MARGIN)
        return next((hit for hit in alike if _TELLS_HOW_FAR.search(self._index.text_of(hit.number))), None)

    def _built(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked whether something is built or open, the newest that tells how far that is."""
        is_of_a_time = reading.required or reading.claims or reading.wants & Wants.DATE
        if is_of_a_time or not _ASKS_WHETHER_BUILT.search(reading.text):
            return None
        alike = [hit for hit in hits if hit.explained >= hits[0].explained - LITTLE_LESS]
        telling = (hit for hit in alike if _TELLS_WHETHER_BUILT.search(self._index.text_of(hit.number)))
        return max(telling, key=lambda hit: self._catalogue.facts[hit.number].when.last, default=None)

    def _paid_by(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked where money comes from, the first that tells that somebody gave it."""
        if not asks_whose_money(reading.text):
            return None
        return next((hit for hit in hits if tells_whose_money(self._index.text_of(hit.number))), None)

    def _latest_in_office(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked who holds an office, of those that name its holder the newest."""
        facts = self._catalogue.facts
        asked_of = [(lock.name, lock.spelt) for lock in self._ranking.locks.of(reading)]

        def names_holder(hit: Hit) -> bool:
            office = facts[hit.number].office
            return all(each in office for each in reading.by_itself) and all(
                any(name in office for name in names) for names in asked_of
            )

        if reading.required or not reading.by_itself or not names_holder(hits[0]):
            return None
        alike = (hit for hit in hits if hit.explained >= hits[0].explained and names_holder(hit))
        return max(alike, key=lambda hit: facts[hit.number].when.last, default=None)

    def _of_all_sessions(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where the best has the amount of a session that was not asked for, the first with that of all sessions."""
        best, facts = hits[0], self._catalogue.facts
        is_asked_for = any(self.has(best, each) for each in reading.required)
        if is_asked_for or not _OF_A_SESSION.search(facts[best.number].title):
            return None

        def is_of_all(hit: Hit) -> bool:
            is_amount = self._index.flags[hit.number] & self._index.flags[best.number] & Flag.HAS_MONEY
            is_as_much = hit.explained >= best.explained
            return bool(is_amount) and is_as_much and bool(_OF_ALL_SESSIONS.search(facts[hit.number].title))

        return next(filter(is_of_all, hits), None)

    def _told_by_whom(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where it is asked who does something, the first that tells of doing it, and by whom, if any does."""
        does = [at for at in reading.passing if reading.positions[at].weight and at not in reading.named_at]
        asks_who = reading.wants & (Wants.PERSON | Wants.MAKER) and not reading.wants & (Wants.SIDES | Wants.SPEAKER)
        if not does or not asks_who:
            return None

        def tells(hit: Hit) -> bool:
            is_near = hit.score >= hits[0].score - MARGIN
            return is_near and all(hit.why.row[at] >= EXPLAINED_FROM for at in does)

        telling = list(filter(tells, hits))
        by_whom = (hit for hit in telling if tells_by_whom(self._index.text_of(hit.number)))
        return next(by_whom, next(iter(telling), None))

    def _of_claimed_unit(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where an amount is claimed in a unit in which the best has none, the nearest that has one."""
        amounts = [claim for claim in reading.claims if claim.is_amount]

        def can_tell(hit: Hit) -> bool:
            figures = self._catalogue.facts[hit.number].figures
            return all(any(is_measured_so(claim, figure) for figure in figures) for claim in amounts)

        if not amounts or not self._catalogue.facts[hits[0].number].figures or can_tell(hits[0]):
            return None
        alike = (hit for hit in hits if hit.explained >= hits[0].explained - LITTLE_LESS)
        return next(filter(can_tell, alike), None)

    def _amount_before_growth(self, hits: Sequence[Hit], reading: Reading) -> Hit | None:
        """Where a measure is named and no more, and the best tells its growth, the first that has its amount."""
        facts = self._catalogue.facts

        def tells(hit: Hit) -> bool:
            fact = facts[hit.number]
            is_near = hit.explained >= hits[0].explained and hit.score >= hits[0].score - MARGIN
            return is_near and bool(fact.figures) and not tells_growth(fact.title)

        best = facts[hits[0].number]
        if reading.wants or not best.figures or not tells_growth(best.title) or tells_growth(reading.asked):
            return None
        return next(filter(tells, hits), None)

    def _of_all_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """The hits; where no place is asked for and the best has a part's figure, the whole subject's first."""
        flags = self._index.flags
        best = flags[hits[0].number]
        if self._ranking.locks.of(reading) or not best & Flag.HAS_FIGURE or best & (Flag.OF_SUBJECT | Flag.SHARED):
            return hits

        def is_of_all(hit: Hit) -> bool:
            kind = flags[hit.number]
            alike = not (kind ^ best) & (Flag.HAS_FIGURE | Flag.HAS_MONEY | Flag.SHARE | Flag.CONTEXT)
            return bool(kind & Flag.ONLY_SUBJECT) and alike and hit.explained >= hits[0].explained

        return sorted(hits, key=lambda hit: not is_of_all(hit))

    def _nearest_in_time_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
        """The hits; where the best is of another year than was asked for, those first that happened nearest to it.

        Only of what is as much to the point and no figure: of those the newest leads.
        """
        best, flags = hits[0], self._index.flags
        years = [int(each) for each in reading.required if is_year(each)]
        if len(years) != 1 or self.has(best, str(years[0])) or flags[best.number] & Flag.HAS_FIGURE:
            return hits

        def years_from(hit: Hit) -> int:
            alike = not (flags[hit.number] ^ flags[best.number]) & (Flag.CONTEXT | Flag.HAS_FIGURE)
            alike = alike and hit.explained >= best.explained and hit.why.in_title >= best.why.in_title
            return self._catalogue.facts[hit.number].when.years_from(years[0]) if alike else FAR

        return sorted(hits, key=years_from)

    def _with_all_that_is_asked_for(self, near: list[Hit], hits: Sequence[Hit], reading: Reading) -> list[Hit]:
        """The hits near to the best one; where a list is asked for, with all that tell as much of what is asked.

        Of which ones there are, those that are named for it too; of what somebody said, all that he did.
        """
        asks_for_words = reading.wants & Wants.WORDS
        if not reading.wants & (Wants.LIST | Wants.WORDS) or reading.wants & (Wants.FIGURE | Wants.CLAIM | Wants.DATE):
            return near
        facts, best = self._catalogue.facts, near[0]

        def is_one(hit: Hit) -> bool:
            if asks_for_words:
                return facts[hit.number].speaker == facts[best.number].speaker != ""
            return hit.why.in_title > 0

        shown = {hit.number for hit in near}
        enough = (hit for hit in hits if hit.explained >= best.explained - LITTLE_LESS)
        more = (hit for hit in enough if hit.number not in shown and is_one(hit))
        return [best, *(hit for hit in (*near[1:], *more) if not self._index.is_of_one_series(best.number, hit.number))]

    def _of_the_year(self, reading: Reading, best: Fact) -> Fact:
        """The point of the year that is asked for, where the best fact names the year and measures at another time.

        Where neither it nor its series knows the year, the point that is nearest to it, the newer of two: never another
        measure's or basis's, and no plan's.
        """
        years = [int(each) for each in reading.required if is_year(each)]
        if len(years) != 1 or best.when.touches(years[0]):
            return best
        points = [point for each in self._catalogue.own_series(best)[:1] for point in reversed(each.points)]
        then = [point.fact for point in points if point.when.touches(years[0])]
        if then or str(years[0]) in without_when_told(f"{best.title}{best.statement}"):
            return then[-1] if then and (not reading.wants or reading.wants & Wants.FIGURE) else best
        measured = [best] if best.kind == "plan" else [point.fact for point in points if point.fact.kind != "plan"]
        return min(measured, key=lambda fact: fact.when.years_from(years[0]), default=best)

    def _newest(self, reading: Reading, best: Fact, every: Sequence[Hit]) -> Fact:
        """The newest point of what the best fact measures first, where no other time is asked for; else that fact."""
        newer = None if reading.required else self._catalogue.newer_point(best)
        if newer is not None and reading.claims:  # it is checked in what is asked for; what is still so is told anew
            return newer.fact if is_still_so(best, newer) else best
        if newer is None or not (reading.wants & Wants.NEWEST or self._is_told_alike(newer.fact, reading, every)):
            return best
        return newer.fact

    def _is_told_alike(self, newer: Fact, reading: Reading, every: Sequence[Hit]) -> bool:
        """Whether a newer point of what is asked for in figures explains as much of the question as the best fact."""
        if not reading.wants & (Wants.FIGURE | Wants.SHARE) or reading.wants & (Wants.BEGINNING | Wants.CHANGE):
            return False
        told = (hit.explained for hit in every if self._catalogue.facts[hit.number] is newer)
        return next(told, 0.0) >= min(every[0].explained, ENOUGH)

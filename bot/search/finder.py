"""From a decision to findings: the facts of a catalogue, what each has and lacks of the question, what is near."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.search.checking import Checking
from bot.search.claims import Claim
from bot.search.decide import EXPLAINED_FROM, IN_TITLE, Hit, Verdict, left_over, near_the_best
from bot.search.decisions import NEAR_AT_ALL, SURELY, Decision, Decisions, bound_to
from bot.search.findings import Findings, Found, fact_name
from bot.search.framing import without_frame
from bot.search.index import Index
from bot.search.known import MEMBER_OR_PLACE, SUGGESTED, Known, Name
from bot.search.leading import Leading
from bot.search.locks import Lock
from bot.search.of_amount import OfAmounts
from bot.search.other_times import at_its_time, is_any_of_several, is_not_so, newer_than, not_then
from bot.search.parts import Parts
from bot.search.rank import Ranking
from bot.search.reading import LAST_READ, Reading
from bot.search.supposed import What, is_told_otherwise, is_told_vaguely, is_told_within, supposed, told_so
from bot.search.told import Agreement, Lack
from bot.search.untold import asked_of, untold_by
from bot.search.vague import plainest, told_vaguely
from bot.search.wants import ASKING, Wants
from bot.text import key
from bot.time_words import without_times

_SHARE_OF = "占{0}|{0}[^占]{{0,16}}占(?!全)"  # 占长三角, 在长三角的项目中占; not 长三角占全国
OFFERED = 6  # hits beside the best: buttons that fit on a phone
NEAR_NAMES = 3
TOLD_BESIDE_PLACES = 0.3  # of what is asked: who tells only of the place is not near
MOST = 2 / 3  # of what is asked about
LOOKED_AT_FOR_AMOUNTS = 30  # hits of which one may have an amount that is claimed of another
LOOKED_AT_FOR_NAMES = 8  # hits whose names may be near to a question without an answer


class _Supposed(NamedTuple):
    """What a claim supposes wrongly, and a place in it that is more precise than the recorded one."""

    denied: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


class Finder:
    """Answers questions by the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue = catalogue
        self._known = known
        self._index = index
        self._ranking = Ranking(catalogue, known, index)
        self._leading = Leading(catalogue, index, self._ranking)
        self._parts = Parts(catalogue, known, self._ranking.locks)
        self._checking = Checking(catalogue, known, self._ranking.locks)
        self._of_amounts = OfAmounts(catalogue, known, index)
        decisions = Decisions(known, index, self._ranking)
        self.read, self.decided = decisions.read, lru_cache(maxsize=LAST_READ)(decisions.decided)
        self.find = lru_cache(maxsize=LAST_READ)(self._find)

    def _find(self, question: str) -> Findings:
        found, undated, reading = self._found_as_asked(question), without_times(question), self.read(question)
        of_amount = self._of_amounts.checked(found, reading, question, self.find)
        if of_amount or undated == question or not is_not_so(found, reading):
            return of_amount or found
        return at_its_time(found, self.find(undated), reading, self._catalogue) or found

    def _found_as_asked(self, question: str) -> Findings:
        decision, beside = self._decided(question)
        reading, hits = decision.reading, decision.hits
        if decision.verdict is Verdict.NONE:
            if reading.asked and (named := self._named(question, decision)):
                facts = tuple(Found(self._catalogue.facts[number], 1.0, 1.0) for number in named)
                verdict = Verdict.ANSWER if len(facts) == 1 else Verdict.CHOICE
                return Findings(verdict, facts[: OFFERED + 1], question=question)
            untold, near = self._untold(question, reading) if reading.asked else (None, ())
            if not near and reading.asked:
                near = self._near(question, decision)
            wants = reading.wants
            return Findings(Verdict.NONE, (), reading.corrections, near, wants=wants, untold=untold, question=question)
        offered = self._leading.in_order(hits, reading)[: OFFERED + 1]
        found = tuple(self._found(hit, reading) for hit in offered)
        alike = (each.fact for each in found if each.explained >= found[0].explained)
        point = plainest(self._leading.point(found[0].fact, hits, reading), alike, reading)
        if point is not found[0].fact:
            others = (each for each in found if each.fact.id != point.id)
            found = (replace(found[0], fact=point), *others)[: OFFERED + 1]
        untrue = self._checking.untrue(point, reading)
        # of several amounts each may be another fact's: that one of them is not this one's denies nothing
        wants = reading.wants
        several = sum(claim.is_amount for claim in reading.claims) > 1 and bool(untrue)
        lacks = self._missing(reading, offered[0])
        unlike = () if several or lacks else self._checking.of_another_kind(untrue, point, reading)
        vaguely = told_vaguely(untrue, point, reading)
        untrue_of_it = () if several else (claim.text for claim in untrue if claim not in (*unlike, *vaguely))
        denied, vague = (*beside.denied, *untrue_of_it), (*beside.vague, *(claim.text for claim in vaguely))
        lacks = tuple(claim.text for claim in unlike) or lacks
        is_named = found[0].named >= 1 and not is_any_of_several(found)
        if lacks and is_named and (times := not_then(point, offered[0], lacks, reading)):
            denied, lacks, wants = (*denied, *times), (), wants | Wants.DATE
        missing = (*denied, *lacks)
        of_a_part = self._parts.of(question, reading, found[0])
        agreement, so = Agreement.NOTHING, tuple[str, ...]()
        if not (missing or untrue or vague):
            agreement, so = self._agreement(point, offered[0], reading, question, is_of_it=not of_a_part)
        return Findings(
            Verdict.CHOICE if len(found) > 1 else decision.verdict,
            found,
            reading.corrections,
            of_a_part=of_a_part,
            missing=missing,
            denied=denied,
            of_another=() if several else self._of_another(untrue, point, reading, question),
            vague=vague,
            at_other_times=self._checking.at_other_times(point, reading, lacks),
            agreement=agreement,
            confirmed=so,
            several_claims=several,
            asked=reading.asked,
            question=question,
            wants=wants,
            so_of=self._checking.so_of(point, reading),
            newer=newer_than(point, reading, self._catalogue),
        )

    def _of_another(
        self, untrue: Sequence[Claim], point: Fact, reading: Reading, question: str
    ) -> tuple[tuple[str, str], ...]:
        """Each amount that is wrong for a fact and is another figure's, and what that counts; places are ignored."""
        if not any(claim.is_amount for claim in untrue):
            return ()
        every = self.decided(self._ranking.locks.without(question, reading)).every
        near = [self._catalogue.facts[hit.number] for hit in every[:LOOKED_AT_FOR_AMOUNTS]]
        near += self._catalogue.neighbours(point)
        found = ((claim.text, self._checking.is_of_another(claim, point, near)) for claim in untrue)
        return tuple((text, name) for text, name in found if name)

    def _decided(self, question: str) -> tuple[Decision, _Supposed]:
        """The decision on a question; on a claim that finds nothing without what it supposes, and that is not so."""
        decision = self.decided(question)
        reading = decision.reading
        if not reading.wants & Wants.CLAIM or ASKING.search(question):
            return decision, _Supposed()
        is_found = decision.verdict is not Verdict.NONE and not self._missing(reading, decision.hits[0])
        locks = () if reading.claims_rank else self._ranking.locks.of(reading)  # among those of a place, not there
        places = [lock.spelt for lock in locks if not lock.is_own_country]
        for each in supposed(question, places):
            if is_found and not each.is_only_where:  # what has both may be about something else there
                continue
            other = self.decided(each.question)
            if other.verdict is Verdict.NONE or other.reading.required != reading.required:
                continue
            best = self._leading.in_order(other.hits, other.reading)[0]
            ids = self._known.targets(each.name, *MEMBER_OR_PLACE)
            is_of_it = best.explained >= SURELY and (
                each.what in (What.HOLDER, What.OFFICE) or self._is_named(best, other.reading)
            )
            if is_of_it and not left_over(best, other.reading) and not self._missing(other.reading, best):
                fact = self._catalogue.facts[best.number]
                if is_told_otherwise(each, fact, ids, self._catalogue):
                    return other, _Supposed(denied=(each.name,))
                if is_told_vaguely(each, fact, ids, self._catalogue):
                    return other, _Supposed(vague=(each.name,))
                if not is_found and is_told_within(each, fact, ids, self._catalogue):
                    return other, _Supposed()
        return decision, _Supposed()

    def _agreement(
        self, fact: Fact, best: Hit, reading: Reading, question: str, *, is_of_it: bool
    ) -> tuple[Agreement, tuple[str, ...]]:
        """How a fact stands to what is claimed, and to what is supposed beside it; and what that is."""
        names = {
            lock.spelt: self._known.targets(lock.spelt, *MEMBER_OR_PLACE) for lock in self._ranking.locks.of(reading)
        }
        supposed_so = tuple(told_so(question, names, fact, self._catalogue)) if reading.wants & Wants.CLAIM else ()
        return self._checking.agreement(fact, best, reading, question, supposed_so, is_of_it=is_of_it)

    def _untold(self, question: str, no: Reading) -> tuple[Lack | None, tuple[Name, ...]]:
        """What a question asks for, and of which fact, where it is noted that the source does not tell just that."""
        lack, thing = asked_of(without_frame(question))
        of_thing = self.decided(thing) if lack else None
        if of_thing is None or of_thing.verdict is Verdict.NONE:
            return None, ()
        if bound_to(of_thing.reading) != bound_to(no) or no.claims:
            return None, ()
        called = self._ranking.named(key(thing))
        for hit in near_the_best(of_thing.hits, self._index):
            fact = self._catalogue.facts[hit.number]
            is_called_so = hit.number in called or self._is_named(hit, of_thing.reading)
            if hit.explained >= SURELY and is_called_so and lack in untold_by(fact.comments):
                return lack, (fact_name(fact),)
        return None, ()

    def _found(self, hit: Hit, reading: Reading) -> Found:
        fact = self._catalogue.facts[hit.number]
        has_office = bool(reading.by_itself) and all(each in fact.office for each in reading.by_itself)
        is_called = bool(reading.asked) and hit.number in self._ranking.named(reading.asked)
        is_named = has_office or is_called or self._is_named(hit, reading)
        return Found(fact, hit.score, hit.explained, 1.0 if is_named else hit.why.in_title / IN_TITLE)

    def _is_named(self, hit: Hit, reading: Reading) -> bool:
        """Whether a title has most of what is asked about, verbs aside; or a name, where that is Latin."""
        title, *others = self._index.names_of(hit.number)
        asked = [reading.positions[at] for at in reading.asked_at if at not in reading.passing]
        named = [each.text in title or (each.kind == "latin" and each.text in "|".join(others)) for each in asked]
        return sum(named) >= MOST * len(named) > 0

    def _missing(self, reading: Reading, best: Hit) -> tuple[str, ...]:
        """The years, sessions, places and verbs that were asked for and that the best fact does not have."""
        wanted = [each for each in reading.required if not self._leading.has(best, each)]
        locks = self._ranking.locks
        in_another = bool(reading.wants & Wants.RANK) or reading.claims_rank  # a district in its city
        fact = self._catalogue.facts[best.number]

        def is_there(lock: Lock) -> bool:
            """Whether a fact is of a place; a rank is one in the places that it names, a share one of them."""
            told, names = key(f"{fact.title}{fact.statement}"), (key(lock.name), lock.spelt)
            if _is_shared(lock, reading):
                return any(re.search(_SHARE_OF.format(re.escape(name)), told) for name in names)
            if in_another:
                return any(name in told for name in names)
            return lock.is_own_country or locks.fits(best.number, lock)

        lacking = [lock for lock in locks.of(reading) if not is_there(lock)]
        places = [f"占{lock.spelt}" if _is_shared(lock, reading) else lock.name for lock in lacking]
        return (*wanted, *places, *(f"“{words}”" for words in left_over(best, reading)))

    def _named(self, question: str, decision: Decision) -> list[int]:
        """The facts of which the question, or what it asks about, is a name to the letter, marks aside (1+7+N).

        What is beside the point of a question is so by any name.
        """
        found, reading = self._ranking.named(key(question)), decision.reading
        particular = reading.about_subject or reading.required or reading.claims or self._ranking.locks.of(reading)
        if found or particular or decision.beside_the_point or reading.wants & ~(Wants.WHAT | Wants.CLAIM):
            return found
        return self._ranking.named(reading.asked)

    def _near(self, question: str, decision: Decision) -> tuple[Name, ...]:
        """The titles of facts that have much of the question's words; and names near to it by spelling.

        First of what explains enough of it and is beside its point; where there is none of all this, the best that
        explain some of it.
        """
        reading = decision.reading
        if reading.asked.isdecimal():
            return ()
        facts = [(self._catalogue.facts[hit.number], hit) for hit in decision.every[:LOOKED_AT_FOR_NAMES]]
        named = [
            Name(text, spelt, "keyword", fact.id)
            for fact, hit in facts
            for text, spelt in zip((fact.title, *fact.keywords), self._index.names_of(hit.number), strict=False)
        ]
        near = self._known.near(question, SUGGESTED, named, NEAR_NAMES)
        # all that there is is near to nothing
        near = [name for name in near if name.target != self._known.about.subject]
        beside = [decision.hits[0].number] if decision.beside_the_point else []
        mentioning = [*beside, *self._ranking.mentioning(reading, NEAR_NAMES)]
        titles = [fact_name(self._catalogue.facts[number]) for number in mentioning]
        found = {name.target: name for name in reversed([*titles, *near])}
        offered = tuple({name.key: name for name in reversed(found.values())}.values())[:NEAR_NAMES]
        return offered or tuple(fact_name(self._catalogue.facts[number]) for number in self._best(decision))

    def _best(self, decision: Decision) -> list[int]:
        """The facts that are ranked first, if they tell some of a question, and of what it asks beside its places."""
        reading = decision.reading
        in_places = {at for lock in self._ranking.locks.of(reading) for at in range(*lock.span)}
        asked = {at: reading.positions[at].weight for at in reading.asked_at if at not in in_places}

        def is_some(hit: Hit) -> bool:
            told = sum(weight for at, weight in asked.items() if hit.why.row[at] >= EXPLAINED_FROM)
            return hit.explained >= NEAR_AT_ALL and told >= TOLD_BESIDE_PLACES * sum(asked.values()) > 0

        return [hit.number for hit in decision.every[:NEAR_NAMES] if is_some(hit)]


def _is_shared(lock: Lock, reading: Reading) -> bool:
    """Whether it is asked what share of a place something is: of the place itself not just that is asked."""
    before = lock.span[0] - 1
    return before >= 0 and not lock.is_own_country and reading.positions[before].text == "占"

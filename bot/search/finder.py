"""From a question to findings: read it, rank the facts, decide; and once more, with more doubt, before saying no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.catalogue import Catalogue, is_shared
from bot.facts import Fact, Place
from bot.search.claims import Claim, holds, says
from bot.search.decide import IN_TITLE, MARGIN, Hit, Verdict, left_over, near_the_best, verdict
from bot.search.findings import Findings, Found, fact_name
from bot.search.index import Flag, Index
from bot.search.insists import Wants, is_year
from bot.search.known import SUGGESTED, Known, Name
from bot.search.lexicon import NAMES
from bot.search.locks import Lock
from bot.search.rank import Ranking
from bot.search.reading import Reading, read
from bot.text import apart, key, tokens

OFFERED = 6  # hits beside the best: buttons that fit on a phone
NEAR_NAMES = 3
LOOKED_AT_FOR_NAMES = 8  # hits whose names may be near to a question without an answer
LAST_READ = 16  # questions whose reading is at hand
SHORT = 4  # units of a question of which one error may leave nothing
OWN_NAME = 4  # characters of a name that tells whose it is
LONGEST_DOUBTED = 20  # units; in a longer question one error does not decide
ABOUT_IT = 0.5  # of a question: a fact that tells this much of a session that was asked for is about that session
# Chosen on the half `choose` of tests/search/questions.tsv, false answers first.
MUCH_LESS = 0.12  # what another year's fact explains more, when it is rather what is meant
MUCH_WORSE = 0.25  # the same of their scores
NEAR_AT_ALL = 0.35  # what some fact must explain for one more error to be worth looking for
SURELY = 0.86  # what a fact must explain of a question of which ordinary words were doubted


class Decision(NamedTuple):
    """How a question was read, what was decided on it, and the hits: those decided on, and all."""

    reading: Reading
    verdict: Verdict
    hits: Sequence[Hit]
    every: Sequence[Hit]


def _insists(reading: Reading) -> tuple[object, ...]:
    """What no doubt may change: the years, sessions, offices and places elsewhere that were asked for."""
    return reading.required, reading.claims, reading.whole, len(reading.elsewhere)


def _are_listed(locks: Sequence[Lock], reading: Reading) -> bool:
    """Whether places are named one after another (苏州和湖州), and so something is asked of each."""
    spans = sorted(lock.span for lock in locks)
    between = (range(one[1], other[0]) for one, other in pairwise(spans))
    return all(len(gap) <= 1 and not any(reading.positions[at].weight for at in gap) for gap in between)


class Finder:
    """Answers questions by the numbers of facts, and by the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue, known: Known, index: Index) -> None:
        self._catalogue = catalogue
        self._known = known
        self._index = index
        self._ranking = Ranking(catalogue, known, index)
        # one message is read for several purposes: a card, a membership, a fact
        self.read = lru_cache(maxsize=LAST_READ)(lambda question: read(question, known))
        self.find = lru_cache(maxsize=LAST_READ)(self._find)

    def decided(self, question: str) -> Decision:
        """What the base has to say to a question (cut and in its normal form)."""
        first = self._decided(self.read(question))
        if first.verdict is not Verdict.NONE or not first.reading.asked:
            return first
        long = len(first.reading.positions)
        far = not first.every or first.every[0].explained < NEAR_AT_ALL
        if (far and long > SHORT) or long > LONGEST_DOUBTED:
            return first
        doubted = read(question, self._known, doubting=True)
        if _insists(doubted) != _insists(first.reading):
            return first
        second = self._decided(doubted)
        sure = second.verdict is not Verdict.NONE and second.hits[0].explained >= SURELY
        return second if sure else first

    def _decided(self, reading: Reading) -> Decision:
        if not reading.asked or self._asks_who_did_it(reading):
            return Decision(reading, Verdict.NONE, (), ())
        every = self._ranking.ranked(reading)
        hits = [hit for hit in every if self._ranking.has_all(hit.number, reading.required)]
        if self._is_another_year_meant(reading, hits, every):
            hits = every
        hits = self._called_so_first(hits, reading)
        hits = self._confirming(hits, reading.claims) or hits
        found = Verdict.NONE if hits and self._lacks_the_point(hits[0], reading) else verdict(hits, self._index)
        return Decision(reading, found, hits, every)

    def _called_so_first(self, hits: list[Hit], reading: Reading) -> list[Hit]:
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

    def _lacks_the_point(self, best: Hit, reading: Reading) -> bool:
        """Whether it is asked when, why or for how much of what the best fact does not tell: a verb, one of the places.

        The date of something else, or the reason or the price, answers nothing; a count may be offered as the nearest.
        """
        locks = [lock for lock in self._ranking.locks.of(reading) if not lock.is_own_country]
        lacking = [lock for lock in locks if not self._ranking.locks.fits(best.number, lock)] if len(locks) > 1 else []
        if lacking and not _are_listed(locks, reading):
            near = (self._ranking.locks.is_near(best.number, lock) for lock in lacking)
            if not reading.wants & Wants.SIDES and not all(near):
                return True
        if reading.wants & Wants.MEANING and not best.why.in_title:
            return True
        if not reading.wants & (Wants.DATE | Wants.REASON | Wants.MONEY) or reading.required or reading.claims:
            return False
        return bool(lacking or left_over(best, reading))

    def _asks_who_did_it(self, reading: Reading) -> bool:
        """Whether it is asked who did something to the subject, in no other words than a verb (谁批准的)."""
        asked = {at for at, position in enumerate(reading.positions) if position.weight >= 1}
        return reading.about_subject and bool(reading.wants & (Wants.PERSON | Wants.MAKER)) and asked <= reading.passing

    def _confirming(self, hits: Sequence[Hit], claims: Sequence[Claim]) -> list[Hit]:
        """Of the hits that tell of the same as the best one, in other words or at another time, those with all claims.

        What has the amount that is claimed and tells of something else confirms nothing.
        """
        if not claims or not hits or not hits[0].is_enough:
            return []
        series = set(filter(None, self._index.series[hits[0].number].tolist()))
        alike = (
            hit
            for hit in hits
            if hit.score >= hits[0].score - MARGIN or not series.isdisjoint(self._index.series[hit.number].tolist())
        )
        told = ((hit, self._index.text_of(hit.number)) for hit in alike)
        return [hit for hit, text in told if all(says(claim, text) for claim in claims)]

    def _is_another_year_meant(self, reading: Reading, hits: Sequence[Hit], every: Sequence[Hit]) -> bool:
        """Whether what has the year (or session) that was asked for is less to the point than what has another one."""
        if verdict(every, self._index) is Verdict.NONE:
            return False
        if reading.ordinals and hits and hits[0].explained >= ABOUT_IT:
            return False  # another session is another thing, however well it is told
        if verdict(hits, self._index) is Verdict.NONE:
            return True
        best, other = hits[0], every[0]
        if self._is_called(other, reading) and not self._is_called(best, reading):
            return True
        if other.explained - best.explained > MUCH_LESS or other.score - best.score > MUCH_WORSE:
            return True
        flags = self._index.flags
        is_count = reading.wants & Wants.FIGURE and not reading.wants & Wants.SHARE  # how many is not what share
        if is_count and flags[best.number] & Flag.SHARE and not flags[other.number] & Flag.SHARE:
            return True
        only_background = flags[best.number] & Flag.CONTEXT and not flags[other.number] & Flag.CONTEXT
        return bool(only_background and not flags[best.number] & Flag.HAPPENED and not self._ranking.locks.of(reading))

    def _is_called(self, hit: Hit, reading: Reading) -> bool:
        """Whether a fact has a longer word of the question for a name of its own."""
        names = self._index.names_of(hit.number)
        return any(end - start >= OWN_NAME and name in names for start, end, name in reading.names)

    def _find(self, question: str) -> Findings:
        decision = self.decided(question)
        reading, hits = decision.reading, decision.hits
        if decision.verdict is Verdict.NONE:
            if reading.asked and (named := self._named(question, reading)):
                facts = tuple(Found(self._catalogue.facts[number], 1.0, 1.0) for number in named)
                return Findings(Verdict.ANSWER if len(facts) == 1 else Verdict.CHOICE, facts[: OFFERED + 1])
            near = self._near(question, reading, decision.every) if reading.asked else ()
            return Findings(Verdict.NONE, corrections=reading.corrections, near=near, wants=reading.wants)
        offered = near_the_best(hits, self._index)[: OFFERED + 1]
        found = tuple(self._found(hit, reading) for hit in offered)
        point = self._of_the_year(reading, self.newest(reading, found[0].fact, hits))
        if point is not found[0].fact:
            others = (each for each in found if each.fact.id != point.id)
            found = (replace(found[0], fact=point), *others)[: OFFERED + 1]
        untrue = [claim.text for claim in reading.claims if not self._holds(point, claim, reading)]
        # of several amounts each may be another fact's: that one of them is not this one's denies nothing
        several = len(reading.claims) > 1 and bool(untrue)
        return Findings(
            Verdict.CHOICE if len(found) > 1 else decision.verdict,
            found,
            reading.corrections,
            of_a_part=self._of_a_part(question, reading, found[0]),
            missing=(*(untrue if not several else ()), *self._missing(reading, offered[0])),
            several_claims=several,
            asked=reading.asked,
            wants=reading.wants,
            newer=None if any(map(is_year, reading.required)) else self._catalogue.newer_point(point),
        )

    def _of_the_year(self, reading: Reading, best: Fact) -> Fact:
        """The point of the year that is asked for, where the best fact names the year and measures at another time."""
        years = [int(each) for each in reading.required if is_year(each)]
        if len(years) != 1 or best.when.touches(years[0]) or not reading.wants & Wants.FIGURE:
            return best
        points = (point for each in self._catalogue.own_series(best)[:1] for point in each.points)
        return next((point.fact for point in points if point.when.touches(years[0])), best)

    def newest(self, reading: Reading, best: Fact, every: Sequence[Hit]) -> Fact:
        """The newest point of what the best fact measures first, where no other time is asked for; else that fact."""
        newer = None if reading.required or reading.claims else self._catalogue.newer_point(best)
        if newer is None or not (reading.wants & Wants.NEWEST or self._is_told_alike(newer.fact, reading, every)):
            return best
        return newer.fact

    def _is_told_alike(self, newer: Fact, reading: Reading, every: Sequence[Hit]) -> bool:
        """Whether a newer point of what is asked for in figures explains as much of the question as the best fact."""
        if not reading.wants & (Wants.FIGURE | Wants.SHARE) or reading.wants & (Wants.BEGINNING | Wants.CHANGE):
            return False
        told = (hit.explained for hit in every if self._catalogue.facts[hit.number] is newer)
        return next(told, 0.0) >= every[0].explained

    def _found(self, hit: Hit, reading: Reading) -> Found:
        fact = self._catalogue.facts[hit.number]
        office = (fact.said_by and fact.said_by.office) or ""
        has_office = bool(reading.whole) and all(each in office for each in reading.whole)
        return Found(fact, hit.score, hit.explained, 1.0 if has_office else hit.why.in_title / IN_TITLE)

    def _missing(self, reading: Reading, best: Hit) -> tuple[str, ...]:
        """The years, sessions, places and verbs that were asked for and that the best fact does not have."""
        wanted = [each for each in reading.required if not self._has(best, each)]
        locks = self._ranking.locks
        places = [
            lock.name for lock in locks.of(reading) if not lock.is_own_country and not locks.fits(best.number, lock)
        ]
        return (*wanted, *places, *(f"“{words}”" for words in left_over(best, reading)))

    def _has(self, best: Hit, wanted: str) -> bool:
        """Whether a fact, or another point of what it measures, has a year or session."""
        if self._ranking.has_all(best.number, [wanted]):
            return True
        points = (p for each in self._catalogue.own_series(self._catalogue.facts[best.number]) for p in each.points)
        return is_year(wanted) and any(point.when.touches(int(wanted)) for point in points)

    def _holds(self, fact: Fact, claim: Claim, reading: Reading) -> bool:
        """Whether what is claimed is so of a fact, or of what it measures in the years that were asked for."""
        years = [int(each) for each in reading.required if is_year(each)]
        points = [point for each in self._catalogue.own_series(fact) for point in each.points]
        then = [point.figure for point in points if all(point.when.touches(year) for year in years)]
        own = [(self._catalogue.figure_name(figure), figure) for figure in fact.figures]
        return holds(claim, own, then, apart(f"{fact.title}|{fact.statement}"), reading.asked)

    def _named(self, question: str, reading: Reading) -> list[int]:
        """The facts of which the question, or what it asks about, is a name to the letter, marks aside (1+7+N)."""
        found = self._ranking.named(key(question))
        particular = reading.about_subject or reading.required or reading.claims or self._ranking.locks.of(reading)
        if found or particular or reading.wants & ~(Wants.WHAT | Wants.CLAIM):
            return found
        return self._ranking.named(reading.asked)

    def _of_a_part(self, question: str, reading: Reading, best: Found) -> tuple[Place, ...]:
        """The places of the best fact, when it is about a part of the subject, or about more, than was asked for."""
        fact = best.fact
        places = tuple(place for each in fact.places if (place := self._catalogue.place(each)))
        if self._ranking.locks.of(reading):  # a figure of several places together is not that of one of them
            own = [place for place in places if place.id != self._catalogue.about.subject]
            asked = sum(any(name in reading.asked for name in place.names) for place in own)
            titled = [place for place in own if any(name in key(fact.title) for name in map(key, place.names))]
            if titled and all(any(name in reading.asked for name in place.names) for place in titled):
                return ()  # those asked for are whose figure it is, others have a part in it
            alike = len({place.kind == "province" for place in own}) == 1  # a province's figure is not a city's too
            return tuple(own) if reading.wants & Wants.FIGURE and alike and 0 < asked < len(own) > 1 else ()
        of_subject = self._catalogue.about.subject in fact.places
        if fact.context or is_shared(fact) or not fact.figures or (of_subject and not reading.wants & Wants.FIGURE):
            return ()
        places = tuple(place for place in places if place.id != self._catalogue.about.subject)
        # a place may have been named after all, inside a longer name
        return () if any(key(name) in key(question) for place in places for name in place.names) else places

    def _near(self, question: str, reading: Reading, hits: Sequence[Hit]) -> tuple[Name, ...]:
        """The titles of facts that have much of the question's words; and names near to it by spelling."""
        facts = [(self._catalogue.facts[hit.number], hit) for hit in hits[:LOOKED_AT_FOR_NAMES]]
        named = [
            Name(text, spelt, "keyword", fact.id)
            for fact, hit in facts
            for text, spelt in zip((fact.title, *fact.keywords), self._index.names_of(hit.number), strict=False)
        ]
        near = self._known.near(question, SUGGESTED, named, NEAR_NAMES)
        mentioning = self._ranking.mentioning(reading, NEAR_NAMES)
        titles = [fact_name(self._catalogue.facts[number]) for number in mentioning]
        found = {name.target: name for name in reversed([*titles, *near])}
        return tuple({name.key: name for name in reversed(found.values())}.values())[:NEAR_NAMES]

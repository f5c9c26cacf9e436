"""Words in; ranked hits with the reason out, or an honest nothing.

A question is a handful of characters with errors in it; a fact is a few dozen. So the score asks how much of what was
asked a fact explains, not how alike two texts are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.catalogue import Catalogue
from bot.facts import Fact, Indicator
from bot.search.decide import Hit, Verdict, near_the_best, pairs, verdict
from bot.search.findings import Findings, Membership, Mentioned, fact_name
from bot.search.insists import ASKS_AMOUNT, ASKS_MONEY, is_year
from bot.search.names import PLACES, SUGGESTED, Correction, Name, Names
from bot.search.ranking import Ranking
from bot.search.reading import read
from bot.text import key, normal

__all__ = ["Correction", "Findings", "Hit", "Mentioned", "Name", "Search", "Verdict", "fact_name"]

LONGEST_QUESTION = 256  # characters that are read of a question; the rest is cut before any work
OFFERED = 6  # hits beside the best: buttons that fit on a phone
NEAR_NAMES = 3
LAST_READ = 16  # questions whose reading is at hand
HALF = 0.5  # the share from which a fact's title is worth suggesting
# What makes a question one of membership, and what may stand beside it.
ASKS_MEMBERSHIP = re.compile(
    "成员|属于|加入|包括|包含|组成|覆盖|哪些城市|哪些市|哪几个|哪几座|几个城市|九个城市|城市|members?"
)
MEMBERSHIP_REST = re.compile("[不是有吗一二三四五六七八九十几个座的地方市区]|[0-9]")


class Search:
    """A base, opened for questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names = Names(catalogue)
        self._ranking = Ranking(catalogue, self._names)
        # one message is read for several purposes: a card, a membership, a fact
        self._read = lru_cache(maxsize=LAST_READ)(lambda question: read(question, self._names, catalogue.about))
        self._find = lru_cache(maxsize=LAST_READ)(self._find_anew)

    def find(self, question: str) -> Findings:
        """The facts that answer a question, or up to three near names."""
        return self._find(cut(question))

    def _find_anew(self, question: str) -> Findings:
        reading = self._read(question)
        if not reading.asked:
            return Findings(Verdict.NONE, corrections=reading.corrections)
        explaining = every = self._ranking.ranked(reading)
        every = [hit for hit in every if _has_amount(hit.fact, question)]
        hits = [hit for hit in every if self._ranking.has_all(hit.fact, reading.required)]
        only_background = bool(hits) and hits[0].fact.context and not every[0].fact.context
        if (verdict(hits) is Verdict.NONE or only_background) and verdict(every) is not Verdict.NONE:
            hits = every
        decision = verdict(hits)
        if decision is Verdict.NONE and (named := self._named(question)):
            decision, hits = Verdict.ANSWER if len(named) == 1 else Verdict.CHOICE, named
        if decision is Verdict.NONE:
            return Findings(decision, corrections=reading.corrections, near=self._near(question, explaining))
        offered = tuple(near_the_best(hits)[: OFFERED + 1])
        best = offered[0].fact
        wanted_pairs = pairs(reading.asked)
        missing = tuple(wanted for wanted in reading.required if not self._ranking.has_all(best, [wanted]))
        missing += tuple(
            lock.name for lock in self._ranking.locks(reading) if not self._ranking.fits_lock(best, lock, wanted_pairs)
        )
        partial = (
            not best.context and self._catalogue.about.subject not in best.places and not self._ranking.locks(reading)
        )
        places = [place for each in best.places if (place := self._catalogue.place(each))] if partial else []
        if any(key(name) in key(question) for place in places for name in place.names):
            places = []  # it was named after all, inside a longer name
        return Findings(decision, offered, reading.corrections, of_a_part=tuple(places), missing=missing)

    def _named(self, question: str) -> list[Hit]:
        """The facts of which the question is a name to the letter, marks and spaces aside (1+7+N)."""
        ids = self._names.targets(key(question), "keyword")
        return [Hit(fact, 1.0, 1.0) for fact_id in ids if (fact := self._catalogue.fact(fact_id))]

    def mentioned(self, words: str) -> Mentioned:
        """The places that words name, and the topic when the rest is one. Never a keyword that merely sounds alike."""
        reading = self._read(cut(words))
        places, topic, rest, end = [], None, [], 0
        for start, stop, name in reading.names:
            rest += [p.text for p in reading.positions[end:start] if p.weight]
            end = stop
            if ids := self._names.targets(name, *PLACES):
                places += [
                    place for place_id in ids if (place := self._catalogue.place(place_id)) and place not in places
                ]
            else:
                rest.append(name)
        rest += [p.text for p in reading.positions[end:] if p.weight]
        left = " ".join(rest)
        if (
            reading.about_subject
            and not places
            and not left
            and (whole := self._catalogue.place(self._catalogue.about.subject))
        ):
            places.append(whole)
        if left and (topics := self._names.targets(key(left), "topic")):
            topic = self._catalogue.topic(topics[0])
        return Mentioned(tuple(places), topic, left, reading.corrections)

    def membership(self, words: str) -> Membership | None:
        """The question of who belongs to the subject, if the words ask that and nothing else."""
        words = cut(words)
        if not ASKS_MEMBERSHIP.search(words):
            return None
        reading = self._read(words)
        unknown = next(("".join(p.text for p in reading.positions[s:e]) for s, e in reading.elsewhere), "")
        mentioned = self.mentioned(words)
        rest = ASKS_MEMBERSHIP.sub("", key(mentioned.rest)).replace(unknown, "")
        if MEMBERSHIP_REST.sub("", rest) or not (reading.about_subject or mentioned.places or "成员" in words):
            return None
        places = tuple(place for place in mentioned.places if place.id != self._catalogue.about.subject)
        return Membership(places, unknown)

    def is_about_subject(self, words: str) -> bool:
        """Whether the words name the subject and ask nothing of it in particular."""
        reading = self._read(cut(words))
        return reading.about_subject and not reading.asked and not reading.required

    def year_of_subject(self, words: str) -> int | None:
        """The year, if the words name the subject and a year and ask nothing more."""
        reading = self._read(cut(words))
        if reading.asked or not reading.about_subject or len(reading.required) != 1 or not is_year(reading.required[0]):
            return None
        return int(reading.required[0])

    def is_only_asking(self, words: str) -> bool:
        """Whether the words ask or greet without saying about what."""
        reading = self._read(cut(words))
        return not reading.asked and not reading.required and not reading.about_subject

    def indicators(self, words: str) -> tuple[Indicator, ...]:
        """The indicators that words name; else those of the fact that answers them."""
        reading = self._read(cut(words))
        named = [target for _, _, name in reading.names for target in self._names.targets(name, "indicator")]
        if not named and (findings := self.find(words)).hits:
            named = [figure.indicator for figure in findings.hits[0].fact.figures if figure.indicator]
        known = (self._catalogue.indicators[each] for each in dict.fromkeys(named))
        return tuple(indicator for indicator in known if self._catalogue.series(indicator.id))

    def near_places(self, words: str) -> tuple[Name, ...]:
        return tuple(self._names.near(cut(words), PLACES, NEAR_NAMES))

    def _near(self, question: str, hits: Sequence[Hit]) -> tuple[Name, ...]:
        """Names near to the question by spelling; and the titles of facts that explain at least half of it."""
        near = self._names.near(question, SUGGESTED, NEAR_NAMES)
        titles = [fact_name(hit.fact) for hit in hits[:NEAR_NAMES] if hit.explained >= HALF]
        found = {name.target: name for name in reversed([*titles, *near])}
        return tuple({name.key: name for name in reversed(found.values())}.values())[:NEAR_NAMES]


def _has_amount(fact: Fact, question: str) -> bool:
    """Whether a fact can answer how many or how much, if that is asked."""
    if ASKS_MONEY.search(question):
        return any("元" in figure.unit for figure in fact.figures)
    return bool(fact.figures) or not ASKS_AMOUNT.search(question)


def cut(words: str) -> str:
    """Words in their normal form, cut before and after it: one character may stand for many (㍿)."""
    return normal(words[:LONGEST_QUESTION])[:LONGEST_QUESTION]

"""Figures that a text quotes with the words that the source prints around them: 点亮30座灯塔.

A fact's `evidence` are terms and figures as its source prints them, near each other. A text that has the terms is
pasted from there, or nearly so, and an amount in a figure's place is claimed of that figure, whatever other words
stand around it: a search for all of them would find nothing, or something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.facts import Fact, Figure
from bot.search.agreement import is_confirmed_by, is_not_quite, is_of_unit
from bot.search.amounts import Relation
from bot.search.anchors import SHORTEST_LANDMARK, Quotable, Quoted, landmark, quotable, quoted_in
from bot.search.claims import Claim
from bot.search.confirming import AS_A_PLAN, SO
from bot.search.decide import Verdict
from bot.search.findings import Findings, Found
from bot.search.known import Known
from bot.search.magnitudes import as_measured, measured
from bot.search.other_times import newer_than
from bot.search.passages import Number, Passage, with_digits
from bot.search.reading import LAST_READ, Reading
from bot.search.supposed import is_negated
from bot.search.surroundings import Surroundings
from bot.search.told import Agreement
from bot.search.wants import Wants
from bot.series import Point
from bot.text import key, normal, pairs

FACTS_KEPT = 1024  # of which the anchors are kept
SHORTEST = 4  # characters of a text that quotes something
_AS_A_PLAN = re.compile(f"{AS_A_PLAN}|到20[0-9]{{2}}年")
_DONE = re.compile("已|了(?!解)")


class Quote(NamedTuple):
    """An amount of a text, as it is written there, and what is found for it as a claim of the figure that it quotes.

    `clause`: the one that it stands in, in its normal form. `at`: where in the normal form of the text.
    """

    typed: str
    findings: Findings
    clause: str
    at: int

    @property
    def amount(self) -> str:
        """The amount as it is claimed, with what it counts by."""
        return next(iter((*self.findings.denied, *self.findings.confirmed)), self.typed)

    @property
    def fact(self) -> Fact:
        """The fact of which it is."""
        return self.findings.hits[0].fact

    @property
    def is_open(self) -> bool:
        """Whether the amount is recorded, and the text says more of it than that."""
        return self.findings.agreement is Agreement.OPEN

    def stands_in(self, text: str) -> bool:
        """Whether a text (in its normal form) has the amount."""
        return re.search(rf"(?<![\d./]){re.escape(self.typed)}(?![\d/])", with_digits(text)) is not None


class Quotations:
    """Finds in texts what they quote of the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue, known: Known, read: Callable[[str], Reading]) -> None:
        self._catalogue, self._read = catalogue, read
        self._surroundings = Surroundings(catalogue, known, read)
        subject = catalogue.place(catalogue.about.subject)  # of which everything is: a text may leave it out
        names = sorted(map(normal, subject.names if subject else ()), key=len, reverse=True)
        self._aside = re.compile("|".join(map(re.escape, names)) or "(?!)")
        self._quotable = lru_cache(maxsize=FACTS_KEPT)(self._all_quotable)
        self.of = lru_cache(maxsize=LAST_READ)(self._of)

    def prepare(self) -> None:
        """Looks for the landmarks now, and not with the first text."""
        _ = self._landmarks

    @cached_property
    def _landmarks(self) -> dict[str, list[tuple[str, Fact]]]:
        """The facts that can be quoted, each with its landmark, by the first characters of that."""
        found: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
        for fact in self._catalogue.facts:
            if fact.figures and (mark := landmark(fact, self._aside)):
                found[mark[:SHORTEST_LANDMARK]].append((mark, fact))
        return found

    def _near(self, passage: Passage) -> Iterator[Quotable]:
        """What can be quoted of the facts that have their landmark in a text."""
        for pair in pairs(passage.kept):
            for mark, fact in self._landmarks.get(pair, ()):
                if mark in passage.kept:
                    yield from self._quotable(fact.id)

    def _all_quotable(self, fact_id: str) -> Sequence[Quotable]:
        fact = self._catalogue.fact(fact_id)
        return tuple(quotable(fact, self._aside)) if fact else ()

    def _of(self, words: str) -> tuple[Quote, ...]:
        """The amounts of a text that quote figures, in their order, each confirmed, denied, or left open."""
        passage = Passage(words, self._aside)
        if len(passage.kept) < SHORTEST or not passage.numbers:
            return ()
        by_number: dict[Number, list[Quoted]] = defaultdict(list)
        for each in self._near(passage):
            for quoted in quoted_in(each, passage):
                if self._surroundings.fit(quoted, passage):
                    by_number[quoted.number].append(quoted)
        named = {number: self._surroundings.rather_its(every, passage) for number, every in by_number.items()}
        told = {number: self._confirmed(every, passage) for number, every in named.items() if every}
        confirmed = [found.so_of.figure for found in told.values() if found and found.so_of]
        for number in told:
            every = named[number]
            others = [each for each in every if all(each.of.figure is not figure for figure in confirmed)]
            told[number] = told[number] or self._denied(others, passage)
        return tuple(
            Quote(number.text, found, passage.clause(number)[0].strip(), passage.place(number))
            for number, found in sorted(told.items())
            if found is not None
        )

    def _confirmed(self, quoted: Sequence[Quoted], passage: Passage) -> Findings | None:
        """What is found for an amount that is a figure it quotes; left open if it was so at another time; else None."""
        number = quoted[0].number
        claim = self._surroundings.claim(number, passage)
        if claim is None or is_negated(passage.clause(number)[0], [claim.text]):
            return None
        likeliest = sorted(quoted, key=self._surroundings.likeness(passage), reverse=True)
        for each in likeliest:
            if each.is_to_the_letter or _is_that(claim, each.of.figure):
                return self._so(Point(each.of.fact, each.of.figure), claim, each, passage)
        for each in likeliest:
            if (point := self._at_another_time(claim, each.of)) is not None:
                return self._so(point, claim, each, passage)
        return None

    def _denied(self, quoted: Sequence[Quoted], passage: Passage) -> Findings | None:
        """What is found for an amount that is not the figure it quotes."""
        for each in sorted(quoted, key=self._surroundings.likeness(passage), reverse=True):
            claim, figure = self._surroundings.claim(each.number, passage), each.of.figure
            if claim is None or is_negated(passage.clause(each.number)[0], [claim.text]):
                return None
            if is_confirmed_by(claim, figure) or self._surroundings.is_supposed(each, passage):
                return None
            is_another = any(_is_equal(claim, other) for other in each.of.fact.figures)  # which of them is open
            if is_of_unit(claim, figure) and not is_another and self._surroundings.names_it(each, passage):
                return self._findings(Point(each.of.fact, figure), denied=(claim.text,))
        return None

    def _at_another_time(self, claim: Claim, of: Quotable) -> Point | None:
        """The point of what a figure measures, or measured otherwise there, that is as claimed."""
        every = [point for each in self._catalogue.series_of(of.fact) for point in each.points]
        return next(
            (
                point
                for point in every
                if point.figure.indicator == of.figure.indicator
                and point.fact.places == of.fact.places
                and is_confirmed_by(claim, point.figure)
                and _is_equal(claim, point.figure)
            ),
            None,
        )

    def _so(self, point: Point, claim: Claim, quoted: Quoted, passage: Passage) -> Findings:
        fact, clause = point.fact, passage.clause(quoted.number)[0]
        found = self._findings(point)
        is_it = point.fact is quoted.of.fact and self._surroundings.is_all_told(quoted, passage)
        if not is_it or self._surroundings.is_supposed(quoted, passage):
            return replace(found, agreement=Agreement.OPEN, so_of=point)
        is_told_as_done = not quoted.is_to_the_letter or _DONE.search(clause)
        if (fact.kind == "plan" or fact.due) and is_told_as_done and not _AS_A_PLAN.search(passage.text):
            agreement = Agreement.PLANNED
        elif not quoted.is_to_the_letter and is_not_quite(claim, point.figure):
            agreement = Agreement.ROUGH
        else:
            agreement = Agreement.SO if fact.note is None else Agreement.NOTED
        reading = self._read(passage.sentence_before(quoted.number))
        newer = newer_than(fact, reading, self._catalogue)
        return replace(found, agreement=agreement, confirmed=(claim.text,), so_of=point, newer=newer)

    def _findings(self, point: Point, denied: tuple[str, ...] = ()) -> Findings:
        """What is found for an amount, as if the figure that it quotes were asked for by its name."""
        return Findings(
            Verdict.ANSWER,
            (Found(point.fact, 1.0, 1.0),),
            missing=denied,
            denied=denied,
            wants=Wants.CLAIM,
            question=f"{key(self._catalogue.figure_name(point.figure)) or key(point.fact.title)}{SO}",
        )


def _is_equal(claim: Claim, figure: Figure) -> bool:
    return is_of_unit(claim, figure) and measured(figure)[0] == as_measured(claim, figure).value


def _is_that(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is the amount that is claimed, or rounded to that; and not only about as much."""
    is_near = claim.relation in (Relation.ABOUT, Relation.ALMOST, Relation.MORE, Relation.LESS)
    return is_confirmed_by(claim, figure) and (_is_equal(claim, figure) or not is_near)

"""Words that may go on from what was spoken of, and the follow-up that they are as a question of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.facts import Fact
from bot.search import LONGEST_QUESTION, Findings, Mentioned, Search, Wants, counts_things, wants
from bot.talk.again import spoken
from bot.talk.asking import ASPECT, OF_IT, OF_IT_IN_ENGLISH
from bot.talk.detail import THEN, bare

_BETWEEN_LATIN = re.compile("(?<![a-z0-9]) | (?![a-z0-9])")  # a space that stands beside Chinese


class Resumed(NamedTuple):
    """A follow-up as a question of its own, and what a further one goes on from.

    `lacks`: what it was asked of (a place, a thing), where only others have what is asked for. `asks`: what is asked of
    it, where that is asked of nothing else.
    """

    words: str
    about: str
    lacks: str = ""
    asks: str = ""


class Said(NamedTuple):
    """Words, what was asked `last` before them, what that named, and the fact that answered it."""

    words: str
    last: str
    before: Mentioned
    search: Search
    shown: Fact | None

    @property
    def asks(self) -> str:
        """What the words ask, without what points back at their beginning: 那, 当时, 它."""
        return THEN.sub("", self.words)

    @property
    def thing(self) -> str:
        """What was spoken of, without what was said of it in passing."""
        return _BETWEEN_LATIN.sub("", " ".join(self.before.things)) or self.before.rest

    @property
    def thing_there(self) -> str:
        """What was spoken of by a name of its own that has its place's (a station, a park); "" for what is counted."""
        inside, search = self.before.inside, self.search
        named = [each for each in self.before.things if inside and inside[0] in each]
        figures = self.shown.figures if self.shown is not None else ()
        is_counted = any(counts_things(figure.unit) for figure in figures)
        if is_counted or (self.shown is not None and search.measures(self.shown, self.before.rest.replace(" ", ""))):
            return ""
        return next((each for each in named if not search.is_measure_or_topic(each)), "")

    @property
    def is_of_a_side(self) -> bool:
        """Whether the words ask for a side of anything and name nothing: 谁参加了, 面积多大."""
        return OF_IT.fullmatch(bare(self.words)) is not None or ASPECT.fullmatch(bare(self.words)) is not None

    def is_told(self, question: str) -> bool:
        """Whether one fact tells a question to the last word."""
        findings = self.search.find(question)
        return findings.answers and self.search.tells_all(findings.hits[0].fact, question)

    def whole(self, form: str, words: str, *, keeps_times: bool = False) -> str:
        """A question of the same places and times about `form`, what was spoken of, unless the words name it."""
        form, words = "" if form in words else form, words.removesuffix("呢")
        places = (place.name for place in self.before.places)
        times = (spoken(each) for each in self.before.required if keeps_times or not each.isdecimal())
        return " ".join(" ".join([*places, *times, form, words]).split())[:LONGEST_QUESTION]  # a session stays

    def is_checked_by_shown(self, findings: Findings) -> bool:
        """Whether a claim is held against what was shown, or another point of what that measures."""
        if self.shown is None or not findings.hits or set(findings.missing) > set(findings.denied):
            return False
        told = findings.hits[0].fact
        return told is self.shown or not told.measured.isdisjoint(self.shown.measured)

    def is_of_the_same(self, again: str, shown: Fact) -> bool:
        """Whether what answers a question is of the thing that was shown, or called as that was asked for."""
        told = self.search.find(again).hits[0].fact
        return self.search.is_of_the_same(told, shown) or self.search.is_named_like(told, self.before.rest)

    def asked_of_it(self, *, keeps_times: bool = False) -> str:
        """The words, asked of all things that were spoken of, or of those that say what it is of (大飞机, not 增幅).

        As the fact that was shown tells it, else as one does, else of all of them. Of English any word may be of its
        name (joint office).
        """
        before, search = self.before, self.search
        names = [*filter(search.is_of_one_topic, before.things)]
        particular = "".join(names)
        first = "".join(names[:1]) if search.membership(self.words) else ""  # whose members they are
        whole = before.rest if before.rest.isascii() else ""
        subjects = filter(None, (whole, self.thing, particular, before.rest, first))
        words, of_it = self.asks, OF_IT_IN_ENGLISH.fullmatch(self.words)
        asked = [self.whole(each, "" if of_it else words, keeps_times=keeps_times) for each in subjects]
        if of_it:
            asked = [f"{of_it['asks']} {each} {of_it['more']}".strip() for each in asked]
        told = [*filter(self.is_told, asked)]
        is_of_figures = wants(words) & (Wants.FIGURE | Wants.SHARE)
        shown = None if self.shown is None or (is_of_figures and not self.shown.figures) else self.shown
        of_shown = (each for each in told if search.find(each).hits[0].fact is shown)
        return next(of_shown, next(iter(told), asked[0]))

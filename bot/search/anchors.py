"""The anchors of facts, as patterns that find in a text what it may quote.

An anchor (已成立16个产业) stands in a text where its words do, with whatever number: 已成立26个产业 has it, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bot.facts import Fact, Figure
from bot.search.amounts import BOUNDS_BEFORE
from bot.search.magnitudes import measured
from bot.search.passages import NUMBER, Number, Passage
from bot.text import NUMERALS, key, normal

SHORTEST_LANDMARK = 2  # characters
SAYS_WHICH = 2  # characters of an anchor beside its amount: with fewer it is one of many
_BOUNDS = f"(?:{BOUNDS_BEFORE})?"
_BOUND_AT_END = re.compile(f"(?:{BOUNDS_BEFORE})$")
_BOUND_BEHIND = re.compile("^(?:以[上下内]|左右|上下)")
_COUNTED_BY = re.compile("^(?:美元|人次|[家个项条件台户元人分成倍城位])")
_BY_NOW = re.compile("[今去明]年|[近日]日|目前|当前")
_A_NUMBER = re.compile(f"[0-9.,/%{NUMERALS}两百千万亿余多]+")
_STRETCH = re.compile("(?:(?![的了地])[一-鿿])+")


class Anchor:
    """A term or a figure as a source prints it, wherever a text has it, whatever number stands in it.

    `said`: how many characters it has besides the number and what that is counted by: with none it is any amount.
    """

    def __init__(self, printed: str, aside: re.Pattern[str]) -> None:
        passage = Passage(printed, aside)
        self.kept, self.numbers = passage.kept, passage.numbers
        parts: list[str] = []
        said, end = 0, 0
        for number in self.numbers:
            before = _BOUND_AT_END.sub("", self.kept[end : number.start])
            behind = self.kept[number.end :]
            bound = found.end() if (found := _BOUND_BEHIND.match(behind)) else 0
            parts += [re.escape(before), _BOUNDS, f"({NUMBER})", "(?:以[上下内]|左右|上下)?"]
            said += len(before)
            end = number.end + bound
        rest = self.kept[end:]
        parts.append(re.escape(rest))
        self.said = said + len(_COUNTED_BY.sub("", rest) if self.numbers else rest)
        self._parts = parts

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return re.compile("".join(self._parts)) if self.numbers else None  # most are never looked for

    def stands_in(self, kept: str) -> bool:
        """Whether what is kept of a text has it, whatever its number."""
        return self._pattern.search(kept) is not None if self._pattern else self.kept in kept

    def found_in(self, passage: Passage, which: int) -> list[tuple[Number, bool]]:
        """The numbers of a text that stand where one of the anchor's does, and whether all of it is to the letter."""
        if self._pattern is None:
            return []
        every = self._pattern.finditer(passage.kept)
        return [(Number(*found.span(which + 1), found[which + 1]), found.group() == self.kept) for found in every]


class Quotable(NamedTuple):
    """A figure of a fact, the anchor that has it and as which of its numbers, and the other anchors."""

    fact: Fact
    figure: Figure
    anchor: Anchor
    which: int
    others: Sequence[Anchor]


class Quoted(NamedTuple):
    """A figure that a number of a text quotes: all its anchors stand in that sentence.

    `letters`: how many characters the others have. `has_another_figure`: whether another amount of the fact stands
    there to the letter.
    """

    of: Quotable
    number: Number
    is_to_the_letter: bool
    letters: int
    has_another_figure: bool


def landmark(fact: Fact, aside: re.Pattern[str]) -> str:
    """The longest stretch without a number that a fact's anchors have: what no text is without that quotes it.

    It is told without reading them as texts, which takes long for all of a large base; unless they have but numbers.
    """
    who, found = key("|".join(fact.speaker_texts)), [""]
    for term in map(normal, fact.evidence):
        if not _may_be_missing(key(term), who, fact):
            before, *behind = _A_NUMBER.split(aside.sub("|", term))
            parts = [before, *(_BOUND_BEHIND.sub("", part) for part in behind)]
            parts = [*(_BOUND_AT_END.sub("", part) for part in parts[:-1]), parts[-1]]
            found += (stretch for part in parts for stretch in _STRETCH.findall(part))
    if len(longest := max(found, key=len)) < SHORTEST_LANDMARK:
        times = (other.kept for each in quotable(fact, aside) for other in each.others if not other.numbers)
        return max(times, key=len, default="")  # 1-9月
    return longest


def quotable(fact: Fact, aside: re.Pattern[str]) -> Iterator[Quotable]:
    """The figures of a fact that stand in its anchors; `aside`: names that a text may leave out."""
    anchors = [Anchor(each, aside) for each in fact.evidence]
    who = key("|".join(fact.speaker_texts))
    for figure in fact.figures:
        value = None if figure.unit.endswith("年") else measured(figure)[0]  # a time is held against the calendar
        for anchor in anchors:
            for which, number in enumerate(anchor.numbers):
                if value is not None and number.value == value:
                    others = [
                        each for each in anchors if each is not anchor and not _may_be_missing(each.kept, who, fact)
                    ]
                    yield Quotable(fact, figure, anchor, which, others)


def quoted_in(each: Quotable, passage: Passage) -> Iterator[Quoted]:
    """The numbers of a text that stand in a figure's place, in a sentence that has its other anchors."""
    for number, is_to_the_letter in each.anchor.found_in(passage, each.which):
        sentence = passage.kept_around(number)
        if (each.others or each.anchor.said >= SAYS_WHICH) and all(other.stands_in(sentence) for other in each.others):
            has_another = any(other.numbers and other.kept in sentence for other in each.others)
            letters = sum(other.said for other in each.others)
            yield Quoted(each, number, is_to_the_letter, letters, has_another)


def _may_be_missing(kept: str, who: str, fact: Fact) -> bool:
    """Whether an anchor names who said it, in another sentence; or a time that is another one for who reads it now."""
    if _BY_NOW.match(kept):
        return True
    return bool(who) and (kept in who or (fact.speaker != "" and key(fact.speaker) in kept))

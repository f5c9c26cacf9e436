"""A text that may quote something: without its marks and particles, with its clauses and its numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from bot.search.question import cut
from bot.text import NUMERALS, SCALES

_CLAUSE_ENDS, _SENTENCE_ENDS = ",:，：", "。;；?？!！\n"
_ELLIPSIS = re.compile("[.·…]{2,}")
_SMALL = re.compile("[两二三四五六七八九](?=[个家项条大方位])|(?<=第)一(?=位)")  # 两个联盟, 六方面, 第一位
# Particles are no words of a source: 历史性地突破了 is 历史性突破.
_KEPT = re.compile("[0-9a-z%、]|(?![的了地])[一-鿿]|(?<=[0-9])[./-](?=[0-9])|(?<=[0-9%])的|的(?=[a-z])")
_OF_SCALE = f"[{''.join(SCALES)}]{{0,4}}[余多]?[万亿]{{0,2}}"
# No part of a time or of an ordinal: 2019年, 11月, 第五届, 第15个; a scale alone is one of it: 突破百亿元.
NUMBER = (
    f"(?:(?<![0-9./a-z-])[0-9]+(?:[.][0-9]+|/[0-9]+)?%?{_OF_SCALE}|(?<![0-9{NUMERALS}百千万亿])[百千][万亿]?(?=[家个元]))"
    "(?![0-9年月日号届批a-z/-])"
)
_NUMBERS = re.compile(NUMBER)


def with_digits(text: str) -> str:
    """A text (in its normal form) with its small numbers that count something in digits, character by character."""
    return _SMALL.sub(lambda numeral: str(NUMERALS.index(numeral.group().replace("两", "二")) + 1), text)


class Number(NamedTuple):
    """A number in a text: where it stands among the characters that are kept, and how it is written."""

    start: int
    end: int
    text: str

    @property
    def digits(self) -> str:
        """The digits that it is written with; none of a scale alone."""
        return "".join(takewhile(lambda each: each in "0123456789./", self.text))

    @property
    def value(self) -> Fraction:
        """In ones; what is so many of a hundred as a share of one."""
        digits = self.digits
        found = Fraction(0 if re.search("/0+$", digits) else digits or 1) * (
            Fraction(1, 100) if "%" in self.text else 1
        )
        for each in self.text[len(digits) :]:
            found *= SCALES.get(each, 1)
        return found


class Passage:
    """A text that may quote something; `kept`: all of it but its marks, its particles, and the names `aside`."""

    def __init__(self, words: str, aside: re.Pattern[str]) -> None:
        self.typed, self._aside = words, aside
        self.text = _ELLIPSIS.sub(lambda dots: "," * len(dots.group()), with_digits(cut(words)))
        bare = aside.sub(lambda name: " " * len(name.group()), self.text)
        self._places = [found.start() for found in _KEPT.finditer(bare)]
        self.kept = "".join(self.text[at] for at in self._places)

    @property
    def numbers(self) -> list[Number]:
        return [Number(found.start(), found.end(), found.group()) for found in _NUMBERS.finditer(self.kept)]

    def place(self, number: Number) -> int:
        """Where a number stands in the text."""
        return self._places[number.start]

    def clause(self, number: Number) -> tuple[str, int]:
        """The clause that a number stands in, and where in it the number begins."""
        return self._around(number, f"{_CLAUSE_ENDS}{_SENTENCE_ENDS}")

    def sentence_before(self, number: Number) -> str:
        """The sentence that a number stands in, to the end of its clause."""
        sentence, at = self._around(number, _SENTENCE_ENDS)
        end = next((i for i in range(at, len(sentence)) if sentence[i] in _CLAUSE_ENDS), len(sentence))
        return sentence[:end]

    def kept_around(self, number: Number) -> str:
        """What is kept of the sentence that a number stands in."""
        sentence, at = self._around(number, _SENTENCE_ENDS)
        start = self.place(number) - at
        return "".join(self.text[each] for each in self._places if start <= each < start + len(sentence))

    def sentence(self, number: Number) -> str:
        """The sentence that a number stands in."""
        return self._around(number, _SENTENCE_ENDS)[0]

    def without_aside(self, text: str) -> str:
        """A text without the names that may be left out."""
        return self._aside.sub("|", text)

    def names_aside(self, text: str) -> bool:
        """Whether a text has one of those names."""
        return self._aside.search(text) is not None

    def head(self, number: Number) -> str:
        """What the sentence that a number stands in begins with, before its first number."""
        sentence, at = self._around(number, _SENTENCE_ENDS)
        first = _NUMBERS.search(sentence)
        return sentence[: min(at, first.start()) if first else at]

    def item(self, number: Number) -> tuple[str, str]:
        """What stands between the number before and a number in its sentence; from there to the next, or a mark."""
        sentence, at = self._around(number, _SENTENCE_ENDS)
        before, behind = sentence[:at], sentence[at + len(number.text) :]
        last, after = max((found.end() for found in _NUMBERS.finditer(before)), default=0), _NUMBERS.search(behind)
        ends = [after.start()] if after else []
        ends += [found for end in _CLAUSE_ENDS if (found := behind.find(end)) >= 0]
        return before[last:], behind[: min(ends, default=len(behind))]

    def until(self, number: Number) -> str:
        """All that stands before a number, and the rest of its clause."""
        clause, at = self.clause(number)
        return f"{self.text[: self._places[number.start]]}{clause[at:]}"

    def _around(self, number: Number, ends: str) -> tuple[str, int]:
        at = self._places[number.start]
        start = max((self.text.rfind(end, 0, at) for end in ends), default=-1) + 1
        stops = (found for end in ends if (found := self.text.find(end, at)) >= 0)
        return self.text[start : min(stops, default=len(self.text))], at - start

"""The words that a base knows, and the ordinary ones of the language, looked up by any spelling of theirs.

Every word is found as it is, by its sound, with a character dropped, wrong or swapped, and by its initials.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, starmap
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.search.codes import (
    EXACT,
    GAP,
    INITIALS,
    LETTERS,
    SOUND,
    Codes,
    Numbers,
    Windows,
    codes,
    gap_keys,
    key,
    window_keys,
    windows,
    windows_with_gap,
)
from bot.search.initials import Initials
from bot.search.postings import NONE, Postings
from bot.search.sieve import passing
from bot.text import is_han, tokens

SHORTEST, LONGEST = 2, 10  # characters of a word that is looked up by its sound or with an error
LONGEST_EXACT = 24  # tokens: a long title with all that stands in it
SHORTEST_WITH_ERROR = 3  # a shorter one with an error may be any other; of two characters only places and topics
MOST_ALIKE = 24  # words that sound alike, or differ by a character: among more of them every guess is blind
ENGLISH_SHORTEST = 6  # letters; shorter words have too many neighbours (start, star)
ENGLISH_LONGEST = 30  # letters; a longer row of them is no English word


class WordKind:
    """What a word is, as bits of a number. The lowest one says what is likeliest meant by it."""

    MEMBER = 1
    PLACE = 2
    TOPIC = 4
    INDICATOR = 8
    KEYWORD = 16
    WORD = 32
    ENGLISH = 64
    QUESTION = 128
    ORDINARY = 256
    ELSEWHERE = 512
    SUBJECT = 1024
    SYNONYM = 2048
    LIGHT = 4096
    PASSING = 8192


PLACES = WordKind.MEMBER | WordKind.PLACE
NAMES = PLACES | WordKind.TOPIC | WordKind.INDICATOR | WordKind.KEYWORD
CURATED = PLACES | WordKind.TOPIC | WordKind.INDICATOR
OF_BASE = NAMES | WordKind.WORD
EVERY_KIND = 2 * WordKind.PASSING - 1


class Window(NamedTuple):
    """A stretch of a question, from and to, the number of a word that it is, or may be, and what the word is."""

    start: int
    end: int
    word: int
    kind: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words by number: their spellings in UTF-8 from `starts` on, what they are, and who has which key.

    `others` are the words that can stand for each of them, between bars, from `others_starts` on. `sieve` is that of
    the keys of `spellings`.
    """

    text: npt.NDArray[np.uint8]
    starts: Numbers
    others: npt.NDArray[np.uint8]
    others_starts: Numbers
    kinds: npt.NDArray[np.uint16]
    spellings: Postings
    sieve: npt.NDArray[np.uint8]


class Lexicon:
    """The words, opened for looking up stretches of a question."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.word = lru_cache(maxsize=16384)(self._word)
        self.exact = lru_cache(maxsize=16)(self._exact)  # one row is looked at for several purposes

    def _word(self, number: int) -> str:
        words = self._words
        return words.text[words.starts[number] : words.starts[number + 1]].tobytes().decode()

    def others(self, number: int) -> list[str]:
        """The words of the language that can stand for a word in a question."""
        words = self._words
        found = words.others[words.others_starts[number] : words.others_starts[number + 1]].tobytes().decode()
        return found.split("|") if found else []

    def kind(self, number: int) -> int:
        """What the word of that number is, as bits of `WordKind`."""
        return int(self._words.kinds[number])

    def _exact(self, texts: tuple[str, ...]) -> tuple[Window, ...]:
        """The words that stand in a row of tokens, just as they are, from the left, the longest first."""
        chosen = windows(len(texts), 1, LONGEST_EXACT)
        return tuple(self._found(window_keys(EXACT, codes(texts), chosen), chosen.starts, chosen.ends))

    def near(self, typed: Codes, sounds: Sequence[Codes], unknown: Sequence[bool], kinds: int) -> list[Window]:
        """The words of these kinds that are near to a stretch of a row with something unknown.

        First those that sound like one, in one of these rows of sounds; then those from which one differs by a
        character, or by two swapped. All are looked up at once.
        """
        heard = _having(windows(len(unknown), SHORTEST, LONGEST), unknown)
        gapped = _having(windows_with_gap(len(unknown), SHORTEST, LONGEST), unknown)
        wanted = (window_keys(SOUND, np.array(sounds), heard).ravel(), gap_keys(GAP, typed, gapped))
        starts = np.concatenate([*[heard.starts] * len(sounds), gapped.starts])
        ends = np.concatenate([*[heard.ends] * len(sounds), gapped.ends])
        return list(dict.fromkeys(self._found(np.concatenate(wanted), starts, ends, kinds, MOST_ALIKE)))

    def by_initials(self, letters: str) -> list[int]:
        """The numbers of the words whose syllables begin with these letters."""
        return self._of(key(INITIALS, list(letters)))

    def parts_by_initials(self, letters: str) -> list[str]:
        """The parts of names that have these initials, and are words from end to end."""
        return [part for part in self._initials.parts(letters) if self.is_words(part)]

    @cached_property
    def _initials(self) -> Initials:
        words = self._words
        text, starts = words.text.tobytes(), words.starts.tolist()
        spelt = (text[starts[at] : starts[at + 1]] for at in np.flatnonzero(words.kinds & NAMES).tolist())
        return Initials(spelt)

    def is_words(self, text: str) -> bool:
        """Whether a text is words, one behind another, and nothing else."""
        parts = tuple(token.text for token in tokens(text))
        words = (w for w in self.exact(parts) if w.end - w.start > 1 or not is_han(parts[w.start]))
        return len({at for w in words for at in range(w.start, w.end)}) == len(parts)

    def by_letters(self, word: str) -> list[int]:
        """The English words that differ from this one by a letter at most, or by two swapped."""
        if not ENGLISH_SHORTEST <= len(word) <= ENGLISH_LONGEST:
            return []
        found = {other for variant in without_a_letter(word) for other in self._of(key(LETTERS, list(variant)))}
        return sorted(found)

    def beginning_with(self, letters: str) -> list[int]:
        """The English words of which these letters, six or more, are the beginning: crypto of cryptography."""
        if len(letters) < ENGLISH_SHORTEST:
            return []
        words, numbers = self._english
        start = bisect_left(words, letters)
        ends = (at for at in range(start, len(words)) if not words[at].startswith(letters))
        return numbers[start : next(ends, len(words))]

    @cached_property
    def _english(self) -> tuple[list[str], list[int]]:
        """The English words in order, and their numbers."""
        numbers = np.flatnonzero(self._words.kinds & WordKind.ENGLISH).tolist()
        spelt = sorted((self.word(number), number) for number in numbers)
        return [word for word, _ in spelt], [number for _, number in spelt]

    def with_keys(self, wanted: Codes) -> Iterator[tuple[int, list[int]]]:
        """Of these keys those that words have: the place of each among them, and the words."""
        having, rows = self._having(wanted)
        which, numbers = self._words.spellings.numbers_of(rows)
        found = zip(having[which].tolist(), numbers.tolist(), strict=True)
        return ((at, [number for _, number in those]) for at, those in groupby(found, key=itemgetter(0)))

    def _found(
        self, wanted: Codes, starts: Numbers, ends: Numbers, kinds: int = EVERY_KIND, most: int | None = None
    ) -> list[Window]:
        """The words of some kinds with the keys of stretches, of each of which it is said where it begins and ends.

        Without those that are alike with more than so many others, of any kind.
        """
        having, rows = self._having(wanted)
        if most is not None:
            few = self._words.spellings.sizes(rows) <= most
            having, rows = having[few], rows[few]
        which, numbers = self._words.spellings.numbers_of(rows)
        at, kind = having[which], self._words.kinds[numbers]
        if kinds != EVERY_KIND:
            wanted_ones = (kind & kinds).nonzero()[0]
            at, numbers, kind = at[wanted_ones], numbers[wanted_ones], kind[wanted_ones]
        columns = (starts[at], ends[at], numbers, kind)
        return list(starmap(Window, zip(*(column.tolist() for column in columns), strict=True)))

    def _having(self, wanted: Codes) -> tuple[Numbers, Numbers]:
        """Of these keys those that words have: their places among them, and their rows of the spellings."""
        places = passing(self._words.sieve, wanted)
        rows = self._words.spellings.rows(wanted[places])
        are_there = rows != NONE
        return places[are_there], rows[are_there]

    def _of(self, wanted: int) -> list[int]:
        row = self._words.spellings.row(wanted)
        return [] if row == NONE else self._of_row(row)

    def _of_row(self, row: int) -> list[int]:
        found: list[int] = self._words.spellings.of(row)[0].tolist()
        return found


def _having(chosen: Windows, unknown: Sequence[bool]) -> Windows:
    """Those windows that have something unknown."""
    before = np.array(list(accumulate(unknown, initial=0)))
    having = before[chosen.ends] > before[chosen.starts]
    starts, ends, gap = chosen.starts[having], chosen.ends[having], chosen.gap[having]
    return Windows(starts, ends, gap, chosen.before[having], chosen.behind[having])


def without_a_letter(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}

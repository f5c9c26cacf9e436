"""What the search knows of the facts: arrays, made by `building` and kept in a file beside the base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.search.codes import Codes, Numbers, key
from bot.search.postings import Postings

SEARCHED_AT_ONCE = 2**16  # bytes of names
MOST_CALLED = 200  # facts by whose names it is seen what a word is used of
TITLE_BIT = 1  # the lowest bit of a stored strength: whether the title has it; the other seven are the strength


class Flag:
    """What a fact is, whatever the question, as bits of a number."""

    HAS_FIGURE = 1
    HAS_MONEY = 2
    MEASURED = 4
    FIGURE = 8
    REMARK = 16
    CONTEXT = 32
    OF_SUBJECT = 64  # the subject is among its places
    ONLY_SUBJECT = 128  # or is its only one
    SHARED = 256
    DATED = 512
    SPOKEN = 1024
    HAPPENED = 2048  # it has a date of its own, and not only one to which it is due
    COUNTS_THINGS = 4096
    COUNTS_PEOPLE = 8192
    SHARE = 16384  # its figure is a share of something larger
    PURPOSE = 32768  # it tells what something is for, or why it is so
    RANK = 65536  # it tells which place something has among others
    PLANNED = 131072  # it tells of a plan or a target


@dataclass(frozen=True, slots=True)
class Index:
    """The facts by number. Moments are days (proleptic ordinals); `age` is 0 for the newest and 1 for the oldest.

    `order` is the place of each fact when they are ordered by id: what settles ties, whatever the order in the file.
    `title_sizes` counts the pairs and Latin words of a title. `series` are two codes at most of what a fact measures
    and where. `names` are the spellings of a fact's own names, the title first, each with a bar behind it, and `words`
    its text in normal form, with its marks; both in UTF-8 from `…_starts` on.
    """

    postings: Postings
    flags: npt.NDArray[np.uint32]
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    age: npt.NDArray[np.float32]
    order: npt.NDArray[np.uint32]
    title_sizes: npt.NDArray[np.uint8]
    series: Codes
    names: npt.NDArray[np.uint8]
    names_starts: Numbers
    words: npt.NDArray[np.uint8]
    words_starts: Numbers

    def row(self, salt: np.uint64, texts: Iterable[str]) -> int:
        """The row of the postings for a feature of some tokens, or for a name as a whole; NONE if no fact has it."""
        return self.postings.row(key(salt, texts))

    def is_of_one_series(self, one: int, other: int) -> bool:
        """Whether two facts are points of what is measured in one place."""
        return not set(filter(None, self.series[one].tolist())).isdisjoint(self.series[other].tolist())

    def names_of(self, number: int) -> list[str]:
        """The spellings of a fact's names, the title first."""
        start, end = self.names_starts[number], self.names_starts[number + 1]
        return self.names[start : end - 1].tobytes().decode().split("|")

    def text_of(self, number: int) -> str:
        """All that a fact says, in its normal form, between bars."""
        start, end = self.words_starts[number], self.words_starts[number + 1]
        return f"|{'|'.join(self.names_of(number))}|{self.words[start:end].tobytes().decode()}"

    def called(self, spelt: str) -> list[int]:
        """The facts that have a spelling in one of their names: of very many the first ones."""
        wanted, found, start = spelt.encode(), list[int](), 0
        while start < len(self.names) and len(found) < MOST_CALLED:
            # bit by bit: a search in all of a large base would keep every other thread waiting
            at = self.names[start : start + SEARCHED_AT_ONCE + len(wanted)].tobytes().find(wanted)
            if at < 0:
                start += SEARCHED_AT_ONCE + 1
                continue
            found.append(int(np.searchsorted(self.names_starts, start + at, "right")) - 1)
            start = int(self.names_starts[found[-1] + 1])
        return found

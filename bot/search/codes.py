"""Features as 64-bit keys: what a question and a fact may have in common, in the form in which it is looked up.

A key is a hash, so two features may share one by chance: among ten million features that is one chance in a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.characters import characters
from bot.sounds import sound_class

Codes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

# Each kind of feature has its own salt, so that equal contents of two kinds get two keys.
SINGLE, PAIR, TRIPLE, WHOLE, PLACE, OFFICE = (np.uint64(n) for n in range(1, 7))
EXACT, SOUND, GAP, INITIALS, LETTERS = (np.uint64(n) for n in range(11, 16))
BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9), np.uint64(27), np.uint64(0x94D049BB133111EB), np.uint64(31))
ALL_BITS = 0xFFFFFFFFFFFFFFFF
UTF_32 = "utf-32-le"  # code points one after another, as an array of numbers has them
LONGEST_ROW = 256  # positions: more than are read of any question
BMP = 0x10000  # code points that a table of characters covers


def mixed(codes: Codes) -> Codes:
    """The same codes, spread over all 64 bits (the finaliser of splitmix64)."""
    first, one, second, two, third = _MIX
    codes = (codes ^ (codes >> first)) * one
    codes = (codes ^ (codes >> second)) * two
    return codes ^ (codes >> third)


def keys(salt: np.uint64, *parts: Codes) -> Codes:
    """The keys of features that consist of these parts, in order."""
    folded = parts[0]
    for part in parts[1:]:
        folded = folded * BASE + part
    return mixed(folded * BASE + salt)


def pair_codes(parts: Codes) -> Codes:
    """One code for each pair of neighbouring tokens."""
    return keys(PAIR, parts[:-1], parts[1:])


@lru_cache(maxsize=65536)
def code(text: str) -> int:
    """The code of one token: of a Chinese character its code point, else 64 bits of a hash."""
    if len(text) == 1 and ord(text) < BMP:
        return ord(text)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") | BMP


def codes(texts: Iterable[str]) -> Codes:
    return np.array([code(text) for text in texts], np.uint64)


def key(salt: np.uint64, texts: Sequence[str]) -> int:
    """The key of one feature, of the tokens that it consists of."""
    return int(sequence_keys(salt, codes(texts)[None, :])[0])


def sequence_keys(salt: np.uint64, rows: Codes) -> Codes:
    """The keys of sequences of one length: rows of shape [sequences, length]."""
    return keys(salt, *(rows[:, column] for column in range(rows.shape[1])))


@cache
def sound_tables() -> tuple[Codes, Codes, Codes]:
    """For each code point: the code of its usual sound class, of its second one (else the first), of its initial."""
    every = characters().syllables()
    points = [ord(character) for character, _ in every]
    number = {found: at for at, found in enumerate(dict.fromkeys(found for _, found in every))}
    which = [number[found] for _, found in every]  # many characters have the same syllables
    classes = [list(dict.fromkeys(map(sound_class, found.split(",")))) for found in number]
    usual, second, initial = (np.arange(BMP, dtype=np.uint64) for _ in range(3))
    usual[points] = codes(each[0] for each in classes)[which]
    second[points] = codes(each[:2][-1] for each in classes)[which]
    initial[points] = codes(each[0][0] for each in classes)[which]
    return usual, second, initial


class Windows(NamedTuple):
    """Stretches of a row, side by side: where each begins and ends, and in `gap` the position it leaves out."""

    starts: Numbers
    ends: Numbers
    gap: Numbers


@lru_cache(maxsize=512)
def windows(length: int, shortest: int, longest: int) -> Windows:
    """All stretches of a row of that length that have so many positions; they leave out nothing."""
    found = [(start, start + size) for size in range(shortest, longest + 1) for start in range(length - size + 1)]
    starts, ends = np.array(found, np.int64).reshape(-1, 2).T
    return Windows(starts, ends, ends)


@lru_cache(maxsize=512)
def windows_with_gap(length: int, shortest: int, longest: int) -> Windows:
    """All stretches with one position left out, for every position; those shorter than the longest also whole."""
    found = [
        (start, start + size, gap)
        for size in range(shortest, longest + 1)
        for start in range(length - size + 1)
        for gap in range(start, start + size + (size < longest))
    ]
    return Windows(*np.array(found, np.int64).reshape(-1, 3).T)


@cache
def powers() -> Codes:
    """The powers of the base of polynomial hashes, as many as the longest row has positions."""
    return np.concatenate([[np.uint64(1)], np.cumprod(np.full(LONGEST_ROW, BASE), dtype=np.uint64)])


def window_keys(salt: np.uint64, row: Codes, chosen: Windows) -> Codes:
    """The keys of stretches of a row, each without its gap: what `sequence_keys` makes of the same sequences."""
    power = powers()
    prefix = np.zeros(len(row) + 1, np.uint64)
    for at, each in enumerate(row.tolist()):
        prefix[at + 1] = (int(prefix[at]) * int(BASE) + each) & ALL_BITS
    starts, ends, gap = chosen
    before = prefix[gap] - prefix[starts] * power[gap - starts]
    left_out = gap < ends
    after_from = gap + left_out
    after = prefix[ends] - prefix[after_from] * power[ends - after_from]
    folded = before * power[ends - after_from] + after
    return mixed(folded * BASE + salt)

"""Features as 64-bit keys: what a question and a fact may have in common, in the form in which it is looked up.

A key is a hash, so two features may share one by chance: among ten million features that is one chance in a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from bot.text import characters, sounds

Codes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

# Each kind of feature has its own salt, so that equal contents of two kinds get two keys.
SINGLE, PAIR, TRIPLE, WHOLE, PLACE, OFFICE = (np.uint64(n) for n in range(1, 7))
EXACT, SOUND, GAP, INITIALS, LETTERS = (np.uint64(n) for n in range(11, 16))
BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9), np.uint64(27), np.uint64(0x94D049BB133111EB), np.uint64(31))
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
    usual = np.arange(BMP, dtype=np.uint64)
    second, initial = usual.copy(), usual.copy()
    for character in characters():
        found = sounds(character)
        if found:
            usual[ord(character)] = code(found[0])
            second[ord(character)] = code(found[1]) if len(found) > 1 else code(found[0])
            initial[ord(character)] = ord(found[0][0])
    return usual, second, initial


def window_keys(salt: np.uint64, row: Codes, shortest: int, longest: int) -> list[Codes]:
    """For each size from the shortest to the longest: the keys of all windows of that size, by where they start."""
    found, folded = [], row
    for size in range(1, min(longest, len(row)) + 1):
        if size > 1:
            folded = folded[:-1] * BASE + row[size - 1 :]
        if size >= shortest:
            found.append(mixed(folded * BASE + salt))
    return found

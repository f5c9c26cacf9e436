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
_BASE = int(BASE)
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9), np.uint64(27), np.uint64(0x94D049BB133111EB), np.uint64(31))
ALL_BITS = 0xFFFFFFFFFFFFFFFF
UTF_32 = "utf-32-le"  # code points one after another, as an array of numbers has them
LONGEST_ROW = 256  # positions: more than are read of any question
HAN_FROM, HAN_TO = 0x4E00, 0x9FFF  # code points of Chinese characters
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


def mixed_one(code: int) -> int:
    """The same for one code: a table of one has the cost of many."""
    first, one, second, two, third = map(int, _MIX)
    code = ((code ^ (code >> first)) * one) & ALL_BITS
    code = ((code ^ (code >> second)) * two) & ALL_BITS
    return code ^ (code >> third)


def folded(salt: np.uint64, texts: Iterable[str]) -> int:
    """One feature of these tokens, in plain numbers; its key is this, `mixed`."""
    found = 0
    for text in texts:
        found = (found * _BASE + code(text)) & ALL_BITS
    return (found * _BASE + int(salt)) & ALL_BITS


def key(salt: np.uint64, texts: Iterable[str]) -> int:
    """The key of one feature, of the tokens that it consists of."""
    return mixed_one(folded(salt, texts))


def sequence_keys(salt: np.uint64, rows: Codes) -> Codes:
    """The keys of sequences of one length: rows of shape [sequences, length]."""
    return keys(salt, *(rows[:, column] for column in range(rows.shape[1])))


def whole_keys(names: Sequence[str]) -> Codes:
    """The keys of names as wholes, by which facts are looked up that are called so: what `key` makes of the letters."""
    points = np.frombuffer("".join(names).encode(UTF_32), np.uint32).astype(np.uint64)
    sizes = np.fromiter(map(len, names), np.int64, len(names))
    starts, found = sizes.cumsum() - sizes, np.full(len(names), key(WHOLE, ""), np.uint64)
    for size in np.unique(sizes[sizes > 0]).tolist():
        at = (sizes == size).nonzero()[0]
        found[at] = sequence_keys(WHOLE, points[starts[at, None] + np.arange(size)])
    return found


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
    """Stretches of a row, side by side: where each begins and ends, and in `gap` the position it leaves out.

    What stands before and behind the gap is weighed by the powers of the base that it has in the stretch's hash.
    """

    starts: Numbers
    ends: Numbers
    gap: Numbers
    before: Codes
    behind: Codes


@lru_cache(maxsize=512)
def windows(length: int, shortest: int, longest: int) -> Windows:
    """All stretches of a row of that length that have so many positions, from the left, the longest first.

    They leave out nothing.
    """
    found = [
        (start, start + size, start + size)
        for start in range(length)
        for size in range(min(longest, length - start), shortest - 1, -1)
    ]
    return _weighed(found)


@lru_cache(maxsize=512)
def windows_with_gap(length: int, shortest: int, longest: int) -> Windows:
    """All stretches with one position left out, for every position; those shorter than the longest also whole."""
    found = [
        (start, start + size, gap)
        for size in range(shortest, longest + 1)
        for start in range(length - size + 1)
        for gap in range(start, start + size + (size < longest))
    ]
    return _weighed(found)


def _weighed(found: Sequence[tuple[int, int, int]]) -> Windows:
    starts, ends, gap = np.array(found, np.int64).reshape(-1, 3).T.copy()
    power, _ = powers()
    return Windows(starts, ends, gap, power[ends - 1 - (gap < ends)], power[ends - 1])


@cache
def powers() -> tuple[Codes, Codes]:
    """The powers of the base of polynomial hashes, as many as the longest row has positions, and their inverses."""
    inverse = np.uint64(pow(int(BASE), -1, ALL_BITS + 1))
    every = (np.cumprod(np.full(LONGEST_ROW, each), dtype=np.uint64) for each in (BASE, inverse))
    one, other = (np.concatenate([[np.uint64(1)], each]) for each in every)
    return one, other


def window_keys(salt: np.uint64, rows: Codes, chosen: Windows) -> Codes:
    """The keys of stretches of rows (of shape […, length]): what `sequence_keys` makes of the same sequences."""
    told = _told_until(rows)
    return mixed((told[..., chosen.ends] - told[..., chosen.starts]) * chosen.behind * BASE + salt)


def gap_keys(salt: np.uint64, row: Codes, chosen: Windows) -> Codes:
    """The same for stretches of a row, each without its gap."""
    told = _told_until(row)
    before = (told[chosen.gap] - told[chosen.starts]) * chosen.before
    after_gap = np.minimum(chosen.gap + 1, chosen.ends)
    behind = (told[chosen.ends] - told[after_gap]) * chosen.behind
    return mixed((before + behind) * BASE + salt)


def _told_until(rows: Codes) -> Codes:
    """At each place the sum of all codes before it, each divided by the base as often as it stands from the left.

    So the hash of any stretch is the difference of two of them, multiplied by one power of the base.
    """
    _, inverses = powers()
    told = np.zeros((*rows.shape[:-1], rows.shape[-1] + 1), np.uint64)
    np.add.accumulate(rows * inverses[: rows.shape[-1]], axis=-1, out=told[..., 1:])  # a cumsum, with less around it
    return told

"""A sieve of keys: of most keys that nothing has, one bit says so before they are looked for among millions.

Keys are spread evenly, so a bit stands for all keys with the same upper bits. The whole of it is small enough to stay
near to the processor, where the search through all keys waits for memory at every step.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bot.search.codes import Codes, Numbers

BITS_A_KEY = 8  # at least: of what is not there one in eight passes, or fewer
LOWEST, KEY_BITS = 3, 64  # bits: of the place of a bit in its byte, and of a key
_LOWEST, _IN_BYTE = np.uint64(LOWEST), np.uint64((1 << LOWEST) - 1)
_BIT = (1 << np.arange(1 << LOWEST)).astype(np.uint8)


def sieve(keys: Codes) -> npt.NDArray[np.uint8]:
    """The sieve of these keys, in any order: a power of two of bytes."""
    bits = max(LOWEST, (BITS_A_KEY * len(keys) - 1).bit_length())
    found = np.zeros(1 << (bits - LOWEST), np.uint8)
    places = keys >> np.uint64(KEY_BITS - bits)
    for low in range(len(_BIT)):  # one bit at a time: two of one byte would overwrite each other
        found[places[(places & _IN_BYTE) == low] >> _LOWEST] |= _BIT[low]
    return found


def passing(sieve: npt.NDArray[np.uint8], wanted: Codes) -> Numbers:
    """The places of the wanted keys that may be among those that the sieve was made of."""
    places = wanted >> np.uint64(KEY_BITS + 1 - LOWEST - len(sieve).bit_length())
    found: Numbers = (sieve[places >> _LOWEST] & _BIT[places & _IN_BYTE]).nonzero()[0]
    return found

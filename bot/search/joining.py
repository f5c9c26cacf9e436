"""Joins the parts of a base, each of which was taken apart by itself, to one index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.search.codes import Codes, Numbers
from bot.search.index import Index
from bot.search.postings import Run, merged


class Part(NamedTuple):
    """Some facts, one after another, taken apart.

    `columns`, of shape [facts, 5]: flags, first and last day, and two series, as an index has them. Names and words are
    in UTF-8, of so many bytes a fact. `latin`: the Latin words that they use.
    """

    run: Run
    ids: list[str]
    columns: Codes
    title_sizes: npt.NDArray[np.uint8]
    names: bytes
    names_sizes: list[int]
    words: bytes
    words_sizes: list[int]
    latin: set[str]


def joined(parts: Sequence[Part]) -> Index:
    """The index of parts that follow one another."""
    columns = np.concatenate([part.columns for part in parts])
    ids = [each for part in parts for each in part.ids]
    last = columns[:, 2].astype(np.int32)
    _, newest = np.unique(-last, return_inverse=True)
    order = np.empty(len(ids), np.uint32)
    order[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return Index(
        merged([part.run for part in parts]),
        columns[:, 0].astype(np.uint32),
        columns[:, 1].astype(np.int32),
        last,
        (newest / max(1, newest.max())).astype(np.float32),
        order,
        np.concatenate([part.title_sizes for part in parts]),
        columns[:, 3:].copy(),
        np.frombuffer(b"".join(part.names for part in parts), np.uint8),
        _starts(size for part in parts for size in part.names_sizes),
        np.frombuffer(b"".join(part.words for part in parts), np.uint8),
        _starts(size for part in parts for size in part.words_sizes),
    )


def _starts(sizes: Iterable[int]) -> Numbers:
    return np.array([0, *accumulate(sizes)])

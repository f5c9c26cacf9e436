"""Characters that were typed twice: one of them goes where a word of the base appears then (芜湖湖)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.search.latin import Correction, Read
from bot.search.lexicon import NAMES, OF_BASE, SHORTEST, Lexicon, Window, WordKind
from bot.search.spans import longest_of, positions
from bot.search.units import Unit, texts


def without_doubles(read: Read, lexicon: Lexicon) -> Read:
    """Without a character that was typed twice, where a word of the base appears when one of them goes."""
    units, corrections = read.units, read.corrections
    for at in _doubles(units):
        shorter = [*units[:at], *units[at + 1 :]]
        now, windows = lexicon.exact(texts(shorter)), lexicon.exact(texts(units))
        words = [w for w in longest_of(now, OF_BASE) if w.start < at <= w.end]
        before = longest_of(windows, OF_BASE)
        if {at - 1, at} <= positions(before) and not any(w.start < at < w.end for w in words):
            continue
        if _meet_at(at, windows):
            continue  # 研究院|院长
        if at > 1 and any(w.start == at and not w.kind & NAMES for w in before):
            continue  # 科技厅|厅长: what only says what kind of thing it is needs no other character to go
        if any(w.start <= at - 1 < w.end and w.end - w.start >= SHORTEST for w in words):
            word = next(w for w in words if w.start <= at - 1 < w.end)
            typed = "".join(u.text for u in units[word.start : word.end + 1])
            corrections = [*corrections, Correction(typed, lexicon.word(word.word))]
            moved = (replace(a, start=a.start - (a.start >= at), end=a.end - (a.end > at)) for a in read.alternatives)
            return without_doubles(Read(shorter, corrections, list(moved)), lexicon)
    return read


def _meet_at(at: int, windows: Sequence[Window]) -> bool:
    """Whether one word ends and another begins at a position."""
    words = [w for w in windows if w.kind & (WordKind.ORDINARY | OF_BASE) and w.end - w.start > 1]
    return any(w.end == at for w in words) and any(w.start == at for w in words)


def _doubles(units: Sequence[Unit]) -> Iterator[int]:
    for at in range(1, len(units)):
        if units[at].kind == "han" and units[at].text == units[at - 1].text:
            yield at

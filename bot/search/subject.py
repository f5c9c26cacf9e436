"""Where a question names the subject of the base itself, and where its words end the name of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.latin import Read
from bot.search.lexicon import NAMES, PLACES, Window, WordKind
from bot.search.spans import Span, longest_of, positions
from bot.search.units import Unit, texts
from bot.text import is_han

NOT_OF_A_NAME = "全整各本咱条个搞建办设"  # what may stand before a word of the subject and be no part of another's name


def without_subject(found: Read, known: Known) -> tuple[Read, bool]:
    """The units without the subject's own name, which explains nothing, and whether it was there.

    A word of the subject that ends a longer name is that name's, and so is one right behind the name of a place that
    has nothing to do with the subject.
    """
    lexicon = known.lexicon
    windows = lexicon.exact(texts(found.units))
    named = _subject_in(windows)
    if not named:
        return found, False
    words = [w for w in windows if w.kind & ~(WordKind.SUBJECT | WordKind.PASSING)]
    elsewhere = _ends_of_other_places(windows, known)
    dropped = positions(
        window
        for window in named
        if not _unknown_before(window, found.units, words)
        # its own name goes even behind another place's; a word for what kind of thing it is (走廊) does not
        and (window.start not in elsewhere or not _is_kind_of_thing(lexicon.word(window.word), known))
    )
    units = [unit for at, unit in enumerate(found.units) if at not in dropped]

    def moved(at: int) -> int:
        return at - sum(other < at for other in dropped)

    kept = [
        replace(each, start=moved(each.start), end=moved(each.end))
        for each in found.alternatives
        if not dropped.intersection(range(each.start, each.end))
    ]
    return Read(units, found.corrections, kept), bool(dropped)


def names_of_others(units: Sequence[Unit], windows: Sequence[Window], known: Known) -> list[Span]:
    """Where words of the subject are left, with what is unknown before them (甬江): they end another's name.

    Not behind a verb or the like, which is known, though it keeps a word of the subject from being dropped.
    """
    left = [w for w in _subject_in(windows) if not w.kind & NAMES]
    if not left:
        return []
    words = [w for w in windows if w.kind & ~WordKind.SUBJECT]
    elsewhere = _ends_of_other_places(windows, known)
    found = ((w, _unknown_before(w, units, words)) for w in left)
    return [(w.start - max(1, unknown), w.end) for w, unknown in found if unknown or w.start in elsewhere]


def _subject_in(windows: Sequence[Window]) -> list[Window]:
    """Where the subject is named; not inside a longer name."""
    named = [w for w in windows if w.kind & WordKind.SUBJECT]
    return [w for w in longest_of(windows, NAMES | WordKind.SUBJECT) if w.kind & WordKind.SUBJECT] if named else []


def _ends_of_other_places(windows: Sequence[Window], known: Known) -> set[int]:
    """Where names of places end that have nothing to do with the subject."""
    return {w.end for w in windows if w.kind & PLACES and known.is_elsewhere(known.lexicon.word(w.word))}


def _is_kind_of_thing(word: str, known: Known) -> bool:
    """Whether a word of the subject says what kind of thing it is, and is no name of its own."""
    return is_han(word) and known.about.subject not in known.targets(word, *MEMBER_OR_PLACE)


def _unknown_before(subject: Window, units: Sequence[Unit], words: Sequence[Window]) -> int:
    """How many unknown characters stand right before a word of the subject: they begin another's name (甬江|走廊)."""
    known = positions(words) | {at for at, unit in enumerate(units) if unit.text in NOT_OF_A_NAME}
    light = {w.start for w in words if w.kind & WordKind.LIGHT and w.end - w.start == 1}
    light -= positions(w for w in words if w.end - w.start > 1)

    def is_unknown(at: int) -> bool:
        return at >= 0 and units[at].kind == "han" and at not in known

    start = subject.start
    if start - 1 in light and is_unknown(start - 2):
        start -= 1
    while is_unknown(start - 1):
        start -= 1
    return subject.start - start

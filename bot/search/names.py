"""Which names stand in a question: words of the base, short names, places in longer ones or unknown, universities."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from bot.search.insists import UNIVERSITY
from bot.search.lexicon import OF_BASE, PLACES, Lexicon, Window, WordKind
from bot.search.spans import Span, longest_first, longest_of, overlap, positions
from bot.search.units import Unit

LONGEST_ORDINARY, LONGEST_PLACE = 4, 6


def is_a(window: Window, kinds: int) -> bool:
    """Whether the word of a window is of one of these kinds."""
    return bool(window.kind & kinds)


def of_base(windows: Sequence[Window], units: Sequence[Unit], lexicon: Lexicon) -> list[Window]:
    """The words of the base in a question.

    An English word that asks (most, who, it) does so in an English sentence, whatever abbreviation is spelt alike;
    that one is meant where nothing else is asked about.
    """

    def asks(window: Window) -> bool:
        return is_a(window, WordKind.QUESTION) and lexicon.word(window.word).isascii()

    words = longest_of(windows, OF_BASE)
    if any(unit.kind == "han" for unit in units):
        return words
    is_all = positions(w for w in windows if is_a(w, WordKind.QUESTION)).issuperset(range(len(units)))
    return words if is_all else [w for w in words if not asks(w)]


def places_inside(
    windows: Sequence[Window], named: Sequence[Window], lexicon: Lexicon
) -> Iterator[tuple[int, int, str, str]]:
    """The places that longer names begin with: from, to, the place and the name."""
    for name in named:
        if not is_a(name, PLACES):
            for window in windows:
                if window.start == name.start and window.end < name.end and is_a(window, PLACES):
                    yield window.start, window.end, lexicon.word(window.word), lexicon.word(name.word)
                    break


def short_names(
    named: Sequence[Window], weightless: set[int], windows: Sequence[Window], counted: Container[Window]
) -> list[Span]:
    """The short names, and those that begin with the subject's, which says little by itself.

    Not those that are two ordinary words, which a fact may have apart (协调机制); but those that are `counted`: so many
    外资企业 are not told by what has 外资 and 企业.
    """
    found = []
    subject = {(w.start, w.end) for w in windows if is_a(w, WordKind.SUBJECT)}
    for name in named:
        is_short = 1 < name.end - name.start <= LONGEST_ORDINARY
        is_subject_s = any(start == name.start and end < name.end for start, end in subject)
        if not (is_short or is_subject_s) or is_a(name, PLACES):
            continue
        if weightless.intersection(range(name.start, name.end)):
            continue
        inside = (w for w in windows if is_inside(w, name) and 1 < w.end - w.start < name.end - name.start)
        parts = longest_of(inside, WordKind.ORDINARY)
        if name in counted or sum(w.end - w.start for w in parts) < name.end - name.start:
            found.append((name.start, name.end))
    return found


def elsewhere(windows: Sequence[Window], words: Sequence[Window]) -> list[Span]:
    """Where places stand that the base does not know."""

    def is_elsewhere(window: Window) -> bool:
        is_one = window.kind & (WordKind.ELSEWHERE | OF_BASE) == WordKind.ELSEWHERE
        return is_one and window.end - window.start <= LONGEST_PLACE

    places = longest_first(windows, is_elsewhere)
    spans = [(word.start, word.end) for word in words]
    return [(w.start, w.end) for w in places if not any(overlap((w.start, w.end), span) for span in spans)]


def universities(windows: Sequence[Window], text: Sequence[str], question: str) -> Iterator[str]:
    """The universities that are called after a place; 宁夏 大学 are two words."""
    for window in windows:
        if is_a(window, PLACES | WordKind.ELSEWHERE) and (found := UNIVERSITY.match("".join(text[window.end :]))):
            place = "".join(text[window.start : window.end])
            if f"{place} {found.group()}" not in question:
                yield place + found.group()


def is_inside(one: Window, other: Window) -> bool:
    """Whether one window is a part of another, or all of it."""
    return other.start <= one.start and one.end <= other.end

"""Misspelt words put right: what sounds or looks like a word of the base, lacks a character of it, or has one more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.characters import look_alike
from bot.language import common_characters
from bot.search.doubles import without_doubles
from bot.search.insists import ORDINAL
from bot.search.latin import CORRECTED, Alternative, Correction, Read
from bot.search.lexicon import CURATED, NAMES, OF_BASE, PLACES, SHORTEST, SHORTEST_WITH_ERROR, Lexicon, Window, WordKind
from bot.search.spans import Span, longest_first, longest_of, overlap, positions
from bot.search.units import Unit, row, sound_rows, texts
from bot.sounds import sounds
from bot.text import NUMERALS

MEANT = OF_BASE | WordKind.SUBJECT  # what a misspelt word may be
SAFE_WITH_ANY_WRONG = 5  # from this length on one wrong character does not make another word
MOST_ALTERNATIVES = 3
BEFORE_A_WORD = "沿全各每某诸跨"  # what says which of a word, or how it stands to it, and is no slip for a name's first
LONG_WORD = 4  # characters of a word of the base that is no part of a longer one that is misspelt
# Which kind of error is likelier, the first: a phone's keyboard offers words by their sound.
SOUNDS, LOOKS, SWAPPED, DROPPED = range(4)


class Guess(NamedTuple):
    """A word that a stretch may misspell. Of the guesses of a stretch the least one is taken."""

    error: int
    changed: int
    likelihood: int
    word: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and of which positions: Chinese characters, words that are known, characters that only ask.

    `in_words`: where ordinary words stand, which are no slips for what is unlike them. `before_words`: characters that
    count, or say which of, the word behind them (五|城市, 沿|城市).
    `sure`: the kinds of word of which even one of two characters may be meant.
    """

    text: tuple[str, ...]
    is_han: tuple[bool, ...]
    known: set[int]
    asking: set[int]
    in_words: set[int]
    before_words: set[int]
    sure: int


@dataclass(frozen=True, slots=True)
class Around:
    """The words that stand in what was typed, just as they are: where, and where a word or a verb begins."""

    of_base: set[Span]
    ordinary: set[Span]
    elsewhere: set[Span]
    places: Sequence[Window]
    begins: set[int]
    verbs: set[int]

    @staticmethod
    def of(windows: Sequence[Window]) -> Around:
        def spans(kind: int) -> set[Span]:
            return {(w.start, w.end) for w in windows if w.kind & kind}

        return Around(
            of_base=spans(OF_BASE),
            ordinary=spans(WordKind.ORDINARY | WordKind.ELSEWHERE),
            elsewhere=spans(WordKind.ELSEWHERE),
            places=longest_of(windows, PLACES),
            begins={w.start for w in windows if w.kind & (WordKind.ORDINARY | OF_BASE) and w.end - w.start > 1},
            verbs=positions(w for w in windows if w.kind & WordKind.PASSING and w.end - w.start == 1),
        )

    def leaves_open(self, window: Window, typed: Typed, *, doubting: bool) -> bool:
        """Whether the words that stand there let a stretch be an error for a word that may be meant."""
        span, last = (window.start, window.end), window.end - 1
        if span in self.of_base:
            return False
        if span in self.ordinary:
            is_name = doubting and span not in self.elsewhere and window.kind & NAMES
            if not is_name or last - window.start < SHORTEST:
                return False
        if any(overlap(span, (w.start, w.end)) and not (span[0] <= w.start and w.end <= span[1]) for w in self.places):
            return False  # 到安|徽 is no 瑞安
        if window.kind & PLACES and any(start < window.start < end <= last for start, end in self.of_base):
            return False  # 云平|台叫 is no 台州
        if last not in self.begins and not (last in self.verbs and last - window.start >= LONG_WORD):
            return True
        before = range(window.start, last)
        counted = all(counts(typed.text[at]) for at in before)  # 十 of 十城市
        # a name, and another word that begins there; a name and a verb: 科技成果卖
        return not (counted or (last not in typed.known and typed.known.issuperset(before)))


def put_right(read: Read, lexicon: Lexicon, *, doubting: bool = False) -> Read:
    """The same units with misspelt words put right, the longest first; what is a word of the base already stays.

    `doubting`: ordinary words and those that ask may be errors too, for names of the base that sound or look like them.
    """
    units, corrections, alternatives = without_doubles(read, lexicon)
    windows = lexicon.exact(texts(units))
    known, asking = _known(windows)
    if doubting:
        known, asking = positions(_names(windows)), set()
    known |= {at for at, unit in enumerate(units) if unit.kind in ("number", "latin")}
    unknown = set(range(len(units))) - known - asking
    doubtful = {at for at in asking - known if at - 1 in unknown or at + 1 in unknown}  # 将 in 松将
    doubted = unknown | doubtful
    if not doubted:
        return Read(units, corrections, alternatives)
    in_doubt = [at in doubted for at in range(len(units))]
    near = lexicon.near(row(units), sound_rows(units), in_doubt, MEANT)
    if not near:
        return Read(units, corrections, alternatives)
    is_han = tuple(each.kind == "han" for each in units)
    in_words = positions(longest_first(windows, lambda w: bool(w.kind & WordKind.ORDINARY) and w.end - w.start > 1))
    around = Around.of(windows)
    begun = {at - 1 for at in around.begins if at and _is_before_a_word(units[at - 1].text)}
    typed = Typed(texts(units), is_han, known, asking, in_words, begun, OF_BASE if doubting else CURATED)
    guesses: dict[Span, list[Guess]] = defaultdict(list)
    for window in near:
        if not around.leaves_open(window, typed, doubting=doubting):
            continue
        if (guess := _guess(typed, window, lexicon.word(window.word))) is not None:
            guesses[window.start, window.end].append(guess)
    return _changed(Read(units, corrections, alternatives), sorted(_longest_first(guesses, len(units))))


def _longest_first(guesses: Mapping[Span, list[Guess]], width: int) -> Iterator[tuple[Span, list[Guess]]]:
    """The stretches with their guesses, the longest first, without those that overlap one before."""
    taken = [False] * width
    for span in sorted(guesses, key=lambda span: (span[0] - span[1], span)):
        if not any(taken[slice(*span)]):
            taken[slice(*span)] = [True] * (span[1] - span[0])
            yield span, sorted(set(guesses[span]))


def _known(windows: Sequence[Window]) -> tuple[set[int], set[int]]:
    """The positions of what is a word of the base, a place elsewhere, or asks; and of characters that only ask."""
    words = longest_of(windows, OF_BASE | WordKind.SYNONYM)
    asking = longest_of(windows, WordKind.QUESTION)
    elsewhere = longest_of(windows, WordKind.ELSEWHERE)
    known = positions([*words, *elsewhere, *(window for window in asking if window.end - window.start > 1)])
    return known, positions(asking) - known


def _names(windows: Sequence[Window]) -> list[Window]:
    """The names of the base that stand there just as they are."""
    return longest_of(windows, NAMES)


def _guess(typed: Typed, window: Window, word: str) -> Guess | None:
    """The word as a guess of what a stretch misspells; None when it is too far from it."""
    start, end, _, kind = window
    if len(word) == SHORTEST == end - start and not kind & typed.sure:
        return None
    if not all(typed.is_han[start:end]):
        return None
    if len(word) != end - start:
        return _with_one_dropped(typed, window, word) if len(word) == end - start + 1 else None
    text = typed.text[start:end]
    changed = [at for at in range(len(word)) if text[at] != word[at]]
    if not changed or any(start + at in typed.known for at in changed):
        return None
    if changed[0] == 0 and start in typed.before_words:
        return None
    first, last = changed[0], changed[-1]
    swapped = len(changed) == 2 and last == first + 1 and text[first] == word[last] and text[last] == word[first]
    asks = not swapped and any(start + at in typed.asking for at in changed)
    if asks and not kind & PLACES and len(word) < SAFE_WITH_ANY_WRONG:
        return None
    if not swapped and any(counts(text[at]) and counts(word[at]) for at in changed):
        return None
    likelihood = kind & -kind
    sounds_alike = all(not set(sounds(text[at])).isdisjoint(sounds(word[at])) for at in changed)
    if counts(text[0]) and first == 0 and not swapped and not sounds_alike:  # so many of something: 十城 is no 申城
        return None
    if sounds_alike:
        return Guess(SOUNDS, len(changed), likelihood, word)
    if len(changed) == 1:
        alike = look_alike(text[first], word[first]) or text[first] not in common_characters()
        # 的, 他, 四, 值 in 产值: no slip for a character that is unlike it
        certain = asks or counts(text[first]) or start + first in typed.in_words
        any_wrong = len(word) >= SAFE_WITH_ANY_WRONG and not certain
        return Guess(LOOKS, 1, likelihood, word) if alike or any_wrong else None
    long_enough = len(word) >= SHORTEST_WITH_ERROR or kind & WordKind.MEMBER  # 肥合
    return Guess(SWAPPED, 2, likelihood, word) if swapped and long_enough else None


def _with_one_dropped(typed: Typed, window: Window, word: str) -> Guess | None:
    """The word, if a stretch may be that without one of its characters."""
    start, end, _, kind = window
    text = typed.text[start:end]
    missing = next((c for c, other in zip(word, text, strict=False) if c != other), word[-1])
    if not kind & (NAMES if end - start == SHORTEST else MEANT) or counts(missing):  # 十大 is no 十九大
        return None
    certain = any(at in typed.known or at in typed.asking for at in range(start, end))
    return None if certain else Guess(DROPPED, 1, kind & -kind, word)


def counts(character: str) -> bool:
    """Whether a character is a numeral or makes an ordinal: another one is another number."""
    return character in NUMERALS + ORDINAL or character.isdecimal()


def _is_before_a_word(character: str) -> bool:
    return counts(character) or character in BEFORE_A_WORD


def _changed(read: Read, changes: Sequence[tuple[tuple[int, int], list[Guess]]]) -> Read:
    units: list[Unit] = []
    corrections, alternatives = list(read.corrections), []
    moved: list[int] = []  # where each old position stands now
    waiting = list(changes)
    at = 0
    while at < len(read.units):
        if waiting and waiting[0][0][0] == at:
            (start, end), guesses = waiting.pop(0)
            best = guesses[0]
            moved += [len(units)] * (end - start)
            typed = "".join(unit.text for unit in read.units[start:end])
            corrections.append(Correction(typed, best.word))
            alternatives.append(Alternative(len(units), len(units) + len(best.word), typed, 1.0))  # it may be right
            alike = [g.word for g in guesses[1:] if g.error == best.error and g.word != best.word]
            stop = len(units) + len(best.word)
            alternatives += [Alternative(len(units), stop, w, CORRECTED) for w in alike[:MOST_ALTERNATIVES]]
            units += [Unit(character, "han", CORRECTED) for character in best.word]
            at = end
        else:
            moved.append(len(units))
            units.append(read.units[at])
            at += 1
    kept = [Alternative(moved[a.start], moved[a.end - 1] + 1, a.text, a.sure) for a in read.alternatives]
    return Read(units, corrections, kept + alternatives)

"""The words that a base knows, and the ordinary ones of the language, looked up by any spelling of theirs.

Every word is found as it is, by its sound, with a character dropped, wrong or swapped, and by its initials.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.catalogue import Catalogue
from bot.language import light_words, ordinary_words, passing_words, place_names, question_words, stand_ins, synonyms
from bot.search.codes import (
    EXACT,
    GAP,
    INITIALS,
    LETTERS,
    SOUND,
    UTF_32,
    Codes,
    Numbers,
    Windows,
    codes,
    key,
    sequence_keys,
    sound_tables,
    window_keys,
    windows,
    windows_with_gap,
)
from bot.search.initials import Initials
from bot.search.postings import NONE, Postings, flat
from bot.search.texts import all_apart
from bot.text import is_han, tokens

SHORTEST, LONGEST = 2, 10  # characters of a word that is looked up by its sound or with an error
LONGEST_EXACT = 16  # tokens
SHORTEST_WITH_ERROR = 3  # a shorter one with an error may be any other; of two characters only places and topics
SHORTEST_WORD_BY_INITIALS = 4  # characters; what is no name has too many twins when it is shorter
MOST_ALIKE = 24  # words that sound alike, or differ by a character: among more of them every guess is blind
ENGLISH_SHORTEST = 6  # letters; shorter words have too many neighbours (start, star)


class Kind:
    """What a word is, as bits of a number. The lowest one says what is likeliest meant by it."""

    MEMBER = 1
    PLACE = 2
    TOPIC = 4
    INDICATOR = 8
    KEYWORD = 16
    WORD = 32
    ENGLISH = 64
    QUESTION = 128
    ORDINARY = 256
    ELSEWHERE = 512
    SUBJECT = 1024
    SYNONYM = 2048
    LIGHT = 4096
    PASSING = 8192


CURATED_AS = {"member": Kind.MEMBER, "place": Kind.PLACE, "topic": Kind.TOPIC, "indicator": Kind.INDICATOR}
PLACES = Kind.MEMBER | Kind.PLACE
NAMES = PLACES | Kind.TOPIC | Kind.INDICATOR | Kind.KEYWORD
CURATED = PLACES | Kind.TOPIC | Kind.INDICATOR
OF_BASE = NAMES | Kind.WORD


class Window(NamedTuple):
    """A stretch of a question, from and to, the number of a word that it is, or may be, and what the word is."""

    start: int
    end: int
    word: int
    kind: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words by number: their spellings in UTF-8 from `starts` on, what they are, and who has which key.

    `others` are the words that can stand for each of them, between bars, from `others_starts` on.
    """

    text: npt.NDArray[np.uint8]
    starts: Numbers
    others: npt.NDArray[np.uint8]
    others_starts: Numbers
    kinds: npt.NDArray[np.uint16]
    spellings: Postings


class Lexicon:
    """The words, opened for looking up stretches of a question."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.word = lru_cache(maxsize=16384)(self._word)
        self.exact = lru_cache(maxsize=16)(self._exact)  # one row is looked at for several purposes

    def _word(self, number: int) -> str:
        words = self._words
        return words.text[words.starts[number] : words.starts[number + 1]].tobytes().decode()

    def others(self, number: int) -> list[str]:
        """The words of the language that can stand for a word in a question."""
        words = self._words
        found = words.others[words.others_starts[number] : words.others_starts[number + 1]].tobytes().decode()
        return found.split("|") if found else []

    def kind(self, number: int) -> int:
        """What the word of that number is, as bits of `Kind`."""
        return int(self._words.kinds[number])

    def _exact(self, texts: tuple[str, ...]) -> tuple[Window, ...]:
        """The words that stand in a row of tokens, just as they are, from the left, the longest first."""
        found = self._found(EXACT, codes(texts), windows(len(texts), 1, LONGEST_EXACT))
        return tuple(sorted(found, key=lambda window: (window.start, -window.end)))

    def alike(self, rows: Sequence[Codes], unknown: npt.NDArray[np.bool_]) -> list[Window]:
        """The words that sound like a stretch with something unknown, of one of these rows of sounds."""
        chosen = _having(windows(len(rows[0]), SHORTEST, LONGEST), unknown)
        found = [window for row in rows for window in self._found(SOUND, row, chosen, MOST_ALIKE)]
        return list(dict.fromkeys(found))

    def one_off(self, row: Codes, unknown: npt.NDArray[np.bool_]) -> list[Window]:
        """The words from which a stretch with something unknown differs by a character, or by two swapped."""
        chosen = _having(windows_with_gap(len(row), SHORTEST, LONGEST), unknown)
        return list(dict.fromkeys(self._found(GAP, row, chosen, MOST_ALIKE)))

    def by_initials(self, letters: str) -> list[int]:
        """The numbers of the words whose syllables begin with these letters."""
        return self._of(key(INITIALS, list(letters)))

    def parts_by_initials(self, letters: str) -> list[str]:
        """The parts of names that have these initials, and are words from end to end."""
        return [part for part in self._initials.parts(letters) if self._is_words(part)]

    @cached_property
    def _initials(self) -> Initials:
        words = self._words
        text, starts = words.text.tobytes(), words.starts.tolist()
        spelt = (text[starts[at] : starts[at + 1]] for at in np.flatnonzero(words.kinds & NAMES).tolist())
        return Initials(spelt)

    def _is_words(self, text: str) -> bool:
        parts = tuple(token.text for token in tokens(text))
        words = (w for w in self.exact(parts) if w.end - w.start > 1 or not is_han(parts[w.start]))
        return len({at for w in words for at in range(w.start, w.end)}) == len(parts)

    def by_letters(self, word: str) -> list[int]:
        """The English words that differ from this one by a letter at most, or by two swapped."""
        if len(word) < ENGLISH_SHORTEST:
            return []
        found = {other for variant in _without_a_letter(word) for other in self._of(key(LETTERS, list(variant)))}
        return sorted(found)

    def beginning_with(self, letters: str) -> list[int]:
        """The English words of which these letters, six or more, are the beginning: crypto of cryptography."""
        if len(letters) < ENGLISH_SHORTEST:
            return []
        words, numbers = self._english
        start = bisect_left(words, letters)
        ends = (at for at in range(start, len(words)) if not words[at].startswith(letters))
        return numbers[start : next(ends, len(words))]

    @cached_property
    def _english(self) -> tuple[list[str], list[int]]:
        """The English words in order, and their numbers."""
        numbers = np.flatnonzero(self._words.kinds & Kind.ENGLISH).tolist()
        spelt = sorted((self.word(number), number) for number in numbers)
        return [word for word, _ in spelt], [number for _, number in spelt]

    def with_keys(self, wanted: Codes) -> list[list[int]]:
        """The words that have each of these keys."""
        rows = self._words.spellings.rows(wanted).tolist()
        return [[] if row == NONE else self._of_row(row) for row in rows]

    def _found(self, salt: np.uint64, row: Codes, chosen: Windows, most: int | None = None) -> list[Window]:
        """The words of those stretches; without those that are alike with more than so many others."""
        spellings = self._words.spellings
        rows = spellings.rows(window_keys(salt, row, chosen))
        hits = np.flatnonzero(rows != NONE if most is None else (rows != NONE) & (spellings.sizes(rows) <= most))
        which, numbers, _ = self._words.spellings.gathered(rows[hits])
        at = hits[which]
        columns = (chosen.starts[at], chosen.ends[at], numbers, self._words.kinds[numbers])
        return [Window(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]

    def _of(self, wanted: int) -> list[int]:
        row = int(self._words.spellings.rows(np.array([wanted], np.uint64))[0])
        return [] if row == NONE else self._of_row(row)

    def _of_row(self, row: int) -> list[int]:
        found: list[int] = self._words.spellings.of(row)[0].tolist()
        return found


def _having(chosen: Windows, unknown: npt.NDArray[np.bool_]) -> Windows:
    """Those windows that have something unknown."""
    before = np.concatenate([[0], np.cumsum(unknown)])
    having = before[chosen.ends] > before[chosen.starts]
    return Windows(*(column[having] for column in chosen))


def build(catalogue: Catalogue, latin: Iterable[str]) -> Words:
    """The words of a catalogue and of the Latin words that its facts use."""
    kinds: dict[str, int] = defaultdict(int)
    parts: dict[str, tuple[str, ...]] = {}
    found = list(_words(catalogue, latin))
    for text, (_, kind) in zip(all_apart([text for text, _ in found]), found, strict=True):
        spelt = () if is_han(text) else tuple(token.text for token in tokens(text))
        word = "".join(spelt) or text
        if len(word) >= SHORTEST or kind in (Kind.QUESTION, Kind.LIGHT, Kind.SUBJECT):
            kinds[word] |= kind
            if spelt:
                parts[word] = spelt
    of_language = (ordinary_words(), Kind.ORDINARY), (place_names(), Kind.ELSEWHERE), (passing_words(), Kind.PASSING)
    for words, kind in of_language:
        for word in sorted(words):
            kinds[word] |= kind
    names = list(kinds)
    encoded = [name.encode() for name in names]
    stands_for = {word: "|".join(others).encode() for word, others in stand_ins().items()}
    others = [stands_for.get(name, b"") for name in names]
    found_keys, numbers = _spellings(names, kinds, parts)
    return Words(
        np.frombuffer(b"".join(encoded), np.uint8),
        np.cumsum([0, *map(len, encoded)]),
        np.frombuffer(b"".join(others), np.uint8),
        np.cumsum([0, *map(len, others)]),
        np.array([kinds[name] for name in names], np.uint16),
        flat(found_keys, numbers),
    )


def _words(catalogue: Catalogue, latin: Iterable[str]) -> Iterator[tuple[str, int]]:
    yield from ((text, CURATED_AS[kind]) for text, kind, _ in catalogue.names())
    named = (name for fact in catalogue.facts for name in (fact.title, *fact.keywords))
    speakers = (fact.said_by.name for fact in catalogue.facts if fact.said_by and fact.said_by.name)
    yield from ((text, Kind.KEYWORD) for text in dict.fromkeys([*named, *speakers]))
    yield from ((text, Kind.WORD) for text in catalogue.vocabulary.words)
    yield from ((text, Kind.ENGLISH) for text in sorted(latin))
    yield from ((text, Kind.QUESTION) for text in sorted(question_words()))
    yield from ((text, Kind.LIGHT) for text in sorted(light_words()))
    yield from ((text, Kind.SYNONYM) for text in synonyms())
    yield from ((text, Kind.SUBJECT) for text in catalogue.about.subject_words)


def _spellings(names: Sequence[str], kinds: dict[str, int], parts: dict[str, tuple[str, ...]]) -> tuple[Codes, Numbers]:
    """The keys of all spellings of all words, and whose each is."""
    by_size: dict[int, list[int]] = defaultdict(list)
    mixed: dict[int, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        spelt = parts.get(name)
        if spelt is None or len(spelt) == len(name):
            by_size[len(name)].append(number)
        elif len(spelt) <= LONGEST_EXACT:
            mixed[len(spelt)].append(number)
    found: list[tuple[Codes, Numbers]] = []
    for size, numbers in mixed.items():
        rows = np.stack([codes(parts[names[number]]) for number in numbers]).reshape(-1, size)
        found.append((sequence_keys(EXACT, rows), np.array(numbers)))
    for size, numbers in by_size.items():
        if size > LONGEST_EXACT:
            continue
        points = np.frombuffer("".join(names[n] for n in numbers).encode(UTF_32), np.uint32)
        rows, who = points.reshape(-1, size).astype(np.uint64), np.array(numbers)
        kind = np.array([kinds[names[n]] for n in numbers])
        found.append((sequence_keys(EXACT, rows), who))
        if SHORTEST <= size <= LONGEST:
            found += _by_ear_and_eye(rows, who, kind)
    for number, name in enumerate(names):
        if kinds[name] & Kind.ENGLISH and len(name) >= ENGLISH_SHORTEST:
            keys = [key(LETTERS, list(variant)) for variant in _without_a_letter(name)]
            found.append((np.array(keys, np.uint64), np.full(len(keys), number)))
    return np.concatenate([keys for keys, _ in found]), np.concatenate([who for _, who in found])


def _by_ear_and_eye(rows: Codes, who: Numbers, kind: Numbers) -> Iterator[tuple[Codes, Numbers]]:
    """The keys of words of one size by sound, with a gap, by initials."""
    size = rows.shape[1]
    chosen = (kind & (OF_BASE | Kind.SUBJECT | Kind.QUESTION | Kind.SYNONYM | Kind.ORDINARY | Kind.ELSEWHERE)) > 0
    rows, who, kind = rows[chosen], who[chosen], kind[chosen]
    points = rows.astype(np.int64)
    usual, second, initial = sound_tables()
    sounding = usual[points]
    yield sequence_keys(SOUND, sounding), who
    for column in range(size):
        other = second[points[:, column]] != usual[points[:, column]]
        if other.any():
            variant = sounding[other].copy()
            variant[:, column] = second[points[other, column]]
            yield sequence_keys(SOUND, variant), who[other]
    named = (kind & NAMES) > 0
    abbreviated = named | (((kind & OF_BASE) > 0) & (size >= SHORTEST_WORD_BY_INITIALS))
    yield sequence_keys(INITIALS, initial[points[abbreviated]]), who[abbreviated]
    sure = (((kind & (OF_BASE | Kind.SUBJECT)) > 0) & (size >= SHORTEST_WITH_ERROR)) | named
    for gap in range(size):
        yield sequence_keys(GAP, np.delete(rows[sure], gap, axis=1)), who[sure]


def _without_a_letter(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}

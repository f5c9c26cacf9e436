"""The words of a base and of the language with the keys of all their spellings: made with the index, and kept in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

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
    codes,
    key,
    sequence_keys,
    sound_tables,
)
from bot.search.lexicon import (
    ENGLISH_SHORTEST,
    LONGEST,
    LONGEST_EXACT,
    NAMES,
    OF_BASE,
    SHORTEST,
    SHORTEST_WITH_ERROR,
    WordKind,
    Words,
    without_a_letter,
)
from bot.search.postings import flat
from bot.search.sieve import sieve
from bot.search.texts import all_apart, are_han
from bot.text import tokens

Bytes = npt.NDArray[np.uint8]
SHORTEST_WORD_BY_INITIALS = 4  # characters; what is no name has too many twins when it is shorter
CURATED_AS = {
    "member": WordKind.MEMBER,
    "place": WordKind.PLACE,
    "topic": WordKind.TOPIC,
    "indicator": WordKind.INDICATOR,
}


@dataclass(frozen=True, slots=True)
class _Spelt:
    """Some words: the number of each in `numbers`, by that number all else, and key `keys[i]` is one of `whose[i]`.

    `text` and `others` are spellings in UTF-8, one after another, each as many bytes as its size says.
    """

    numbers: dict[str, int]
    text: Bytes
    sizes: Numbers
    others: Bytes
    others_sizes: Numbers
    kinds: npt.NDArray[np.uint16]
    keys: Codes
    whose: Numbers


class BaseWords:
    """The words of a catalogue, to which those are added that are known only when its facts were taken apart."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def begin(self) -> None:
        """Does what can be done before that: nearly half of the work."""
        self._known, _of_language()

    @cached_property
    def _known(self) -> _Kinds:
        found = _Kinds()
        found.add(_of_base(self._catalogue))
        return found

    def spelt(self, latin: Iterable[str]) -> _Spelt:
        """All of them spelt, with the Latin words that the facts use. It is asked once."""
        found = self._known
        found.add((text, WordKind.ENGLISH) for text in sorted(latin))
        found.add((text, WordKind.SUBJECT) for text in self._catalogue.about.subject_words)
        return _spelt(found)


def build(base: BaseWords, latin: Iterable[str]) -> Words:
    """The words of a base and of the Latin words that its facts use, and behind them those of the language."""
    own, language = base.spelt(latin), _of_language()
    both = [(number, language.numbers[name]) for name, number in own.numbers.items() if name in language.numbers]
    here, there = np.array(both, np.int64).reshape(-1, 2).T
    more = np.ones(len(language.numbers), bool)
    more[there] = False
    numbers = len(own.numbers) + np.cumsum(more) - 1  # of each word of the language, here
    numbers[there] = here
    kinds = own.kinds.copy()
    kinds[here] |= language.kinds[there]
    spellings = flat(np.concatenate([own.keys, language.keys]), np.concatenate([own.whose, numbers[language.whose]]))
    return Words(
        np.concatenate([own.text, language.text[more.repeat(language.sizes)]]),
        _starts(own.sizes, language.sizes[more]),
        np.concatenate([own.others, language.others[more.repeat(language.others_sizes)]]),
        _starts(own.others_sizes, language.others_sizes[more]),
        np.concatenate([kinds, language.kinds[more]]),
        spellings,
        sieve(spellings.keys),
    )


def _starts(*sizes: Numbers) -> Numbers:
    return np.cumsum(np.concatenate([[0], *sizes]))


def _of_base(catalogue: Catalogue) -> Iterator[tuple[str, int]]:
    yield from ((text, CURATED_AS[kind]) for text, kind, _ in catalogue.names())
    named = (name for fact in catalogue.facts for name in (fact.title, *fact.keywords))
    yield from ((text, WordKind.KEYWORD) for text in dict.fromkeys([*named, *catalogue.speakers]))
    yield from ((text, WordKind.WORD) for text in catalogue.vocabulary.words)


@cache
def _of_language() -> _Spelt:
    """The words that are the same for every base, made once."""
    asking: list[tuple[str, int]] = [(text, WordKind.QUESTION) for text in sorted(question_words())]
    asking += [(text, WordKind.LIGHT) for text in sorted(light_words())]
    asking += [(text, WordKind.SYNONYM) for text in synonyms()]
    listed = (
        (ordinary_words(), WordKind.ORDINARY),
        (place_names(), WordKind.ELSEWHERE),
        (passing_words(), WordKind.PASSING),
    )
    found = _Kinds()
    found.add(asking)
    for words, kind in listed:
        found.add_normal(sorted(words), kind)
    return _spelt(found)


class _Kinds:
    """Words with what they are, in the order in which they were added; of some the tokens that they consist of."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = defaultdict(int)
        self.parts: dict[str, tuple[str, ...]] = {}

    def add(self, texts: Iterable[tuple[str, int]]) -> None:
        """Adds texts as they are written, with the kind of each."""
        found = list(texts)
        apart = all_apart([text for text, _ in found])
        for text, is_han, (_, kind) in zip(apart, are_han(apart), found, strict=True):
            spelt = () if is_han else tuple(token.text for token in tokens(text))
            word = "".join(spelt) or text
            if len(word) >= SHORTEST or kind in (WordKind.QUESTION, WordKind.LIGHT, WordKind.SUBJECT):
                self.kinds[word] |= kind
                if spelt:
                    self.parts[word] = spelt

    def add_normal(self, words: Iterable[str], kind: int) -> None:
        """Adds words of one kind that are in their normal form already."""
        for word in words:
            self.kinds[word] |= kind


def _spelt(found: _Kinds) -> _Spelt:
    kinds, parts = found.kinds, found.parts
    names = list(kinds)
    encoded = [name.encode() for name in names]
    stands_for = {word: "|".join(others).encode() for word, others in stand_ins().items()}
    others = [stands_for.get(name, b"") for name in names]
    return _Spelt(
        {name: number for number, name in enumerate(names)},
        np.frombuffer(b"".join(encoded), np.uint8),
        np.fromiter(map(len, encoded), np.int64),
        np.frombuffer(b"".join(others), np.uint8),
        np.fromiter(map(len, others), np.int64),
        np.array([kinds[name] for name in names], np.uint16),
        *_spellings(names, kinds, parts),
    )


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
    found: list[tuple[Codes, Numbers]] = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]  # there may be no words
    for size, numbers in mixed.items():
        rows = np.stack([codes(parts[names[number]]) for number in numbers]).reshape(-1, size)
        found.append((sequence_keys(EXACT, rows), np.array(numbers)))
    if compounds := [number for number in mixed[2] if names[number].isascii()]:  # typed as one word: hightech
        rows = codes(names[number] for number in compounds).reshape(-1, 1)
        found.append((sequence_keys(EXACT, rows), np.array(compounds)))
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
        if kinds[name] & WordKind.ENGLISH and len(name) >= ENGLISH_SHORTEST:
            keys = [key(LETTERS, list(variant)) for variant in without_a_letter(name)]
            found.append((np.array(keys, np.uint64), np.full(len(keys), number)))
    return np.concatenate([keys for keys, _ in found]), np.concatenate([who for _, who in found])


def _by_ear_and_eye(rows: Codes, who: Numbers, kind: Numbers) -> Iterator[tuple[Codes, Numbers]]:
    """The keys of words of one size by sound, with a gap, by initials."""
    size = rows.shape[1]
    chosen = (
        kind
        & (OF_BASE | WordKind.SUBJECT | WordKind.QUESTION | WordKind.SYNONYM | WordKind.ORDINARY | WordKind.ELSEWHERE)
    ) > 0
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
    sure = (((kind & (OF_BASE | WordKind.SUBJECT)) > 0) & (size >= SHORTEST_WITH_ERROR)) | named
    for gap in range(size):
        yield sequence_keys(GAP, np.delete(rows[sure], gap, axis=1)), who[sure]

"""The names that a base knows, and how a hasty spelling of one is read: by sound, by shape, by initials, by pinyin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz import fuzz, process

from bot.catalogue import Catalogue
from bot.text import (
    Token,
    characters,
    key,
    look_alike,
    ordinary_words,
    place_names,
    sound_class,
    sounds,
    spellings,
    tokens,
)

SHORTEST, LONGEST = 2, 10  # characters of a name that is looked up by sound or with one character wrong
SAFE_WITH_ANY_WRONG = 5  # from this length on one wrong character does not make another name
MANY_SOUNDS = 8  # readings of a window that are tried: two characters of two or three sounds each
SOUND_ONLY = 0.9  # a name that only sounds alike is less near than one that is spelt alike
ENGLISH_ALIKE = (
    84  # rapidfuzz ratio: one letter wrong in a word of six; below, other words come in ("action", "auction")
)
ENGLISH_SHORTEST = 6  # shorter English words have too many neighbours (start, star)
# Which kind of name is meant when two are spelt alike: the first.
PLACES = ("member", "place")
SUGGESTED = ("member", "place", "topic", "keyword")
KINDS = ("member", "place", "topic", "indicator", "keyword", "word")
NEAR_ENOUGH = 60  # rapidfuzz ratio; half of a two-character name (华为, 金华) is no suggestion but noise


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the base: as shown, what spellings of it share, its kind, and the id it leads to."""

    text: str
    key: str
    kind: str
    target: str

    @property
    def is_place(self) -> bool:
        return self.kind in ("member", "place")


Kinds = tuple[str, ...]
Spelt = tuple[list[Name], list[str], list[tuple[str, ...]]]  # names, their keys, their sounds, side by side


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed, what it was read as, and what else it may have meant."""

    typed: str
    read: str
    others: tuple[str, ...] = ()


class Names:
    """The names of a base, looked up by any of their spellings."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.by_key: dict[str, list[Name]] = defaultdict(list)
        self.by_sound: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.by_hole: dict[str, set[str]] = defaultdict(set)
        self.by_initials: dict[str, set[str]] = defaultdict(set)
        self.english: set[str] = set()
        for name in _names(catalogue):
            self._add(name)
        for fact in catalogue.facts:
            self.english |= {token.text for token in tokens(f"{fact.title} {fact.statement}") if token.kind == "latin"}
        self._spelt: dict[Kinds, Spelt] = {kinds: self._spellings(kinds) for kinds in (PLACES, SUGGESTED)}
        self.places = frozenset(k for k in self.by_key if self.rank(k) <= KINDS.index("place"))
        self.other_places = place_names() - self.by_key.keys()
        self.ordinary = ordinary_words() - self.by_key.keys()

    def _add(self, name: Name) -> None:
        if len(name.key) < SHORTEST:  # 浙, 沪: an abbreviation that stands in many words
            return
        self.by_key[name.key].append(name)
        parts = tokens(name.text)
        self.english |= {token.text for token in parts if token.kind == "latin"}
        if any(token.kind != "han" for token in parts) or not SHORTEST <= len(parts) <= LONGEST:
            return
        for reading in _readings([sounds(character) or (character,) for character in name.key]):
            self.by_sound[reading].add(name.key)
            if name.kind != "word":
                self.by_initials["".join(sound[0] for sound in reading)].add(name.key)
        for position in range(len(name.key)):
            self.by_hole[_with_hole(name.key, position)].add(name.key)

    def best(self, keys: Iterable[str]) -> str:
        """Of names spelt alike the likeliest: a member before another place, a topic, a keyword; then the shortest."""
        return min(keys, key=self._order)

    def _order(self, name_key: str) -> tuple[int, int, str]:
        return self.rank(name_key), len(name_key), name_key

    def rank(self, name_key: str) -> int:
        """The place of a spelling in the order of kinds, by the best of its names."""
        return min(KINDS.index(name.kind) for name in self.by_key[name_key])

    def is_name(self, name_key: str) -> bool:
        """Whether a spelling is a name, and not merely a word that some statement uses."""
        return name_key in self.by_key and self.rank(name_key) < KINDS.index("word")

    def targets(self, name_key: str, *kinds: str) -> list[str]:
        """The ids that a spelling leads to, as a name of one of these kinds."""
        return list(dict.fromkeys(name.target for name in self.by_key.get(name_key, ()) if name.kind in kinds))

    def corrected(self, units: Sequence[Unit]) -> str | None:
        """The name that these units misspell: the same sounds, or one character of like shape. None if they do not."""
        typed = "".join(unit.text for unit in units)
        all_han = all(unit.kind == "han" for unit in units)
        if all_han and (typed in self.other_places or typed in self.ordinary):
            return None
        found: set[str] = set()
        for reading in _readings([unit.sounds for unit in units]):
            found |= self.by_sound.get(reading, set())
        if all_han and not found:
            found = {
                name
                for position in range(len(typed))
                for name in self.by_hole.get(_with_hole(typed, position), ())
                if look_alike(typed[position], name[position]) or len(typed) >= SAFE_WITH_ANY_WRONG
            }
        if all_han and not found:
            found = {swapped for swapped in _swapped(typed) if swapped in self.by_key}
        if all_han and len(typed) == SHORTEST:  # two characters sound like many others: only a name is worth the doubt
            found = {name for name in found if self.rank(name) < KINDS.index("keyword")}
        return min(found, key=lambda name: (_changes(units, name), *self._order(name))) if found else None

    def is_place_in_pinyin(self, token: Token) -> bool:
        """Whether a Latin word is the pinyin of a place's name."""
        readings = (tuple(unit.sounds[0] for unit in units) for units in units_of(token))
        return any(name in self.places for reading in readings for name in self.by_sound.get(reading, ()))

    def from_initials(self, word: str) -> tuple[str, ...]:
        """The names whose initials these are (wh, hf, kcfd), the likeliest first; only those as likely as it."""
        if len(word) < SHORTEST:
            return ()
        folded = "".join(sound_class(letter) for letter in word)
        found = sorted(self.by_initials.get(folded, ()), key=self._order)
        for size in range(SHORTEST, len(folded) - 1) if not found else ():  # a place and what is asked of it: whjsht
            places = [name for name in self.by_initials.get(folded[:size], ()) if name in self.places]
            others = self.by_initials.get(folded[size:], ())
            found += [place + self.best(others) for place in sorted(places, key=self._order) if others]
        ranks = [self.rank(name) if name in self.by_key else 0 for name in found]
        return tuple(name for name, rank in zip(found, ranks, strict=True) if rank == ranks[0])

    def english_word(self, word: str) -> str | None:
        """The English word of the base that this one is, or misspells by a letter."""
        if word in self.english:
            return word
        if len(word) < ENGLISH_SHORTEST:
            return None
        found = process.extractOne(word, sorted(self.english), scorer=fuzz.ratio, score_cutoff=ENGLISH_ALIKE)
        return found[0] if found else None

    def near(self, question: str, kinds: Kinds, limit: int) -> list[Name]:
        """Up to `limit` names near to a question without an answer, the nearest first; of PLACES or SUGGESTED kinds."""
        wanted = key(question)
        names, keys, sounding = self._spelt[kinds]
        if not wanted or not names:
            return []
        likeness = dict.fromkeys(range(len(names)), 0.0)
        for _, score, number in process.extract(wanted, keys, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=None):
            likeness[number] = score
        for _, score, number in process.extract(
            _sounding(wanted), sounding, scorer=fuzz.ratio, processor=None, score_cutoff=NEAR_ENOUGH, limit=None
        ):
            likeness[number] = max(likeness[number], SOUND_ONLY * score)
        order = sorted(
            (n for n, score in likeness.items() if score), key=lambda n: (-likeness[n], *self._order(keys[n]))
        )
        found: dict[tuple[str, str], Name] = {}
        for number in order:
            found.setdefault((names[number].kind, names[number].target), names[number])
        return list(found.values())[:limit]

    def _spellings(self, kinds: Kinds) -> Spelt:
        names = [name for found in self.by_key.values() for name in found if name.kind in kinds]
        return names, [name.key for name in names], [_sounding(name.key) for name in names]


@dataclass(frozen=True, slots=True)
class Unit:
    """One character, or one syllable of pinyin, with the sound classes it may have."""

    text: str
    kind: str
    sounds: tuple[str, ...]


def units_of(token: Token) -> list[list[Unit]]:
    """The ways to read a token as units: one for a character, one per spelling for a Latin word."""
    if token.kind == "han":
        return [[Unit(token.text, "han", sounds(token.text) or (token.text,))]]
    if token.kind == "latin":
        return [[Unit(s, "latin", (sound_class(s),)) for s in spelling] for spelling in spellings(token.text)]
    return []


def _names(catalogue: Catalogue) -> Iterator[Name]:
    for place in catalogue.places:
        kind = "member" if place.member else "place"
        yield from (Name(text, key(text), kind, place.id) for text in place.names)
    for topic in catalogue.topics:
        yield from (Name(text, key(text), "topic", topic.id) for text in topic.names)
    for indicator in catalogue.indicators.values():
        yield from (Name(text, key(text), "indicator", indicator.id) for text in indicator.names)
    for fact in catalogue.facts:
        yield from (Name(text, key(text), "keyword", fact.id) for text in (fact.title, *fact.keywords))
        if fact.said_by is not None and fact.said_by.name:
            yield Name(fact.said_by.name, key(fact.said_by.name), "keyword", fact.id)
    for word in catalogue.vocabulary.words:
        yield Name(word, word, "word", word)


def _sounding(text: str) -> tuple[str, ...]:
    return tuple((sounds(character) or (character,))[0] for character in text)


def _readings(options: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return list(islice(product(*options), MANY_SOUNDS))


def _changes(units: Sequence[Unit], name: str) -> int:
    """How much of what was typed a name changes: characters, or syllables to others of like sound (ban, bang)."""
    if len(units) != len(name):
        return len(name)
    table = characters()
    return sum(
        unit.text != character and not (unit.kind == "latin" and unit.text in table[character].syllables)
        for unit, character in zip(units, name, strict=True)
    )


def _swapped(typed: str) -> list[str]:
    """The ways to swap two neighbours back."""
    return [f"{typed[:i]}{typed[i + 1]}{typed[i]}{typed[i + 2 :]}" for i in range(len(typed) - 1)]


def _with_hole(word: str, position: int) -> str:
    return f"{word[:position]}?{word[position + 1 :]}"

"""The names that a base knows, and how a hasty spelling of one is read: by sound, by shape, by initials, by pinyin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from rapidfuzz import fuzz, process

from bot.catalogue import Catalogue
from bot.text import Token, key, look_alike, sound_class, sounds, spellings, tokens

SHORTEST, LONGEST = 2, 10  # characters of a name that is looked up by sound or with one character wrong
SAFE_WITH_ANY_WRONG = 4  # from this length on one wrong character does not make another name
MANY_SOUNDS = 8  # readings of a window that are tried: two characters of two or three sounds each
ENGLISH_ALIKE = 84  # rapidfuzz ratio: one letter wrong in a word of six; below, other words come in ("action", "auction")
ENGLISH_SHORTEST = 5  # shorter English words have too many neighbours
# Which kind of name is meant when two kinds are spelt alike.
KINDS = ("place", "topic", "indicator", "keyword", "word")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the base: as shown, what spellings of it share, its kind, and the id it leads to."""

    text: str
    key: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed, and what it was read as."""

    typed: str
    read: str


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
        self.other_places = frozenset(catalogue.vocabulary.other_places)
        self.ordinary = frozenset(catalogue.vocabulary.word_lookalikes)

    def _add(self, name: Name) -> None:
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
        """Of names spelt alike the likeliest: a place before a topic before a keyword; then the shortest."""
        return min(keys, key=lambda k: (min(KINDS.index(name.kind) for name in self.by_key[k]), len(k), k))

    def targets(self, name_key: str, kind: str) -> list[str]:
        """The ids that a spelling leads to, as a name of that kind."""
        return list(dict.fromkeys(name.target for name in self.by_key.get(name_key, ()) if name.kind == kind))

    def corrected(self, units: Sequence[Unit]) -> str | None:
        """The name that these units misspell: the same sounds, or one character of like shape. None if they do not."""
        typed = "".join(unit.text for unit in units)
        all_han = all(unit.kind == "han" for unit in units)
        if all_han and (typed in self.other_places or typed in self.ordinary):
            return None
        for reading in _readings([unit.sounds for unit in units]):
            if found := self.by_sound.get(reading):
                return self.best(found)
        if not all_han:
            return None
        near = {
            name
            for position in range(len(typed))
            for name in self.by_hole.get(_with_hole(typed, position), ())
            if look_alike(typed[position], name[position]) or len(typed) >= SAFE_WITH_ANY_WRONG
        }
        return self.best(near) if near else None

    def from_initials(self, word: str) -> str | None:
        """The name whose initials these are (wh, hf, kcfd)."""
        folded = "".join(sound_class(letter) for letter in word)
        found = self.by_initials.get(folded) if len(word) >= SHORTEST else None
        return self.best(found) if found else None

    def english_word(self, word: str) -> str | None:
        """The English word of the base that this one is, or misspells by a letter."""
        if word in self.english:
            return word
        if len(word) < ENGLISH_SHORTEST:
            return None
        found = process.extractOne(word, sorted(self.english), scorer=fuzz.ratio, score_cutoff=ENGLISH_ALIKE)
        return found[0] if found else None

    def near(self, question: str, kinds: Sequence[str], limit: int) -> list[Name]:
        """Up to `limit` names near to a question that got no answer, the nearest first; names only, of those kinds."""
        wanted = key(question)
        sounding = " ".join((sounds(character) or (character,))[0] for character in wanted)
        scored = []
        for name_key, names in self.by_key.items():
            shown = [name for name in names if name.kind in kinds]
            if not shown or not wanted:
                continue
            name_sounds = " ".join((sounds(character) or (character,))[0] for character in name_key)
            likeness = max(fuzz.ratio(wanted, name_key), 0.9 * fuzz.ratio(sounding, name_sounds))
            if likeness >= NEAR_ENOUGH:
                scored.append((-likeness, KINDS.index(shown[0].kind), name_key, shown[0]))
        found: dict[tuple[str, str], Name] = {}
        for *_, name in sorted(scored, key=lambda row: row[:3]):
            found.setdefault((name.kind, name.target), name)
        return list(found.values())[:limit]


NEAR_ENOUGH = 50  # rapidfuzz ratio: half of a two-character name; less is no suggestion but noise


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
        yield from (Name(text, key(text), "place", place.id) for text in place.names)
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


def _readings(options: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return list(islice(product(*options), MANY_SOUNDS))


def _with_hole(word: str, position: int) -> str:
    return f"{word[:position]}?{word[position + 1 :]}"

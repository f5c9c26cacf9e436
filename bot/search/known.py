"""What a base's words mean to the search: its lexicon, and which place, topic or indicator a name leads to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from bot.catalogue import Catalogue
from bot.language import place_names
from bot.search.amounts import amounts_in
from bot.search.codes import BMP, UTF_32, sound_tables
from bot.search.latin import read_latin
from bot.search.lexicon import Lexicon
from bot.text import SCALES, is_han, key, scale_and_unit

MEMBER_OR_PLACE = ("member", "place")
# Which kind of name is meant when two are spelt alike: the first.
KINDS = ("member", "place", "topic", "indicator", "keyword")
SUGGESTED = ("member", "place", "topic", "keyword")
NEAR_ENOUGH = 60  # rapidfuzz ratio; half of a two-character name (华为, 金华) is no suggestion but noise
SURROGATES_FROM = np.uint64(0xD800)  # code points below are letters that may stand in a text
NEAR_IN_LETTERS = 75  # the same of words in letters, of which half may be another's (in Shanghai)
SURE_BY_EAR = 4  # characters; a shorter name that sounds like a part of another word is not near to it
SOUND_ONLY = 0.9  # a name that only sounds alike is less near than one that is spelt alike


class Name(NamedTuple):
    """A name of the base: as shown, what spellings of it share, its kind, and the id it leads to."""

    text: str
    key: str
    kind: str
    target: str

    @property
    def is_place(self) -> bool:
        return self.kind in MEMBER_OR_PLACE


class Known:
    """The lexicon of a base with the targets of its curated names."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.about, self.is_chinese = catalogue.about, catalogue.is_chinese
        self.read_latin = lru_cache(maxsize=16)(lambda found: read_latin(found, lexicon))  # a question is read twice
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in (Name(text, key(text), kind, target) for text, kind, target in catalogue.names()):
            if len(name.key) > 1:  # 浙, 沪: an abbreviation that stands in many words
                self._names[name.key].append(name)
        self.abbreviations = _abbreviations(catalogue)
        units = {each.unit for each in catalogue.indicators.values() if is_han(each.unit)}
        self.asks_in_units, self.amount = _asks_in(units), amounts_in(_counted(units))
        self._speakers = frozenset(map(key, catalogue.speakers)) - place_names()
        self._far = _far_from_members(catalogue)
        self._spelt = [Spelt.of(name) for found in self._names.values() for name in found]

    def targets(self, spelt: str, *kinds: str) -> list[str]:
        """The ids of the places, topics or indicators that a spelling names."""
        return list(dict.fromkeys(name.target for name in self._names.get(spelt, ()) if name.kind in kinds))

    def is_person_in(self, text: str) -> bool:
        """Whether a text (as it was read) names the speaker of a fact, by a name that is no place's."""
        return any(name in text for name in self._speakers)

    def is_elsewhere(self, spelt: str) -> bool:
        """Whether a spelling names only places that are no member's, nor around or inside one."""
        found = self.targets(spelt, *MEMBER_OR_PLACE)
        return bool(found) and self._far.issuperset(found)

    def near(self, question: str, kinds: Sequence[str], more: Sequence[Name], limit: int) -> list[Name]:
        """Up to `limit` names near to a question: curated ones of these kinds, and `more` ones; the nearest first."""
        wanted, sounding = key(question), _sounding(key(question))
        names = [spelt for spelt in (*self._spelt, *map(Spelt.of, more)) if spelt.name.kind in kinds]
        if not wanted:
            return []
        likeness = [0.0] * len(names)
        spelt = [each.name.key for each in names]
        for _, score, at in process.extract(wanted, spelt, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=None):
            likeness[at] = score if score >= NEAR_IN_LETTERS or not spelt[at].isascii() else 0.0
        heard = [each.sounding for each in names]
        for _, score, at in process.extract(
            sounding, heard, scorer=fuzz.ratio, processor=None, score_cutoff=NEAR_ENOUGH / SOUND_ONLY, limit=None
        ):
            if len(spelt[at]) == len(wanted) or min(len(spelt[at]), len(wanted)) >= SURE_BY_EAR:
                likeness[at] = max(likeness[at], SOUND_ONLY * score)
        order = sorted(
            (at for at, score in enumerate(likeness) if score),
            key=lambda at: (-likeness[at], KINDS.index(names[at].name.kind), len(spelt[at]), spelt[at]),
        )
        found: dict[tuple[str, str], Name] = {}
        for at in order:
            name = names[at].name
            found.setdefault((name.kind, name.target), name)
        return list(found.values())[:limit]


class Spelt(NamedTuple):
    """A name with how it sounds: the sound classes of its characters, as one letter each."""

    name: Name
    sounding: str

    @staticmethod
    def of(name: Name) -> Spelt:
        return Spelt(name, _sounding(name.key))


def _abbreviations(catalogue: Catalogue) -> dict[str, str]:
    """The places that have a name of one character to themselves, by it; the subject is none of them."""
    places = [each for each in catalogue.every_place if each.id != catalogue.about.subject and is_han(each.name)]
    named = [(name, key(place.name)) for place in places for name in map(key, place.names) if len(name) == 1]
    count = Counter(name for name, _ in named)
    return {name: whole for name, whole in named if count[name] == 1}


def _asks_in(units: Iterable[str]) -> re.Pattern[str]:
    """What asks how many there are in one of these units, to the end of what is asked: 多少元件 asks in no 元."""
    longest_first = sorted(filter(None, units), key=lambda unit: (-len(unit), unit))
    unit = "|".join(map(re.escape, longest_first)) or "(?!)"
    return re.compile(f"(?:多少|(?<!第)几)[{''.join(SCALES)}]*(?P<unit>{unit})(?=[的了吗呢啊呀]|[^一-鿿]|$)")


def _counted(units: Iterable[str]) -> set[str]:
    """What is counted in units, without how many there are of one (万亿元), or what else it may be (台（套）)."""
    return {counted for unit in units if (counted := scale_and_unit(unit)[1].partition("（")[0])}


def _far_from_members(catalogue: Catalogue) -> frozenset[str]:
    """The places that are no member's, nor around or inside one, nor the subject."""
    members = [place for place in catalogue.every_place if place.member]
    near = {catalogue.about.subject, *(around.id for member in members for around in catalogue.parents(member))}
    for member in members:
        near |= catalogue.within(member.id)
    return frozenset(place.id for place in catalogue.every_place if place.id not in near)


def _sounding(text: str) -> str:
    usual, _, _ = sound_tables()
    points = np.frombuffer(text.encode(UTF_32), np.uint32)
    heard = usual[np.minimum(points, BMP - 1)] % SURROGATES_FROM  # two sounds that share a letter are rare
    return "".join(map(chr, heard.tolist()))

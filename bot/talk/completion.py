"""What half a word begins: names, titles and keywords of the base, for whoever is still typing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.characters import characters
from bot.facts import Fact, Place, Topic, newest_first
from bot.text import key

PLACE, TOPIC, FACT = range(3)
MOST_FACTS = 5_000  # of a base; in a larger one half a word begins too much to be a help
MOST_BEGUN = 1_000  # spellings that are looked at; nobody sees what is past the first fifty results
LONGEST = 24  # characters of a spelling that are kept; whoever has typed so much is found by the search


class _Spelt(NamedTuple):
    """One spelling of a name, a title or a keyword, and what it leads to."""

    text: str
    kind: int
    id: str
    is_other: bool  # not what it is called first: an alias, a keyword


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be meant by the beginning of a word: places that are called so first, facts newest first."""

    places: tuple[Place, ...]
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]


def completed(words: str, catalogue: Catalogue) -> Completion:
    """What begins with these words, in Chinese, English or pinyin.

    Nothing for words without a letter, and nothing of a base of more than MOST_FACTS.
    """
    if not (begun := key(words)) or len(catalogue.facts) > MOST_FACTS:
        return Completion((), (), ())
    spellings = _spellings(catalogue)
    first = bisect_left(spellings, (begun,))
    behind = islice(spellings, first, first + MOST_BEGUN)
    found: dict[int, dict[str, bool]] = {PLACE: {}, TOPIC: {}, FACT: {}}
    for each in takewhile(lambda each: each.text.startswith(begun), behind):
        found[each.kind][each.id] = found[each.kind].get(each.id, True) and each.is_other
    places = [place for place in catalogue.places if place.id in found[PLACE]]
    facts = [fact for each in found[FACT] if (fact := catalogue.fact(each)) is not None]
    return Completion(
        tuple(sorted(places, key=lambda place: found[PLACE][place.id])),
        tuple(topic for topic in catalogue.topics if topic.id in found[TOPIC]),
        tuple(sorted(newest_first(facts), key=lambda fact: fact.context)),
    )


def prepare(catalogue: Catalogue) -> None:
    """Does now, and in a thread if wanted, what the first half word would wait for: 60 ms and more."""
    if len(catalogue.facts) <= MOST_FACTS:
        _spellings(catalogue)


@lru_cache(maxsize=2)  # of the base in use, and of the one that takes its place
def _spellings(catalogue: Catalogue) -> list[_Spelt]:
    """Every spelling, in order."""
    named = [
        *((PLACE, place.id, place.names) for place in catalogue.places),
        *((TOPIC, topic.id, topic.names) for topic in catalogue.topics),
        *((FACT, fact.id, (fact.title, *fact.keywords)) for fact in catalogue.facts),
    ]
    return sorted(
        _Spelt(text, kind, each, is_other=at > 0)
        for kind, each, names in named
        for at, name in enumerate(names)
        for text in _ways_to_write(name)
    )


def _ways_to_write(name: str) -> set[str]:
    """A name as it is, and in pinyin."""
    written, known = key(name)[:LONGEST], characters()
    syllables = (known[c].syllables[:1] if c in known else () for c in written)
    return {written, "".join(sound[0] if sound else c for sound, c in zip(syllables, written, strict=True))}

"""Which facts are nearest to a fact: what is offered below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from bot.facts import Fact
from bot.text import key

RELATED = 500  # facts of one keyword, place, topic or series among which neighbours are looked for
LAST_NEIGHBOURS = 1_024  # facts whose neighbours are kept
NEIGHBOURS = 6  # buttons under a fact: what fits on a phone without scrolling
NEAR = 2.0  # what two facts share at least: a topic alone is too little


class Neighbours:
    """The facts of a base, by what they share."""

    def __init__(self, newest_first: Sequence[Fact], subject: str) -> None:
        self._facts = newest_first
        self._subject = subject
        self._position = {fact.id: at for at, fact in enumerate(newest_first)}
        self._keywords = {fact.id: frozenset(map(key, fact.keywords)) for fact in newest_first}
        self._having: dict[Hashable, list[int]] = defaultdict(list)
        for at, fact in enumerate(newest_first):
            for shared in (*self._named(fact), *(("topic", topic) for topic in fact.topics)):
                self._having[shared].append(at)
        self._nearest = lru_cache(maxsize=LAST_NEIGHBOURS)(self._nearest_anew)

    def of(self, fact: Fact) -> tuple[Fact, ...]:
        """The facts nearest to a fact: by shared indicators, keywords, places and topics; the nearest first."""
        return self._nearest(self._position[fact.id])

    def _nearest_anew(self, at: int) -> tuple[Fact, ...]:
        fact = self._facts[at]
        others = (self._facts[other] for other in sorted(self._related(fact)) if other != at)
        near = [(nearness, other) for other in others if (nearness := self._nearness(fact, other)) >= NEAR]
        return tuple(other for _, other in sorted(near, key=lambda pair: -pair[0])[:NEIGHBOURS])

    def _related(self, fact: Fact) -> set[int]:
        """The facts that share a series, a keyword, a place or the topic; of very many the newest."""
        shared = (*self._named(fact), ("topic", fact.topics[0]))
        return {at for each in shared for at in self._having[each][:RELATED]}

    def _named(self, fact: Fact) -> Iterator[Hashable]:
        """What others share with a fact, its topics aside."""
        yield from (("keyword", word) for word in self._keywords[fact.id])
        yield from (("place", place) for place in fact.places)
        yield from {(each.indicator, each.basis) for each in fact.figures if each.indicator and each.basis}

    def _nearness(self, fact: Fact, other: Fact) -> float:
        places = set(fact.places) - {self._subject}
        return (
            4.0 * len(fact.measured & other.measured)
            + 2.0 * min(3, len(self._keywords[fact.id] & self._keywords[other.id]))
            + 1.5 * bool(places.intersection(other.places))
            + 1.0 * (fact.topics[0] in other.topics)
            - 2.0 * (fact.context != other.context)
        )

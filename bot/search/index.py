"""The inverted index: from pairs of characters, characters, words and numbers to the facts that have them.

How much of a question does a fact explain? Position by position, with the best feature of the fact that covers it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.search.reading import Position
from bot.text import Token, key, normal, number_text, tokens

# Every weight here was chosen on the half `choose` of tests/search/questions.tsv.
# How well a feature explains a position, by where the fact has it: what a fact is called says more than a mention.
TITLE, KEYWORD, PLACE, INDICATOR = 1.0, 1.0, 1.0, 1.0
STATEMENT = 0.9
TOPIC = 0.85
# A single character is found in many words, so it explains less than a pair.
SINGLE = 0.45


# A title right after 副 (副市长) is another office than the title alone.
DEPUTY = "副"
DEPUTY_S_TITLE = 0.2
# A number that is a fact's figure is asked for; one that is merely mentioned is mostly part of a date.
MENTIONED_NUMBER = 0.6
SCALES = ("百", "千", "万", "亿")


class Index:
    """The features of a base's facts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._text: list[str] = []
        self._spoken: list[str] = []
        for number, fact in enumerate(catalogue.facts):
            texts = list(_texts(fact, catalogue))
            self._text.append("|".join(key(text) for text, _ in texts))
            self._spoken.append("|".join(normal(text) for text, _ in texts))  # with its marks: 科技部“长三角 is no 部长
            for text, strength in texts:
                for feature, share in _features(tokens(text), is_figure=False):
                    self._add(number, feature, strength * share)
            for figure in fact.figures:
                for feature, share in _features(tokens(f"{number_text(figure.value)}{figure.unit}"), is_figure=True):
                    self._add(number, feature, share)

    def _add(self, number: int, feature: str, strength: float) -> None:
        postings = self._postings[feature]
        postings[number] = max(postings.get(number, 0.0), strength)

    def _asked(self, positions: Sequence[Position]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The features of a question, and the positions that each explains."""
        for index, position in enumerate(positions):
            after = positions[index + 1].text if index + 1 < len(positions) else ""
            bound = position.kind == "number" and bool(after)
            if not bound or (after not in SCALES and position.text + after not in self._postings):
                yield position.text, (index,)  # else 31家 is not 31个, and 1.29亿 not 1.29万亿
            if not index or position.kind != "han":
                continue
            before = positions[index - 1]
            if before.kind in ("han", "number"):
                yield before.text + position.text, (index - 1, index)
            if index > 1 and positions[index - 2].text == DEPUTY:
                yield DEPUTY + before.text + position.text, (index - 2, index - 1, index)

    def has_office(self, number: int, office: str) -> bool:
        """Whether a fact names an office; a deputy's is another one."""
        return re.search(f"(?<!{DEPUTY}){re.escape(office)}", self._spoken[number]) is not None

    def has(self, number: int, text: str) -> bool:
        """Whether a fact has a text, in its normal form, somewhere in its words."""
        return text in self._text[number]

    def explained(self, positions: Sequence[Position]) -> dict[int, list[float]]:
        """For each fact (by its number) that explains anything: how well it explains each position, 0..1."""
        found: dict[int, list[float]] = {}
        for features, covered in self._asked(positions):
            for number, strength in self._postings.get(features, {}).items():
                row = found.get(number)
                if row is None:
                    row = found[number] = [0.0] * len(positions)
                for index in covered:
                    row[index] = max(row[index], strength * positions[index].sure)
        return found


def _texts(fact: Fact, catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    yield fact.title, TITLE
    yield fact.statement, STATEMENT
    yield from ((word, KEYWORD) for word in fact.keywords)
    if fact.said_by is not None:
        yield from ((text, KEYWORD) for text in (fact.said_by.name, fact.said_by.office) if text)
    for place_id in fact.places:
        if place := catalogue.place(place_id):
            for around in (place, *catalogue.parents(place)):
                yield from ((name, PLACE) for name in around.names)
    for topic_id in fact.topics:
        if topic := catalogue.topic(topic_id):
            yield from ((name, TOPIC) for name in topic.names)
    for figure in fact.figures:
        if figure.label:
            yield figure.label, INDICATOR
        if figure.indicator and (indicator := catalogue.indicators.get(figure.indicator)):
            yield from ((name, INDICATOR) for name in indicator.names)
    for moment in (fact.date, fact.as_of, fact.due):
        if moment is not None:
            yield from ((str(year), TITLE) for year in range(moment.first.year, moment.last.year + 1))


def _features(found: Sequence[Token], *, is_figure: bool) -> Iterator[tuple[str, float]]:
    for index, token in enumerate(found):
        before = found[index - 1] if index else None
        if token.kind == "number":
            strength = 0.9 if is_figure else MENTIONED_NUMBER
            yield token.text, strength
            yield token.text.removesuffix("%"), strength
        elif token.kind == "latin":
            yield token.text, 1.0
        else:
            yield token.text, SINGLE
            if before is not None and before.kind == "han":
                deputy = index > 1 and found[index - 2].text == DEPUTY
                yield before.text + token.text, DEPUTY_S_TITLE if deputy else 1.0
                if deputy:
                    yield DEPUTY + before.text + token.text, 1.0
            elif before is not None and before.kind == "number":
                yield before.text + token.text, 1.0 if is_figure else MENTIONED_NUMBER

"""Two facts that tell one figure: the same amount of the same places and time, by the same anchors or measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import NamedTuple

from bot.curate.texts import form_of
from bot.dates import PartialDate
from bot.facts import Fact, Figure, Indicator
from bot.text import in_ones, key, scale_and_unit


class _Told(NamedTuple):
    fact: Fact
    figure: Figure
    time: PartialDate | None


class FiguresSoFar:
    """The figures that facts tell, taken up one after the other."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self._indicators = indicators
        self._told: dict[Hashable, list[_Told]] = defaultdict(list)

    def doubts(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """What a fact that was taken up before tells as well."""
        for position, figure in enumerate(fact.figures):
            told = _Told(fact, figure, figure.as_of or fact.date or fact.as_of)
            unit = scale_and_unit(figure.unit)[1]
            alike = self._told[in_ones(figure.value, figure.unit) or figure.value, unit, frozenset(fact.places)]
            for other in alike:
                if other.fact is not fact and (why := self._are_one(told, other)):
                    yield f"figures[{position}]", f"{figure.value}{figure.unit} is that of {other.fact.id} too, {why}"
            alike.append(told)

    def _are_one(self, one: _Told, other: _Told) -> str:
        """By what two amounts that are equal are one figure, and what to do; empty where they may be two."""
        if not (one.time and other.time and one.time.overlaps(other.time)):
            return ""
        if {*map(form_of, one.fact.evidence)} == {*map(form_of, other.fact.evidence)}:
            return "with the same anchors; keep one of the two facts"
        for labelled, measured in ((one, other), (other, one)):
            indicator = self._indicators.get(measured.figure.indicator or "")
            if indicator and labelled.figure.label and key(labelled.figure.label) in map(key, indicator.names):
                return f"of indicator {indicator.id}, whose name the label is; keep one of the two facts"
        return ""

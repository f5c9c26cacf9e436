"""What is wrong with a fact's times, and with a figure beside its indicator: the field, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator

from bot.facts import Fact, Figure, Indicator, Source
from bot.text import is_number, scale_and_unit


def time_problems(fact: Fact, source: Source | None) -> Iterator[tuple[str, str]]:
    """Each a field and what is wrong with it: no time at all, one that its source cannot know, a plan due before it."""
    name, told = ("as_of", fact.as_of) if fact.as_of else ("date", fact.date)
    if told is None:
        yield "as_of", "and date are both missing; write when it happened or the time it speaks of"
        return
    if source and name == "as_of" and told.first > source.published.last:
        remedy = "write the time that the text speaks of; when something is to be done is its due"
        yield "as_of", f"{told.text} is after its source was published, {source.published.text}; {remedy}"
    if fact.due and fact.due.last < told.first:
        yield "due", f"{fact.due.text} is before its {name}, {told.text}; write when it is to be done"


def figure_problems(figure: Figure, indicator: Indicator) -> Iterator[str]:
    """What keeps a figure out of the indicator's series. A unit may be told in 万 or 亿, as it is printed."""
    if figure.basis not in indicator.bases:
        yield f"basis {figure.basis!r} is none of {indicator.id}'s: {', '.join(indicator.bases)}"
    _, unit = scale_and_unit(indicator.unit)
    if scale_and_unit(figure.unit)[1] != unit:
        known = f"{unit}, as printed also with 万 or 亿" if unit else "it has none"
        yield f"unit {figure.unit!r} is none of {indicator.id}'s: {known}"
    if unit and not is_number(figure.value):
        yield f"value {figure.value!r} is no number of {unit}; write digits, or a label instead of the indicator"

"""The other forms of an English verb: opened of open, open of opening, built of build. Not what is derived of it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from bot.search.latin import Alternative
from bot.search.units import Unit

SURE = 0.95  # that another form is meant
SHORTEST_STEM = 3  # letters; a shorter one is many words' (red, ring)
_IRREGULAR = (
    "become became",
    "begin began begun",
    "bring brought",
    "build built",
    "buy bought",
    "choose chose chosen",
    "come came",
    "draw drew drawn",
    "fall fell fallen",
    "give gave given",
    "go went gone",
    "grow grew grown",
    "hold held",
    "keep kept",
    "lead led",
    "leave left",
    "lose lost",
    "make made",
    "meet met",
    "pay paid",
    "rise rose risen",
    "run ran",
    "say said",
    "sell sold",
    "send sent",
    "speak spoke spoken",
    "spend spent",
    "take took taken",
    "teach taught",
    "win won",
    "write wrote written",
)
_FORMS = {form: line.split() for line in _IRREGULAR for form in line.split()}
_ENDING = re.compile(f"(?P<stem>[a-z]{{{SHORTEST_STEM},}})(?:ed|ing)")
_DOUBLED = re.compile(r"[a-z]*([bdgklmnprtv])\1")
_ONE_CONSONANT = re.compile("[a-z]*[^aeiou][aeiou][bdgklmnprtv]")  # which is doubled: plan, planned


def inflected(units: Sequence[Unit], weightless: Container[int]) -> list[Alternative]:
    """The other forms of the English words that are asked about (open: opened)."""
    typed = (at for at, each in enumerate(units) if each.kind == "latin" and at not in weightless)
    return [Alternative(at, at + 1, other, SURE) for at in typed for other in inflections(units[at].text)]


@lru_cache(maxsize=1024)
def inflections(word: str) -> tuple[str, ...]:
    """The other forms that an English word (in its normal form, without a plural's s) may have; not all are words."""
    found = [other for verb in _verbs(word) for other in (verb, *_forms(verb))]
    return tuple(dict.fromkeys(other for other in found if other != word))


def _verbs(word: str) -> Iterator[str]:
    """What a word may be a form of: itself, and what is left of it without its ending."""
    yield from _FORMS.get(word, ())
    if (found := _ENDING.fullmatch(word)) is None:
        yield word
        return
    stem = found["stem"]
    yield from (stem, f"{stem}e")
    if stem.endswith("i"):  # carried
        yield f"{stem[:-1]}y"
    if _DOUBLED.fullmatch(stem):
        yield stem[:-1]


def _forms(verb: str) -> Iterator[str]:
    """Its past; one in -ing is as often a noun, and another thing (open, the opening)."""
    if len(verb) < SHORTEST_STEM:
        return
    if verb.endswith("e"):
        yield f"{verb}d"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield f"{verb[:-1]}ied"
    else:
        yield f"{verb}ed"
    if _ONE_CONSONANT.fullmatch(verb):
        yield f"{verb}{verb[-1]}ed"

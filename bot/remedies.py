"""What is said of a field that is none, or of a value that a field cannot have: what was found, what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

TOO_LONG = "one of them is too long; docs/facts.schema.json tells how long each may be"
# What msgspec says of a value, and what is said of it instead.
_REMEDIES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Any, Any], str]], ...] = (
    (re.compile("enum value"), lambda _, __, hint: f"known are {', '.join(_choices(hint))}"),
    (re.compile(r"\[0-9a-f\]\{64\}"), lambda *_: "write the 64 characters 0-9 and a-f that sha256sum prints"),
    (
        re.compile(r"matching regex .*\{0,(\d+)\}"),
        lambda found, *_: f"write a-z, 0-9 and -, {int(found[1]) + 1} at most",
    ),
    (
        re.compile(r"`str` of length <= (\d+)"),
        lambda found, value, _: (
            f"has {len(value)} characters; {found[1]} at most" if isinstance(value, str) else TOO_LONG
        ),
    ),
    (re.compile(r"`array` of length <= (\d+)"), lambda found, *_: f"write {found[1]} at most"),
    (re.compile(r"`array` of length >= 1"), lambda *_: "write at least one"),
    (re.compile(r"`str`(?: \| null)?, got `(?:int|float|bool)`"), lambda *_: 'text stands in quotes: "2022"'),
    (re.compile(r"`array(?: \| null)?`, got"), lambda _, value, __: f"write a list: [{_in_half_width(str(value))}]"),
    (re.compile(r"`object(?: \| null)?`, got"), lambda *_: "write its fields: {name: …}"),
)
_ITEM = re.compile(r"at `\$\[(\d+)\]")
LONGEST_SHOWN = 60  # characters of a value that is not right; its place tells the rest


def not_right(value: Any, error: str, hint: Any) -> str:
    """The value that was found, and what is known instead or how it is written; else msgspec's words."""
    if value == "":
        return "is empty; write it in your own words"
    if isinstance(value, list) and (at := _ITEM.search(error)) is not None:
        value = value[int(at[1])]
    found = ((pattern.search(error), remedy) for pattern, remedy in _REMEDIES)
    said = next((remedy(match, value, hint) for match, remedy in found if match), error[:1].lower() + error[1:])
    shown = repr(value)
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    return f"{shown} is not right: {said}" if said else f"{shown} is not right"


def no_field(name: Any, known: Collection[str]) -> str:
    """What is wrong with a field that is none of the known."""
    if not isinstance(name, str):
        return "is no field; write a number without commas, as 3250"
    near = get_close_matches(name, known, n=1)
    return f"is no field; {f'did you mean {near[0]}?' if near else 'known are ' + ', '.join(known)}"


def missing(name: str) -> str:
    """That a required field is missing; how it is found, where its name does not tell."""
    return "is missing; write what sha256sum prints of its text" if name == "sha256" else "is missing"


def _in_half_width(text: str) -> str:
    """A list that was written with full-width brackets and commas, without brackets."""
    return re.sub(r"\s*[，、；]\s*", ", ", text.strip("【】［］〔〕「」 "))


def type_of(value: Any) -> str:
    """A value by its type in JSON or YAML, as what is wrong with it is said: `a str`; `missing`."""
    return "missing" if value is None else f"a {type(value).__name__}"


def _choices(hint: Any) -> tuple[str, ...]:
    """The words that a field of a few may have, also in a list."""
    found = get_args(hint)
    return found if get_origin(hint) is Literal else next(filter(None, map(_choices, found)), ())

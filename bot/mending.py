"""A fact that has mistakes, without them: so that what else is wrong with it is said at the same time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from bot.base_json import decode_hook
from bot.facts import Fact, Figure, Strict

# What stands in for a field that is wrong or missing, of which nothing may follow: a plan may be of any time, lack
# figures and a speaker; what is both 近 and 超 contradicts no other figure.
_KIND, _ANY_VALUE, _OF_ANY_SIZE = "plan", "", ("近", "超")
_TIMES = frozenset({"date", "as_of", "due"})
_SAYS_LITTLE = frozenset({"qualifiers", "as_of"})  # fields without which a figure is still one


def without_mistakes(raw: Any, number: int) -> tuple[Fact, frozenset[str]] | None:
    """The fact, and the fields of which nothing is known; None for what has no fields at all."""
    try:
        return msgspec.convert(raw, Fact, dec_hook=decode_hook), frozenset()
    except (msgspec.ValidationError, TypeError):
        if not isinstance(raw, Mapping):
            return None
    right, wrong = _apart(raw, Fact)
    own = {
        "id": raw.get("id") or f"number {number + 1}",
        "title": f"\0{number}",
        "statement": f"\0{number}",
        "kind": _KIND,
    }
    lists: dict[str, Any] = {"source": "", "places": (), "topics": (), "evidence": ()}
    unsure = set(wrong) | (_TIMES if wrong & _TIMES else set())
    if isinstance(figures := raw.get("figures"), list) and "figures" in wrong:
        read = [_figure(each) for each in figures]
        right["figures"] = tuple(figure for figure, _ in read)
        unsure = unsure - {"figures"} | {f"figures[{n}]" for n, (_, is_sure) in enumerate(read) if not is_sure}
    return Fact(**{**own, **lists, **right}), frozenset(unsure)


def _figure(raw: Any) -> tuple[Figure, bool]:
    """A figure without its mistakes, and whether it still can be said to be right or wrong."""
    try:
        return msgspec.convert(raw, Figure, dec_hook=decode_hook), True
    except (msgspec.ValidationError, TypeError):
        right, wrong = _apart(raw, Figure) if isinstance(raw, Mapping) else ({}, {"value"})
    return Figure(**{"value": _ANY_VALUE, **right, "qualifiers": _OF_ANY_SIZE}), wrong <= _SAYS_LITTLE


def _apart(raw: Mapping[Any, Any], wanted: type[Strict]) -> tuple[dict[str, Any], set[str]]:
    """The fields that are right, and the names of the others. One that is unknown may be any of those that lack."""
    right: dict[str, Any] = {}
    fields = fields_of(wanted)
    for name in fields.keys() & raw.keys():
        try:
            right[name] = msgspec.convert(raw[name], fields[name].type, dec_hook=decode_hook)
        except (msgspec.ValidationError, TypeError):
            continue
    required = {name for name, field in fields.items() if field.required}
    lacking = fields.keys() - raw.keys() if raw.keys() - fields.keys() else required - raw.keys()
    return right, (raw.keys() & fields.keys() - right.keys()) | lacking


@cache
def fields_of(wanted: type[Strict]) -> Mapping[str, FieldInfo]:
    """The fields of a value by name, in their order: of what type each is, and whether it is required."""
    return {field.name: field for field in msgspec.structs.fields(wanted)}

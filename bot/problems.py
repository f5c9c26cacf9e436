"""Everything that is wrong with a base, at once: each problem with its file, value, field and remedy."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from bot.contradictions import Locate, contradictions, not_among
from bot.facts import LISTS, SCHEMA_VERSION, About, Base, Problem, Strict, Vocabulary, convert, decode_hook

_LONGEST_ID = re.compile(r"matching regex .*\{0,(\d+)\}")


def problems(raw: Any, file: str, locate: Locate | None = None) -> list[Problem]:
    """All problems of a decoded base, in the order of the file; an empty list for one that can be used.

    `locate(list, index)` names the place of a value, such as "stcn-2021.yaml:14"; by default it is the file's name.
    """
    if not isinstance(raw, Mapping):
        return [Problem(file, "", f"holds a {_kind(raw)} instead of an object; see docs/facts.schema.json")]
    if raw.get("schema") != SCHEMA_VERSION:
        what = f"is {raw.get('schema')!r}; this version reads {SCHEMA_VERSION}: build it anew"
        return [Problem(file, "schema", what)]
    place_of: Locate = locate or (lambda _list, _index: file)
    shape = list(_shape(raw, file, place_of))
    return shape or list(contradictions(convert(raw), place_of))


def _shape(raw: Mapping[str, Any], file: str, locate: Locate) -> Iterator[Problem]:
    """Fields that are missing, unknown or of another type."""
    if unknown := set(raw) - set(Base.__struct_fields__):
        yield Problem(file, ", ".join(sorted(unknown)), "is no part of a base; see docs/facts.schema.json")
    yield from value_problems(raw.get("about"), About, f"{file}: about")
    yield from value_problems(raw.get("vocabulary", {}), Vocabulary, f"{file}: vocabulary")
    for name, wanted in LISTS.items():
        values = raw.get(name)
        if not isinstance(values, Sequence) or isinstance(values, str):
            yield Problem(file, name, f"is {_kind(values)}; write a list")
            continue
        if not values and name == "facts":
            yield Problem(file, name, "is empty; a base has at least one fact")
        for index, value in enumerate(values):
            for problem in value_problems(value, wanted, f"{locate(name, index)}: {_label(name, value, index)}"):
                ids = _unknown(raw, problem.field, value) if name == "facts" else ()
                yield from (msgspec.structs.replace(problem, what=what) for what in ids or (problem.what,))


def _unknown(raw: Mapping[str, Any], field: str, fact: Any) -> Sequence[str]:
    """What is wrong with the ids of a fact's places or topics, when what is wrong is that they are none."""
    listed, wanted = raw.get(field), fact.get(field) if isinstance(fact, Mapping) else None
    if field not in ("places", "topics") or not isinstance(listed, Sequence) or not isinstance(wanted, list):
        return ()
    known = {str(each.get("id")): _names(each) for each in listed if isinstance(each, Mapping)}
    return [not_among(field, each, known) for each in wanted if isinstance(each, str) and each not in known]


def _names(value: Mapping[str, Any]) -> list[str]:
    aliases = value.get("aliases")
    names = [value.get("name"), value.get("formal"), *(aliases if isinstance(aliases, Sequence) else ())]
    return [name for name in names if isinstance(name, str)]


def value_problems(raw: Any, wanted: type[Strict], where: str) -> Iterator[Problem]:
    """What keeps a raw value from being a `wanted`, field by field."""
    if not isinstance(raw, Mapping):
        yield Problem(where, "", f"is {_kind(raw)}; write fields with values")
        return
    hints = _hints(wanted)
    for name in raw:
        if name not in hints:
            near = get_close_matches(str(name), hints, n=1)
            remedy = f"did you mean {near[0]}?" if near else "known are " + ", ".join(hints)
            yield Problem(where, str(name), f"is no field; {remedy}")
    for field in _fields(wanted):
        if field.name not in raw:
            if field.required:
                yield Problem(where, field.name, "is missing")
            continue
        try:
            msgspec.convert(raw[field.name], hints[field.name], dec_hook=decode_hook)
        except msgspec.ValidationError as error:
            inner = _inner_struct(hints[field.name])
            if inner is not None and isinstance(raw[field.name], list):
                for position, item in enumerate(raw[field.name]):
                    yield from value_problems(item, inner, f"{where}: {field.name}[{position}]")
            elif inner is not None and isinstance(raw[field.name], Mapping):
                yield from value_problems(raw[field.name], inner, f"{where}: {field.name}")
            else:
                yield Problem(where, field.name, _readable(raw[field.name], str(error), hints[field.name]))


@cache
def _hints(wanted: type[Strict]) -> dict[str, Any]:
    return get_type_hints(wanted, include_extras=True)


@cache
def _fields(wanted: type[Strict]) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(wanted)


def _inner_struct(hint: Any) -> type[Strict] | None:
    """The struct that a field holds, in a list or behind None, if it holds one."""
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and issubclass(hint, Strict):
        return hint
    if get_origin(hint) is None:
        return None
    return next((found for arg in get_args(hint) if (found := _inner_struct(arg)) is not None), None)


def _label(name: str, value: Any, index: int) -> str:
    kind = name.removesuffix("s")
    own = value.get("id") if isinstance(value, Mapping) else None
    return f"{kind} {own}" if own else f"{kind} number {index + 1}"


def _kind(value: Any) -> str:
    return "missing" if value is None else f"a {type(value).__name__}"


def _readable(value: Any, error: str, hint: Any) -> str:
    """The value that was found, and what is known instead or how it is written; else msgspec's words."""
    if value == "":
        return "is empty; write it in your own words"
    if "enum value" in error:
        error = f"known are {', '.join(_choices(hint))}"
    elif longest := _LONGEST_ID.search(error):
        error = f"write a-z, 0-9 and -, {int(longest[1]) + 1} at most"
    return f"{value!r} is not right: {error[0].lower()}{error[1:]}" if error else f"{value!r} is not right"


def _choices(hint: Any) -> tuple[str, ...]:
    """The words that a field of a few may have, also in a list."""
    found = get_args(hint)
    return found if get_origin(hint) is Literal else next(filter(None, map(_choices, found)), ())

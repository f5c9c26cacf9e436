"""Everything that is wrong with a base, at once: each problem with its file, value, field and remedy."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

import msgspec

from bot.base_json import decode_hook
from bot.contradictions import Locate, Names, Sound, contradictions, not_among
from bot.facts import LISTS, SCHEMA_VERSION, About, Base, Problem, Strict, Vocabulary
from bot.mending import fields_of, without_mistakes
from bot.remedies import missing, no_field, not_right, type_of


def problems(raw: Any, file: str, locate: Locate | None = None) -> list[Problem]:
    """All problems of a decoded base; an empty list for one that can be used.

    `locate(list, index)` names the place of a value, such as "stcn-2021.yaml:14"; by default it is the file's name.
    """
    if not isinstance(raw, Mapping):
        return [Problem(file, "", f"holds a {type_of(raw)} instead of an object; see docs/facts.schema.json")]
    if raw.get("schema") != SCHEMA_VERSION:
        what = f"is {raw.get('schema')!r}; this version reads {SCHEMA_VERSION}: build it anew"
        return [Problem(file, "schema", what)]
    place_of: Locate = locate or (lambda _list, _index: file)
    return [*_shape(raw, file, place_of), *contradictions(*sound(raw, place_of))]


def _shape(raw: Mapping[str, Any], file: str, locate: Locate) -> Iterator[Problem]:
    """Fields that are missing, unknown or of another type."""
    if unknown := set(raw) - set(Base.__struct_fields__):
        yield Problem(file, ", ".join(sorted(unknown)), "is no part of a base; see docs/facts.schema.json")
    yield from _value_problems(raw.get("about"), About, f"{locate('about', 0)}: about")
    yield from _value_problems(raw.get("vocabulary", {}), Vocabulary, f"{file}: vocabulary")
    for name in LISTS:
        if not isinstance(raw.get(name), list):
            yield Problem(file, name, f"is {type_of(raw.get(name))}; write a list")
        elif not raw[name] and name == "facts":
            yield Problem(
                file, name, "is empty; a base has at least one fact: facts draft proposes those of an article"
            )
        yield from list_problems(raw, name, locate)


def list_problems(raw: Mapping[str, Any], name: str, locate: Locate) -> Iterator[Problem]:
    """The same of the values of one of the lists."""
    for index, value in enumerate(_listed(raw, name)):
        for problem in _value_problems(value, LISTS[name], f"{locate(name, index)}: {_label(name, value, index)}"):
            ids = _unknown(raw, problem.field, value) if name == "facts" else ()
            yield from (msgspec.structs.replace(problem, what=what) for what in ids or (problem.what,))


def sound(raw: Mapping[str, Any], locate: Locate) -> tuple[Sound, Locate]:
    """What of a raw base has no mistake of its own, facts without theirs, and where its values stand."""
    others = [name for name in LISTS if name != "facts"]
    found = {name: [(n, value) for n, value in enumerate(_converted(raw, name)) if value] for name in others}
    lists = {name: tuple(value for _, value in values) for name, values in found.items()}
    mended = ((n, without_mistakes(value, n)) for n, value in enumerate(_listed(raw, "facts")))
    facts = [(n, *each) for n, each in mended if each]
    found["facts"] = [(n, fact) for n, fact, _ in facts]
    unsure = {position: fields for position, (_, _, fields) in enumerate(facts) if fields}
    about = _value(raw.get("about"), About)
    names = {name: _known(raw, name) for name in LISTS}
    whole = Sound(about, facts=tuple(fact for _, fact, _ in facts), names=names, unsure=unsure, **lists)
    return whole, lambda name, n: locate(name, found[name][n][0] if name in found else n)


def _converted(raw: Mapping[str, Any], name: str) -> Iterator[Any]:
    return (_value(value, LISTS[name]) for value in _listed(raw, name))


def _value(value: Any, wanted: type[Strict]) -> Any:
    try:
        return msgspec.convert(value, wanted, dec_hook=decode_hook)
    except (msgspec.ValidationError, TypeError):
        return None


def _listed(raw: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = raw.get(name)
    return found if isinstance(found, list) else ()


def _known(raw: Mapping[str, Any], name: str) -> Names:
    """The ids of a list, and what each is called."""
    return {str(each.get("id")): _names(each) for each in _listed(raw, name) if isinstance(each, Mapping)}


def _unknown(raw: Mapping[str, Any], field: str, fact: Any) -> Sequence[str]:
    """What is wrong with the ids of a fact's places or topics, when what is wrong is that they are none."""
    wanted = fact.get(field) if isinstance(fact, Mapping) else None
    if field not in ("places", "topics") or not isinstance(wanted, list):
        return ()
    known = _known(raw, field)
    return [not_among(field, each, known) for each in wanted if isinstance(each, str) and each not in known]


def _names(value: Mapping[str, Any]) -> list[str]:
    aliases = value.get("aliases")
    names = [value.get("name"), value.get("formal"), *(aliases if isinstance(aliases, Sequence) else ())]
    return [name for name in names if isinstance(name, str)]


def _value_problems(raw: Any, wanted: type[Strict], where: str) -> Iterator[Problem]:
    """What keeps a raw value from being a `wanted`, field by field."""
    if not isinstance(raw, Mapping):
        yield Problem(where, "", f"is {type_of(raw)}; write fields with values")
        return
    fields = fields_of(wanted)
    for name in raw:
        if name not in fields:
            yield Problem(where, str(name), no_field(name, fields))
    for field in fields.values():
        if field.name not in raw:
            if field.required:
                yield Problem(where, field.name, missing(field.name))
            continue
        try:
            msgspec.convert(raw[field.name], field.type, dec_hook=decode_hook)
        except msgspec.ValidationError as error:
            inner = _inner_struct(field.type)
            if inner is not None and isinstance(raw[field.name], list):
                for position, item in enumerate(raw[field.name]):
                    yield from _value_problems(item, inner, f"{where}: {field.name}[{position}]")
            elif inner is not None and isinstance(raw[field.name], Mapping):
                yield from _value_problems(raw[field.name], inner, f"{where}: {field.name}")
            else:
                yield Problem(where, field.name, not_right(raw[field.name], str(error), field.type))


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

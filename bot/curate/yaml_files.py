"""Reads one seed file: its fields, each mapping with the lines of its own, or what keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable
from pathlib import Path
from typing import Any

import yaml

from bot.facts import BaseRefused, Problem

LINES = "__lines__"
WHOLE = "__whole__"  # beside the fields, for the first line of all
# What the parser says, and what a curator most likely wrote.
_REMEDIES = {
    "cannot start any token": 'a text that begins with a mark stands in quotes: "%"',
    "could not find expected ':'": "behind the field stand a half-width colon and a space, no ：",
    "mapping values are not allowed": "a text with a colon in it stands in quotes; before a field are plain spaces",
    "did not find expected '-' indicator": "all fields of one item begin in the same column",
    "found a tab character": "write spaces",
    "block sequence entries are not allowed": 'a text that begins with - stands in quotes: "- …"',
    "found unexpected end of stream": "a quotation mark or a bracket is not closed",
    "did not find expected ',' or": "a bracket is not closed, or a comma is missing",
}


_INDENT = re.compile(r"[ \t]*[^\S \t\r\n]\s*(?:- |[A-Za-z_]+:(?:\s|$))")  # one that YAML takes for text


class _Loader(yaml.CSafeLoader):
    """YAML in which a date stays text and each mapping remembers the lines of its fields."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    lines: dict[Hashable, int] = {WHOLE: node.start_mark.line + 1}
    for written, _ in node.value:
        if not isinstance(key := loader.construct_object(written), Hashable):
            continue  # refused below
        if key in lines:
            raise yaml.MarkedYAMLError(problem=f"{key!r} stands twice", problem_mark=written.start_mark)
        lines[key] = written.start_mark.line + 1
    found: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    found[LINES] = lines
    return found


# 2021-11-08 is one of our partial dates, not a datetime
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def fields_of(file: Path, wanted: Collection[str]) -> dict[str, Any]:
    """The fields of a file that has just these. Raises BaseRefused when it has others, or cannot be read."""
    try:
        text = file.read_text(encoding="utf-8")
        if indented := [number for number, line in enumerate(text.split("\n"), 1) if _INDENT.match(line)]:
            what = "begins with a wide or a no-break space; write plain spaces"
            raise BaseRefused([Problem(f"{file}:{number}", "", what) for number in indented])
        found = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader's subclass)
    except UnicodeDecodeError:
        raise BaseRefused([Problem(str(file), "", "is no text in UTF-8; save it as UTF-8")]) from None
    except OSError as error:
        raise BaseRefused([Problem(str(file), "", f"cannot be read ({error.strerror})")]) from None
    except yaml.YAMLError as error:
        raise BaseRefused([_no_yaml(file, error)]) from None
    if not isinstance(found, dict):
        raise BaseRefused([Problem(str(file), "", "holds no fields; see docs/curating.md")])
    wrong = [Problem(str(file), name, "is missing; see docs/curating.md") for name in sorted(wanted - found.keys())]
    for name in found.keys() - wanted - {LINES}:
        what = f"is no part of this file; it has {', '.join(sorted(wanted))}"
        wrong.append(Problem(f"{file}:{found[LINES][name]}", str(name), what))
    if wrong:
        raise BaseRefused(wrong)
    return found


def _no_yaml(file: Path, error: yaml.YAMLError) -> Problem:
    """Where the parser could not go on; where what it was reading there began, if that is another line."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(str(file), "", f"cannot be read as YAML: {getattr(error, 'reason', 'it is none')}")
    line, what = error.problem_mark.line + 1, ", ".join(part for part in (error.context, error.problem) if part)
    if (begun := error.context_mark) is not None and begun.line + 1 != line:
        what += f" (it began in line {begun.line + 1})"
    remedy = next((f"; {remedy}" for said, remedy in _REMEDIES.items() if said in what), "")
    return Problem(f"{file}:{line}", "", f"cannot be read as YAML: {what}{remedy}")


def lines_within(value: Any) -> dict[str, int]:
    """The lines of a mapping's fields, and of the mappings in their lists: figures, figures[0], figures[1]."""
    if not isinstance(value, dict):
        return {}
    lines: dict[str, int] = dict(value[LINES])
    for name, inner in value.items():
        for position, each in enumerate(inner if isinstance(inner, list) else ()):
            if isinstance(each, dict):
                lines[f"{name}[{position}]"] = each[LINES][WHOLE]
    return lines


def without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_lines(inner) for key, inner in value.items() if key != LINES}
    if isinstance(value, list):
        return [without_lines(inner) for inner in value]
    return value

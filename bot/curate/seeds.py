"""Reads `seeds/`, the base's own record and one file a source, into the raw form of a base; knows each value's line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from bot.facts import LISTS, SCHEMA_VERSION, Problem
from bot.language import light_words, question_words
from bot.problems import problems
from bot.text import is_han

BASE_FILE = "base.yaml"
_LINES = "__lines__"
_WHOLE = "__whole__"  # beside the fields, for the first line of all


class _Loader(yaml.CSafeLoader):
    """YAML in which a date stays text and each mapping remembers the lines of its fields."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    lines: dict[Hashable, int] = {_WHOLE: node.start_mark.line + 1}
    for written, _ in node.value:
        if not isinstance(key := loader.construct_object(written), Hashable):
            continue  # refused below
        if key in lines:
            raise yaml.MarkedYAMLError(problem=f"{key!r} stands twice", problem_mark=written.start_mark)
        lines[key] = written.start_mark.line + 1
    found: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    found[_LINES] = lines
    return found


# 2021-11-08 is one of our partial dates, not a datetime
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


class Seeds:
    """The seed files of a folder, read: `raw` is the base's raw form, `unread` what could not be read at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.unread: list[Problem] = []
        self._places: dict[str, list[str]] = {name: [] for name in LISTS}
        self._lines: dict[str, dict[str, int]] = {}  # of a value by its place, each field's
        self.raw: dict[str, Any] = {"schema": SCHEMA_VERSION, **{name: [] for name in LISTS}}
        files = sorted(folder.glob("*.yaml"))
        if not any(file.name == BASE_FILE for file in files):
            self.unread.append(
                Problem(str(folder / BASE_FILE), "", "is missing; it names the base, its places, topics")
            )
        for file in files:
            self._read(file)

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the seed files, at once."""
        found = problems(self.raw, str(self.folder / BASE_FILE), self._locate)
        return self.unread or [*map(self._at_its_field, found), *self._keywords_that_say_nothing()]

    def _at_its_field(self, problem: Problem) -> Problem:
        """The same with the line of its field in place of the first line of the fact."""
        place, _, label = problem.where.partition(": ")
        lines = self._lines.get(place, {})
        for field in (*label.split(": ")[1:2], problem.field, problem.field.partition("[")[0]):
            if field in lines:
                where = f"{place.partition(':')[0]}:{lines[field]}: {label}"
                return msgspec.structs.replace(problem, where=where)
        return problem

    def _keywords_that_say_nothing(self) -> Iterator[Problem]:
        """Chinese words that only ask, or say little, and so would draw all questions; MOST is a ministry."""
        says_nothing = question_words() | light_words()
        for index, fact in enumerate(self.raw["facts"]):
            keywords = fact.get("keywords") if isinstance(fact, dict) else None
            for keyword in keywords if isinstance(keywords, list) else ():
                if isinstance(keyword, str) and is_han(keyword) and keyword in says_nothing:
                    where = f"{self._locate('facts', index)}: fact {fact.get('id')}"
                    what = f"{keyword!r} says nothing of this fact; write what it is called"
                    yield self._at_its_field(Problem(where, "keywords", what))

    def _locate(self, name: str, index: int) -> str:
        return self._places[name][index]

    def _read(self, file: Path) -> None:
        try:
            found = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (a safe loader's subclass)
        except UnicodeDecodeError:
            self.unread.append(Problem(str(file), "", "is no text in UTF-8; save it as UTF-8"))
            return
        except OSError as error:
            self.unread.append(Problem(str(file), "", f"cannot be read ({error.strerror})"))
            return
        except yaml.YAMLError as error:
            self.unread.append(_no_yaml(file, error))
            return
        if not isinstance(found, dict):
            self.unread.append(Problem(str(file), "", "holds no fields; see docs/curating.md"))
            return
        wanted = {"about", "places", "topics", "indicators"} if file.name == BASE_FILE else {"source", "facts"}
        before = len(self.unread)
        for name in sorted(wanted - found.keys()):
            self.unread.append(Problem(str(file), name, "is missing; see docs/curating.md"))
        for name in sorted(found.keys() - wanted - {_LINES}):
            self.unread.append(
                Problem(str(file), str(name), f"is no part of this file; it has {', '.join(sorted(wanted))}")
            )
        if len(self.unread) > before:
            return
        if file.name == BASE_FILE:
            self.raw["about"] = _without_lines(found["about"])
        else:
            self._add("sources", [found["source"]], file)
            if isinstance(found["source"], Mapping) and found["source"].get("id") != file.stem:
                self.unread.append(Problem(str(file), "source.id", f"is not the file's name; write {file.stem!r}"))
        for name in sorted(wanted & LISTS.keys()):
            self._add(name, found[name], file)

    def _add(self, name: str, values: Any, file: Path) -> None:
        if not isinstance(values, list):
            self.unread.append(Problem(str(file), name, "is no list"))
            return
        for value in values:
            lines = value.get(_LINES) if isinstance(value, dict) else None
            place = f"{file.name}:{lines[_WHOLE]}" if lines else file.name
            self._places[name].append(place)
            self._lines[place] = _lines_within(value)
            plain = _without_lines(value)
            if name == "facts" and isinstance(plain, dict):
                if "source" in plain:
                    what = "is not written here: it is the file's own"
                    self.unread.append(Problem(self._places[name][-1], "source", what))
                plain["source"] = file.stem
            self.raw[name].append(plain)


def _no_yaml(file: Path, error: yaml.YAMLError) -> Problem:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        what = ", ".join(part for part in (error.context, error.problem) if part)
        return Problem(f"{file}:{error.problem_mark.line + 1}", "", f"cannot be read as YAML: {what}")
    reason = getattr(error, "reason", "it is none")
    return Problem(str(file), "", f"cannot be read as YAML: {reason}")


def _lines_within(value: Any) -> dict[str, int]:
    """The lines of a mapping's fields, and of the mappings in their lists: figures, figures[0], figures[1]."""
    if not isinstance(value, dict):
        return {}
    lines: dict[str, int] = dict(value[_LINES])
    for name, inner in value.items():
        for position, each in enumerate(inner if isinstance(inner, list) else ()):
            if isinstance(each, dict):
                lines[f"{name}[{position}]"] = each[_LINES][_WHOLE]
    return lines


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(inner) for key, inner in value.items() if key != _LINES}
    if isinstance(value, list):
        return [_without_lines(inner) for inner in value]
    return value

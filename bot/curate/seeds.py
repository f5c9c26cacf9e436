"""Reads `seeds/`, the base's own record and one file a source, into the raw form of a base; knows each value's line."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from bot.curate.oversights import oversights
from bot.curate.yaml_files import LINES, WHOLE, fields_of, lines_within, without_lines
from bot.facts import LISTS, SCHEMA_VERSION, Base, BaseRefused, Problem
from bot.problems import list_problems, problems, sound

BASE_FILE = "base.yaml"
_OF_THE_BASE, _OF_A_SOURCE = frozenset({"about", "places", "topics", "indicators"}), frozenset({"source", "facts"})
_NEEDS_FACTS = ("facts", "introduction")  # fields of which nothing is known while files are not read
_PLACE = re.compile(r"(?P<file>.*?)(?::(?P<line>\d+))?(?:: .*)?", re.DOTALL)


class Seeds:
    """The seed files of a folder, read: `raw` is the base's raw form, as far as they can be read."""

    def __init__(self, folder: Path, names: str = "*") -> None:
        self.folder = folder
        self.raw: dict[str, Any] = {"schema": SCHEMA_VERSION, **{name: [] for name in LISTS}}
        self._unread: list[Problem] = []
        self._misplaced: list[Problem] = []
        self._places: dict[str, list[str]] = {name: [] for name in ("about", *LISTS)}
        self._lines: dict[str, dict[str, int]] = {}  # of a value by its place, each field's
        if not (folder / BASE_FILE).is_file():
            what = "is missing; it names the base, its places, topics"
            self._unread.append(Problem(str(folder / BASE_FILE), "", what))
        for file in sorted(folder.glob(names)):
            if file.suffix == ".yaml":
                self._read(file)
            elif file.suffix.lower() in (".yml", ".yaml"):
                self._unread.append(Problem(str(file), "", f"is not read; name it {file.stem}.yaml"))

    def problems(self) -> list[Problem]:
        """Everything that is wrong with the seed files, at once, in the order of files and lines."""
        found = [*self._mistakes, *oversights(*sound(self.raw, self.locate))]
        return sorted([*self._unread, *map(self.at_its_field, found)], key=_in_order)

    @property
    def can_be_asked(self) -> bool:
        """Whether a bot could live with what they say, whatever else a curator would put right."""
        return not self._unread and not self._mistakes

    @cached_property
    def _mistakes(self) -> list[Problem]:
        """What no bot can read."""
        if "about" in self.raw:
            found = problems(self.raw, str(self.folder / BASE_FILE), self.locate)
        else:  # no id leads anywhere
            found = [each for name in ("sources", "facts") for each in list_problems(self.raw, name, self.locate)]
        if self._unread:
            found = [each for each in found if each.field not in _NEEDS_FACTS]
        return [*found, *self._misplaced]

    def at_its_field(self, problem: Problem) -> Problem:
        """The same with the line of its field in place of the first line of the fact."""
        place, _, label = problem.where.partition(": ")
        lines = self._lines.get(place, {})
        for field in (*label.split(": ")[1:2], problem.field, problem.field.partition("[")[0]):
            if field in lines:
                where = f"{place.rpartition(':')[0]}:{lines[field]}: {label}"
                return msgspec.structs.replace(problem, where=where)
        return problem

    def told(self, problem: Problem, fact_id: str | None) -> Problem:
        """A problem of a compiled fact, or of a source, with the file and line of its field here, where it has one."""
        file, _, label = problem.where.partition(": ")
        name, wanted = ("facts", fact_id) if fact_id else ("sources", Path(file).stem)
        ids = [value.get("id") if isinstance(value, dict) else None for value in self.raw[name]]
        if wanted not in ids:
            return problem
        where = f"{self.locate(name, ids.index(wanted))}: {label}"
        return self.at_its_field(msgspec.structs.replace(problem, where=where))

    def locate(self, name: str, index: int) -> str:
        """The file and line in which a value of a list (or `about`) begins."""
        return self._places[name][index]

    def _read(self, file: Path) -> None:
        wanted = _OF_THE_BASE if file.name == BASE_FILE else _OF_A_SOURCE
        try:
            found = fields_of(file, wanted)
        except BaseRefused as refused:
            self._unread += refused.problems
            return
        if wanted is _OF_THE_BASE:
            self.raw["about"] = self._added("about", found["about"], file)
        else:
            source = self._added("sources", found["source"], file)
            self._write(source, "id", file.stem, f"is not the file's name; write {file.stem!r}", "sources")
            self.raw["sources"].append(source)
        for name in sorted(wanted & LISTS.keys()):
            if not isinstance(found[name], list):
                self._unread.append(Problem(f"{file}:{found[LINES][name]}", name, "is no list"))
                continue
            for value in found[name]:
                self.raw[name].append(plain := self._added(name, value, file))
                if name == "facts":
                    self._write(plain, "source", file.stem, "is not written here: it is the file's own", name)

    def _added(self, name: str, value: Any, file: Path) -> Any:
        """The value without its lines, which are remembered."""
        lines = value.get(LINES) if isinstance(value, dict) else None
        place = f"{file}:{lines[WHOLE]}" if lines else str(file)
        self._places[name].append(place)
        self._lines[place] = lines_within(value)
        return without_lines(value)

    def _write(self, value: Any, field: str, wanted: str, otherwise: str, name: str) -> None:
        """Writes what the file's name says into the newest value of a list; that it says otherwise is a problem."""
        if not isinstance(value, dict):
            return
        if value.get(field, wanted) != wanted or (name == "facts" and field in value):
            self._misplaced.append(Problem(f"{self._places[name][-1]}: {name[:-1]}", field, otherwise))
        value[field] = wanted


def names_alone(folder: Path) -> Base:
    """The base of `base.yaml` alone, to which no source and no fact belongs. Raises BaseRefused."""
    seeds = Seeds(folder, BASE_FILE)
    found = [each for each in seeds.problems() if each.field not in _NEEDS_FACTS]
    named, _ = sound(seeds.raw, lambda _list, _index: BASE_FILE)
    if found or named.about is None:
        raise BaseRefused(found)
    lists = (tuple(named.places), tuple(named.topics), tuple(named.indicators))
    return Base(SCHEMA_VERSION, named.about, *lists, sources=(), facts=())


def _in_order(problem: Problem) -> tuple[str, int]:
    found = _PLACE.fullmatch(problem.where)
    return (found["file"], int(found["line"] or 0)) if found else (problem.where, 0)

"""Reads `facts.json`. A base that is not right is never used in part: all that is wrong with it is said at once."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from bot.base_json import convert
from bot.contradictions import Sound, contradictions
from bot.facts import About, Base, BaseRefused, Problem
from bot.files import read_whole
from bot.problems import problems

MAX_FILE_BYTES = 256 * 1024 * 1024  # a base of a million facts; a larger file is a mistake


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What became of reading a base anew: how many facts there were and are, or all that is wrong with it.

    `other`: what it is about, where that is another base than the one in use, which is `ours`: it was not put in place.
    """

    before: int
    after: int
    problems: tuple[str, ...] = ()
    other: About | None = None
    ours: About | None = None


class Loaded(NamedTuple):
    """A base, and the SHA-256 of the bytes that it was read from: the file may be another one a moment later."""

    base: Base
    digest: str


def load(path: Path) -> Base:
    """The base in that file. Raises BaseRefused with every problem: no file, no JSON, wrong fields, dangling ids."""
    return load_whole(path).base


def load_whole(path: Path) -> Loaded:
    """The same, and what stands for it."""
    where = path.name
    try:
        data = read_whole(path, MAX_FILE_BYTES)
    except OSError as error:
        remedy = "make it with: python -m bot facts build; or name another with BOT_FACTS"
        raise BaseRefused([Problem(str(path), "", f"cannot be read ({error.strerror}); {remedy}")]) from None
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        remedy = "make it anew with: python -m bot facts build"
        raise BaseRefused([Problem(where, "", f"is no JSON ({error}); {remedy}")]) from None
    try:
        base = convert(raw)
        found = list(contradictions(Sound.whole(base), lambda _list, _index: where))
    except (msgspec.ValidationError, TypeError):  # explained below, field by field, which takes ten times as long
        found = problems(raw, where)
    if found:
        raise BaseRefused(found)
    return Loaded(base, sha256(data).hexdigest())

"""The file in which an index is kept beside its base: opened memory-mapped, built anew when it is not for this base.

It holds a header and flat arrays, nothing that could run. It is safe to delete.
"""

from __future__ import annotations

import dataclasses
import gc
import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import numpy as np

from bot.catalogue import Catalogue
from bot.characters import DATA
from bot.files import own, write_whole
from bot.search import building, spellings
from bot.search.index import Index
from bot.search.lexicon import Words

log = logging.getLogger(__name__)

T = TypeVar("T")
FORMAT = 33  # to be raised with every change of what is stored, or of how texts are taken apart
MAGIC = b"policy-briefing-index\n"
ALIGNED = 64  # bytes: what a processor reads at once
MOST_HEADER = 64 * 1024
LONGEST_LINE = 80  # bytes: the header's length and checksum


@dataclass(frozen=True, slots=True)
class Stored:
    """All that is kept: the facts taken apart, and the words."""

    index: Index
    words: Words


def built(catalogue: Catalogue) -> Stored:
    """The index of a catalogue, made anew."""
    collects = gc.isenabled()
    gc.disable()  # millions of small things are made that all stay
    try:
        words = spellings.BaseWords(catalogue)
        facts, latin = building.build(catalogue, besides=words.begin)
        return Stored(facts, spellings.build(words, latin))
    finally:
        if collects:
            gc.enable()


def opened(catalogue: Catalogue, base: Path, digest: str) -> Stored:
    """The index of the base that was read from that file: from the file beside it, else made anew and kept there.

    `digest` stands for what was read: the file may have been replaced since, and its index by another process's.
    """
    place, mark = beside(base), _mark(digest)
    with suppress(OSError):  # the base is not there any more: whose it was cannot be asked
        if (found := read_from(place, mark, base.stat().st_uid)) is not None:
            return found
    made = built(catalogue)
    try:
        write_to(place, mark, made)
    except OSError as error:  # a full disk, a read-only image: it is made anew at the next start
        log.info("%s was not written: %s", place, error.strerror)
    return made


def is_current(base: Path, digest: str) -> bool:
    """Whether the index beside that base is there and is its own, so that a start need not make it."""
    return read_from(beside(base), _mark(digest)) is not None


def beside(base: Path) -> Path:
    """Where the index of a base is kept: under its whole name, so that it is never the base itself."""
    return base.with_name(f"{base.name}.index")


def _mark(digest: str) -> str:
    """What an index must have been made from: this base, this format, these tables of the language."""
    return sha256(f"{FORMAT} {np.dtype(np.uint64).byteorder} {_tables()} {digest}".encode()).hexdigest()


@cache
def _tables() -> str:
    found = sha256()
    for table in sorted(DATA.iterdir(), key=lambda each: each.name):
        if table.name.endswith((".txt", ".tsv")):
            found.update(table.read_bytes())
    return found.hexdigest()


def write_to(place: Path, mark: str, stored: Stored) -> None:
    """Writes the file whole or not at all. Raises OSError."""
    arrays = dict(_arrays("", stored))
    offset, described = 0, {}
    for name, array in arrays.items():
        described[name] = {"type": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // ALIGNED) * ALIGNED
    header = json.dumps({"mark": mark, "size": offset, "arrays": described}).encode()
    write_whole(place, _parts(header, arrays.values()))


def _parts(header: bytes, arrays: Iterable[np.ndarray[Any, Any]]) -> Iterator[bytes | memoryview]:
    head = MAGIC + f"{len(header):>8} {sha256(header).hexdigest()}\n".encode() + header
    yield head + b"\0" * (-len(head) % ALIGNED)
    for array in arrays:
        yield np.ascontiguousarray(array).data
        yield b"\0" * (-array.nbytes % ALIGNED)


def read_from(place: Path, mark: str, owner: int | None = None) -> Stored | None:
    """What the file holds, memory-mapped; None when there is none, or not for this mark, or it is damaged.

    A link is not followed, and what another user put there (but root, and the base's `owner`) is not used.
    """
    try:
        with open(place, "rb", opener=own) as file:
            found = os.fstat(file.fileno())
            if not _is_trusted(found.st_uid, owner):
                log.warning("%s belongs to another user and is made anew", place)
                return None
            if file.read(len(MAGIC)) != MAGIC:
                return None
            length, check = file.readline(LONGEST_LINE).split()
            if not 0 < int(length) <= MOST_HEADER:
                return None
            data = file.read(int(length))
            if sha256(data).hexdigest() != check.decode():
                return None
            header = json.loads(data)
            start = -(-file.tell() // ALIGNED) * ALIGNED
            if header["mark"] != mark or found.st_size != start + header["size"]:
                return None
            whole = np.memmap(file, np.uint8, "r")
        arrays = {name: _array(whole[start:], about) for name, about in header["arrays"].items()}
        return _rebuilt("", Stored, arrays)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        log.warning("%s cannot be used and is made anew: %s", place, error)
        return None


def _is_trusted(user: int, owner: int | None) -> bool:
    return os.name != "posix" or user in (0, os.geteuid(), owner)


def _array(whole: np.ndarray[Any, Any], about: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """The array that is described. Raises TypeError, ValueError, KeyError."""
    kind, shape, begin = np.dtype(about["type"]), tuple(about["shape"]), about["offset"]
    if kind.hasobject or min(0, begin, *shape) < 0:  # objects are addresses in memory
        raise ValueError("an array that nobody stored")
    return np.ndarray(shape, kind, buffer=whole, offset=begin)  # numpy refuses what ends beyond the file


def _arrays(prefix: str, value: Any) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    for field in dataclasses.fields(value):
        each = getattr(value, field.name)
        if dataclasses.is_dataclass(each):
            yield from _arrays(f"{prefix}{field.name}.", each)
        else:
            yield prefix + field.name, each


def _rebuilt(prefix: str, kind: type[T], arrays: Mapping[str, Any]) -> T:
    hints = get_type_hints(kind)
    parts = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        nested = hints[field.name]
        is_nested = isinstance(nested, type) and dataclasses.is_dataclass(nested)
        name = prefix + field.name
        parts[field.name] = _rebuilt(f"{name}.", nested, arrays) if is_nested else arrays[name]
    return kind(**parts)

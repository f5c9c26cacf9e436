"""The questions that got a no, kept for curators: what was asked and on which day, and nothing of who asked it."""

from __future__ import annotations

import errno
import logging
import os
import re
from collections import Counter
from collections.abc import Iterable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import NamedTuple

from bot.files import own, read_whole
from bot.text import key

log = logging.getLogger("bot.unanswered")

LARGEST = 1024 * 1024  # bytes; then the file is put aside, and the one put aside before it goes
MOST_READ = 2 * LARGEST
_NAME = re.compile(r"@\w+", re.ASCII)  # of who is spoken to: nobody is noted
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\t(.+)")


class Unanswered(NamedTuple):
    """A question as it was last typed, how often it got a no, and on which day last (YYYY-MM-DD)."""

    question: str
    times: int
    last: str


def remember(words: str) -> None:
    """Notes a question that got a no."""
    printed = "".join(character if character.isprintable() else " " for character in _NAME.sub(" ", words))
    if kept := " ".join(printed.split()):
        log.info("no answer: %s", kept)


def keep_in(place: Path) -> None:
    """Keeps what is remembered in that file from now on; one that cannot be written is said once, and done without."""
    try:
        handler = _OwnFile(place, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("%s: questions without an answer are not kept: %s", place, error.strerror)
        return
    handler.setFormatter(_Line())
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def why_not_kept(place: Path) -> str | None:
    """Why questions could not be kept in that file, in the system's words; None where they can. Nothing is made."""
    if not os.path.lexists(place):
        if not place.parent.is_dir():
            return os.strerror(errno.ENOENT)
        return None if os.access(place.parent, os.W_OK) else os.strerror(errno.EACCES)
    try:
        open(place, "a", opener=own).close()
    except OSError as error:
        return error.strerror
    return None


class _OwnFile(RotatingFileHandler):
    """A log file that is never a link into another file."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=own)


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{self.formatTime(record, '%Y-%m-%d')}\t{record.getMessage().removeprefix('no answer: ')}"


def most_frequent_first(lines: Iterable[str]) -> list[Unanswered]:
    """The questions of such a file, spellings of one question together; the most frequent first, then the latest."""
    times: Counter[str] = Counter()
    latest: dict[str, tuple[str, str]] = {}
    for line in lines:
        if (match := _LINE.fullmatch(line.strip())) is None:
            continue
        day, question = match.groups()
        spelt = key(question) or question
        times[spelt] += 1
        latest[spelt] = max(latest.get(spelt, ("", "")), (day, question))
    found = [Unanswered(latest[spelt][1], count, latest[spelt][0]) for spelt, count in times.items()]
    newest_first = sorted(found, key=lambda each: (each.last, each.question), reverse=True)
    return sorted(newest_first, key=lambda each: -each.times)


def read(place: Path) -> list[Unanswered]:
    """What was kept in that file and in the one put aside before it. Raises FileNotFoundError, OSError."""
    aside = place.with_name(f"{place.name}.1")
    files = (place, aside) if aside.exists() else (place,)
    return most_frequent_first(
        line for file in files for line in read_whole(file, MOST_READ).decode(errors="replace").splitlines()
    )

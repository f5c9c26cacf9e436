"""The source texts, which stay outside the repository: known by their SHA-256, put into a form that can be searched.

The form undoes what printing, OCR and web pages do to a text: tags, line breaks inside words, spaces inside numbers,
full-width digits. Every character of it knows where it stood.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.catalogue import Catalogue
from bot.files import read_whole

MAX_TEXT_BYTES = 10 * 1024 * 1024
# Of a text's characters: a page has a few here and there; of five articles in GBK, Big5 or UTF-16 and of pictures read
# as UTF-8, at least 15 in a hundred were damaged.
MOST_DAMAGED = 0.05
_DAMAGED = "\0\N{REPLACEMENT CHARACTER}"
_SAVE = "save the article as plain text, Markdown or HTML, in UTF-8"
_TAG = re.compile(r"<[^<>]*>")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_SPACE = re.compile(r"[^\S\r\n]")
_MOST_UNKNOWN = 3  # texts that a line can name with their SHA-256
_AROUND = 14  # characters that are shown on each side


class TextRefused(Exception):
    """A text, or a folder of texts, that cannot be used; its words say what would be right."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text as it is searched: `form` has no white space; `origin` has the offset of each character in `raw`."""

    file: str
    sha256: str
    raw: str
    form: str
    origin: tuple[int, ...]

    def line(self, position: int) -> int:
        """The line of the file, from 1, in which a character of the form stands."""
        return self.raw.count("\n", 0, self.origin[position]) + 1

    def spaces(self, start: int, end: int) -> frozenset[int]:
        """The places in a stretch of the form before which a line has white space: its end may be inside a word."""
        origin = self.origin
        left_out = ((at, self.raw[origin[at - 1] + 1 : origin[at]]) for at in range(max(start, 1), end))
        return frozenset(at - start for at, text in left_out if _SPACE.search(_TAG.sub("", text)))

    def paragraphs(self, start: int) -> list[int]:
        """The places in the form, from one on, before which the text has an empty line."""
        left_out = (
            (at, self.raw[self.origin[at - 1] + 1 : self.origin[at]]) for at in range(start + 1, len(self.form))
        )
        return [at for at, text in left_out if text and _EMPTY_LINE.search(text)]

    def around(self, start: int, end: int) -> str:
        """A stretch of the form with a little of what stands around it."""
        before, behind = self.form[max(0, start - _AROUND) : start], self.form[end : end + _AROUND]
        return f"…{before}[{self.form[start:end]}]{behind}…"


def form_of(text: str) -> str:
    """The searchable form of a text alone."""
    return searchable(text)[0]


def searchable(text: str) -> tuple[str, tuple[int, ...]]:
    """The searchable form of a text, and for each of its characters the offset in the text."""
    hidden = [False] * len(text)
    for tag in _TAG.finditer(text):
        hidden[tag.start() : tag.end()] = [True] * (tag.end() - tag.start())
    form, origin = [], []
    for offset, character in enumerate(text):
        if hidden[offset] or character.isspace():
            continue
        for plain in unicodedata.normalize("NFKC", character):
            if not plain.isspace():
                form.append(plain)
                origin.append(offset)
    return "".join(form), tuple(origin)


def read_text(path: Path) -> SourceText:
    """A text of at most 10 MB. Raises TextRefused for what is no plain file, is larger, or cannot be read."""
    try:
        data = read_whole(path, MAX_TEXT_BYTES)
    except OSError as error:
        what = f"{path}: cannot be read ({error.strerror}); name a newspaper text: plain text, Markdown or HTML"
        raise TextRefused(what) from None
    raw = data.decode("utf-8", errors="replace")
    return SourceText(path.name, hashlib.sha256(data).hexdigest(), raw, *searchable(raw))


def read_article(path: Path) -> SourceText:
    """The same for a text to draft from. Raises TextRefused also for one without words, and for what is no text."""
    article = read_text(path)
    if sum(map(article.raw.count, _DAMAGED)) > MOST_DAMAGED * len(article.raw):
        raise TextRefused(f"{path}: is no text in UTF-8; {_SAVE}")
    if not article.form:
        raise TextRefused(f"{path}: is empty; {_SAVE}")
    return article


def texts_in(folder: Path) -> Mapping[str, SourceText]:
    """The texts of a folder by their SHA-256. Raises TextRefused when it, or one of them, cannot be read."""
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        what = f"{folder}: cannot be read as a folder ({error.strerror}); name the one that the source texts are in"
        raise TextRefused(what) from None
    files = (path for path in inside if path.is_file() and not path.name.startswith("."))
    return {text.sha256: text for text in map(read_text, files)}


def unknown_texts(catalogue: Catalogue, texts: Mapping[str, SourceText]) -> str:
    """Behind what is wrong with a SHA-256: those of the few texts that no source names; empty where there are none."""
    known = {source.sha256 for source in catalogue.sources}
    others = [f"{text.file} has {sha256}" for sha256, text in texts.items() if sha256 not in known]
    few = others if len(others) <= _MOST_UNKNOWN else ()
    return f"; {', '.join(few)}: write that if it is the text" if few else ""


def occurrences(form: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where a text stands in a form, from and to; a number never as a part of a longer number."""
    start = form.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (continues_a_number(form, start - 1, start) or continues_a_number(form, end - 1, end)):
            yield start, end
        start = form.find(wanted, start + 1)


def continues_a_number(form: str, left: int, right: int) -> bool:
    """Whether the characters at two neighbouring places belong to one number: 1|6, 3|.25, 3.|25."""
    if left < 0 or right >= len(form):
        return False
    before, after = form[left], form[right]
    if before.isdigit() and after.isdigit():
        return True
    if before.isdigit() and after == ".":
        return right + 1 < len(form) and form[right + 1].isdigit()
    return before == "." and after.isdigit() and left > 0 and form[left - 1].isdigit()

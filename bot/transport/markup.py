"""Parses HTML by Telegram's rules (Bot API, formatting options) and refuses what Telegram refuses."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from bot.text import parsed_length

# tag: the name of its style
STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
    **dict.fromkeys(("code", "pre"), "code"),
    "a": "link",
    "blockquote": "quote",
    "tg-spoiler": "spoiler",
}
_PIECE = re.compile(r"<(?P<close>/)?(?P<tag>[a-zA-Z-]*)(?P<attributes>[^<>]*)>|(?P<open><)|(?P<text>[^<]+)")
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)[a-zA-Z]+;")


class MarkupRefused(ValueError):
    """HTML that Telegram would refuse, in about its words."""


@dataclass(frozen=True, slots=True)
class Span:
    """A styled stretch of the parsed text: from and to (characters), the style, and a link's address."""

    start: int
    end: int
    style: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as it is shown, without its tags, and its styled stretches in the order in which they end."""

    text: str
    spans: tuple[Span, ...]

    @property
    def length(self) -> int:
        """In UTF-16 code units, as Telegram counts."""
        return parsed_length(self.text)


def parse(markup: str) -> Parsed:
    """The text and its styled spans. Raises MarkupRefused for unknown, unclosed or badly nested tags and entities."""
    text = ""
    open_tags: list[tuple[str, int, str | None]] = []
    spans: list[Span] = []
    for piece in _PIECE.finditer(markup):
        if piece["text"] is not None:
            if wrong := _ENTITY.search(piece["text"]):
                raise MarkupRefused(f"can't parse entities: unsupported entity {wrong.group()}")
            text += html.unescape(piece["text"])
            continue
        tag = (piece["tag"] or "").lower()
        if piece["open"] or tag not in STYLES:
            raise MarkupRefused(f'can\'t parse entities: unsupported start tag "{tag}" at byte offset {piece.start()}')
        if not piece["close"]:
            url = re.search(r'href="([^"]*)"', piece["attributes"])
            open_tags.append((tag, len(text), url[1] if url else None))
            continue
        if not open_tags or open_tags[-1][0] != tag:
            raise MarkupRefused(f'can\'t parse entities: unexpected end tag "{tag}" at byte offset {piece.start()}')
        _, start, link = open_tags.pop()
        if start < len(text):
            spans.append(Span(start, len(text), STYLES[tag], link))
    if open_tags:
        raise MarkupRefused(f"can't parse entities: can't find end tag for {open_tags[-1][0]!r}")
    return Parsed(text, tuple(spans))

"""What a handler answers with: HTML as Telegram reads it, and buttons. Limits are kept by construction."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.text import parsed_length

# Telegram's limits (Bot API, sendMessage, InlineKeyboardButton, CopyTextButton)
MAX_LENGTH = 4096  # UTF-16 code units after parsing
MAX_ENTITIES = 100
MAX_CALLBACK_BYTES = 64
MAX_COPY = 256
MAX_BUTTONS = 100
MAX_MARKUP_BYTES = 9_500  # about; measured, not documented
# Ours: a page is read on a phone, two or three screens of it
PAGE_LENGTH = 1000
PAGE_ENTITIES = 60
PAGE_BLOCKS = 8
MOST_REPEATED = 40  # characters of what was asked; who asked knows the rest
PER_ROW = 3  # names of cities and topics fit three to a row on a phone
NUMBERS_PER_ROW = 5
MOST_SAID = 300  # characters of what is told in English, by Telegram, the database, or the check of a base
LABEL_LENGTH = 40  # a longer label is cut by the phone anyway
SEPARATOR = "|"
PAGE_BEFORE, NEXT_PAGE = "‹ 上一页", "下一页 ›"

T = TypeVar("T")
_TAG = re.compile(r"<[^>]*>")


class TooLong(ValueError):
    """Something that Telegram would refuse for its length."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does: an action of the handlers' list, with ids as arguments. Packed into at most 64 bytes."""

    action: str
    arguments: tuple[str, ...] = ()

    def pack(self) -> str:
        """The callback data. Raises TooLong past Telegram's 64 bytes, and ValueError for an argument with a |."""
        if any(SEPARATOR in part for part in (self.action, *self.arguments)):
            raise ValueError(f"a button's argument holds {SEPARATOR!r}: {self}")
        data = SEPARATOR.join((self.action, *self.arguments))
        if len(data.encode()) > MAX_CALLBACK_BYTES:
            raise TooLong(f"a button's data has more than {MAX_CALLBACK_BYTES} bytes: {data}")
        return data

    def to_page(self, number: int) -> Press:
        """The same, turning to that page, which is its last argument."""
        return Press(self.action, (*self.arguments, str(number)))

    def on_page(self, number: int) -> Press:
        """The same as one that turns to a page already, turning to that one."""
        return Press(self.action, self.arguments[:-1]).to_page(number)

    @staticmethod
    def unpack(data: str) -> Press:
        action, *arguments = data.split(SEPARATOR)
        return Press(action, tuple(arguments))


@dataclass(frozen=True, slots=True)
class Button:
    """A button: it presses, it copies a text of at most 256 characters, or it opens an address.

    `start` is the code of a deep link to this bot ("" for the bot itself), whose name only the sender knows; with
    `share`, the link is not opened but handed on, with that text.
    """

    label: str
    press: Press | None = None
    copy: str | None = None
    url: str | None = None
    start: str | None = None
    share: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: HTML, and rows of buttons. `anew`: not in place of the message whose button was pressed.

    `shows` has the id of the one fact that it is the card of, or those of the facts that it lists. An aside is a
    greeting, or an answer to thanks: what was shown before it is still what is talked of. `is_choice`: what may be
    meant stands on buttons, one a row. `unfinished` are a command and its words that an hour completes.
    """

    html: str
    rows: Rows = ()
    anew: bool = False
    shows: tuple[str, ...] = ()
    is_aside: bool = False
    is_choice: bool = False
    unfinished: tuple[str, str] | None = None


def escape(text: str) -> str:
    return html.escape(text, quote=False)


def repeated(words: str) -> str:
    """What somebody typed, as a reply repeats it: escaped, on one line, cut, without marks that hide or turn text."""
    return escape(on_one_line(words))


def on_one_line(words: str) -> str:
    """The same as plain text, not yet escaped."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= MOST_REPEATED else line[:MOST_REPEATED] + "…"


def as_said(words: str) -> str:
    """What Telegram, the database or the check of a base said, in its own words, cut."""
    return f"<code>{escape(words[:MOST_SAID])}</code>"


def bold(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    return f"<i>{escape(text)}</i>"


def quote(lines: Iterable[str]) -> str:
    """A block quotation of lines that are HTML already."""
    return f"<blockquote>{chr(10).join(lines)}</blockquote>"


def shown_length(markup: str) -> int:
    """The length of HTML as Telegram counts it: UTF-16 code units after parsing."""
    return parsed_length(plain(markup))


def plain(markup: str) -> str:
    """The text of HTML, without its styles."""
    return html.unescape(_TAG.sub("", markup))


def entities(markup: str) -> int:
    """How many styled stretches HTML has, each of two tags."""
    return len(_TAG.findall(markup)) // 2


def label(text: str) -> str:
    """A text cut to the length of a button."""
    return text if len(text) <= LABEL_LENGTH else text[: LABEL_LENGTH - 1] + "…"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer that is never cut: HTML, the button that belongs to it, and the heading it stands under."""

    html: str
    opens: Press | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of blocks: its HTML, the buttons of its blocks in order, its number and how many there are."""

    html: str
    opens: tuple[Press, ...]
    number: int
    total: int
    first: int  # the number of its first block that opens something


def page_of(blocks: Sequence[Block], number: int) -> Page:
    """Page `number` (from 1; one that does not exist becomes the nearest that does) of the blocks.

    Blocks with a button are numbered through all pages. A heading is repeated at the top of a page it goes on.
    """
    pages = in_pages(blocks, _sizes, (PAGE_LENGTH, PAGE_ENTITIES, PAGE_BLOCKS))
    number = min(max(number, 1), len(pages))
    lines, opens, heading = [], [], ""
    first = 1 + sum(block.opens is not None for page in pages[: number - 1] for block in page)
    for block in pages[number - 1]:
        if block.heading != heading:
            heading = block.heading
            lines.append(f"\n{heading}" if heading else "")
        if block.opens is not None:
            opens.append(block.opens)
            lines.append(f"{first + len(opens) - 1}. {block.html}")
        else:
            lines.append(block.html)
    return Page("\n".join(lines).strip("\n"), tuple(opens), number, len(pages), first)


def in_pages(every: Sequence[T], sizes: Callable[[T], Sequence[int]], most: Sequence[int]) -> list[list[T]]:
    """All in their order, as many on a page as have together, in each of their sizes, not more than the most.

    At least one page, and one on it if there are any.
    """
    pages: list[list[T]] = [[]]
    used: Sequence[int] = [0] * len(most)
    for each in every:
        own = sizes(each)
        together = [before + size for before, size in zip(used, own, strict=True)]
        is_full = any(size > limit for size, limit in zip(together, most, strict=True))
        if pages[-1] and is_full:
            pages.append([])
        used = own if is_full else together
        pages[-1].append(each)
    return pages


def _sizes(block: Block) -> Sequence[int]:
    whole = block.html + block.heading
    return shown_length(whole), entities(whole), 1


def page_rows(page: Page, turn: Press | None = None) -> list[tuple[Button, ...]]:
    """The buttons of a page: a number for each block that opens something, and the way to the pages beside it.

    Without a `turn` there is none: it is all that is shown.
    """
    numbers = [Button(str(position), press) for position, press in enumerate(page.opens, page.first)]
    around = rows_around(page.number, page.total, turn) if turn else []
    return [*in_rows(numbers, NUMBERS_PER_ROW), *around]


def paged(head: str, blocks: Sequence[Block], number: int, turn: Press, before: str = "") -> Reply:
    """A page of blocks under a head; `turn` is what turns to another, `before` what is said first."""
    page = page_of(blocks, number)
    html = joined(before, head, page.html, page_mark(page.number, page.total))
    return Reply(html, tuple(page_rows(page, turn)), shows=listed_on(page))


def listed_on(page: Page) -> tuple[str, ...]:
    """The ids of the facts that a page lists, for what is asked about them next; none where it is but one."""
    ids = tuple(press.arguments[0] for press in page.opens if press.action == "fact")
    return ids if len(ids) > 1 else ()


def rows_around(number: int, total: int, turn: Press) -> list[tuple[Button, ...]]:
    """The row with the way to the pages beside one, if there are any; `turn` is what turns a page."""
    around = []
    if number > 1:
        around.append(Button(PAGE_BEFORE, turn.to_page(number - 1)))
    if number < total:
        around.append(Button(NEXT_PAGE, turn.to_page(number + 1)))
    return [tuple(around)] if around else []


def in_rows(buttons: Iterable[Button], width: int = PER_ROW) -> list[tuple[Button, ...]]:
    """Buttons in rows of so many; the last has what is left."""
    every = list(buttons)
    return [tuple(every[i : i + width]) for i in range(0, len(every), width)]


def page_mark(number: int, total: int) -> str:
    """Which page it is, as HTML; empty where there is but one."""
    return italic(f"第 {number}/{total} 页") if total > 1 else ""


def joined(*parts: str) -> str:
    """Paragraphs with an empty line between; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)

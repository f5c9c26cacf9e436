"""Lists of what is opened by a button that has its name: as many on one page as Telegram takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from bot.catalogue import Catalogue
from bot.facts import About
from bot.render.reply import (
    PAGE_LENGTH,
    Button,
    Press,
    bold,
    escape,
    in_pages,
    italic,
    page_mark,
    rows_around,
    shown_length,
)

MOST_NAMES = 90  # of the 100 buttons that Telegram takes: the others turn pages, or are the numbers of a card

ASK_IN_ENGLISH = "You can ask in English; answers are in Chinese."
ASK_THE_BASE = "Ask in English; what the bot says around the facts is Chinese."  # which are English themselves

T = TypeVar("T")


class Names(NamedTuple, Generic[T]):
    """A page of them, what it says of the others, and the row of buttons that turns to these, if any do."""

    shown: Sequence[T]
    mark: str
    around: Sequence[tuple[Button, ...]]


def names_page(
    every: Sequence[T], number: int = 1, turn: Press | None = None, line: Callable[[T], str] = lambda _: ""
) -> Names[T]:
    """Page `number` of them, or the nearest that there is; `line` is what the text has of each, as HTML.

    `turn` is what turns a page. Without one the first is all that is shown.
    """
    pages = in_pages(every, lambda each: (shown_length(line(each)), 1), (PAGE_LENGTH, MOST_NAMES))
    number = min(max(number, 1), len(pages)) if turn else 1
    shown = pages[number - 1]
    if turn is None:
        more = len(every) - len(shown)
        return Names(shown, italic(f"另有 {more} 个，说得具体些就能查到。") if more else "", ())
    return Names(shown, page_mark(number, len(pages)), rows_around(number, len(pages), turn))


def names_lines(about: About) -> list[str]:
    """What the base is called, in its own language and in English; once where that is the same: HTML."""
    return [bold(about.name), *([escape(about.english)] if about.english != about.name else [])]


def ask_in_english(catalogue: Catalogue) -> str:
    """In which languages a base is asked and answers, in English: plain text."""
    return ASK_IN_ENGLISH if catalogue.is_chinese else ASK_THE_BASE

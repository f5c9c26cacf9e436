"""What inline mode offers: results that a person sends from any chat, each a card that stands there by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.catalogue import Catalogue
from bot.facts import Fact, Place
from bot.render.fact import card_reply, figure_lines
from bot.render.links import CITY_CODE, FACT_CODE, words_code
from bot.render.listing import city_card, city_line
from bot.render.reply import Button, Reply, escape, on_one_line, plain
from bot.render.words import BACKGROUND, MONTH_ONLY, date_text, shortened, time_text

MAX_RESULTS = 50  # Telegram's limit of one answer (Bot API, answerInlineQuery)
# Bytes of JSON in one answer. Telegram documents no limit, but very large answers fail, and all of it is sent at every
# letter typed. Measured on 420 cards: 2,200 in the mean, 3,600 at most; some twenty are a page, a phone shows six.
PAGE_BYTES = 50_000
FRAME_BYTES = 450  # what a result has around its texts: names of fields, the link, the keyboard
DESCRIPTION_LENGTH = 100  # UTF-16 code units; two lines on a phone
MOST_FIGURES = 2  # of one fact, on the line that describes it
EXAMPLE_CODE = "q-"
OPEN = "在机器人里打开"
NO_WORDS = "inline"  # the code that opens the greeting


@dataclass(frozen=True, slots=True)
class Result:
    """One result: an id of at most 64 bytes, what the list shows of it, and the message that it sends."""

    id: str
    title: str
    description: str
    reply: Reply

    @property
    def size(self) -> int:
        """About how many bytes of JSON it takes."""
        copied = (button.copy for row in self.reply.rows for button in row)
        return FRAME_BYTES + len(json.dumps([self.title, self.description, self.reply.html, *copied]))


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """A page of results and where the next one begins ("": nowhere); the same for everybody, for `seconds`.

    `button` stands above the results and opens the private chat.
    """

    results: tuple[Result, ...]
    next_offset: str
    seconds: int
    button: Button | None = None


# For who types faster than is answered: nothing, which nobody keeps.
NOTHING_NOW = InlineAnswer((), "", 0)
Make = Callable[[], Result]


def page_of_found(makers: Sequence[Make], first: int, seconds: int, words: str = "") -> InlineAnswer:
    """The results from that one on (from 0) which fit into one answer; only these are made.

    Where there are none at all, a button takes the words along into the private chat.
    """
    found: list[Result] = []
    size = 0
    for make in makers[first : first + MAX_RESULTS]:
        result = make()
        size += result.size
        if found and size > PAGE_BYTES:
            break
        found.append(result)
    end = first + len(found)
    more = str(end) if found and end < len(makers) else ""
    ask_there = Button("没有找到，去和我说", start=words_code(words) or NO_WORDS)
    return InlineAnswer(tuple(found), more, seconds, None if makers else ask_there)


def fact_found(fact: Fact, catalogue: Catalogue, note: str = "", reply: Reply | None = None) -> Result:
    """A fact's card; `note` says first why it is offered, `reply` is the card if it begins with more."""
    code = FACT_CODE + fact.id
    card = reply or card_reply(fact, catalogue)
    return Result(code, fact.title, _description(fact, catalogue, note), _taken_along(card, code))


def city_found(place: Place, catalogue: Catalogue) -> Result:
    """The beginning of a city's card; the rest is behind its link."""
    code = CITY_CODE + place.id
    told = plain(city_line(place, catalogue, None)).splitlines()[1:]
    description = shortened(" · ".join(told), DESCRIPTION_LENGTH)
    return Result(code, place.name, description, _taken_along(Reply(city_card(place, catalogue, OPEN)), code))


def example_found(number: int, question: str, answer: Result) -> Result:
    """An example question, which sends its answer."""
    description = shortened(f"{answer.title} · {answer.description}", DESCRIPTION_LENGTH)
    return replace(answer, id=f"{EXAMPLE_CODE}{number}", title=question, description=description)


def answer_found(question: str, reply: Reply) -> Result:
    """An answer that is no fact's card, under the question; its link asks it in the private chat."""
    code = words_code(question) or NO_WORDS
    description = shortened(" · ".join(plain(reply.html).splitlines()), DESCRIPTION_LENGTH)
    return Result(code, on_one_line(question), description, _taken_along(reply, code))


def milestone_note(years: int, days: int) -> str:
    """When a milestone is, seen from today: 今天，3周年; 5天后，2周年."""
    when = "今天" if days == 0 else f"{days}天后"
    return f"{when}，{years}周年" if years > 0 else when


def month_note(month: int) -> str:
    """What is known of when an event of a month was: 1月（只知道月份）."""
    return f"{month}月{MONTH_ONLY}"


def _description(fact: Fact, catalogue: Catalogue, note: str) -> str:
    """As-of and figures, or the beginning of the statement: plain text.

    One figure alone of several would be taken for the fact's: the area before it grew, for the area.
    """
    statement = fact.statement.removeprefix(f"{date_text(fact.when)}，")
    told = plain("；".join(figure_lines(fact, catalogue)[:MOST_FIGURES]) or escape(statement))
    marks = [note, time_text(fact), BACKGROUND if fact.context else "", " ".join(told.split())]
    return shortened(" · ".join(mark for mark in marks if mark), DESCRIPTION_LENGTH)


def _taken_along(reply: Reply, code: str) -> Reply:
    """A reply as it stands in somebody else's chat, where no button of ours can be answered: it copies and it links."""
    copied = [button for row in reply.rows for button in row if button.copy is not None]
    return Reply(reply.html, ((*copied, Button(OPEN, start=code)),))

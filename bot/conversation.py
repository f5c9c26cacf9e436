"""What is asked and who answers: the terms in which the features of `handlers` are written, and their one parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.broadcasts import Content
from bot.render.reply import Reply
from bot.search import LONGEST_QUESTION
from bot.services import Services
from bot.subscription import Where
from bot.time_words import in_years

_COMMAND = re.compile(r"[/／](?P<name>[^\s@]+)(?:@(?P<bot>\w+))?(?:\s+|$)(?P<words>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Origin:
    """The chat or topic that something comes from, the person (None: the chat itself), and the instant.

    Who speaks as the chat itself is its anonymous administrator, or the author of a channel's post.
    """

    where: Where
    user_id: int | None
    now: datetime

    @property
    def asker(self) -> tuple[Where, int | None]:
        """Whose question it is: in a group each person has questions of his own."""
        return self.where, self.user_id


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a feature: the words after the command (cut, stripped), today in the base's zone, and its origin.

    Of a command with the `chats_day` today is the chat's own.

    `content` is what the message would be as a broadcast; `forwarded_from` the channel that it was forwarded from.
    """

    words: str
    today: date
    origin: Origin
    content: Content | None = None
    forwarded_from: int | None = None

    @staticmethod
    def of(words: str, today: date, origin: Origin, content: Content | None = None, channel: int | None = None) -> Ask:
        """A question as it was typed today, in which 去年 is a year by now."""
        return Ask(dated(words, today), today, origin, content, channel)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is typed after the bot's @name in any chat: the words (cut, stripped), which page, the local time.

    Telegram does not say in which chat; `offset` is any text, for it can be forged. `typed`: whether anything is typed;
    of a command that stands alone there are no words. `is_order`: the words are a command's Chinese name, or say one.
    """

    words: str
    offset: str
    now: datetime
    typed: bool
    is_order: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """A line that only the person who pressed a button sees."""

    text: str


Answer = Callable[[Ask, Services], Coroutine[None, None, Reply]]
PressAnswer = Callable[["Pressed", Services], Coroutine[None, None, "Reply | Alert | None"]]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its names, what the menus say of it, what may follow it, and who answers.

    `waits`: it uses the store or asks Telegram, so it cannot be worked out in a thread. `in_channels`: a channel's post
    may be this command. `for_admins`: it is for the bot's administrators, and no menu shows it to others. `said`: plain
    words that ask for just this. `sets_up`: in a group it is for those who run it. `chats_day`: it tells of days, and
    today is the one that it is on the clock of the chat's digest.
    """

    name: str
    chinese: str
    answer: Answer
    summary: str
    english: str
    usage: str = ""
    in_menu: bool = True
    waits: bool = False
    in_channels: bool = False
    for_admins: bool = False
    said: tuple[str, ...] = ()
    sets_up: bool = False
    chats_day: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button: its ids (any text, for it can be forged), the page it turns to, today as in a question.

    `message_id` is of the message that it stands under.
    """

    ids: Sequence[str]
    page: int
    today: date
    origin: Origin
    message_id: int

    def ask(self, words: str) -> Ask:
        """The same as if the words had been typed."""
        return Ask.of(words, self.today, self.origin)


@dataclass(frozen=True, slots=True)
class Action:
    """What a button can do: who answers (None: what it names does not exist), and how many ids it carries.

    A button that turns a page carries the page's number after them; its message is edited, others get a new one unless
    the action always `edits`. `waits`, `in_channels`, `sets_up` and `chats_day` are as of a command.
    """

    answer: PressAnswer
    ids: int
    edits: bool = False
    waits: bool = False
    in_channels: bool = False
    sets_up: bool = False
    chats_day: bool = False


@dataclass(frozen=True, slots=True)
class ChatChange:
    """The bot was added to a chat, removed from it, blocked or unblocked, by somebody."""

    origin: Origin
    was_in: bool
    is_in: bool


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A message taken apart: a command by either name with its words, or plain words (no command)."""

    command: str | None
    words: str
    to: str | None = None  # the bot that a group's command names, as in /city@name

    def is_for_another(self, bot_name: str) -> bool:
        """Whether it names a bot that is not the one of that name."""
        return self.to is not None and self.to.casefold() != bot_name.casefold()


def dated(words: str, today: date) -> str:
    """Words in which 去年 is a year by now; cut again, for that is longer."""
    return in_years(words, today)[:LONGEST_QUESTION]


def take_apart(text: str) -> TakenApart:
    """One parser for commands, their Chinese forms and plain words. The words are cut before any work."""
    text = text.strip()
    if (found := _COMMAND.match(text)) is not None:
        name = found["name"].casefold()[:LONGEST_QUESTION]
        return TakenApart(name, found["words"].strip()[:LONGEST_QUESTION], found["bot"])
    return TakenApart(None, text[:LONGEST_QUESTION])

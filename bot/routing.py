"""From what somebody said or pressed to the feature that answers it, and its reply; or silence, where that is right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeVar

from telegram import Chat, Message, MessageOriginChannel

from bot.broadcasts import Content
from bot.budget import GROUP, INLINE_COST, MEMBER, PERSON, Allowed, Budget
from bot.conversation import Alert, Ask, Command, Inquiry, Origin, Pressed, dated, take_apart
from bot.corrections import Corrections
from bot.desk import content_of, kind_of, topic_of
from bot.meaning import is_courtesy
from bot.render.detail import shown_fact
from bot.render.help import (
    GROUP_TOO_FAST,
    NOT_IN_CHANNELS,
    TOO_FAST,
    only_words_reply,
    start_reply,
    unknown_command_reply,
)
from bot.render.inline import InlineAnswer
from bot.render.reply import Press, Reply
from bot.search import LONGEST_QUESTION
from bot.services import Services
from bot.spoken import bare, command_named, command_said, ordered, spoken_to_bot, words_alone
from bot.subscription import ChatKind, Where
from handlers import ACTIONS, COMMANDS, EXPECTED, INLINE, WORDS

T = TypeVar("T")

NOBODY = 0  # the user id of who has no rights
TOLD = {Allowed.TOLD: TOO_FAST, Allowed.TOLD_ALL: GROUP_TOO_FAST}
MOST_PAGES = 10_000  # a page number past this is forged


class Router:
    """Finds who answers, within everybody's budget. `services` may be exchanged at any time."""

    def __init__(self, services: Services, clock: Callable[[], datetime]) -> None:
        self.services = services
        self._clock = clock
        self.corrections = Corrections()
        self._people, self._members = Budget(PERSON), Budget(MEMBER)
        self._groups, self._set_ups = Budget(GROUP), Budget(GROUP)

    async def answer(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a message; None when it is not for the bot, or when silence is the answer."""
        private = message.chat.type == Chat.PRIVATE
        text = message.text or message.caption
        if text is None and (not private or not _holds_something(message)):
            return None
        by_a_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
        if message.via_bot is not None or by_a_bot:
            return None
        origin = self.origin(message)
        words, spoken_to = spoken_to_bot(message, text or "", bot_name, bot_id)
        said = take_apart(words)
        is_command = said.command is not None and message.forward_origin is None
        found = command_named(said.command) if said.command is not None and is_command else None
        was_forwarded = said.command is not None and not is_command
        was_for_others = was_forwarded or said.is_for_another(bot_name)
        if not private and (was_for_others or not (found is not None or spoken_to or said.to is not None)):
            return None
        is_answer = spoken_to and words == (text or "")  # to a message of the bot's, and not by its name
        if not private and found is None and self._is_talk(words[:LONGEST_QUESTION], is_answer=is_answer):
            return None
        order = ordered(words) if message.forward_origin is None else None
        allowed = self.allows(origin, sets_up=order is not None and order[0].sets_up)
        if allowed is not Allowed.YES:
            return Reply(TOLD[allowed]) if allowed in TOLD else None
        if private and not is_command and (expected := await self._expected(message, words, origin)) is not None:
            return expected
        if text is None:
            return only_words_reply()
        if was_for_others:
            return None
        if private and (order is None or not order[0].waits):
            self.corrections.asked(message.chat.id, message.message_id)
        return await self._replied(message, words, origin)

    async def corrected(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a question that was edited; None for what is none, an order above all: one is given once."""
        words, _ = spoken_to_bot(message, message.text or message.caption or "", bot_name, bot_id)
        said = take_apart(words)
        order = ordered(words)
        if not words or said.is_for_another(bot_name) or (order is not None and order[0].waits):
            return None
        origin = self.origin(message)
        allowed = self.allows(origin, quietly=True)
        return await self._replied(message, words, origin) if allowed is Allowed.YES else None

    async def _replied(self, message: Message, words: str, origin: Origin) -> Reply:
        """The reply to words that are for the bot: a command, or plain words; of somebody else's a question at most."""
        order = ordered(words) if message.forward_origin is None else None
        if order is not None:
            command, rest = order
            reply = await self.ask(command, rest, origin, content_of(message) if command.for_admins else None)
            self._note_shown(reply, origin)
            return reply
        said = take_apart(words)
        if said.command is None or not said.command.isascii():  # plain words, or /芜湖 for want of a command
            ask = Ask.of(take_apart(bare(words)).words, self._today(origin), origin)
            reply = await self.worked_out(WORDS(ask, self.services), waits=False)
            # thanks, and what was answered by a greeting, leave what was shown before where it is
            if shown_fact(reply) or not (is_courtesy(ask.words) or reply == start_reply(self.services.catalogue)):
                self._note_shown(reply, origin)
            return reply
        near = get_close_matches(said.command, [c.name for c in COMMANDS if not c.for_admins], n=2)
        return unknown_command_reply(said.command, near)

    def _note_shown(self, reply: Reply, origin: Origin) -> None:
        """Notes which fact somebody sees now, for what is asked about it next."""
        self.services.last_asked.note_shown(origin.asker, shown_fact(reply), origin.now)

    def _is_talk(self, words: str, *, is_answer: bool) -> bool:
        """Whether words in a group ask nothing of the bot: thanks; a thumb or a question mark below its answer."""
        if is_courtesy(words):
            return True
        return is_answer and command_said(words) is None and self.services.search.is_only_asking(words)

    def origin(self, message: Message) -> Origin:
        """Where a message is from. Who writes as another chat (a channel, in its group) is nobody."""
        where = Where(message.chat.id, topic_of(message), kind_of(message.chat))
        user_id = message.from_user.id if message.from_user is not None else None
        if message.sender_chat is not None:
            user_id = None if message.sender_chat.id == message.chat.id else NOBODY
        return Origin(where, user_id, self._clock())

    def allows(self, origin: Origin, *, inline: bool = False, sets_up: bool = False, quietly: bool = False) -> Allowed:
        """Whether whoever it comes from may ask now, `quietly` where nothing can be told. The bot's administrators may.

        What `sets_up` a group does not wait for its members' questions, and has as much for itself.
        """
        if origin.user_id in self.services.admins:
            return Allowed.YES
        now = origin.now.timestamp()
        chat_id = origin.where.chat_id
        asker = origin.user_id or chat_id
        allowed = self._people.spend(asker, now, INLINE_COST if inline else 1.0, quietly=inline or quietly)
        if allowed is Allowed.YES and origin.where.kind is ChatKind.GROUP:
            allowed = self._members.spend((chat_id, asker), now)
            if allowed is Allowed.YES:
                allowed = (self._set_ups if sets_up else self._groups).spend(chat_id, now)
                allowed = Allowed.TOLD_ALL if allowed is Allowed.TOLD else allowed
        if allowed is not Allowed.YES:
            self.services.metrics.over_budget()
        return allowed

    async def _expected(self, message: Message, words: str, origin: Origin) -> Reply | None:
        """The reply of a feature that waits for what is said next, or takes what was forwarded; None for all else."""
        forwarded = message.forward_origin
        channel = forwarded.chat.id if isinstance(forwarded, MessageOriginChannel) else None
        ask = Ask.of(take_apart(words).words, self._today(origin), origin, content_of(message), channel)
        for feature in EXPECTED:
            if (reply := await feature(ask, self.services)) is not None:
                return reply
        return None

    async def ask(self, command: Command, words: str, origin: Origin, content: Content | None = None) -> Reply:
        """What a command answers to these words. They are cut here, too: not all of them were parsed apart."""
        ask = Ask.of(words.strip()[:LONGEST_QUESTION], self._today(origin), origin, content)
        return await self.worked_out(command.answer(ask, self.services), waits=command.waits)

    def allows_press(self, data: str, origin: Origin) -> Allowed:
        action = ACTIONS.get(Press.unpack(data).action)
        return self.allows(origin, sets_up=action is not None and action.sets_up)

    async def pressed(self, data: str, origin: Origin, message_id: int) -> tuple[Reply | Alert | None, bool]:
        """The reply to a button's data, None for data that is of no use; and whether its message is edited."""
        press = Press.unpack(data)
        if (action := ACTIONS.get(press.action)) is None:
            return None, False
        if origin.where.kind is ChatKind.CHANNEL and not action.in_channels:
            return Alert(NOT_IN_CHANNELS), False
        ids, numbers = press.arguments[: action.ids], press.arguments[action.ids :]
        page = _page(numbers)
        if len(ids) != action.ids or page is None:
            return None, False
        pressed = Pressed(ids, page, self._today(origin), origin, message_id)
        reply = await self.worked_out(action.answer(pressed, self.services), waits=action.waits)
        if isinstance(reply, Reply):
            self._note_shown(reply, origin)
        edits = isinstance(reply, Reply) and not reply.anew and (action.edits or bool(numbers))
        return reply, edits

    async def offered(self, typed: str, offset: str, now: datetime) -> InlineAnswer:
        """What inline mode offers for what is typed behind the bot's @name."""
        local, words = self.services.local(now), words_alone(typed)
        is_order = command_said(words) is not None
        asked = Inquiry(dated(words, local.date()), offset, local, bool(typed.strip()), is_order)
        return await self.worked_out(INLINE(asked, self.services), waits=False)

    async def worked_out(self, answer: Coroutine[Any, Any, T], *, waits: bool) -> T:
        """What a feature answers; of a large base in a worker thread, so that nobody else waits."""
        return await answer if waits or not self.services.is_large else await asyncio.to_thread(_finished, answer)

    def _today(self, origin: Origin) -> date:
        return self.services.local(origin.now).date()


def _holds_something(message: Message) -> bool:
    """Whether somebody sent something that is no words; not that somebody came, a title changed, a payment was made."""
    return message.successful_payment is None and message.effective_attachment is not None


def _finished(answer: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that waits for nothing. Raises RuntimeError for one that does."""
    try:
        answer.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    answer.close()
    raise RuntimeError("a feature waits for something: in a worker thread it cannot")


def _page(numbers: Sequence[str]) -> int | None:
    """The page that a button turns to, 1 for one that opens; None for a forged one."""
    if not numbers:
        return 1
    (number, *more) = numbers
    right = not more and number.isascii() and number.isdecimal() and len(number) < len(str(MOST_PAGES))
    return int(number) if right else None

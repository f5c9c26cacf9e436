"""From what somebody said or pressed to the feature that answers it, and its reply; or silence, where that is right."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from typing import Any, TypeVar

from telegram import Chat, Message, MessageOriginChannel

from bot.broadcasts import Content
from bot.budget import GROUP, INLINE_COST, MEMBER, PERSON, Allowed, Budget
from bot.conversation import Action, Alert, Ask, Command, Inquiry, Origin, Pressed, dated
from bot.corrections import Corrections
from bot.desk import content_of, where_of
from bot.render.answer import no_item_reply, no_page_reply
from bot.render.help import GROUP_TOO_FAST, NOT_IN_CHANNELS, TOO_FAST, only_words_reply, unknown_command_reply
from bot.render.inline import InlineAnswer
from bot.render.reply import Press, Reply
from bot.render.subscribing import sets_up_here
from bot.search import LONGEST_QUESTION
from bot.services import Services
from bot.spoken import Heard, command_of_the_digest, command_said, words_alone
from bot.subscribing import day_in
from bot.subscription import ChatKind
from bot.talk.asking import asks_on
from bot.talk.choosing import chosen, item_apart, most_offered, names_an_item, offered, page_named, page_shown
from bot.talk.courtesy import is_courtesy
from bot.talk.narrowed import follows_named
from bot.talk.put_right import asks_of_one_amount
from bot.text import is_blank, whole_number
from handlers import ACTIONS, COMMANDS, CORRECTED, EXPECTED, INLINE, WORDS

T = TypeVar("T")

NOBODY = 0  # the user id of who has no rights
TOLD = {Allowed.TOLD: TOO_FAST, Allowed.TOLD_ALL: GROUP_TOO_FAST}
PAGE_DIGITS = 4  # a page number of more is forged


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
        if _is_of_a_bot(message) or (text is None and not (private and _holds_something(message))):
            return None
        origin = self.origin(message)
        heard = self._as_said_of_the_digest(Heard.of(message, bot_name, bot_id), origin)
        if not private and not self._is_for_bot(heard, origin):
            return None
        allowed = self.allows(origin, sets_up=heard.sets_up)
        if allowed is not Allowed.YES:
            return Reply(TOLD[allowed]) if allowed in TOLD else None
        if private and not heard.is_command and (expected := await self._expected(message, heard, origin)) is not None:
            return expected
        if text is None:
            return only_words_reply()
        if heard.is_for_others:
            return None
        if private and not heard.waits:
            self.corrections.asked(message.chat.id, message.message_id)
        return await self._replied(message, heard, origin)

    async def corrected(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a question that was edited; None for what is none, an order above all: one is given once."""
        heard = Heard.of(message, bot_name, bot_id)
        if not heard.words or heard.is_for_others or heard.waits:
            return None
        origin = self.origin(message)
        allowed = self.allows(origin, quietly=True)
        return await self._replied(message, heard, origin) if allowed is Allowed.YES else None

    async def redrafted(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a message that was edited and of which something was to be made; None for all others."""
        heard, origin = Heard.of(message, bot_name, bot_id), self.origin(message)
        words = heard.said.words if heard.order is None else heard.order[1]
        return await CORRECTED(Ask.of(words.strip(), self._today(origin), origin, content_of(message)), self.services)

    async def _replied(self, message: Message, heard: Heard, origin: Origin) -> Reply:
        """The reply to what is for the bot: a command, or plain words; of somebody else's a question at most."""
        if heard.of_fact is not None:
            self._take_up(heard.of_fact, origin)
        if heard.order is not None:
            command, rest = heard.order
            reply = await self.ask(command, rest, origin, content_of(message) if command.for_admins else None)
            self._note_shown(reply, origin)
            return reply
        name = heard.said.command
        if name is None and (opened := await self._opened(heard.question, origin, message.message_id)) is not None:
            return opened
        if name is None or not name.isascii():  # plain words, or /芜湖 for want of a command
            ask = Ask.of(heard.question, self._today(origin), origin)
            reply = await self.services.worked_out(WORDS(ask, self.services))
            if not reply.is_aside:
                self._note_shown(reply, origin)
            return reply
        said = command_said(name)  # /stop
        near = [said[0].name] if said else get_close_matches(name, [c.name for c in COMMANDS if not c.for_admins], n=2)
        return unknown_command_reply(name, near)

    def _take_up(self, fact_id: str, origin: Origin) -> None:
        """Lets somebody who answers a card go on from its fact, whoever asked for it, and whatever he asked since."""
        last_asked, fact = self.services.last_asked, self.services.catalogue.fact(fact_id)
        if fact is not None and last_asked.shown(origin.asker, origin.now) != (fact_id,):
            last_asked.note(origin.asker, fact.title, origin.now)
            last_asked.note_shown(origin.asker, (fact_id,), {}, origin.now)

    def _note_shown(self, reply: Reply, origin: Origin) -> None:
        """Notes what somebody sees now, for what is asked about it next.

        What is told of the item of a list that was opened leaves the list to choose from.
        """
        last_asked, opens = self.services.last_asked, offered(reply)
        if not opens and len(reply.shows) == 1 and reply.shows == last_asked.shown(origin.asker, origin.now):
            opens = dict(last_asked.offered(origin.asker, origin.now))
        last_asked.note_shown(origin.asker, reply.shows, opens, origin.now, sets_up=sets_up_here(reply))

    def _as_said_of_the_digest(self, heard: Heard, origin: Origin) -> Heard:
        """What was heard; right after the digest was set, what orders something of it and is no order by itself."""
        open_still = self.services.last_asked.sets_up(origin.asker, origin.now)
        if open_still is None or heard.is_command or heard.is_forwarded:
            return heard
        named = partial(follows_named, services=self.services)
        return replace(heard, order=command_of_the_digest(heard.words, heard.order, named, open_still))

    async def _opened(self, words: str, origin: Origin, message_id: int) -> Reply | None:
        """What a button of the last reply opens that the words name and nothing else, or a detail of what it opens.

        That there is no such item or page, where they name one of a list by its place (第九条, 第99页).
        """
        last_asked = self.services.last_asked
        buttons, shows = last_asked.offered(origin.asker, origin.now), last_asked.shown(origin.asker, origin.now)
        if asks_of_one_amount(words, last_asked.of(origin.asker, origin.now), self.services):
            return None
        item, asks = item_apart(words)
        data = chosen(item, buttons)
        reply = (await self.pressed(data, origin, message_id))[0] if data else None
        if not isinstance(reply, Reply):
            return no_item_reply(words, most_offered(buttons)) if names_an_item(item) else None
        if (page := page_named(words)) is not None and page != (last := page_shown(offered(reply))):  # the nearest one
            last_asked.note_shown(origin.asker, shows, buttons, origin.now)
            return no_page_reply(words, last)
        if asks:
            ask = Ask.of(asks, self._today(origin), origin)
            reply = await self.services.worked_out(WORDS(ask, self.services))
        if not offered(reply):  # another one of the same list may be named after it
            last_asked.note_shown(origin.asker, reply.shows, buttons, origin.now)
        return reply

    def _is_for_bot(self, heard: Heard, origin: Origin) -> bool:
        """Whether what is said in a group is for the bot: a command, or what asks something of it."""
        if heard.is_for_others:
            return False
        is_said_to_it = heard.is_called or heard.is_reply or heard.said.to is not None
        return heard.named is not None or (is_said_to_it and not self._is_talk(heard, origin))

    def _is_talk(self, heard: Heard, origin: Origin) -> bool:
        """Whether words in a group ask nothing of the bot: thanks; a thumb or a question mark below its answer.

        What only asks (什么时候, 是谁) is asked of the card that it answers, or of what the same person asked last.
        """
        words = heard.words[:LONGEST_QUESTION]
        if is_courtesy(words):
            return True
        if not heard.is_reply or command_said(words) is not None or not self.services.search.is_only_asking(words):
            return False
        is_of_something = heard.of_fact or self.services.last_asked.of(origin.asker, origin.now)
        return not (is_of_something and asks_on(words))

    def origin(self, message: Message) -> Origin:
        """Where a message is from. Who writes as another chat (a channel, in its group) is nobody."""
        user_id = message.from_user.id if message.from_user is not None else None
        if message.sender_chat is not None:
            user_id = None if message.sender_chat.id == message.chat.id else NOBODY
        return Origin(where_of(message), user_id, self._clock())

    def allows(self, origin: Origin, *, inline: bool = False, sets_up: bool = False, quietly: bool = False) -> Allowed:
        """Whether whoever it comes from may ask now, `quietly` where nothing can be told. The bot's administrators may.

        What `sets_up` a group does not wait for its members' questions, and has as much for itself. All but what is
        asked `inline` shows that its chat is there.
        """
        if not inline:
            self.services.store.presence.heard(origin.where.chat_id)
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

    async def _expected(self, message: Message, heard: Heard, origin: Origin) -> Reply | None:
        """The reply of a feature that waits for what is said next, or takes what was forwarded; None for all else."""
        forwarded = message.forward_origin
        channel = forwarded.chat.id if isinstance(forwarded, MessageOriginChannel) else None
        ask = Ask.of(heard.said.words, self._today(origin), origin, content_of(message), channel)
        for feature in EXPECTED:
            if (reply := await feature(ask, self.services)) is not None:
                return reply
        return None

    async def ask(self, command: Command, words: str, origin: Origin, content: Content | None = None) -> Reply:
        """What a command answers to these words. They are cut here, too: not all of them were parsed apart.

        Where nothing of them is to be seen, there are none.
        """
        today = await self._today_of(command, origin)
        words = words.strip()[:LONGEST_QUESTION]
        ask = Ask.of("" if is_blank(words) else words, today, origin, content)
        return await self._answered(command, command.answer(ask, self.services))

    def allows_press(self, data: str, origin: Origin) -> Allowed:
        """Whether whoever presses a button with that data may do so now; pays for it as for a question."""
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
        pressed = Pressed(ids, page, await self._today_of(action, origin), origin, message_id)
        reply = await self._answered(action, action.answer(pressed, self.services))
        if isinstance(reply, Reply):
            self._note_shown(reply, origin)
        edits = isinstance(reply, Reply) and not reply.anew and (action.edits or bool(numbers))
        return reply, edits

    async def offered(self, typed: str, offset: str, now: datetime) -> InlineAnswer:
        """What inline mode offers for what is typed behind the bot's @name."""
        local, words = self.services.local(now), words_alone(typed)
        is_order = command_said(words) is not None
        asked = Inquiry(dated(words, local.date()), offset, local, bool(typed.strip()), is_order)
        return await self.services.worked_out(INLINE(asked, self.services))

    async def _answered(self, asked: Command | Action, answer: Coroutine[Any, Any, T]) -> T:
        """What a command or a button answers; one that waits for something by itself is not worked out in a thread."""
        return await (answer if asked.waits else self.services.worked_out(answer))

    async def _today_of(self, asked: Command | Action, origin: Origin) -> date:
        return await day_in(origin, self.services) if asked.chats_day else self._today(origin)

    def _today(self, origin: Origin) -> date:
        return self.services.local(origin.now).date()


def _is_of_a_bot(message: Message) -> bool:
    """Whether a bot wrote it, or made it for a person by inline mode; not a group's anonymous administrator."""
    by_a_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
    return by_a_bot or message.via_bot is not None


def _holds_something(message: Message) -> bool:
    """Whether somebody sent something that is no words; not that somebody came, a title changed, a payment was made."""
    return message.successful_payment is None and message.effective_attachment is not None


def _page(numbers: Sequence[str]) -> int | None:
    """The page that a button turns to, 1 for one that opens; None for a forged one."""
    if not numbers:
        return 1
    return whole_number(numbers[0], PAGE_DIGITS) if len(numbers) == 1 else None

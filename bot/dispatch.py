"""From python-telegram-bot's updates to the features and back: what is for the bot, who answers, how it is sent."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeVar

from telegram import Chat, ChatMember, ChatMemberRestricted, Message, MessageOriginChannel, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.broadcasts import Content
from bot.conversation import Alert, Ask, Command, Inquiry, Membership, Origin, Pressed, take_apart
from bot.desk import content_of, kind_of, topic_of
from bot.inline import answer_inline
from bot.render.help import (
    NOT_IN_CHANNELS,
    OLD_BUTTON,
    TROUBLE,
    only_words_reply,
    trouble_reply,
    unknown_command_reply,
)
from bot.render.reply import Press, Reply
from bot.sending import edit, patiently, send, send_reply
from bot.services import Services
from bot.spoken import command_named, command_said, spoken_to_bot, words_alone
from bot.subscription import NO_TOPIC, ChatKind, Where
from handlers import ACTIONS, COMMANDS, EXPECTED, INLINE, MEMBERSHIP, WORDS

log = logging.getLogger(__name__)

T = TypeVar("T")
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
# the kinds of update that are handled, and so asked for
UPDATES = (Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER)
NOBODY = 0  # the user id of who has no rights
MOST_PAGES = 10_000  # a page number past this is forged


class Dispatcher:
    """Hands every update to the feature that it is for. `replied` is called whenever a message leaves."""

    def __init__(
        self, services: Services, clock: Callable[[], datetime], replied: Callable[[], None] = lambda: None
    ) -> None:
        self.services = services
        self._clock = clock
        self._replied = replied

    def register(self, application: AnyApplication) -> None:
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.on_message))
        application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST, self.on_post))
        application.add_handler(CallbackQueryHandler(self.on_press))
        application.add_handler(InlineQueryHandler(self.on_inline))
        application.add_handler(ChatMemberHandler(self.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_error_handler(self.on_error)

    def _today(self, origin: Origin) -> date:
        return self.services.local(origin.now).date()

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.message) is None or message.is_automatic_forward:  # a channel's post, in its group
            return
        if (new_id := message.migrate_to_chat_id) is not None:
            await self.services.store.chats.migrate(message.chat.id, new_id, self._clock())
            return
        if (reply := await self._answer(message, context.bot.username, context.bot.id)) is not None:
            self._replied()
            await send(context.bot, message, reply)

    async def on_post(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A channel's post that is a command for the bot, of those that channels have."""
        if (message := update.channel_post) is None or message.text is None or message.forward_origin is not None:
            return
        words, called = spoken_to_bot(message, message.text, context.bot.username, context.bot.id)
        said = take_apart(words if words.startswith(("/", "／")) or not called else f"/{words}")
        found = command_named(said.command) if said.command is not None else None
        for_another = said.to is not None and said.to.casefold() != context.bot.username.casefold()
        if found is None or not found[0].in_channels or for_another:
            return
        command, more = found
        reply = await self._ask(command, f"{more} {said.words}", self._origin(message))
        self._replied()
        await send(context.bot, message, reply)

    async def on_membership(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added, removed, blocked or unblocked. It answers the group; of a channel, whoever did it."""
        if (change := update.my_chat_member) is None:
            return
        origin = Origin(Where(change.chat.id, kind=kind_of(change.chat)), change.from_user.id, self._clock())
        was_in, is_in = (_is_in(member) for member in (change.old_chat_member, change.new_chat_member))
        reply = await MEMBERSHIP(Membership(origin, was_in, is_in), self.services)
        if reply is None:
            return
        where = Where(change.from_user.id) if origin.where.kind is ChatKind.CHANNEL else origin.where
        self._replied()
        try:
            await patiently(lambda: send_reply(context.bot, where, reply))
        except (Forbidden, BadRequest) as error:  # who never began a chat with the bot cannot be written to
            log.info("%s was not introduced to: %s", where, error)

    async def _answer(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a message; None when it is not for the bot."""
        private = message.chat.type == Chat.PRIVATE
        by_a_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
        if message.via_bot is not None or by_a_bot:
            return None
        origin = self._origin(message)
        text = message.text or message.caption
        words, spoken_to = spoken_to_bot(message, text or "", bot_name, bot_id)
        said = take_apart(words)
        is_command = said.command is not None and message.forward_origin is None
        if private and not is_command and (expected := await self._expected(message, words, origin)) is not None:
            return expected
        if text is None:
            return only_words_reply() if private and message.effective_attachment is not None else None
        if said.to is not None and said.to.casefold() != bot_name.casefold():
            return None
        if said.command is not None and not is_command:  # forwarded: it was somebody else's command
            return None
        if said.command is not None and (found := command_named(said.command)) is not None:
            command, more = found
            content = content_of(message) if command.for_admins else None
            return await self._ask(command, f"{more} {said.words}", origin, content)
        if not (private or spoken_to or said.to is not None):
            return None
        if said.command is None or not said.command.isascii():  # plain words, or /芜湖 for want of a command
            return await self._plain(words.lstrip("/／"), origin, content_of(message))
        near = get_close_matches(said.command, [c.name for c in COMMANDS if not c.for_admins], n=2)
        return unknown_command_reply(said.command, near)

    async def _expected(self, message: Message, words: str, origin: Origin) -> Reply | None:
        """The reply of a feature that waits for what is said next, or takes what was forwarded; None for all else."""
        forwarded = message.forward_origin
        channel = forwarded.chat.id if isinstance(forwarded, MessageOriginChannel) else None
        ask = Ask(take_apart(words).words, self._today(origin), origin, content_of(message), channel)
        for feature in EXPECTED:
            if (reply := await feature(ask, self.services)) is not None:
                return reply
        return None

    async def _plain(self, text: str, origin: Origin, content: Content | None) -> Reply:
        """Plain words, which may begin with a command's Chinese name (城市 芜湖), or say a command (别发了)."""
        if (meant := command_said(text)) is not None:
            command, rest = meant
            return await self._ask(command, rest, origin, content if command.for_admins else None)
        ask = Ask(take_apart(text).words, self._today(origin), origin)
        return await self._worked_out(WORDS(ask, self.services), waits=False)

    async def _ask(self, command: Command, words: str, origin: Origin, content: Content | None = None) -> Reply:
        ask = Ask(words.strip(), self._today(origin), origin, content)
        return await self._worked_out(command.answer(ask, self.services), waits=command.waits)

    async def _worked_out(self, answer: Coroutine[Any, Any, T], *, waits: bool) -> T:
        """What a feature answers; of a large base in a worker thread, so that nobody else waits."""
        return await answer if waits or not self.services.is_large else await asyncio.to_thread(_finished, answer)

    def _origin(self, message: Message) -> Origin:
        """Where a message is from. Who writes as another chat (a channel, in its group) is nobody."""
        where = Where(message.chat.id, topic_of(message), kind_of(message.chat))
        user_id = message.from_user.id if message.from_user is not None else None
        if message.sender_chat is not None:
            user_id = None if message.sender_chat.id == message.chat.id else NOBODY
        return Origin(where, user_id, self._clock())

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press of a button, of whatever age and origin; it is always answered."""
        if (query := update.callback_query) is None:
            return
        message = query.message
        in_unknown_topic = not isinstance(message, Message) and message is not None and message.chat.is_forum
        if message is None or in_unknown_topic:  # sent by inline mode, where no button of ours asks; or too old
            await _answer_press(update, OLD_BUTTON)
            return
        topic_id = topic_of(message) if isinstance(message, Message) else NO_TOPIC
        origin = Origin(Where(message.chat.id, topic_id, kind_of(message.chat)), query.from_user.id, self._clock())
        reply, edits = await self._pressed(query.data or "", origin, message.message_id)
        if reply is None or isinstance(reply, Alert):
            await _answer_press(update, OLD_BUTTON if reply is None else reply.text)
            return
        self._replied()
        try:
            if not (edits and await edit(context.bot, message, reply)):
                await send(context.bot, message, reply)
        except (Forbidden, NetworkError, RetryAfter) as error:
            if not isinstance(error, BadRequest):  # that is ours, and is told of by on_error
                await _answer_press(update, None)
            raise
        await _answer_press(update, None)

    async def _pressed(self, data: str, origin: Origin, message_id: int) -> tuple[Reply | Alert | None, bool]:
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
        reply = await self._worked_out(action.answer(pressed, self.services), waits=action.waits)
        edits = isinstance(reply, Reply) and not reply.anew and (action.edits or bool(numbers))
        return reply, edits

    async def on_inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Words behind the bot's @name in a chat that it need not be in: what can be sent from there."""
        if (query := update.inline_query) is None:
            return
        asked = Inquiry(words_alone(query.query), query.offset, self.services.local(self._clock()))
        await answer_inline(context.bot, query.id, await self._worked_out(INLINE(asked, self.services), waits=False))

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """One line to the person and one entry in the log, with one reference; what the network does needs no trace."""
        error = context.error
        reference = secrets.token_hex(3)
        if isinstance(error, Forbidden):
            log.info("%s: not delivered: %s", reference, error)
            return
        if isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest):
            log.warning("%s: not delivered: %s", reference, error)
            return
        log.error("%s: an update failed", reference, exc_info=error)
        if not isinstance(update, Update):
            return
        try:
            if update.callback_query is not None:
                await _answer_press(update, TROUBLE.format(reference=reference))
            elif update.message is not None:
                await send(context.bot, update.message, trouble_reply(reference))
        except TelegramError as second:
            log.warning("%s: could not be told either: %s", reference, second)


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


def _is_in(member: ChatMember) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMember.LEFT, ChatMember.BANNED)


async def _answer_press(update: Update, text: str | None) -> None:
    """Stops the button's waiting sign; one that is too old to be answered needs no answer."""
    if (query := update.callback_query) is None:
        return
    try:
        await query.answer(text, show_alert=bool(text))
    except BadRequest as error:
        log.info("a press was not answered: %s", error)

"""From python-telegram-bot's updates to the features and back: what is for the bot, who answers, how it is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from telegram import Bot, Chat, ChatMember, ChatMemberRestricted, MaybeInaccessibleMessage, Message, Update
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

from bot.budget import Allowed
from bot.conversation import Alert, ChatChange, Origin, take_apart
from bot.delivery.alerts import Alerts
from bot.delivery.outcomes import Outcome, outcome_of
from bot.desk import kind_of, where_of
from bot.inline import answer_inline
from bot.logs import first_line
from bot.logs import reference as reference_of_this
from bot.menus import set_admin_menu
from bot.render.alerts import failed_alert
from bot.render.help import LATER, OLD_BUTTON, TROUBLE, trouble_reply
from bot.render.inline import NOTHING_NOW
from bot.render.reply import Reply
from bot.routing import TOLD, Router
from bot.sending import edit, patiently, send, send_reply
from bot.services import Services
from bot.spoken import Heard, command_named
from bot.store import AWAY
from bot.store.pace import LONGEST
from bot.subscription import ChatKind, Where
from handlers import COMMANDS, MEMBERSHIP

log = logging.getLogger(__name__)

T = TypeVar("T")

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
# the kinds of update that are handled, and so asked for
UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)
START = "start"  # what Telegram says for whoever begins a chat
PASSING = (Outcome.WAIT, Outcome.NOT_SENT)  # what Telegram did not take now, and takes later
OWED_AFTER = 2.0  # seconds until a reply that Telegram could not take is tried again
STORING = 10.0  # seconds that the database has to take what nobody would say again


class NotStored(Exception):
    """The database is away, and Telegram tells this once: it is to be handled again. The text is the database's."""


class Dispatcher:
    """Takes every kind of update, and sends what is answered. `slot_used` is called whenever a message leaves."""

    def __init__(
        self, services: Services, clock: Callable[[], datetime], slot_used: Callable[[], None], alerts: Alerts
    ) -> None:
        self.router = Router(services, clock)
        self._clock, self._slot_used, self._alerts = clock, slot_used, alerts

    @property
    def services(self) -> Services:
        return self.router.services

    def register(self, application: AnyApplication) -> None:
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.on_message))
        application.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, self.on_correction))
        application.add_handler(MessageHandler(filters.UpdateType.CHANNEL_POST, self.on_post))
        application.add_handler(CallbackQueryHandler(self.on_press))
        application.add_handler(InlineQueryHandler(self.on_inline))
        application.add_handler(ChatMemberHandler(self.on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
        application.add_error_handler(self.on_error)

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.message) is None or message.is_automatic_forward:  # a channel's post, in its group
            return
        moved = message.migrate_from_chat_id or message.chat.id, message.migrate_to_chat_id or message.chat.id
        if moved[0] != moved[1]:
            await _stored(lambda: self.services.store.chats.migrate(*moved, self._clock()))
            return
        if (reply := await self.router.answer(message, context.bot.username, context.bot.id)) is not None:
            sent = await self._send(context.bot, update, message, reply)
            if sent is not None:
                self.router.corrections.answered(message.chat.id, message.message_id, sent.message_id)
        if self._starts_as_administrator(message):
            await set_admin_menu(context.bot, COMMANDS, message.chat.id)

    def _starts_as_administrator(self, message: Message) -> bool:
        """Whether an administrator of the bot says /start in private: before, there was no chat to have a menu."""
        said = take_apart(message.text or "").command
        found = command_named(said) if said is not None and message.chat.id in self.services.admins else None
        return found is not None and found[0].name == START

    async def on_correction(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The last question of a private chat was edited: its answer becomes the answer to what stands there now.

        So does a broadcast that is made from a message, as long as it is not confirmed.
        """
        if (message := update.edited_message) is None or message.chat.type != Chat.PRIVATE:
            return
        answer_id = self.router.corrections.answer_to(message.chat.id, message.message_id)
        if answer_id is None:
            if (drafted := await self.router.redrafted(message, context.bot.username, context.bot.id)) is not None:
                await self._send(context.bot, update, message, drafted)
            return
        reply = await self.router.corrected(message, context.bot.username, context.bot.id)
        if reply is not None and await edit(context.bot, message.chat.id, answer_id, reply):
            self._slot_used()
            self.services.metrics.replied()

    async def on_post(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A channel's post that is a command for the bot, of those that channels have."""
        if (message := update.channel_post) is None or message.text is None:
            return
        if message.forward_origin is not None or message.via_bot is not None:  # somebody else's words
            return
        heard = Heard.of(message, context.bot.username, context.bot.id)
        if heard.named is None or not heard.named[0].in_channels or heard.is_for_others:
            return
        command, words = heard.named
        origin = self.router.origin(message)
        if self.router.allows(origin) is not Allowed.YES:
            return
        reply = await self.router.ask(command, words, origin)
        await self._send(context.bot, update, message, reply)

    async def on_membership(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added, removed, blocked or unblocked. It answers the group; of a channel, whoever did it."""
        if (change := update.my_chat_member) is None:
            return
        where = Where(change.chat.id, kind=kind_of(change.chat))
        origin = Origin(where, change.from_user.id, self._clock())
        was_in, is_in = (_is_in(member) for member in (change.old_chat_member, change.new_chat_member))
        reply = await _stored(lambda: MEMBERSHIP(ChatChange(origin, was_in, is_in), self.services))
        if reply is None:
            return
        to = Where(change.from_user.id) if where.kind is ChatKind.CHANNEL else where
        self._slot_used()
        try:
            await patiently(lambda: send_reply(context.bot, to, reply))
        except (Forbidden, BadRequest) as error:  # who never began a chat with the bot cannot be written to
            log.info("%s was not introduced to: %s", to, error)
        else:
            self.services.metrics.replied()

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press of a button, of whatever age and origin; it is always answered."""
        if (query := update.callback_query) is None:
            return
        message = query.message
        in_unknown_topic = not isinstance(message, Message) and message is not None and message.chat.is_forum
        if message is None or in_unknown_topic:  # sent by inline mode, where no button of ours asks; or too old
            await _answer_press(update, OLD_BUTTON)
            return
        origin = Origin(where_of(message), query.from_user.id, self._clock())
        if (allowed := self.router.allows_press(query.data or "", origin)) is not Allowed.YES:
            await _answer_press(update, TOLD.get(allowed))
            return
        reply, edits = await self.router.pressed(query.data or "", origin, message.message_id)
        if reply is None or isinstance(reply, Alert):
            await _answer_press(update, OLD_BUTTON if reply is None else reply.text)
            return
        if edits and await self._edited(context.bot, message, reply):
            self._slot_used()
            self.services.metrics.replied()
        else:
            if edits:
                log.info("what was to take its place is sent anew")
            await self._send(context.bot, update, message, reply)
        await _answer_press(update, None)

    async def _edited(self, bot: Bot, message: MaybeInaccessibleMessage, reply: Reply) -> bool:
        """Puts a reply in the place of a message; False when it cannot be there, or not now: it is to be sent."""
        try:
            return await edit(bot, message.chat.id, message.message_id, reply)
        except TelegramError as error:
            if outcome_of(error).outcome not in PASSING:
                raise
            return False

    async def _send(self, bot: Bot, update: Update, asked: MaybeInaccessibleMessage, reply: Reply) -> Message | None:
        """Sends a reply, and returns it. One that Telegram cannot take now is owed: nobody else waits for it."""
        self._slot_used()
        where = where_of(asked)
        try:
            sent = await send(bot, where, reply, asked.message_id)
        except TelegramError as error:
            answer = outcome_of(error)
            if answer.outcome not in PASSING:
                raise
            due = self._clock() + min(timedelta(seconds=answer.wait or OWED_AFTER), LONGEST)
            await self.services.store.outbox.tell(where, f"reply {update.update_id}", reply.html, due, meets=False)
            log.info("the reply is owed to the chat: %s", first_line(error))
            return None
        self.services.metrics.replied()
        return sent

    async def on_inline(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Words behind the bot's @name in a chat that it need not be in: what can be sent from there."""
        if (query := update.inline_query) is None:
            return
        now = self._clock()
        origin = Origin(Where(query.from_user.id), query.from_user.id, now)
        if self.router.allows(origin, inline=True) is not Allowed.YES:
            await answer_inline(context.bot, query.id, NOTHING_NOW)
            return
        await answer_inline(context.bot, query.id, await self.router.offered(query.query, query.offset, now))

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """One line to the person and one entry in the log, with one reference; network and database need no trace."""
        error, reference = context.error, reference_of_this()
        of_network = is_of_network(error)
        if of_network:
            passes = isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)
            log.log(logging.WARNING if passes else logging.INFO, "not delivered: %s", error)
        elif error is not None and _is_of_the_database(error):
            log.error("%s: an update failed: the database: %s", reference, first_line(error))
            log.debug("%s: where it failed", reference, exc_info=error)
        else:
            log.error("%s: an update failed", reference, exc_info=error)
        not_now = isinstance(error, TelegramError) and outcome_of(error).outcome in PASSING
        try:
            if isinstance(update, Update):
                await self._apologise(context.bot, update, reference, of_network=of_network, not_now=not_now)
        except TelegramError as second:
            log.warning("%s: could not be told either: %s", reference, second)
        if not of_network:
            self._alerts.tell_soon("failed", failed_alert(reference), self._clock())

    async def _apologise(self, bot: Bot, update: Update, reference: str, *, of_network: bool, not_now: bool) -> None:
        """Tells whoever asked that it failed, or comes later; nothing where the chat itself takes nothing."""
        message = update.message
        if update.callback_query is not None:
            quietly = LATER if not_now else None
            await _answer_press(update, quietly if of_network else TROUBLE.format(reference=reference))
        elif message is not None and not_now:
            await self._send(bot, update, message, Reply(LATER))
        elif message is not None and not of_network:
            await send(bot, where_of(message), trouble_reply(reference), message.message_id)


def is_of_network(error: Exception | None) -> bool:
    """Whether Telegram, the chat, or the way to them is why something was not delivered: no bug of the bot's."""
    return isinstance(error, TelegramError) and outcome_of(error).outcome is not Outcome.REFUSED


def _is_of_the_database(error: Exception) -> bool:
    """Whether it is away or full, of which every command would tell. A file that is not there is a bug's to tell."""
    return isinstance(error, AWAY) and not isinstance(error, OSError)


async def _stored(store: Callable[[], Awaitable[T]]) -> T:
    """Does what nobody would ask for again: a group that moved is told of once. Raises NotStored."""
    try:
        async with asyncio.timeout(STORING):
            return await store()
    except AWAY as error:
        raise NotStored(first_line(error)) from None


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

"""From python-telegram-bot's updates to the features and back: what is for the bot, who answers, how it is sent."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections.abc import Callable, Coroutine, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, TypeVar

from telegram import Chat, Message, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from bot.conversation import Ask, Command, Pressed, take_apart
from bot.render.help import (
    OLD_BUTTON,
    TROUBLE,
    only_words_reply,
    trouble_reply,
    unknown_command_reply,
)
from bot.render.reply import Press, Reply
from bot.sending import edit, send
from bot.services import Services
from handlers import ACTIONS, COMMANDS, WORDS

log = logging.getLogger(__name__)

T = TypeVar("T")
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
BY_NAME = {name: command for command in COMMANDS for name in (command.name, command.chinese)}
UPDATES = (Update.MESSAGE, Update.CALLBACK_QUERY)  # the kinds of update that are handled, and so asked for
MOST_PAGES = 10_000  # a page number past this is forged


class Dispatcher:
    """Hands every update to the feature that it is for."""

    def __init__(self, services: Services, clock: Callable[[], datetime]) -> None:
        self.services = services
        self._clock = clock

    def register(self, application: AnyApplication) -> None:
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, self.on_message))
        application.add_handler(CallbackQueryHandler(self.on_press))
        application.add_error_handler(self.on_error)

    @property
    def _today(self) -> date:
        return self.services.local(self._clock()).date()

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if (message := update.message) is None:
            return
        if (reply := await self._answer(message, context.bot.username, context.bot.id)) is not None:
            await send(context.bot, message, reply)

    async def _answer(self, message: Message, bot_name: str, bot_id: int) -> Reply | None:
        """The reply to a message; None when it is not for the bot."""
        private = message.chat.type == Chat.PRIVATE
        by_a_bot = message.from_user is not None and message.from_user.is_bot and message.sender_chat is None
        if message.via_bot is not None or by_a_bot:
            return None
        text = message.text or message.caption
        if text is None:
            return only_words_reply() if private and message.effective_attachment is not None else None
        words, spoken_to = _spoken_to(message, text, bot_name, bot_id)
        said = take_apart(words)
        if said.to is not None and said.to.casefold() != bot_name.casefold():
            return None
        if said.command is not None and (found := _command(said.command)) is not None:
            command, more = found
            return await self._ask(command, f"{more} {said.words}")
        if not (private or spoken_to or said.to is not None):
            return None
        if said.command is None or not said.command.isascii():  # plain words, or /芜湖 for want of a command
            return await self._plain(words.lstrip("/／"))
        return unknown_command_reply(said.command, get_close_matches(said.command, [c.name for c in COMMANDS], n=2))

    async def _plain(self, text: str) -> Reply:
        """Plain words, which may begin with a command's Chinese name: 城市 芜湖."""
        first, rest = [*text.split(maxsplit=1), "", ""][:2]
        command = BY_NAME.get(first)
        if command is not None and command.chinese == first and (command.usage or not rest):
            return await self._ask(command, rest)
        return await self._worked_out(WORDS(Ask(take_apart(text).words, self._today), self.services))

    async def _ask(self, command: Command, words: str) -> Reply:
        return await self._worked_out(command.answer(Ask(words.strip(), self._today), self.services))

    async def _worked_out(self, answer: Coroutine[Any, Any, T]) -> T:
        """What a feature answers; of a large base in a worker thread, so that nobody else waits."""
        return await asyncio.to_thread(_finished, answer) if self.services.is_large else await answer

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A press of a button, of whatever age and origin; it is always answered."""
        if (query := update.callback_query) is None:
            return
        reply, turns_page = await self._pressed(query.data or "")
        if reply is None:
            await _answer_press(update, OLD_BUTTON)
            return
        message = query.message
        if message is None:  # a message sent by inline mode: nothing of ours has buttons there
            await _answer_press(update, OLD_BUTTON)
            return
        try:
            if not (turns_page and await edit(context.bot, message, reply)):
                await send(context.bot, message, reply)
        except (Forbidden, NetworkError, RetryAfter) as error:
            if not isinstance(error, BadRequest):  # that is ours, and is told of by on_error
                await _answer_press(update, None)
            raise
        await _answer_press(update, None)

    async def _pressed(self, data: str) -> tuple[Reply | None, bool]:
        """The reply to a button's data, None for data that is of no use; and whether it turns a page."""
        press = Press.unpack(data)
        if (action := ACTIONS.get(press.action)) is None:
            return None, False
        ids, numbers = press.arguments[: action.ids], press.arguments[action.ids :]
        page = _page(numbers)
        if len(ids) != action.ids or page is None:
            return None, False
        reply = await self._worked_out(action.answer(Pressed(ids, page, self._today), self.services))
        return reply, bool(numbers)

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


def _command(name: str) -> tuple[Command, str] | None:
    """The command of that name, Chinese or English; and what is written right behind it: /城市芜湖."""
    if (command := BY_NAME.get(name)) is not None:
        return command, ""
    longest_first = sorted((c for c in COMMANDS if c.usage), key=lambda c: -len(c.chinese))
    for command in longest_first:
        for known in (command.chinese, command.name):
            rest = name.removeprefix(known)
            if rest != name and (known == command.chinese or not rest[0].isascii()):
                return command, rest
    return None


def _page(numbers: Sequence[str]) -> int | None:
    """The page that a button turns to, 1 for one that opens; None for a forged one."""
    if not numbers:
        return 1
    (number, *more) = numbers
    right = not more and number.isascii() and number.isdecimal() and len(number) < len(str(MOST_PAGES))
    return int(number) if right else None


async def _answer_press(update: Update, text: str | None) -> None:
    """Stops the button's waiting sign; one that is too old to be answered needs no answer."""
    if (query := update.callback_query) is None:
        return
    try:
        await query.answer(text, show_alert=bool(text))
    except BadRequest as error:
        log.info("a press was not answered: %s", error)


def _spoken_to(message: Message, text: str, bot_name: str, bot_id: int) -> tuple[str, bool]:
    """A message's words without the bot's own @name, and whether they are said to the bot: by name, or as a reply."""
    called = re.search(rf"(?<!\w)@{re.escape(bot_name)}(?!\w)", text, re.IGNORECASE)
    if called is not None and not text.lstrip().startswith(("/", "／")):
        return f"{text[: called.start()]} {text[called.end() :]}".strip(), True
    answered = message.reply_to_message
    is_reply = answered is not None and answered.from_user is not None and answered.from_user.id == bot_id
    return text, is_reply and answered is not None and answered.forum_topic_created is None

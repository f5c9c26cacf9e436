"""Sends and edits messages as Telegram permits: in the topic asked, as a reply in groups, waiting when told to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Bot,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TimedOut

from bot.broadcasts import Content
from bot.render.links import share_link, start_link
from bot.render.reply import Button, Reply, Rows
from bot.subscription import ChatKind, Where

log = logging.getLogger(__name__)

T = TypeVar("T")

TRIES = 3
LONGEST_WAIT = 5.0  # seconds that a reply waits here when Telegram says to; what waits longer is the outbox's
PAUSE = 0.3  # seconds before a request is made again after a broken connection
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, where: Where, reply: Reply, asked_id: int) -> Message:
    """Sends a reply to where it was asked, in groups as one to the message of that id.

    Returns the message; raises telegram.error.TelegramError when refused.
    """
    is_group = where.kind is ChatKind.GROUP
    answered = ReplyParameters(asked_id, allow_sending_without_reply=True) if is_group else None
    try:
        return await patiently(lambda: send_reply(bot, where, reply, answered=answered))
    except ChatMigrated as moved:
        there = replace(where, chat_id=moved.new_chat_id)
        return await patiently(lambda: send_reply(bot, there, reply, answered=answered))


async def edit(bot: Bot, chat_id: int, message_id: int, reply: Reply) -> bool:
    """Puts a reply in place of a message; False when it cannot be edited any more. A second press changes nothing."""
    try:
        await patiently(lambda: edit_at(bot, chat_id, message_id, reply))
    except (BadRequest, ChatMigrated) as error:
        if "not modified" in str(error):
            return True
        log.info("a message could not be edited: %s", error)
        return False
    return True


async def edit_at(bot: Bot, chat_id: int, message_id: int, reply: Reply) -> None:
    """Puts a reply in place of a message, once. Raises telegram.error.TelegramError."""
    await bot.edit_message_text(
        reply.html,
        chat_id,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard(reply.rows, bot.username),
    )


async def send_content(bot: Bot, where: Where, content: Content, *, paid: bool = False) -> Message:
    """Sends a broadcast's message to a chat or topic, once. Raises telegram.error.TelegramError."""
    fields = dict(content.fields)
    entities = [MessageEntity.de_json(entity, bot) for entity in fields.pop("entities", ())] or None
    thread_id = where.topic_id or None
    if content.kind == Content.FORWARD:
        return await bot.forward_message(where.chat_id, message_thread_id=thread_id, **fields)
    if content.kind == Content.PHOTO:
        return await bot.send_photo(
            where.chat_id,
            caption_entities=entities,
            message_thread_id=thread_id,
            allow_paid_broadcast=paid or None,
            **fields,
        )
    return await bot.send_message(
        where.chat_id,
        entities=entities,
        message_thread_id=thread_id,
        allow_paid_broadcast=paid or None,
        link_preview_options=NO_PREVIEW,
        **fields,
    )


async def send_reply(
    bot: Bot, where: Where, reply: Reply, *, answered: ReplyParameters | None = None, paid: bool = False
) -> Message:
    """Sends a message of ours to a chat or topic, once. Raises telegram.error.TelegramError."""
    return await bot.send_message(
        where.chat_id,
        reply.html,
        parse_mode=ParseMode.HTML,
        message_thread_id=where.topic_id or None,
        reply_parameters=answered,
        link_preview_options=NO_PREVIEW,
        reply_markup=keyboard(reply.rows, bot.username),
        allow_paid_broadcast=paid or None,
    )


def keyboard(rows: Rows, bot_name: str) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_button(button, bot_name) for button in row] for row in rows]) if rows else None


def _button(button: Button, bot_name: str) -> InlineKeyboardButton:
    if button.copy is not None:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.start is not None:
        link = start_link(bot_name, button.start)
        return InlineKeyboardButton(button.label, url=link if button.share is None else share_link(link, button.share))
    data = button.press.pack() if button.press else None
    return InlineKeyboardButton(button.label, callback_data=data)


def waiting_time(error: RetryAfter) -> float:
    """The seconds that Telegram says to wait."""
    return error.retry_after.total_seconds() if isinstance(error.retry_after, timedelta) else error.retry_after


async def patiently(request: Callable[[], Awaitable[T]]) -> T:
    """The result of a request that is made, and made again when Telegram says to wait, or when the connection broke.

    A reply that comes twice after a broken connection is better than none; where it is not (digests), nobody retries.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return await request()
        except RetryAfter as error:
            wait = waiting_time(error)
            if attempt == TRIES or wait > LONGEST_WAIT:
                raise
            log.info("told to wait %s s", wait)
            await asyncio.sleep(wait)
        except (BadRequest, TimedOut):  # both are NetworkErrors to the library; neither gets better by repeating
            raise
        except NetworkError as error:
            # With a cause, the connection broke: it may have arrived, and a third copy helps nobody.
            if attempt == (TRIES if error.__cause__ is None else 2):
                raise
            log.info("sending again after: %s", error)
            await asyncio.sleep(PAUSE)
    raise AssertionError("the last try returns or raises")

"""Sends and edits messages as Telegram permits: in the topic asked, as a reply in groups, waiting when told to wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram import (
    Bot,
    Chat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter

from bot.render.reply import Button, Reply, Rows

log = logging.getLogger(__name__)

TRIES = 3
LONGEST_WAIT = 60.0  # seconds that a reply waits when Telegram says to; whoever asked has gone by then
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, asked: MaybeInaccessibleMessage, reply: Reply) -> None:
    """Sends a reply to where it was asked. Raises telegram.error.TelegramError when Telegram refuses."""
    in_topic = isinstance(asked, Message) and asked.is_topic_message
    thread_id = asked.message_thread_id if isinstance(asked, Message) and in_topic else None
    is_group = asked.chat.type in (Chat.GROUP, Chat.SUPERGROUP)
    to = ReplyParameters(asked.message_id, allow_sending_without_reply=True) if is_group else None
    await _patiently(
        lambda: bot.send_message(
            asked.chat.id,
            reply.html,
            parse_mode=ParseMode.HTML,
            message_thread_id=thread_id,
            reply_parameters=to,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(reply.rows),
        )
    )


async def edit(bot: Bot, shown: MaybeInaccessibleMessage, reply: Reply) -> bool:
    """Puts a reply in place of a message; False when it cannot be edited any more. A second press changes nothing."""
    try:
        await _patiently(
            lambda: bot.edit_message_text(
                reply.html,
                shown.chat.id,
                shown.message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                reply_markup=keyboard(reply.rows),
            )
        )
    except BadRequest as error:
        if "not modified" in str(error):
            return True
        log.info("a message was sent anew, for it could not be edited: %s", error)
        return False
    return True


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.copy is not None:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copy))
    data = button.press.pack() if button.press else None
    return InlineKeyboardButton(button.label, callback_data=data)


async def _patiently(request: Callable[[], Awaitable[object]]) -> None:
    """Makes a request, and makes it again when Telegram says to wait and how long."""
    for attempt in range(1, TRIES + 1):
        try:
            await request()
        except RetryAfter as error:
            wait = error.retry_after.total_seconds() if isinstance(error.retry_after, timedelta) else error.retry_after
            if attempt == TRIES or wait > LONGEST_WAIT:
                raise
            log.info("told to wait %s s", wait)
            await asyncio.sleep(wait)
        else:
            return

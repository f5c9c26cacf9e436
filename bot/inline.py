"""Hands the results of inline mode to Telegram."""

from __future__ import annotations

import logging

from telegram import Bot, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.render.inline import InlineAnswer, Result
from bot.sending import NO_PREVIEW, keyboard, patiently

log = logging.getLogger(__name__)


async def answer_inline(bot: Bot, query_id: str, answer: InlineAnswer) -> None:
    """Answers an inline query; one that is too old needs no answer. Raises telegram.error.TelegramError."""
    button = answer.button
    above = None if button is None else InlineQueryResultsButton(button.label, start_parameter=button.start)
    try:
        await patiently(
            lambda: bot.answer_inline_query(
                query_id,
                [_article(found, bot.username) for found in answer.results],
                cache_time=answer.seconds,
                is_personal=False,
                next_offset=answer.next_offset,
                button=above,
            )
        )
    except BadRequest as error:
        if "too old" not in str(error):
            raise
        log.info("an inline query was not answered: %s", error)


def _article(found: Result, bot_name: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        found.id,
        found.title,
        InputTextMessageContent(found.reply.html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
        reply_markup=keyboard(found.reply.rows, bot_name),
        description=found.description,
    )

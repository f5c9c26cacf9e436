"""What Telegram refuses (Bot API; the names of the errors are Telegram's), for the wire without a network."""

from __future__ import annotations

import itertools
import re
from typing import Any
from urllib.parse import urlsplit

from bot.render.inline import MAX_RESULTS
from bot.render.reply import MAX_BUTTONS, MAX_CALLBACK_BYTES, MAX_COPY, MAX_ENTITIES, MAX_LENGTH, MAX_MARKUP_BYTES
from bot.text import parsed_length
from bot.transport.markup import MarkupRefused, Parsed, parse

MAX_ID_BYTES = MAX_OFFSET_BYTES = 64
MAX_ALERT = 200  # characters (Bot API, answerCallbackQuery)
_START_PARAMETER = re.compile("[A-Za-z0-9_-]{1,64}")


class Refused(Exception):
    """Answered as Telegram answers what it refuses."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def shown_of(parameters: dict[str, Any]) -> Parsed:
    """The text of a message, parsed. Raises Refused."""
    return _parsed(str(parameters.get("text", "")), parameters.get("parse_mode"))


def _parsed(text: str, mode: str | None) -> Parsed:
    try:
        shown = parse(text) if mode == "HTML" else Parsed(text, ())
    except MarkupRefused as refused:
        raise Refused(400, f"Bad Request: {refused}") from None
    if not shown.text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if shown.length > MAX_LENGTH:
        raise Refused(400, "Bad Request: message is too long")
    if len(text.encode()) > MAX_MARKUP_BYTES:
        raise Refused(400, f"Bad Request: more than {MAX_MARKUP_BYTES} bytes of markup")
    if len(shown.spans) > MAX_ENTITIES:  # Telegram drops the rest without a word; here it is a mistake
        raise Refused(400, f"Bad Request: more than {MAX_ENTITIES} entities")
    return shown


def buttons_of(parameters: dict[str, Any]) -> tuple[tuple[dict[str, Any], ...], ...]:
    """The rows of an inline keyboard. Raises Refused."""
    markup = parameters.get("reply_markup") or {}
    rows = tuple(tuple(row) for row in markup.get("inline_keyboard", ()))
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise Refused(400, "Bad Request: reply markup is too long")
    for button in itertools.chain.from_iterable(rows):
        if len(button.get("callback_data", "").encode()) > MAX_CALLBACK_BYTES:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        if parsed_length(button.get("copy_text", {}).get("text", "")) > MAX_COPY or not button["text"]:
            raise Refused(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
        if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg"):
            raise Refused(400, "Bad Request: BUTTON_URL_INVALID")
        if sum(kind in button for kind in ("url", "callback_data", "copy_text")) != 1:
            raise Refused(400, "Bad Request: BUTTON_TYPE_INVALID")
    return rows


def check_press(parameters: dict[str, Any]) -> None:
    """Raises Refused for an answer to a press that Telegram would not take."""
    if len(parameters.get("text", "")) > MAX_ALERT:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")


def check_inline(parameters: dict[str, Any]) -> None:
    """Raises Refused for an answer to an inline query that Telegram would not take."""
    results = parameters["results"]
    if len(results) > MAX_RESULTS:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    if len(parameters.get("next_offset", "").encode()) > MAX_OFFSET_BYTES:
        raise Refused(400, "Bad Request: NEXT_OFFSET_INVALID")
    for result in results:
        if not 1 <= len(result["id"].encode()) <= MAX_ID_BYTES:
            raise Refused(400, "Bad Request: RESULT_ID_INVALID")
        if not result["title"].strip():
            raise Refused(400, "Bad Request: ARTICLE_TITLE_EMPTY")
        content = result["input_message_content"]
        _parsed(content["message_text"], content.get("parse_mode"))
        buttons_of(result)
    if len({result["id"] for result in results}) < len(results):
        raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
    button = parameters.get("button") or {}
    if button and not (button["text"] and _START_PARAMETER.fullmatch(button.get("start_parameter", ""))):
        raise Refused(400, "Bad Request: START_PARAM_INVALID")

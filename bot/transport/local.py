"""The wire without a network: requests are answered in the process, and what would be sent is handed to a listener.

The local chat and the tests run the very same application on it. An unknown method is an error; text is refused by
Telegram's rules.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.transport.markup import Parsed
from bot.transport.refusals import Refused, buttons_of, check_inline, check_press, shown_of

LOCAL_TOKEN = "1:local"  # noqa: S105 (no secret: nothing is behind it)
BOT_ID, BOT_NAME = 1, "briefing_bot"
BOT = {"id": BOT_ID, "is_bot": True, "first_name": "简报", "username": BOT_NAME}
CLOCK = 1_700_000_000  # every message's date: nothing reads it
QUIET_METHODS = ("setMyCommands", "setWebhook", "deleteWebhook")


@dataclass(frozen=True, slots=True)
class Sent:
    """What the bot did: a message sent or edited, or an answer to a pressed button or an inline query."""

    method: str
    chat_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    reply_to: int | None = None
    shown: Parsed = field(default_factory=lambda: Parsed("", ()))
    buttons: tuple[tuple[dict[str, Any], ...], ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.shown.text


Listener = Callable[[Sent], None]


class LocalWire(BaseRequest):
    """Answers every method that the bot uses as Telegram would, and tells the listener."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._ids = itertools.count(1)

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    @property
    def read_timeout(self) -> float | None:
        return None

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 (the HTTP method: always POST)
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        parameters = dict(request_data.parameters) if request_data else {}
        files = request_data.multipart_data if request_data else None
        parameters |= {field: file[0] for field, file in (files or {}).items()}
        try:
            result = self.answer(name, parameters)
        except Refused as refused:
            error = {"error_code": refused.code, "description": refused.description, "parameters": refused.parameters}
            return refused.code, json.dumps({"ok": False, **error}).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        """The result of a method. Raises Refused as Telegram would refuse."""
        match method:
            case "getMe":
                return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}
            case "sendMessage" | "editMessageText":
                return self._message(method, parameters)
            case "sendDocument":
                return self._message(method, parameters, f"[{parameters.get('document')}]")
            case "sendPhoto":
                return self._message(method, parameters, f"[图片] {parameters.get('caption', '')}".strip())
            case "forwardMessage":
                return self._message(method, parameters, f"[转发 {parameters['message_id']}]")
            case "getChatMember":  # whoever asks runs the chat
                user = {"id": parameters["user_id"], "is_bot": False, "first_name": "?"}
                return {"status": "creator", "is_anonymous": False, "user": user}
            case "getWebhookInfo":
                return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            case "getChat":
                raise Refused(400, "Bad Request: chat not found")
            case "answerCallbackQuery":
                check_press(parameters)
                self._listener(Sent(method, parameters=parameters))
                return True
            case "answerInlineQuery":
                check_inline(parameters)
                self._listener(Sent(method, parameters=parameters))
                return True
            case _ if method in QUIET_METHODS:
                self._listener(Sent(method, parameters=parameters))
                return True
        raise Refused(404, f"Not Found: the local wire knows no method {method}")

    def _message(self, method: str, parameters: dict[str, Any], instead: str | None = None) -> dict[str, Any]:
        """A message that was sent or edited; `instead` stands for what has no text."""
        shown = shown_of(parameters if instead is None else {"text": instead})
        buttons = buttons_of(parameters)
        chat_id = int(parameters["chat_id"])
        message_id = int(parameters["message_id"]) if method == "editMessageText" else next(self._ids)
        thread = parameters.get("message_thread_id")
        reply = parameters.get("reply_parameters") or {}
        sent = Sent(method, chat_id, message_id, thread, reply.get("message_id"), shown, buttons, parameters)
        self._listener(sent)
        chat = {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "first_name": "", "title": ""}
        return {"message_id": message_id, "date": CLOCK, "chat": chat, "from": BOT, "text": shown.text}

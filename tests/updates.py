"""Updates as Telegram sends them: with a number, raw."""

from __future__ import annotations

from typing import Any

from bot.transport.local import BOT


def message(number: int, chat: int, text: str = "拍卖会", **fields: Any) -> dict[str, Any]:
    """Somebody says something to the bot in private."""
    who = {"id": chat, "is_bot": False, "first_name": "x"}
    said = {"message_id": number, "date": 1, "chat": _private(chat), "from": who, "text": text, **fields}
    return {"update_id": number, "message": said}


def moved(number: int, chat: int, to: int) -> dict[str, Any]:
    """Telegram says, once, that a group has another number now."""
    return message(number, chat, migrate_to_chat_id=to)


def press(number: int, chat: int, data: str) -> dict[str, Any]:
    """Somebody presses a button in private; every press has an id of its own."""
    who = {"id": chat, "is_bot": False, "first_name": "x"}
    under = {"message_id": 1, "date": 1, "chat": _private(chat), "from": BOT, "text": "…"}
    query = {"id": f"press {number}", "from": who, "chat_instance": "1", "message": under, "data": data}
    return {"update_id": number, "callback_query": query}


def _private(chat: int) -> dict[str, Any]:
    return {"id": chat, "type": "private", "first_name": "x"}

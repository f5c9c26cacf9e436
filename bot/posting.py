"""May the bot post in a group or channel: what Telegram says of its membership, understood."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any, Protocol

from telegram import ChatMember


class Asking(Protocol):
    """Asks Telegram, and returns the answer as it came. Raises TelegramError."""

    def __call__(self, method: str, **fields: int) -> Awaitable[Mapping[str, Any]]: ...


async def why_shut(ask: Asking, bot_id: int, chat_id: int, *, is_channel: bool) -> str | None:
    """Why the bot cannot post in a group or channel; None when it can. Raises what asking raises."""
    member = await ask("getChatMember", chat_id=chat_id, user_id=bot_id)
    match member["status"]:
        case ChatMember.OWNER:
            return None
        case ChatMember.ADMINISTRATOR:
            return "may not post" if is_channel and not member.get("can_post_messages") else None
        case ChatMember.RESTRICTED:
            return None if member.get("is_member") and member.get("can_send_messages") else "may not write"
        case ChatMember.MEMBER if is_channel:
            return "is no administrator"
        case ChatMember.MEMBER:
            permissions = (await ask("getChat", chat_id=chat_id)).get("permissions", {})
            return None if permissions.get("can_send_messages", True) else "only administrators may write"
    return "is no member"

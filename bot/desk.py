"""Telegram, asked by handlers: who runs a chat, may the bot post, which channel a name means; a message shown first."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from telegram import Bot, Chat, ChatFullInfo, ChatMember, MaybeInaccessibleMessage, Message
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.broadcasts import Content
from bot.posting import why_shut
from bot.raw import raw
from bot.sending import patiently, send_content
from bot.subscription import NO_TOPIC, ChatKind, Where

log = logging.getLogger(__name__)

_KINDS = {
    Chat.PRIVATE: ChatKind.PRIVATE,
    Chat.GROUP: ChatKind.GROUP,
    Chat.SUPERGROUP: ChatKind.GROUP,
    Chat.CHANNEL: ChatKind.CHANNEL,
}
_RUN_IT = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
_IN_IT = (*_RUN_IT, ChatMember.MEMBER)


def kind_of(chat: Chat | ChatFullInfo) -> ChatKind:
    return _KINDS.get(chat.type, ChatKind.GROUP)


def where_of(message: MaybeInaccessibleMessage) -> Where:
    """The chat, or forum topic, that a message is in. A thread of replies is none, and General has no number."""
    topic_id = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Where(message.chat.id, topic_id or NO_TOPIC, kind_of(message.chat))


def content_of(message: Message) -> Content | None:
    """What a message would be as a broadcast; None for what cannot be one."""
    if message.forward_origin is not None:
        return Content(Content.FORWARD, {"from_chat_id": message.chat.id, "message_id": message.message_id})
    if message.media_group_id is not None:
        return Content(Content.ALBUM, {})
    entities = [entity.to_dict() for entity in message.entities or message.caption_entities]
    if message.photo:
        photo = {"photo": message.photo[-1].file_id, "caption": message.caption, "entities": entities}
        return Content(Content.PHOTO, photo, message.message_id)
    text = {"text": message.text, "entities": entities}
    return Content(Content.TEXT, text, message.message_id) if message.text else None


class TelegramDesk:
    """The desk on a bot of the library's."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    @property
    def bot_name(self) -> str:
        return self._bot.username

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        return await self._standing(chat_id, user_id) in _RUN_IT

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        return await self._standing(chat_id, user_id) in _IN_IT

    async def _standing(self, chat_id: int, user_id: int) -> str | None:
        try:
            return (await self._bot.get_chat_member(chat_id, user_id)).status
        except (BadRequest, Forbidden) as error:
            log.info("nobody is taken for a member of %s: %s", chat_id, error)
            return None

    async def may_post(self, where: Where) -> bool:
        if where.is_private:
            return True
        try:
            is_channel = where.kind is ChatKind.CHANNEL
            return await why_shut(self._asked, self._bot.id, where.chat_id, is_channel=is_channel) is None
        except (BadRequest, Forbidden) as error:
            log.info("%s is not to be posted to: %s", where, error)
            return False
        except TelegramError as error:  # it is subscribed already; whether it comes will be seen
            log.info("nobody knows whether %s can be posted to: %s", where, error)
            return True

    async def _asked(self, method: str, **fields: int) -> Mapping[str, Any]:
        """An answer as it came: the library cannot read all that older servers of the Bot API say of a member."""
        found: Mapping[str, Any] = await raw(self._bot, method, **fields)
        return found

    async def channel(self, name: str) -> Where | None:
        try:
            chat = await self._bot.get_chat(int(name) if name.lstrip("-").isdecimal() else name)
        except (BadRequest, Forbidden) as error:
            log.info("the chat %s is not seen: %s", name, error)
            return None
        return Where(chat.id, kind=kind_of(chat), title=chat.title or "") if chat.type != Chat.PRIVATE else None

    async def show(self, where: Where, content: Content) -> str | None:
        try:
            await patiently(lambda: send_content(self._bot, where, content))
        except BadRequest as error:
            return str(error)
        return None

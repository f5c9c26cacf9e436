"""The bot comes into a chat or is removed from it: it introduces itself once, goes quiet, and remembers."""

from __future__ import annotations

from bot.conversation import ChatChange
from bot.render.reply import Reply
from bot.render.subscribing import channel_introduction_reply, introduction_reply
from bot.services import Services
from bot.subscription import ChatKind, Reason


async def answer(change: ChatChange, services: Services) -> Reply | None:
    """The one message of introduction; None where there is nothing to say."""
    where, now = change.origin.where, change.origin.now
    if not change.is_in:
        reason = Reason.BLOCKED if where.is_private else Reason.KICKED
        services.store.presence.left(where.chat_id)
        await services.store.chats.silence(where.chat_id, reason, now)
        return None
    # Its rights changed, or it has new ones: what was paused for want of them goes on.
    await services.store.chats.resume(where.chat_id, Reason.NO_RIGHT, now)
    came = await services.store.chats.meet(where, now)
    services.store.presence.heard(where.chat_id)  # once more soon: what left before may be refused only now
    if change.was_in or not came or where.is_private:  # of a group that moved, Telegram may tell twice
        return None
    if where.kind is ChatKind.CHANNEL:
        return channel_introduction_reply(str(where.chat_id))
    kept = await services.store.chats.of_chat(where.chat_id)
    active = next((each for each in kept if each.active), None)
    return introduction_reply(active, services.catalogue, now, services.desk.bot_name)

"""/stats: the bot's numbers, for its administrators."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.reply import Reply
from bot.render.stats import stats_reply
from bot.rights import denial
from bot.services import Services
from bot.subscription import DeliveryKind


async def answer(ask: Ask, services: Services) -> Reply:
    if (denied := denial(ask.origin, services)) is not None:
        return denied
    midnight = services.local(ask.origin.now).replace(hour=0, minute=0, second=0, microsecond=0)
    store = services.store
    today = await store.outbox.counted(DeliveryKind.DIGEST, midnight)
    return stats_reply(await store.chats.counted(), await store.chats.subscribed(), today)


COMMAND = Command("stats", "统计", answer, "会话、订阅和投递的数字", "Numbers of the bot", waits=True, for_admins=True)

"""/delivery: the last deliveries to this chat, why one is missing, and when the next comes."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.reply import Reply
from bot.render.settings import deliveries_reply
from bot.services import Services
from bot.subscribing import meant, refusal, target_of

SHOWN = 10


async def answer(ask: Ask, services: Services) -> Reply:
    where, _ = await meant(ask.words, ask.origin, services)
    if (refused := await refusal(where, ask.origin, services)) is not None or where is None:
        return Reply(refused or "")
    wanted = await services.store.chats.subscription(where)
    last = await services.store.outbox.last_here(where, SHOWN)
    return deliveries_reply(last, wanted, target_of(where, ask.origin), ask.origin.now)


COMMAND = Command(
    "delivery", "投递", answer, "最近的投递，下一次什么时候", "Last deliveries here", waits=True, in_channels=True
)

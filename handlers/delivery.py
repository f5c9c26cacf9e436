"""/delivery: the last deliveries to this chat, why one is missing, and when the next comes."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.history import deliveries_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import chat_meant, subscription_of, target_of

READ, SHOWN = 90, 10  # deliveries, and the lines that they make: empty days in a row make one


async def answer(ask: Ask, services: Services) -> Reply:
    where, _ = await chat_meant(ask, services)
    if isinstance(where, Reply):
        return where
    wanted = await subscription_of(where, services)
    last = await services.store.outbox.last_here(where, READ)
    return deliveries_reply(last, wanted, target_of(where, ask.origin), services.catalogue, ask.origin.now, SHOWN)


COMMAND = Command(
    "delivery",
    "投递",
    answer,
    "最近的投递，下一次什么时候",
    "Last deliveries here",
    waits=True,
    sets_up=True,
    in_channels=True,
    said=(
        *("投递记录", "推送记录", "发送记录"),
        *(f"{day}{why}没{got}" for day in ("", "今天") for why in ("怎么", "为什么") for got in ("收到", "发", "推送")),
    ),
)

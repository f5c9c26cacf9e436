"""/privacy and /forget: what is stored about a chat, and removing all of it."""

from __future__ import annotations

from bot.conversation import Action, Alert, Ask, Command, Pressed
from bot.render.privacy import forget_reply, forgotten_reply, kept_reply, privacy_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.subscribing import chat_meant, chat_pressed, target_of


async def privacy(_ask: Ask, _services: Services) -> Reply:
    return privacy_reply()


async def forget(ask: Ask, services: Services) -> Reply:
    where, _ = await chat_meant(ask, services)
    if isinstance(where, Reply):
        return where
    return forget_reply(where, target_of(where, ask.origin))


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    choice, target = pressed.ids
    if isinstance(where := await chat_pressed(target, pressed, services), Alert):
        return where
    if choice == "no":
        return kept_reply()
    if choice != "yes":
        return None
    if await services.store.broadcasts.goes_on_of(where.chat_id):
        return Alert("你有群发还没发完或已定时，请先在 /broadcasts 里取消，或等它结束。")
    await services.store.chats.forget(where.chat_id, pressed.origin.now)
    services.last_asked.forget(where.chat_id)
    return forgotten_reply()


PRIVACY = Command(
    "privacy",
    "隐私",
    privacy,
    "存了什么",
    "What is stored",
    in_channels=True,
    said=(
        *("隐私政策", "你会记录我的聊天吗", "会记录聊天吗"),
        *("怎么删除我的数据", "怎么删除数据", "删除我的数据", "忘记我", "清空我的记录", "删除我的记录"),
    ),
)
FORGET = Command(
    "forget", "忘记", forget, "删除这里的全部记录", "Remove what is stored", waits=True, in_channels=True, sets_up=True
)
ACTION = Action(press, ids=2, edits=True, waits=True, in_channels=True, sets_up=True)

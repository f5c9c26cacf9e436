"""/privacy and /forget: what is stored about a chat, and removing all of it."""

from __future__ import annotations

from bot.conversation import Action, Alert, Ask, Command, Pressed
from bot.render.reply import Reply
from bot.render.settings import forget_reply, forgotten_reply, kept_reply, privacy_reply
from bot.services import Services
from bot.subscribing import refusal


async def privacy(_ask: Ask, _services: Services) -> Reply:
    return privacy_reply()


async def forget(ask: Ask, services: Services) -> Reply:
    refused = await refusal(ask.origin.where, ask.origin, services)
    return Reply(refused) if refused else forget_reply()


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    (choice,) = pressed.ids
    if refused := await refusal(pressed.origin.where, pressed.origin, services):
        return Alert(refused)
    if choice == "no":
        return kept_reply()
    if choice != "yes":
        return None
    await services.store.chats.forget(pressed.origin.where.chat_id)
    return forgotten_reply()


PRIVACY = Command("privacy", "隐私", privacy, "存了什么", "What is stored", in_channels=True)
FORGET = Command("forget", "忘记", forget, "删除这里的全部记录", "Remove what is stored", waits=True, in_channels=True)
ACTION = Action(press, ids=1, edits=True, waits=True, in_channels=True)

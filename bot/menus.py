"""The command menus, by scope: what a private chat, a group, and an administrator of the bot is offered."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.conversation import Command

log = logging.getLogger(__name__)

LANGUAGES = ((None, False), ("zh", False), ("en", True))  # the menu's language, and whether it is in English


def menu(commands: Iterable[Command], *, english: bool, member: bool = False, admin: bool = False) -> list[BotCommand]:
    """The menu of a scope; of a group's member without what only its administrators may use.

    In Chinese it names the Chinese form too.
    """
    listed = [
        each for each in commands if each.in_menu and (admin or not each.for_admins) and not (member and each.sets_up)
    ]
    return [BotCommand(c.name, c.english if english else f"{c.chinese}：{c.summary}") for c in listed]


async def set_menus(bot: Bot, commands: tuple[Command, ...], admins: Iterable[int]) -> None:
    """Sets every menu. Without one the bot answers too, so a refusal is logged, and no more."""
    scopes: list[tuple[BotCommandScope, dict[str, bool]]] = [
        (BotCommandScopeDefault(), {}),
        (BotCommandScopeAllPrivateChats(), {}),
        (BotCommandScopeAllGroupChats(), {"member": True}),
        (BotCommandScopeAllChatAdministrators(), {}),
    ]
    for scope, kind in scopes:
        await _set(bot, commands, scope, **kind)
    for admin_id in admins:
        await set_admin_menu(bot, commands, admin_id)


async def set_admin_menu(bot: Bot, commands: tuple[Command, ...], admin_id: int) -> None:
    """Sets the menu of an administrator of the bot. Who never began a chat with it gets theirs when they do."""
    await _set(bot, commands, BotCommandScopeChat(admin_id), admin=True)


async def _set(bot: Bot, commands: tuple[Command, ...], scope: BotCommandScope, **kind: bool) -> None:
    for language, english in LANGUAGES:
        try:
            await bot.set_my_commands(menu(commands, english=english, **kind), scope, language)
        except TelegramError as error:
            log.warning("the menu of %s was not set: %s", getattr(scope, "chat_id", scope.type), error)
            break

"""/help: every command, from the same list that registers them; in a group first how the bot is called there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.conversation import Ask, Command
from bot.render.help import group_help_reply, help_reply
from bot.render.reply import Reply
from bot.services import Services


def command(commands: Callable[[], Sequence[Command]]) -> Command:
    """The command that tells of these commands; they are asked for when it is used, for it is one of them."""

    async def answer(ask: Ask, services: Services) -> Reply:
        is_admin = ask.origin.user_id in services.admins
        told_of = [each for each in commands() if each.in_menu and (is_admin or not each.for_admins)]
        if name := services.name_in(ask.origin.where):
            return group_help_reply(told_of, services.catalogue, name)
        return help_reply(told_of, services.catalogue)

    abilities = ("你能干什么", "你能做什么", "你会什么", "能干什么", "能做什么", "你有什么用")
    how = ("help", "menu", "commands", "菜单", "命令", "命令列表", "有哪些命令", "怎么用", "使用说明", "有什么功能")
    in_groups = ("能在群里用吗", "怎么在群里用", "群里怎么用", "怎么加到群里", "怎么拉进群")
    said = (*how, *abilities, *in_groups)
    return Command("help", "帮助", answer, "全部命令和用法", "All commands", said=said)

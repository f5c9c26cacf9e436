"""/help: every command, from the same list that registers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.conversation import Ask, Command
from bot.render.help import help_reply
from bot.render.reply import Reply
from bot.services import Services


def command(commands: Callable[[], Sequence[Command]]) -> Command:
    """The command that tells of these commands; they are asked for when it is used, for it is one of them."""

    async def answer(_ask: Ask, services: Services) -> Reply:
        return help_reply([each for each in commands() if each.in_menu], services.catalogue)

    return Command("help", "帮助", answer, "全部命令和用法", "All commands")

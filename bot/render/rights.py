"""What is said to whom a command is not for."""

from __future__ import annotations

from bot.render.reply import Reply

ONLY_ADMINISTRATORS = "这只有机器人的管理员能用。"


def not_permitted_reply(*, nobody: bool) -> Reply:
    """To whom is no administrator of the bot; `nobody` is, when none are set."""
    return Reply("这个命令只有机器人的管理员能用。" + ("（还没有设置管理员：BOT_ADMINS）" if nobody else ""))


def only_private_reply() -> Reply:
    return Reply("这个命令请在和我的私聊里用。")

"""Lines to administrators: to a chat's, that a topic is gone; to the bot's, that a text was refused."""

from __future__ import annotations

from bot.render.reply import escape
from bot.subscription import Delivery


def topic_gone_notice() -> str:
    return "有一个话题已关闭或删除，发往那里的简报已暂停。请管理员到要收简报的话题里发 /subscribe 重新订阅。"


def refused_alert(delivery: Delivery, words: str) -> str:
    return (
        f"Telegram 拒收了一条消息，已搁置，不会重发（{delivery.kind} {escape(delivery.occasion)}）：\n"
        f"<code>{escape(words[:300])}</code>\n其余会话照常发送。请查看日志。"
    )

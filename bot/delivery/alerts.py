"""Lines to administrators: to a chat's, that a topic is gone; to the bot's, that a text was refused."""

from __future__ import annotations

from bot.render.reply import escape
from bot.subscription import Delivery, Kind


def topic_gone_notice() -> str:
    return "有一个话题已关闭或删除，发往那里的简报已暂停。请管理员到要收简报的话题里发 /subscribe 重新订阅。"


def refused_alert(delivery: Delivery, words: str) -> str:
    what = f"群发 #{delivery.broadcast_id} " if delivery.kind is Kind.BROADCAST else f"{delivery.occasion} 的简报"
    said = f"{escape(what)}有一条没能发出，已搁置，不会重发。原因：\n<code>{escape(words[:300])}</code>"
    return f"{said}\n其余会话照常发送，详情见日志。"

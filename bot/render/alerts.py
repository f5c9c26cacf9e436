"""What administrators are told: a chat's, that a topic is gone; the bot's, what went wrong. HTML."""

from __future__ import annotations

from bot.render.reply import as_said, escape
from bot.subscription import Delivery, DeliveryKind


def topic_gone_notice() -> str:
    return "有一个话题已关闭或删除，发往那里的简报已暂停。请管理员到要收简报的话题里发 /subscribe 重新订阅。"


def refused_alert(delivery: Delivery, words: str) -> str:
    said = f"{escape(_what(delivery))}有一条没能发出，已搁置，不会重发。原因：\n{as_said(words)}"
    rest = "；要是一个会话也发不成，会自动暂停" if delivery.kind is DeliveryKind.BROADCAST else ""
    return f"{said}\n其余会话照常发送{rest}。详情见日志。"


def refused_everywhere_notice(number: int, words: str) -> str:
    said = f"群发 #{number} 一个会话也没有发成，已暂停。Telegram 不收，原因：\n{as_said(words)}"
    return f"{said}\n请在进度那里或 /broadcasts 里取消它，重新写一条；也可以按“继续”再试。"


def original_gone_notice(number: int, words: str) -> str:
    said = f"群发 #{number} 发到一半，要转发的原消息不在了，已暂停。Telegram 不收，原因：\n{as_said(words)}"
    return f"{said}\n其余会话还没有收到。请在进度那里或 /broadcasts 里取消它，需要的话重新写一条。"


def late_notice(number: int) -> str:
    said = f"群发 #{number} 晚了 6 小时以上（机器人没有在运行），没有接着发，已暂停。"
    return f"{said}内容还合适，就在进度那里或 /broadcasts 里按“继续”；不合适就取消。"


def nobodys_alert(number: int) -> str:
    said = f"群发 #{number} 到点了，但定它的人已不是管理员，没有发，已暂停。"
    return f"{said}要发就在 /broadcasts 里按“继续”，不发就取消。"


def no_right_alert(delivery: Delivery) -> str:
    chat = f"<code>{delivery.where.chat_id}</code>"
    return f"我在会话 {chat} 里没有发言权限，发往那里的简报已暂停；请那里的管理员给我“发布消息”权限，之后自动恢复。"


def undelivered_alert(delivery: Delivery) -> str:
    return f"{escape(_what(delivery))}有会话没能收到：多次重试都没发出，或迟到太久。/stats 看数目，详情见日志。"


def unknown_alert(delivery: Delivery) -> str:
    said = "发出后没有收到 Telegram 的回执，不知道送到没有；为免重复不再发送"
    return f"{escape(_what(delivery))}有会话{said}。/stats 看数目，详情见日志；数目多就查一查到 Telegram 的网络。"


def failed_alert(reference: str) -> str:
    return f"有一次没能回答。编号 {escape(reference)}，详情见日志。"


def conflict_alert(*, by_webhook: bool) -> str:
    if by_webhook:
        said = "有人给这个机器人设了 webhook，已有一分多钟收不到消息（409）。重新启动一次就会取下。"
    else:
        said = "另有程序用同一个 token 收消息（409），已有一分多钟，有些消息到不了这里。请停掉那一个。"
    return f"{said}若不是自己人，请到 BotFather 换 token。"


def unwritable_alert(words: str) -> str:
    said = f"数据库已有一分多钟写不进去：\n{as_said(words)}"
    return f"{said}\n订阅和设置存不下来，简报和群发可能发不出。该做什么，见日志。"


def _what(delivery: Delivery) -> str:
    return (
        f"群发 #{delivery.broadcast_id} " if delivery.kind is DeliveryKind.BROADCAST else f"{delivery.occasion} 的简报"
    )

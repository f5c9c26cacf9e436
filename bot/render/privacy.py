"""What is stored about a chat, and the question before it is removed."""

from __future__ import annotations

from bot.render import presses
from bot.render.reply import Button, Press, Reply, bold, escape, joined
from bot.render.subscribing import chat_text
from bot.subscription import ChatKind, Where


def privacy_reply() -> Reply:
    always = ("会话编号，是私聊、群还是频道，能不能送达", "简报的设置：时间、时区、频率、提前天数、关注的主题和城市等")
    lines = "\n".join(
        [
            *(f"· {each}；保存到发 /forget 为止" for each in always),
            "· 投递记录：日期、结果、消息编号；保存90天",
            "· Telegram 要求晚些再发的回复：发出或不再发时即删",
            "· 处理过的更新编号，免得重复回答；保存2天",
        ]
    )
    not_kept = (
        "不存名字，不存你发来的消息。只有两个例外：没查到答案的问题，会记下文字和日期（不记是谁问的），用来补资料；"
        "机器人管理员写的群发内容。上一个问题和看到的那一条在内存里留十分钟，好接着问（“那去年呢”“出处呢”），不写下来。"
    )
    return Reply(joined(bold("存了什么"), lines, not_kept, "发 /forget 删除这里的全部记录。"))


def forget_reply(where: Where, target: str) -> Reply:
    """Asks once more; a group is forgotten with all its topics."""
    what = {ChatKind.GROUP: "这个群", ChatKind.CHANNEL: "这个频道"}.get(where.kind, "这里")
    what = escape(chat_text(where, target)) or what
    what += "（包括各话题）" if where.kind is ChatKind.GROUP else ""
    text = f"要删除{what}的全部记录吗？包括订阅、设置和投递记录。删除后不能恢复，也不会再收到简报和群发。"
    choices = (("全部删除", "yes"), ("算了", "no"))
    return Reply(text, (tuple(Button(name, Press(presses.FORGET, (choice, target))) for name, choice in choices),))


def forgotten_reply() -> Reply:
    return Reply("已全部删除。要重新开始，请发 /start 或 /subscribe。")


def kept_reply() -> Reply:
    return Reply("没有删除任何东西。")

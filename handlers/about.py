"""/about: what the base holds, how it was made, and the version."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.help import about_reply
from bot.render.reply import Reply
from bot.services import Services


async def answer(_ask: Ask, services: Services) -> Reply:
    return about_reply(services.catalogue)


COMMAND = Command(
    "about",
    "关于",
    answer,
    "这份资料是什么、到哪天为止",
    "What this base holds",
    said=(
        *(f"{of}多久更新{once}" for of in ("", "数据", "资料") for once in ("", "一次")),
        *(f"{so}多少条{what}" for so in ("", "有", "一共", "一共有") for what in ("数据", "资料", "事实")),
        *("为什么没有", "怎么没有", "为什么查不到", "怎么查不到", "为什么找不到"),
        *(
            f"{newest}{to}"
            for newest in ("数据", "最新数据", "最新的数据", "资料")
            for to in ("到哪天", "到什么时候", "截至哪天")
        ),
        *("有多少数据", "有多少资料", "收录了多少条"),
        *(f"{who}是谁{made}的" for who in ("你", "机器人", "这个机器人") for made in ("做", "开发")),
        *(f"{of}{right}吗" for of in ("数据", "资料") for right in ("准", "准确", "可靠")),
    ),
)

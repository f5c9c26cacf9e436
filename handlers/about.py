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
        *(
            "更新到什么时候",
            "更新到哪天",
            "数据更新到什么时候",
            "数据更新到哪天",
            "资料更新到什么时候",
            "资料更新到哪天",
        ),
        *("数据到什么时候", "数据到哪天", "资料到什么时候", "资料到哪天", "数据截至什么时候"),
        *("资料截至什么时候", "最新数据到哪天", "最新的数据是哪天", "最新的数据是什么时候", "多久更新"),
        *("多久更新一次", "数据多久更新一次", "有多少条数据", "有多少条资料", "有多少条事实"),
        *("有多少数据", "有多少资料", "多少条数据", "多少条资料", "一共有多少条数据"),
        *("一共有多少条资料", "一共多少条数据", "一共多少条资料", "收录了多少条", "你是谁做的", "你是谁开发的"),
        *("机器人是谁做的", "这个机器人是谁做的", "数据准确吗", "数据可靠吗", "资料准确吗", "资料可靠吗"),
        *("数据准吗", "资料准吗"),
    ),
)

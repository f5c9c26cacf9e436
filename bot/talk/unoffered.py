"""Knows what is asked of the bot that it does not do (收藏, 导出word, in English please), and what there is instead.

A noun alone (文件, 人工) is a question of the base.
"""

from __future__ import annotations

import re

from bot.render.names import ASK_IN_ENGLISH
from bot.render.reply import Reply
from bot.text import normal

_FILE = "(?:word|excel|pdf|ppt|csv|表格|文档|文件|电子表|图片)"
_WANTED = "(?:能不能|可不可以|可以|能|怎么|如何|请|帮我|给我|我想|想)+"
_CAN = f"(?:{_WANTED})?"
_THIS = "(?:它|这个|这条|[这那]些|数据|结果|一下)?"
_END = "[吗么呢吧啊了]*"
_UNOFFERED = {
    f"{_CAN}(?:添加|加入|删除|取消|查看|我的)?(?:收藏夹?|书签){_THIS}{_END}|bookmark(?: (?:it|this))?"
    f"|{_CAN}(?:保存|存下来|存){_THIS}{_END}|save (?:it|this)": (
        "这里没有收藏。要留下一条，点卡片下面的“分享”发给自己，或者在 Telegram 里把消息转发到自己的“收藏夹”。"
    ),
    f"{_CAN}(?:导出|下载|打印){_THIS}(?:[成为到]|[成为]?一?个)?{_FILE}?{_END}|(?:{_WANTED}(?:生成|转成|做成|发)?|生成|转成|做成|发(?=[一个份张]))一?[个份张]?{_FILE}{_END}"
    "|(?:can you |please )*(?:export|download|print)(?: (?:it|this))?(?: (?:to|as) [a-z]+)?": (
        "不能导出文件。点卡片下面的“复制引用”，能连时点和来源一起复制；一个指标的历次数据，发 /trend 看。"
    ),
    f"(?:please )?(?:speak |answer |reply )?(?:in )?english(?: please)?"
    "|translate(?: (?:it|this))?(?: (?:to|into) english)?"
    f"|{_CAN}(?:把?{_THIS})?(?:用|说|讲|翻译?[成为]?|换成)?(?:英文版?|英语)(?:回答|说|版)?{_END}": (
        f"答案只有中文。{ASK_IN_ENGLISH}"
    ),
    "(?:这是?)?(?:[这那]些)?(?:数据|资料)?[是由]?谁(?:编|整理|维护)(?:写|辑)?的?[呢啊]?|编辑是谁"
    "|who made (?:this|it|you)": ("每条都由编辑据公开报道改写，附时点和来源。/sources 看来源，/about 看资料的概况。"),
    "(?:转接?|找|要|有)(?:人工|真人)(?:客服|服务)?[吗么呢]*|有?(?:人工|真人)?客服[吗么呢]*": (
        "这里没有人工客服。要查什么，直接发词就行；/help 看全部命令。"
    ),
}
_KNOWN = [(re.compile(words), line) for words, line in _UNOFFERED.items()]


def unoffered(words: str) -> Reply | None:
    """What there is instead of what words ask of the bot and it does not do; None for other words."""
    said = normal(words).strip(" ,，。.!！?？").lower()
    line = next((line for asked, line in _KNOWN if asked.fullmatch(said)), None)
    return None if line is None else Reply(line, is_aside=True)

"""What is said to be polite, or to one another, or in anger: 你好, 谢谢大家, 好的, 哈哈, 抱歉, 真没用."""

from __future__ import annotations

import re

from bot.text import normal

_COURTESY = re.compile(
    "(?:谢谢|多谢|感谢|谢|辛苦|不客气|不用|不必|没事|没关系|好的|好|行|可以|嗯|哦|收到|知道|明白|了解|原来如此|哈|呵|嘻|赞|厉害|再见|拜拜"
    "|对不起|抱歉|不好意思|真|太|没用|笨蛋?|蠢|傻[逼子瓜]?|垃圾|废物|滚|气死我"
    "|早上好|晚上好|早安|晚安|早|大家|各位|你|您|们|了|啦|啊|呀|的|吧|xiexie|nihao|zaijian|okay|ok|thanks|thankyou|thx|thank|bye)++"
)  # possessive: 哈哈哈哈… must not be read in every way there is
THANKS = re.compile("(?<!不用)谢|辛苦|好的|thank|thx|xiexie")  # 好的 is said to an answer that was taken
HELLO = re.compile("nihao|[你您]们?好|大家好|各位好|[早晚]安|[早晚]上好")


def is_courtesy(words: str) -> bool:
    """Whether the words are said to be polite, to one another, or in anger: 谢谢大家, 好的, 哈哈, 真没用."""
    said = "".join(character for character in normal(words) if character.isalnum())
    return bool(said) and _COURTESY.fullmatch(said) is not None

"""What asks whether all before it is so: words for a verdict (对吗, 属实吧, is it true), or a particle alone (吗)."""

from __future__ import annotations

import re

SO = ",对吗"  # behind a text that is to be verified, in a question's normal form
_PARTICLE = "(?:吗|(?<!什)么|吧)"
_IS_SO = "真的?|对|准确?|正确|属实|可信|靠谱|没错|没问题|没[说写记]错|这样|这么回事"
VERDICT = (  # for patterns
    f"(?:是?(?:{_IS_SO})的?{_PARTICLE}|是{_PARTICLE}|真的假的|真假|属实|正确|没错|准不准|对不对?|是不是|有没有[错问]题?"
    f"|有问题{_PARTICLE})"
)
ASKS_SO = f"(?:{VERDICT}|{_PARTICLE})"
_STOPS = "[?？。！! ]*"
_ANYWHERE = "(?<![a-z])is it (?:true|right|correct)(?![a-z])|真的吗"
_OF_THIS = "(?:[这该此]一?[个种项组]?(?:数据?|数字|说法|提法|表述|消息|口径|信息)?)?"
_ENDS_IN_VERDICT = re.compile(f"(?<=[^,，。;；?？!！、 ])[,，、 ]*{_OF_THIS}{VERDICT}{_STOPS}$")
# At the end of a sentence, with the comma before it.
SO_AT_THE_END = re.compile(f"[,， ]*{ASKS_SO}{_STOPS}$")
# What asks for a verdict; another question with 吗 has its answer in the card.
VERIFIES = re.compile(f"{VERDICT}{_STOPS}$|{_ANYWHERE}")
# What asks whether there are so many, and not whether there is something of a time: 有没有3万家, 有没有2023年的.
_SO_MANY = "(?:超过?|突破|达到?|满|到|近|约)?了?(?!(?:19|20)[0-9]{2}年|[0-9]{1,2}[月日])[0-9]"
HAS_SO_MANY = f"(?:(?<=[^ ,，。])有没有(?={_SO_MANY})|^有没有(?={_SO_MANY}[0-9.]*[万亿]*[一-鿿]{{3}}))"
# Whether it has come so far: who asks that knows of no amount, and of a plan alone hears that it is one.
BY_NOW = re.compile("了(?:[吗么吧]|没有?)|有没有")
# What is said of something as a plan, for patterns.
AS_A_PLAN = "计划|规划|预计|预定|预期|拟(?!合)|将(?![军领才])|目标|力争|争取"
# What asks whether something is so, in any way.
CLAIM = re.compile(f"{ASKS_SO}{_STOPS}$|{_ANYWHERE}|是不是|是否|了没有?{_STOPS}$|{HAS_SO_MANY}")


def in_one_form(words: str) -> str:
    """Words in their normal form, with whatever asks for a verdict on them in one form."""
    return _ENDS_IN_VERDICT.sub(SO, words)

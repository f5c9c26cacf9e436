"""What a question holds against something else: two sides, 甲比乙多吗, 甲还是乙高, 甲和乙哪个多."""

from __future__ import annotations

import re
from typing import NamedTuple

# The words of comparison, here and in `most`. 增长, 市长 are no length, 多少 and 大小 are both ways.
MORE, LESS = (
    "(?:[多高大快]|贵(?![州阳港池溪])|(?<![增成生省市区县州校院会部局处组首])长)",
    "(?:[低慢短]|(?<!多)少|(?<!大)小)",
)
CITY = "(?:成员)?(?:城市|市(?![场民值级委长政区])|地方|地区(?!生产))"
WHICH_CITY = f"哪[一几些]?[个座]?{CITY}|哪[里儿]|谁"
END = r"[的吗么吧呢啊呀?？。!！\s]*$"
AND = r"(?:\s*(?:还是|和|与|跟|或者?|、|vs)\s*)"
# 甲比乙高; not 同比, 占比, 比重, 无比
THAN = "(?<![占可对百相环类正无比])(?<!(?<!合)同)比(?![例重如分值较赛邻比])"
# What judges names a side, but never the one with most: the best air has the least dust.
_HOW = f"(?:{MORE}|{LESS}|[好强弱]|(?<![误逆顺温时落出])差)"
_BY = "[了出上]?(?:多少|几|一?[些点]|很多|不少)?(?:个?百分点|[个家项座成倍分万亿元人])*"
_ONE, _OTHER = (rf"(?P<{name}>[^,，。;；?？]{{1,30}}?)" for name in ("one", "other"))
_WHICH = f"(?:{WHICH_CITY}|哪一?[个座]|哪[边家])的?"
_HELD = r"(?:相比|之间|[比中里])?[,，\s]*"
_TWO_SIDES = tuple(
    re.compile(pattern)
    for pattern in (
        f"^{_ONE}(?:有没有|{THAN}){_OTHER}[还更要那这]?么?{_HOW}{_BY}{END}",
        rf"^{_ONE}{AND}{_OTHER}{_HELD}{_WHICH}(?P<what>[^,，]{{0,10}}?)[更最]?{_HOW}[些点]?{END}",
        rf"^{_WHICH}(?P<what>[^,，]{{1,10}}?)[更最]?{_HOW}[些点]?[,，:：?？\s]+{_ONE}{AND}{_OTHER}{END}",
        f"^{_ONE}{_HOW}?还是{_OTHER}[更最]?{_HOW}[些点]?{END}",
        rf"^{_ONE}(?:和|与|跟){_OTHER}{THAN}[,，\s]*(?P<what>[^,，一]{{0,10}}?){END}",
    )
)
# 哪个, 谁, 其他, 全部 name no side.
_NO_SIDE = re.compile("哪|谁|(?<!第)几[个座]|有没有|其他|其它|其余|(?<![特分级区类])别的|^(?:全部|所有)")
_DIFFERENCE = re.compile("(?<![误逆顺温时落出])(?:相?差(?:了|距|额|别)?(?:有|是)?(?:多[少大]|几[个家项]?)|相差)")


class Contrast(NamedTuple):
    """Two sides, each in the words of the question, and what is asked of both where it stands by itself."""

    one: str
    other: str
    what: str = ""

    @property
    def words(self) -> str:
        """All of it, without what only compares."""
        return " ".join(filter(None, (self.one, self.other, self.what)))


def contrast(question: str) -> Contrast | None:
    """The two sides that a question (in its normal form) asks of which there is more, or how much; else None."""
    found = next(filter(None, (pattern.search(question) for pattern in _TWO_SIDES)), None)
    if found is None or any(_NO_SIDE.search(found[side]) for side in ("one", "other")):
        return None
    return Contrast(found["one"].strip(), found["other"].strip(), found.groupdict().get("what") or "")


def without_difference(question: str) -> str:
    """A question without what asks how far two things are apart; the question itself where nothing does."""
    return _DIFFERENCE.sub(" ", question)

"""What a question holds against something else: two sides, 甲比乙多吗, 甲还是乙高, 甲和乙哪个多."""

from __future__ import annotations

import re
from typing import NamedTuple

MORE, LESS = "[多高大强快好长]", "[少低小弱慢差短]"
_HOW = f"(?:{MORE}|{LESS})"
_BY = "[了出上]?(?:多少|几|一?[些点]|很多|不少)?(?:个?百分点|[个家项座成倍分万亿元人])*"
_END = r"[的吗么吧呢啊呀?？。!！\s]*$"
_ONE, _OTHER = (rf"(?P<{name}>[^,，。;；?？]{{1,30}}?)" for name in ("one", "other"))
_AND = r"(?:\s*(?:还是|和|与|跟|或者?|、|vs)\s*)"
_WHICH = "(?:谁|哪一?[个座](?:城市|地方)?|哪[边里家])的?"
_TWO_SIDES = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲比乙高多少; not 同比, 占比, 比重
        f"^{_ONE}(?:有没有|(?<![占可对百相环类正])(?<!(?<!合)同)比(?![例重如分值较赛邻])){_OTHER}[还更要那这]?么?{_HOW}{_BY}{_END}",
        rf"^{_ONE}{_AND}{_OTHER}(?:相比|之间|[比中里])?[,，\s]*{_WHICH}(?P<what>[^,，]{{0,10}}?)[更最]?{_HOW}[些点]?{_END}",
        rf"^{_WHICH}(?P<what>[^,，]{{1,10}}?)[更最]?{_HOW}[些点]?[,，:：?？\s]+{_ONE}{_AND}{_OTHER}{_END}",
        f"^{_ONE}{_HOW}?还是{_OTHER}[更最]?{_HOW}[些点]?{_END}",
    )
)
_DIFFERENCE = re.compile("相?差(?:了|距|额|别)?(?:有|是)?(?:多[少大]|几[个家项]?)|相差")


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
    if found is None:
        return None
    return Contrast(found["one"].strip(), found["other"].strip(), found.groupdict().get("what") or "")


def without_difference(question: str) -> str:
    """A question without what asks how far two things are apart; the question itself where nothing does."""
    return _DIFFERENCE.sub(" ", question)

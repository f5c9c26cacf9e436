"""Of which city, year or thing there is most: 哪个城市最高, 人口最少的城市, gdp排名; 哪年最多; 哪个机场客流多."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.counting import THINGS
from bot.search.contrasts import AND, CITY, END, LESS, MORE, THAN, WHICH_CITY
from bot.text import NUMERALS

_HIGH, _LOW = f"最{MORE}", f"最{LESS}"
_MOST_OF_CITIES = f"{_HIGH}|{_LOW}|(?:排名?)?(?:倒数)?第一|居首|领先|垫底"
_MOST = f"(?P<most>{_MOST_OF_CITIES})"
_LEAST = re.compile(f"{_LOW}|倒数|垫底")
_WHICH_CITY = f"(?:是|在)?(?:{WHICH_CITY})的?"
_SO_MANY = f"(?:前?[0-9{NUMERALS}几][个座名位]?)?"
_END = rf"(?:是?(?:多少|哪[个些几]|谁|怎么?样|如何|情况))?{END}"
_MORE_THAN = f"{THAN}(?P<beside>.{{1,30}}?)[还更要]*(?:{MORE}|{LESS})"
_OTHERS = f"(?:有?(?:{_WHICH_CITY}|几[个座]{CITY}的?)|其[他它余]{CITY}的?)"
_OF_CITIES = tuple(
    re.compile(pattern)
    for pattern in (
        f"^(?P<before>.*?){_WHICH_CITY}(?P<what>.*?)[是排]?{_MOST}{_END}",
        f"^(?P<before>.*?{CITY}[的之当]?[里中内]?面?)(?:的|是)?哪一?[个座](?P<what>[^,，。;；?？]{{2,12}}?)是?{_MOST}{_END}",
        f"^(?P<before>.*?{CITY}[^,，。;；?？]{{2,10}}?)哪一?[个座](?P<most>最?{MORE}|最?{LESS}){_END}",
        f"^(?P<before>.*?){_MOST}的?{_SO_MANY}(?:{_WHICH_CITY}|的?{CITY}|是哪个){_END}",
        f"^(?P<before>.*?)(?:各个?|每一?个|(?<![部充十])分|所有){CITY}的?(?P<what>.*?)(?:都?有)?(?:分别|各)?{_END}",
        f"^(?P<before>.*?)(?:的?(?:城市|各市))?的?(?:从[高大多]到[低小少])?(?:排名|排行榜?|排序|名次){_END}",
        # all but the one that they are held against: 谁的gdp比合肥高, gdp比合肥高的城市有哪些
        f"^(?P<before>.*?){_OTHERS}(?P<what>.{{0,30}}?){_MORE_THAN}{END}",
        f"^(?P<before>.*?){_MORE_THAN}的{CITY}(?:有|是)?(?:哪些|几个|多少个?)?{END}",
    )
)
_WHICH_YEAR = "(?:是|在)?(?:哪一?年|(?:哪个|什么)年份|什么时候|何时)的?"
_MOST_OF_YEARS = f"{_HIGH}|{_LOW}"
_OF_YEARS = tuple(
    re.compile(pattern)
    for pattern in (
        f"^(?P<before>.*?){_WHICH_YEAR}(?P<what>.*?)(?P<most>{_MOST_OF_YEARS}){_END}",
        f"^(?P<before>.*?)(?P<most>{_MOST_OF_YEARS})的?(?:一年|年份|时候)?(?:出现)?{_WHICH_YEAR}{_END}",
        f"^(?P<before>.*?)(?P<most>{_MOST_OF_YEARS})的(?:[一那]年|年份){_END}",
    )
)
_WHICH_ONE = f"(?:是|在)?哪一?[{THINGS}](?!{CITY}|年|月|时)的?"
_OF_THINGS = tuple(
    re.compile(pattern)
    for pattern in (
        f"^(?P<before>.*?){_WHICH_ONE}(?P<what>[^,，。;；?？]{{3,20}}?|[^,，。;；?？最]{{2}}(?=[是排]?最))(?<!最)[是排更]?(?P<most>最?{MORE}|最?{LESS}){_END}",
        f"^(?P<before>.{{2,}}?)(?P<most>{_MOST_OF_YEARS})的(?P<kind>(?!{CITY}|[一那]?年)[^,，。;；?？的是有哪]{{2,8}})"
        f"(?:是|有)?(?:{_WHICH_ONE}|什么|谁)?{_END}",
    )
)
_NAMES_CITIES = re.compile(CITY)
# Both ends at once: 最高和最低的城市; 哪个城市gdp最高，哪个最低; gdp最高的和gdp最低的.
_WHICH = f"(?:{_WHICH_CITY}|{_WHICH_YEAR}|是?哪一?个|(?:一年|年份|{CITY}))"
_AND = f"(?:{AND}|以及|又?[,，;；?？\\s]+)(?:又?是?{_WHICH})?"
_BOTH_ENDS = re.compile(
    f"^(?P<head>.*?(?P<what>[^个座市年谁的,，]{{0,20}}))(?P<most>{_MOST_OF_CITIES})的?{_WHICH}?"
    f"{_AND}(?P=what)?(?P<other>{_MOST_OF_CITIES})(?P<tail>.*)$"
)
_ENDS_IN_ENGLISH = {
    **dict.fromkeys(("most", "largest", "biggest", "greatest"), "最多"),
    **dict.fromkeys(("fewest", "least", "smallest"), "最少"),
    "highest": "最高",
    "lowest": "最低",
}
_END_IN_ENGLISH = f"(?:the )?(?P<most>{'|'.join(_ENDS_IN_ENGLISH)})(?: (?:number|amount) of)?"
_IN_ENGLISH = (
    (re.compile(f"(?:which|what) (?:city|member|place) (?:has|had|saw) {_END_IN_ENGLISH} (?P<what>.+)"), "哪个城市"),
    (re.compile(f"(?:in )?(?:which|what) year (?:had|has|saw|was|were) {_END_IN_ENGLISH} (?P<what>.+)"), "哪年"),
    (
        re.compile("(?:rank |ranking of |compare )?(?:all )?(?:the )?(?:cities|members) (?:ranked )?by (?P<what>.+)"),
        "各城市",
    ),
)
# What is not most, is only aimed at, or is most changed, is another question; so is what is asked besides.
_TURNS = re.compile(
    f"(?<!是)不(?:是|算|属于?|在)|(?:不|非|没有?|未)[再够能会]?(?={_MOST_OF_CITIES})"
    "|目标(?!完成|达成|实现)|预期(?!寿命)|预计|预测|变[化动]|波动|差[距异别]|相差"
)
_ASKS_BESIDES = re.compile(f"{_HIGH}|{_LOW}|[?？]|(?:多少|几[个家项]|哪|谁|什么).*[,，;；。]")


class End(NamedTuple):
    """The word for the most or the least, and which of these it is."""

    word: str
    is_least: bool


class Most(NamedTuple):
    """What is asked for of each city or year, and which end of them; none where all are asked for.

    `beside` is what the others are held against: a city, and with it what is asked for. `kind` is what is compared
    where it is no city and is named apart (院士最多的大学).
    """

    words: str
    ends: tuple[End, ...] = ()
    beside: str = ""
    names_cities: bool = False
    kind: str = ""

    @property
    def most(self) -> str:
        """The words for the ends."""
        return "、".join(end.word for end in self.ends)


def most_of_cities(question: str) -> Most | None:
    """What a question (in its normal form) asks of all cities, or of the one with most or least; else None."""
    return _read(in_chinese(question), _OF_CITIES)


def most_of_years(question: str) -> Most | None:
    """The measure of which a question (in its normal form) asks when it was highest; else None."""
    return _read(in_chinese(question), _OF_YEARS)


def most_of_things(question: str) -> Most | None:
    """The measure of which a question (in its normal form) asks what has most; else None."""
    return _read(question, _OF_THINGS)


def in_chinese(question: str) -> str:
    """An English question of this kind (in its normal form) in the Chinese form; another one as it is."""
    asked = question.strip(" ?!.")
    for pattern, which in _IN_ENGLISH:
        if (found := pattern.fullmatch(asked)) is not None:
            most = _ENDS_IN_ENGLISH.get(found.groupdict().get("most") or "", "")
            return f"{which}{found['what']}{most}"
    return question


def _read(question: str, patterns: tuple[re.Pattern[str], ...]) -> Most | None:
    both = _BOTH_ENDS.search(question)
    asked = f"{both['head']}{both['most']}{both['tail']}" if both else question
    found = next(filter(None, (pattern.search(asked) for pattern in patterns)), None)
    if found is None or _TURNS.search(question):
        return None
    parts = found.groupdict()
    kind = parts.get("kind") or ""
    words = " ".join(filter(None, (parts["before"], kind, parts.get("what")))).strip(" 的是")
    if _ASKS_BESIDES.search(words):
        return None
    ends = (both["most"], both["other"]) if both else filter(None, [parts.get("most")])
    names_cities = _NAMES_CITIES.search(question) is not None
    return Most(words, tuple(map(_end, ends)), parts.get("beside") or "", names_cities, kind)


def _end(most: str) -> End:
    is_least = _LEAST.search(most) is not None
    if len(most) == 1:  # 哪个机场客流多
        most = f"最{most}"
    return End(most if most.startswith("最") else "最少" if is_least else "最多", is_least)

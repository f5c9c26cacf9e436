"""Of which city, or in which year, there is most: 哪个城市最高, 人口最少的城市, 各城市gdp, gdp排名; 哪年最多."""

from __future__ import annotations

import re
from typing import NamedTuple

_HIGH, _LOW = "最[多高大强快好长]", "最[少低小弱慢差短]"
_MOST = f"(?P<most>{_HIGH}|{_LOW}|(?:排名?)?(?:倒数)?第一|居首|领先|垫底)"
_LEAST = re.compile(f"{_LOW}|倒数|垫底")
_CITY = "(?:成员)?(?:城市|市(?![场民值级委长政区])|地方|地区(?!生产))"
_WHICH_CITY = f"(?:是|在)?(?:哪[一几些]?[个座]?{_CITY}|哪[里儿]|谁)的?"
_SO_MANY = "(?:前?[0-9一二三四五六七八九十几][个座名位]?)?"
_END = r"(?:是?(?:多少|哪[个些几]|谁|怎么?样|如何|情况))?[的吗呢啊呀?？。!！\s]*$"
_OF_CITIES = tuple(
    re.compile(pattern)
    for pattern in (
        f"^(?P<before>.*?){_WHICH_CITY}(?P<what>.*?)[是排]?{_MOST}{_END}",
        f"^(?P<before>.*?){_MOST}的?{_SO_MANY}(?:{_WHICH_CITY}|的?{_CITY}|是哪个){_END}",
        f"^(?P<before>.*?)(?:各个?|每一?个|分|所有){_CITY}的?(?P<what>.*?)(?:都?有)?(?:分别|各)?{_END}",
        f"^(?P<before>.*?)(?:的?(?:城市|各市))?的?(?:从[高大多]到[低小少])?(?:排名|排行榜?|排序|名次){_END}",
    )
)
_WHICH_YEAR = "(?:是|在)?(?:哪一?年|(?:哪个|什么)年份|什么时候|何时)的?"
_OF_YEARS = tuple(
    re.compile(pattern)
    for pattern in (
        f"^(?P<before>.*?){_WHICH_YEAR}(?P<what>.*?)(?P<most>{_HIGH}|{_LOW}){_END}",
        f"^(?P<before>.*?)(?P<most>{_HIGH}|{_LOW})的?(?:一年|年份|时候)?(?:出现)?{_WHICH_YEAR}{_END}",
        f"^(?P<before>.*?)(?P<most>{_HIGH}|{_LOW})的(?:[一那]年|年份){_END}",
    )
)
_NAMES_CITIES = re.compile(_CITY)


class Most(NamedTuple):
    """What is asked for of each city or year, and the word for the most or the least; none where all are asked for."""

    words: str
    most: str = ""
    is_least: bool = False
    names_cities: bool = False


def most_of_cities(question: str) -> Most | None:
    """What a question (in its normal form) asks of all cities, or of the one that has most; None for another one."""
    return _read(question, _OF_CITIES)


def most_of_years(question: str) -> Most | None:
    """What a question (in its normal form) asks when there was most of; None for another one."""
    return _read(question, _OF_YEARS)


def _read(question: str, patterns: tuple[re.Pattern[str], ...]) -> Most | None:
    found = next(filter(None, (pattern.search(question) for pattern in patterns)), None)
    if found is None:
        return None
    parts = found.groupdict()
    most, words = parts.get("most") or "", " ".join(filter(None, (parts["before"], parts.get("what"))))
    is_least = _LEAST.search(most) is not None
    said = most if most.startswith("最") or not most else "最少" if is_least else "最多"
    return Most(words.strip(" 的是"), said, is_least, _NAMES_CITIES.search(question) is not None)

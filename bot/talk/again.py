"""What names another place, time or thing and asks nothing itself (那湖州呢, 2019年的有吗, 上一年呢, 不对，是苏州)."""

from __future__ import annotations

import re

from bot.dates import PartialDate
from bot.facts import Fact
from bot.search import HOW_MANY_THINGS, Mentioned, cut
from bot.text import NUMERALS
from bot.time_words import in_digits, times_named, without_times

AGAIN = re.compile(
    r"(?:那么?|还有|换成|再看看?)?[,，\s]*(?P<what>[^,，。？?！!]{1,24}?)的?(?:那[届次年])?又?呢[?？。!！\s]*"
    r"|有没有(?P<other>[^,，。？?！!]{1,24}?)的[?？\s]*"
    r"|(?P<there>[^,，。？?！!]{1,12}?)的(?:数据)?,?(?:有吗|有没有|对吗)[?？\s]*"
    r"|(?P<also>[^,，。？?！!]{1,12}?)(?:那年)?也(?:(?:是|有|一样)(?:[这那]么多)?(?:吗|么|吧)|,对吗)[?？\s]*"
    r"|(?P<may>[^,，。？?！!]{1,12}?)[也都]?(?:(?:能|可以)(?:使?用|办理?|享受|申请|买)?|行|成)(?:吗|么|不行?)[?？\s]*"
    r"|(?P<now>现在|目前|如今|最新|(?:最新|最近)的?一?(?:[次届期回场批]|个数|数据))的?[呢?？\s]*"
    r"|(?:那么?|还有|换成)(?P<then>[^,，。？?！!呢]{1,12})[?？。!！\s]*"
    r"|(?:and )?how many (?:are |is |were |was )?(?:there )?in (?P<there_in>[^,.?!]{1,24}?)[.?!\s]*"
    r"|(?:and )?how many (?:does|do|did) (?P<has>[^,.?!]{1,24}?) (?:have|get)[.?!\s]*"
    r"|(?:is|are|was|were) (?:that|this|it|those|these|they) (?:for|of) (?P<only>[^,.?!]{1,24}?)[.?!\s]*"
    r"|(?:(?:and|what about|how about)(?:\s+(?:in|for|of))?|in|for|of)\s+(?P<english>[^,.?!]{1,24}?)[.?!\s]*"
)
# Somebody says what he meant: 不对，是苏州; 我问的是2021年的; 不是湖州，是九城市.
_MEANT = re.compile(
    "(?:(?:no[,.\\s]+)?i mean(?:t)? "
    "|(?:不对|不是的?|[你搞说弄]*错了?|no)[,，。!！\\s]+(?:我[想要]?[说问查指要]的?)?(?:应该|而)?是?"
    "|我(?:[想要]?[说问查指要]的是|是[说问指]|的意思是)"
    "|(?:我[说问要]的)?不是[^,，。是]{1,12}[,，\\s]*(?:我[说问要]的)?(?:而|应该)?是"
    ")(?P<what>[^,，。？?！!]{1,24}?)的?(?:才对)?[。.!！\\s]*",
    re.IGNORECASE,
)
_THAT_TIME = re.compile("的?那[次届年]$")  # 2021年的那次
_COUNTED = re.compile(rf"(?:那么?)?(?P<what>[^,，。？?！!]{{1,12}}?)[有是]?(?:{HOW_MANY_THINGS}|多少)[呢了]?[?？\s]*")
# Of what came before the time or the session that was spoken of.
_YEAR_BEFORE = re.compile(
    "(?:那么?|再)?(?:往?[上前]一?年|去年(?=同期))(?:同期|度)?的?[呢?？\\s]*"
    r"|(?:and )?(?:in |for )?the (?:year before(?: that)?|previous year)[?\s]*"
)
SESSIONS = "届次批期"  # what is counted of what comes again and again
_SESSION = re.compile(f"第([{NUMERALS}])([{SESSIONS}])")
# One session by itself: 我要第一届的, and the first one.
SESSION_ALONE = re.compile(
    f"(?:那么?|我)?(?:就|[想要]|看|问的?是?|说的?是?)*(?P<chinese>第[{NUMERALS}]|首)(?P<counted>[{SESSIONS}])的?[呢吧]?[?？。\\s]*"
    "|(?:(?:and|or|what about|how about) )?(?:in |for |of )?(?:the )?(?P<english>first|second|third|fourth|fifth|sixth)"
    "(?: (?:one|time|session))?[?\\s]*"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_SESSION_BEFORE = re.compile(f"(?:那么?|再)?[上前]一?(?P<counted>[{SESSIONS}])的?[呢?？\\s]*")
_PART_OF_A_YEAR = re.compile("(?:1[0-2]|0?[1-9])月|[上下]半年|第?[1-4一二三四]季度")


def as_meant(words: str) -> str:
    """A correction as the follow-up that it is (不对，是苏州: 苏州呢); nothing for other words."""
    found = _MEANT.fullmatch(cut(words).strip())
    return f"{found['what']}呢" if found else ""


def time_alone(words: str) -> PartialDate | None:
    """The time that a follow-up names and nothing else (2022年呢, 2021年底呢)."""
    what = named_again(cut(words).strip())
    times = times_named(what)
    return times[0] if len(times) == 1 and not without_times(what).strip(" 的那年底末初") else None


def named_again(words: str) -> str:
    """What is asked for instead: 芜湖 in 那芜湖呢, 2019年 in 2019年多少; empty for other words."""
    if (found := AGAIN.fullmatch(words)) is not None:
        return _THAT_TIME.sub("", "".join(filter(None, found.groups())))
    found = _COUNTED.fullmatch(words)
    return found["what"] if found else ""


def counted_back(words: str, before: Mentioned, shown: Fact | None) -> str:
    """The year or session before the one that was spoken of (上一年呢, 上一届呢), as a follow-up; else nothing.

    A session that is named alone (我要第一届的) is one, too; in English it is counted as what was spoken of is.
    """
    if _YEAR_BEFORE.fullmatch(words):
        years = [int(each) for each in before.required if each.isdecimal()]
        year = years[0] if len(years) == 1 else shown.when.last.year if shown and not years else None
        return f"{year - 1}年呢" if year else ""
    told = _SESSION.findall(" ".join(before.required) or (shown.title if shown else ""))
    if before.rest and (found := SESSION_ALONE.fullmatch(words.lower())) is not None:
        known = [each for _, each in told]  # of a list, a session is no item
        counted = next((each for each in known if found["counted"] in (None, each)), "")
        ordinal = _ORDINALS.index(found["english"]) if found["english"] else 0
        number = (found["chinese"] or f"第{NUMERALS[ordinal]}").replace("首", "第一")
        return f"{number}{counted}呢" if counted else ""
    if (found := _SESSION_BEFORE.fullmatch(words)) is not None:
        place = next((NUMERALS.index(number) for number, counted in told if counted == found["counted"]), 0)
        return f"第{NUMERALS[place - 1]}{found['counted']}呢" if place else ""
    return ""


def of_the_same_year(what: str, before: Mentioned) -> str:
    """A part of the year that was spoken of, where it names none itself (2019年6月 for 6月呢); else what it was."""
    years = [each for each in before.required if each.isdecimal()]
    return f"{years[0]}年{in_digits(what)}" if len(years) == 1 and _PART_OF_A_YEAR.match(in_digits(what)) else what


def spoken(time: str) -> str:
    """A year or a session, as it is asked for: 2021年 for 2021."""
    return f"{time}年" if time.isdecimal() else time

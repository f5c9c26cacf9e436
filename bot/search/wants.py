"""What kind of thing a question wants to hear: how many, when, who, where; whether something is so, how it grew."""

from __future__ import annotations

import re
from enum import Flag, auto

from bot.counting import CLASSIFIERS, COUNT_ALIKE, SHARE, english
from bot.search import asked_for
from bot.search.asked_for import COUNTABLE
from bot.search.clauses import clauses
from bot.search.confirming import CLAIM
from bot.text import NUMERALS
from bot.time_words import without_times
from bot.units import MEASURES_IN_ENGLISH, MONEY_IN_ENGLISH, PEOPLE_IN_ENGLISH, counts_people, is_money


class Wants(Flag):
    """What kind of thing a question wants to hear."""

    NOTHING = 0
    FIGURE = auto()
    MONEY = auto()
    THINGS = auto()
    PEOPLE = auto()
    SHARE = auto()
    DATE = auto()
    BEGINNING = auto()
    PERSON = auto()
    WHAT = auto()
    LIST = auto()
    NEWEST = auto()
    CHANGE = auto()
    SIDES = auto()
    GROWTH = auto()
    CLAIM = auto()
    REASON = auto()
    MEANING = auto()
    MAKER = auto()
    PLACE = auto()
    SPEAKER = auto()
    PURPOSE = auto()
    WORDS = auto()
    RANK = auto()


GROWTH = re.compile(asked_for.GROWTH)
_BETWEEN = re.compile(
    r"[从自由至到底末初比较]|之间|以来|以后|之后|期间|相比"
    r"|\b(?:from|to|since|between|and|did|the|by|grown?|grew|increased?|rise|rose|than in|are there)\b"
)
_TELLS_GROWTH = re.compile(
    "增幅|增长|增速|涨幅|升幅|降幅|翻|连续|新高|[同环]比(?:下降|减少|降低)|(?:下降|减少|下滑|回落)了?(?:超过?|近|约)?[0-9]"
)
_TELLS_PURPOSE = re.compile("用途|作用|目的(?!地)|价值(?!评)|成因|原因|意义|着眼点|职能|功能|理由|任务|初衷")
# Where the money comes from, or who gave it: a question's own form has one for each (`question`).
WHO_PAID = "(?:(?:资金|经费|钱)从哪来|谁(?:来|给)?出资)"
_ASKS_WHOSE_MONEY = re.compile(WHO_PAID)
_TELLS_WHOSE_MONEY = re.compile("出[资钱]|[借拨贷]款|筹资|资助")
_TELLS_BY_WHOM = re.compile("(?<![自理])由(?![此于])|会同|共同|联合|牵头|发起|合作共?建")
_TELLS_RANK = re.compile(f"第[0-9{NUMERALS}]+[位名大]|首位|前列|前茅|位次|排名|名次|排第|居首|领先|最[大多高]")
_TELLS_SHARE = re.compile(SHARE)

ASKS = (
    (Wants.GROWTH, asked_for.GROWTH),
    (Wants.CLAIM, CLAIM.pattern),
    (Wants.FIGURE, asked_for.FIGURE),
    (Wants.MONEY, asked_for.MONEY),
    (Wants.THINGS, asked_for.THINGS_COUNTED),
    (Wants.PEOPLE, asked_for.PEOPLE),
    (Wants.SHARE, asked_for.SHARE_OF_IT),
    (Wants.RANK, asked_for.RANK),
    (Wants.DATE, asked_for.DATE),
    (Wants.BEGINNING, asked_for.BEGINNING),
    (Wants.MAKER, asked_for.MAKER),
    (Wants.PERSON, asked_for.PERSON),
    (Wants.WHAT, asked_for.WHAT),
    (Wants.MEANING, asked_for.MEANING),
    (Wants.PLACE, asked_for.PLACE),
    (Wants.SPEAKER, asked_for.SPEAKER),
    (Wants.WORDS, asked_for.WORDS),
    (Wants.REASON, asked_for.REASON),
    (Wants.PURPOSE, asked_for.PURPOSE),
    (Wants.LIST, asked_for.LIST),
    (Wants.NEWEST, asked_for.NEWEST),
    (Wants.CHANGE, asked_for.CHANGE),
    (Wants.SIDES, asked_for.SIDES),
)
_ASKS = tuple((wants, re.compile(pattern)) for wants, pattern in ASKS)
_ASKS_OF_THINGS = re.compile(asked_for.THINGS_COUNTED)
# What no question that is to be answered is without, but for those that name something and no more.
ASKING = re.compile(f"多少|[几哪谁啥何怎咋]|什么|{english('how', 'wh[a-z]*')}")


def wants(question: str) -> Wants:
    """What kind of thing a question (in its normal form) wants to hear."""
    found = Wants.NOTHING
    for kind, pattern in _ASKS:
        if pattern.search(question):
            found |= kind
    return found


def without_growth(question: str) -> str:
    """A question (in its normal form) without its words for growth and times: what is said to have grown."""
    return " ".join(_BETWEEN.sub(" ", without_times(GROWTH.sub(" ", question))).split())


_OF_A_THING = re.compile("多少(?![钱亿万元人名位公里米亩吨年月天分倍点度岁]|$)[一-鿿]")
_COUNTED_THING = re.compile(f"(?:多少|(?<!第)几)[{CLASSIFIERS}]?(?P<thing>{COUNTABLE})")
IS_COUNTED = re.compile(f"{COUNTABLE}$")
_COUNTED_BY = re.compile(  # 多少份; not 多少份额, 几场景
    "(?:(?<![第哪])几|多少)([条艘辆架台亩页笔届场份张封部篇班枚栋]|趟(?!线))(?![件例构州地景馆所额门委分列])"
)
_SPAN = "分钟|小时|天|周|个月|年"
_DURATION = re.compile(f"(?<![0-9])[0-9]{{1,2}}(?:{_SPAN})|[{NUMERALS}两半每几](?:{_SPAN})|历时|为期")
# What is asked for in units of its own, and how these are written: how many cities there are is no length.
_MEASURES = (
    (
        re.compile("多[长远宽](?!时|久)|总长|(?<!安)全长(?!三角|江|效|期)|长度|里程(?!碑)|多少公里"),
        re.compile("公里|千米|米|里程|km"),
    ),
    (re.compile("占地|面积|多少(?:亩|平方?|公顷)"), re.compile("平方|亩|公顷|面积|km")),
    (re.compile("多久|多长时间|几(?:分钟|小时|个钟头)"), _DURATION),
    (re.compile("怎么[走去到坐](?!的)"), re.compile("直达|高铁|高速|航线|班列|地铁|公交")),
    (re.compile("(?:哪[里儿]|什么地方)的?人(?=$|[呢啊呀吗?？。])|籍贯|老家|出生地"), re.compile("人氏|籍|出生|老家")),
    (re.compile("多大(?:年纪|岁数)|几岁|年龄"), re.compile("岁|年龄")),
)


_IN_UNITS = re.compile("|".join(p.pattern for p in (_COUNTED_THING, _COUNTED_BY, *(asks for asks, _ in _MEASURES))))


def asks_in_units(question: str) -> bool:
    """Whether a question asks for a measure or for how many of a kind there are: without that no text tells another."""
    return _IN_UNITS.search(question) is not None


def asks_in_other_units(question: str, text: str) -> bool:
    """Whether a question asks for a length, an area, a duration, a way, an origin or lines, and a text has none."""
    counted = _COUNTED_BY.search(question)
    if counted and not _is_counted_by(counted[1], text):  # passengers are no lines
        return True
    return any(asks.search(question) and not told.search(text) for asks, told in _MEASURES)


def _is_counted_by(counter: str, text: str) -> bool:
    """Whether a text counts by a classifier, or by one that counts alike; 第四届 is the fourth, and counts nothing."""
    like = next((alike for alike in COUNT_ALIKE if counter in alike), counter)
    many = f"[0-9{NUMERALS[1:]}两百千万亿余多]"
    return re.search(f"(?<!第)(?<!{many}){many}+[{like}]", text) is not None


_SO_MANY_PEOPLE = re.compile("(?:多少|几)[人名位]")


def asks_a_measure(question: str) -> bool:
    """Whether a question asks how long or large something is, or how many people: of anything."""
    return _SO_MANY_PEOPLE.search(question) is not None or asks_in_other_units(question, "")


ASKS_A_WAY = re.compile("多久|多长时间|几个?(?:小时|钟头)|多远|怎么[走去到坐]|how (?:far|long|do i get)")


# Units that count no things, but money, people, shares, ranks, or a measure.
_OF_NO_THINGS = re.compile(
    "元|人|名$|%|百分点|比[重例]|份额|[倍成分点位岁]$|平方|立方|(?:公里|[米里亩顷吨克斤镑升瓦伏度时天年月日周秒煤票级])$|赫兹|[车班航架]次|°"
    f"|{MONEY_IN_ENGLISH}|{PEOPLE_IN_ENGLISH}|{MEASURES_IN_ENGLISH}",
    re.IGNORECASE,
)


def counts_things(unit: str) -> bool:
    """Whether a unit counts things, and not people, money, shares or a measure: 个, 台（套）, 列, companies."""
    return bool(unit) and _OF_NO_THINGS.search(unit.partition("（")[0]) is None


def is_counted_in(question: str, unit: str) -> bool:
    """Whether a unit is one of what a question asks for: 几个项目 of things, 多少钱 of money, 多少人 of people."""
    asked = wants(question)
    if asked & Wants.MONEY:
        return is_money(unit)
    return bool(asked & Wants.PEOPLE and counts_people(unit)) or (counts_things(unit) and asks_how_many(question))


def asks_how_many(question: str) -> bool:
    """Whether a question asks how many things there are: 几个项目, 多少仪器; not how much money or how many points."""
    return _ASKS_OF_THINGS.search(question) is not None or _OF_A_THING.search(question) is not None


_SO_MANY = f"(?:[0-9.]+(?![0-9.年月日])|[{NUMERALS}百千万几两]+[余多]?[{CLASSIFIERS}])"
_NO_NUMBER = "[^0-9,，。;；|]"


def is_counted(thing: str, text: str) -> bool:
    """Whether a text tells how many there are of a thing, which is a pattern: 服务机构1825家, 28 firms."""
    before, behind = f"(?<![a-z0-9.]){_SO_MANY}[^,，。;；|]{{0,24}}?{thing}", f"{thing}{_NO_NUMBER}{{0,6}}{_SO_MANY}"
    return re.search(f"{before}|{behind}|{thing}数量?[|]", text) is not None  # also by a label: 合作院校数


def counts_only_others(question: str, text: str) -> bool:
    """Whether a question asks how many there are of what a text names, and it counts only other things.

    What firms may buy at 31 institutions is no number of firms.
    """
    found = _COUNTED_THING.search(question)
    return found is not None and found["thing"] in text and not is_counted(found["thing"], text)


def asks_only_where(asked: Wants) -> bool:
    """Whether a question wants to hear where something is, and not when, who or how much besides."""
    return asked & (Wants.PLACE | Wants.DATE | Wants.PERSON | Wants.FIGURE) == Wants.PLACE


def asks_several(question: str) -> bool:
    """Whether a message has several clauses that each ask something: it is more than one question."""
    every = clauses(question)
    return len(every) > 1 and all(map(ASKING.search, every))


def tells_growth(text: str) -> bool:
    """Whether a title, a label or a statement tells by how much something grew."""
    return _TELLS_GROWTH.search(text) is not None


def tells_purpose(text: str) -> bool:
    """Whether a title tells of what something is for, what it does, or why it is so."""
    return _TELLS_PURPOSE.search(text) is not None


def tells_share(text: str) -> bool:
    """Whether a title or a label tells what share something has of something larger."""
    return _TELLS_SHARE.search(text) is not None


def tells_rank(text: str) -> bool:
    """Whether a text tells which place something has among others."""
    return _TELLS_RANK.search(text) is not None


def tells_by_whom(text: str) -> bool:
    """Whether a text tells that somebody did something, alone or with others."""
    return _TELLS_BY_WHOM.search(text) is not None


def asks_whose_money(question: str) -> bool:
    """Whether it is asked where the money for something comes from, or who gave it."""
    return _ASKS_WHOSE_MONEY.search(question) is not None


def tells_whose_money(text: str) -> bool:
    """Whether a text tells that somebody gave money, lent it or raised it."""
    return _TELLS_WHOSE_MONEY.search(text) is not None

"""What kind of thing a question wants to hear: how many, when, who, where; whether something is so, how it grew."""

from __future__ import annotations

import re
from enum import Flag, auto

from bot.counting import CLASSIFIERS, SHARE, THINGS
from bot.days import without_times
from bot.search.clauses import clauses
from bot.search.confirming import CLAIM
from bot.text import NUMERALS


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


def english(*words: str) -> str:
    """A pattern for whole English words: now is not in know. Chinese may stand right beside them."""
    return f"(?<![a-z])(?:{'|'.join(words)})(?![a-z])"


# How it is asked how many, when and where: for patterns.
HOW_MANY_THINGS = f"(?:多少|(?<![第哪])几)[{THINGS}]"
_HOW_MANY_YEARS = "(?<![这那近前头去来好后十数])几[月号年](?!一|数据|来|内|间|前|后|了)"  # 这几年 is no question
_WHEN = f"(?:什么|啥)时候|什么时间|何时|哪一?[年天]|{_HOW_MANY_YEARS}|哪个月"
WHEN = f"(?:{_WHEN}|几几年)"
WHERE = "(?:哪里|哪儿|哪个(?:城市|市|区|县|省|地方|地区|园区|街道|校区|镇)|什么地方)"

# What asks how many there are, whatever they are, why something is so, and what it is for.
_HOW_MANY = f"数量|总数|{english('how many', 'number of')}"
_WHY = "为什么|为啥|为何|原因"
_ENGLISH_FOR = "(?<![a-z])what (?:is|are|was|were) [^?]+ for(?:[?]| what|$)"
_WHAT_FOR = "干嘛|干啥|作用|用途|有(?:什么|啥|何)用(?!户)"

# What there are so many of, where no classifier says it (多少企业); an amount of money may be that of contracts.
_COUNTABLE = "(?:企业|公司|单位|机构|高校|院校|大学(?!生)|学校|项目|平台|基地|园区|联盟|实验室|研究院|产品|专利|车站)"


# By how much something grew. What is new (新增) is a measure of its own.
GROWTH = re.compile(
    "(?:一共|总共|共)?(?<![新最不许])(?:增加|增长|上涨|上升|提高|提升|扩大|减少|下降|缩水|[增涨多升扩翻降])[了出]?"
    f"(?:多少|几(?!个?[月年天]|季))(?:[{CLASSIFIERS}倍番成点分]|个?百分点|亿元?|万元?|钱)*"
    "|[增涨升降]了?百分之(?:多少|几)|(?:增长|上升|提高)了?百分之(?:多少|几)|[增涨升降](?:幅|速|长率)(?:是|有)?(?:多大|多少)?"
    f"|{english('how (?:much|many)(?: more)?')}"
    f"(?= .*{english('grow', 'grew', 'increased?', 'rise', 'rose', 'than in')})"
    f"|{english('(?:growth|increase|rise) (?:of|in)')}"
)

_BETWEEN = re.compile(
    r"[从自由至到底末初比较]|之间|以来|以后|之后|期间|相比"
    r"|\b(?:from|to|since|between|and|did|the|by|grown?|grew|increased?|rise|rose|than in|are there)\b"
)
_TELLS_GROWTH = re.compile("增幅|增长|增速|涨幅|升幅|降幅|翻|连续|新高")
_TELLS_PURPOSE = re.compile("用途|作用|目的(?!地)|价值(?!评)|成因|原因|意义|着眼点|职能|功能|理由|任务|初衷")
# Where the money comes from, or who gave it: a question's own form has one for each (`question`).
WHO_PAID = "(?:(?:资金|经费|钱)从哪来|谁(?:来|给)?出资)"
_ASKS_WHOSE_MONEY = re.compile(WHO_PAID)
_TELLS_WHOSE_MONEY = re.compile("出[资钱]|[借拨贷]款|筹资|资助")
_TELLS_RANK = re.compile(f"第[0-9{NUMERALS}]+[位名大]|首位|前列|前茅|位次|排名|名次|排第|居首|领先|最[大多高]")
_TELLS_SHARE = re.compile(SHARE)

# Who did it, and not who says so.
DID = (
    "(?:来|去|在|给|牵头)?(?:做(?!主)|造|研|建(?!议)|开发|发明|设计|生产|出(?![席任面台现])|[投掏]|发起|创办|成立|组织"
    "|办(?!公))"
)
MAKER = re.compile(f"谁{DID}|哪[家个些](?:单位|公司|企业|机构|团队){DID}")

ASKS = (
    (Wants.GROWTH, GROWTH.pattern),
    (Wants.CLAIM, CLAIM.pattern),
    (
        Wants.FIGURE,
        f"多少|(?<![第哪])几[{THINGS}人倍成]|数量|总数|规模|总量|总额|金额|多[大高长]|(?<![指系倍分函么个哪的])数$"
        f"|{english('how (?:many|much|big|large)', 'number of')}",
    ),
    (Wants.MONEY, f"多少(?:个|来)?(?:[亿万](?![{THINGS}人名位吨平公])|元|钱)|金额|总额|how much money"),
    (Wants.MONEY, f"(?:投资?|掏|拨款?|罚|赔|(?<!开)花)[入了出]?多少(?![a-z{THINGS}人名时年天科])"),
    (Wants.MONEY, "how much .*(invest|cost|money|worth|spen[dt])"),
    (
        Wants.THINGS,
        f"(多少|几)[家个所户座项条件款只台套届批](?![亿万月]|百分点|点(?![子位名]))|多少{_COUNTABLE}"
        f"|数目|(?<![指系倍分函人么个哪的])数$|{_HOW_MANY}",
    ),
    (Wants.PEOPLE, f"(多少|几)[人名位]|人数|人[员才](?:有|是|一共|总共)?(?:多少|几)|{_HOW_MANY}"),
    (
        Wants.SHARE,
        f"{SHARE}|比例|百分之|[几少]个(?:百分点|点(?![子位名]))|几分之|第几|老几|排第|排名|名次|位次"
        f"|{english('shares?', 'proportion', 'percent(?:age)?', 'rank(?:s|ing|ed)?', 'account(?:s|ed)? for')}",
    ),
    (
        Wants.RANK,
        f"第几(?![个届次场期批轮季家])|老几|排第|排名|名次|位次|{english('rank(?:s|ing|ed)?')}",
    ),
    (Wants.DATE, f"(成立|启动)时间|{_WHEN}|日期|年份|{english('when')}"),
    (
        Wants.BEGINNING,
        f"开始|启动|起步|最早|首次|第一次|{english('began', 'begin', 'start(?:s|ed)?', 'launch(?:ed|es)?')}",
    ),
    (Wants.MAKER, MAKER.pattern),
    (
        Wants.PERSON,
        f"谁(?!{DID})|(?:什么|啥|哪个)(?:职务|职位|身份|官职|职(?![工责能业称])|官(?![方网]))|哪[位个](?:人|领导|负责人|官员)|哪位|何人|叫什么(?:名字)?(?=$|[?？。])|姓什么|{english('who')}",
    ),
    (
        Wants.WHAT,
        f"[干做]什么|{_WHAT_FOR}|什么意思|怎么|咋|如何|{_WHY}"
        f"|{_ENGLISH_FOR}|{english('what does', 'why', 'how(?! m)')}",
    ),
    (
        Wants.MEANING,
        "(?<![为说用凭])(?:什么|啥)(?:叫|是)(?!的)|(?:什么|啥)意思|怎么定义|定义是"
        "|what does .*mean|meaning of|define|definition of"
        "|(?<![a-z])what(?:'?s| is) an? (?!.* (?:of|in|for|between|to) )",
    ),
    (
        Wants.PLACE,
        f"在哪(?!.{{0,2}}[年月日天])|[去到]哪[办查看]|(?<![能通开直]到)(?<![通开驶][向往达])(?<!直达)(?<![钱金费]从){WHERE}"
        f"|(?<![如为任几])何[地处](?![理方区])|{english('where')}",
    ),
    (Wants.SPEAKER, "谁(?:说|讲|提出|表示|透露|介绍|打的?比方)|who said"),
    (
        Wants.WORDS,
        "(?:讲|说|谈|提|表示|强调|透露|介绍)[到了过]*(?:[些点]?(?:什么|啥|哪些|哪几)|几[点条])"
        "|(?<!原文)怎么[说讲看]|what did .* say",
    ),
    (Wants.REASON, f"{_WHY}|{english('why')}"),
    (
        Wants.PURPOSE,
        f"[干做]什么(?!的?都)|{_WHAT_FOR}|用处|图(?:个|的|的是)?(?:啥|什么)|目的|意义|职能"
        f"|{_WHY}|{english('why', 'purpose', 'what for', 'used for')}|{_ENGLISH_FOR}",
    ),
    (Wants.LIST, f"哪些|哪几|有什么(?!用)|有啥(?!用)|名单|列表|分别是|{english('which')}"),
    (Wants.NEWEST, f"最新|现在|目前|如今|眼下|当前|最近|{english('latest', 'current(?:ly)?', 'now')}"),
    (
        Wants.CHANGE,
        "变化|趋势|走势|变动|历年|逐年|各年(?![级龄])|分年度|[这近前]几年(?:分别|都|各|每年)"
        f"|怎么[变走]|咋变|变了多少|涨跌|前后|{english('trends?', 'changed?', 'changes')}",
    ),
    (
        Wants.SIDES,
        "对比|比较|相比|比一?比|差距|差多少|差别|区别|不同|不一样|(?<![占对可])比[呢吧]?[?？]?$"
        "|[和跟与同][^ ]{1,6}比(?= )"
        f"|{english('vs', 'versus', 'compared?')}",
    ),
    (Wants.SIDES, "(?:谁|哪个|哪边)的?.{0,6}(?:更[多高大强好快]|[多高大强快]$)"),
)
_ASKS = tuple((wants, re.compile(pattern)) for wants, pattern in ASKS)
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
    """What is to have grown, of a question in its normal form: without the growth, and without between which times."""
    return " ".join(_BETWEEN.sub(" ", without_times(GROWTH.sub(" ", question))).split())


_OF_A_THING = re.compile("多少(?![钱亿万元人名位公里米亩吨年月天]|$)[一-鿿]")
_COUNTED_THING = re.compile(f"(?:多少|(?<!第)几)[{CLASSIFIERS}]?(?P<thing>{_COUNTABLE})")
_COUNTED_BY = re.compile("(?:(?<!第)几|多少)([条艘辆架台亩页笔届场])")
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
    (re.compile("(?:哪[里儿]|什么地方)的?人(?=$|[呢啊呀吗?？。])|籍贯|老家|出生地"), re.compile("人氏|籍|出生|老家")),
    (re.compile("多大(?:年纪|岁数)|几岁|年龄"), re.compile("岁|年龄")),
)


def asks_in_other_units(question: str, text: str) -> bool:
    """Whether a question asks for a length, an area, a duration, an origin, or for lines, and a text has none."""
    counted = _COUNTED_BY.search(question)
    many = f"[0-9{NUMERALS[1:]}两百千万亿余多]"  # one is the first: 第一届 counts nothing
    if counted and not re.search(f"{many}{counted[1]}", text):  # passengers are no lines
        return True
    return any(asks.search(question) and not told.search(text) for asks, told in _MEASURES)


# Units that count no things, but money, people, shares, ranks, or a measure.
_OF_NO_THINGS = re.compile(
    "元|人|名$|%|百分点|比[重例]|份额|[倍成分点位岁]$|平方|立方|(?:公里|[米里亩顷吨克升瓦度时天年月日周秒煤])$|°"
    f"|{english('[kmgt]?wh?', 'k?v', 'euros?', 'eur', 'dollars?', 'usd', 'pounds?', 'yuan', 'rmb', 'cny', 'percent')}"
    f"|{english('points?', 'people', 'persons?', 'residents?', 'inhabitants?', 'employees', '[kn]?m[23]?', 'miles?')}"
    f"|{english('(?:kilo)?met(?:re|er)s?', 'lit(?:re|er)s?', 'kg', 'ha', 't', 'tons?', 'tonnes?', 'hectares?')}"
    f"|{english('acres?', 'years?', 'months?', 'days?', 'hours?', 'minutes?')}",
    re.IGNORECASE,
)


def counts_things(unit: str) -> bool:
    """Whether a unit counts things, and not people, money, shares or a measure: 个, 台（套）, 列, companies."""
    return bool(unit) and _OF_NO_THINGS.search(unit.partition("（")[0]) is None


def is_counted_in(question: str, unit: str) -> bool:
    """Whether a unit is one of what a question asks for: 几个项目 of things, 多少钱 of money, 多少人 of people."""
    asked = wants(question)
    if asked & Wants.MONEY:
        return "元" in unit
    is_of_things = asked & Wants.THINGS or _OF_A_THING.search(question) is not None
    return bool(asked & Wants.PEOPLE and "人" in unit) or bool(is_of_things and counts_things(unit))


def counts_only_others(question: str, text: str) -> bool:
    """Whether a question asks how many there are of what a text names, and it counts only other things.

    What firms may buy at 31 institutions is no number of firms.
    """
    found = _COUNTED_THING.search(question)
    if found is None or (thing := found["thing"]) not in text:
        return False
    many = f"(?:[0-9.]+(?![0-9.年月日])|[{NUMERALS}百千万几两]+[余多]?[{CLASSIFIERS}])"
    return (
        re.search(f"(?<![a-z0-9.]){many}[^,，。;；|]{{0,24}}?{thing}|{thing}[^0-9,，。;；|]{{0,6}}{many}", text) is None
    )


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


def asks_whose_money(question: str) -> bool:
    """Whether it is asked where the money for something comes from, or who gave it."""
    return _ASKS_WHOSE_MONEY.search(question) is not None


def tells_whose_money(text: str) -> bool:
    """Whether a text tells that somebody gave money, lent it or raised it."""
    return _TELLS_WHOSE_MONEY.search(text) is not None

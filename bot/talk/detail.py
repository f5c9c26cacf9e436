"""What is asked of the answer that was given last: its source, its time, who said it, more of it, a reason."""

from __future__ import annotations

import re
from enum import Enum, auto

from bot.search import WHEN, cut
from bot.text import normal

THEN = re.compile("^(?:那时候?|当时|那么?|它们?|这个)")
_ENDS = re.compile(r"(?:[的了呢啊呀吗]|(?<!什)么)*[?？。!！\s]*$")


class Detail(Enum):
    """What is asked of the answer that was given last."""

    SOURCE = auto()
    TIME = auto()
    SURE = auto()
    OFFICE = auto()
    SPEAKER = auto()
    MORE = auto()
    WHY = auto()
    WRONG = auto()
    LATER = auto()
    SCOPE = auto()
    CITED = auto()
    OCCASION = auto()
    NEWER = auto()


_MONEY = "人民币|美元|美金|欧元|日元|港[币元]"
_EACH = (
    "每[年月天日]|一[年月天场次届家]|全年|[上下]半年|[年月]均|单[月场次]|当年|历[年届次]|累计"
    "|[存增]量|新增|总[数共]|合计|一共"
)
_ALL_OF = "全[市国省区县球部体]|[本各]市|估[计算]|预[计测]|大概|大约|实际|准确|精确|计划"
_DETAILS = {
    Detail.SOURCE: re.compile(
        "(?:[它这那]们?[个条些]?|[给发]我?|告诉我)*的?(?:数据|数字)?的?(?:出处|来源)(?:是哪里|是什么|给我|发我|有)?|(?:是)?哪个(?:出处|来源)|原文有|(?:数据)?从?哪[里儿]?[来看]到?(?:的?(?:数据?|数字|说法))?|出自哪里?|依据"
        "|(?:发?给?我?看?)(?:原文|链接|原文链接|报道)|哪篇(?:报道|文章)|(?:要|请|也)?(?:带|附|加|标|注明?|写)[上明出]?(?:出处|来源)|(?:作者|记者|撰稿人?)(?:是|叫)?谁?|谁写|(?:原文|全文)(?:在?(?:哪里?|哪儿)(?:能|可以)?看?)?|(?:[这那]些?)?(?:数据|数字|数)[都又]?[是由]?谁(?:发布|公布|统计|提供)|(?:发布|报道|刊登)(?:于|在)?(?:哪天|哪里|日期)"
        "|(?:what(?:'s| is| are) )?(?:the |its |your )?sources?|where (?:is|are) (?:it|this|that|these|those) from"
        "|where (?:do|does|did) (?:it|they|(?:this|that|these|those|the)(?: (?!money|fund)[a-z]+)?) come from"
    ),
    Detail.TIME: re.compile(
        f"(?:这是?)?(?:截至)?{WHEN}(?:的?数据?|说|的事)|which year|what year|as of when|when was (?:it|that|this)"
    ),
    Detail.SURE: re.compile("(?:这是?|确定是?)?(?:真|准确|可靠)|are you sure"),
    Detail.OFFICE: re.compile(
        "[他她]?(?:是|担任|任)?(?:什么|啥|哪个)(?:职务|职位|身份|单位|部门)|[他她]是(?:谁|[做干](?:什么|啥)的)|(?:这[话句]?)?是?谁(?:说|讲)"
        "|who said (?:it|that|this|so)|(?:[他她]的?)?(?:职务|职位|身份)(?:是?(?:什么|啥))?"
        "|what (?:is|are|was) (?:his|her|their) (?:other )?(?:jobs?|posts?|positions?|offices?|titles?|roles?)"
    ),
    Detail.SPEAKER: re.compile(
        "(?:[他她]还?|还)?(?:说|讲|提)(?:过|了)?(?:些|点)?(?:什么|啥)|what (?:else )?did (?:s?he|they) (?:say|mention)"
    ),
    Detail.MORE: re.compile(
        "再?(?:具体|详细|展开)(?:一?点|些)?(?:说|讲)*(?:点|一下)?|[多细](?:说|讲)(?:点|些|说)?|详情|还有(?:别|什么)?"
        "|换一?[个条]|更多|[后下]面还有|more|(?:any|some)thing else|details?"
    ),
    Detail.WHY: re.compile(
        "(?:为什么|为啥|为何|怎么会)(?:会|还|又|都)?(?:增加|增长|上升|提高|减少|下降|降低|变[多少大小]|这么[多少高低大小快慢])?"
        "|原因|什么原因|why"
    ),
    Detail.WRONG: re.compile(
        "[你这]?(?:说|答|写|搞|弄|数字|数据)?(?:不对|错了?|有误|不正确)吧?|不是(?:吧|这样)?|不是这[个条]|答非所问"
        "|(?:that'?s |it'?s )?(?:wrong|incorrect)"
    ),
    Detail.SCOPE: re.compile(
        "(?:全年|单月|当月)的?(?:数据?|数字|是|有)?(?:多少)?|[年月日人]均(?:是|有)?多少"
        "|(?:(?:这个?|那个?)?(?:数|数字|数据|金额)?的?(?:计量)?单位|(?:是|用|按)?(?:什么|哪种|哪国|啥)(?:货币|币种)|币种)(?:是?(?:什么|啥|多少|[^,，。]{1,4}))?"
        "|(?:(?:in )?(?:what|which) (?:currency|unit)s?|what(?:'s| is| are) the (?:currency|unit)s?)"
        "(?: (?:is|are) (?:it|that|this|those|these|they)(?: in)?)?"
        "|(?:(?:is|are) (?:it|that|this|those|these|they) )?"
        "(?:(?:per|an?|each|every) (?:year|month|day|annum)|annual(?:ly)?"
        "|yearly|monthly|cumulative|in total|a total|in (?:yuan|rmb|cny|us dollars|dollars|usd|euros?))"
    ),
    Detail.OCCASION: re.compile(
        "[他她]?是?在?(?:什么|哪个|啥|哪种|哪次)(?:场合|会议?|活动|地方|论坛)上?(?:公开)?"
        "(?:说|讲|提出?|宣布|讲话|发言|表示)[到过]?(?:[它这那]个?)?"
        "|(?:on what occasion|at (?:what|which) (?:event|meeting)).*"
    ),
    Detail.NEWER: re.compile(
        "(?:还)?(?:有没有|有)(?:比[这它]个?)?(?:更|比较|再)?新(?:一?[点些])?的?(?:数据?|数字|说法|消息)?"
        "|这?就?是最新的?(?:数据?|数字)?了?"
        "|(?:(?:is|are) (?:it|this|that|they|these|those) )?the (?:latest|newest)(?: (?:one|data|figures?))?"
        "|(?:is there )?any(?:thing)? (?:newer|more recent|updates?)"
    ),
    Detail.CITED: re.compile(
        "(?:怎么|如何|能不能|可以|帮我|给我)?(?:写|做)?(?:复制|引用|引文|转发|分享)(?:一?下|引用|格式|引文|[这那](?:一?[条个])?)*(?:给?(?:同事|别人|朋友|领导|群里?|他们?|大家))?"
        "|(?:how (?:do|can|to) (?:i )?|please )?(?:cite|quote|copy|forward|share(?= (?:it|this|that)))"
        "(?: (?:it|this|that))?|citation"
    ),
    Detail.LATER: re.compile(
        "(?:后来|然后|结果|最后|最终)(?:又|是)?(?:怎么样?|怎样|如何|咋样)?|后来(?:又)?发生了什么"
        "|(?:and )?(?:then|later|afterwards)|what happened (?:then|next|later|after(?:wards| that))"
    ),
}


_RELATION = re.compile(
    "(?:[这那](?:些|个|条|件事)?|[它他她]们?)?[跟和与同](?P<other>[^,，。?？!！]{1,16}?)(?:之间)?(?:有|是)?(?:什么|啥|何|没有|无)?(?:关系|关联|联系)"
    "[吗呢啊,，对?？\\s]*|(?:how|what) .*\\b(?:relate|to do with) .*"
)
# What says little without its end: 哪年的 is of the fact, 哪年 of what it tells; 对吗 asks, 对 does not.
_WITH_ITS_END = {
    Detail.TIME: re.compile(f"(?:[这那]些?|它们?)?(?:都|分别|各)?是?{WHEN}的[呢啊呀]?[?？。\\s]*"),
    Detail.SCOPE: re.compile(
        f"(?:[这那]个?|它)?(?:数|数字)?(?:就|都|只)?(?:是|按|指)(?:{_MONEY}|{_EACH}|{_ALL_OF})的?(?:数|数据|数字|总[额数量]|值|计算|算)?的?(?:还是.{{1,6}})?[吗么吧呢]?[?？。\\s]*"
        "|(?:[0-9一二两三四五六七八九十]+年)?(?:累计|合计|总[数额])的?[吗么][?？。\\s]*"
    ),
    Detail.SURE: re.compile(
        "[这那]?(?:[是对]|没错|正确|不会|确定)的?(?:吗|么|吧)[?？。!！\\s]*|你?(?:确定|确认|sure)[?？]+", re.IGNORECASE
    ),
}


def detail_asked(words: str) -> Detail | None:
    """The detail of an answer that words ask for, and nothing else; None when they are a question of their own."""
    whole = cut(words).strip()
    found = [detail for detail, pattern in _WITH_ITS_END.items() if pattern.fullmatch(whole)]
    ways = {bare(whole), bare(normal(words))}  # 还有吗 is read as a check in the normal form of questions
    found += [detail for detail, pattern in _DETAILS.items() if any(map(pattern.fullmatch, ways))]
    return next(iter(found), None)


def asks_relation(words: str) -> bool:
    """Whether words ask what the answer that was given last has to do with something (这跟…有什么关系)."""
    return _RELATION.fullmatch(normal(words).strip()) is not None


def related_to(words: str) -> str:
    """The thing of which words ask what the answer that was given last has to do with it; "" for other words."""
    found = _RELATION.fullmatch(normal(words).strip())
    return (found["other"] or "") if found else ""


def is_only_pointing(words: str) -> bool:
    """Whether words point to what was spoken of and ask nothing: 它呢, 那呢, 这个呢."""
    whole = cut(words).strip()
    return THEN.match(whole) is not None and not bare(whole)


def bare(words: str) -> str:
    """Words without what only begins and ends them: 那…呢, …了吗."""
    return _ENDS.sub("", THEN.sub("", words.strip()))

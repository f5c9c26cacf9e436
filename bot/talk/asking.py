"""What asks on and does not say of what (谁运营, 在哪, 占全国多少, 它是成员吗): known by its form alone."""

from __future__ import annotations

import re

from bot.counting import CLASSIFIERS
from bot.search import ASKING, HOW_MANY_THINGS, OFFICES, SO_AT_THE_END, WHEN, WHERE, WHO_PAID, cut
from bot.talk.detail import bare, detail_asked
from bot.text import NUMERALS
from bot.verbs import BEGUN, BUILT, FOUNDED, HELD, ISSUED, LED, MADE, OPENED, SIGNED

# By how much each year: it is told of it, or not at all.
GREW_YEARLY = re.compile(
    "(?:那么?)?(?:年均|平均每年|每年)的?(?:增长率?|增速|增幅|增加)(?:了?多少|有?多[大高快]|是?多少)?[呢?？\\s]*"
)
GREW = re.compile(
    "(?:那么?)?(?:(?:同比|环比|增幅|增速|涨幅)(?:增长)?|(?:and )?growth(?: rate)?"
    "|(?:so |and )?(?:by )?how (?:fast|much|quickly) (?:do|does|did|has|have|is|are|was) (?:it|they|that) "
    "(?:gr[eo]w(?:n|ing)?|ris(?:e|en|ing)|increas(?:e|ed|ing)))[呢?？\\s]*"
)
# Whether something is so of it.
IS_IT = re.compile(
    f"(?:那么?)?[它他她]们?(?!的)(?P<what>[^,，。？?！!]*{SO_AT_THE_END.pattern})"
    "|(?:is|was|are|were|has|have|did|does|do|will) (?:it|s?he|they) (?!true|correct|right)(?P<english>[^,.?!]+[?\\s]*)"
)
OF_THE_BOT = re.compile("[你您]|怎么[用查问]|能[查问搜]|在吗|在不在")
COMPARED = re.compile(
    "(?:那么?)?(?:和|跟|与|同|比起)(?P<other>[^和跟与同比]{1,12}?)(?:相?比|对比)(?:较|一下|起来)?"
    "(?:呢|如何|怎么?样|,?(?:哪个|谁|哪边)更?[高低大小多少快慢强]|[高低大小多少快慢差]多少)?[?？]?"
    "|(?:再?加上|还有|加个)(?P<more>[^和跟与同比]{1,12}?)(?:一起比?)?(?:呢|吧)?[?？]?"
    "|比(?P<than>[^和跟与同比]{1,12}?)(?:更?[多少高低快慢大小](?:吗|么|不|多少|一?些)?|呢)[?？]?"
    "|(?:and )?(?:(?:how (?:does|do) (?:that|it|this|they) )?compared? (?:with|to)|vs|versus) (?:the )?"
    "(?P<english>[^,.?!]{1,24})[?\\s]*"
)
_DONE = f"(?:参加|出席|{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|{ISSUED}|{SIGNED}|{HELD}|{LED}|{MADE}|[开办建设发])"
# What of it is asked: a side of anything, by which nothing is told of what it is asked.
ASPECT = re.compile(
    "(?:在?全[国市省]的?)?(?:占比|比重|份额|规模|金额|总额|数量|面积|长度|造价|成本|价格|产值|产量|营收|利润)(?:有?多[大少高长]|是多少)?|占全[国市省]的?(?:比[重例])?"
    "|(?:全[国市省]的?)?(?:平均|均值)(?:数|值|水平)?(?:有?多[大少高长]|是?多少)?|年均(?:增长率?|增速|增幅)(?:有?多[大高快]|是?多少)?"
)
COST = re.compile("总?投资(?:额|规模)?(?:有?多[大少]|是多少)|(?:一共|总共)?(?:投资|投|花|耗资)了?多少钱?")
# Whether there is but one of what was spoken of: 只有湖州吗.
ONE_ALONE = re.compile(
    "(?:那么?)?(?:是不是)?(?P<only>[只仅就][有是])(?P<place>[^,，。？?！!]{1,12}?)(?:是?成员)?(?:一[个家])?[吗么吧][?？]*"
)
# Which others there are beside those that were spoken of: 其他成员呢, 还有哪些城市.
THE_OTHERS = re.compile(
    "(?:那么?)?(?:(?:其他|其余|别的|另外)的?(?:成员|城市)?(?:[都是有]*(?:哪[些几]个?|谁)|呢)|还有(?:哪[些几]个?(?:成员|城市)?|谁))[呢啊]?[?？\\s]*"
    "|(?:and )?(?:the others|who else|which others|(?:the )?other (?:members|cities))[?\\s]*"
)
# What asks and does not say of what: 谁参加了, 在哪开的, 占全国多少. A closed list: no question is taken for one.
OF_IT = re.compile(
    f"(?:都?是|由)?谁{_DONE}|(?:都?是|由)?谁出资|是?在?(?:{WHERE}|哪){_DONE}?"
    f"|是?{WHEN}{_DONE}?"
    f"|(?:一共|总共|大概)?有?(?:{HOW_MANY_THINGS}|多少[人钱]?)"
    "|(?:都?是|有|包括|能到)?哪(?:些|几个)(?:城市|地方|企业|单位|机构|项目)?"
    "|占(?!地)[^占]{0,5}(?:多少|几成|几分之几|百分之几|多大(?:比例|份额)?|比重(?:是多少)?)|(?:在[^在]{1,4})?(?:排名?|位列)?第几|排名(?:多少)?"
    "|(?:by|with) whom|since when|(?:and )?(?:where|when|who)(?: exactly)?"
)
OF_IT_IN_ENGLISH = re.compile(
    r"(?P<asks>(?:and )?(?:who|when|where|how|what|which|why)\b[^,.?!]*?)\s*\b(?:it|its|they|them|their)\b"
    r"(?P<more>[^,.?!]*)[?\s]*",
    re.IGNORECASE,
)
OF_IT_BY_NAME = re.compile("(?:那么?)?它们?")
# Behind an amount that is put forward: 15个呢, 2000家？
AN_AMOUNT_ENDS = re.compile(f"(?:[呢啊呀?？\\s]|{SO_AT_THE_END.pattern})+$")
# What happened on a day that was asked for, or was said at its meeting.
OF_THAT_DAY = re.compile(
    "[那这](?:一?[次个场届])会议?[上里]?|会[上里]|(?:那|当)一?[天日]的?"
    "|同一?[天日]的?|(?: on)? that day| at (?:it|the meeting|that meeting)"
)
# The first of what was measured at several times.
AT_FIRST = re.compile(
    "(?:那么?)?(?:最初|起初|最早|一开始|当初|刚开始|开始时)的?时?候?(?:是|有)?(?:多少|几)[^,，。？?！!]{0,3}"
    "|(?:and )?how (?:many|much) (?:was|were|did) (?:there|it|they|that)(?: have)? "
    "(?:at first|at the (?:beginning|start)|initially|originally)[?\\s]*"
)
# Of which time it is, put forward to be checked: 是2021年的吗.
OF_A_TIME = re.compile(
    "(?:那么?|[这它])?(?:个?(?:数据?|数字))?(?:[是为]|(?=[0-9年月]+的))(?P<time>[^,，。是]*?)的?(?:数据?|数字|事)?(?:吗|吧|对吗)[?？\\s]*"
)
# Whether it is the first or has most of all: 是全国首个吗, 是最大的吗.
IS_FIRST = re.compile("第一|首[个家次创位]|率先|居首|最[早大多高快]")
IS_THE_FIRST = re.compile(
    f"(?:那么?|[这它])?是(?:不是)?(?P<among>全[国省市球]|国内|世界)?(?:范围内?)?的?(?:{IS_FIRST.pattern})[个家次座项的]*[,，]*(?:[吗么吧]|对吗)?[?？\\s]*"
    "|(?:is|was) (?:it|this|that) the (?:first|largest|biggest|earliest)(?: one)?(?: in (?:china|the country))?[?\\s]*"
)
# From the first of what was measured to the last.
ALL_ALONG = re.compile("从?(?:最初|最早|一开始|起初|当初|刚?开始)时?到(?:后来|现在|最后|如今|目前|今天|最新|最近)的?")
# At earlier times.
BEFORE_NOW = re.compile("(?:那么?)?(?:以前|之前|过去|往年|历年|早先|再早|再往前)(?:几年)?的?(?:数据?)?[呢?？\\s]*")
# Who paid, and not for what.
WHOSE_MONEY = re.compile(f"^(?:[这那]?[些笔]?|都?[是由]*){WHO_PAID}的?[呢啊?\\s]*$")
WHAT_OF_IT = re.compile("什么|啥")
# Who somebody is, by a name: 谁是…, …是谁.
WHO_IS = re.compile(
    f"谁是(?!.*(?:{OFFICES})).{{2,4}}|(?!.*(?:{OFFICES})).{{2,4}}是谁|who (?:is|was) (?!s?he|it|they|this|that).+"
)
# All that there are of a kind.
WHICH_THERE_ARE = re.compile("(?:which|what) .+ (?:are|is) there[?\\s]*")
# Which ones those are that were counted: 分别是什么, 都有哪些.
WHICH_THEY_ARE = re.compile(
    f"(?:[它他]们)?(?:分别|具体|都)*[是有叫](?:哪些|哪几[个家]?|什么|谁)[呢啊呀]?[?？\\s]*|(?P<list>有?名单(?:呢|有[吗么])?)[?？\\s]*"
    f"|哪(?P<number>[0-9{NUMERALS}]+)[{CLASSIFIERS}位名][呢啊]?[?？\\s]*"
)
# How many there are, after another number was put forward.
HOW_MANY_THEN = re.compile(
    f"(?:那么?|它|[是有])*(?:到底|究竟|应该|其实|实际)?[是有]?(?:{HOW_MANY_THINGS}|多少|哪[0-9{NUMERALS}几]*)[个座些]?(?:成员|城市)?[呢啊]?[?？\\s]*"
)
# Who holds an office; and what may be asked of a place that was named alone.
OFFICE_ASKED = re.compile(f"(?:谁是)?(?:{OFFICES})(?:是谁|是哪位|叫什么)?.?")
OF_A_PLACE = re.compile(f"(?:那里?|这里|当地|它)?有.*|.+(?:{HOW_MANY_THINGS}|多少).*|.+呢[?？\\s]*")


def goes_on(words: str) -> bool:
    """Whether words only ask on, and say nothing that could be asked on from."""
    asked = cut(words)
    only_asks = OF_IT.fullmatch(bare(asked)) or GREW.fullmatch(asked.strip())
    return detail_asked(words) is not None or only_asks is not None


def points_back(words: str) -> bool:
    """Whether words ask of it or of them, and so of nothing by themselves."""
    words = cut(words).strip()
    return any(form.match(words) for form in (OF_IT_BY_NAME, OF_IT_IN_ENGLISH, IS_IT))


def asks_on(words: str) -> bool:
    """Whether words that name nothing ask something of what was shown (是谁, 还有吗), and are no exclamation."""
    return goes_on(words) or ASKING.search(cut(words)) is not None

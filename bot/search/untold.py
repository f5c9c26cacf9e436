"""What a source does not tell, as the curator says: when, where, who, how much, which; and who asks for just that.

A comment like 原文没有写发布日期 makes a question for it one that the base can answer: it knows that nobody can tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.search.asked_for import WHEN, WHERE
from bot.search.told import Lack
from bot.verbs import BEGUN, BUILT, FOUNDED, HELD, ISSUED, LED, MADE, OPENED, SIGNED

_UNTOLD_CLAUSE = re.compile(
    "[^，。；]*(?:没有?(?:写|给|印|列|点出|说明|注明|交代|提|任何)|未(?:写|给|印|列|说|注)|[文中里]没有)[^。；，]*(?:，也没有?[^。；，]+)*"
)
_OF_KIND = (
    (Lack.DATE, re.compile("(?<!起止)(?:日期|时间)|年月|哪[一]?年")),
    (Lack.PLACE, re.compile("地点|(?:哪个|所在的?)(?:城市|地方|地|市|区|县)|园区所在地|城市、")),
    (Lack.FIGURE, re.compile("金额|规模|成交额|出资额|数目|数量|总数|造价|投资额|人数|多少")),
    (Lack.MAKER, re.compile("(?:完成|发布|承担|牵头|主办|哪家)单位|单位[和、]|的各方|部委|部门|是谁")),
    (Lack.LIST, re.compile("名单|名称|列名|列出|点出|[点指]名")),
)
_DONE = f"(?:{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|{ISSUED}|{SIGNED}|{HELD}|{MADE}|立项|办|开|做|定|出)"
_LED = f"(?:{LED}|{MADE}|做)"
_THINGS = "(?:单位|企业|公司|机构|城市|项目|人|地方|部门|部委)"
# How each is asked at the end of a question; what stands before it is what is asked about.
_ASKS = (
    (
        Lack.DATE,
        f"(?:大概|到底|究竟)?[是在于]?{WHEN}{_DONE}?的?|{_DONE}[的于在]?(?:是?{WHEN}|时间|日期)(?:是?{WHEN})?",
    ),
    (Lack.PLACE, f"(?:位于|设|建|落户?)?[是在]?(?:{WHERE}|哪){_DONE}?的?|(?:地址|地点|所在地)(?:{WHERE})?"),
    (
        Lack.FIGURE,
        "(?:规模|金额|总额|额度|资金|成交额?|出资|投资额?|投入|花|造价)?(?:一共|总共|合计|总计)?[有是为了]?"
        "(?:多少|多大|几)[百千万亿]*(?:元|钱|资金|块)?|(?:规模|金额|总额|额度|造价)",
    ),
    (Lack.MAKER, f"[是由]?(?:谁|哪[一个家些]?{_THINGS}?){_LED}的?"),
    (
        Lack.LIST,
        f"(?:名单)?(?:具体|分别|都)?[是有]?(?:哪些|哪几[个家]?|哪[0-9]+[个家]){_THINGS}?|(?:都|分别)?[是有]谁|名单",
    ),
)
_ASKED = tuple((lack, re.compile(f"(?P<thing>.{{3,}}?)(?:{asks})[了呢啊呀吗]?[?？。 ]*")) for lack, asks in _ASKS)


@lru_cache(maxsize=256)
def untold_by(comments: str) -> frozenset[Lack]:
    """What the comments on a fact say that its source does not tell."""
    clauses = _UNTOLD_CLAUSE.findall(comments)
    return frozenset(lack for lack, told in _OF_KIND if any(map(told.search, clauses)))


def asked_of(question: str) -> tuple[Lack | None, str]:
    """The one thing that a question (in its normal form) asks, as a lack if untold, and what it asks that of."""
    for lack, pattern in _ASKED:
        if found := pattern.fullmatch(question.strip()):
            return lack, found["thing"].strip()
    return None, ""

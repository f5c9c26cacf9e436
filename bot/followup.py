"""Follow-ups: what was asked last, of another place or time (那湖州呢, 2019年呢, 现在呢), or how it grew (涨了多少)."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.dates import PartialDate
from bot.days import times_named, without_times
from bot.detail import THEN, bare, detail_asked
from bot.search import (
    ASKING,
    CLAIM,
    GROWTH,
    HELD,
    HOW_MANY_THINGS,
    LONGEST_QUESTION,
    WHEN,
    WHERE,
    Mentioned,
    Search,
    Verdict,
    Wants,
    cut,
    wants,
    without_growth,
)

_AGAIN = re.compile(
    r"(?:那么?|还有|换成|再看看?)?[,，\s]*(?P<what>[^,，。？?！!]{1,24}?)的?又?呢[?？。!！\s]*"
    r"|(?:那么?|还有|换成)(?P<then>[^,，。？?！!呢]{1,12})[?？。!！\s]*"
    r"|(?:and|what about|how about)\s+(?P<english>[^,.?!]{1,24}?)[.?!\s]*"
)
_COUNTED = re.compile(rf"(?:那么?)?(?P<what>[^,，。？?！!]{{1,12}}?)[有是]?(?:{HOW_MANY_THINGS}|多少)[呢了]?[?？\s]*")
_GREW = re.compile("(?:那么?)?(?:同比|环比|增幅|增速|涨幅)(?:增长)?[呢?？\\s]*")
_END_OF_YEAR = re.compile("(?<=[0-9])年(?:底|末|初)(?![步期薪])")
# What is asked of something, and what it is asked of may stand in the question before.
_ASKS_OF_SOMETHING = Wants.FIGURE | Wants.SHARE | Wants.DATE | Wants.PERSON | Wants.MAKER | Wants.PLACE | Wants.LIST
_OF_THE_BOT = re.compile("[你您]|怎么用")
MOST_SAID = 4  # characters that such a question says itself: 借款, 预计客流
_COMPARED = re.compile(
    "(?:那么?)?(?:和|跟|与|同|比起)(?P<other>[^和跟与同比]{1,12}?)(?:相?比|对比)(?:较|一下|起来)?(?:呢|如何|怎么?样)?[?？]?"
)
_LISTED = " 和与跟及、"  # between the times or places that were named
_DONE = (
    "(?:参加|出席|牵头|发起|主持|主办|组织|负责|提出|批准|发布|召开|举行|举办|成立|启动|开始|签|建成?|完成|设立?|公布|启用|投用|投产"
    "|上线|开通|开业|出资|[开办建发])"
)
# What of it is asked: a side of anything, by which nothing is told of what it is asked.
_ASPECT = re.compile(
    "(?:在?全[国市省]的?)?(?:占比|比重|份额|规模|金额|总额|数量)(?:有?多[大少高]|是多少)?|占全[国市省]的?(?:比[重例])?"
)
# What asks and does not say of what: 谁参加了, 在哪开的, 占全国多少. A closed list: no question is taken for one.
_OF_IT = re.compile(
    f"(?:都?是|由)?谁{_DONE}|(?:都?是|由)?谁[出掏投给]的?钱|是?在?(?:{WHERE}|哪){_DONE}?"
    f"|是?{WHEN}{_DONE}?"
    f"|(?:一共|总共|大概)?有?(?:{HOW_MANY_THINGS}|多少[人钱]?)"
    "|(?:都?是|有|包括|能到)?哪(?:些|几个)(?:城市|地方|企业|单位|机构|项目)?"
    "|占[^占]{0,5}(?:多少|几成|几分之几|百分之几|多大比例|比重(?:是多少)?)|(?:在[^在]{1,4})?(?:排名?|位列)?第几|排名(?:多少)?"
)


# Who holds an office; and what may be asked of a place that was named alone.
_OFFICE = re.compile(f"(?:谁是)?(?:{HELD})(?:是谁|是哪位|叫什么)?.?")
_OF_A_PLACE = re.compile(f"(?:那里?|这里|当地|它)?有.*|.+(?:{HOW_MANY_THINGS}|多少).*|.+呢[?？\\s]*")


def time_alone(words: str) -> PartialDate | None:
    """The time that a follow-up names and nothing else (2022年呢, 2021年底呢)."""
    what = _named_again(cut(words).strip())
    times = times_named(what)
    return times[0] if len(times) == 1 and not without_times(what).strip(" 的那年底末初") else None


def goes_on(words: str) -> bool:
    """Whether words only ask on, and say nothing that could be asked on from."""
    words = cut(words)
    only_asks = _OF_IT.fullmatch(bare(words)) or _GREW.fullmatch(words.strip())
    return detail_asked(words) is not None or only_asks is not None


def leads_nowhere(words: str, search: Search) -> bool:
    """Whether words are like a follow-up (后来呢), were taken for none, and find nothing by themselves either."""
    return _AGAIN.fullmatch(cut(words).strip()) is not None and search.find(words).verdict is Verdict.NONE


def _named_again(words: str) -> str:
    """What is asked for instead: 芜湖 in 那芜湖呢, 2019年 in 2019年多少; empty for other words."""
    if (found := _AGAIN.fullmatch(words)) is not None:
        return found["what"] or found["then"] or found["english"]
    found = _COUNTED.fullmatch(words)
    return found["what"] if found else ""


class Resumed(NamedTuple):
    """A follow-up as a question of its own, and what a further one goes on from.

    `lacks`: what it was asked of (a place, a thing), where only others have what is asked for.
    """

    words: str
    about: str
    lacks: str = ""


def resumed(words: str, last: str | None, search: Search) -> Resumed | None:
    """The last question, asked anew as the words want it; None when they are no follow-up.

    They are one when they end like one (…呢) and name nothing but places, years and days, or now; when they ask by how
    much it grew and not what; when they ask who holds an office; and when they ask something and name nothing, if what
    was asked about before is told with it by one fact.
    """
    before = search.mentioned(last) if last else None
    words = _END_OF_YEAR.sub("年", cut(words).strip())
    if last is None or before is None:
        return None
    if before.places and _OFFICE.fullmatch(THEN.sub("", words)):
        return _office(words, before, search)
    if not before.rest:  # a place or a year alone: nothing was asked of it
        return _of_the_place(words, before, search)
    if (compared := _COMPARED.fullmatch(words)) and (other := search.mentioned(compared["other"]).places):
        sides = " ".join(place.name for place in (*before.places, *other))
        return Resumed(f"{sides} {before.rest} 对比", last)
    if _GREW.fullmatch(words):
        words = "增加了多少"
    if GROWTH.search(words):
        new = search.mentioned(without_growth(words))
        if new.rest or new.places:
            return None
        form = without_growth(before.form)
        keeps_times = len(times_named(last)) > 1 and not times_named(words)  # in one year alone nothing grows
        again = _joined(before, form, THEN.sub("", words), keeps_times=keeps_times)
        return Resumed(again, again)
    what = _named_again(words)
    if what and (again := _of_another(what, before, search)):
        goes_on_from = again if search.find(again).answers else last  # from a year without a record nothing goes on
        return Resumed(again, goes_on_from)
    if _OF_IT.fullmatch(bare(words)) is None and _ASPECT.fullmatch(bare(words)) is None:
        return _of_it(words, before, last, search)
    again = _joined(before, search.mentioned(without_growth(last)).rest, THEN.sub("", words), keeps_times=True)
    findings = search.find(again)
    if findings.verdict is Verdict.NONE:
        return None if search.membership(words) is not None else Resumed(again, last)
    of_a_measure = findings.wants & (Wants.SHARE | Wants.FIGURE) and not findings.missing
    return Resumed(again, again if of_a_measure else last)


def _of_it(words: str, before: Mentioned, last: str, search: Search) -> Resumed | None:
    """A question that names nothing (哪年批的, 签了什么): of what was asked about before, if one fact tells both."""
    named = search.mentioned(words)
    asks = ASKING.search(words) if named.rest else wants(words) & _ASKS_OF_SOMETHING
    says_more = named.things and len(named.rest) > MOST_SAID
    is_whole = named.has_names or named.places or named.required or named.about_subject or says_more
    if not asks or is_whole or _OF_THE_BOT.search(words):
        return None
    thing = before.things or before.rest
    again = _joined(before, thing, THEN.sub("", words), keeps_times=False)
    if search.find(again).answers or not search.find(words).answers:
        return Resumed(again, last)
    return Resumed(words, last, thing)


def _office(words: str, before: Mentioned, search: Search) -> Resumed:
    """Who holds an office in the place that was asked about: nobody's mayor is another city's."""
    again = _joined(before, "", THEN.sub("", words), keeps_times=False)
    return Resumed(again, again if search.find(again).answers else before.places[0].name)


def _of_the_place(words: str, before: Mentioned, search: Search) -> Resumed | None:
    """A question of the place whose card was shown (有多少…, …呢); where only others have it, that is said."""
    named = search.mentioned(without_growth(words))
    is_of_it = named.rest and before.places and _OF_A_PLACE.fullmatch(words) is not None
    if not is_of_it or named.places or named.about_subject:
        return None
    if len(before.places) > 1:  # a comparison goes on
        return Resumed(f"{' '.join(place.name for place in before.places)} {named.rest} 对比", words)
    again = _joined(before, "", THEN.sub("", words), keeps_times=False)
    if search.find(again).answers:
        return Resumed(again, again)
    return Resumed(words, words, before.places[0].name) if search.find(words).answers else None


def _of_another(what: str, before: Mentioned, search: Search) -> str:
    """The question that was asked, of another place or another time; empty when the words name something else."""
    new = search.mentioned(what)
    asks_now = bool(wants(what) & Wants.NEWEST)
    if new.rest or not (new.places or new.required or asks_now):
        return ""
    form = CLAIM.sub("", before.form)
    if grew := GROWTH.search(form):
        form = f"{without_growth(form)} {grew.group()}"
    for name in before.inside if new.places else ():
        form = form.replace(name, "", 1)
    times = () if new.required or asks_now else map(_spoken, before.required)
    places = () if new.places else (place.name for place in before.places)
    return " ".join([*places, what, form.strip(_LISTED), *times])


def _joined(before: Mentioned, form: str, words: str, *, keeps_times: bool) -> str:
    places = (place.name for place in before.places)
    times = (_spoken(time) for time in before.required if keeps_times or not time.isdecimal())  # a session stays
    return " ".join(" ".join([*places, *times, form, words]).split())[:LONGEST_QUESTION]


def _spoken(time: str) -> str:
    return f"{time}年" if time.isdecimal() else time

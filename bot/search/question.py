"""A question's own form: cut to what is read of it, in half width and simplified, its times written one way."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial

from bot.language import question_words
from bot.search.clauses import has_clauses
from bot.search.confirming import SO, in_one_form
from bot.search.english_claims import english_claim
from bot.search.insists import OFFICES
from bot.search.numerals import in_figures, times_doubled
from bot.text import normal
from bot.time_words import in_digits
from bot.verbs import BEGUN, BUILT, HOLDS_OFFICE, OPENED

LAST_CUT = 64  # questions at hand: one message is cut for several purposes
LONGEST_QUESTION = 256  # characters that are read of a question; the rest is cut before any work
# 21年 is 2021; a round number, or one with such a word beside it, is for how long: 15年来, 过去12年.
_SHORT_YEAR = re.compile(
    r"(?<![0-9.过去近这了满约共每第续龄作达经])((?:0[0-9]|1[1-46-9]|2[1-9])年)(?![来后前内间多以历期时的了之不周级成龄])"
    r"|(?<![0-9.])([0-2][0-9]年)(?=1?[0-9]月)"
)
_FIRST_AS_SPOKEN = re.compile("头一(?:(批)|[届次场回])")
# 画个联盟的图, 联盟的曲线: how it moved. Not a map (地图), a plan, what comes from somewhere (来自…的图).
_OF_TIMES = "(?:折线|曲线|走势|趋势|柱状)"
_A_PICTURE = f"的?(?:{_OF_TIMES}图表?|(?<![地构划蓝织布程版意企示])图表?)"
_DRAWN = re.compile(
    f"^(?:[给帮]我)?(?:(?:画|生成)[个张一下了]*|[做出来][一个张]+)(.*?){_A_PICTURE}$|^(.+?)的?(?:曲线|折线)图?$"
    f"|^(?!来自)(.+)的图表?$"
)

# How it is asked in Cantonese; its written form has the patterns that tell what is wanted.
_CANTONESE = {
    "几多": "多少",
    "几时": "什么时候",
    "喺边度": "在哪里",
    "喺边": "在哪",
    "边度": "哪里",
    "边个系": "谁是",
    "系边个": "是谁",
    "边个": "谁",
    "系咪": "是不是",
    "点解": "为什么",
    "咗": "了",
    "几几年": "哪年",  # and in haste anywhere
}
_IN_CANTONESE = re.compile(f"(?<![重难痛试热焦疑])(?:{'|'.join(_CANTONESE)})(?![决释答读])")
# first tech auction, 3rd plenary meeting: which session of what takes place again and again.
_ENGLISH_ORDINALS = {
    "first": "首",
    "inaugural": "首",
    "1st": "首",
    "second": "第二",
    "2nd": "第二",
    "third": "第三",
    "3rd": "第三",
    "fourth": "第四",
    "4th": "第四",
    "fifth": "第五",
    "5th": "第五",
    "sixth": "第六",
    "6th": "第六",
}
_SESSION_IN_ENGLISH = re.compile(
    f"(?<![a-z])({'|'.join(_ENGLISH_ORDINALS)}) (?=(?:[a-z0-9]+ ){{0,2}}"
    "(?:(session|auction|expo|exhibition|fair|forum|contest)|meeting|conference)s?(?![a-z]))"
)

# 高企多少↵联盟几个 are two clauses; in English a line may as well end inside of one.
_LINE_END = re.compile(r"(?<=[^\x00-\x7f\s])[^\S\n\r]*+[\n\r]\s*+(?=\S)|(?<=\S)[^\S\n\r]*+[\n\r]\s*+(?=[^\x00-\x7f])")
_LINE_NUMBER = re.compile(r"^[ \t]*(?:[(（]?[0-9]{1,2}[.、)）]|[①-⑳])(?![0-9])[ \t]*(?=\S)", re.MULTILINE)  # 1. 2.
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")  # 1,611: no clause ends there
# 甲和乙什么关系 asks for what is told of both.
_RELATED = re.compile("(?<=.{4})(?:之间)?(?:到底|究竟)?[是有算]?(?:什么|啥|何|怎样的?|哪种)关系[呢啊呀吗]?[?？。]*$")
# 谁任理事长, 理事长由谁担任: who the holder is.
_HOLDS = f"(?:{HOLDS_OFFICE})(?:的|了|过)?"
_WHO_HOLDS = re.compile(
    f"(?<![^,，。;；?？])(?:(?P<of>[^,，。;；?？]*?)(?:是|由)?谁(?:现在|目前|来|在)?{_HOLDS}(?P<office>[^,，。;；?？]*(?:{OFFICES}))[呢啊呀]?[?？。]*$"
    f"|(?P<held>[^,，。;；?？]*(?:{OFFICES}))(?:现在|目前)?[是由]{{1,2}}谁(?:来|在)?{_HOLDS}[呢啊呀]?[?？。]*$)"
)
_FUNDS = "(?:money|funds?|funding)"
# Who leads it, or paid for it, in words that else are an office (负责人|才), a person (领导) or a thing (钱).
_BY_WHOM = (
    (re.compile("(?<=谁)(?:来|在|去)?(?:领导|负责|主管|分管)(?!人[是叫的]?$)"), "牵头"),
    (re.compile("(?<=谁)(?:来|给)?[出掏投给]的?钱"), "出资"),
    (re.compile("的?(?:资金|经费|钱)[都又]?[是由]*谁(?:来|给)?[出掏投给]的"), "是谁出资"),
    (
        re.compile(
            f"who (?:(?:put up|provide[sd]?|gave|raised|pa(?:id|ys)) the {_FUNDS}(?: for)?|pa(?:id|ys) for"
            "|paid(?= *[?]*$))"
            "(?: (?:it|that|this))?(?![a-z])"
        ),
        "谁出资 ",
    ),
    (re.compile("(?<=的)(?:资金|经费)(?=[都又]?是?[从打]?哪[里儿]?[来出])"), "钱"),
    (re.compile("(资金|经费|钱)[都又]?是?[从打]?哪[里儿]?[来出]的?"), r"\1从哪来"),
    (re.compile(f"where (?:did|does) the {_FUNDS}(?: for (.+?))? come from(?![a-z])"), r"\1 钱从哪来"),
)
_OF_SOMEBODY = re.compile("谁|资金|经费|钱|who|where")  # without one of these none of them is there
# One of two numbers, by which it is asked how many there are (15个还是16个), or when (2016年还是2018年).
_EITHER = re.compile("(?:到底|究竟)?[0-9./]+[百千万亿]*(?P<unit>[一-鿿%]{0,2}?)还是[0-9./]+[百千万亿]*(?P=unit)")
_ASKED_BY = {"年": "哪年", "月": "几月", "%": "多少"}
# 高企目前的口径是多少: by which count goes without saying.
_COUNT = re.compile("的?(?:(?P<now>最新|目前|现在)|官方|统一|权威|准确)的?口径(?=[是有]?(?:多少|几|什么|啥)|$)")
# 比上年翻了两番，对吗: a claim of four times as much as the year before; not from another year on, nor one day.
_SINCE_OR_AHEAD = re.compile("[0-9]年|以来|年起|将|预计|计划|力争|争取|目标")
_DOUBLED = re.compile(f"[,， ]*(?:同?比?(?:[去上]年)?(?:同期|同比)?)(?P<by>翻了?[1-4一二两三四]番)(?=[,， ]*{SO})")
# 进没进, 签不签约: whether it is so, as 进…吗 asks; not what only asks (是不是, 好不好).
_WHETHER = re.compile("(?P<verb>[一-鿿])[没不](?P=verb)")
# 有没有建成, 是否启用, 建没建成, 建成没有: whether it is done by now, as 建成了吗 asks.
_DONE = f"{BUILT}|{OPENED}|{BEGUN}|完成|实现"
_IS_DONE = re.compile(
    f"(?:(?:有没有|是否|是不是)(?:已经?)?|(?P<first>[一-鿿])没(?=(?P=first)))(?P<done>{_DONE})(?P<more>[^,，。;；了吗?？]*)了?吗?$"
    f"|(?P<before>{_DONE})没有?$"
)
_OF_DEGREE = "够算值像差"  # is it so much: no verb of what is done
_AFTER_WHETHER = " 啊呀呢?!.。"


def _whether(words: str) -> str:
    """A question of whether something is done or not (进没进走廊), as one that 吗 ends; by now (有没有建成), 了吗."""
    asked = words.rstrip(_AFTER_WHETHER)
    if (of_now := _IS_DONE.search(asked)) is not None:
        return f"{asked[: of_now.start()]}{of_now['done'] or of_now['before']}{of_now['more'] or ''}了吗"
    found = _WHETHER.search(words)
    if found is None or found.group() in question_words() or found["verb"] in _OF_DEGREE:
        return words
    rest = words[found.end() :].rstrip(_AFTER_WHETHER)
    if has_clauses(rest):  # what it asks besides stays as it is
        return words
    return f"{words[: found.start()]}{found['verb']}{rest.removesuffix('吗')}吗"


@lru_cache(maxsize=LAST_CUT)
def cut(words: str) -> str:
    """Words in their normal form, times and amounts in digits: 五月三十号 is 5月30号, 四万家 is 4万家."""
    return in_figures(as_typed(words))


def _cantonese_as_mandarin(words: str) -> str:
    return _IN_CANTONESE.sub(lambda m: _CANTONESE[m[0]], words)


def _spoken_session(words: str) -> str:
    return _FIRST_AS_SPOKEN.sub(lambda m: f"首{m[1] or '届'}", words)


def _in_a_picture(words: str) -> str:
    drawn = _DRAWN.match(words.rstrip(_AFTER_WHETHER))
    return words if drawn is None else f"{next(filter(None, drawn.groups()), '')}趋势"


def _who_is_it(words: str) -> str:
    return _WHO_HOLDS.sub(lambda m: f"{m['held'] or m['of'] + m['office']}是谁", words) if "谁" in words else words


def _either(words: str) -> str:
    return _EITHER.sub(lambda m: _ASKED_BY.get(m["unit"], f"多少{m['unit']}"), words)


def _doubled(words: str) -> str:
    if _SINCE_OR_AHEAD.search(words):
        return words
    return _DOUBLED.sub(lambda m: f"是上年同期的{times_doubled(m['by'])}倍", words)


def _by_whom(words: str) -> str:
    if not _OF_SOMEBODY.search(words):
        return words
    for pattern, plain in _BY_WHOM:
        words = pattern.sub(plain, words)
    return words


def _english_session(words: str) -> str:
    return _SESSION_IN_ENGLISH.sub(lambda m: f"{_ENGLISH_ORDINALS[m[1]]}{'届' if m[2] else '次'} ", words)


# From the normal form to a question's own. Each step sees what those before it made of it.
_STEPS: tuple[Callable[[str], str], ...] = (
    partial(_THOUSANDS.sub, ""),  # first, while a comma may still be one of those: behind this it ends a clause
    _cantonese_as_mandarin,  # what asks is known in Mandarin only
    _spoken_session,  # 头一届 is named as what is recorded: 首届
    _in_a_picture,  # 画个联盟的图 asks how it moved
    _who_is_it,  # who holds an office, before its words are taken for something that is done
    english_claim,  # an English statement becomes a Chinese claim: what ends one (对吗) is added here
    partial(_RELATED.sub, ""),  # what is told of both sides has no word for their relation
    partial(_COUNT.sub, lambda m: m["now"] or ""),
    _either,  # 15个还是16个 asks for a number, and claims none
    _whether,  # 进没进 asks as 吗 does
    in_one_form,  # all that asks for a verdict, the 吗 of the step before too
    _doubled,  # needs what ends a claim
    _by_whom,  # who leads it or paid for it, in English too
    _english_session,  # behind the English claim, which reads English words only
    partial(_SHORT_YEAR.sub, lambda m: f"20{m[1] or m[2]}"),  # 21年 is a year, before times are written one way
    in_digits,
)


def _without_line_numbers(words: str) -> str:
    """Several lines without the numbers that they begin with; of one line that may be what is asked about."""
    return _LINE_NUMBER.sub("", words) if "\n" in words.strip() else words


@lru_cache(maxsize=LAST_CUT)
def as_typed(words: str) -> str:
    """The same with amounts as they were typed, for names that have some in them (十二条措施).

    Words are cut before and after they are brought into their normal form: one character may be many (㍿).
    """
    found = normal(_LINE_END.sub(",", _without_line_numbers(words[:LONGEST_QUESTION])))[:LONGEST_QUESTION]
    for step in _STEPS:
        found = step(found)
    return found

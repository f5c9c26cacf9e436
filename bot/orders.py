"""Reads plain words that are of the digest and nothing else: 晚上9点推送, 周末不要发, 暂停推送一周, 晚上别吵我."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from bot.hours import CLOCK, PART_OF_DAY, WEEKLY, with_hours_in_digits
from bot.weekday_words import WEEKDAYS, names_several
from bot.wished_contents import END, only_about, wishes_contents
from bot.zones import read_zone

_KINDS = {  # what such words are made of; the first that stands at a place is meant
    "state": "(?:开始)?了(?:吗|没有?)",
    "asks": "是否|有没有|没有|吗|么|嘛|几点钟?|(?:什么|啥)时候|何时|多久一?次?|哪天|哪一天|(?:周|星期|礼拜)几",
    "pause": r"\b(?:pause|suspend)\b"
    "|暂时(?=停|不|别)|暂停|先(?=[停暂取退关]|[不别]要?[发推送])|停(?=[几一二两三半0-9])",
    # no digest has these
    "beyond": "(?:法定)?(?:节假日|假日|假期|节日|长假)"
    "|(?:春节|国庆节?|五一|元旦|中秋节?|端午节?|清明节?)(?:期间|假期|那几天)?|每?隔[一两二三四1-4]?个?[天日周]|[双单]周|每个?月"
    "|(?:每?[两二三四2-4]个?[天周]|一个?月)(?=[发推收送]?一次)",
    "weekly": WEEKLY,
    "span": "今明两[天日]|[今明][天日](?!的?大事)|后天|[几一二两三四五六七八九十半0-9]+个?(?:天|周|星期|礼拜|月)"
    "|一段时间|一阵子?|这几天",
    "clock": CLOCK,
    "edge": "[之以]?[前后](?![天一])",  # 8点前
    "half": PART_OF_DAY,
    "daily": r"每[天日]|天天|每(?=[早晚])|\b(?:daily(?! digest)|every ?day|each day|every morning)\b",
    "once": "一次",
    "days": WEEKDAYS,
    "not": "不用|不要|不想|不必|无需|别(?!的)|不",
    "but": "除了?|以外|之外",
    "ends": r"\b(?:stop|cancel|unsubscribe)\b|退订|取消|停止|停用|停掉|关闭|关掉|关了|停",
    "only": "只|仅|only",
    "adds": "再?[加添]上|再加|增加|还要|也要|也(?=[发推送收给])",
    "sends": r"\b(?:send|subscribe|(?:daily )?digest (?=at|every))\b"
    "|推送|推给|订阅|订一?[份个]|播报|提醒|通知我|发给我|给我发|发我",
    "digest": r"\b(?:daily )?(?:digest|briefing)s?\b"
    "|(?:下一?[次期]的?)?(?:简报|日报|摘要|早报|通知)|[今当][天日]的?大事",
    "gives": "发送?|收到?|送|推(?!送)",
    "bothers": "打扰|吵|烦|骚扰",
    "sets": "时间|频率|时候",
    "changes": "[改换调设][成到为回]",
    "resumes": "恢复",
    "enough": "就[行好够]|即可",
    "around": r"\b(?:on|at|please|me|the|a|my|to|it|from|can you|could you)\b"
    "|下一?次|能不能|可不可以|能|可以|希望|麻烦|一下|重新|以后|今后|[改换调设]定?"
    "|[的得了吧啊呀啦哦呢就在给向我为请帮想要都把]",
    "mark": r"[\s,，.。!！?？、和与到至~]+",
}
# One that comes at some time is named, and not ordered: 周一的简报, 12点的提醒呢.
_NAMES_IT = re.compile("^(?!我?想?要|订阅|(?:请|帮我|给我)*订).*的(?:推送|播报|提醒|简报|日报)|呢[?？。！! ]*$")
_ZONE = re.compile(  # 换成纽约时间, 时区改成东京
    r"(?:时区|时间)?[改换调][成到为回](?P<zone>[^\W\d]{2,10}?)(?:时间|时区)"
    r"|时区(?:[改换调设][成到为]|[是用按为:：]) ?(?P<named>[^\W\d]{2,10})"
)
# What of it is wanted stands behind what sends it: 每天九点发 芜湖的简报, 周一到周五九点推送 金融类的.
_ABOUT = re.compile(
    "(?P<order>.+?(?:(?P<sends>推送|播报|提醒)|发送?)(?:给?我)?)(?:一次)?(?P<of>[^,，。？?！!了过几多少吗呢什么哪谁0-9]{2,10}?)"
    "(?:(?:类|方面|相关)?的(?P<named>简报|日报|摘要|大事|消息|新闻|动态|内容|推送)?|(?P<called>简报|日报|摘要))[吧啊。!！\\s]*"
)
# By some time, or at some other one, and not at which: 晚一点, 早两个小时发, 再晚些.
_MOVED = re.compile(
    r"(?:再|稍微?|尽量|能不能|可不可以|可以|能|想要?|要|请|还是|给我|推送|时间|太[早晚]了?|[,，\s])*[早晚](?:一点|些|点"
    r"|[几半1-4]点|[0-9一二两三四五六几半]{1,2}个?半?(?:小时|钟头)|[0-9一二三四五十几]{1,3}分钟?)[儿钟]?"
    r"(?P<sends>再?(?:发送?|推送?|送|收)(?:给?我)?)?[吗么]?[?？]?"
)
_BY_SOME = re.compile("[早晚]\\s*[1-4]点")
_UP_TO = ("到", "至")
# Of two kinds together it is said that it is to come.
_RHYTHM = {"daily", "weekly", "beyond"}
_SENT = (
    ({"sends"}, {"sends"}),
    ({"digest"}, {"gives", "sets"}),
    (_RHYTHM, {"gives", "changes", "enough", "resumes"}),
    ({"days", "clock"}, {"changes", "enough", "once"}),
)
_OF_THE_END = {"ends", "not", "sends", "digest", "gives", "around", "mark"}
CHANGE = "改成"  # before what is another time of a digest: it makes none
# what is said of when it is to come
_WHEN = ("clock", "half", "daily", "weekly", "days", "only", "adds", "but", "not", "ends", "pause")
_KIND = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _KINDS.items()))


def order_of(words: str) -> tuple[str, str] | None:
    """The command that words about the digest give by its name, with what is said behind it; None for other words."""
    if (found := _ZONE.fullmatch(words.strip(END))) is not None and read_zone(zone := found["zone"] or found["named"]):
        return "settings", zone
    if wishes_contents(words) or ((moved := _moved(words)) is not None and moved["sends"]):
        return "settings", words
    if not (parts := parts_of(words)):
        return _order_about(words)
    return ("settings", words) if asks_for_quiet(words) else _order_of_parts(words, parts)


def _order_of_parts(words: str, parts: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The same by the kinds of what words are made of."""
    kinds = {kind for kind, _ in parts}
    if "edge" in kinds or ("bothers" in kinds and not ("days" in kinds and "not" in kinds)):
        return None
    if kinds & {"sends", "digest"} and "ends" in kinds and kinds <= _OF_THE_END:
        return "unsubscribe", ""
    sends = any(kinds & one and kinds & other for one, other in _SENT)
    refuses = kinds & {"not", "ends", "pause"}
    if (refuses and _names_its_end(parts)) or ("resumes" in kinds and kinds & {"days", "clock"}):
        return "unsubscribe", words
    if "span" in kinds and not refuses:  # today's, and no rhythm
        return None
    if _NAMES_IT.search(words) and not refuses:
        return None
    if "beyond" in kinds and (sends or refuses):
        return "subscribe", words
    if kinds & {"asks", "state"} and not refuses and _calls_it_only_notice(parts):
        return None
    if _is_for_the_panel(kinds, sends=sends, refuses=bool(refuses)):
        return "settings", ""
    if "asks" in kinds and not refuses and "only" not in kinds:
        return None
    gives = "gives" in kinds and names_several(words)
    chooses_days = "days" in kinds and (sends or gives or bool(refuses or kinds & {"only", "but", "adds"}))
    if not chooses_days and ("pause" in kinds or ("span" in kinds and refuses and kinds & {"sends", "gives"})):
        return "unsubscribe", words
    if not chooses_days and (refuses or not sends or "adds" in kinds):
        return None
    if [kind for kind, _ in parts].count("clock") > 1:  # which of them is meant?
        return "subscribe", words
    when = when_said(parts)
    is_change = kinds & {"changes", "adds"} or ("only" in kinds and not kinds & {"sends", "gives", "digest"})
    return ("settings" if refuses else "subscribe", f"{CHANGE if is_change else ''}{when}") if when else None


def _order_about(words: str) -> tuple[str, str] | None:
    """The same of words that also say what it is to be about, by which they are known to order it at some time."""
    if (found := _ABOUT.fullmatch(words.strip())) is None:
        return None
    parts = parts_of(found["order"])
    kinds = {kind for kind, _ in parts}
    is_timed = kinds & {"clock", "half"} or (found["sends"] and kinds & {"daily", "weekly", "days"})
    is_of_it = found["called"] or found["named"] in ("简报", "日报", "摘要")
    order = order_of(f"{found['order']}简报") if parts and (is_timed or is_of_it) else None
    return ("subscribe", f"{order[1]} {only_about(found['of'])}") if order and order[0] == "subscribe" else None


def when_said(parts: Sequence[tuple[str, str]]) -> str:
    """What those parts say of when it is to come, as the commands read it; "" for none."""
    in_one_way = {"weekly": "每周", "daily": "每天"}
    return " ".join(in_one_way.get(kind, part) for kind, part in parts if kind in _WHEN)


def asks_for_quiet(words: str) -> bool:
    """Whether somebody wants nothing at some time of the day (晚上不要吵我, 8点前别打扰我), or not to be bothered."""
    kinds = {kind for kind, _ in parts_of(words)}
    if not kinds & {"not", "ends"} or kinds & {"days", "asks", "only", "but", "beyond", "pause", "changes"}:
        return False
    sends = kinds & {"sends", "gives", "bothers"}
    return bool(sends) and ("bothers" in kinds or bool(kinds & {"half", "clock"})) and "span" not in kinds


def _moved(words: str) -> re.Match[str] | None:
    """Words that want it earlier or later and do not say when (晚一点, 早两点): no hour is to be read of them."""
    return _MOVED.fullmatch(with_hours_in_digits(words.replace("一些", "些")).strip(END))


def leaves_hour_open(words: str) -> bool:
    """Whether words only say when it is not to come: earlier or later than now, or up to an hour (8点前)."""
    parts = [each for each in parts_of(words) if each[0] != "mark" or each[1].strip()]
    kinds = {kind for kind, _ in parts}
    is_by_some = any(  # 每天晚一点 is a little later, 周五晚1点 an hour
        kind == "clock" and _BY_SOME.fullmatch(part) and before != "days"
        for (before, _), (kind, part) in pairwise([("", ""), *parts])
    )
    return _moved(words) is not None or {"clock", "edge"} <= kinds or is_by_some


def _is_for_the_panel(kinds: Set[str], *, sends: bool, refuses: bool) -> bool:
    """Whether it is asked how it stands (暂停了吗, 几点推送, 周末发吗), or less of it is wanted (别每天发)."""
    if "daily" in kinds and "not" in kinds and kinds & {"sends", "gives"}:
        return True
    if "state" in kinds:
        return sends or bool(kinds & {"digest", "pause"})
    is_of_it = sends or "digest" in kinds or ("gives" in kinds and bool(kinds & {"days", "clock"}))
    return is_of_it and "asks" in kinds and not refuses and "only" not in kinds


def _calls_it_only_notice(parts: Sequence[tuple[str, str]]) -> bool:
    """Whether the digest is called 通知 alone: what is asked of that is asked of a document (通知什么时候发的)."""
    return [words for kind, words in parts if kind == "digest"] == ["通知"]


def names_other_rhythm(words: str) -> bool:
    """Whether words say that the digest is to come in a rhythm that it cannot have: 隔天, 每月一次, 节假日不要."""
    return any(kind == "beyond" for kind, _ in parts_of(words))


def names_a_pause(words: str) -> bool:
    """Whether words say that the digest is to stop for some time: 暂停一周, 停到周一; 一周 alone says it, too."""
    parts = parts_of(words)
    return any(kind in ("pause", "span", "resumes") for kind, _ in parts) or _names_its_end(parts)


def _names_its_end(parts: Sequence[tuple[str, str]]) -> bool:
    """Whether a day stands there up to which something goes on: 到周一, and not 周一到周三."""
    marked = (then for (mark, words), (then, _) in pairwise(parts) if mark == "mark" and words.endswith(_UP_TO))
    return "days" in marked


def parts_of(words: str) -> list[tuple[str, str]]:
    """What words are made of, in their order, each with its kind; nothing where some of them is none of it."""
    text, at = with_hours_in_digits(words), 0
    parts: list[tuple[str, str]] = []
    while at < len(text):
        found = _KIND.match(text, at)
        if found is None or found["four"]:
            return []
        parts.append((str(found.lastgroup), found.group()))
        at = found.end()
    return parts

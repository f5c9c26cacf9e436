"""Reads what a digest is to bring: 提前3天提醒我, 没有大事也发, 只关注苏州, 取消关注科技金融, 加上湖州."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from bot.subscription import MOST_AHEAD, Empty, Follow, Subscription
from bot.text import chinese_numeral, normal

_NUMERALS = {chinese_numeral(number): number for number in range(1, MOST_AHEAD + 1)} | {"两": 2}
# It is ended by these, and asks nothing: 只关注什么.
_NAME = "[^了过几多少吗呢什么哪谁不没非除]"
_IS_NO_TIME = "(?!今[天日]|明[天日]|后天|[本上下这]?(?:周|星期|礼拜)|工作日|节|[早晚上下]午?上?的|中午)"
_WISHES = {  # what is known as a wish by itself
    "ahead": rf"(?:大事)?提前(?P<days>\d{{1,2}}|{'|'.join(_NUMERALS)})天"
    "(?:先?(?:提醒|通知|告诉|发|推送)(?:给?我)?)?",
    "at_once": "(?:不[用要]|别)提前(?:提醒)?",
    "empty": "(?:没有?|无)(?:大事|纪念日|内容|事(?![务业项]))(?:的(?:日子|时候|那天))?"
    "(?P<sent>[也都就](?:不|别)?|不|别)[用要]?(?:发|推送?|提醒)(?:给?我)?",
    "follow": "(?P<kind>[只仅]要?(?:关注|推送?(?![进动广荐])|发送?(?![展明行布放生现])|接?收(?![购入到])|订阅?)"
    f"|取消关注|不再关注|关注(?![的点度者]))(?P<of>(?!一次){_NAME}{{1,40}}?)(?:的(?:简报|消息|内容|大事|推送)?)?",
    "alone": f"只[要收看]{_IS_NO_TIME}(?P<only>(?:(?![0-9]){_NAME}){{1,20}}?)的(?:简报|大事|推送|消息)",
}
_WISH = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _WISHES.items()))


class Change(Enum):
    """What becomes of what is followed."""

    ONLY = auto()
    ADDS = auto()
    DROPS = auto()
    INSTEAD = auto()


_FOLLOWING = {  # what is known as a wish only where the digest is spoken of
    Change.ONLY: "[就只仅](?:要|看|关注|发|推送?|收|留)(?:下)?|only (?:send |about )?",
    Change.ADDS: "(?:再|还)?(?:[加添]上|加个|加|增加)|还有|[还再也](?:要|想)?(?:看|关注|发|推送?|收)?|关注"
    "|(?:add|also) ",
    Change.DROPS: "去掉|去除|删[掉去除]?|移除|减掉|取消(?:关注)?"
    "|(?:不(?!是)要?|不想|别(?!是)|不用)再?(?:看|要|关注|发|推送?|收)?"
    "|(?:remove|drop|without) ",
}
END = " 。.!！吧啊呀了"  # with what a wish or an order may end
_FURTHER = re.compile(
    f"(?:我|把|请|那)*(?:{'|'.join(f'(?P<{change.name}>{words})' for change, words in _FOLLOWING.items())})"
    f"(?P<of>(?:(?![0-9]){_NAME}){{1,20}}?)(?:这个)?(?:类|方面|相关)?的?(?:简报|消息|内容|大事|推送|新闻)?[{END}]*"
)
_NARROWS = "关注"
_BEHIND = re.compile(  # 湖州不要了, 芜湖也要
    f"(?P<of>(?:(?![0-9也就]){_NAME}){{1,20}}?)(?:的)?(?:(?P<DROPS>就?(?:不[要看用]|别发|去掉))|(?P<ADDS>也(?:要|看|发)))[{END}]*"
)
_INSTEAD = re.compile(  # 不要芜湖要合肥
    f"(?:我|把|请|那)*(?:不要|不看|不想[要看]|不用|别)(?:再?[要看发收])?(?P<dropped>{_NAME}{{1,20}}?)了?[\\s,，]*"
    f"(?:只?[要看]|改[成看]|换成)(?P<of>{_NAME}{{1,20}}?)(?:的(?:简报|消息|内容|大事|推送))?[{END}]*"
)
_ALL = ("全部", "所有", "全部城市", "所有城市", "一切")
_KINDS = {"取消关注": Change.DROPS, "不再关注": Change.DROPS, "关注": Change.ADDS}
_LAST = re.compile("(?P<before>.*?)[\\s,，]*(?P<wish>[只仅].+)")


def wishes_contents(words: str) -> bool:
    """Whether words say what a digest is to bring, and nothing else."""
    return _WISH.fullmatch(normal(words).strip(END)) is not None


def only_about(name: str) -> str:
    """The wish for nothing but that."""
    return f"只要{name}的大事"


def contents_apart(words: str) -> tuple[str, str]:
    """What stands before the wish with which words end, and that wish (8:00 只要芜湖的大事); else words, and none."""
    found = _LAST.fullmatch(words.strip())
    return (found["before"], found["wish"]) if found and wishes_contents(found["wish"]) else (words, "")


def change_of_follows(words: str) -> tuple[Change, str] | None:
    """What words change of what is followed, and by which name; None for other words.

    By themselves they may mean something else (加上湖州, 不看芜湖了): the digest is to be what is spoken of.
    """
    text = normal(words).strip(END)
    if (found := _INSTEAD.fullmatch(text)) is not None:
        return Change.INSTEAD, found["of"]
    if (found := _WISH.fullmatch(text)) is not None and (wanted := found["only"] or found["of"]):
        return _KINDS.get(found["kind"] or "", Change.ONLY), wanted
    if (found := _FURTHER.fullmatch(text) or _BEHIND.fullmatch(text)) is None:
        return None
    said = found.groupdict()
    return next((change, said["of"]) for change in Change if said.get(change.name))


def read_contents(words: str, present: Subscription, named: Callable[[str], Sequence[Follow]]) -> Subscription | None:
    """The subscription with what words wish it to bring; None for words that are no such wish, or name too much.

    `named` are the places and topics that words name, none for other words. The last that is followed is not dropped:
    whether all is wanted then, or nothing any more, is not said.
    """
    found = _WISH.fullmatch(normal(words).strip(END))
    if found is not None and (days := found["days"]) is not None:
        ahead = _NUMERALS.get(days) or int(days)
        return replace(present, ahead=ahead) if ahead <= MOST_AHEAD else None
    if found is not None and found["at_once"]:
        return replace(present, ahead=0)
    if found is not None and found["sent"] is not None:
        kept = Empty.NEXT if present.empty is Empty.NOTHING else present.empty
        return replace(present, empty=Empty.NOTHING if found["sent"][-1:] in ("不", "别") else kept)
    if (changed := change_of_follows(words)) is None:
        return None
    change, wanted = changed
    if wanted in _ALL:
        return None if change is Change.DROPS else replace(present, follows=())
    if not (follows := tuple(named(wanted))):
        return None
    if change in (Change.ADDS, Change.INSTEAD) and not present.follows and _NARROWS not in words:
        return present  # where all is followed, that is among it
    others = tuple(each for each in present.follows if each not in follows)
    by_change = {
        Change.ONLY: follows,
        Change.ADDS: (*others, *follows),
        Change.DROPS: others or present.follows,
        Change.INSTEAD: (*_without_dropped(words, others, named), *follows),
    }
    return replace(present, follows=by_change[change])


def _without_dropped(
    words: str, follows: Sequence[Follow], named: Callable[[str], Sequence[Follow]]
) -> Sequence[Follow]:
    """What is followed without that in whose place something else is wanted."""
    found = _INSTEAD.fullmatch(normal(words).strip(END))
    dropped = named(found["dropped"]) if found else ()
    return [each for each in follows if each not in dropped]

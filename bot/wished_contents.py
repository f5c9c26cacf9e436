"""Reads what a digest is to bring: 提前3天提醒我, 没有大事也发, 只关注苏州, 取消关注科技金融."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.subscription import MOST_AHEAD, Empty, Follow, Subscription
from bot.text import chinese_numeral, normal

_NUMERALS = {chinese_numeral(number): number for number in range(1, MOST_AHEAD + 1)} | {"两": 2}
_WISH = re.compile(
    rf"(?:大事)?提前(?P<days>\d{{1,2}}|{'|'.join(_NUMERALS)})天(?:先?(?:提醒|通知|告诉|发|推送)(?:给?我)?)?"
    "|(?P<at_once>(?:不[用要]|别)提前(?:提醒)?)"
    "|(?:没有?|无)(?:大事|纪念日|内容|事(?![务业项]))(?:的(?:日子|时候|那天))?(?P<empty>[也都就](?:不|别)?|不|别)[用要]?(?:发|推送?|提醒)(?:给?我)?"
    "|(?P<kind>[只仅]要?(?:关注|推送?(?![进动广荐])|发送?(?![展明行布放生现])|接?收(?![购入到])|订阅?)|取消关注|不再关注|关注(?![的点度者]))(?P<of>(?!一次)[^了过几多少吗呢什么哪谁不没非除]{1,40}?)"
    "(?:的(?:简报|消息|内容|大事|推送)?)?"
    "|只[要收看](?!今[天日]|明[天日]|后天|[本上下这]?(?:周|星期|礼拜)|工作日|节|[早晚上下]午?上?的|中午)(?P<alone>[^了过几多少吗呢什么哪谁不没非除0-9]{1,20}?)的(?:简报|大事|推送|消息)"
)
_ALL = ("全部", "所有", "全部城市", "所有城市", "一切")
_END = " 。.!！吧啊呀了"


def wishes_contents(words: str) -> bool:
    """Whether words say what a digest is to bring, and nothing else."""
    return _WISH.fullmatch(normal(words).strip(_END)) is not None


def read_contents(words: str, present: Subscription, named: Callable[[str], Sequence[Follow]]) -> Subscription | None:
    """The subscription with what words wish it to bring; None for words that are no such wish, or name too much.

    `named` are the places and topics that words name, none for other words.
    """
    found = _WISH.fullmatch(normal(words).strip(_END))
    if found is None:
        return None
    if (days := found["days"]) is not None:
        ahead = _NUMERALS.get(days) or int(days)
        return replace(present, ahead=ahead) if ahead <= MOST_AHEAD else None
    if found["at_once"]:
        return replace(present, ahead=0)
    if found["empty"] is not None:
        kept = Empty.NEXT if present.empty is Empty.NOTHING else present.empty
        return replace(present, empty=Empty.NOTHING if found["empty"][-1:] in ("不", "别") else kept)
    wanted = found["alone"] or found["of"]
    if wanted in _ALL:
        return replace(present, follows=())
    if not (follows := tuple(named(wanted))):
        return None
    others = tuple(each for each in present.follows if each not in follows)
    if found["kind"] and found["kind"].startswith(("取消", "不再")):
        return replace(present, follows=others)
    return replace(present, follows=follows if found["kind"] != "关注" else (*others, *follows))

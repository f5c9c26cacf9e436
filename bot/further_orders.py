"""Reads what is an order only where the digest is spoken of, right after it was set: 取消, 8点, 东京时间, 加上湖州."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.hours import names_an_end, times_of_day
from bot.orders import order_of, parts_of, when_said
from bot.subscription import Follow
from bot.text import normal
from bot.wished_contents import change_of_follows
from bot.zones import read_zone

_WHEN = {"clock", "half", "daily", "weekly", "days"}
_ASKS = {"asks", "state", "span", "bothers"}
_HOUR_ALONE = re.compile("(?P<hour>1?[0-9]|2[0-3])|(?P<four>0[0-9][0-5][0-9])")  # 2023 is a year
_PUT_FORWARD = re.compile("呢[?？。！! ]*$|[?？]")
_ZONE = re.compile("(?:按|用|是|要)?(?P<zone>[^\\W\\d]{2,10}?)(?:的?时间|时区)")
# What stands before what is wanted: 太早了，改到9点.
_BEGINS = re.compile("^(?:(?:那么?|好的?|行|就|还是|嗯|算了|太[早晚](?:了)?)[,，\\s]*)+")
_AS_IT_IS = re.compile("算了?吧?|恢复吧?")  # what is not ended, or not resumed, by so little
_END = " 。.!！吧啊呀了"


def further_order(words: str, named: Callable[[str], Sequence[Follow]]) -> tuple[str, str] | None:
    """The command that words give where the digest is spoken of, with what is said behind it; None for other words.

    None of these subscribes anybody who never was. `named` are the places and topics that words name, none for others.
    """
    words = words.strip()
    if names_an_end(words):
        return "unsubscribe", ""
    if _AS_IT_IS.fullmatch(words.strip(_END)):
        return "settings", ""
    if (found := _HOUR_ALONE.fullmatch(words)) is not None:
        return "settings", f"{found['hour']}:00" if found["hour"] else f"{words[:2]}:{words[2:]}"
    if (found := _ZONE.fullmatch(normal(words).strip(_END))) is not None and read_zone(found["zone"]):
        return "settings", found["zone"]
    if (changed := change_of_follows(words)) is not None and named(changed[1]):
        return "settings", words
    rest = _BEGINS.sub("", words)
    if rest != words and (order := order_of(rest)) is not None:
        return order
    return None if _PUT_FORWARD.search(words) else _when(rest)


def _when(words: str) -> tuple[str, str] | None:
    """When it is to come, which is known by its parts alone; what is no hour of the day is said to be none."""
    parts = parts_of(words)
    kinds = {kind for kind, _ in parts}
    if order_of(words) is not None or not kinds & _WHEN or kinds & _ASKS:
        return None
    if "clock" in kinds and next(times_of_day(words), None) is None:
        return "subscribe", words
    return "settings", when_said(parts)

"""Reads what is an order only where the digest is spoken of, right after it was set: 取消, 8点, 东京时间, 加上湖州."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.hours import PART_OF_DAY, names_an_end, times_of_day
from bot.last_asked import SetUp
from bot.orders import leaves_hour_open, order_of, parts_of, when_said
from bot.subscription import Follow
from bot.text import normal
from bot.wished_contents import END, change_of_follows
from bot.zones import read_zone

_WHEN = {"clock", "half", "daily", "weekly", "days"}
_ASKS = {"asks", "state", "span", "bothers"}
_HOUR_ALONE = re.compile("1?[0-9]|2[0-3]")  # 2023 is a year, 0501 a day of one
_HOUR_AND_NO_MORE = {"clock", "sends", "gives", "digest", "enough", "changes", "around", "mark"}
_PART = re.compile(PART_OF_DAY)
_UNDOES = re.compile("撤销|撤回|还原|恢复(?:原样|原状)|改回去|改回来|undo")  # nothing is kept of what was before
_PUT_FORWARD = re.compile("呢[?？。！! ]*$|[?？]")
_ZONE = re.compile("(?:按|用|是|要)?(?P<zone>[^\\W\\d]{2,10}?)(?:的?时间|时区)")
# What stands before what is wanted: 太早了，改到9点.
_BEGINS = re.compile("^(?:(?:那么?|好的?|行|就|还是|嗯|算了|太[早晚](?:了)?)[,，\\s]*)+")
_AS_IT_IS = re.compile("算了?吧?|恢复吧?")  # what is not ended, or not resumed, by so little


def finished_order(words: str, open_still: SetUp) -> tuple[str, str] | None:
    """The order that the last reply left open, with the hour that words say and nothing more; None for other words."""
    if open_still.unfinished is None or not (hour := _hour_in(_BEGINS.sub("", words.strip()))):
        return None
    return _finished(open_still.unfinished, hour)


def further_order(words: str, named: Callable[[str], Sequence[Follow]], open_still: SetUp) -> tuple[str, str] | None:
    """The command that words give where the digest is spoken of, with what is said behind it; None for other words.

    It subscribes only where words order that by themselves behind what they begin with (那就每天9点推送). An hour that
    there is not is refused. `named` are the places and topics that words name, none for others; `open_still` is what
    the last reply left open.
    """
    words = words.strip()
    if _UNDOES.fullmatch(normal(words).strip(END)) or leaves_hour_open(words):
        return "settings", words
    if names_an_end(words):
        return "unsubscribe", ""
    if _AS_IT_IS.fullmatch(words.strip(END)):
        return "settings", ""
    if _HOUR_ALONE.fullmatch(normal(words)) is not None:
        return ("settings", f"{words}:00") if open_still.takes_hours else None
    if (found := _ZONE.fullmatch(normal(words).strip(END))) is not None and read_zone(found["zone"]):
        return "settings", found["zone"]
    if (changed := change_of_follows(words)) is not None and named(changed[1]):
        return "settings", words
    rest = _BEGINS.sub("", words)
    if rest != words and (order := order_of(rest)) is not None:
        return order
    return None if _PUT_FORWARD.search(words) else _when(rest)


def _hour_in(words: str) -> str:
    """The one hour that words say and nothing more (9, 9点半推送吧); "" for others, and for 晚上9点."""
    if _HOUR_ALONE.fullmatch(normal(words)) is not None:
        return f"{normal(words)}:00"
    parts = parts_of(words)
    hours = [part for kind, part in parts if kind == "clock"]
    is_all = {kind for kind, _ in parts} <= _HOUR_AND_NO_MORE
    return hours[0].strip() if is_all and len(hours) == 1 and not _PART.search(words) else ""


def _finished(unfinished: tuple[str, str], hour: str) -> tuple[str, str]:
    """An order of a part of the day with its hour: 每天 晚上 and 9:00 are 每天 晚上9:00."""
    command, words = unfinished

    def timed(part: re.Match[str]) -> str:
        return f"{hour} {part.group()}" if part.group().isascii() else f"{part.group()}{hour}"

    return command, _PART.sub(timed, normal(words), count=1)


def _when(words: str) -> tuple[str, str] | None:
    """When it is to come, which is known by its parts alone; what is no hour of the day is said to be none."""
    parts = parts_of(words)
    kinds = {kind for kind, _ in parts}
    if order_of(words) is not None or not kinds & _WHEN or kinds & _ASKS:
        return None
    if "clock" in kinds and next(times_of_day(words), None) is None:
        return "subscribe", words
    return "settings", when_said(parts)

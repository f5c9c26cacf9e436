"""What a fact confirms where no amount is claimed: the time and the session of an event, and what somebody said."""

from __future__ import annotations

import re

from bot.facts import Fact
from bot.search.insists import is_time, is_year
from bot.search.reading import Reading
from bot.search.wants import ASKING
from bot.text import key

_SPEAKS_OF = re.compile("^[谈说论讲]")


def asks_of_time(reading: Reading, question: str) -> bool:
    """Whether it is asked if something was so at a time that is named (11月成立的吗), and nothing besides."""
    return any(map(is_time, reading.required)) and not ASKING.search(question)


def insisted_on(fact: Fact, reading: Reading) -> tuple[str, ...]:
    """The time and the sessions that a question insists on, if the fact (which lacks none) happened at that time."""
    times = list(dict.fromkeys(each for each in reading.required if is_time(each)))  # of its name, too
    date = fact.due if fact.kind == "plan" else fact.date
    if times and date is None:
        return ()
    if date is not None:
        both = (date.first, date.last) if date.day is None else (date.day,)
        told = [{str(each.year), f"{each.month}月", f"{each.month}月{each.day}日"} for each in both]
        if not set.intersection(*told).issuperset(times):
            return ()
    when = "".join(f"{each}年" if is_year(each) else each for each in times)
    return tuple(filter(None, (when, *(each for each in reading.required if each not in times))))


def spoken(fact: Fact, question: str) -> tuple[str, ...]:
    """What somebody who is named is claimed to have said, if a fact is called by that to the letter (某人谈某事)."""
    what = _SPEAKS_OF.sub("", key(fact.title).removeprefix(key(fact.speaker)))
    is_said = fact.kind == "statement-by" and fact.speaker and key(fact.speaker) in key(question) and what
    return (fact.title,) if is_said and what in key(question) else ()

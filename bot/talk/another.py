"""The same question of another place, time, session or thing (芜湖呢, 2019年呢, 第四届什么时候开的, 优图呢)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.days import names_time
from bot.facts import Place
from bot.search import ASKING, CLAIM, GROWTH, Wants, wants, without_growth
from bot.talk.again import AGAIN, SESSION_ALONE, SESSIONS, named_again, of_the_same_year, spoken
from bot.talk.asking import OFFICE_ASKED
from bot.talk.said import Resumed, Said
from bot.text import NUMERALS

_WHICH_SESSION = re.compile(f"(?:那么?)?(?:第[0-9{NUMERALS}]{{1,3}}|首|上一?|最近一)[{SESSIONS}](?![0-9])")
_CUT_OFFICE = re.compile(
    "(?:^|(?<=谁是))(?=委书记|长(?:是谁|是哪位|叫什么|$))"
)  # 湖州市 was read as the place in 湖州市长是谁
_COMPARES = re.compile("的?(?:对比|比较|相比|比一比)$")  # of one place there are no sides
_IN_ANOTHER = re.compile("占(?![地全])")  # 那占长三角呢: its share of that
_SHARE = re.compile("的?占.*")
_LEFT_HANGING = re.compile("(?: (?:in|of|for|at|on|by))+$")  # how many startups in, without the place and the year
_LISTED = " 和与跟及、"  # between the times or places that were named


def of_that_year(said: Said) -> Resumed | None:
    """Another day, month or year, after a time that was asked for and nothing else (6月呢 after 2019年5月)."""
    what = named_again(said.words)
    if not what or not names_time(said.last):
        return None
    day = [each for each in said.before.required if each.endswith(("日", "号"))]  # 2021年的呢, after 11月8日
    named = ("".join([what, *(day or said.before.rest.split())]), what)
    every = (of_the_same_year(each, said.before) for each in named)
    again = next(filter(names_time, every), "")
    return Resumed(again, again) if again else None


def of_another(said: Said) -> Resumed | None:
    """The same of another place or time (芜湖呢, 2019年呢). Nothing goes on from a year that lacks the record."""
    what = named_again(said.words)
    if _IN_ANOTHER.match(what) and said.search.mentioned(what[1:]).places:
        return Resumed(said.whole(_SHARE.sub("", said.before.form), f"{what}多少"), said.last)
    again = _again_of(what, said) if what else ""
    if not again:
        return None
    named = said.search.mentioned(what)
    is_session = any(not each.isdecimal() for each in named.required)  # it stays what is spoken of, told or not
    goes_on = named.places or is_session or said.search.find(again).answers
    goes_on = goes_on or not said.search.find(said.last).answers  # what happened: a list, and no record
    return Resumed(again, again if goes_on else said.last)


def first_of_it(said: Said) -> Resumed | None:
    """The session or batch of what was shown that words name alone (首批的), where a fact is called so."""
    if said.shown is None or not said.thing or (which := SESSION_ALONE.fullmatch(said.words)) is None:
        return None
    again = f"{which['chinese']}{which['counted']}{said.thing}" if which["chinese"] else ""
    is_of_it = again and said.is_told(again) and said.is_of_the_same(again, said.shown)
    return Resumed(again, again) if is_of_it else None


def of_another_session(said: Said) -> Resumed | None:
    """Which one is meant of what comes again and again (第四届什么时候开的), where it is not said of what."""
    which = _WHICH_SESSION.match(said.words)
    named = said.search.mentioned(said.words[which.end() :]) if which else None
    if named is None or named.places or named.things or named.about_subject or not ASKING.search(said.words):
        return None
    again = said._replace(before=replace(said.before, required=())).asked_of_it()
    return Resumed(again, again if said.search.find(again).answers else said.last)


def of_another_thing(said: Said) -> Resumed | None:
    """The same of another thing, where one fact tells it (优图呢 after 科恩在哪)."""
    what = named_again(said.words) if AGAIN.fullmatch(said.words) else ""
    named = said.search.mentioned(what)
    if named.things and not named.has_names:  # a side of it: 客流量呢
        asked = (said.whole(each, what) for each in (said.thing, *said.before.things))
        shown = said.shown
        told = (each for each in asked if said.is_told(each) and (not shown or said.is_of_the_same(each, shown)))
        if of_it := next(told, ""):
            return Resumed(of_it, said.last)
    again = _told_of(what, said) if what else ""
    return Resumed(again, again) if again else None


def _again_of(what: str, said: Said) -> str:
    """The question that was asked, of another place or another time; empty when the words name something else."""
    before, what = said.before, of_the_same_year(what, said.before)
    new = said.search.mentioned(what)
    asks_now = bool(wants(what) & Wants.NEWEST)
    if new.rest or not (new.places or new.required or asks_now):
        return ""
    form = CLAIM.sub("", before.form)
    if grew := GROWTH.search(form):
        form = f"{without_growth(form)} {grew.group()}"
    for name in before.inside if new.places else ():
        form = form.replace(name, "", 1)
    if new.places:
        form = _COMPARES.sub("", _CUT_OFFICE.sub(_unit(new.places[0]), form))
    times = () if new.required or asks_now else map(spoken, before.required)
    places = () if new.places else (place.name for place in before.places)
    form = _LEFT_HANGING.sub("", form.strip(_LISTED)).removeprefix("的").removesuffix("呢")
    return " ".join([*places, what, form, *times])


def _unit(place: Place) -> str:
    """What kind of place it is, as offices are named after: 市, 省, 区; 市 where its formal name does not say it."""
    return place.formal[-1] if place.formal[-1] in "省市区县州" else "市"


def _told_of(what: str, said: Said) -> str:
    """The same that was asked, of another thing there (优图呢 after 科恩在哪), where one fact tells it; else empty.

    What was said beside the thing that was spoken of first (占全国多少) is asked of the other, too, if that is told.
    """
    before, search = said.before, said.search
    new = search.mentioned(what)
    asks_share = wants(before.form) & Wants.SHARE  # of one measure as of another
    named = before.places
    is_measured = said.shown is not None and said.shown.figures and not said.thing_there
    if not named and before.inside and is_measured:  # 湖州研发机构, by one name
        named = search.mentioned(before.inside[0]).places
    there = [place.name for place in named]
    is_a_thing = there or asks_share or not all(map(search.is_measure_or_topic, new.things))
    if not new.things or new.required or ASKING.search(what) or not is_a_thing:
        return ""
    if OFFICE_ASKED.search(before.form) and not OFFICE_ASKED.search(what):  # 书记是谁, 高企呢
        return ""
    places, asks, found = () if new.places else there, before.form, ""
    for thing in before.things:
        asks = asks.replace(thing, "", 1)
        again = " ".join([*places, what, asks.strip(_LISTED)])
        asks_something = ASKING.search(asks) or (places and not asks.strip(_LISTED))  # 湖州研发机构, 高企呢
        if asks != before.form and asks_something and said.is_told(again):
            found = found or again
    return found

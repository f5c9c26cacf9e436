"""A message that claims several amounts, taken apart: what is claimed at once, in every way that it may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.counting import A_SESSION
from bot.search import SO, SO_AT_THE_END, Search, clauses, sentences
from bot.search.two_points import as_amount, at_two_times, is_point
from bot.talk.stating import without_fillers
from bot.text import NUMERALS
from bot.verbs import BEGUN, BUILT, FOUNDED, HELD, ISSUED, OPENED, SIGNED

_AND = re.compile("和|与|及|以及|并且?|而且?|(?<![a-z])and(?![a-z])")
_NO_THING = re.compile(r"[0-9./%百千万亿]+|占全[国市省]的?(?:比[重例])?")
SHARE = re.compile("占全[国市省](?!第).*")
# A year, with the months of it that are spoken of: 2021年1-9月, 2021年前三季度.
YEAR = re.compile(
    "(?<![0-9])(?:19|20)[0-9]{2}年"
    f"(?:1?[0-9]月?[-—–至到~]1?[0-9]月|[前头][0-9{NUMERALS}]+个?(?:月|季度?)|第?[1-4{NUMERALS[:4]}]季度|[上下]半年)?"
)
# What a clause that names a time says to have happened then is a claim of its own: 2016年启动.
_HAPPENED = re.compile(f"(?:{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|{ISSUED}|{HELD}|{SIGNED}|加入)[了的]?$")


class Part(NamedTuple):
    """What is claimed at once, as it was typed, and in every way that it may be meant, the likeliest first.

    `year`: the one that was named with it, or before it, with its months. `goes_on`: whether it names no thing of its
    own.
    """

    text: str
    readings: Sequence[Sequence[str]]
    year: str = ""
    goes_on: bool = False


def parts_of(words: str, search: Search) -> Iterator[Part]:
    """The clauses of a message, or what they list, that have an amount, with what stands before it without one.

    And those that say when something happened.
    """
    about, year, places = "", "", ""
    for sentence in sentences(words):
        before, then, session = "", "", ""
        for text, following in pairwise([*_texts(sentence, search), ""]):
            named = search.mentioned(f"{before} {text}")
            year_of_it = found.group() if (found := YEAR.search(text)) else ""
            if not search.amounts_claimed(f"{text}{SO}"):
                is_whole = named.things and (not following or YEAR.search(following))
                if year_of_it and (is_whole or _HAPPENED.search(text)):
                    yield Part(text, [[f"{before} {text}".strip()]])
                    about = text
                    continue
                year = year_of_it or year
                if year_of_it and not (before or named.things or named.places or named.about_subject):
                    then = f"{then} {text}".strip()
                else:
                    before = f"{before} {text}".strip()
                continue
            year = year_of_it or year
            part = f"{before} {as_amount(text)}".strip()
            session = next(iter(A_SESSION.findall(part)), session)
            if named.places or named.about_subject:
                places = "" if named.about_subject else " ".join(place.name for place in named.places)
            there = "" if named.places or named.about_subject else places
            of_it = " ".join(filter(None, (there, "" if A_SESSION.search(part) else session)))
            of_time = "" if YEAR.search(part) or is_point(text) else then or year
            goes_on = not things_named(part, search)
            yield Part(text, _readings(part, about, of_it, of_time, search), year, goes_on)
            before, then, about = "", "", about if goes_on else part


def leaves_out(words: str, parts: Sequence[Part], search: Search) -> bool:
    """Whether a clause says something and is in none of the parts: it has no amount, nor has what comes behind it."""
    taken = [reading for part in parts for readings in part.readings for reading in readings]
    texts = (text for sentence in sentences(words) for text in _texts(sentence, search))
    return any(search.mentioned(text).things and not any(text in each for each in taken) for text in texts)


def _texts(sentence: str, search: Search) -> Iterator[str]:
    """The clauses of a sentence, cut where 和 or 、 joins what has an amount each."""
    for clause in clauses(sentence):
        if said := SO_AT_THE_END.sub("", clause):
            yield from _listed(said, search)


def _listed(clause: str, search: Search) -> list[str]:
    """The parts of a clause that 和 joins, where each has an amount; else what 、 does, what has none with another."""
    if (share := SHARE.search(clause)) is not None:
        parts = [clause[: share.start()], share.group()]
        if things_named(parts[0], search) and all(search.amounts_claimed(f"{part}{SO}") for part in parts):
            return parts
    points = at_two_times(clause)
    if points and all(search.amounts_claimed(f"{as_amount(point)}{SO}") for point in points):
        return points
    parts = [part.strip() for part in _AND.split(clause)]
    if len(parts) > 1 and all(search.amounts_claimed(f"{part}{SO}") for part in parts):
        return parts
    found: list[str] = []
    held = ""
    for item in clause.split("、"):
        held = f"{held}、{item}" if held else item
        if search.amounts_claimed(f"{item}{SO}"):
            found.append(held)
            held = ""
    if held and found:
        found[-1] += f"、{held}"
    return found or [clause]


def _readings(part: str, about: str, of_it: str, time: str, search: Search) -> list[list[str]]:
    """How a part that follows one `about` something may be meant: of that time, of that thing.

    `of_it`: the places, and the session, that were named before it. What names nothing of its own
    (增长15.61%) is of the thing before it, and never of anything else.
    """
    things = " ".join(things_named(about, search))
    if search.mentioned(part).places:  # of which what is gone on from is not
        there = search.mentioned(about)
        for place in (*there.inside, *(each.name for each in there.places)):
            things = things.replace(place, "")
    if not things_named(part, search) and things:
        found = [f"{of_it} {things} {part}".strip()]
    else:
        found = [f"{of_it} {part}", part] if of_it else [part]
        found += [f"{things} {part}"] if things and _HAPPENED.search(about) else []
    found += [plain for each in found if (plain := without_fillers(each)) != each]
    return [[f"{time} {each}" for each in found], found] if time else [found]


def things_named(part: str, search: Search) -> list[str]:
    """The things that a part names: not its amounts, nor of what it is a share."""
    named = (_NO_THING.sub("", thing).strip() for thing in search.mentioned(part).things)
    return [thing for thing in named if thing]

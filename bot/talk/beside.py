"""What stands beside what was spoken of: held against it, compared with it too, alone in it, with most of it."""

from __future__ import annotations

import re

from bot.search import most_of_cities, without_growth
from bot.talk.again import AGAIN, named_again
from bot.talk.asking import COMPARED, ONE_ALONE, THE_OTHERS
from bot.talk.said import Resumed, Said
from bot.time_words import times_named, without_times

BOTH = 2  # sides, at least
_COMPARES = re.compile("\\s*(?:对比|比较)$")


def _compared_with(words: str) -> str:
    """What is to be compared with what was spoken of, as it is said; empty for other words."""
    compared = COMPARED.fullmatch(words)
    return next(filter(None, compared.groups()), "") if compared else ""


def another_place(said: Said) -> Resumed | None:
    """The same, held against that of another place (跟湖州比呢)."""
    compared = COMPARED.fullmatch(said.words)
    other = said.search.mentioned(_compared_with(said.words))
    is_more = compared is not None and compared["more"] is not None  # a side more of what is compared already
    is_list = len(said.before.places) >= BOTH or not said.words.startswith("还有")  # 还有湖州呢, after one, is another
    if not other.places or (is_more and (other.rest or not (said.before.places and is_list))):
        return None
    sides = " ".join(dict.fromkeys(place.name for place in (*said.before.places, *other.places)))
    what = " ".join(dict.fromkeys(_COMPARES.sub("", said.before.rest).split()))
    again = f"{sides} {what} 对比"
    return Resumed(again, again if is_more else said.last)


def another_thing(said: Said) -> Resumed | None:
    """Another thing, held against the one that was asked about (和示范园区比呢)."""
    named = _compared_with(said.words)
    other = said.search.mentioned(named)
    names_more = other.places or other.required or other.about_subject
    if not other.things or names_more or not said.before.things or times_named(named):
        return None
    of = "".join(place.name for place in said.before.places)
    return Resumed(f"{of}{said.thing}和{other.rest}比", said.last)


def another_time(said: Said) -> Resumed | None:
    """How much more it is than at another time (跟2021年比呢), by the fact that was shown."""
    named = _compared_with(said.words)
    if said.shown is None or not times_named(named) or without_times(named).strip():
        return None
    again = said.whole(without_growth(said.thing), f"比{named}增加了多少")
    return Resumed(again, said.last)


def one_alone(said: Said) -> Resumed | None:
    """Whether it is but one of the places in the one that was spoken of (只有湖州吗)."""
    asked = ONE_ALONE.fullmatch(said.words)
    if asked is None or len(said.before.places) != 1 or not said.search.mentioned(asked["place"]).places:
        return None
    again = f"{said.before.places[0].name}{asked['only']}{asked['place']}吗"
    return Resumed(again, said.last) if said.search.membership(again) is not None else None


def the_others(said: Said) -> Resumed | None:
    """Who belongs to the subject beside the places of which that was asked (其他成员呢)."""
    is_of_members = said.before.places and said.search.membership(said.last) is not None
    if not is_of_members or not THE_OTHERS.fullmatch(said.words):
        return None
    return Resumed(f"除了{'、'.join(place.name for place in said.before.places)}还有哪些成员", said.last)


def another_measure(said: Said) -> Resumed | None:
    """Another measure of the places that are compared (高企呢)."""
    what = named_again(said.words) if AGAIN.fullmatch(said.words) else ""
    named = said.search.mentioned(what)
    if len(said.before.places) < BOTH or said.shown is not None or not named.things:
        return None
    if named.places or named.required or named.about_subject:
        return None
    again = f"{' '.join(place.name for place in said.before.places)} {named.rest} 对比"
    return Resumed(again, again)


def most_of_it(said: Said) -> Resumed | None:
    """In which city there is most of what was spoken of (哪个城市最高)."""
    asked = most_of_cities(said.words)
    if asked is None or asked.words.strip() or asked.beside or not said.before.rest:
        return None
    return Resumed(f"{said.thing} {said.words}", said.last)

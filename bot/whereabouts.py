"""Where something is, or was: the one place at which a fact's own words put it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import SMALL_PLACES, Catalogue
from bot.facts import Fact, Place

_SOMEWHERE = re.compile("[在于][^，。；]{0,12}(?:上|中|内)|位于|分布|沿线")
# What takes place, by the end of its name, and what asks for that. A 委员会 does not.
_TAKES_PLACE = "(?<![委员理协商学合])会|论坛|峰会|展|赛|仪式|典礼|活动|沙龙|讲座|路演|拍卖|签约"
_IS_CALLED_SO = re.compile(f"(?:{_TAKES_PLACE}|周|节)(?:（[^（）]*）)?$")
_ASKS_OF_IT = re.compile(f"{_TAKES_PLACE}|会[上议场址]|[举承主]办|举行|召开|[开办]的|哪[里儿]?[开办]")
_IS_SOMEWHERE = ("event", "institution", "figure", "plan")
SMALLER = ("province", *SMALL_PLACES)  # than a region


def whereabouts(fact: Fact, catalogue: Catalogue) -> Place | None:
    """The place of an event, an institution or what is counted, if the fact's statement says that it is there.

    None for all else. A fact's places are those that it tells of: where a delegation is from is not where it met. An
    institution that is told of with one city alone is there, and what is planned and named after it (芜湖枢纽).
    """
    if fact.kind not in _IS_SOMEWHERE:
        return None
    places = [place for each in fact.places if (place := catalogue.place(each))]
    told = [place for place in places if _is_at(place, fact.statement) or _is_its(place, fact, catalogue)]
    around = {parent.id for place in told for parent in catalogue.parents(place)}
    found = [place for place in told if place.id not in around]
    return found[0] if len(found) == 1 and not _is_between(found[0], places, fact.statement) else None


def places_listed(fact: Fact, catalogue: Catalogue) -> Sequence[Place]:
    """The places, two or more, that a fact's own words list as where something is (落户甲、乙和丙)."""
    if fact.kind not in _IS_SOMEWHERE:
        return ()
    places = [place for each in fact.places if (place := catalogue.place(each)) and place.kind in SMALL_PLACES]
    names = "|".join(re.escape(place.name) for place in places)
    listed = (
        re.search(f"(?:[在于]|落户|落地)(?:{names})(?:[、和与及](?:{names}))++(?!之?间|交界)", fact.statement)
        if names
        else None
    )
    return [place for place in places if listed and place.name in listed.group()]


def is_beside(fact: Fact, asked: str) -> bool:
    """Whether a fact is of a meeting, a fair or the like, and it is asked where something is that is none.

    Where the meeting on a science city was held is not where that is. `asked`: the question, in its normal form.
    """
    return fact.kind == "event" and bool(_IS_CALLED_SO.search(fact.title)) and not _ASKS_OF_IT.search(asked)


def is_nowhere(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether something is told of without any place that is smaller than a region."""
    if _SOMEWHERE.search(fact.statement):
        return False
    places = (catalogue.place(each) for each in fact.places)
    return not any(place is not None and place.kind in SMALLER for place in places)


def _is_between(one: Place, places: Sequence[Place], statement: str) -> bool:
    """Whether something is said to be at a place and at another one (位于渝北与广安之间)."""
    others = "|".join(re.escape(place.name) for place in places if place is not one and place.kind in SMALLER)
    together = f"{re.escape(one.name)}[^，。；]{{0,2}}[与和、及跟][^，。；]{{0,3}}(?:{others})"
    return bool(others) and re.search(together, statement) is not None


def _is_its(place: Place, fact: Fact, catalogue: Catalogue) -> bool:
    """Whether an institution is told of as that city's (苏州企业, 苏州的一家企业), or called after it (芜湖枢纽)."""
    others = {*fact.places} - {place.id, catalogue.about.subject, *(each.id for each in catalogue.parents(place))}
    is_one = fact.kind in ("institution", "plan") and place.kind in SMALL_PLACES and not others
    if is_one and re.match(f"{re.escape(place.name)}(?![市区县]?(?:的|与|和))", fact.title):
        return True
    alone = fact.kind == "institution" and len(fact.places) == 1 and place.kind in SMALLER
    its = f"(?<![从自由离]){re.escape(place.name)}[区市县]?(?:的|企业|公司|[^，。；]{{0,4}}(?:汇聚|集聚|拥有))"
    return alone and re.search(its, fact.statement) is not None


def _is_at(place: Place, statement: str) -> bool:
    name = f"(?:{'|'.join(map(re.escape, (place.name, place.formal)))})"
    there = f"(?:在|于|地点是|落户|落地)[^，。；、（）]{{0,6}}{name}|中心（{name}）"
    if place.name.isascii():
        there = f"(?:^|[^A-Za-z])[Ii]n (?:the )?{name}(?![A-Za-z])"  # not what is held East of it, nor from there
    held = f"{name}的[^，。；、]+(?:举办|举行|召开)"
    return place.kind in SMALLER and re.search(f"{there}|{held}", statement) is not None

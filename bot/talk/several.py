"""Several questions in one message (湖州有多少高企，芜湖技术合同多少; 高企和研发机构各多少): each by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.facts import Fact
from bot.render.answer import no_record
from bot.render.lead import list_reply
from bot.render.reply import Reply
from bot.search import ASKING, Search, clauses, cut
from bot.services import Services
from bot.talk.followup import resumed
from bot.talk.said import Resumed

MOST = 4  # questions that one message is taken for
SEVERAL = "问了几件事，分开查："
_LISTED_QUESTIONS = re.compile("、(?=[^、]*(?:多少|几|谁|哪|什么|何时))")  # not 高企、联盟各多少
_EACH = re.compile("(?P<things>.{5,}?)(?:各是?|各自是?|分别是?)(?P<asked>有?(?:多少|几).*)")
# 湖州参与了几个联盟几个基地
_SO_MANY = "(?:几|多少)[个家项条][^几多]{2,8}?"
_TWO_COUNTS = re.compile(f"(?P<of>[^,，;；]+?)(?P<one>{_SO_MANY})[和与及、]?(?P<two>{_SO_MANY})[呢了?？]*")
_WHICH_ONES = re.compile("(?:都|又)?分别[是有叫]?(?:哪|什么|谁)")  # of what was asked before it
_SAID_BY_THEM = re.compile("^[他她](?:还|也)?(?:提到|说到?|讲到?|介绍|透露)?[的过]?")
_LISTED = re.compile("[、,，]|(?<=.)[和与跟](?=.)")
_SPACES = re.compile(r"\s+")


def several_answers(words: str, services: Services, *, each_known: bool) -> Reply | None:
    """What answers each of several questions, one after another; None where it is one, or none of them is answered.

    `each_known`: only where every one is answered, and they by more than one fact.
    """
    asked = _questions(cut(words), services.search)
    found: list[Fact | None] = []
    for part in asked:
        found.append(next(filter(None, (_fact_for(each, found, services) for each in part.readings)), None))
    facts = list({fact.id: fact for fact in found if fact is not None}.values())
    unknown = [no_record(part.text) for part, fact in zip(asked, found, strict=True) if fact is None]
    is_one = len(facts) + len(unknown) < 2
    if not facts or is_one or (each_known and (unknown or len(facts) < 2)):
        return None
    return list_reply(facts, services.catalogue, "\n".join([SEVERAL, *unknown]))


def _fact_for(question: str, before: Sequence[Fact | None], services: Services) -> Fact | None:
    """The fact that answers a question by itself, also when the subject began, or who belongs to it.

    Of facts that may all be meant the one that has answered a question `before` it.
    """
    search, catalogue = services.search, services.catalogue
    if (began := search.beginning_of_subject(question)) is not None:
        return began.fact
    if (asked := search.membership(question)) is not None and not asked.places and not asked.unknown:
        members = (fact for fact in catalogue.facts if fact.kind == "membership")
        return max(members, key=lambda fact: fact.when.last, default=None)
    findings = search.find(question)
    if not findings.answers:
        return None
    return next((hit.fact for hit in findings.hits if hit.fact in before), findings.hits[0].fact)


class _Part(NamedTuple):
    """One of several questions, as it was typed and in every way that it may be meant, the likeliest first."""

    text: str
    readings: Sequence[str]


def _questions(words: str, search: Search) -> Sequence[_Part]:
    """The questions of a message, each of what one before it names, or by itself."""
    each = _EACH.fullmatch(words.strip(" ?？。"))
    things = _things(each["things"], search) if each else []
    if each and 1 < len(things) <= MOST and all(search.mentioned(thing).rest for thing in things):
        parts = [f"{thing}{each['asked']}" for thing in things]  # 杭州和湖州高企 are not two things
        places = search.mentioned(parts[0]).places
        if places and not any(search.mentioned(part).places for part in parts[1:]):
            parts[1:] = [f"{places[0].name} {part}" for part in parts[1:]]
        return [_Part(part, [part]) for part in parts]
    if (both := _TWO_COUNTS.fullmatch(words.strip())) is not None:
        asked = [f"{both['of']}{both['one']}", f"{both['of']}{both['two']}"]
        if all(search.find(part).answers and search.tells_all(search.find(part).hits[0].fact, part) for part in asked):
            return [_Part(part, [part]) for part in asked]
    every = (part for listed in _LISTED_QUESTIONS.split(words) for part in clauses(listed, with_heads=True))
    parts = [part for part in every if not _WHICH_ONES.match(part)]
    if not 1 < len(parts) <= MOST or not ASKING.search(parts[0]):
        return ()
    found: list[_Part] = []
    about: str | None = None
    for part in parts:
        again = resumed(part, about, search)
        if again is None and not ASKING.search(part):
            return ()
        found.append(_part(part, again, about or "", search))
        about = again.about if again else found[-1].readings[0]
    return found


def _things(listed: str, search: Search) -> list[str]:
    """What is listed, between marks or else between spaces; the places that begin it belong to the first thing."""
    between = _LISTED if _LISTED.search(listed.strip()) else _SPACES
    things = [thing.strip() for thing in between.split(listed) if thing.strip()]
    while len(things) > 1 and not search.mentioned(things[0]).rest:
        things[:2] = [" ".join(things[:2])]
    return things


def _part(text: str, again: Resumed | None, about: str, search: Search) -> _Part:
    """A question that follows one `about` something: of that, of the places that it named, or by itself."""
    before, named = search.mentioned(about), search.mentioned(text)
    there = "" if named.places or named.about_subject else " ".join(place.name for place in before.places)
    if again is None:
        return _Part(text, [*([f"{there} {text}"] if there else []), text, _SAID_BY_THEM.sub("", text)])
    return _Part(text, [f"{again.lacks} {again.words}".strip()])

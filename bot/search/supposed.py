"""What a claim supposes beside figures: that something is at a place, was done by somebody, is an office of somebody.

…吗 with a false one finds nothing. Asked without it, the fact is found that tells another one: 专责小组由教育部牵头吗.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.counting import english
from bot.facts import Fact
from bot.search.confirming import SO_AT_THE_END
from bot.search.insists import OFFICES
from bot.text import key
from bot.verbs import FOUNDED, HELD, ISSUED, LED, MADE
from bot.whereabouts import is_beside, whereabouts

LARGE_PLACES = ("country", "region", "corridor")
_AT = "(?:(?P<verb>落户|落地|设立?|建|办|放)[在于到]?|位于|落[在到]|[在于])"
_OF_PLACE = "(?:由|(?<!不)是)"
_DID = f"{FOUNDED}|{ISSUED}|{HELD}|{MADE}|运营|管理|{LED}|建设"
_ACTOR = re.compile(f"(?:是由|由|(?<!不)是)(?P<who>[^,，。是由在年月]{{2,12}}?)(?P<verb>{_DID})")
_ONLY_WHERE = re.compile("在哪(?:召?开|[举承]?办|举行|成立|建[成立]?|设立?)?的?[,， ]*$")
_OFFICE = f"(?P<office>[^,，是]*(?:{OFFICES}))"
# What is said not to be so supposes nothing: 不在苏州. Whether it is so or not is asked: 是不是, 有没有, 了没, 没错吧.
_NOT = re.compile(
    "不(?![是仅断同止只但久良限动锈])|(?<![有了])没(?!错)|未(?!来)|(?<!是)不是|非(?![遗洲凡])"
    f"|n['’]t(?![a-z])|{english('not', 'never', 'no')}"
)
_HOLDERS = (
    re.compile(f"(?P<who>[一-鿿]{{2,4}})(?:就|还|现在)?是{_OFFICE}{SO_AT_THE_END.pattern}"),
    re.compile(f"{_OFFICE}(?:就|还|现在)?是(?P<who>[一-鿿]{{2,4}}?){SO_AT_THE_END.pattern}"),
)


class What(Enum):
    """What kind of thing was supposed."""

    PLACE = auto()
    ACTOR = auto()
    HOLDER = auto()
    OFFICE = auto()


class Supposed(NamedTuple):
    """A question without what it supposes; its kind and its words; and the verb or office that goes with it.

    `is_at`: whether something is said to be, or to take place, at a place.
    """

    question: str
    what: What
    name: str
    of: str = ""
    is_at: bool = False

    @property
    def is_only_where(self) -> bool:
        """Whether nothing but where it is was claimed: 在苏州做硅棒 claims more."""
        return self.is_at and _ONLY_WHERE.search(self.question) is not None


def is_negated(question: str, claimed: Sequence[str] = ()) -> bool:
    """Whether something is claimed not to be so. `claimed`: what of the question is an amount (不到200个)."""
    for each in claimed:
        question = question.replace(each, " ")
    return _NOT.search(SO_AT_THE_END.sub("", question)) is not None


def supposed(question: str, places: Sequence[str]) -> Iterator[Supposed]:
    """A claim (in its normal form), without each thing that it supposes; `places`: the names of places in it."""
    if is_negated(question):
        return
    for pattern in _HOLDERS:
        if (found := pattern.fullmatch(question.strip())) is not None:
            yield Supposed(f"{found['office']}是谁", What.HOLDER, found["who"], found["office"])
    for found in _ACTOR.finditer(question):
        rest = f"{question[: found.start()]}{question[found.start('verb') :]}"
        yield Supposed(rest, What.ACTOR, found["who"], found["verb"])
    for name, spelt in zip(places, map(re.escape, places), strict=True):
        for found in re.finditer(f"{_AT}{spelt}[省市区县]?", question):
            before, behind = f"{question[: found.start()]}{found['verb'] or ''}", question[found.end() :]
            yield Supposed(f"{before}在哪{SO_AT_THE_END.sub('', behind)}", What.PLACE, name, is_at=True)
            yield Supposed(f"{before} {behind}", What.PLACE, name)
        if (is_it := re.match(f"{spelt}[省市区县]?[就也]?是", question)) is not None:  # the fifth one is there
            yield Supposed(question[is_it.end() :], What.PLACE, name)
        for found in re.finditer(f"{_OF_PLACE}{spelt}[省市区县]?|{spelt}(?=[省市区县]?(?:{OFFICES}))", question):
            yield Supposed(f"{question[: found.start()]} {question[found.end() :]}", What.PLACE, name)
    for pattern in _HOLDERS:  # an office elsewhere than at a place that is known
        if (found := pattern.fullmatch(question.strip())) is not None:
            yield Supposed(f"{found['who']}是谁", What.OFFICE, found["office"], found["who"])


def told_so(question: str, ids_by_name: Mapping[str, Sequence[str]], fact: Fact, catalogue: Catalogue) -> Iterator[str]:
    """What a claim supposes and a fact tells to the letter: where it is, who did it; `ids_by_name`: its places."""
    place = None if is_beside(fact, question) else whereabouts(fact, catalogue)
    for each in supposed(question, list(ids_by_name)):
        is_there = each.is_only_where and place is not None and place.id in ids_by_name[each.name]
        if is_there or (each.what is What.ACTOR and each.name in _actors(each, fact)):
            yield each.name
        elif each.what is What.HOLDER and each.name == fact.speaker and each.of in fact.office:
            yield each.of


def is_told_otherwise(each: Supposed, fact: Fact, ids: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether a fact tells another place, doer or holder than is supposed; `ids` are the places of that name.

    What is around a place, or within it, is no other place; nor is a name of which all characters stand in the other.
    """
    if each.what is What.PLACE:
        if is_beside(fact, each.question):
            return False
        there = whereabouts(fact, catalogue) if each.is_at else None  # and not where those are from who took part
        places = [there] if there else filter(None, map(catalogue.place, fact.places))
        told = [place.id for place in places if place.kind not in LARGE_PLACES]
        near = {*ids, *(inner for one in ids for inner in catalogue.within(one))}
        near |= {around.id for one in ids if (place := catalogue.place(one)) for around in catalogue.parents(place)}
        return bool(ids) and bool(told) and near.isdisjoint(told)
    if each.what is What.HOLDER:
        said_by, text = fact.said_by, key(f"{fact.title}|{fact.statement}")
        return said_by is not None and said_by.name is not None and each.name not in text and said_by.name != each.name
    if each.what is What.OFFICE:
        held = [other.office for other in catalogue.facts if other.speaker == each.of]
        return fact.speaker == each.of and bool(held) and not any(_is_short_for(each.name, office) for office in held)
    actors = _actors(each, fact)
    return bool(actors) and not any(set(actor) <= set(each.name) or set(each.name) <= set(actor) for actor in actors)


def is_told_vaguely(each: Supposed, fact: Fact, ids: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether a fact tells only what is around the place at which something is supposed to be."""
    place = whereabouts(fact, catalogue)
    around = {outer.id for one in ids if (inner := catalogue.place(one)) for outer in catalogue.parents(inner)}
    return each.is_at and place is not None and place.id in around


def is_told_within(each: Supposed, fact: Fact, ids: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether a fact tells a place within the one at which something is supposed to be."""
    place = whereabouts(fact, catalogue)
    return each.is_at and place is not None and any(place.id in catalogue.within(one) for one in ids)


def _is_short_for(office: str, held: str) -> bool:
    """Whether all of an office stands in one that is held, in its order: 同济书记 in 同济大学党委书记."""
    characters = iter(key(held))
    return all(each in characters for each in key(office))


def _actors(each: Supposed, fact: Fact) -> list[str]:
    """Who does in a fact what somebody is supposed to have done."""
    return re.findall(f"由([^由]{{2,12}}?){each.of}", key(f"{fact.title}|{fact.statement}"))

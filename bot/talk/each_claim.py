"""Several amounts in one message that is to be verified (联盟16个，飞地20个，对吗): each is checked by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.render.lead import list_reply
from bot.render.reply import Reply, escape
from bot.render.verdicts import verdict_text
from bot.search import CLAIM, SO, SO_AT_THE_END, Agreement, Findings, Search, Verdict, cut, without_frame
from bot.services import Services

MOST = 6  # amounts that are checked in one message
SEVERAL = "一句里有几个数，分开核对："
_CLAUSES = re.compile("[,，。;；:：?？!！、]+")
_AND = re.compile("和|与|及|以及|并且?|而且?")
_NO_THING = re.compile(r"[0-9./%百千万亿]+|占全[国市省]的?(?:比[重例])?")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}年")


class _Part(NamedTuple):
    """What is claimed of one amount, as it was typed, and in every way that it may be meant.

    Those of the year that was named before it come first, and of each the likeliest.
    """

    text: str
    readings: Sequence[Sequence[str]]


def each_checked(words: str, findings: Findings, services: Services) -> Reply | None:
    """Each of several amounts that a message claims with its verdict; None where it claims one, or one fact has all."""
    asked = cut(words)
    if _is_all_so(findings) or not (findings.several_claims or CLAIM.search(asked)):
        return None
    parts = list(_parts(without_frame(asked), services.search))
    if not 1 < len(parts) <= MOST:
        return None
    found = [_found(part, services.search) for part in parts]
    facts = {each.hits[0].fact.id: each.hits[0].fact for each in found if each.hits}
    if not facts:
        return None
    lines = [SEVERAL]
    for part, each in zip(parts, found, strict=True):
        lines.append(f"{escape(_as_typed(part.text, words))}：{verdict_text(each, services.catalogue)}")
    return list_reply(list(facts.values()), services.catalogue, "\n".join(lines))


def _as_typed(text: str, words: str) -> str:
    """A part of words in their normal form, with the capitals in which it was typed."""
    at = words.lower().find(text)
    return words[at : at + len(text)] if at >= 0 and len(words.lower()) == len(words) else text


def _is_all_so(findings: Findings) -> bool:
    return findings.agreement in (Agreement.SO, Agreement.NOTED, Agreement.ROUGH)


def _parts(words: str, search: Search) -> Iterator[_Part]:
    """The clauses of a message, or what they list, that have an amount, with what stands before it without one."""
    before, about, year, places = "", "", "", ""
    for clause in _CLAUSES.split(words):
        said = SO_AT_THE_END.sub("", clause.strip())
        for text in _listed(said, search) if said else ():
            of_year = _YEAR.search(text)
            year = of_year.group() if of_year else year
            if not search.amounts_claimed(f"{text}{SO}"):
                before = f"{before} {text}".strip()
                continue
            part = f"{before} {text}".strip()
            named = search.mentioned(part)
            if named.places or named.about_subject:
                places = "" if named.about_subject else " ".join(place.name for place in named.places)
            there = "" if named.places or named.about_subject else places
            yield _Part(text, _readings(part, about, there, "" if _YEAR.search(part) else year, search))
            before, about = "", part if _things(part, search) else about


def _listed(clause: str, search: Search) -> list[str]:
    """The parts of a clause that 和 joins, where each has an amount; else the clause."""
    parts = [part.strip() for part in _AND.split(clause)]
    is_list = len(parts) > 1 and all(search.amounts_claimed(f"{part}{SO}") for part in parts)
    return parts if is_list else [clause]


def _readings(part: str, about: str, places: str, year: str, search: Search) -> list[list[str]]:
    """How a part that follows one `about` something may be meant: of that year, of those places, of that thing.

    What names nothing of its own (增长15.61%) is of the thing before it, and never of anything else.
    """
    if not _things(part, search) and (things := _things(about, search)):
        found = [f"{places} {' '.join(things)} {part}".strip()]
    else:
        found = [f"{places} {part}", part] if places else [part]
    return [[f"{year}{each}" for each in found], found] if year else [found]


def _things(part: str, search: Search) -> list[str]:
    """The things that a part names: not its amounts, nor of what it is a share."""
    named = (_NO_THING.sub("", thing).strip() for thing in search.mentioned(part).things)
    return [thing for thing in named if thing]


def _found(part: _Part, search: Search) -> Findings:
    """What is found for the first reading that is so; else of which nothing but its amount is lacking; else known.

    What lacks nothing else at the time that was named is not read of another time.
    """
    known = []
    for readings in part.readings:
        found = [search.find(f"{reading}{SO}") for reading in readings]
        known += [each for each in found if each.verdict is not Verdict.NONE]
        whole = [each for each in known if set(each.missing) <= set(each.denied) and not each.of_a_part]
        if whole:
            return next(filter(_is_all_so, whole), whole[0])
    return (known or found)[-1]

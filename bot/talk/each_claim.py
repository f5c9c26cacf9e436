"""Several amounts in one message that is to be verified (联盟16个，飞地20个，对吗): each is checked by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.dates import PartialDate
from bot.facts import Fact
from bot.render.answer import findings_reply
from bot.render.lead import list_reply
from bot.render.reply import Reply, escape
from bot.render.verdicts import IS_NOT, beginning_text, members_text, verdict_text
from bot.render.words import date_text
from bot.search import (
    ASKING,
    CLAIM,
    LONGEST_QUESTION,
    SO,
    Agreement,
    Findings,
    Quote,
    Search,
    Verdict,
    cut,
    without_frame,
)
from bot.search.two_points import is_later, is_point
from bot.search.wants import tells_share
from bot.services import Services
from bot.talk.claim_parts import SHARE, YEAR, Part, leaves_out, parts_of, things_named
from bot.talk.stating import quotes_in

MOST = 8  # amounts that are checked in one message
SEVERAL = "一句里有几个数，分开核对："
_TWO_NUMBERS = re.compile("[0-9][^0-9]+[0-9]")  # without them there is nothing to take apart
NOT_CHECKED = "没有数的部分没有核对。"


class _Checked(NamedTuple):
    """A part, what is said of it, the fact that says so, and of which time that is."""

    part: Part
    verdict: str
    fact: Fact | None
    when: PartialDate | None = None
    is_noted: bool = False
    is_denied: bool = False
    is_so: bool = False
    others: tuple[Fact, ...] = ()  # that say so of other amounts in it


def each_checked(words: str, findings: Findings, services: Services) -> Reply | None:
    """Each of several amounts that a message claims with its verdict; None where it claims one, or one fact has all.

    Also one alone that stands where a source prints another, or the same, among words that the search does not know.
    """
    asked = cut(words)
    if is_all_so(findings):
        return None
    quotes = quotes_in(words, services)
    if quotes and not _is_known_better(findings, quotes):
        of_quotes = _quotes_checked(words, quotes, services)
        if of_quotes is not None:
            return of_quotes
    tells_several = findings.verdict is Verdict.NONE and _TWO_NUMBERS.search(asked) and not ASKING.search(asked)
    if not (findings.several_claims or CLAIM.search(asked) or tells_several):
        return None
    checked = each_part(asked, services)
    if not any(each.fact for each in checked):
        return None
    return parts_reply(SEVERAL, checked, words, services, after=_not_checked(words, checked, services))


def _not_checked(words: str, checked: Sequence[_Checked], services: Services) -> str:
    """What is said of the rest of a message: how far it was read, and that what has no amount was not checked."""
    if len(words) >= LONGEST_QUESTION:  # a message is cut there
        return f"只核对了前 {LONGEST_QUESTION} 个字。"
    if len(checked) >= MOST:
        return f"最多核对 {MOST} 处，其余没有核对。"
    leaves_some = leaves_out(without_frame(cut(words)), [each.part for each in checked], services.search)
    return NOT_CHECKED if leaves_some else ""


def _quotes_checked(words: str, quotes: Sequence[Quote], services: Services) -> Reply | None:
    """Each amount of a message of which some are quotes with its verdict; of one alone its card.

    None where another amount would be left out.
    """
    asked = cut(words)
    checked = each_part(asked, services, quotes)
    if len(quotes) == 1 and len(checked) < 2:
        if len(services.search.amounts_named(asked)) > 1:
            return None
        return findings_reply(quotes[0].findings, services.catalogue)
    beside = [quote for quote in quotes if not any(quote.stands_in(each.part.text) for each in checked)]
    for clause in dict.fromkeys(quote.clause for quote in beside):
        of_it = [quote for quote in beside if quote.clause == clause]
        named = services.search.amounts_named(clause)
        checked.append(_quoted(Part(clause, ()), of_it, named if len(of_it) > 1 else (), None, services))
    return parts_reply(SEVERAL, checked, words, services, after=_not_checked(words, checked, services))


def each_part(asked: str, services: Services, quotes: Sequence[Quote] = ()) -> list[_Checked]:
    """The parts of a message that claims several amounts, each with its verdict; none of another message.

    `quotes`: what of it is known by the words of a source.
    """
    parts = list(parts_of(without_frame(asked), services.search))
    checked: list[_Checked] = []
    end = 0
    for part in parts[:MOST] if len(parts) > 1 else ():
        last = checked[-1] if checked else None
        start = max(asked.find(part.text, end), end)
        end = start + len(part.text)
        own = [quote for quote in quotes if start <= quote.at < end and quote.stands_in(part.text)]
        checked.append(_checked_by_quotes(part, last, own, services))
    return checked


def _checked_by_quotes(part: Part, last: _Checked | None, own: Sequence[Quote], services: Services) -> _Checked:
    """A part with its verdict: by what it quotes; by what is found for it, where that is so and the quote is not."""
    amounts = services.search.amounts_named(part.text) if own else []
    then = last.when if last else None
    if len(own) == 1 and len(amounts) < 2 and is_all_so(own[0].findings):
        return _quoted(part, own, (), then, services)
    checked = _checked(part, last, services)
    if len(own) == 1 and own[0].is_open and checked.fact and own[0].fact.measured.isdisjoint(checked.fact.measured):
        return checked
    is_denied_by_both = checked.verdict.startswith(IS_NOT) and any(quote.fact is checked.fact for quote in own)
    if not own or checked.is_so or (len(own) == 1 and is_denied_by_both and own[0].findings.denied):
        return checked
    return _quoted(part, own, amounts if len(amounts) > 1 else (), then, services)


def _is_known_better(findings: Findings, quotes: Sequence[Quote]) -> bool:
    """Whether a message that claims one amount is found at once, where its words leave open what it quotes."""
    return (
        len(quotes) == 1
        and quotes[0].is_open
        and bool(findings.hits)
        and quotes[0].fact.measured.isdisjoint(findings.hits[0].fact.measured)
    )


def _quoted(
    part: Part, quotes: Sequence[Quote], amounts: Sequence[str], then: PartialDate | None, services: Services
) -> _Checked:
    """A part with the verdicts on what it quotes; `amounts`: all of it, of which the others were not found.

    `then`: the time of what the part before it claims.
    """
    told, facts = [], []
    is_alone = len(quotes) == 1 and not amounts
    for quote in quotes:
        found = quote.findings
        facts.append(quote.fact)
        is_of_another_time = _is_of_another_time(part, found.when, then)
        verdict = verdict_text(found, services.catalogue, tells_when=is_of_another_time)
        told.append(verdict if is_alone or found.denied else f"{escape(quote.amount)}{verdict}")
    told += [f"{escape(each)}没有找到" for each in amounts if not any(quote.stands_in(each) for quote in quotes)]
    first = quotes[0].findings
    return _Checked(
        part,
        "；".join(told),
        facts[0],
        first.when,
        any(quote.findings.agreement is Agreement.NOTED for quote in quotes),
        any(quote.findings.denied for quote in quotes),
        all(is_all_so(quote.findings) for quote in quotes),
        tuple(facts[1:]),
    )


def parts_reply(before: str, checked: Sequence[_Checked], words: str, services: Services, after: str = "") -> Reply:
    """What is said of each part, before the facts that say so."""
    lines = [before, *(f"{escape(_as_typed(each.part.text, words))}：{each.verdict}" for each in checked), after]
    every = [fact for each in checked if each.fact is not None for fact in (each.fact, *each.others)]
    facts = {fact.id: fact for fact in every}
    noted = {each.fact.id for each in checked if each.fact is not None and each.is_noted}
    return list_reply(list(facts.values()), services.catalogue, "\n".join(filter(None, lines)), noted)


def _as_typed(text: str, words: str) -> str:
    """A part of words in their normal form, with the capitals in which it was typed, and without 个 in English."""
    if words.isascii():
        text = text.replace("个 ", " ")
    at = words.lower().find(text)
    return words[at : at + len(text)] if at >= 0 and len(words.lower()) == len(words) else text


def is_all_so(findings: Findings) -> bool:
    """Whether what was claimed is so, be it roughly, or as a note says."""
    return findings.agreement in (Agreement.SO, Agreement.NOTED, Agreement.ROUGH)


def _checked(part: Part, last: _Checked | None, services: Services) -> _Checked:
    """A part with its verdict; `last`: the part before it with its own."""
    before, then = (last.fact, last.when) if last else (None, None)
    if (of_it := _of_subject(part, services)) is not None:
        return of_it
    found = _found(part, services.search)
    if before is not None and not is_all_so(found):
        found = _of_the_same(part, found, services.catalogue.neighbours(before), services.search)
    if SHARE.match(part.text) and before is not None and not _has_a_share(found, before):
        found = replace(found, verdict=Verdict.NONE, hits=())  # what is told of others, or is none, denies nothing
    fact, when = (found.hits[0].fact, found.when) if found.hits else (None, None)
    if when and then and is_later(part.text) and when.last < then.first:
        return _Checked(part, f"是{date_text(when)}的数，比前一个数早", fact, when, is_denied=True)
    if is_of_two := is_point(part.text):  # of which the newer one is no news
        found = replace(found, newer=None)
    is_of_another_time = when is not None and (is_of_two or _is_of_another_time(part, when, then))
    verdict = verdict_text(found, services.catalogue, tells_when=is_of_another_time)
    is_noted = found.agreement is Agreement.NOTED
    return _Checked(part, verdict, fact, when, is_noted, bool(found.denied), is_all_so(found))


def _of_subject(part: Part, services: Services) -> _Checked | None:
    """A part that claims something of the subject itself: when it began, how many belong to it; None for others."""
    claim = f"{part.readings[0][0]}{SO}"
    if (began := services.search.beginning_of_subject(claim)) is not None:
        when = began.fact.when if began.fact else None
        return _Checked(part, beginning_text(began), began.fact, when, is_denied=bool(began.missing))
    members = services.search.membership(claim)
    if members is None or not (members.missing or members.confirmed):
        return None
    return _Checked(part, members_text(members, services.catalogue), None, is_denied=bool(members.missing))


def _has_a_share(found: Findings, before: Fact) -> bool:
    """Whether what is found has a share, of the places that the fact before it is of."""
    fact = found.hits[0].fact if found.hits else None
    if fact is None or set(fact.places) != set(before.places):
        return False
    return any(tells_share(f"{figure.label or fact.title}{figure.unit}") for figure in fact.figures)


def _of_the_same(part: Part, found: Findings, near: Sequence[Fact], search: Search) -> Findings:
    """What is found of the thing before it, by the facts near that, where a part may as well be of something else."""
    if not found.hits or found.hits[0].fact in near:
        return found
    best, things = found.hits[0], things_named(part.text, search)
    alike = [hit.fact for hit in found.hits if hit.explained >= best.explained and hit.named >= best.named]
    is_of_nothing = things and found.missing != found.denied  # 投资, behind what is told of a fund
    called = [fact for fact in near if is_of_nothing and all(thing in fact.title for thing in things)]
    for fact in (*alike, *called):
        if fact in near and (of_it := search.find(f"{fact.title} {part.text}{SO}")).hits[:1]:
            return of_it if of_it.hits[0].fact is fact and of_it.denied == of_it.missing else found
    return found


def _is_of_another_time(part: Part, when: PartialDate, before: PartialDate | None) -> bool:
    """Whether a time is not of the year that was named; or another one of it than that which the part goes on from."""
    if SHARE.match(part.text) and before is not None and not when.overlaps(before):
        return True
    if not part.year:
        return False
    goes_on = part.goes_on and not YEAR.search(part.text) and before is not None and not when.overlaps(before)
    return goes_on or not when.touches(int(part.year[:4]))


def _found(part: Part, search: Search) -> Findings:
    """The findings of the first reading that is right; else of one whose amount alone is wrong; else of any.

    Where only the amount is wrong at the time that was named, no other time is tried.
    """
    known = []
    for readings in part.readings:
        found = [search.find(f"{reading}{SO}") for reading in readings]
        known += [each for each in found if each.verdict is not Verdict.NONE]
        whole = [each for each in known if set(each.missing) <= set(each.denied) and not each.of_a_part]
        if whole:
            return next(filter(is_all_so, whole), whole[0])
    return (known or found)[-1]

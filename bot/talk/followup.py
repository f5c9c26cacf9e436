"""Follow-ups: what is asked of what was spoken of (谁运营, 在哪, 涨了多少, 它是成员吗), as a question of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from bot.days import times_named
from bot.facts import Fact
from bot.search import (
    ASKING,
    CLAIM,
    GROWTH,
    Findings,
    Mentioned,
    Search,
    Verdict,
    Wants,
    cut,
    wants,
    without_growth,
)
from bot.talk.again import AGAIN, SESSIONS, counted_back, is_told, joined, named_again, of_another, of_another_thing
from bot.talk.asking import (
    ASPECT,
    BEFORE_NOW,
    COMPARED,
    GREW,
    IS_IT,
    OF_A_PLACE,
    OF_IT,
    OF_IT_IN_ENGLISH,
    OF_THE_BOT,
    OFFICE_ASKED,
    WHAT_OF_IT,
    WHO_IS,
)
from bot.talk.detail import THEN, bare
from bot.talk.kinds import kind_asked

_END_OF_YEAR = re.compile("(?<=[0-9])年(?:底|末|初)(?![步期薪])")
_BETWEEN_LATIN = re.compile("(?<![a-z0-9]) | (?![a-z0-9])")  # a space that stands beside Chinese
# What is asked of something, and what it is asked of may stand in the question before.
_ASKS_OF_SOMETHING = Wants.FIGURE | Wants.SHARE | Wants.DATE | Wants.PERSON | Wants.MAKER | Wants.PLACE | Wants.LIST
MOST_SAID = 4  # characters that such a question says itself: 借款, 预计客流
MOST_NAMED = 3  # the same of one that names a thing of its own: 客流量
OF_CITIES = 3  # places of a fact that tells which cities: two, and the subject itself


def leads_nowhere(words: str, search: Search) -> bool:
    """Whether words are like a follow-up (后来呢), were taken for none, and find nothing by themselves either."""
    return AGAIN.fullmatch(cut(words).strip()) is not None and search.find(words).verdict is Verdict.NONE


class Resumed(NamedTuple):
    """A follow-up as a question of its own, and what a further one goes on from.

    `lacks`: what it was asked of (a place, a thing), where only others have what is asked for.
    """

    words: str
    about: str
    lacks: str = ""


def resumed(words: str, last: str | None, search: Search, shown: Fact | None = None) -> Resumed | None:
    """The last question, asked anew as the words want it; None when they are no follow-up. `shown`: what answered it.

    They are one when they end like one (…呢) and name nothing but places, years and days, or now, or another thing of
    which the same can be asked; when they ask by how much it grew and not what; when they ask who holds an office; and
    when they ask something and do not say of what, if one fact tells it of what was asked about before.
    """
    if not last:
        return None
    before = search.mentioned(last)
    words = _END_OF_YEAR.sub("年", cut(words).strip())
    words = counted_back(words, before, shown) or words
    if (before.places or before.inside) and OFFICE_ASKED.fullmatch(THEN.sub("", words)):
        return _office(words, before, search)
    if (is_it := IS_IT.fullmatch(words)) and (before.rest or before.places):
        return Resumed(joined(before, _thing(before), is_it["what"] or is_it["english"], keeps_times=False), last)
    if not before.rest:  # a place or a year alone: nothing was asked of it
        return _of_the_place(words, before, search)
    if asked := OF_IT_IN_ENGLISH.fullmatch(words):
        again = _asked_of(before, f"{asked['asks']} {asked['more']}", search, keeps_times=False)
        return Resumed(again, last, _thing(before) if shown and not is_told(again, search) else "")
    if BEFORE_NOW.fullmatch(words):
        return Resumed(joined(before, before.form, "历年", keeps_times=False), last)
    if (compared := COMPARED.fullmatch(words)) and (
        other := search.mentioned(compared["other"] or compared["than"]).places
    ):
        sides = " ".join(place.name for place in (*before.places, *other))
        return Resumed(f"{sides} {before.rest} 对比", last)
    if (listed := kind_asked(words)) and not listed.of:  # of all there is; 有什么 may be of what was spoken of
        of_it = _asked_of(before, words, search, keeps_times=True)
        return Resumed(of_it, last) if WHAT_OF_IT.search(words) and is_told(of_it, search) else None
    if GREW.fullmatch(words) or GROWTH.search(words):
        return _grown(words, before, last, search)
    what = named_again(words)
    if what and (again := of_another(what, before, search)):
        is_of_a_place = bool(search.mentioned(what).places)
        goes_on_from = (
            again if is_of_a_place or search.find(again).answers else last
        )  # not from a year without a record
        return Resumed(again, goes_on_from)
    named = search.mentioned(words)
    if _names_a_session(named) and ASKING.search(words):
        again = _asked_of(replace(before, required=()), words, search, keeps_times=False)
        return Resumed(again, again)
    if OF_IT.fullmatch(bare(words)) is None and ASPECT.fullmatch(bare(words)) is None:
        if AGAIN.fullmatch(words) and (again := of_another_thing(what, before, search)):
            return Resumed(again, again)
        found = _of_it(words, named, before, last, search)
        if found is not None and found.lacks and shown is None:  # after a no what is not of it is of no use
            return Resumed(_asked_of(before, words, search, keeps_times=False), last)
        return found
    again = _asked_of(before, words, search, keeps_times=True)
    findings = search.find(again)
    is_of_cities = findings.answers and len(findings.hits[0].fact.places) >= OF_CITIES
    if not is_of_cities and search.membership(words) is not None:
        return None
    if findings.verdict is Verdict.NONE:
        return Resumed(again, last)
    if not (is_told(again, search) or search.is_named_like(findings.hits[0].fact, _thing(before))):
        return Resumed(words, last, _thing(before))
    of_a_measure = findings.wants & (Wants.SHARE | Wants.FIGURE) and not findings.missing
    return Resumed(again, again if of_a_measure else last)


def _grown(words: str, before: Mentioned, last: str, search: Search) -> Resumed | None:
    """By how much what was asked about grew: told by a fact, or to be reckoned; None where words say what grew."""
    is_bare = GREW.fullmatch(words) is not None
    new = search.mentioned(without_growth(words))
    if not is_bare and (new.rest or new.places):
        return None
    of_a_fact = _asked_of(before, words, search, keeps_times=False)
    if is_told(of_a_fact, search):
        return Resumed(of_a_fact, last)
    words = "增加了多少" if is_bare else words
    form = without_growth(before.form)
    keeps_times = len(times_named(last)) > 1 and not times_named(words)  # in one year alone nothing grows
    again = joined(before, form, THEN.sub("", words), keeps_times=keeps_times)
    return Resumed(again, again)


def _names_a_session(named: Mentioned) -> bool:
    """Whether words name which one is meant of what comes again and again (第四届什么时候开的), and not of what."""
    is_of_nothing = not (named.places or named.things or named.about_subject)
    return is_of_nothing and bool(named.required) and all(time[-1] in SESSIONS for time in named.required)


def _of_it(words: str, named: Mentioned, before: Mentioned, last: str, search: Search) -> Resumed | None:
    """A question that says not of what it asks (哪年批的, 签了什么, 金额多少): of what was asked about before.

    What names a thing of its own (客流量多少) or a place is asked of it only where one fact tells all of both.
    """
    by_itself = search.find(words)
    asks = ASKING.search(words) or CLAIM.search(words) if named.rest else wants(words) & _ASKS_OF_SOMETHING
    asks_who = WHO_IS.fullmatch(bare(words)) and named.has_names
    if not asks or asks_who or OF_THE_BOT.search(words) or _is_whole(named, by_itself):
        return None
    is_particular = bool(named.places) or any(map(search.is_of_one_topic, named.things))
    if is_particular and all(map(search.is_measure_or_topic, before.things)):  # of a measure no other one is asked
        return None
    again = _asked_of(before, words, search, keeps_times=False)
    findings = search.find(again)
    if is_told(again, search):
        told = findings.hits[0].fact
        is_the_same = by_itself.answers and by_itself.hits[0].fact is told
        if is_the_same and (named.things or named.places):
            return Resumed(words, again if named.has_names or named.places else last)
        return None if _is_of_an_event(named, by_itself, told, search) else Resumed(again, last)
    if is_particular or (named.rest and search.is_only_asking(words)):
        return None
    if named.things and not findings.answers and not (by_itself.answers and search.find(last).answers):
        return None
    if findings.answers or not by_itself.answers:
        return Resumed(again, last)
    own = by_itself.hits[0].fact
    counts_things = named.rest and wants(words) & Wants.THINGS  # 联盟多少个, and not 投资多少
    if counts_things and (search.is_named_like(own, named.rest) or search.tells_all(own, words)):
        return None
    if _size(named) > MOST_SAID and search.tells_all(own, words):
        return None
    is_near = search.is_named_like(own, _thing(before))
    return Resumed(words, last, "" if is_near else _thing(before))


def _size(named: Mentioned) -> int:
    """How many characters words say beside places and times, and beside those that only ask."""
    return len(named.rest.replace(" ", ""))


def _is_whole(named: Mentioned, by_itself: Findings) -> bool:
    """Whether words say themselves what they ask of: a time, a place in a name, the subject, a long name or a title."""
    said = _size(named)
    if named.inside or named.required or named.about_subject:
        return True
    if named.has_names:
        return said > MOST_NAMED
    is_titled_so = by_itself.answers and by_itself.hits[0].named == 1
    return said > MOST_SAID and (bool(named.things) or is_titled_so)


def _is_of_an_event(named: Mentioned, by_itself: Findings, told: Fact, search: Search) -> bool:
    """Whether words are of an event that is called as they are (论坛在哪举行), and not of the fact that was found."""
    own = by_itself.hits[0].fact if by_itself.answers else told
    return own.is_dated_event and search.is_named_like(own, named.rest) and not search.is_named_like(told, named.rest)


def _thing(before: Mentioned) -> str:
    """What was spoken of, without what was said of it in passing."""
    return _BETWEEN_LATIN.sub("", " ".join(before.things)) or before.rest


def _asked_of(before: Mentioned, words: str, search: Search, *, keeps_times: bool) -> str:
    """The words, asked of all things that were spoken of; or of those that say what it is of (大飞机, and not 增幅).

    Asked of all of them, if no one fact tells it.
    """
    particular = "".join(filter(search.is_of_one_topic, before.things))
    subjects = filter(None, (_thing(before), particular, before.rest))
    asked = [joined(before, each, THEN.sub("", words), keeps_times=keeps_times) for each in subjects]
    return next((each for each in asked if is_told(each, search)), asked[0])


def _office(words: str, before: Mentioned, search: Search) -> Resumed:
    """Who holds an office in the place that was asked about, or whose office was: nobody's mayor is another city's."""
    of_office = "" if before.places else before.inside[0]
    again = joined(before, of_office, THEN.sub("", words), keeps_times=False)
    return Resumed(again, again if search.find(again).answers else of_office or before.places[0].name)


def _of_the_place(words: str, before: Mentioned, search: Search) -> Resumed | None:
    """A question of the place whose card was shown (有多少…, …呢); where only others have it, that is said."""
    if before.places and (listed := kind_asked(words)) and not listed.of:
        again = joined(before, "", words, keeps_times=False)
        return Resumed(again, again)
    named = search.mentioned(without_growth(words))
    asks_of_it = OF_A_PLACE.fullmatch(words) or words.endswith("?")
    is_of_it = named.rest and before.places and asks_of_it
    if not is_of_it or named.places or named.about_subject:
        return None
    if len(before.places) > 1:  # a comparison goes on
        return Resumed(f"{' '.join(place.name for place in before.places)} {named.rest} 对比", words)
    again = joined(before, "", THEN.sub("", words), keeps_times=False)
    if search.find(again).answers:
        return Resumed(again, again)
    return of_others_only(words, before, search)


def of_others_only(words: str, before: Mentioned, search: Search) -> Resumed | None:
    """What is asked of the place that was spoken of (高企呢) and is told of others only; None for all else."""
    named = search.mentioned(words)
    is_whole = named.places or named.inside or named.required or named.about_subject
    is_of_it = len(before.places) == 1 and named.things and not is_whole
    if not is_of_it or not (found := search.find(words)).answers or before.places[0].id in found.hits[0].fact.places:
        return None
    return Resumed(words, joined(before, "", THEN.sub("", words), keeps_times=False), before.places[0].name)

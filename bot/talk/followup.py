"""Follow-ups: what is asked of what was spoken of (谁运营, 在哪, 涨了多少, 它是成员吗), as a question of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.facts import Fact
from bot.search import ASKING, GROWTH, Search, Verdict, Wants, cut, without_frame, without_growth
from bot.talk import asking, beside
from bot.talk.again import AGAIN, counted_back, named_again
from bot.talk.another import first_of_it, of_another, of_another_session, of_another_thing, of_that_year
from bot.talk.detail import THEN
from bot.talk.kinds import kind_asked
from bot.talk.of_it import another_amount, its_cost, stands_alone, told_of_it, which_they_are
from bot.talk.of_place import of_the_place
from bot.talk.said import Resumed, Said
from bot.time_words import times_named

_DAY = re.compile("[0-9][日号]")
_END_OF_YEAR = re.compile("(?<=[0-9])年(?:底|末|初)(?![步期薪])")
_SO_MANY_OF_THEM = re.compile("占了?(?=几[家个项所])")  # 芜湖占几家: how many of them it has
MEETING = "会议"
_MEMBERS = "有哪些成员"
_SHARE = re.compile("(?<=.)的?(?:占[^占]{0,5}(?:多少|几|比|份额|多大).*|占比|比重|份额)$")
A_VERB_ALONE = 2  # words, of which the first asks
OF_CITIES = 3  # places of a fact that tells which cities: two, and the subject itself
_OF_ITSELF = Resumed("", "")  # a rule knows the words, and they are no follow-up


def leads_nowhere(words: str, search: Search) -> bool:
    """Whether words are like a follow-up (后来呢, who runs it), were taken for none, and find nothing by themselves."""
    is_like_one = AGAIN.fullmatch(cut(words).strip()) is not None or asking.points_back(words)
    return is_like_one and search.find(words).verdict is Verdict.NONE


def resumed(words: str, last: str | None, search: Search, shown: Fact | None = None) -> Resumed | None:
    """The last question, asked anew as the words want it; None when they are no follow-up. `shown`: what answered it.

    They are one when they end like one (…呢) and name nothing but places, years and days, or now, or another thing of
    which the same can be asked; when they ask by how much it grew and not what; when they ask who holds an office; and
    when they ask something and do not say of what, if one fact tells it of what was asked about before.
    """
    if not last:
        return None
    last = without_frame(cut(last))
    before = search.mentioned(search.without_amounts(last))  # what else is asked is of no amount that was put forward
    if shown and before.required and not (before.rest or before.places or asking.OF_THAT_DAY.search(words)):
        last, before = shown.title, search.mentioned(shown.title)  # what was opened of all that a day holds
    words = _SO_MANY_OF_THEM.sub("有", _END_OF_YEAR.sub("年", cut(words).strip()))
    words = counted_back(words, before, shown) or (asking.WHOSE_MONEY.sub("谁出资", words) if shown else words)
    said = Said(words, last, before, search, shown)
    found = next((again for rule in _RULES if (again := rule(said)) is not None), None)
    if found is None or found is _OF_ITSELF or stands_alone(said, found):
        return None
    return found


def _office(said: Said) -> Resumed | None:
    """Who holds an office in the place that was asked about, or whose office was: nobody's mayor is another city's."""
    before = said.before
    if not (before.places or before.inside) or not asking.OFFICE_ASKED.fullmatch(said.asks):
        return None
    of_office = "" if before.places else before.inside[0]
    again = said.whole(of_office, said.asks)
    return Resumed(again, again if said.search.find(again).answers else of_office or before.places[0].name)


def _is_it(said: Said) -> Resumed | None:
    """Whether something is so of it, or of them (它是成员吗, is it true …)."""
    asked = asking.IS_IT.fullmatch(said.words)
    if asked is None or not (said.before.rest or said.before.places):
        return None
    what = asked["what"] or asked["english"]
    return Resumed(said.whole(said.thing, what), said.last)


def _of_the_subject(said: Said) -> Resumed | None:
    """What is asked of it, or of nothing, after the whole subject alone: of the subject, by its name."""
    if said.before.rest or not said.before.about_subject or len(said.before.places) != 1:
        return None
    name, asked = said.before.places[0].name, asking.OF_IT_IN_ENGLISH.fullmatch(said.words)
    if asked is not None:
        return Resumed(f"{asked['asks']} {name} {asked['more']}".strip(), said.last)
    asks_of_nothing = ASKING.search(said.words) and said.search.is_only_asking(said.words)
    is_of_it = said.is_of_a_side or asking.OF_IT_BY_NAME.match(said.words) or asks_of_nothing
    if not is_of_it or asking.OF_THE_BOT.search(said.words):
        return None
    return Resumed(f"{name} {said.asks}", said.last)


def _of_that_day(said: Said) -> Resumed | None:
    """What is asked of a day that was asked for and nothing else, or of its meeting (那次会谁参加了, 发布了什么)."""
    before, rest = said.before, asking.OF_THAT_DAY.sub("", said.words)
    if before.rest or before.places or not any(map(_DAY.search, before.required)) or not rest:
        return None
    named = said.search.mentioned(rest)
    names_nothing = not (named.things or named.places or named.about_subject or asking.OF_THE_BOT.search(rest))
    asks_of_it = names_nothing and ASKING.search(rest)
    is_of_meeting = said.is_of_a_side or rest != said.words
    if named.required or not (is_of_meeting or asks_of_it):
        return None
    asked = [said.whole(what, rest, keeps_times=True) for what in ("", MEETING)]
    told = filter(said.is_told, reversed(asked) if is_of_meeting else asked)
    again = next(told, asked[0] if asks_of_it else None)
    return Resumed(again, said.last) if again else None


def _after_a_place_alone(said: Said) -> Resumed | None:
    """Of the place whose card was shown (有多少…, …呢): of a place or a year alone nothing else is asked on.

    Whether it belongs to the subject was asked of nothing else, either.
    """
    if not said.before.rest:
        return of_the_place(said) or _OF_ITSELF
    of_members = said.before.places and said.search.membership(said.last) is not None
    if not of_members or named_again(said.words) or said.search.membership(said.words) is not None:
        return None
    return of_the_place(said._replace(before=replace(said.before, rest="", things=(), required=())))


def _who_belongs(said: Said) -> Resumed | None:
    """How many there are, or which, after what was said of them all (那到底几个)."""
    of_all = said.before.about_subject and said.search.membership(said.last) is not None
    return Resumed(_MEMBERS, said.last) if of_all and asking.HOW_MANY_THEN.fullmatch(said.words) else None


def _of_it_in_english(said: Said) -> Resumed | None:
    """What is asked of it, or of them (who runs it): of others only where it is not told of that."""
    if (asked := asking.OF_IT_IN_ENGLISH.fullmatch(said.words)) is None:
        return None
    again = said.asked_of_it()
    is_of_it = said.shown is None or (said.is_told(again) and said.is_of_the_same(again, said.shown))
    if is_of_it:
        return Resumed(again, said.last)
    names_a_thing = len(f"{asked['asks']} {asked['more']}".split()) > A_VERB_ALONE  # who runs it
    return Resumed(again, said.last, said.thing, said.words if names_a_thing else "")


def _before_now(said: Said) -> Resumed | None:
    """The same at all earlier times (以前呢)."""
    if not asking.BEFORE_NOW.fullmatch(said.words):
        return None
    return Resumed(said.whole(said.before.form, "历年"), said.last)


def _of_a_kind(said: Said) -> Resumed | None:
    """A list of all that there is of a kind is a question of its own; 有什么 may be asked of what was spoken of."""
    if (listed := kind_asked(said.words)) is None or listed.of:
        return None
    of_it = said.asked_of_it(keeps_times=True)
    return Resumed(of_it, said.last) if asking.WHAT_OF_IT.search(said.words) and said.is_told(of_it) else _OF_ITSELF


def _grown(said: Said) -> Resumed | None:
    """By how much what was asked about grew: told by a fact, or to be reckoned. Words that say what grew are whole."""
    words, before, search = asking.ALL_ALONG.sub("", said.words), said.before, said.search
    is_bare = asking.GREW.fullmatch(words) is not None
    if not is_bare and not GROWTH.search(words):
        return None
    if asking.GREW_YEARLY.fullmatch(words) is not None and said.thing:
        again = said.whole(said.thing, words)
        is_of_it = said.is_told(again) and (said.shown is None or said.is_of_the_same(again, said.shown))
        return Resumed(again, said.last) if is_of_it else Resumed(said.words, said.last, said.thing, said.words)
    new = search.mentioned(without_growth(words))
    if not is_bare and (new.rest or new.places):
        return _OF_ITSELF
    of_a_fact = said.asked_of_it()
    if said.is_told(of_a_fact):
        return Resumed(of_a_fact, said.last)
    words = "增加了多少" if is_bare else words
    form = without_growth(_SHARE.sub("", before.form) if is_bare else before.form)  # what grew is the thing
    keeps_times = len(times_named(said.last)) > 1 and not times_named(words)  # in one year alone nothing grows
    again = said.whole(form, THEN.sub("", words), keeps_times=keeps_times)
    return Resumed(again, again)


def _side_of_it(said: Said) -> Resumed | None:
    """A side of it (谁参加了, 面积多大). Which cities, after what is of none, asks who belongs to the subject."""
    if not said.is_of_a_side:
        return None
    search, again = said.search, said.asked_of_it(keeps_times=True)
    findings = search.find(again)
    is_of_cities = findings.answers and len(findings.hits[0].fact.places) >= OF_CITIES
    if not is_of_cities and search.membership(said.words) is not None:
        return _OF_ITSELF
    if findings.verdict is Verdict.NONE:
        return Resumed(again, said.last, asks=said.words)
    is_of_it = said.is_told(again) or search.is_named_like(findings.hits[0].fact, said.thing)
    if not is_of_it or (said.shown is not None and not said.is_of_the_same(again, said.shown)):
        return Resumed(said.words, said.last, said.thing, said.words)
    of_a_measure = findings.wants & (Wants.SHARE | Wants.FIGURE) and not findings.missing
    return Resumed(again, again if of_a_measure else said.last, asks=said.words)


def _told_of_it(said: Said) -> Resumed | None:
    """What names a thing of its own, and is told of what was spoken of; after a no what is not of it is of no use."""
    found = told_of_it(said)
    is_of_nothing = ASKING.search(said.words) and not asking.OF_THE_BOT.search(said.words)
    if found is None and said.shown is None and is_of_nothing and said.search.is_only_asking(said.words):
        again = said.asked_of_it()
        return Resumed(again, said.last) if said.search.find(again).answers else None
    if found is not None and found.lacks and said.shown is None:
        return Resumed(said.asked_of_it(), said.last)
    return found


# The first that knows the words decides. Those that know them by their form alone stand before those that ask what is
# found; and of the former those that ask of a place, or of it by name, before those that ask of what was said of it.
_RULES: tuple[Callable[[Said], Resumed | None], ...] = (
    _office,
    another_amount,
    _is_it,  # of a place, too
    beside.another_place,
    beside.another_time,
    beside.another_thing,
    beside.another_measure,
    which_they_are,
    beside.most_of_it,
    beside.one_alone,
    beside.the_others,
    _who_belongs,
    _of_the_subject,
    _of_that_day,
    of_that_year,
    _after_a_place_alone,  # all that stands behind it is asked of a thing, and relies on one
    _grown,  # before what is asked of it in English, as by how much it grew is
    _of_it_in_english,
    _before_now,
    _of_a_kind,
    of_another,  # before a session: 第四届呢 is the same of it, 第四届什么时候开的 is another question
    of_another_session,
    first_of_it,
    _side_of_it,
    its_cost,
    of_another_thing,
    _told_of_it,
)

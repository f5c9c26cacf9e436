"""What is said of the answer that was shown last, which stays what is spoken of: its source, its time, its amount."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from bot.catalogue import Catalogue
from bot.facts import Fact
from bot.render.detail import (
    CHECK_IT,
    NO_REASON,
    OF_THE_SAME,
    alike_reply,
    check_it_reply,
    cited_reply,
    later_reply,
    newer_reply,
    no_relation_reply,
    not_told_reply,
    nothing_shown_reply,
    occasion_told_reply,
    office_told_reply,
    said_reply,
    scope_told_reply,
    source_told_reply,
    time_checked_reply,
    time_told_reply,
    times_told_reply,
)
from bot.render.differences import differ_in_place_alone
from bot.render.fact import First, fact_reply
from bot.render.lead import lead_line
from bot.render.reply import Reply
from bot.render.sources import sources_list, sources_of_reply
from bot.render.trend import NO_SIDES, indicators_list, not_moved_text, trend_reply
from bot.search import ASKING, CLAIM, Agreement, asks_only_where, cut, wants, where
from bot.talk.again import time_alone
from bot.talk.asking import AT_FIRST, IS_FIRST, IS_THE_FIRST, OF_A_TIME, OF_THE_BOT, goes_on
from bot.talk.detail import Detail, asks_relation, is_only_pointing, related_to
from bot.talk.intents import Greeting
from bot.talk.meaning import meaning
from bot.talk.put_right import what_is_right
from bot.talk.speaking import said_by, said_by_reply
from bot.talk.turn import Turn
from bot.text import NUMERALS, key

_MOVED = re.compile("看?看?(?:变化)?(?:趋势|走势|曲线)图?[呢吧]?|有(?:没有)?图表?[吗么]?")
_IS_OF = re.compile(
    "(?:[这那]些?个?|它们?)?(?:数[字据]?)?[就都只也]?(?:是|指)(?P<place>[^的,，。?？]{2,10})的(?:数[字据]?)?[吗么吧][?？\\s]*"
)
_VERB = "(?:相?比较?|对比|相减|相加|连(?:起来|线)?|放在?一起)"
_COMPARES = re.compile(
    f"[^,，。？?！!]{{0,6}}?(?:能不能|可不可以|能|可以|可)(?:直接|拿来)?{_VERB}[吗么不呢]*[?？\\s]*"
    f"|(?:为什么|为啥|为何|怎么)(?:又|就)?(?:不能|不可以?|没法)(?:直接|拿来)?{_VERB}[呢啊]?[?？\\s]*"
    "|(?:那么?|它们)?(?:哪个|哪边|谁)更?[大高多好强低小][一些]?[呢啊]?[?？\\s]*"
    "|(?:那么?)?[高多大差低少小](?:了|出)?多少[呢啊]?[?？\\s]*"
    "|(?:为什么|为啥|怎么)会?(?:相?差|不一样|不同|对不上)(?:[这那]么)?[多大远]?[呢啊]?[?？\\s]*"
    f"|[和跟与](?:第[0-9{NUMERALS}]+|首)届(?:相?比)?(?:哪个|谁)更?[大高多][呢啊]?[?？\\s]*"
    "|(?:which|what) (?:one )?is (?:bigger|higher|larger|more)[?\\s]*"
)
_OF_WHAT = re.compile(
    "(?:区别|差别|差异|不同|合计|总共|原话)[呢啊]?[?？]*|(?:the |in )?total[?？]*"
)  # a side of nothing that is named
BOTH = 2  # bases, at least
Rule = Callable[[Turn], Reply | None]
_PART_OF_IT = re.compile("[底末初]")  # of a year or a month: no date is read of that


def _detail_of_a_list(turn: Turn) -> Reply | None:
    """The source, or the time, of each of all that a list shows; the office of the one who said all of it."""
    if turn.detail is Detail.OFFICE and len(turn.facts) > 1 and len({fact.speaker for fact in turn.facts}) == 1:
        return office_told_reply(turn.facts[0], turn.services.catalogue)
    tell = _OF_A_LIST.get(turn.detail) if turn.detail and len(turn.facts) > 1 else None
    return tell(turn.facts, turn.services.catalogue) if tell else None


def _said_by_somebody(turn: Turn) -> Reply | None:
    """What somebody said who is named, or was just told of (陈浩怎么看飞地, 他还说了什么)."""
    by, of = said_by(turn.words, turn.facts, turn.last, turn.services)
    if not by:
        return None
    return said_by_reply(by, of, turn.facts, "" if by in turn.words else turn.words, turn.services)


def _put_right(turn: Turn) -> Reply | None:
    """What is right of what was claimed and is not so (正确的是多少)."""
    is_open = turn.last is not None and turn.detail is None
    return what_is_right(turn.words, turn.last or "", turn.shown, turn.services) if is_open else None


def _detail(turn: Turn) -> Reply | None:
    """A detail of the fact that was shown: its source, its time, who said it; that none was shown by itself."""
    if turn.detail is None or not (turn.facts or turn.last or turn.detail is Detail.CITED):
        return None
    if turn.shown is None and turn.detail is Detail.WRONG:
        return check_it_reply()
    if turn.shown is None:
        return nothing_shown_reply(wants_more=turn.detail is Detail.MORE)
    return _DETAILS[turn.detail](turn.shown, turn.services.catalogue)


def _not_comparable(turn: Turn) -> Reply | None:
    """How what was shown stands beside what else is measured so on another basis, which is no more and no less."""
    catalogue = turn.services.catalogue
    every = [series for fact in turn.facts for series in catalogue.series_of(fact)]
    of_one = [each for each in every if each.indicator == every[0].indicator]
    bases = {each.basis for each in of_one}
    if len(bases) < BOTH or _COMPARES.fullmatch(cut(turn.words).strip()) is None:
        return None
    apart = list({each.basis: each for each in of_one}.values())
    return None if differ_in_place_alone(apart, catalogue) else trend_reply(every[0].indicator, 1, catalogue, NO_SIDES)


def _relation(turn: Turn) -> Reply | None:
    """What is told of a thing beside what was shown; that nothing is of what background has to do with anything."""
    other = key(related_to(turn.words))
    if other and turn.shown is not None and other in key(turn.shown.statement):
        return fact_reply(turn.shown, turn.services.catalogue)
    is_background = bool(turn.facts) and all(fact.context for fact in turn.facts)
    is_asked = is_background and asks_relation(turn.words)
    return no_relation_reply(turn.facts, turn.services.catalogue) if is_asked else None


def _sources_of_all(turn: Turn) -> Reply | None:
    """All sources, where the source of nothing in particular is asked for."""
    is_asked = turn.detail in (Detail.SOURCE, Detail.SURE)
    return sources_list(turn.services.catalogue) if is_asked else None


def _picture(turn: Turn) -> Reply | None:
    """How what was shown moved, where a picture is wanted and not said of what (画个图, 趋势呢); else all that did."""
    if _MOVED.fullmatch(cut(turn.words)) is None:
        return None
    catalogue = turn.services.catalogue
    every = catalogue.series_of(turn.shown) if turn.shown is not None else ()
    moved = next((series.indicator for series in every if len(series.points) > 1), None)
    if moved is None:
        return indicators_list(catalogue, not_moved_text(turn.shown) if turn.shown is not None else "")
    return trend_reply(moved, 1, catalogue)


def _more_of_an_amount(turn: Turn) -> Reply | None:
    """What was shown, where the words say something else of its amount (1611家都是国家级吗), which no fact tells."""
    search = turn.services.search
    if turn.shown is None or not search.claims_of(turn.words, turn.shown):
        return None
    if turn.again is not None and turn.again.about == turn.again.words:  # the amount alone, which is checked
        return None
    named = search.mentioned(turn.words)
    elsewhere = {place.id for place in named.places}.difference(turn.shown.places)
    names_another = named.about_subject or elsewhere or named.dated or named.has_names  # it is a whole question
    found = search.find(turn.words)
    is_of_the_same = not names_another and (not found.answers or found.agreement is Agreement.OPEN)
    return fact_reply(turn.shown, turn.services.catalogue, [OF_THE_SAME]) if is_of_the_same else None


def _nothing_more(turn: Turn) -> Reply | None:
    """That no more is told, where words ask something and do not say of what (完成了吗), and are no greeting."""
    if turn.again is not None or not (turn.facts or turn.last):
        return None
    own = turn.own_words
    words, search = cut(own), turn.services.search
    asks = ASKING.search(words) or CLAIM.search(words) or is_only_pointing(words) or _OF_WHAT.fullmatch(words.strip())
    if not asks or OF_THE_BOT.search(words) or not search.is_only_asking(words):
        return None
    is_of_nothing = isinstance(meaning(own, turn.ask.today, turn.services), Greeting)  # no day, nor who belongs to it
    if not is_of_nothing:
        return None
    if turn.shown is None:
        return nothing_shown_reply(wants_more=False)
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=is_only_pointing(words))


def _of_a_time(turn: Turn) -> Reply | None:
    """Whether the fact that was shown is of the time that words put forward and nothing else (是2021年的吗)."""
    asked = OF_A_TIME.fullmatch(cut(turn.words).strip())
    time = time_alone(f"{asked['time']}呢") if asked else None
    if asked is None or turn.shown is None or time is None:
        return None
    if _PART_OF_IT.search(asked["time"]):
        return time_told_reply(turn.shown, turn.services.catalogue)
    return time_checked_reply(turn.shown, turn.services.catalogue, time)


def _of_a_place(turn: Turn) -> Reply | None:
    """Of what the figure that was shown is told, where words put forward a place and nothing else (是九城市的吗)."""
    asked = _IS_OF.fullmatch(cut(turn.words).strip())
    if asked is None or turn.shown is None or not turn.shown.figures:
        return None
    named = turn.services.search.mentioned(asked["place"])
    is_only_a_place = (named.places or named.about_subject) and not (named.rest or named.required)
    return scope_told_reply(turn.shown, turn.services.catalogue) if is_only_a_place else None


def _is_the_first(turn: Turn) -> Reply | None:
    """What was shown, where it is asked if it is the first or has most (是全国首个吗), and that this is not told."""
    asked = IS_THE_FIRST.fullmatch(cut(turn.words).strip())
    if turn.shown is None or asked is None:
        return None
    catalogue, told = turn.services.catalogue, turn.shown.statement
    is_told = IS_FIRST.search(told) and (asked["among"] or "") in told
    return fact_reply(turn.shown, catalogue) if is_told else not_told_reply(turn.shown, catalogue, is_certain=False)


def _told_where(turn: Turn) -> Reply | None:
    """The places that the fact that was shown tells, where words ask where and name nothing (Where?)."""
    if turn.shown is None or not asks_only_where(wants(cut(turn.words))) or not goes_on(turn.words):
        return None
    search, catalogue = turn.services.search, turn.services.catalogue
    found = search.find(turn.again.words) if turn.again else None
    if found and found.answers and where(found.hits[0].fact, catalogue):
        return None
    there = where(turn.shown, catalogue)
    return fact_reply(turn.shown, catalogue, [lead_line(there, turn.shown, catalogue)]) if there else None


def _at_first(turn: Turn) -> Reply | None:
    """The first point of what the fact that was shown measures (最初有多少, how many were there at first)."""
    if turn.shown is None or not AT_FIRST.fullmatch(cut(turn.words).strip()):
        return None
    catalogue = turn.services.catalogue
    first = next((series.points[0] for series in catalogue.own_series(turn.shown) if len(series.points) > 1), None)
    return fact_reply(first.fact, catalogue, first=First.FIGURES) if first else None


_OF_A_LIST = {Detail.SOURCE: sources_of_reply, Detail.TIME: times_told_reply}
_DETAILS: dict[Detail, Callable[[Fact, Catalogue], Reply]] = {
    Detail.SOURCE: source_told_reply,
    Detail.SURE: source_told_reply,
    Detail.TIME: time_told_reply,
    Detail.OFFICE: office_told_reply,
    Detail.SPEAKER: said_reply,
    Detail.MORE: alike_reply,
    Detail.WHY: partial(fact_reply, before=[NO_REASON]),
    Detail.WRONG: partial(fact_reply, before=[CHECK_IT]),
    Detail.LATER: later_reply,
    Detail.SCOPE: scope_told_reply,
    Detail.CITED: cited_reply,
    Detail.NEWER: newer_reply,
    Detail.OCCASION: occasion_told_reply,
}
# Of the answer that was shown, which stays what is spoken of. The first that knows the words decides.
OF_THE_ANSWER: tuple[Rule, ...] = (
    _not_comparable,  # before a detail: 为什么不能比 asks for no reason that a source tells
    _detail_of_a_list,
    _said_by_somebody,
    _put_right,
    _detail,  # before all sources: 来源 is that of what was shown, if something was
    _sources_of_all,
    _relation,
    _picture,
    _at_first,
    _of_a_time,
    _of_a_place,
    _is_the_first,
    _told_where,
    _more_of_an_amount,
    _nothing_more,  # the last: only what is no follow-up either
)

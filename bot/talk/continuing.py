"""A conversation: a question by itself, or a follow-up to what the same person asked last in the same chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from bot.catalogue import Catalogue
from bot.conversation import Ask, Origin
from bot.facts import Fact
from bot.render.answer import findings_reply, others_line, read_as
from bot.render.detail import (
    CHECK_IT,
    NO_REASON,
    OF_THE_SAME,
    alike_reply,
    later_reply,
    no_relation_reply,
    not_told_reply,
    nothing_shown_reply,
    office_told_reply,
    said_reply,
    source_told_reply,
    time_told_reply,
    times_told_reply,
)
from bot.render.fact import First, fact_reply
from bot.render.lead import lead_line
from bot.render.listing import sources_list, sources_of_reply
from bot.render.reply import Reply, joined
from bot.search import ASKING, CLAIM, Correction, Findings, Found, Verdict, asks_only_where, cut, wants, where
from bot.services import Services
from bot.talk.again import as_meant, named_again, time_alone
from bot.talk.asking import AT_FIRST, OF_THE_BOT, goes_on
from bot.talk.detail import Detail, asks_relation, detail_asked, is_only_pointing
from bot.talk.each_claim import put_right
from bot.talk.followup import leads_nowhere, of_others_only, resumed
from bot.talk.meaning import Greeting, date_asked_for, is_courtesy, meaning
from bot.talk.of_it import Resumed

DAY = re.compile("[0-9][日号]")
_ONLY_A_THING = re.compile("(?:那么?)?[^,，。？?！!]{1,8}呢[?？\\s]*")  # 高企呢


@dataclass(frozen=True)
class _Turn:
    """What somebody says, and where the conversation stands.

    `meant`: the words, if they correct what was asked (苏州呢 for 不对，是苏州). `last`: what was asked before.
    """

    ask: Ask
    meant: str
    last: str | None
    facts: Sequence[Fact]
    services: Services

    @staticmethod
    def of(ask: Ask, services: Services) -> _Turn:
        meant = as_meant(ask.words)
        last = services.last_asked.of(ask.origin.asker, ask.origin.now)
        return _Turn(replace(ask, words=meant or ask.words), meant, last, facts_shown(ask.origin, services), services)

    @property
    def words(self) -> str:
        return self.ask.words

    @property
    def shown(self) -> Fact | None:
        """The one fact that the last reply showed."""
        return self.facts[0] if len(self.facts) == 1 else None

    @cached_property
    def detail(self) -> Detail | None:
        return detail_asked(self.words)

    @cached_property
    def again(self) -> Resumed | None:
        """The last question as the words want it; after a no what is asked of the same place."""
        search = self.services.search
        again = None if _is_of_a_day(self.ask) else resumed(self.words, self.last, search, self.shown)
        if again is None and self.shown is None and self.last and _ONLY_A_THING.fullmatch(self.words):
            return of_others_only(self.words, search.mentioned(self.last), search)
        return again


def continued(ask: Ask, services: Services, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """The answer to the words, or to what was asked before as they want it; what was asked is kept for the next."""
    turn = _Turn.of(ask, services)
    if (reply := _first(_OF_THE_ANSWER, turn)) is not None:
        return reply
    _note(turn)
    return _first(_OF_THE_QUESTION, turn) or _answered(turn, answer)


def _first(rules: Sequence[_Rule], turn: _Turn) -> Reply | None:
    return next((reply for rule in rules if (reply := rule(turn)) is not None), None)


def _note(turn: _Turn) -> None:
    """Keeps what is asked for the next question, if it says something that one could go on from."""
    search, about = turn.services.search, turn.again.about if turn.again else _own_words(turn)
    named = search.mentioned(about)
    is_dated = turn.again is None and any(map(DAY.search, named.required))  # a year is one of what was asked
    says_something = (named.things or named.places or is_dated) and not goes_on(about) and not is_courtesy(about)
    if says_something and (turn.again or not leads_nowhere(about, search)):
        turn.services.last_asked.note(turn.ask.origin.asker, about, turn.ask.origin.now)


def _own_words(turn: _Turn) -> str:
    """The words by themselves: of 不对，是苏州, where nothing was asked before, 苏州."""
    return turn.meant.removesuffix("呢") or turn.words


def _answered(turn: _Turn, answer: Callable[[Ask, Services], Reply]) -> Reply:
    """What is looked up, under a line that tells as what the words were read."""
    words = turn.again.words if turn.again else _own_words(turn)
    reply = answer(replace(turn.ask, words=words), turn.services)
    if turn.again is None or (words == cut(turn.words) and not turn.again.lacks):
        return reply
    return replace(reply, html=joined(_read_as(turn, turn.again), reply.html))


def _read_as(turn: _Turn, again: Resumed) -> str:
    return others_line(again.lacks) if again.lacks else read_as([Correction(turn.words, again.words)])


def _detail_of_a_list(turn: _Turn) -> Reply | None:
    """The source, or the time, of each of all that a list shows."""
    tell = _OF_A_LIST.get(turn.detail) if turn.detail and len(turn.facts) > 1 else None
    return tell(turn.facts, turn.services.catalogue) if tell else None


def _put_right(turn: _Turn) -> Reply | None:
    """What is right of what was claimed and is not so (正确的是多少)."""
    is_open = turn.last is not None and turn.detail is None
    return put_right(turn.words, turn.last or "", turn.shown, turn.services) if is_open else None


def _detail(turn: _Turn) -> Reply | None:
    """A detail of the fact that was shown: its source, its time, who said it; that none was shown by itself."""
    if turn.detail is None or not (turn.facts or turn.last):
        return None
    if turn.shown is None:
        return nothing_shown_reply(wants_more=turn.detail is Detail.MORE)
    return _DETAILS[turn.detail](turn.shown, turn.services.catalogue)


def _relation(turn: _Turn) -> Reply | None:
    """That nothing is told of what background has to do with the subject, or with anything."""
    is_background = bool(turn.facts) and all(fact.context for fact in turn.facts)
    is_asked = is_background and asks_relation(turn.words)
    return no_relation_reply(turn.facts, turn.services.catalogue) if is_asked else None


def _sources_of_all(turn: _Turn) -> Reply | None:
    """All sources, where the source of nothing in particular is asked for."""
    is_asked = turn.detail in (Detail.SOURCE, Detail.SURE)
    return sources_list(turn.services.catalogue) if is_asked else None


def _more_of_an_amount(turn: _Turn) -> Reply | None:
    """What was shown, where the words say something else of its amount (1611家都是国家级吗), which no fact tells."""
    search = turn.services.search
    if turn.shown is None or not search.claims_of(turn.words, turn.shown):
        return None
    named = search.mentioned(turn.words)
    names_another = named.about_subject or named.places or named.dated or named.has_names  # it is a whole question
    is_of_the_same = not names_another and not search.find(turn.words).answers
    return fact_reply(turn.shown, turn.services.catalogue, [OF_THE_SAME]) if is_of_the_same else None


def _nothing_more(turn: _Turn) -> Reply | None:
    """That no more is told, where words ask something and do not say of what (完成了吗), and are no greeting."""
    if turn.again is not None or not (turn.facts or turn.last):
        return None
    own = _own_words(turn)
    words, search = cut(own), turn.services.search
    asks = ASKING.search(words) or CLAIM.search(words) or is_only_pointing(words)
    if not asks or OF_THE_BOT.search(words) or not search.is_only_asking(words):
        return None
    is_of_nothing = isinstance(meaning(own, turn.ask.today, turn.services), Greeting)  # no day, nor who belongs to it
    if not is_of_nothing:
        return None
    if turn.shown is None:
        return nothing_shown_reply(wants_more=False)
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=is_only_pointing(words))


def _of_the_same_thing(turn: _Turn) -> Reply | None:
    """Another fact of the thing that was shown, where only others tell what is asked of it (储备库里有多少)."""
    if turn.shown is None or turn.again is None or not turn.again.asks:
        return None
    search, question = turn.services.search, turn.again.asks
    found = search.find(turn.again.words)
    best = found.hits[0].fact if found.answers and not turn.again.lacks else None
    is_told = best is not None and search.is_of_the_same(best, turn.shown) and search.tells_all(best, question)
    told = None if is_told else search.told_of_the_same(turn.shown, question)
    if told is None or told is turn.shown:
        return None
    findings = Findings(Verdict.ANSWER, (Found(told, 1.0, 1.0),), wants=wants(question), question=question)
    return findings_reply(findings, turn.services.catalogue)


def _told_where(turn: _Turn) -> Reply | None:
    """The places that the fact that was shown tells, where words ask where and name nothing (Where?)."""
    if turn.shown is None or not asks_only_where(wants(cut(turn.words))) or not goes_on(turn.words):
        return None
    search, catalogue = turn.services.search, turn.services.catalogue
    found = search.find(turn.again.words) if turn.again else None
    if found and found.answers and where(found.hits[0].fact, catalogue):
        return None
    there = where(turn.shown, catalogue)
    return fact_reply(turn.shown, catalogue, [lead_line(there, turn.shown, catalogue)]) if there else None


def _at_first(turn: _Turn) -> Reply | None:
    """The first point of what the fact that was shown measures (最初有多少, how many were there at first)."""
    if turn.shown is None or not AT_FIRST.fullmatch(cut(turn.words).strip()):
        return None
    catalogue = turn.services.catalogue
    first = next((series.points[0] for series in catalogue.own_series(turn.shown) if len(series.points) > 1), None)
    return fact_reply(first.fact, catalogue, first=First.FIGURES) if first else None


def _of_others_alone(turn: _Turn) -> Reply | None:
    """That no more is told of what was shown, where only others have what is asked of it.

    What nothing tells may have been asked in words that are not known: of that it is not certain.
    """
    if turn.shown is None or turn.again is None or not turn.again.lacks:
        return None
    is_known = turn.services.search.find(turn.again.words).answers
    return not_told_reply(turn.shown, turn.services.catalogue, is_certain=is_known)


def _at_another_time(turn: _Turn) -> Reply | None:
    """What the fact that was shown measures, at the time that words name alone (2022年呢); of the whole no part."""
    time = time_alone(turn.words)
    if turn.shown is None or turn.again is None or time is None:
        return None
    catalogue = turn.services.catalogue
    points = (point for series in catalogue.own_series(turn.shown) for point in reversed(series.points))
    then = next((point.fact for point in points if point.when.overlaps(time)), None)
    if then is not None:
        return fact_reply(then, catalogue, [_read_as(turn, turn.again)], first=First.FIGURES)
    found, whole = turn.services.search.find(turn.again.words), catalogue.about.subject
    is_of_a_part = found.answers and whole in turn.shown.places and whole not in found.hits[0].fact.places
    return not_told_reply(turn.shown, catalogue, is_certain=False) if is_of_a_part and turn.shown.figures else None


_Rule = Callable[[_Turn], Reply | None]
# Of the answer that was shown, which stays what is spoken of. The first that knows the words decides.
_OF_THE_ANSWER: tuple[_Rule, ...] = (
    _detail_of_a_list,
    _put_right,
    _detail,  # before all sources: 来源 is that of what was shown, if something was
    _sources_of_all,
    _relation,
    _at_first,
    _told_where,
    _more_of_an_amount,
    _nothing_more,  # the last: only what is no follow-up either
)
# Of the last question, which was noted as the words want it by then; what none knows is looked up.
_OF_THE_QUESTION: tuple[_Rule, ...] = (_of_the_same_thing, _of_others_alone, _at_another_time)


def facts_shown(origin: Origin, services: Services) -> Sequence[Fact]:
    """The fact whose card somebody saw last, or those of a list; none after any other reply."""
    ids = services.last_asked.shown(origin.asker, origin.now)
    return [fact for each in ids if (fact := services.catalogue.fact(each)) is not None]


def _is_of_a_day(ask: Ask) -> bool:
    """Whether words ask what a time holds (今天有什么, 接下来有什么), and not the last question of it (今年呢)."""
    return not named_again(cut(ask.words)) and date_asked_for(ask.words, ask.today) is not None


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
}

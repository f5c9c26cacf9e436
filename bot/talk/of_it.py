"""What says not of what it asks, and may name a thing (哪年批的, 签了什么): asked of what was spoken of."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.facts import Fact
from bot.search import ASKING, CLAIM, SO, Findings, Mentioned, Search, Verdict, Wants, counts_things, wants
from bot.talk.again import is_told, joined
from bot.talk.asking import (
    AN_AMOUNT_ENDS,
    ASPECT,
    COST,
    OF_IT,
    OF_IT_IN_ENGLISH,
    OF_THE_BOT,
    WHICH_THERE_ARE,
    WHICH_THEY_ARE,
    WHO_IS,
    points_back,
)
from bot.talk.detail import THEN, bare
from bot.text import number_text

_BETWEEN_LATIN = re.compile("(?<![a-z0-9]) | (?![a-z0-9])")  # a space that stands beside Chinese
# What is asked of something, and what it is asked of may stand in the question before.
_ASKS_OF_SOMETHING = Wants.FIGURE | Wants.SHARE | Wants.DATE | Wants.PERSON | Wants.MAKER | Wants.PLACE | Wants.LIST
# What something is, by its name: no side of what was spoken of (占全国多少, 金额多少).
_WHAT_IT_IS = re.compile("(?:什么是|谁是).{2,}|.{2,}是(?:什么|啥|谁)[呢啊呀]?[?？\\s]*")
_WHAT_IT_DID = re.compile("(?:又|还|[一总]?共|已经?)*(?P<verb>[一-鿿]{2,4}?)了(?:多少|几)")
MOST_SAID = 4  # characters that such a question says itself: 借款, 预计客流
MOST_NAMED = 3  # the same of one that names a thing of its own: 客流量


class Resumed(NamedTuple):
    """A follow-up as a question of its own, and what a further one goes on from.

    `lacks`: what it was asked of (a place, a thing), where only others have what is asked for. `asks`: what is asked of
    it, where that is asked of nothing else.
    """

    words: str
    about: str
    lacks: str = ""
    asks: str = ""


class Said(NamedTuple):
    """Words, what was asked `last` before them, what that named, and the fact that answered it."""

    words: str
    last: str
    before: Mentioned
    search: Search
    shown: Fact | None

    @property
    def is_of_a_side(self) -> bool:
        """Whether the words ask for a side of anything and name nothing: 谁参加了, 面积多大."""
        return OF_IT.fullmatch(bare(self.words)) is not None or ASPECT.fullmatch(bare(self.words)) is not None

    def is_checked_by_shown(self, findings: Findings) -> bool:
        """Whether a claim is held against what was shown, or another point of what that measures."""
        if self.shown is None or not findings.hits or set(findings.missing) > set(findings.denied):
            return False
        told = findings.hits[0].fact
        measures = ({figure.indicator for figure in fact.figures if figure.indicator} for fact in (told, self.shown))
        return told is self.shown or bool(set.intersection(*measures))

    def is_of_the_same(self, again: str, shown: Fact) -> bool:
        """Whether what answers a question is of the thing that was shown, or called as that was asked for."""
        told = self.search.find(again).hits[0].fact
        return self.search.is_of_the_same(told, shown) or self.search.is_named_like(told, self.before.rest)

    def asked_of_it(self, *, keeps_times: bool = False) -> str:
        """The words, asked of all things that were spoken of, or of those that say what it is of (大飞机, not 增幅).

        As the fact that was shown tells it, else as one does, else of all of them. Of English any word may be of its
        name (joint office).
        """
        before, search = self.before, self.search
        names = [*filter(search.is_of_one_topic, before.things)]
        particular = "".join(names)
        first = "".join(names[:1]) if search.membership(self.words) else ""  # whose members they are
        whole = before.rest if before.rest.isascii() else ""
        subjects = filter(None, (whole, thing(before), particular, before.rest, first))
        words, of_it = THEN.sub("", self.words), OF_IT_IN_ENGLISH.fullmatch(self.words)
        asked = [joined(before, each, "" if of_it else words, keeps_times=keeps_times) for each in subjects]
        if of_it:
            asked = [f"{of_it['asks']} {each} {of_it['more']}".strip() for each in asked]
        told = [each for each in asked if is_told(each, search)]
        is_of_figures = wants(words) & (Wants.FIGURE | Wants.SHARE)
        shown = None if self.shown is None or (is_of_figures and not self.shown.figures) else self.shown
        of_shown = (each for each in told if search.find(each).hits[0].fact is shown)
        return next(of_shown, next(iter(told), asked[0]))


def told_of_it(said: Said) -> Resumed | None:
    """A question that says not of what it asks (哪年批的, 签了什么, 金额多少): of what was asked about before.

    What names a thing of its own (客流量多少) or a place is asked of it only where one fact tells all of both.
    """
    words, last, before, search = said.words, said.last, said.before, said.search
    named, by_itself = search.mentioned(words), search.find(words)
    asks = ASKING.search(words) or CLAIM.search(words) if named.rest else wants(words) & _ASKS_OF_SOMETHING
    is_of_another = WHO_IS.fullmatch(bare(words)) and named.has_names
    is_of_all = WHICH_THERE_ARE.fullmatch(words) and named.things
    if not named.required and _is_of_another_session(by_itself, before, search):
        return Resumed(said.asked_of_it(), last)
    done = _WHAT_IT_DID.match(words) if said.shown else None  # 服务了多少企业: who did is not said
    is_whole = _is_whole(named, by_itself) and not (done and _lacks_verb(by_itself, done["verb"]))
    if not asks or is_of_another or is_of_all or OF_THE_BOT.search(words) or is_whole:
        return None
    is_particular = bool(named.places) or any(map(search.is_of_one_topic, named.things))
    is_measured = said.shown is None or any(figure.indicator for figure in said.shown.figures)
    is_of_a_measure = is_measured and all(map(search.is_measure_or_topic, before.things))
    if is_particular and is_of_a_measure:  # of a measure no other one is asked
        return None
    again = said.asked_of_it()
    findings = search.find(again)
    if is_told(again, search):
        told = findings.hits[0].fact
        is_the_same = by_itself.answers and by_itself.hits[0].fact is told
        is_of_members = search.membership(words) is not None  # by itself it would be asked of the whole subject
        is_one_of_several = by_itself.wants & Wants.LIST and len(by_itself.hits) > 1  # 都有哪些部委, of it alone
        if is_the_same and (named.things or named.places) and not is_one_of_several and not is_of_members:
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
    if done and _lacks_verb(by_itself, done["verb"]):
        return Resumed(words, last, thing(before), words)
    if counts_things and (search.is_named_like(own, named.rest) or search.tells_all(own, words)):
        return None
    if _size(named) > MOST_SAID and search.tells_all(own, words):
        return None
    is_near = search.is_named_like(own, thing(before))
    return Resumed(words, last, "" if is_near else thing(before), words)


def _is_of_another_session(found: Findings, before: Mentioned, search: Search) -> bool:
    """Whether words find by themselves what was spoken of, and not the session of it (第五届) that was."""
    sessions = [each for each in before.required if not each.isdecimal()]
    if not (sessions and found.answers):
        return False
    fact = found.hits[0].fact
    is_of_it = search.is_named_like(fact, thing(before))
    return is_of_it and not any(session in f"{fact.title}{fact.statement}" for session in sessions)


def _lacks_verb(found: Findings, verb: str) -> bool:
    """Whether the fact that answers words does not say that somebody did what they ask of."""
    return found.answers and verb not in found.hits[0].fact.statement


def another_amount(said: Said) -> Resumed | None:
    """Another amount of what was shown (15个呢, 超过2000家吗), which is checked as a claim."""
    claim = f"{AN_AMOUNT_ENDS.sub('', said.words)}{SO.strip(',')}"
    if said.shown is None or not said.shown.figures or said.search.amounts_claimed(claim) != 1:
        return None
    named = said.search.mentioned(claim)
    if named.rest or named.places or named.required or named.about_subject:
        return None
    subjects = (thing(said.before), said.before.rest)
    asked = [joined(said.before, each, claim, keeps_times=keeps) for keeps in (True, False) for each in subjects]
    by_title = f"{said.shown.title} {claim}"
    checked = [(each, said.search.find(each)) for each in (*asked, by_title)]
    checked = [(each, found) for each, found in checked if said.is_checked_by_shown(found)]
    of_shown = (each for each, found in checked if found.hits[0].fact is said.shown and each != by_title)
    again = next(of_shown, checked[0][0] if checked else "")
    return Resumed(again, again) if again else None


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


def thing(before: Mentioned) -> str:
    """What was spoken of, without what was said of it in passing."""
    return _BETWEEN_LATIN.sub("", " ".join(before.things)) or before.rest


def its_cost(said: Said) -> Resumed | None:
    """What it cost, which is told of it or not at all: what others cost is no answer (投资多少)."""
    if said.shown is None or not thing(said.before) or not COST.fullmatch(bare(said.words)):
        return None
    again = said.asked_of_it()
    is_of_it = is_told(again, said.search) and said.is_of_the_same(again, said.shown)
    return Resumed(again, said.last) if is_of_it else Resumed(said.words, said.last, thing(said.before), said.words)


def which_they_are(said: Said) -> Resumed | None:
    """Which ones those are that the fact that was shown counts: 16个产业联盟分别是什么."""
    counted = next((f for f in said.shown.figures if counts_things(f.unit)), None) if said.shown else None
    if counted is None or not said.before.things or not WHICH_THEY_ARE.fullmatch(said.words):
        return None
    of = "".join(place.name for place in said.before.places)
    return Resumed(f"{of}{number_text(counted.value)}{counted.unit}{thing(said.before)} {said.words}", said.last)


def stands_alone(said: Said, found: Resumed) -> bool:
    """Whether words that were asked after a no are answered by themselves, and not with what found nothing before."""
    if said.shown is not None or points_back(said.words) or not _WHAT_IT_IS.fullmatch(said.words):
        return False
    search = said.search
    is_after_a_no = search.find(said.last).verdict is Verdict.NONE
    return is_after_a_no and search.find(said.words).answers and not search.find(found.words).answers

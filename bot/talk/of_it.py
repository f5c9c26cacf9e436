"""What says not of what it asks, and may name a thing (哪年批的, 签了什么): asked of what was spoken of."""

from __future__ import annotations

import re

from bot.facts import Fact
from bot.search import ASKING, CLAIM, SO, Findings, Mentioned, Search, Verdict, Wants, counts_things, wants
from bot.talk import asking
from bot.talk.detail import bare
from bot.talk.said import Resumed, Said
from bot.text import number_text, with_unit

# What is asked of something, and what it is asked of may stand in the question before.
_ASKS_OF_SOMETHING = Wants.FIGURE | Wants.SHARE | Wants.DATE | Wants.PERSON | Wants.MAKER | Wants.PLACE | Wants.LIST
# What something is, by its name: no side of what was spoken of (占全国多少, 金额多少).
_WHAT_IT_IS = re.compile("(?:什么是|谁是).{2,}|.{2,}是(?:什么|啥|谁)[呢啊呀]?[?？\\s]*")
_WHAT_IT_DID = re.compile("(?:又|还|[一总]?共|已经?)*(?P<verb>[一-鿿]{2,4}?)了(?:多少|几)")
MOST_SAID = 4  # characters that such a question says itself: 借款, 预计客流
MOST_NAMED = 3  # the same of one that names a thing of its own: 客流量


def told_of_it(said: Said) -> Resumed | None:
    """A question that says not of what it asks (哪年批的, 签了什么, 金额多少): of what was asked about before.

    What names a thing of its own (客流量多少) or a place is asked of it only where one fact tells all of both.
    """
    words, last, search = said.words, said.last, said.search
    named, by_itself = search.mentioned(words), search.find(words)
    asks = ASKING.search(words) or CLAIM.search(words) if named.rest else wants(words) & _ASKS_OF_SOMETHING
    is_of_another = asking.WHO_IS.fullmatch(bare(words)) and named.has_names
    is_of_all = asking.WHICH_THERE_ARE.fullmatch(words) and named.things
    if not named.required and _is_of_another_session(by_itself, said):
        return Resumed(said.asked_of_it(), last)
    done = _WHAT_IT_DID.match(words) if said.shown else None  # 服务了多少企业: who did is not said
    is_whole = _is_whole(named, by_itself) and not (done and _lacks_verb(by_itself, done["verb"]))
    if not asks or is_of_another or is_of_all or asking.OF_THE_BOT.search(words) or is_whole:
        return None
    is_particular = bool(named.places) or any(map(search.is_of_one_topic, named.things))
    again = said.asked_of_it()
    findings = search.find(again)
    if said.is_told(again):
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
    if counts_things and search.is_named_like(own, named.rest):
        of_it = f"{said.thing}{named.rest}"  # 有几个联盟, after 量子: the one that is called so
        is_called_so = said.shown is not None and said.is_told(of_it) and said.is_of_the_same(of_it, said.shown)
        return Resumed(of_it, of_it) if is_called_so and search.find(of_it).hits[0].fact is not own else None
    is_near = search.is_named_like(own, said.thing)
    return Resumed(words, last, "" if is_near else said.thing, words)


def _is_of_another_session(found: Findings, said: Said) -> bool:
    """Whether words find by themselves what was spoken of, and not the session of it (第五届) that was."""
    sessions = [each for each in said.before.required if not each.isdecimal()]
    if not (sessions and found.answers):
        return False
    fact = found.hits[0].fact
    is_of_it = said.search.is_named_like(fact, said.thing)
    return is_of_it and not any(session in f"{fact.title}{fact.statement}" for session in sessions)


def _lacks_verb(found: Findings, verb: str) -> bool:
    """Whether the fact that answers words does not say that somebody did what they ask of."""
    return found.answers and verb not in found.hits[0].fact.statement


def another_amount(said: Said) -> Resumed | None:
    """Another amount of what was shown (15个呢, 超过2000家吗), which is checked as a claim."""
    if asking.WHICH_THEY_ARE.fullmatch(said.words):
        return None
    claim = f"{asking.AN_AMOUNT_ENDS.sub('', said.words)}{SO.strip(',')}"
    if said.shown is None or not said.shown.figures or said.search.amounts_claimed(claim) != 1:
        return None
    named = said.search.mentioned(claim)
    if named.rest or named.places or named.required or named.about_subject:
        return None
    subjects = (said.thing, said.before.rest)
    asked = [said.whole(each, claim, keeps_times=keeps) for keeps in (True, False) for each in subjects]
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


def its_cost(said: Said) -> Resumed | None:
    """What it cost, which is told of it or not at all: what others cost is no answer (投资多少)."""
    if said.shown is None or not said.thing or not asking.COST.fullmatch(bare(said.words)):
        return None
    again = said.asked_of_it()
    is_of_it = said.is_told(again) and said.is_of_the_same(again, said.shown)
    return Resumed(again, said.last) if is_of_it else Resumed(said.words, said.last, said.thing, said.words)


def which_they_are(said: Said) -> Resumed | None:
    """Which ones those are that the fact that was shown counts: 16个产业联盟分别是什么."""
    asked = asking.WHICH_THEY_ARE.fullmatch(said.words)
    figures = [each for each in said.shown.figures if counts_things(each.unit)] if said.shown else []
    if not (figures and asked and said.before.things):
        return None
    counted = next((each for each in figures if number_text(each.value) == asked["number"]), figures[0])
    of = "".join(place.name for place in said.before.places)
    asks = "名单" if asked["number"] or asked["list"] else said.words
    return Resumed(f"{of}{with_unit(number_text(counted.value), counted.unit)}{said.thing} {asks}", said.last)


def stands_alone(said: Said, found: Resumed) -> bool:
    """Whether words that were asked after a no are answered by themselves, and not with what found nothing before."""
    if said.shown is not None or asking.points_back(said.words) or not _WHAT_IT_IS.fullmatch(said.words):
        return False
    search = said.search
    is_after_a_no = search.find(said.last).verdict is Verdict.NONE
    return is_after_a_no and search.find(said.words).answers and not search.find(found.words).answers

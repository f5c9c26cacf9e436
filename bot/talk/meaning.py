"""What plain words ask for: decided once, for the reply to a message and for the results of inline mode."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.catalogue import is_shared
from bot.days import Asked, may_be_a_number, names_day, names_week, read_day
from bot.facts import Fact, Place
from bot.publishers import sources_called
from bot.scope import EVERYTHING, Scope
from bot.search import (
    ASKS_A_WAY,
    GROWTH,
    Findings,
    Membership,
    Mentioned,
    Search,
    Verdict,
    Wants,
    asks_a_measure,
    asks_several,
    cut,
    without_frame,
)
from bot.services import Services
from bot.talk.courtesy import HELLO, THANKS, is_courtesy
from bot.talk.intents import (
    Cards,
    Courtesy,
    Events,
    Greeting,
    Intent,
    OfKind,
    OfSources,
    OfTopic,
    OtherMembers,
    Question,
    Subject,
)
from bot.talk.kinds import all_of, kind_asked, named_on_a_head
from bot.text import key, normal

SHORTEST_PASSAGE = 12  # characters of a text that is pasted
MOST_ON_A_CARD = 2  # places; what names more of them asks for what they have in common
_DAY_IN_WORDS = re.compile(r"(?:\d{4}年 ?)?\d{1,2}月\d{1,2}[日号]")
# What people put around a date: 2022年发生了什么, 今天有什么大事.
_AROUND_A_DATE = re.compile(
    "都(?=有|发生|是|在)|有没有|新?数据|发生了?过?|出了?过?(?=什么|啥|哪)|有|什么|啥|哪些|哪几件|大事记?|事情?|新闻|是个?(?=什么|啥)|(?:是个)?(?:特[别殊]的?|重要的?|好)?日子|(?:(?<![0-9百十九八七六五四三二一])周年)?纪念日?|(?<![0-9百十九八七六五四三二一])周年庆?|里程碑|值得(?:关注|注意|纪念)|(?<=[年的么些])(?:计划|目标|规划|安排)|(?<=[0-9]年)[底末初](?![步期薪])|^到|底?要做到|的|吗|呢|[?？!！。]"
    "|(?:what (?:else )?(?:happened|happens|took place)|what was|events?|anything|anniversar(?:y|ies)|milestones?)"
    "(?: [io]n| of)?(?![a-z])"
    "|(?:what (?:is|was) planned|(?:(?:what|which|all(?: the)?) )?plans(?: are there)?) (?:[io]n|of|for)(?![a-z])",
    re.IGNORECASE,
)
_IN_MAY = re.compile(r"\bin may\b(?!\s+\d)", re.IGNORECASE)
_DIGEST_OF = re.compile(
    "(?:我?想?要?看看?|给我|发我?)?(?P<when>.+?)(?:那一?[天周]|当[天日])?的?(?:简报|日报|周报)(?:[都会]?有(?:什么|啥|哪些)(?:内容)?)?[呢吧。]?"
)
_NEWS = re.compile(
    "(?:有什么|有啥|有没有|有哪些|看看)?(?:最新|最近(?:一年|半年|几个?月)?|近期|近来|近一年)的?(?:有什么|有啥|有哪些)?(?:新)?(?:消息|动态|进展|新闻|大事|事件|情况)[呢吗]?[?？。!！]*"
)
_EVENTS = re.compile("大事记?|里程碑|时间线|时间轴|关键节点|milestones?|timeline", re.IGNORECASE)
# Beside which places: 除了湖州还有哪些成员, which other members besides Huzhou.
_BESIDES = re.compile(
    "(?P<of>[^,，]*?)除[了开]?(?P<but>[^,，]{1,20}?)(?:[以之]?外的?|(?=[,，还其]))[,，\\s]*(?:还|其他|其余|另外|别的)*的?(?P<asks>.+)"
    "|(?P<which>.+?)(?: are there)? (?:besides|other than|except|apart from) (?P<english>[^,.?!]+)[?\\s]*"
)
_MEETING = re.compile("都?(?:召?开了?(?:什么|啥|哪些)?)?会议?$")


def meaning(words: str, today: date, services: Services) -> Intent:
    """A date, a year, a city, a topic or a source by itself, a question of members or the subject; else a question.

    What is only put around it (写稿要用，…请给出处) may be left out: the whole is asked for first.
    """
    if len(words) >= SHORTEST_PASSAGE and services.search.quoted(words):
        return Question(services.search.find(words))  # a day, or a place, that stands in it is not asked for
    if (meant := _read(words, today, services)) is not None:
        return meant
    core = without_frame(cut(words))
    is_framed = core != cut(words)
    if is_framed and not isinstance(meant := _read(core, today, services), Greeting | None):
        return meant
    found = _looked_up(words, today, services)
    if is_framed and isinstance(found, Question) and not found.findings.answers:
        of_core = _looked_up(core, today, services)
        return found if isinstance(of_core, Question) else of_core
    return found


def _read(words: str, today: date, services: Services) -> Intent | None:
    return next((meant for read in _READERS if (meant := read(words, today, services)) is not None), None)


def _courtesy(words: str, _today: date, _services: Services) -> Greeting | Courtesy | None:
    if not is_courtesy(words):
        return None
    said = normal(words)
    return Greeting() if HELLO.search(said) else Courtesy(THANKS.search(said) is not None)


def _sources(words: str, _today: date, services: Services) -> OfSources | None:
    found = sources_called(words, services.catalogue.sources)
    return OfSources(found) if found else None


def _kind(words: str, _today: date, services: Services) -> OfKind | None:
    """The kind of facts that is asked for, if there are some. What is planned for a year without events, it tells."""
    if (asked := kind_asked(words)) is None:
        return None
    catalogue, of = services.catalogue, services.search.mentioned(asked.of)
    places = [place for place in of.places if place.id != catalogue.about.subject]
    if of.rest or len(places) > 1 or len(of.required) > (of.year is not None):
        return None
    scope = Scope(of.year, next(iter(places), None))
    if asked.kind == "plan" and of.year is not None and not catalogue.timeline(scope):
        return None
    return OfKind(asked.kind, scope, of.corrections) if catalogue.of_kind(asked.kind, scope) else None


def _all_of(words: str, _today: date, services: Services) -> OfTopic | Cards | None:
    """All of a topic, or of a place, that is asked for by its name alone (写一段湖州的简报)."""
    if not (asked := all_of(words)):
        return None
    of = services.search.mentioned(asked)
    if of.places and not (of.rest or of.required or of.about_subject or len(of.places) > MOST_ON_A_CARD):
        return Cards(of.places, None, of.corrections)
    return OfTopic(of.topic, of.corrections) if of.topic and of.is_whole_topic and not of.required else None


def _on_a_head(words: str, _today: date, services: Services) -> Cards | Subject | None:
    """What stands at the head of a place's card, or the subject's: its rank, its English name."""
    of = services.search.mentioned(named_on_a_head(words))
    if of.rest or of.required or of.topic:
        return None
    others = tuple(place for place in of.places if place.id != services.catalogue.about.subject)
    if len(others) == 1:
        return Cards(others, None, of.corrections)
    return Subject() if of.about_subject and not others else None


def _date(words: str, today: date, services: Services) -> Asked | None:
    """The date that the words ask for, if they are no number that is known (1/7)."""
    is_number = any(map(may_be_a_number, (words, _AROUND_A_DATE.sub("", words))))  # 1/7, and 1/7是什么
    if is_number and services.search.find(words).verdict is not Verdict.NONE:
        return None
    return date_asked_for(words, today)


def _members(words: str, _today: date, services: Services) -> Membership | None:
    return services.search.membership(words)


def _other_members(words: str, _today: date, services: Services) -> OtherMembers | None:
    """The places beside which members are asked for, and nothing else."""
    if (found := _BESIDES.fullmatch(cut(words).strip())) is None:
        return None
    but = services.search.mentioned(found["but"] or found["english"])
    asks = found["which"].replace("other ", "") if found["which"] else f"{found['of']}{found['asks']}"
    asked = services.search.membership(asks)
    names_no_more = but.places and not (but.rest or but.required)
    asks_for_all = asked is not None and not (asked.places or asked.unknown or asked.missing or asked.confirmed)
    return OtherMembers(but.places) if names_no_more and asks_for_all else None


def _news(words: str, _today: date, _services: Services) -> Events | None:
    return Events(EVERYTHING) if _NEWS.fullmatch("".join(normal(words).split())) else None


def _events_of(words: str, _today: date, services: Services) -> Events | None:
    """The dated events of a topic (量子通信有哪些大事), or of a place, if there are some."""
    if not _EVENTS.search(words):
        return None
    named = services.search.mentioned(_EVENTS.sub("", _AROUND_A_DATE.sub("", words)))
    place = named.places[0] if len(named.places) == 1 else None
    is_of_one = named.is_whole_topic if named.topic is not None else place is not None and not named.rest
    if not is_of_one or len(named.places) > 1:
        return None
    scope = Scope(named.year, place, named.topic)
    if not services.catalogue.timeline(scope) or len(named.required) > (named.year is not None):
        return None
    return Events(scope, named.corrections)


def _greeting(words: str, _today: date, services: Services) -> Greeting | None:
    only_asks = services.search.is_only_asking(GROWTH.sub(" ", words))  # of nothing in particular nothing grew
    return Greeting() if only_asks else None


def _subject(words: str, _today: date, services: Services) -> Subject | None:
    return None if asks_several(cut(words)) else subject_of(words, services.search)


def _year_of_subject(words: str, _today: date, services: Services) -> Events | None:
    year = services.search.year_of_subject(_AROUND_A_DATE.sub("", words))
    return None if year is None else Events(Scope(year, services.catalogue.place(services.catalogue.about.subject)))


# The first that knows the words decides; what none of them knows is looked up.
_READERS: tuple[Callable[[str, date, Services], Intent | None], ...] = (
    _courtesy,
    _sources,
    _kind,
    _all_of,
    _on_a_head,
    _date,
    _other_members,
    _members,
    _news,
    _events_of,
    _greeting,
    _subject,
    _year_of_subject,
)


def _looked_up(words: str, today: date, services: Services) -> Intent:
    """What words ask for by the names that stand in them and by what is found: events, cards, a topic, a question."""
    catalogue = services.catalogue
    meant, findings = services.search.mentioned(words), services.search.find(words)
    dated = services.search.mentioned(_AROUND_A_DATE.sub("", words)) if meant.dated else meant
    if len(dated.places) == 1 and not dated.rest and dated.year is not None:
        scope = Scope(dated.year, dated.places[0])
        if catalogue.timeline(scope) or not findings.answers:
            return Events(scope, dated.corrections)
        return Question(findings)  # nothing happened on a day of it, and something is told of it
    if _is_answered(meant, findings, bool(catalogue.members)):
        return Question(findings)
    claims = bool(findings.wants & Wants.CLAIM)
    if claims and (services.search.amounts_claimed(words) or (meant.rest and findings.verdict is not Verdict.NONE)):
        return Question(findings)  # all that is known of a place is no verdict on an amount
    is_namesake = findings.answers and any(key(findings.hits[0].fact.speaker) == key(p.name) for p in meant.places)
    asks_no_card = findings.wants & Wants.RANK or is_namesake or ASKS_A_WAY.search(words) or asks_a_measure(words)
    if meant.places and not meant.rest and asks_no_card:
        return Question(findings)  # all that is known of a place is no measure or rank of it, nobody's words, no way
    measured = bool(findings.hits) and any(figure.indicator for figure in findings.hits[0].fact.figures)
    asks_for_one = findings.wants & (Wants.FIGURE | Wants.GROWTH | Wants.SHARE) and bool(findings.hits)
    sure = measured or asks_for_one or findings.verdict is Verdict.ANSWER
    if meant.places and (not meant.rest or (meant.topic is not None and len(meant.places) == 1 and not sure)):
        compared = bool(findings.wants & Wants.SIDES) and len(meant.places) > 1 and meant.topic is None
        return Cards(meant.places, meant.topic, meant.corrections, compared)
    if meant.topic is not None and meant.is_whole_topic and not measured:
        asks_amount = bool(findings.wants & (Wants.FIGURE | Wants.SHARE))
        return OfTopic(meant.topic, meant.corrections, meant.year_named, asks_amount)
    unanswered = not findings.answers and not findings.wants & Wants.GROWTH
    unanswered = unanswered and not services.search.amounts_claimed(words)  # a claim that names a day is no day
    if unanswered and (on := _DAY_IN_WORDS.search(words)):
        return read_day(on.group(), today) or Question(findings)
    return Question(findings)


def _is_answered(meant: Mentioned, findings: Findings, has_members: bool) -> bool:
    """Whether the best fact is what is asked for, though places are named that have cards of their own."""
    if findings.verdict is Verdict.ANSWER and meant.dated:
        return True
    if not findings.hits or findings.missing:
        return False
    if _is_of_all(findings.hits[0].fact, meant.places, has_members):
        return True
    return len(meant.places) > 1 and bool(findings.wants & Wants.SHARE)  # one's place in another


def date_asked_for(words: str, today: date) -> Asked | None:
    """The day, month or year that words ask for and nothing else; of a day also which meeting there was."""
    alone = _AROUND_A_DATE.sub("", _IN_MAY.sub("5月", words))
    if (asked := read_day(alone, today)) is not None:
        return asked
    asked = read_day(_MEETING.sub("", alone), today)
    return asked if asked is not None and asked.day is not None else None


def digest_asked_for(words: str) -> str:
    """The week that words ask for, or the day or week whose digest: 下周 of 下周有什么大事; else nothing."""
    if (named := _DIGEST_OF.fullmatch(words)) is not None:
        return named["when"] if names_week(named["when"]) or names_day(named["when"]) else ""
    alone = _AROUND_A_DATE.sub("", words).strip()
    return alone if names_week(alone) else ""


def asks_more_than_a_date(words: str, today: date) -> bool:
    """Whether words that name a date ask something of it (11月8日签了什么)."""
    return all(date_asked_for(each, today) is None for each in (words, without_frame(cut(words))))


def _is_of_all(found: Fact, places: Sequence[Place], has_members: bool) -> bool:
    """Whether a fact is what so many places have in common, and not what all members share when some are asked for."""
    members_only = not has_members or all(place.member for place in places)
    return len(places) > MOST_ON_A_CARD and not (members_only and is_shared(found))


def subject_of(words: str, search: Search) -> Subject | None:
    """The question what the subject is or when it began, if the words ask that and nothing else."""
    if (began := search.beginning_of_subject(words)) is not None:
        return Subject(began)
    return Subject() if search.is_about_subject(words) else None

"""What is asked of the subject itself: who belongs to it, and when it began."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.catalogue import Catalogue
from bot.facts import Figure, Place
from bot.search.agreement import is_of_unit, is_so_of
from bot.search.amounts import Relation
from bot.search.claims import Claim
from bot.search.confirming import CLAIM
from bot.search.counters import ANY, BY_BUILDINGS
from bot.search.english_numbers import SMALL_NUMBER, small_number
from bot.search.findings import Beginning, Membership, Mentioned
from bot.search.insists import is_year
from bot.search.known import Known
from bot.search.numerals import in_figures
from bot.search.point import asks_for_districts
from bot.search.reading import Reading
from bot.search.supposed import is_negated
from bot.search.wants import Wants
from bot.text import DIGITS, NUMERALS, key

# What makes a question one of membership, and what may stand beside it.
_ASKS_MEMBERSHIP = re.compile(
    "成员|属于|加入|包括|包含|[组构凑拼]成(?!就|效)|覆盖|哪些城市|哪些市|哪几个|哪几座|(?:几|多少|哪些?|哪几)[个座]?城|城市"
    f"|哪(?:[{NUMERALS}两]|[1-9])[0-9{NUMERALS}]?[个座](?:地方|地区|城?市)?(?![^的是呢啊])"
    "|(?:几|多少)[个座]市(?![场民级值])|进(?![展度步口程博行而出驻修取货]|一步)[了入到]?|入(?![围选库驻股口门手])了?|纳入了?"
    "|members?|cit(?:y|ies)|part(?: of)?(?![a-z])|join(?:ed|s)?(?![a-z])"
)
# One of the subject's, which must be named.
_ONE_OF = re.compile("(?:其中)?之一|(?:中|里面?|当中|其中)的?一[个座]|的?一员|(?<![a-z])one(?: of)?(?![a-z])")
_HOW_MANY_CITIES = re.compile("(?:几|多少|哪些?|哪几)[个座]?[城市](?:市)?[呢啊呀]?[?？]?$")
COUNT_CITIES = (ANY, BY_BUILDINGS, "城", "市")
_SO_MANY_CITIES = re.compile("[二三四五六七八九](?=个成?员?城?市.*[吗吧对])")
_SAYS_MEMBERS = re.compile("成员|城市|(?<![a-z])(?:all|the|list|which) (?:the )?members?(?![a-z])")
# The number by which all are called (八城市); not one of them, nor the others.
_THE_CITIES = re.compile(
    f"(?<![{NUMERALS}第])(?<!其他|其余|另外|剩下|别的)"
    f"([{NUMERALS[1:]}]|[{NUMERALS}]{{2,3}}|(?<![0-9])(?:[1-9][0-9]|[2-9]))[个座]?(?:成员)?城市"
)
_THE_ENGLISH_CITIES = re.compile(
    f"(?<![a-z0-9])(?<!other )(?<!of )({SMALL_NUMBER}) (?:[a-z0-9]+ )?(?:cities|members)(?![a-z])"
)
# Who is not in and would like to be.
_WANTS_IN = re.compile(
    "(?:还|都|也|在|哪些.*)想(?!知道|问|看|查|了解)|申请|争取|希望加入|[想要]加入|挤进|(?:怎么|怎样|如何|咋)(?:才能?|能)?(?:申请)?加入|加入.*(?:条件|流程)"
    "|(?:wants?|wish|hop(?:e|ing)|tr(?:y|ying)|appl(?:y|ied)|like) (?:[a-z]+ )?to (?:join|be)|how .*join"
)
_DENIES = re.compile(
    "(?:没有|不含|不在)[^的]*[吗吧对]|(?:(?:is|are) not|isn['’]t|aren['’]t) (?:an? |one )?(?:in|member|part|of)"
)  # it is claimed that a place is not in
_ONLY = re.compile(
    "(?:只|仅|就)(?:有|是)|(?:is|are) only|only (?:is|are)"
)  # 浙江只有湖州吗: of a place and one inside of it
_LEADS_TO = re.compile("[到去通达往](?:了)?哪")  # which cities a line leads to
_BEGINNING = re.compile(
    "成立|动工|开工|上马|起步|启动|开始|建立|创立|创建|设立|建设|时间|found(ed)?|establish(ed)?|launched|construction"
    "|start(ed)?|began|begin"
)
_MEMBERSHIP_REST = re.compile(
    f"[由不是有吗{NUMERALS}两几多少总共之个座的地方市区城和与帮我列全到底]|[0-9]|(?<![a-z])(?:{SMALL_NUMBER})(?![a-z])|all|full|list|names?|pl[sz]|please|of"
)


def with_cities_in_digits(words: str) -> str:
    """Words in which 九个城市吗 counts them in digits, as a claim does."""
    return _SO_MANY_CITIES.sub(lambda found: str(DIGITS.index(found.group())), words)


def membership(
    words: str, reading: Reading, named: Mentioned, unknown: str, known: Known, catalogue: Catalogue
) -> Membership | None:
    """The question of who belongs to the subject, if words ask that and nothing else.

    `named`: what they mention; `unknown`: a place that the base does not know.
    """
    if _LEADS_TO.search(words) or (named.places and asks_for_districts(words)):
        return None
    asks_others = _WANTS_IN.search(words) and not named.places
    is_denied = named.places and reading.about_subject and _DENIES.search(words)
    is_of_one_alone = _ONLY.search(words) is not None and _is_one_within(named.places, catalogue)
    label = key(catalogue.about.member_label)
    names_members = label in key(words)
    says_member = names_members or "成员" in words
    if not says_member and any(_counts_others(claim) for claim in reading.claims):
        return None
    subject = list(map(key, catalogue.about.subject_words))
    is_one_of = reading.about_subject and _ONE_OF.search(words) is not None
    asks = _ASKS_MEMBERSHIP.search(words) or names_members or is_denied or is_of_one_alone or is_one_of
    if not asks or asks_others or reading.wants & Wants.DATE:
        return None
    others = [name for place in named.places for name in map(key, place.names) if known.is_elsewhere(name)]
    if any(f"{other}{name}" in key(words) for other in filter(None, (unknown, *others)) for name in subject):
        return None  # the members of something else are not known
    rest = _ASKS_MEMBERSHIP.sub("", key(named.rest).replace(label, "")).replace(unknown, "")
    for name in subject:  # inside a longer word that the base has
        rest = rest.replace(name, "")
    rest = _ONE_OF.sub("", rest) if is_one_of else rest
    rest = rest.replace("not", "") if is_denied else rest
    rest = _ONLY.sub("", rest) if is_of_one_alone else rest
    counts_cities = _HOW_MANY_CITIES.search(words) or _THE_ENGLISH_CITIES.search(words)
    says_so = says_member or counts_cities or _SAYS_MEMBERS.search(words)
    of_members = reading.about_subject or named.places or says_so
    if _MEMBERSHIP_REST.sub("", rest) or not of_members:
        return None
    places = tuple(place for place in named.places if place.id != catalogue.about.subject)
    count = Figure(value=len(catalogue.members), unit=ANY)
    counted = [replace(claim, unit=ANY) if claim.unit == BY_BUILDINGS else claim for claim in reading.claims]
    told = [(claim.text, is_so_of(claim, count)) for claim in counted if is_of_unit(claim, count)]
    missing, confirmed = (tuple(text for text, is_so in told if is_so == wanted) for wanted in (False, True))
    if not told and (so_many := _so_many(words)) is not None and so_many[1] != len(catalogue.members):
        missing = (so_many[0],)
    has_moved = any(claim.direction for claim in reading.claims)
    if reading.required or has_moved or is_negated(words, [claim.text for claim in reading.claims]):
        confirmed = ()  # of another time nothing is told, nor of how many there were before
    ordinals = tuple(each for each in reading.required if not is_year(each))  # 第十个成员
    return Membership(places, unknown, missing, confirmed, ordinals)


def _counts_others(claim: Claim) -> bool:
    """Whether something else than cities is counted or measured: members may be 9家, and cities are not."""
    return claim.is_amount and claim.unit not in COUNT_CITIES


def _is_one_within(places: Sequence[Place], catalogue: Catalogue) -> bool:
    """Whether one of several places lies in another of them."""
    around = {parent.id for place in places for parent in catalogue.parents(place)}
    return any(place.id in around for place in places)


def _so_many(words: str) -> tuple[str, int] | None:
    """How many members there are said to be (八城市, the eight cities): in words, and the number."""
    if found := _THE_CITIES.search(words):
        said = in_figures(f"{found[1]}个")[:-1]
        return f"{found[1]}个城市", int(said) if said.isdecimal() else NUMERALS.find(found[1]) + 1
    english = _THE_ENGLISH_CITIES.search(words)
    number = small_number(english[1]) if english else None
    return None if number is None else (f"{number}个城市", number)


def beginning(words: str, reading: Reading, catalogue: Catalogue) -> Beginning | None:
    """The fact that says when the subject began, if words ask that, or whether it was in some year."""
    years = [each for each in reading.required if is_year(each)]
    years += [str(claim.value) for claim in reading.claims if claim.relation is Relation.YEAR]
    claims_when = years and CLAIM.search(words) and _BEGINNING.search(words) and not reading.wants & Wants.LIST
    asks_when = (reading.wants & Wants.DATE and not years) or claims_when
    if not (reading.about_subject and asks_when) or reading.about_whole or _BEGINNING.sub("", reading.asked):
        return None
    told = (catalogue.fact(each) for each in catalogue.about.introduction)
    fact = next((fact for fact in told if fact is not None and fact.date is not None), None)
    if fact is None or fact.date is None:
        return None
    so = [year for year in years if fact.date.touches(int(year))]
    is_all = all(map(is_year, reading.required))  # of a month nothing is told
    confirmed = () if is_negated(words) or not is_all else tuple(so)
    return Beginning(fact, tuple(year for year in years if year not in so), confirmed, words)

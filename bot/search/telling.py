"""How what was found is told: when it was, who said it, where it is come first, and what is not told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.counting import OCCASIONS
from bot.facts import RANK, Fact, Figure, Place
from bot.search.asked_for import WHEN
from bot.search.claims import is_given_in
from bot.search.confirming import CLAIM
from bot.search.findings import Findings
from bot.search.insists import OFFICE
from bot.search.lacks import asks_by_whom, is_in_office, is_named_where, lacks, names_figure
from bot.search.told import FigureTold, Holder, Lack, Lead, Told
from bot.search.untold import untold_by
from bot.search.wants import Wants, asks_only_where, counts_things, is_counted_in, tells_growth
from bot.text import key, number_text, pairs
from bot.time_words import times_named, without_times
from bot.told_time import told_time
from bot.verbs import BEGUN, BUILT, COMPLETED, ESTABLISHED, FOUNDED, HOLDS_OFFICE, OPENED
from bot.whereabouts import is_beside, places_listed, whereabouts

MOST_FIGURES = 4
SHORTEST_THING, MANY_MORE = 2, 3  # characters of a thing, and of the kind that makes it another one (科创板)
ASKS_FIGURES = Wants.FIGURE | Wants.CLAIM | Wants.GROWTH
_AMOUNT = re.compile("[0-9.]+[百千万亿]*[个家项条台件套]?")  # says nothing of what is counted
_NUMBER = re.compile("[0-9]+(?:[.][0-9]+)?")
_OF_A_COUNT = re.compile("总?数量?$")
_OF_NO_KIND = re.compile("[0-9a-z]|首批|[的和已共]")
_HAS_KINDS = re.compile("(?:企业|机构|[院高]校|平台|基地|示范区|园区|实验室)$")  # of which a base may count one kind
ENOUGH_FOR_A_LIST = 3  # fewer are one and a button or two
HALF = 0.5
# Of a figure it is asked of which year it is, and not when something happened.
_OF_THE_FIGURE = re.compile("哪一?年的?(?:数据?|数字)|(?:数据?|数字).{0,4}哪一?[年天]|截至(?:哪|什么)")
_OF_WHICH_YEAR = re.compile("哪一?年的[呢啊呀]?[?？]*$")
_DOES_WHAT = re.compile("^是?[干做](?:什么|啥)的[呢啊呀]?[?？]*$")  # of a person, whose name was there before it
_HELD_AGAIN = re.compile(f"[{OCCASIONS}]")  # the amount of a session is not the session
_ANNIVERSARY = "周年"  # when that was is not when it began
_STRIVES = re.compile("争取|申请|希望|尚非|不是成员")  # to join, and has not yet
# What asks when something was brought about, and what a fact must tell of for its date to be that.
_BROUGHT_ABOUT = (
    (
        Lack.FOUNDED,
        re.compile(f"{WHEN}(?:{FOUNDED})|(?:{FOUNDED})(?:的?时间|日期)|(?:founded|set up|established)(?![a-z])"),
        re.compile(f"{FOUNDED}|{BUILT}|{OPENED}|{BEGUN}|获批|批准|发起|组成|率先|开始|实施|建设|设在|{ESTABLISHED}"),
    ),
    (
        Lack.BUILT,
        re.compile(f"{WHEN}(?:能|会|可以)?(?:{BUILT})|(?:{BUILT})的?(?:时间|日期)|when .*(?:built|completed)(?![a-z])"),
        re.compile(f"{BUILT}|{OPENED}|完成|竣|{COMPLETED}"),
    ),
)
_NAME = "(?P<who>[一-鿿·]{2,4}"
_HOLDS = f"(?:{HOLDS_OFFICE})"
_NO_OFFICE = "(?!单位|会|团|企业)"  # 理事长单位 is no person


def as_told(findings: Findings, catalogue: Catalogue) -> Told:
    """How the best fact is told."""
    best, wants, question = findings.hits[0], findings.wants, findings.question
    is_nearest = bool(findings.missing)
    lacking = () if is_nearest else tuple(lacks(best.fact, findings, catalogue))  # one no is enough
    is_told_where = (
        asks_only_where(wants)
        and findings.missing == findings.denied
        and not is_named_where(best.fact, findings, catalogue)
        and not is_beside(best.fact, question)
        and Lack.EACH_CITY not in lacking  # where all of it is, has not the most of it
    )
    there = where(best.fact, catalogue, best.named) if is_told_where else ()
    asks_speaker = best.fact.speaker and key(best.fact.speaker) in key(question)  # of another place nobody asked
    of = () if there or asks_speaker else findings.of_a_part
    return Told(
        best.fact,
        figures=figures_told(best.fact, catalogue, question, wants),
        are_figures_asked=bool(wants & ASKS_FIGURES),
        of=of,
        are_together=len(of) > 1
        and bool(wants & (Wants.FIGURE | Wants.CLAIM))
        and not catalogue.counts_apart(best.fact),
        lacks=lacking,
        lead=there or lead(best.fact, wants, best.named, question, is_nearest=is_nearest),
        newer=findings.newer if wants & Wants.CLAIM and not findings.at_other_times else None,
    )


def listed(findings: Findings) -> Sequence[Fact]:
    """All that was found, where that is asked for; or all ranks, where one is and not of which measure; else none."""
    wants, hits = findings.wants, findings.hits
    if findings.missing:
        return ()
    if (wants & Wants.WORDS and len(hits) > 1) or (wants & Wants.LIST and len(hits) >= ENOUGH_FOR_A_LIST):
        return [hit.fact for hit in hits]
    if not wants & Wants.RANK or wants & Wants.CLAIM:
        return ()
    alike = (hit.fact for hit in hits if hit.explained >= hits[0].explained and hit.named >= hits[0].named)
    ranks = [fact for fact in alike if any(figure.unit == RANK for figure in fact.figures)]
    return ranks if len(ranks) > 1 else ()


def figures_told(
    fact: Fact, catalogue: Catalogue, asked: str = "", wants: Wants = Wants.FIGURE
) -> Sequence[FigureTold]:
    """The figures of a fact: first that of the time and of what is `asked`, whose name has most of it.

    An event's are told where they are asked for. A fact of one figure says what it counts in its title already; of one
    measure at several times each has its own. `asked`: a question, empty for none; `wants`: what that wants to hear.
    """
    times, numbers = times_named(asked), _NUMBER.findall(asked)
    words = key(catalogue.with_names(_AMOUNT.sub(" ", without_times(asked))))
    is_claim = CLAIM.search(asked) is not None
    are_asked = bool(asked and wants & ASKS_FIGURES)
    asks_how_many = are_asked and not is_claim
    are_apart = catalogue.counts_apart(fact)

    def name_of(figure: Figure) -> str:
        basis = catalogue.basis_of(figure) if are_apart else ""
        return f"{catalogue.figure_name(figure)}（{basis}）" if basis else catalogue.figure_name(figure)

    moving = {name_of(figure) for figure in fact.figures if figure.as_of}
    if asks_how_many and not times and fact.when.is_part_of_a_year:
        every_name = map(name_of, fact.figures)
        moving.update(name for name in every_name if not tells_growth(name))  # else it reads as a whole year's amount

    def place(figure: Figure) -> tuple[bool, bool, bool, bool, bool, int, int]:
        is_of_time = any(time.overlaps(figure.as_of or fact.when) for time in times)
        name = key(name_of(figure))
        of_growth = bool(wants & Wants.GROWTH) and tells_growth(f"{name}{figure.value}")
        is_of_unit = is_claim and is_given_in(asked, figure.unit)
        is_claimed = is_claim and not is_of_unit and number_text(figure.value) in numbers  # in another unit
        alike = -len(pairs(name) & pairs(words)), -len({*name} & {*words})
        is_counted = is_counted_in(asked, figure.unit)
        return not is_of_time, not is_claimed, not is_of_unit, not of_growth, not is_counted, *alike

    every = fact.figures if fact.kind != "event" or are_asked else ()
    shown = (sorted(every, key=place) if asked else every)[:MOST_FIGURES]

    def told(figure: Figure) -> FigureTold:
        name = name_of(figure)
        is_of_a_kind = asks_how_many and counts_things(figure.unit) and _says_more(name, asked)
        says_itself = len(shown) == 1 and fact.kind == "figure" and name not in moving and not is_of_a_kind
        when = figure.as_of or fact.when
        return FigureTold(figure, "" if says_itself else name, when if name in moving else None)

    return [told(figure) for figure in shown]


def _says_more(name: str, question: str) -> bool:
    """Whether a figure counts a kind that a question does not name: 高新技术企业, where 企业 are asked for."""
    counted, asked = (key(text).replace("公司", "企业") for text in (_OF_A_COUNT.sub("", name), question))
    ends = (counted[at:] for at in range(len(counted) - SHORTEST_THING + 1))
    thing = next((end for end in ends if end in asked), "")
    kind = _OF_NO_KIND.sub("", counted.removesuffix(thing))
    return _HAS_KINDS.search(thing) is not None and len(set(kind).difference(asked)) >= MANY_MORE


def lead(fact: Fact, wants: Wants, named: float = 1.0, question: str = "", *, is_nearest: bool = False) -> Lead | None:
    """When it was, who said it, or who holds the office; None for a question that wants none of them.

    `named`: how much of what was asked the fact is named for; the date of something else would be no answer. Who said
    it is one, whatever the fact is named for, and so is who is asked about by name. `is_nearest`: whether the fact
    stands in for one that is not there; what it does not tell then matters to nobody.
    """
    is_named = named >= HALF
    said_by = fact.said_by if fact.speaker else None
    is_anniversary = _ANNIVERSARY in fact.title and _ANNIVERSARY not in question
    if wants & Wants.DATE and not is_anniversary and not (wants & Wants.SPEAKER and said_by is not None):
        if is_named and (when := _when(fact, question)):
            return when
        is_untold = is_named or (Lack.DATE in untold_by(fact.comments) and fact.date is None)
        if is_untold and not is_nearest:
            return Lack.JOINED if "加入" in question and _STRIVES.search(fact.statement) else Lack.DATE
    asks_who = wants & Wants.PERSON or _DOES_WHAT.search(question.replace(fact.speaker, "", 1))
    leads_it = not asks_by_whom(question) or is_in_office(fact, question)
    is_meant = wants & Wants.SPEAKER or (leads_it and (is_named or key(fact.speaker) in key(question)))
    if said_by is not None and asks_who and is_meant and not wants & (Wants.SIDES | Wants.LIST):
        return said_by
    return _holder(fact, question) if wants & Wants.PERSON and not is_nearest else None


def _when(fact: Fact, question: str) -> Lead | None:
    """When it happened, or is due, or was said; None where that is not told.

    A figure that the question names, or asks the year of, has the time of its as-of.
    """
    for lack, asks, tells in _BROUGHT_ABOUT:
        if asks.search(question) and not tells.search(f"{fact.title}{fact.statement}"):
            return lack if fact.date is not None else None
    is_of_figure = any(names_figure(question, figure) for figure in fact.figures) or _OF_THE_FIGURE.search(question)
    is_figure = fact.kind == "figure" and not _HELD_AGAIN.search(fact.title)
    as_of = fact.as_of if is_of_figure or (is_figure and _OF_WHICH_YEAR.search(question)) else None
    return fact.date or fact.due or as_of or told_time(fact, question) or None


def _holder(fact: Fact, question: str) -> Holder | None:
    """Who holds the office that a question names (李文渊任理事长, 理事长由李文渊担任); None where that is not told."""
    for office in dict.fromkeys(OFFICE.findall(question)):
        named = f"(?<!副){office}{_NO_OFFICE}"
        found = re.search(f"(?:^|[，。；、由]){_NAME}?){_HOLDS}[^，。；]{{0,16}}?{named}", fact.statement) or re.search(
            f"{named}[由是为]{_NAME}?){_HOLDS}?(?=[，。；])", fact.statement
        )
        if found:
            return Holder(found["who"], office)
    return None


def where(fact: Fact, catalogue: Catalogue, named: float = 1.0) -> tuple[Place, ...]:
    """The place, or the several, where a fact's statement says that it is; where something else is, is no answer.

    `named`: as in `lead`.
    """
    if named < HALF:
        return ()
    place = whereabouts(fact, catalogue)
    return (place,) if place else tuple(places_listed(fact, catalogue))

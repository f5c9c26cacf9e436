"""What a question asks for and the best fact does not tell: only a growth for an amount, no list, no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.catalogue import SMALL_PLACES, Catalogue
from bot.counting import A_SESSION, OCCASIONS, SESSIONS
from bot.facts import PERCENT, RANK, TOTAL, Fact, Figure
from bot.search.findings import Findings
from bot.search.most import Most, most_of_cities, most_of_things
from bot.search.told import Lack
from bot.search.untold import untold_by
from bot.search.vague import is_of_a_year, is_of_whole_year
from bot.search.wants import (
    Wants,
    asks_only_where,
    asks_whose_money,
    is_counted,
    tells_growth,
    tells_share,
    tells_whose_money,
)
from bot.text import NUMERALS, key, number_text
from bot.verbs import LED
from bot.whereabouts import is_beside, is_nowhere, whereabouts

SHORTENED = 3  # characters that an abbreviation leaves out between two that it keeps
_HELD_ONCE = re.compile(f"[第首本][0-9{NUMERALS}]*[{OCCASIONS}](?!会议)|单[{OCCASIONS}]|[一每全]年(?![里内])")
_YEARS_TOGETHER = re.compile(f"(?<![0-9])[2-9两{NUMERALS[1:]}几]年(?:间|来(?![自访])|里(?!程))")
_TOGETHER = re.compile("累计|历届|总共|一共|合计|截至|为止|到|total|cumulative")
_WHOLE_YEAR = re.compile("(?<!健)[全整]年(?!度)")
_A_QUARTER = re.compile(f"(?<![前头至到—-])第?[1-4{NUMERALS[:4]}]季度?|(?<![a-z])q[1-4]")
_LONGEST_QUARTER = timedelta(days=92)
# In which time so many came, or went: 每月新增多少, 日均, 一天多少.
_IN_EACH = re.compile(
    "(?<!近)(?:平均)?(?:每[一个]?|(?:平均|(?<![第前后有整几近同当那这]))一个?)(?P<each>[天日周月年]|季度?|小时)(?![均度半龄轻终])|(?P<mean>[日周月年])均"
)
_YEARLY = re.compile(f"(?<![0-9{NUMERALS}两几多去今当前近同])年(?![月日底初末来间后前])")  # 预计年客流量
_ASKS_FOR_A_RATE = re.compile("强度|[比率幅速]|占|增|份额|百分|%")
_IS_FIRST = re.compile(f"最[高低多少大小快慢强]|首位|居首|第[1{NUMERALS[0]}][位名]?")
# Whoever gives a percentage, a share or a rank asks for no total.
_NO_TOTAL = re.compile(f"[0-9]%|[0-9{NUMERALS}]成|[0-9]/[0-9]|第[0-9{NUMERALS}]+(?:[位名]|$)")
_ASKS_FOR_NAMES = re.compile(
    "名单|名录|清单$|题目|有谁|有哪些人|分别[是叫](?!多少|几|什么时|哪[一年天])|(?:具体|都)叫(?!停)"
    "|哪[些几]家?(?:单位|企业|公司|机构)"
)
_NEARER = re.compile("哪[个座里]?(?:区|县|街道|镇|园区|校区|地方)|具体|^wherein|[^在]{2,}在.+的?哪")
_WHICH_PLACE = re.compile("哪个|哪座")  # of several, of which something is told: no single place is where it is
_LISTS = re.compile("；|名单为|一[个份项家]是.+一[个份项家]是")
_LISTED = re.compile("[^，。：]*、[^，。：]*")
_COUNTED = re.compile(f"[0-9{NUMERALS}][多余]*[个家条项件台所座名位万亿元%]")
_WHICH_OF_SO_MANY = re.compile("(?:有|是|包括)?(?:哪些|哪[0-9几]+[家个条项])[呢啊呀]?[?？。]*$")
_WHICH_THINGS = re.compile(
    "哪些(?P<behind>[一-鿿]{2,4})$|(?P<before>[一-鿿]{2})(?:一共|都|具体|分别)?[有是]哪些[呢啊呀]?[?？]*$"
)
_WHICH_SO_COUNTED = re.compile("哪几([家个条项])")
_NAMES_SOME = re.compile("在列|[^，。；]、[^，。；]+等|包括|其中有")
_WHICH_SESSION = re.compile(f"(?<!在)第几[{SESSIONS}][了呢啊呀]?[?？]*$")
_OUTSIDE = re.compile("除了?[^,，。?？]{2,8}|[^,，。?？]{2,8}(?:以外|之外)|不在[^,，。?？]{2,8}")
# Who leads something: told where somebody is said to do that, or so much as to have a part in it.
_BY_WHOM = re.compile(f"(?:谁|哪[一个家些]{{1,2}}(?:单位|企业|公司|机构|部门))(?:来|在|去)?(?:{LED})")
# How one gets or joins something, of which a source mostly tells only that there is such a thing.
_ASKS_A_WAY_TO_DO = re.compile(
    "(?:怎么|咋|如何|怎样)(?:去|才?能|可以)?(?P<do>申请|申领|申报|办理|报名|领取|参加|加入|预约|注册|登录|联系|购买)"
)
_DOES = f"{LED}|由|会同|主导|领衔|承担|发起|运营"
_SOMEBODY = re.compile(f"{_DOES}|组织|联合|共同|合作|部|委")
_SOMEBODY_DOES = re.compile(_DOES)


def lacks(fact: Fact, findings: Findings, catalogue: Catalogue) -> Iterator[Lack | Most]:
    """What a question asks for and its best fact does not tell; of what there is most, where one alone is told."""
    for of in (_of_figures, _of_makers, _of_places, _of_lists, _of_others):
        for lack in of(fact, findings, catalogue):
            yield lack
            if lack is Lack.EACH_CITY:  # what else it lacks is of no city either
                return


def _of_figures(fact: Fact, findings: Findings, catalogue: Catalogue) -> Iterator[Lack | Most]:
    wants, question = findings.wants, findings.question
    if not fact.figures:
        if wants & Wants.FIGURE and Lack.FIGURE in untold_by(fact.comments):
            yield Lack.FIGURE
        return
    is_open = not wants & Wants.CLAIM
    of_cities, of_things = most_of_cities(question), most_of_things(question)
    if is_open and of_cities and of_cities.names_cities and not _tells_of_cities(fact, catalogue):
        yield Lack.EACH_CITY
    if is_open and of_things and not (_ranks_first(fact) and not any(end.is_least for end in of_things.ends)):
        yield of_things
    only = [*_only(fact, findings)]
    yield from only
    if is_open and not only and wants & Wants.FIGURE and _lacks_rate(fact, question, catalogue):
        yield Lack.RATE


def _lacks_rate(fact: Fact, question: str, catalogue: Catalogue) -> bool:
    """Whether it is asked how many came in each month, day or year, and a fact does not count them so."""
    asked = _IN_EACH.search(question)
    if asked is None:
        return False
    span = (asked["each"] or asked["mean"]).replace("天", "日").removesuffix("度")
    told = f"{fact.title}{fact.statement}{''.join(figure.label or '' for figure in fact.figures)}".replace("天", "日")
    is_of_each_year = span == "年" and any(len(series.points) > 1 for series in catalogue.own_series(fact))
    is_told = re.search(f"每[一个]?{span}|{span}均|[一单]{span}", told) or (span == "年" and _YEARLY.search(told))
    return not is_told and not is_of_each_year


def _of_makers(fact: Fact, findings: Findings, _catalogue: Catalogue) -> Iterator[Lack]:
    question = findings.question
    if asks_by_whom(question) and Lack.MAKER in untold_by(fact.comments):
        yield Lack.MAKER
    elif _is_by_nobody(fact, findings):
        yield Lack.MAKER_HERE
    elif (way := _ASKS_A_WAY_TO_DO.search(question)) and way["do"] not in fact.statement:
        yield Lack.WAY
    elif asks_whose_money(question) and not tells_whose_money(f"{fact.title}{fact.statement}"):
        yield Lack.PAYER


def _of_places(fact: Fact, findings: Findings, catalogue: Catalogue) -> Iterator[Lack]:
    if not asks_only_where(findings.wants):
        return
    asks_which = _WHICH_PLACE.search(findings.question) and fact.kind not in ("event", "institution")
    if is_beside(fact, findings.question):
        yield Lack.ITS_PLACE
    elif Lack.PLACE in untold_by(fact.comments) or (is_nowhere(fact, catalogue) and not asks_which):
        yield Lack.PLACE
    elif is_named_where(fact, findings, catalogue):
        yield Lack.NEARER_PLACE


def _of_lists(fact: Fact, findings: Findings, _catalogue: Catalogue) -> Iterator[Lack]:
    is_untold = findings.wants & Wants.LIST and Lack.LIST in untold_by(fact.comments)
    if is_untold or _lists_nothing(fact, findings):
        yield Lack.WHOLE_LIST if _NAMES_SOME.search(fact.statement) else Lack.LIST


def _of_others(fact: Fact, findings: Findings, catalogue: Catalogue) -> Iterator[Lack]:
    """Which session it was, and what there is outside of the fact's place."""
    session, outside = _WHICH_SESSION.search(findings.question), _OUTSIDE.search(findings.question)
    if session and not A_SESSION.search(f"{fact.title}{fact.statement}"):
        yield Lack.SESSION
    names = (name for place in catalogue.own_places(fact) for name in place.names if name in fact.title)
    if outside and any(name in outside.group() for name in names):
        yield Lack.OUTSIDE


def names_figure(question: str, figure: Figure) -> bool:
    """Whether a figure's number stands in a question by itself: 16 is not in 2016."""
    return re.search(rf"(?<![\d./]){re.escape(number_text(figure.value))}(?![\d./])", question) is not None


def asks_by_whom(question: str) -> bool:
    """Whether it is asked who leads something, or answers for it."""
    return _BY_WHOM.search(question) is not None


def is_in_office(fact: Fact, question: str) -> bool:
    """Whether a fact's speaker has an office in what it is asked who leads (联席办: 联席会议办公室)."""
    thing = key(_BY_WHOM.sub("", question))
    return len(thing) > 1 and re.search(f".{{0,{SHORTENED}}}".join(map(re.escape, thing)), key(fact.office)) is not None


def is_named_where(fact: Fact, findings: Findings, catalogue: Catalogue) -> bool:
    """Whether a question names the very place at which the fact puts it: to tell it would be no answer."""
    place, asked = whereabouts(fact, catalogue), key(findings.question)
    if place is None or any(f"哪个{key(name)}" in asked for name in place.names):  # 哪个普陀: of several so called
        return False
    is_its_name = fact.title.startswith(place.name)  # 芜湖枢纽在哪
    names = (key(name) for name in place.names)
    return any(len(name) > 1 and name in asked for name in names) and not (is_its_name and not _NEARER.search(asked))


def _is_by_nobody(fact: Fact, findings: Findings) -> bool:
    """Whether it is asked who leads something of which nobody is told to do anything."""
    if not asks_by_whom(findings.question) or findings.wants & Wants.SPEAKER:
        return False
    told = f"{fact.title}{fact.statement}"
    if fact.said_by is None:
        return not _SOMEBODY.search(told)
    told = told.replace(fact.office, "")  # who tells of it does not lead it
    return not is_in_office(fact, findings.question) and not _SOMEBODY_DOES.search(told)


def _lists_nothing(fact: Fact, findings: Findings) -> bool:
    """Whether names are asked for, or which ones so many are that a fact only counts."""
    if _LISTS.search(fact.statement) or any(map(_lists_names, _LISTED.findall(fact.statement))):
        return False
    asks_for_names = _ASKS_FOR_NAMES.search(findings.question)
    if asks_for_names and asks_for_names.group() not in fact.title:  # 攻关清单
        return True
    if (of := _WHICH_THINGS.search(findings.question)) and is_counted(of["behind"] or of["before"], fact.statement):
        return True  # 12个沿海市县
    which = _WHICH_SO_COUNTED.search(findings.question)
    counts = any(
        names_figure(findings.question, figure) or (which and figure.unit.startswith(which[1]))
        for figure in fact.figures
    )
    return counts and _WHICH_OF_SO_MANY.search(findings.question) is not None


def _lists_names(clause: str) -> bool:
    """Whether things are named one beside another, and not only counted: 国家自创区23个、国家高新区173个."""
    return sum(_COUNTED.search(each) is None for each in clause.split("、")) > 1


def _ranks_first(fact: Fact) -> bool:
    return any(figure.unit == RANK and figure.value == 1 for figure in fact.figures)


def _tells_of_cities(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether a fact tells of each city by itself, or which of them is first: one city's figure alone does neither."""
    cities = [place for place in catalogue.own_places(fact) if place.kind in SMALL_PLACES]
    is_first = bool(cities) and (_ranks_first(fact) or _IS_FIRST.search(fact.statement) is not None)
    return is_first or (len(cities) > 1 and len(fact.figures) > 1)


def _only(fact: Fact, findings: Findings) -> Iterator[Lack]:
    """What alone its figures tell, of which none is the amount that is asked for."""
    wants, question, asked = findings.wants, findings.question, findings.asked
    is_bare = not wants & ~Wants.NEWEST  # a measure's name, which asks for its amount
    if not wants & Wants.FIGURE and (not is_bare or any(names_figure(question, figure) for figure in fact.figures)):
        return
    if not _NO_TOTAL.search(question):
        asks_growth = wants & Wants.GROWTH or tells_growth(asked)
        if not asks_growth and all(tells_growth(figure.label or "") for figure in fact.figures):
            yield Lack.ONLY_GROWTH
        asks_share = wants & Wants.SHARE or tells_share(asked)
        asks_rate = not wants & Wants.FIGURE or _ASKS_FOR_A_RATE.search(f"{question} {asked}")
        if not asks_share and (
            all(tells_share(figure.label or f"{fact.title}{figure.unit}") for figure in fact.figures)
            or (not asks_rate and all(_is_rate(figure, fact) for figure in fact.figures))
        ):
            yield Lack.ONLY_SHARE
        if not wants & Wants.SHARE and all(figure.unit == RANK for figure in fact.figures):
            yield Lack.ONLY_RANK
    of_a_year, is_part = is_of_a_year(question), fact.is_of_months
    if (of_a_year or _HELD_ONCE.search(question)) and TOTAL in fact.title and not _TOGETHER.search(question):
        yield Lack.ONLY_TOTAL
    of_all_of_it = is_of_whole_year(question) and not wants & Wants.CLAIM
    if is_part and (of_all_of_it or _WHOLE_YEAR.search(question)):
        yield Lack.ONLY_MONTHS
    if is_part and fact.when.last - fact.when.first > _LONGEST_QUARTER and _A_QUARTER.search(question):
        yield Lack.ONLY_QUARTERS
    if of_a_year and _YEARS_TOGETHER.search(fact.statement):
        yield Lack.ONLY_YEARS


def _is_rate(figure: Figure, fact: Fact) -> bool:
    """Whether a figure is in hundredths, which is no amount (研发经费多少); a growth and a tax are told so."""
    name = figure.label or fact.title
    return figure.unit == PERCENT and not tells_growth(name) and "税" not in name

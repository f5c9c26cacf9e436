"""What is said before a fact that has not quite what was asked for: only a growth for an amount, no list, no place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.catalogue import SMALL_PLACES, Catalogue
from bot.facts import Fact
from bot.render.reply import repeated
from bot.render.words import PERCENT, RANK, is_part_of_a_year, names_figure
from bot.search import (
    Findings,
    Wants,
    asks_only_where,
    asks_whose_money,
    most_of_cities,
    most_of_things,
    tells_growth,
    tells_share,
    tells_whose_money,
    untold_by,
)
from bot.text import NUMERALS, key
from bot.verbs import LED
from bot.whereabouts import is_beside, is_nowhere, whereabouts

NO_PLACE = "来源没有写地点；记录的是："
NO_NEARER_PLACE = "来源没有写更具体的地点；记录的是："
NOT_ITS_PLACE = "来源没有写它在哪里；有关的记录是："
NO_CITIES = "来源没有逐个城市的数；记录的是："
ONE_ALONE = "资料里没有几个可以相比的数，说不出哪个{most}；记录的是："
NO_LIST = "来源没有列出名单；记录的是："
NO_FIGURE = "来源没有写这个数；记录的是："
NO_PAYER = "来源没有写钱是谁出的；记录的是："
NOBODY = "来源没有写是谁；记录的是："
NOBODY_HERE = "这一条没有写是谁："
TOTAL = "累计"
SHORTENED = 3  # characters that an abbreviation leaves out between two that it keeps
_UNTOLD = {
    Wants.DATE: "日期",
    Wants.PLACE: "地点",
    Wants.FIGURE: "这个数",
    Wants.MAKER: "是谁",
    Wants.LIST: "名单",
}
_HELD_ONCE = re.compile(f"[第首本][0-9{NUMERALS}]*[届场次](?!会议)|单[届场次]|[一每全]年(?![里内])")
_OF_A_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}年?(?![0-9年至到—-])")
_YEARS_TOGETHER = re.compile(f"(?<![0-9])[2-9两{NUMERALS[1:]}几]年(?:间|来(?![自访])|里(?!程))")
_TOGETHER = re.compile("累计|历届|总共|一共|合计|截至|为止|到|total|cumulative")
_WHOLE_YEAR = re.compile("(?<!健)[全整]年(?!度)")
_PART_OF_A_YEAR = re.compile("[0-9]月|季|半年|[年月]?[初中底末]|[前头近]|截至")
_A_QUARTER = re.compile(f"(?<![前头至到—-])第?[1-4{NUMERALS[:4]}]季度?|(?<![a-z])q[1-4]")
_LONGEST_QUARTER = timedelta(days=92)
_ASKS_FOR_A_RATE = re.compile("强度|[比率幅速]|占|增|份额|百分|%")
_IS_FIRST = re.compile(f"最[高低多少大小快慢强]|首位|居首|第[1{NUMERALS[0]}][位名]?")
# Whoever gives a percentage, a share or a rank asks for no total.
_NO_TOTAL = re.compile(f"[0-9]%|[0-9]/[0-9]|第[0-9{NUMERALS}]+(?:[位名]|$)")
_ASKS_FOR_NAMES = re.compile(
    "名单|名录|题目|有谁|有哪些人|分别[是叫](?!多少|几|什么时|哪[一年天])|哪[些几]家?(?:单位|企业|公司|机构)"
)
_NEARER = re.compile("哪[个座里]?(?:区|县|街道|镇|园区|校区|地方)|具体|^wherein|[^在]{2,}在.+的?哪")
_WHICH_PLACE = re.compile("哪个|哪座")  # of several, of which something is told: no single place is where it is
_LISTS = re.compile("[、；]|名单为|一[个份项家]是.+一[个份项家]是")
_WHICH_OF_SO_MANY = re.compile("(?:有|是|包括)?(?:哪些|哪[0-9几]+[家个条项])[呢啊呀]?[?？。]*$")
_WHICH_SO_COUNTED = re.compile("哪几([家个条项])")
# Who leads something: told where somebody is said to do that, or so much as to have a part in it.
_BY_WHOM = re.compile(f"(?:谁|哪[一个家些]{{1,2}}(?:单位|企业|公司|机构|部门))(?:来|在|去)?(?:{LED})")
_DOES = f"{LED}|由|会同|主导|领衔|承担|发起|运营"
_SOMEBODY = re.compile(f"{_DOES}|组织|联合|共同|合作|部|委")
_SOMEBODY_DOES = re.compile(_DOES)


def untold_lines(fact: Fact, findings: Findings, catalogue: Catalogue) -> Iterator[str]:
    """What a question asks for and its best fact does not tell, each in a line that leads over to what it tells."""
    if fact.figures and _asks_of_cities(findings) and not _tells_of_cities(fact, catalogue):
        yield NO_CITIES
        return  # what else it lacks is of no city either
    if fact.figures and not findings.wants & Wants.CLAIM and (asked := most_of_things(findings.question)) is not None:
        yield ONE_ALONE.format(most=asked.most)
    is_bare = not findings.wants & ~Wants.NEWEST  # a measure's name, which asks for its amount
    is_bare = is_bare and not any(names_figure(findings.question, figure) for figure in fact.figures)
    if (findings.wants & Wants.FIGURE or is_bare) and fact.figures:
        only = _ONLY if _NO_TOTAL.search(findings.question) else (*_ONLY_OF_A_KIND, *_ONLY)
        yield from (line for line, is_only in only if is_only(fact, findings))
    untold = untold_by(fact.note) & findings.wants
    if untold & (Wants.FIGURE | Wants.MONEY) and not fact.figures:
        yield NO_FIGURE
    if asks_by_whom(findings.question) and untold_by(fact.note) & Wants.MAKER:
        yield NOBODY
    elif _is_by_nobody(fact, findings):
        yield NOBODY_HERE
    elif asks_whose_money(findings.question) and not tells_whose_money(f"{fact.title}{fact.statement}"):
        yield NO_PAYER
    if asks_only_where(findings.wants):
        asks_which = _WHICH_PLACE.search(findings.question) and fact.kind not in ("event", "institution")
        if is_beside(fact, findings.question):
            yield NOT_ITS_PLACE
        elif untold & Wants.PLACE or (is_nowhere(fact, catalogue) and not asks_which):
            yield NO_PLACE
        elif is_named_where(fact, findings, catalogue):
            yield NO_NEARER_PLACE
    if untold & Wants.LIST or _lists_nothing(fact, findings):
        yield NO_LIST


def untold_no(question: str, untold: Wants) -> str:
    """The no to a question for what the source is known not to tell, with that; empty where that is not known."""
    return f"没有找到“{repeated(question)}”的记录：来源没有写{_UNTOLD[untold]}。" if untold else ""


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
    if place is None:
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
    if _LISTS.search(fact.statement):
        return False
    if _ASKS_FOR_NAMES.search(findings.question):
        return True
    which = _WHICH_SO_COUNTED.search(findings.question)
    counts = any(
        names_figure(findings.question, figure) or (which and figure.unit.startswith(which[1]))
        for figure in fact.figures
    )
    return counts and _WHICH_OF_SO_MANY.search(findings.question) is not None


def _asks_of_cities(findings: Findings) -> bool:
    """Whether it is asked what each city has, or which one has most."""
    asked = most_of_cities(findings.question)
    return asked is not None and asked.names_cities and not findings.wants & Wants.CLAIM


def _tells_of_cities(fact: Fact, catalogue: Catalogue) -> bool:
    """Whether a fact tells of each city by itself, or which of them is first: one city's figure alone does neither."""
    cities = [place for place in catalogue.own_places(fact) if place.kind in SMALL_PLACES]
    of_each = len(cities) > 1 and len(fact.figures) > 1
    ranks_first = any(figure.unit == RANK and figure.value == 1 for figure in fact.figures)
    is_first = ranks_first or _IS_FIRST.search(fact.statement) is not None
    return of_each or (bool(cities) and is_first)


def _is_only_growth(fact: Fact, findings: Findings) -> bool:
    """Whether all its figures tell by how much something grew, which is not what is asked."""
    asks_growth = findings.wants & Wants.GROWTH or tells_growth(findings.asked)
    return not asks_growth and all(tells_growth(figure.label or "") for figure in fact.figures)


def _is_only_a_share(fact: Fact, findings: Findings) -> bool:
    """Whether all its figures tell what share something has, which is not what is asked."""
    asks_share = findings.wants & Wants.SHARE or tells_share(findings.asked)
    if asks_share:
        return False
    told = (figure.label or f"{fact.title}{figure.unit}" for figure in fact.figures)
    return all(map(tells_share, told)) or _is_only_a_rate(fact, findings)


def _is_only_a_rate(fact: Fact, findings: Findings) -> bool:
    """Whether all its figures are in hundredths, and no growth, where an amount is asked for (研发经费多少)."""
    if not findings.wants & Wants.FIGURE or _ASKS_FOR_A_RATE.search(f"{findings.question} {findings.asked}"):
        return False
    return all(figure.unit == PERCENT and not tells_growth(figure.label or fact.title) for figure in fact.figures)


def _is_only_a_rank(fact: Fact, findings: Findings) -> bool:
    """Whether all its figures are ranks, which is not what is asked."""
    return not findings.wants & Wants.SHARE and all(figure.unit == RANK for figure in fact.figures)


def _is_only_a_total(fact: Fact, findings: Findings) -> bool:
    """Whether one session's or one year's amount is asked for, and the fact tells that of all together."""
    asked = findings.question
    of_one = _HELD_ONCE.search(asked) or _OF_A_YEAR.search(asked)
    return bool(of_one) and TOTAL in fact.title and not _TOGETHER.search(asked)


def _is_of_a_part_of_a_year(fact: Fact, findings: Findings) -> bool:
    """Whether a whole year's amount is asked for, and the fact's is that of some months of one."""
    asked = findings.question
    if not is_part_of_a_year(fact.when):
        return False
    names_a_year = _OF_A_YEAR.search(asked) and not _PART_OF_A_YEAR.search(asked) and not findings.wants & Wants.CLAIM
    return bool(names_a_year) or _WHOLE_YEAR.search(asked) is not None


def _is_of_several_quarters(fact: Fact, findings: Findings) -> bool:
    """Whether one quarter's amount is asked for, and the fact's is that of more than one."""
    is_longer = fact.when.last - fact.when.first > _LONGEST_QUARTER
    return is_longer and is_part_of_a_year(fact.when) and _A_QUARTER.search(findings.question) is not None


def _is_of_several_years(fact: Fact, findings: Findings) -> bool:
    """Whether one year's amount is asked for, and the fact's is that of several years together."""
    return _OF_A_YEAR.search(findings.question) is not None and _YEARS_TOGETHER.search(fact.statement) is not None


# What is said before a fact with figures of which none is the amount that is asked for.
_ONLY_OF_A_KIND = (
    ("来源只有增减的幅度，没有总量：", _is_only_growth),
    ("来源只有占比，没有总量：", _is_only_a_share),
    ("来源只有位次，没有总量：", _is_only_a_rank),
)
_ONLY = (
    ("来源只有累计数，没有单独一届或一年的数：", _is_only_a_total),
    ("来源没有全年的数；有的是：", _is_of_a_part_of_a_year),
    ("来源没有单独一个季度的数；有的是：", _is_of_several_quarters),
    ("来源说的是几年间的数，没有单独一年的：", _is_of_several_years),
)

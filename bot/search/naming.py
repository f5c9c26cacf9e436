"""Whether a claim names what a figure counts: the very thing, and no wider kind, no part of it, and nothing besides.

湖州企业1611家 is no claim of its 高新技术企业, 孵化器1300家 none of 孵化器和众创空间, 联盟企业550家 none of 联盟.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.catalogue import Catalogue
from bot.facts import Fact, Figure
from bot.language import passing_words
from bot.search.insists import is_time
from bot.search.locks import Locks
from bot.search.reading import Reading
from bot.search.wants import counts_things
from bot.text import key, pairs

MOST = 1 / 2  # of a name: who says no more says a wider kind, of which there may be others
SHORTEST = 2  # characters of a name by which something is called
_HEAD = 2  # characters of a word that say what it is, at its end: 示范基地
# What so many kinds of things are called that it says of none which: 湖州企业 may be any, 湖州的联盟 hardly.
_OF_ANY_KIND = re.compile(
    "企业|公司|单位|机构|主体|项目|平台|中心|城市|人[员才口数]|产[品业值]|投资|资[金本]|经费|收入|支出|[金总余]额|总[量值]|规模"
    "|[增涨降]幅|增[速长]|比[重例]|占比|份额|指数|强度|标准|设[备施]|成果|服务|任务|工作|计划|方案|报告|文件|技术|空间|面积|数[量据]$"
    "|政策|措施|事项|需求|清单|园区|[院高学]校|大学"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}年")
_ASIDE = re.compile("（[^）]*）|\\([^)]*\\)")
_COUNTS = re.compile("(?<![指系倍分函人参])(?:总?数量?|家数|个数)$")
_AND = re.compile(
    "、|以及|(?<![涉普遍波顾])及(?![时其格])|(?<![参赋给])与(?![会其此上])|(?<![总饱调缓温平亲协])和(?![平谐解睦])"
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim says that it is about: without its amounts, years and places; with what else that may be called."""

    typed: str
    called: str  # in all words that it may stand for, one after another
    words: tuple[str, ...]  # the ordinary words in it that are no verbs
    is_english: bool  # of which nothing can be told: names are in Chinese
    is_particular: bool  # whether it is of one session (首届)
    is_only_done: bool  # whether it says what was done, and not with what (引进)

    def has(self, name: str) -> bool:
        return len(name) >= SHORTEST and name in self.called and not _OF_ANY_KIND.fullmatch(name)


def claimed_in(reading: Reading, locks: Locks, catalogue: Catalogue) -> Claimed:
    """What a claim is about, as it was read."""
    places = {at for lock in locks.of(reading) for at in range(*lock.span)}
    at = [
        at
        for at, position in enumerate(reading.positions)
        if position.weight and at not in reading.insisted_at and at not in places
    ]
    typed = "".join(reading.positions[each].text for each in at)
    others = [each.text for each in reading.alternatives if set(at).issuperset(range(each.start, each.end))]
    spans = (span for span in reading.words if set(at).issuperset(range(*span)))
    words = ("".join(position.text for position in reading.positions[start:end]) for start, end in spans)
    nouns = tuple(word for word in words if word not in passing_words())
    sessions = [each for each in reading.required if not is_time(each)]
    return Claimed(
        typed,
        called="|".join((catalogue.with_names(typed), *others)),
        words=nouns,
        is_english=bool(typed) and typed.isascii(),
        is_particular=bool(sessions),
        is_only_done=reading.passing.issuperset(at),
    )


class Naming:
    """What the facts of a catalogue, and their figures, are called."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def names_it(self, what: Claimed, fact: Fact) -> bool:
        """Whether a claim names what a fact is about, and no wider kind of which there may be others."""
        if what.is_english or what.is_particular or any(map(what.has, self._called(fact))):
            return True
        if what.is_only_done:
            return False
        wanted, head = pairs(what.called), what.typed[-_HEAD:]
        names = [_core(name) for name in (fact.title, *self._measures(fact))]
        if len(head) == _HEAD and any(head in name for name in names) and not _OF_ANY_KIND.search(head):
            return True
        return any(len(wanted & name) > MOST * len(name) for name in map(pairs, names))

    def telling(self, what: Claimed, fact: Fact) -> str:
        """The words of a claim that choose among a fact's figures; empty where they hold the fact's whole title."""
        title = _YEAR.sub("", _core(fact.title))
        for place in self._catalogue.own_places(fact):
            title = title.replace(key(place.name), "")
        return "" if title and title in what.typed else what.called

    def counts_it(self, what: Claimed, fact: Fact, figure: Figure) -> bool:
        """Whether a claim names what a figure counts: no wider kind, nor one of several that are counted together."""
        rivals = [each for each in fact.figures if counts_things(each.unit) == counts_things(figure.unit)]
        is_it = self._fits(what, figure, rivals) or not self.telling(what, fact)
        return self.names_it(what, fact) and is_it and not self._is_part(what, fact, figure)

    def means_alone(self, what: Claimed, figure: Figure, figures: Iterable[Figure]) -> bool:
        """Whether a claim has more of a figure's name than of any other's: 日均新增, and not 新增 alone."""
        wanted = pairs(what.called)
        fits = {each: len(pairs(key(self._catalogue.figure_name(each))) & wanted) for each in figures}
        return all(fits[figure] > fit for each, fit in fits.items() if each is not figure)

    def is_meant(self, what: Claimed, fact: Fact, figure: Figure) -> bool:
        """Whether a claim that names what a fact is about may be denied by one of its figures: it has of its name."""
        has_of_it = pairs(what.called) & pairs(key(self._catalogue.figure_name(figure)))
        is_it = bool(has_of_it) and self._fits(what, figure, fact.figures)
        return what.is_english or (is_it and not self._is_part(what, fact, figure))

    def says_more(self, what: Claimed, fact: Fact, told: str = "") -> bool:
        """Whether a claim names something besides what a fact is called by, or what is `told`: 企业 of 联盟企业."""
        names = "|".join((told, key(fact.title), *self._called(fact), *map(key, self._measures(fact))))
        return not what.is_english and not all(word in names for word in what.words)

    def _fits(self, what: Claimed, figure: Figure, rivals: Iterable[Figure]) -> bool:
        """Whether a claim has as much of a figure's name as of a rival's, or what that has not."""
        wanted = pairs(what.called)
        fits = [pairs(key(self._catalogue.figure_name(each))) & wanted for each in (figure, *rivals)]
        best = max(fits, key=len)
        return what.is_english or len(fits[0]) == len(best) or not fits[0] <= best

    def _is_part(self, what: Claimed, fact: Fact, figure: Figure) -> bool:
        """Whether a claim is about one kind of thing where a figure counts several together."""
        name = self._catalogue.figure_name(figure)
        together = [name, *([fact.title] if len(fact.figures) == 1 else [])]
        return not what.is_english and any(_is_one_of(what.called, _kinds(name)) for name in together)

    def _called(self, fact: Fact) -> tuple[str, ...]:
        measured = (self._catalogue.indicators[each.indicator].names for each in fact.figures if each.indicator)
        return (*map(key, fact.keywords), *(key(name) for names in measured for name in names))

    def _measures(self, fact: Fact) -> Sequence[str]:
        return [self._catalogue.figure_name(figure) for figure in fact.figures]


def _core(name: str) -> str:
    """A name of what is counted, without that it is a number of it: 产业联盟总数 is 产业联盟."""
    return _COUNTS.sub("", key(_ASIDE.sub("", name)))


def _kinds(name: str) -> list[str]:
    """The heads of the kinds of things that a name lists; none where it joins verbs (引进和培育)."""
    parts = [part[-_HEAD:] for part in _AND.split(_COUNTS.sub("", _ASIDE.sub("", name)))]
    return parts if len(parts) > 1 and not any(part in passing_words() or not part for part in parts) else []


def _is_one_of(what: str, kinds: Sequence[str]) -> bool:
    named = [kind for kind in kinds if key(kind) in what]
    return 0 < len(named) < len(kinds)

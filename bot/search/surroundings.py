"""Whether the words around an amount that may quote a figure fit that: the place, the time, what is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.catalogue import Catalogue
from bot.counting import A_SESSION, OCCASIONS
from bot.facts import Fact, Figure
from bot.language import passing_words
from bot.search.amounts import FALLS
from bot.search.anchors import SAYS_WHICH, Quotable, Quoted
from bot.search.claims import Claim, amounts_in_text
from bot.search.confirming import AS_A_PLAN
from bot.search.insists import same_sessions
from bot.search.known import Known
from bot.search.magnitudes import measured
from bot.search.mentioned import mentioned
from bot.search.passages import Number, Passage
from bot.search.reading import Reading
from bot.search.supposed import LARGE_PLACES
from bot.text import NUMERALS, SCALES, key, normal, pairs

SAYS_IT_ALL = 4  # characters of an anchor that no other amount stands in: what else it is of may stand behind it
SURELY = 8  # characters of the other anchors, of which none is missing: of what they are all of is no question
LONGEST_HEAD = 24  # characters before an amount in which the place is named that it is of
_ASIDE = re.compile("（[^）]*）|(?:19|20)[0-9]{2}年|总?数量?$")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
_BEHIND = re.compile("^(?:以[上下内]|左右|上下)?的?")
_JOINED = re.compile("(?:等|的|了|有|为|是|共|总?计|累计|合计)+$")
_OCCASION = re.compile(f"(?:第[0-9{NUMERALS}]+|首)[{OCCASIONS}]")  # what it is of, where more stands between: 首届
_HAN = re.compile("[一-鿿]{2}")
_THIS_YEAR = re.compile("[今本]年")
# What makes another statement of the same words, unless the fact says it, too.
_SUPPOSES = re.compile(
    f"{AS_A_PLAN}|假如|如果|倘若|要是|若(?!干)|未来|难以|停止|停运|取消|不再|撤销|推迟|提前|中止"
    "|终止|退出|流失|流拍|注销|错误|虚假|是假|谣言|平均|人均|每[一个座家市县区城]|各[市地城]|只有|仅"
)
# Said of what there is: 集聚高新技术企业, 拥有, 已达. And particles.
_NEUTRAL = re.compile(
    "截[至止](?:目前|当前)?|目前|当前|已经?|达到?|位?居|集聚|聚集|汇集|拥有|建有|设有|现有|共有|其中|此次|先后|以及"
    "|[0-9][0-9./]*%?[百千万亿]*[余多]?(?:美元|人次|[家个项条台户元人分成倍城位])?|[有了的地得在和与及等为是从到、]"
)
_WORDS = re.compile("[一-鿿]+|[a-z]+")


class Surroundings:
    """Holds the words around amounts against the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue, known: Known, read: Callable[[str], Reading]) -> None:
        self._catalogue, self._known, self._read = catalogue, known, read

    def fit(self, quoted: Quoted, passage: Passage) -> bool:
        """Whether a text names no other place, year or session than a fact, nor counts anything else."""
        fact = quoted.of.fact
        told = key("|".join((fact.title, fact.statement, fact.office, *fact.evidence, *fact.keywords)))
        return (
            self._is_there(quoted, told, passage)
            and self._is_then(quoted, told, passage)
            and (
                quoted.of.anchor.said >= SAYS_WHICH
                or (self._counts_it(quoted, told, passage) and self._is_its_own(quoted, passage))
            )
        )

    def _is_there(self, quoted: Quoted, told: str, passage: Passage) -> bool:
        """Whether an amount is said to be of no other place; and if a fact is of small places only, of one of them."""
        fact, number = quoted.of.fact, quoted.number
        if fact.context and passage.names_aside(passage.sentence(number)):  # of the subject another figure may be so
            return False
        own, (before, _) = self._catalogue.own_places(fact), passage.item(number)
        near = {*fact.places, *(around.id for place in own for around in self._catalogue.parents(place))}
        head = self._read(passage.head(number)[-LONGEST_HEAD:])
        of_sentence = mentioned(head, self._known, self._catalogue).places
        of_item = self._read(f"{before[-LONGEST_HEAD:]}")
        named = mentioned(of_item, self._known, self._catalogue).places or (
            of_sentence if len(of_sentence) == 1 else ()
        )
        named = tuple(place for place in named if any(key(name) in passage.kept for name in place.names))  # as typed
        if of_item.elsewhere or head.elsewhere:
            return False
        if any(place.id not in near and not any(key(name) in told for name in place.names) for place in named):
            return False
        if self._catalogue.about.subject in fact.places or quoted.has_another_figure:
            return True
        small = [place for place in own if place.kind not in LARGE_PLACES]
        return not small or any(key(name) in passage.kept for place in small for name in place.names)

    def _is_then(self, quoted: Quoted, told: str, passage: Passage) -> bool:
        """Whether no year is named at which it was not so, and no other session. 今年 is that of who wrote it."""
        fact, sentence = quoted.of.fact, passage.sentence_before(quoted.number)
        when = quoted.of.figure.as_of or fact.when
        for year in _YEAR.findall(sentence):
            is_told = when.touches(int(year)) or year in told or (fact.due and fact.due.touches(int(year)))
            is_of_who_wrote = year not in passage.typed and _THIS_YEAR.search(passage.typed)  # 今年 of another year
            if not is_told and not is_of_who_wrote:
                return False
        item = "".join(passage.item(quoted.number))
        sessions = [*_OCCASION.findall(sentence), *A_SESSION.findall(item)]
        return all(any(each in told for each in (session, *same_sessions(session))) for session in sessions)

    def _counts_it(self, quoted: Quoted, told: str, passage: Passage) -> bool:
        """Whether what stands next to an amount is what a fact tells of: 成员单位550家, and not 550家企业."""
        unit = key(quoted.of.figure.unit).lstrip("".join(SCALES))
        behind = passage.clause(quoted.number)
        rest = key(behind[0][behind[1] + len(quoted.number.text) :]).removeprefix(unit)
        thing = _BEHIND.sub("", rest)[:2]
        if not _HAN.fullmatch(thing):
            thing = key(self._before(quoted.number, passage))[-2:]
        if FALLS.search(thing) and thing not in told:  # what rose by that
            return False
        return thing in told or thing in passing_words() or not _HAN.fullmatch(thing)

    def _before(self, number: Number, passage: Passage) -> str:
        """What stands before an amount in its clause, without what bounds it."""
        clause, at = passage.clause(number)
        claim = self.claim(number, passage)
        return _JOINED.sub("", clause[: min(at, claim.span[0]) if claim else at])

    def _is_its_own(self, quoted: Quoted, passage: Passage) -> bool:
        """Whether what stands around an amount is as much in the name of a figure as in that of another one like it.

        Nothing else tells which of two shares is which: 面积占全国1/26, 经济总量占1/4.
        """
        own, fact = quoted.of.figure, quoted.of.fact
        beside = pairs(key(self._catalogue.with_names(key("|".join(passage.item(quoted.number))))))
        its = self._names(own, fact)
        rivals = [each for each in fact.figures if each is not own and measured(each)[1] == measured(own)[1]]
        names = [self._names(rival, fact) for rival in rivals]
        return all(_is_rather(beside, its - name, name - its) for name in names)

    def rather_its(self, every: Sequence[Quoted], passage: Passage) -> list[Quoted]:
        """Of what one amount may quote that of which some of the name stands around it, and not rather another one's.

        A text may have turned two of them round (注册资本增长54.5%，利用外资增长25%), or tell something else of the
        same place besides (投资额1328亿元，财政收入1328亿元).
        """

        def is_another_s(quoted: Quoted) -> bool:
            before, behind = passage.item(quoted.number)
            beside = pairs(key(f"{before}|{behind.partition('、')[0]}"))  # what is listed next has its own amount
            own, its = quoted.of, self._called(quoted.of)
            if not beside & its:
                return True
            rivals = (each.of for each in every if each.of.fact is not own.fact and not _is_one_measure(each.of, own))
            names = map(self._called, rivals)
            return any(len(beside & (name - its)) > len(beside & (its - name)) for name in names)

        return [quoted for quoted in every if not is_another_s(quoted)]

    def _called(self, of: Quotable) -> frozenset[str]:
        """The pairs of characters of a figure's names and of its fact's title, without the places in them."""
        return self._without_places(self._all_names(of.figure) + f"|{key(of.fact.title)}", of.fact)

    def _names(self, figure: Figure, fact: Fact) -> frozenset[str]:
        """The pairs of characters of all that a figure is called, without its places."""
        return self._without_places(self._all_names(figure), fact)

    def _all_names(self, figure: Figure) -> str:
        """All that a figure is called, between bars."""
        indicator = self._catalogue.indicators[figure.indicator].names if figure.indicator else ()
        return "|".join((self._catalogue.figure_name(figure), *indicator))

    def _without_places(self, names: str, fact: Fact) -> frozenset[str]:
        """The pairs of characters of names (between bars), without the places of a fact and those around them."""
        own = self._catalogue.own_places(fact)
        for place in (*own, *(outer for each in own for outer in self._catalogue.parents(each))):
            names = names.replace(place.name, "|")
        return frozenset(pair for pair in pairs(names) if "|" not in pair)

    def names_it(self, quoted: Quoted, passage: Passage) -> bool:
        """Whether a text names what a figure counts: it has most of one of its names, and some of it beside the amount.

        An anchor that says which amount it is names that itself.
        """
        fact, figure = quoted.of.fact, quoted.of.figure
        name = key(self._catalogue.figure_name(figure))
        beside = pairs(key("|".join(passage.item(quoted.number))))
        item, said = key("".join(passage.item(quoted.number))), quoted.of.anchor.said
        is_beside = pairs(_ASIDE.sub("", name)) & beside or any(each.kept in item for each in quoted.of.others)
        if said < SAYS_WHICH and not is_beside:
            return False
        if said >= SAYS_WHICH and quoted.letters >= SURELY:
            return True
        small = [place for place in self._catalogue.own_places(fact) if place.kind not in LARGE_PLACES]
        own = [each for place in small for each in place.names]
        indicator = self._catalogue.indicators[figure.indicator].names if figure.indicator else ()
        wanted = pairs(key(passage.text if said >= SAYS_IT_ALL else passage.until(quoted.number))) | beside
        for each in (name, fact.title, *indicator):
            bare = _ASIDE.sub("", each)
            for place in own:
                bare = bare.replace(place, "")
            if (of_name := pairs(key(bare))) and 2 * len(of_name & wanted) >= len(of_name):
                return True
        return False

    def claim(self, number: Number, passage: Passage) -> Claim | None:
        """An amount as a claim, with the words that bound it; None where it is read otherwise, or as none at all."""
        clause, at = passage.clause(number)
        for claim in amounts_in_text(clause, self._known.amount):
            if claim.span[0] <= at < claim.span[1]:
                return claim if number.digits in claim.text or not number.digits else None
        return None

    def is_supposed(self, quoted: Quoted, passage: Passage) -> bool:
        """Whether a sentence aims at something, supposes it, or calls it off, where its fact does not."""
        told = self._told(quoted)
        found = _SUPPOSES.findall(passage.sentence(quoted.number))
        return any(each not in told for each in found)

    def is_all_told(self, quoted: Quoted, passage: Passage) -> bool:
        """Whether a fact, or what its source prints, tells every word of the clause that an amount stands in."""
        told = self._told(quoted)
        clause, _ = passage.clause(quoted.number)
        words = _NEUTRAL.sub("|", passage.without_aside(normal(clause)))
        return all(_is_told(word, told) for word in _WORDS.findall(words))

    def _told(self, quoted: Quoted) -> str:
        """All that a fact and its source tell, in their normal form, between bars."""
        fact, own = quoted.of.fact, self._catalogue.own_places(quoted.of.fact)
        names = (name for place in own for name in place.names)
        parts = (fact.title, fact.statement, fact.office, *fact.evidence, *fact.keywords, *names)
        return "|".join(map(normal, (*parts, *map(self._all_names, fact.figures))))

    def likeness(self, passage: Passage) -> Callable[[Quoted], tuple[bool, int, int, int]]:
        """How sure it is that an amount quotes a figure, for the surest."""

        def of(quoted: Quoted) -> tuple[bool, int, int, int]:
            beside = pairs(key("|".join(passage.item(quoted.number))))
            alike = len(beside & pairs(key(f"{self._catalogue.figure_name(quoted.of.figure)}|{quoted.of.fact.title}")))
            return quoted.is_to_the_letter, quoted.of.anchor.said, alike, quoted.letters

        return of


def _is_one_measure(one: Quotable, other: Quotable) -> bool:
    return bool(one.figure.indicator) and one.figure.indicator == other.figure.indicator


def _is_told(word: str, told: str) -> bool:
    """Whether each character of a word stands beside one of its neighbours in what is told; a single one in it."""
    if len(word) == 1 or word.isascii():
        return word in told
    beside = [word[at : at + 2] in told for at in range(len(word) - 1)]
    return beside[0] and beside[-1] and all(one or other for one, other in pairwise(beside))


def _is_rather(beside: frozenset[str], its: frozenset[str], another_s: frozenset[str]) -> bool:
    """Whether words have as much of what only one name has as of what only another one has."""
    own, other = len(beside & its), len(beside & another_s)
    return own >= other and bool(own or not its)

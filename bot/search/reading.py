"""Reads a question: which of its words are names of the base, which are misspelt names, which only ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice, zip_longest
from typing import NamedTuple

from bot.language import light_words, passing_words, question_words
from bot.search.abbreviations import spelt_out
from bot.search.amounts import Relation
from bot.search.claims import Claim, claimed, counted_in_english, wanted_by
from bot.search.digits import in_numerals
from bot.search.errors import put_right
from bot.search.inflections import inflected
from bot.search.insists import BY_ITSELF, OFFICE_ALONE, OFFICES, english_by_itself, is_year
from bot.search.insists import required as required_by
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.latin import Alternative, Correction, Read
from bot.search.lexicon import NAMES, OF_BASE, SHORTEST, Lexicon, Window, WordKind
from bot.search.names import (
    LONGEST_ORDINARY,
    elsewhere,
    is_a,
    is_inside,
    of_base,
    places_inside,
    short_names,
    universities,
)
from bot.search.spans import Span, longest_first, longest_of, overlap, positions
from bot.search.subject import names_of_others, without_subject
from bot.search.units import Unit, texts
from bot.search.wants import IS_COUNTED, Wants, asks_how_many, wants
from bot.sounds import asking_syllables
from bot.text import tokens

LAST_READ = 16  # questions of which what was read, and what follows from it, is at hand
LONGEST_READ = 32  # tokens of a question that are read: longer than what people ask, and as much as a search needs
ANOTHER_WORD = 0.85  # how sure a synonym is: it may be not quite what was meant
LIGHT_WEIGHT = 0.1  # what a word weighs that says little of what is asked about
_THEIR_OFFICE = re.compile(f"(?:{OFFICES})(?:现在|目前|还|仍)?是?不?是?[他她]")  # whether the office is that person's
INSIDE = "中"  # behind something that is no more (规划中), and the beginning of a name where nothing stands before it
MOST_SYNONYMS = 16  # of a question: more would only cost time


class Position(NamedTuple):
    """One unit of a question: its text as read, how much it weighs, and how sure the reading is (1: as typed)."""

    text: str
    kind: str
    weight: float
    sure: float = 1.0


class InUnits(NamedTuple):
    """A question with its errors put right, without the subject, and whether that was named."""

    found: Read
    about_subject: bool


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A question as it was read. Spans are from and to positions. Compared by identity, so it is a cheap cache key."""

    positions: tuple[Position, ...]
    asked_at: tuple[int, ...]  # the positions that weigh as much as what is asked about
    names: tuple[tuple[int, int, str], ...]  # with the spelling of each word of the base
    named_at: frozenset[int]  # where names stand: of places, topics, indicators, and what facts are called
    inside: tuple[tuple[int, int, str, str], ...]  # places that a longer name begins with, and that name
    words: tuple[Span, ...]  # ordinary words, which a fact has whole or not at all
    passing: frozenset[int]  # positions of verbs and the like, which a fact may tell in other words
    short_names: tuple[Span, ...]  # names of two to four characters, places excepted: the same, less strictly
    elsewhere: tuple[Span, ...]  # names of places that the base does not know
    others: tuple[Span, ...]  # where names end that others share with the subject, with what stands before (郑开|走廊)
    required: tuple[str, ...]  # years, days, ordinals: what has another one is another thing
    claims: tuple[Claim, ...]  # amounts, ranks, years and offices that are to be confirmed
    insisted_at: frozenset[int]  # where all of these stand
    not_years: tuple[Span, ...]  # where the days, months and ordinals among them stand
    by_itself: tuple[str, ...]  # offices, exports, universities: a fact has each by itself, or is about another thing
    corrections: tuple[Correction, ...]
    alternatives: tuple[Alternative, ...]  # other words that stretches may stand for
    about_subject: bool  # whether the subject itself was named
    about_whole: bool  # whether the subject was named as a place, all of it (九城市)
    wants: Wants  # what kind of thing is to be told
    text: str  # all of it, as it was read
    asked: str  # what is asked about, without the words that only ask
    made_of: InUnits
    doubting: bool = False  # whether ordinary words may be errors too

    @property
    def claims_rank(self) -> bool:
        """Whether a place among others is to be confirmed."""
        return any(claim.relation is Relation.RANK for claim in self.claims)


def read(question: str, known: Known) -> Reading:
    """The reading of a question of any length; past its first 32 tokens nothing is read."""
    return _read(question, _in_units(question, known, doubting=False), known)


def read_again(question: str, first: Reading, known: Known) -> Reading:
    """The same where even an ordinary word may be a typing error for a name of the base."""
    found = _in_units(question, known, doubting=True)
    same = first if found == first.made_of else _read(question, found, known)  # often none is
    return replace(same, doubting=True)


def _in_units(question: str, known: Known, *, doubting: bool) -> InUnits:
    found = spelt_out(known.read_latin(tuple(tokens(question)[:LONGEST_READ])), known)
    found = in_numerals(found, known)
    found, about_subject = without_subject(found, known)
    found = put_right(found, known.lexicon, doubting=doubting)
    found, again = without_subject(found, known)  # which may have been misspelt
    return InUnits(found, about_subject or again)


def _read(question: str, made_of: InUnits, known: Known) -> Reading:
    lexicon, (found, about_subject) = known.lexicon, made_of
    units = found.units
    text = [unit.text for unit in units]
    joined = "".join(text)
    claims = claimed(text, question, known.amount, known.is_person_in)
    if not known.is_chinese:
        claims = [counted_in_english(claim, question) for claim in claims]
    claimed_offices = [claim.text for claim in claims if claim.relation is Relation.OFFICE]
    offices = [each for each in BY_ITSELF.findall(joined) if each not in claimed_offices]
    required = [each for each in required_by(text) if not any(overlap(each[0], claim.span) for claim in claims)]
    insisted = [*(span for span, _ in required), *(claim.span for claim in claims)]
    insisted_at = frozenset(at for span in insisted for at in range(*span))
    windows: Sequence[Window] = lexicon.exact(texts(units))
    if insisted:
        windows = [w for w in windows if not _cuts(w, insisted)]
    words = of_base(windows, units, lexicon)
    named = [w for w in words if is_a(w, NAMES)]
    whole = [w for w in words if known.about.subject in known.targets(lexicon.word(w.word), *MEMBER_OR_PLACE)]
    foreign = list(_foreign(windows, lexicon))
    weightless = (
        _weightless(units, windows, named, foreign, lexicon) | insisted_at | positions(whole) | _units_in(text, known)
    )
    if weightless.issuperset(range(len(units))):  # nothing else is asked about: 十一五
        weightless -= positions(words) & insisted_at
    light = (_light(windows) | _in_other_words(foreign, light_words(), lexicon)) - positions(named)
    ordinary = _ordinary(windows, named, weightless)
    weights = [_weight(unit, at in weightless, at in light) for at, unit in enumerate(units)]
    passing = (_passing(windows) | _foreign_verbs(foreign, lexicon)) - positions(named)
    wanted = wants(f"{question} {joined}") | wanted_by(claims)
    return Reading(
        positions=tuple(Position(u.text, u.kind, weight, u.sure) for u, weight in zip(units, weights, strict=True)),
        asked_at=tuple(at for at, weight in enumerate(weights) if weight >= 1),
        names=tuple((w.start, w.end, lexicon.word(w.word)) for w in words),
        named_at=frozenset(positions(named)),
        inside=tuple(places_inside(windows, named, lexicon)),
        words=tuple(ordinary),
        passing=frozenset(at for at in passing if units[at].sure == 1),
        short_names=tuple(short_names(named, weightless, windows, _counted(named, joined, lexicon))),
        elsewhere=tuple(elsewhere(windows, words)),
        others=tuple(names_of_others(units, windows, known)),
        required=tuple(wanted for _, wanted in required),
        claims=tuple(claims),
        insisted_at=insisted_at,
        not_years=tuple(span for span, wanted in required if not is_year(wanted)),
        by_itself=(*offices, *english_by_itself(question), *universities(windows, text, question)),
        corrections=tuple(dict.fromkeys(each for each in found.corrections if each.read not in question_words())),
        alternatives=(
            *found.alternatives,
            *inflected(units, weightless),
            *_synonyms(windows, ordinary, weightless, lexicon),
        ),
        about_subject=about_subject or bool(whole),
        about_whole=bool(whole),
        wants=wanted | Wants.PERSON if OFFICE_ALONE.search(joined) or _THEIR_OFFICE.search(joined) else wanted,
        text=joined,
        asked="".join(each for each, weight in zip(text, weights, strict=True) if weight >= 1),
        made_of=made_of,
    )


def _weightless(
    units: Sequence[Unit],
    windows: Sequence[Window],
    named: Sequence[Window],
    foreign: Sequence[Window],
    lexicon: Lexicon,
) -> set[int]:
    """Where what only asks stands, in characters, in pinyin or in English."""
    typed = {at for at, unit in enumerate(units) if unit.kind in ("latin", "syllable")}
    asking = {at for at in typed if units[at].text in asking_syllables()}
    asking |= _in_other_words(foreign, question_words(), lexicon)
    asking |= positions(_asking(windows)) - positions(named)
    return asking - {0} if units and units[0].text == INSIDE else asking


def _counted(named: Sequence[Window], text: str, lexicon: Lexicon) -> list[Window]:
    """The names of which it may be asked how many there are."""
    return [name for name in named if IS_COUNTED.search(lexicon.word(name.word))] if asks_how_many(text) else []


def _units_in(text: Sequence[str], known: Known) -> set[int]:
    """Where it says in which unit of the base's measures it is asked how many there are (多少列)."""
    found = list(known.asks_in_units.finditer("".join(text)))
    ends = list(accumulate(map(len, text))) if found else []
    return {at for match in found for at, end in enumerate(ends) if match.start("unit") < end <= match.end()}


def _weight(unit: Unit, is_weightless: bool, is_light: bool) -> float:
    return 0.0 if is_weightless else unit.weight * (LIGHT_WEIGHT if is_light else 1.0)


def _cuts(window: Window, spans: Sequence[Span]) -> bool:
    """Whether a window takes a part of one of the spans: 年长 in 2008年长三角."""
    return any(
        overlap((window.start, window.end), span) and not (window.start <= span[0] and span[1] <= window.end)
        for span in spans
    )


def _in_other_words(foreign: Sequence[Window], meanings: frozenset[str], lexicon: Lexicon) -> set[int]:
    """Where foreign words stand that mean nothing but these (trend: 趋势)."""
    return positions(w for w in foreign if meanings.issuperset(lexicon.others(w.word)))


def _foreign(windows: Sequence[Window], lexicon: Lexicon) -> Iterator[Window]:
    """The foreign words that others can stand for."""
    return (w for w in windows if w.kind & WordKind.SYNONYM and lexicon.word(w.word).isascii())


def _foreign_verbs(foreign: Sequence[Window], lexicon: Lexicon) -> set[int]:
    """Where foreign words stand of which at least half the meanings are said in passing (connect: 连接, 衔接, 联通)."""

    def is_verb(window: Window) -> bool:
        meanings = lexicon.others(window.word)
        if lexicon.word(window.word).endswith("ing"):  # as often a noun: spending
            return passing_words().issuperset(meanings)
        return 2 * len(passing_words().intersection(meanings)) >= len(meanings)

    return positions(filter(is_verb, foreign))


def _asking(windows: Sequence[Window]) -> list[Window]:
    """The words that only ask; a single character only where it is no part of an ordinary word (不 in 不良)."""
    asking = longest_of(windows, WordKind.QUESTION)
    single = positions(window for window in asking if window.end - window.start == 1)
    every = positions(asking)

    def says_more(window: Window) -> bool:
        is_word = window.end - window.start > 1 and is_a(window, WordKind.ORDINARY | OF_BASE)
        return is_word and not every.issuperset(range(window.start, window.end))

    kept = positions(longest_first(windows, says_more))
    return [window for window in asking if not (window.start in single and window.start in kept)]


def _light(windows: Sequence[Window]) -> set[int]:
    """The positions of light words, a single character only where it is no part of an ordinary word."""
    taken = longest_of(windows, WordKind.LIGHT | WordKind.ORDINARY | OF_BASE)
    return positions(w for w in taken if is_a(w, WordKind.LIGHT))


def _passing(windows: Sequence[Window]) -> set[int]:
    """The positions of words that are said in passing, where the question is cut into its longest words."""
    taken = longest_of(windows, WordKind.PASSING | WordKind.ORDINARY | WordKind.ELSEWHERE | OF_BASE)
    return positions(w for w in taken if is_a(w, WordKind.PASSING))


def _ordinary(windows: Sequence[Window], named: Sequence[Window], weightless: set[int]) -> list[Span]:
    """Where ordinary words stand: in names and between them, never across the edge of one (专精特新|作)."""
    spans = longest_first(windows, lambda w: w.kind & WordKind.ORDINARY and 1 < w.end - w.start <= LONGEST_ORDINARY)
    return [
        (w.start, w.end)
        for w in spans
        if not weightless.intersection(range(w.start, w.end))
        and not any(overlap((w.start, w.end), (n.start, n.end)) and not is_inside(w, n) for n in named)
    ]


def _synonyms(
    windows: Sequence[Window], ordinary: Sequence[Span], weightless: set[int], lexicon: Lexicon
) -> list[Alternative]:
    """Other words of the language for what stands in a question; never for what cuts a word.

    Of each word its first meaning, the longest words first, then of each its second, until there are many.
    """
    cut = {at: end for start, end in ordinary if end - start > SHORTEST for at in range(start + 1, end)}
    found: list[list[Alternative]] = []
    for window in sorted((w for w in windows if w.kind & WordKind.SYNONYM), key=lambda w: w.start - w.end):
        cuts = cut.get(window.start, window.end) < window.end  # 污染防治 in 水污染|防治
        if not cuts and not weightless.issuperset(range(window.start, window.end)):
            others = lexicon.others(window.word)
            found.append([Alternative(window.start, window.end, other, ANOTHER_WORD) for other in others])
    in_turn = chain.from_iterable(zip_longest(*found))
    return list(islice(filter(None, in_turn), MOST_SYNONYMS))

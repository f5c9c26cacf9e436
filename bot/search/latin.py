"""Latin letters in a question: a word of the base, pinyin (alone or among characters), initials, a misspelt word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.characters import characters
from bot.search.lexicon import CURATED, LONGEST, NAMES, OF_BASE, PLACES, SHORTEST, Lexicon, WordKind
from bot.search.pinyin import Edge, Word, edges_of, read_row
from bot.search.units import Unit, texts, unit
from bot.sounds import begins_with, sound_class, syllable_cuts, syllables, syllables_by_ear
from bot.text import Token, tokens

OF_LANGUAGE = WordKind.ENGLISH | WordKind.SYNONYM | WordKind.ORDINARY
KNOWN_LATIN = OF_BASE | WordKind.ENGLISH | WordKind.SYNONYM
SPELT = OF_BASE | WordKind.QUESTION | WordKind.SYNONYM | WordKind.ORDINARY | WordKind.ELSEWHERE  # what syllables may be
MOST_SYLLABLES = 48  # a longer row is no question in pinyin
SHORTEST_JOINED = 5  # letters of two rows of initials that are one name's; fewer are many names'
MOST_MEANT = 6  # names with the same initials, or words with the same sound, that are kept
CORRECTED = 0.9  # a corrected character counts a little less than the one that was typed right
MOST_LEFT_OVER = 0.34  # of the syllables of a word, that no word of the base or of the language explains
# What a reading of syllables costs: the fewest and likeliest words that cover all of them win.
WORD_COST = 1.0
CHANGED_COST = 1.5  # a character beside the syllables that would have to be another one
CUT_COST = 0.6  # a word across the space between two words that were typed, of which it takes a part
BY_EAR_COST = 0.2  # a syllable that is not quite the one typed (ban, bang)
LIKELIHOOD = (
    (CURATED, 0.0),
    (WordKind.KEYWORD, 0.05),
    (WordKind.WORD | WordKind.ELSEWHERE, 0.1),
    (WordKind.QUESTION, 0.3),
    (WordKind.SYNONYM, 0.4),
    (WordKind.ORDINARY, 0.5),
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed, what it was read as, and what else it may have meant."""

    typed: str
    read: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else a stretch of units may mean: another word, and how sure it is."""

    start: int
    end: int
    text: str
    sure: float

    @property
    def length(self) -> int:
        """How many units it stands for."""
        return self.end - self.start


class Read(NamedTuple):
    """Units with what they were read as."""

    units: list[Unit]
    corrections: list[Correction]
    alternatives: list[Alternative]


class Piece(NamedTuple):
    """What one typed unit was read as; and what else the words may be that begin so many units into it."""

    units: list[Unit]
    others: tuple[tuple[int, str], ...] = ()


def read_latin(found: Sequence[Token], lexicon: Lexicon) -> Read:
    """The tokens of a question as units, Latin words among them as what they mean."""
    units = [unit(token) for token in found]
    if all(each.kind != "latin" for each in units):
        return Read(units, [], [])
    unread = [at for at in _unknown(units, lexicon) if units[at].kind == "latin"]
    if not unread:
        return Read(units, [], [])
    if (joined := _joined_initials(units, unread, lexicon)) is not None:
        return read_latin(joined, lexicon)
    # a place may begin a name that is spelt out (anhui chuangxinguan)
    known = set(range(len(units))).difference(unread)
    unread = sorted({*unread, *(at for at in known if _is_place_in_pinyin(units[at], lexicon))})
    unread = sorted({*unread, *_syllables_beside(unread, units, lexicon)})
    pieces: dict[int, Piece] = {}
    wanted = unread
    while wanted:  # again without the words of which too much was left over
        found_pieces, left = _as_pinyin(units, wanted, syllables_by_ear(), lexicon)
        if not left:
            pieces = found_pieces
            break
        wanted = [at for at in wanted if at not in left]
    return _put_together(units, pieces, set(unread), lexicon)


def _joined_initials(units: Sequence[Unit], unread: Sequence[int], lexicon: Lexicon) -> list[Token] | None:
    """The tokens with two neighbours as one, where together they are the initials of a name (ltgg qypyk)."""
    for at in unread:
        if at + 1 in unread and not all(syllable_cuts(each.text, syllables()) for each in units[at : at + 2]):
            joined = units[at].text + units[at + 1].text
            if len(joined) >= SHORTEST_JOINED and lexicon.by_initials(_folded(joined)):
                rest = [Token(each.text, each.kind) for each in units]
                return [*rest[:at], Token(joined, "latin"), *rest[at + 2 :]]
    return None


def _folded(letters: str) -> str:
    return "".join(sound_class(letter) for letter in letters)


def _unknown(units: Sequence[Unit], lexicon: Lexicon) -> list[int]:
    """Where Latin words stand that are none of the base's, nor ask."""
    known: set[int] = set()
    for window in lexicon.exact(texts(units)):
        kind = window.kind
        is_name = kind & (OF_BASE | WordKind.QUESTION | WordKind.SUBJECT | WordKind.SYNONYM | WordKind.LIGHT)
        if is_name or (kind & WordKind.ENGLISH and not _is_place_in_pinyin(units[window.start], lexicon)):
            known.update(range(window.start, window.end))
    return [at for at in range(len(units)) if at not in known]


def _syllables_beside(unread: Sequence[int], units: Sequence[Unit], lexicon: Lexicon) -> set[int]:
    """Where English words stand right beside unread ones that are a syllable, too (keji yuan: 科技园)."""
    beside = {other for at in unread for other in (at - 1, at + 1) if 0 <= other < len(units)}.difference(unread)
    syllables_there = (at for at in beside if units[at].kind == "latin" and units[at].text in syllables())
    return {at for at in syllables_there if all(not w.kind & ~OF_LANGUAGE for w in lexicon.exact((units[at].text,)))}


def _is_place_in_pinyin(each: Unit, lexicon: Lexicon) -> bool:
    if each.kind != "latin":
        return False
    row = edges_of([each], {0}, syllables())
    words = read_row(row, lexicon, _cost) if row else None
    return words is not None and len(words) == 1 and any(lexicon.kind(n) & PLACES for n in words[0].numbers)


def _as_pinyin(
    units: Sequence[Unit], unread: Sequence[int], known: frozenset[str], lexicon: Lexicon
) -> tuple[dict[int, Piece], set[int]]:
    """What stands for which unit, and the Latin words that are no pinyin, or of which too many syllables are left."""
    if sum(len(units[at].text) for at in unread) > MOST_SYLLABLES * 3:
        return {}, set(unread)
    row = edges_of(units, set(unread), known)
    spelt = {edge.unit for edge in row if edge.is_syllable}
    if none := set(unread) - spelt:
        return {}, none
    words = read_row(row, lexicon, _cost)
    if sum(len(word.edges) for word in words if word.edges[0].is_syllable) > MOST_SYLLABLES:
        return {}, set(unread)
    pieces: dict[int, Piece] = {}
    syllables_of, left_of = dict.fromkeys(unread, 0), dict.fromkeys(unread, 0)
    for word in words:
        for edge in word.edges:
            if edge.is_syllable:
                syllables_of[edge.unit] += 1
                left_of[edge.unit] += not word.numbers
        _add(word, pieces, units, lexicon)
    left = {at for at in unread if left_of[at] > MOST_LEFT_OVER * syllables_of[at]}
    return pieces, left


def _add(word: Word, pieces: dict[int, Piece], units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Adds what the edges of a word were read as to the pieces of the units that they belong to."""
    if not word.numbers:
        for edge in word.edges:
            if edge.is_syllable:
                before = pieces.get(edge.unit, Piece([]))
                pieces[edge.unit] = Piece([*before.units, Unit(edge.text, "syllable", CORRECTED)], before.others)
        return
    text = lexicon.word(word.numbers[0])
    others = [lexicon.word(number) for number in word.numbers[1:]]
    for at, (edge, character) in enumerate(zip(word.edges, text, strict=True)):
        before = pieces.get(edge.unit, Piece([]))
        as_typed = not edge.is_syllable and edge.text == character
        read = units[edge.unit] if as_typed else Unit(character, "han", CORRECTED)
        here = tuple((len(before.units), other) for other in others) if not at else ()
        pieces[edge.unit] = Piece([*before.units, read], before.others + here)


def _cost(edges: Sequence[Edge], number: int, lexicon: Lexicon) -> float | None:
    """What it costs to read edges as a word; None when it cannot be that one."""
    kind = lexicon.kind(number)
    if not kind & SPELT or len(word := lexicon.word(number)) != len(edges):
        return None
    changed = heard = 0
    for edge, character in zip(edges, word, strict=True):
        if edge.is_syllable:
            heard += edge.text not in _spelt(character)
        elif edge.text != character:
            changed += 1
    if changed and not kind & OF_BASE:
        return None
    likelihood = _likelihood(kind)
    if edges[0].unit != edges[-1].unit and not (edges[0].begins and edges[-1].ends):
        likelihood += CUT_COST
    return WORD_COST + likelihood + CHANGED_COST * changed + BY_EAR_COST * heard


@lru_cache(maxsize=1024)
def _likelihood(kind: int) -> float:
    return next(cost for kinds, cost in LIKELIHOOD if kind & kinds)


@lru_cache(maxsize=8192)
def _spelt(character: str) -> tuple[str, ...]:
    """The syllables that a character is spelt with; what has none stands for itself."""
    known = characters().get(character)
    return known.syllables if known else (character,)


def _put_together(units: Sequence[Unit], pieces: dict[int, Piece], unread: set[int], lexicon: Lexicon) -> Read:
    result = Read([], [], [])
    typed: list[str] = []
    read: list[str] = []

    def close() -> None:
        if typed and "".join(read) != "".join(typed):
            result.corrections.append(Correction(" ".join(typed), "".join(read)))
        typed.clear()
        read.clear()

    for at, each in enumerate(units):
        if (piece := pieces.get(at)) is not None:
            start = len(result.units)
            result.units.extend(piece.units)
            typed.append(each.text)
            read.extend(u.text for u in piece.units)
            result.alternatives.extend(
                Alternative(start + offset, start + offset + len(other), other, CORRECTED)
                for offset, other in piece.others
            )
            continue
        close()
        meant = _meant(each.text, lexicon) if each.kind == "latin" and at in unread else ()
        if not meant:
            result.units.append(each)
            continue
        start = len(result.units)
        result.units.extend(Unit(token.text, token.kind, CORRECTED) for token in tokens(meant[0]))
        result.corrections.append(Correction(each.text, meant[0], meant[1:]))
        end = len(result.units)
        result.alternatives.extend(Alternative(start, end, other, CORRECTED) for other in meant[1:MOST_MEANT])
    close()
    return result


def _meant(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What a Latin word means that is no pinyin: names with these initials, or English words that it misspells."""
    if meant := _without_a_double(word, lexicon) or _from_initials(word, lexicon):
        return meant
    if syllable_cuts(word, syllables()):  # pinyin of something that the base does not know, and no misspelt word
        return ()
    found = lexicon.by_letters(word) or lexicon.beginning_with(word)[:MOST_MEANT]
    return tuple(sorted(lexicon.word(number) for number in found))


def _without_a_double(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The known words that it is without a letter that was typed twice (gdpp)."""
    shorter = dict.fromkeys(word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
    return tuple(each for each in shorter if any(window.kind & KNOWN_LATIN for window in lexicon.exact((each,))))


def _from_initials(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names whose initials these are (wh, hf, kcfd), the likeliest first; only those of its kind."""
    if len(word) < SHORTEST:
        return ()
    folded = _folded(word)

    def order(number: int) -> tuple[int, int, str]:
        kind, text = lexicon.kind(number), lexicon.word(number)
        return (kind & -kind, len(text), text)

    found = sorted(lexicon.by_initials(folded), key=order)
    if len(word) == SHORTEST:  # two letters are the initials of very much
        found = [
            number for number in found if lexicon.kind(number) & CURATED and begins_with(lexicon.word(number), word)
        ]
    if found:
        lowest = order(found[0])[0]
        return tuple(lexicon.word(number) for number in found if order(number)[0] == lowest)
    return tuple(_place_and_more(folded, lexicon)) or tuple(lexicon.parts_by_initials(folded)[:MOST_MEANT])


def _place_and_more(folded: str, lexicon: Lexicon) -> Iterator[str]:
    """A place's initials and those of what is asked of it: whjsht."""
    for size in range(max(SHORTEST, len(folded) - LONGEST), min(LONGEST, len(folded) - SHORTEST) + 1):
        places = [number for number in lexicon.by_initials(folded[:size]) if lexicon.kind(number) & PLACES]
        others = [number for number in lexicon.by_initials(folded[size:]) if lexicon.kind(number) & NAMES]
        for place in sorted(places, key=lambda number: (lexicon.kind(number), lexicon.word(number))):
            for other in sorted(others, key=lambda number: (len(lexicon.word(number)), lexicon.word(number))):
                yield lexicon.word(place) + lexicon.word(other)

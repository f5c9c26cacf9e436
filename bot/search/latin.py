"""Latin letters in a question: a word of the base, pinyin (alone or among characters), initials, a misspelt word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import NamedTuple

from bot.search.known import Correction
from bot.search.lexicon import CURATED, NAMES, OF_BASE, PLACES, SHORTEST, Kind, Lexicon, Window
from bot.search.units import Unit, sound_rows, texts, unit
from bot.text import Token, characters, sound_class, spellings, syllables, syllables_by_ear, tokens

MOST_SPELLINGS = 4  # of one word as syllables
MOST_ROWS = 6  # readings of all words together that are tried
MOST_SYLLABLES = 40  # a longer row is no question in pinyin
MOST_MEANT = 6  # names with the same initials, or words with the same sound, that are kept
CORRECTED = 0.9  # a corrected character counts a little less than the one that was typed right
# What a reading of syllables costs: the fewest and likeliest words that cover all of them win.
WORD_COST = 1.0
UNCOVERED_COST = 5.0
CHANGED_COST = 1.5  # a character beside the syllables that would have to be another one
BY_EAR_COST = 0.2  # a syllable that is not quite the one typed (ban, bang)
LIKELIHOOD = ((CURATED, 0.0), (Kind.KEYWORD, 0.05), (Kind.WORD, 0.1), (Kind.QUESTION, 0.3), (Kind.ORDINARY, 0.5))


@dataclass(frozen=True, slots=True)
class Alternative:
    """What else a stretch of units may mean: another word, and how sure it is."""

    start: int
    end: int
    text: str
    sure: float


class Read(NamedTuple):
    """Units with what they were read as."""

    units: list[Unit]
    corrections: list[Correction]
    alternatives: list[Alternative]


class Piece(NamedTuple):
    """What one typed unit was read as, and what else the word that begins there may be."""

    units: list[Unit]
    others: tuple[str, ...] = ()


def read_latin(found: Sequence[Token], lexicon: Lexicon) -> Read:
    """The tokens of a question as units, Latin words among them as what they mean."""
    units = [unit(token) for token in found]
    if all(each.kind != "latin" for each in units):
        return Read(units, [], [])
    unread = [at for at in _unknown(units, lexicon) if units[at].kind == "latin"]
    if not unread:
        return Read(units, [], [])
    pieces: dict[int, Piece] = {}
    for known in (syllables(), syllables_by_ear()):
        wanted = [at for at in unread if at not in pieces]
        while wanted:  # again without the words of which a syllable was left over
            found_pieces, left = _as_pinyin(units, wanted, known, lexicon)
            if not left:
                pieces |= found_pieces
                break
            wanted = [at for at in wanted if at not in left]
    return _put_together(units, pieces, set(unread), lexicon)


def _unknown(units: Sequence[Unit], lexicon: Lexicon) -> list[int]:
    """Where Latin words stand that are none of the base's, nor ask."""
    windows = lexicon.exact(texts(units))
    known: set[int] = set()
    for window in windows:
        kind = lexicon.kind(window.word)
        is_name = kind & (OF_BASE | Kind.QUESTION | Kind.SUBJECT | Kind.SYNONYM)
        if is_name or (kind & Kind.ENGLISH and not _is_place_in_pinyin(units[window.start], lexicon)):
            known.update(range(window.start, window.end))
    return [at for at in range(len(units)) if at not in known]


def _is_place_in_pinyin(each: Unit, lexicon: Lexicon) -> bool:
    for spelt in spellings(each.text, syllables(), MOST_SPELLINGS) if each.kind == "latin" else ():
        sounding = sound_rows([Unit(syllable, "syllable") for syllable in spelt])[:1]
        whole = (w for w in lexicon.alike(sounding) if (w.start, w.end) == (0, len(spelt)))
        if any(lexicon.kind(window.word) & PLACES for window in whole):
            return True
    return False


def _as_pinyin(
    units: Sequence[Unit], unread: Sequence[int], known: frozenset[str], lexicon: Lexicon
) -> tuple[dict[int, Piece], set[int]]:
    """What stands for which unit, and the Latin words of which a syllable is left over, in the best of the readings."""
    options = [spellings(units[at].text, known, MOST_SPELLINGS) for at in unread]
    none = {at for at, option in zip(unread, options, strict=True) if not option}
    if none:
        return {}, none
    best: tuple[float, dict[int, Piece], set[int]] | None = None
    for chosen in islice(product(*options), MOST_ROWS):
        spelt = dict(zip(unread, chosen, strict=True))
        flat: list[Unit] = []
        origin: list[int] = []
        for at, each in enumerate(units):
            parts = [Unit(s, "syllable", CORRECTED) for s in spelt[at]] if at in spelt else [each]
            flat += parts
            origin += [at] * len(parts)
        if sum(each.kind == "syllable" for each in flat) > MOST_SYLLABLES:
            return {}, set(unread)
        cost, windows = _cover(flat, lexicon)
        if best is None or cost < best[0]:
            best = cost, *_pieces(flat, origin, windows, lexicon)
            if not best[2]:
                break
    return (best[1], best[2]) if best else ({}, set(unread))


def _cover(flat: Sequence[Unit], lexicon: Lexicon) -> tuple[float, list[tuple[Window, list[int]]]]:
    """The cheapest way to read all syllables of a row as words, by dynamic programming; the words of each stretch."""
    by_end: dict[int, list[tuple[float, Window]]] = {}
    for window in lexicon.alike(sound_rows(flat)):
        stretch = flat[window.start : window.end]
        if not any(each.kind == "syllable" for each in stretch) or any(e.kind in ("number", "latin") for e in stretch):
            continue
        cost = _cost(stretch, window, lexicon)
        if cost is not None:
            by_end.setdefault(window.end, []).append((cost, window))
    costs = [0.0]
    steps: list[list[Window]] = [[]]
    for end in range(1, len(flat) + 1):
        kept = costs[end - 1] + (UNCOVERED_COST if flat[end - 1].kind == "syllable" else 0.0)
        best, step = kept, list[Window]()
        for cost, window in sorted(by_end.get(end, []), key=lambda pair: (pair[0], lexicon.word(pair[1].word))):
            if costs[window.start] + cost < best:
                best, step = costs[window.start] + cost, [window]
            elif step and window.start == step[0].start and len(step) < MOST_MEANT:
                step.append(window)
        costs.append(best)
        steps.append(step)
    chosen, end = [], len(flat)
    while end:
        step = steps[end]
        if step:
            chosen.append((step[0], [window.word for window in step]))
        end = step[0].start if step else end - 1
    return costs[-1], chosen[::-1]


def _cost(stretch: Sequence[Unit], window: Window, lexicon: Lexicon) -> float | None:
    """What it costs to read a stretch as a word; None when it cannot be that one."""
    kind, word = lexicon.kind(window.word), lexicon.word(window.word)
    if not kind & (OF_BASE | Kind.QUESTION | Kind.ORDINARY):
        return None
    changed = sum(each.kind == "han" and each.text != c for each, c in zip(stretch, word, strict=True))
    if changed and not kind & OF_BASE:
        return None
    table = characters()
    heard = sum(
        each.kind == "syllable" and each.text not in table[c].syllables for each, c in zip(stretch, word, strict=True)
    )
    likelihood = next(cost for kinds, cost in LIKELIHOOD if kind & kinds)
    return WORD_COST + likelihood + CHANGED_COST * changed + BY_EAR_COST * heard


def _pieces(
    flat: Sequence[Unit], origin: Sequence[int], windows: Sequence[tuple[Window, list[int]]], lexicon: Lexicon
) -> tuple[dict[int, Piece], set[int]]:
    """What stands for each unit (for the first of those that a word takes together), and what is left over."""
    pieces: dict[int, Piece] = {}
    covered: set[int] = set()
    for window, words in windows:
        word = lexicon.word(window.word)
        stretch = flat[window.start : window.end]
        read = [each if each.text == c else Unit(c, "han", CORRECTED) for each, c in zip(stretch, word, strict=True)]
        others = tuple(lexicon.word(other) for other in words if other != window.word)
        for at, each in enumerate(read):  # one piece for each typed unit; the first carries the others
            place = origin[window.start + at]
            before = pieces.get(place)
            more = others if not at else ()
            pieces[place] = Piece([*before.units, each], before.others + more) if before else Piece([each], more)
            covered.add(window.start + at)
    left = {origin[at] for at, each in enumerate(flat) if each.kind == "syllable" and at not in covered}
    return pieces, left


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
            result.alternatives.extend(Alternative(start, start + len(o), o, CORRECTED) for o in piece.others)
            continue
        close()
        if each.kind != "latin" or at not in unread:
            result.units.append(each)
            continue
        meant = from_initials(each.text, lexicon) or tuple(_misspelt(each.text, lexicon))
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


def from_initials(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The names whose initials these are (wh, hf, kcfd), the likeliest first; only those as likely as it."""
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    folded = "".join(sound_class(letter) for letter in word)

    def order(number: int) -> tuple[int, int, str]:
        kind, text = lexicon.kind(number), lexicon.word(number)
        return (kind & -kind, len(text), text)

    found = sorted(lexicon.by_initials(folded), key=order)
    if found:
        lowest = order(found[0])[0]
        return tuple(lexicon.word(number) for number in found if order(number)[0] == lowest)
    return tuple(_place_and_more(folded, lexicon))


def _place_and_more(folded: str, lexicon: Lexicon) -> Iterator[str]:
    """A place's initials and those of what is asked of it: whjsht."""
    for size in range(SHORTEST, len(folded) - 1):
        places = [number for number in lexicon.by_initials(folded[:size]) if lexicon.kind(number) & PLACES]
        others = [number for number in lexicon.by_initials(folded[size:]) if lexicon.kind(number) & NAMES]
        for place in sorted(places, key=lambda number: (lexicon.kind(number), lexicon.word(number))):
            for other in sorted(others, key=lambda number: (len(lexicon.word(number)), lexicon.word(number))):
                yield lexicon.word(place) + lexicon.word(other)


def _misspelt(word: str, lexicon: Lexicon) -> list[str]:
    """The English words of the base that this one misspells by a letter, in alphabetical order."""
    return sorted(lexicon.word(number) for number in lexicon.by_letters(word))

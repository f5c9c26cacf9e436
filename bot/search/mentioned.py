"""What words name, beside what they ask: places, times, a topic, the things that are spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.facts import Place
from bot.language import passing_words
from bot.search.findings import Mentioned
from bot.search.insists import is_year
from bot.search.known import MEMBER_OR_PLACE, Known
from bot.search.reading import Reading
from bot.text import key

_DONE = ("了", "过")  # at the end of a verb (投了), which names nothing


class _Word(NamedTuple):
    """A name, or what stands alone between names: from and to positions, and the text."""

    start: int
    end: int
    text: str

    @property
    def at(self) -> range:
        return range(self.start, self.end)


def mentioned(reading: Reading, known: Known, catalogue: Catalogue) -> Mentioned:
    """What was read names. Never a keyword that merely sounds alike."""
    places, rest, apart = _apart(reading, known, catalogue)
    left = " ".join(word.text for word in rest)
    whole = catalogue.place(catalogue.about.subject)
    if reading.about_subject and not places and not left and whole:
        places.append(whole)
    topics = known.targets(key(left), "topic") if left else []
    dates = reading.required
    things = [thing for thing in _things(rest, reading) if not thing.text.endswith(_DONE)]
    return Mentioned(
        places=tuple(places),
        topic=catalogue.topic(topics[0]) if topics else None,
        rest=left,
        corrections=reading.corrections,
        year=int(dates[0]) if len(dates) == 1 and is_year(dates[0]) and not left else None,
        required=dates,
        inside=tuple(name for _, _, name, _ in reading.inside),
        form=in_words(p.text for at, p in enumerate(reading.positions) if at not in apart),
        about_subject=reading.about_subject,
        has_names=any(reading.named_at.issuperset(thing.at) for thing in things),
        things=tuple(thing.text for thing in things),
    )


def _apart(reading: Reading, known: Known, catalogue: Catalogue) -> tuple[list[Place], list[_Word], set[int]]:
    """The places, the rest that weighs something, and where places and what is insisted on stand."""
    places: list[Place] = []
    rest: list[_Word] = []
    apart, end = set(reading.insisted_at), 0

    def told(start: int, stop: int) -> list[_Word]:
        between = enumerate(reading.positions[start:stop], start)
        return [_Word(at, at + 1, p.text) for at, p in between if p.weight and at not in reading.insisted_at]

    for start, stop, name in reading.names:
        rest += told(end, start)
        end = stop
        if ids := known.targets(name, *MEMBER_OR_PLACE):
            apart.update(range(start, stop))
            named = filter(None, map(catalogue.place, ids))
            places += [place for place in named if place not in places]
        elif spelt := told(start, stop):
            rest.append(_Word(start, stop, in_words(word.text for word in spelt)))
    return places, [*rest, *told(end, len(reading.positions))], apart


def _things(rest: Sequence[_Word], reading: Reading) -> Iterator[_Word]:
    """The names, and the rows of what stands alone, that are neither light nor said in passing."""
    light = set(range(len(reading.positions))).difference(reading.asked_at)
    row: _Word | None = None
    for word in rest:
        if word.text in passing_words() or (reading.passing | light).issuperset(word.at):
            continue
        is_alone = len(word.at) == 1
        if row is not None and is_alone and row.end == word.start:
            row = _Word(row.start, word.end, in_words((row.text, word.text)))
            continue
        if row is not None:
            yield row
        row = word if is_alone else None
        if not is_alone:
            yield word
    if row is not None:
        yield row


def in_words(typed: Iterable[str]) -> str:
    """Tokens as a person would type them: Latin words and numbers apart, characters together."""
    found = ""
    for text in typed:
        apart = found and found[-1].isascii() and text[0].isascii()
        found += f" {text}" if apart else text
    return found

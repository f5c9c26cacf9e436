"""Whether a fact misses the point of a question of which it explains enough; each rule is a reason for an honest no.

It is another place's, another act's or event's, tells no meaning, is counted otherwise, or lacks the verb of a when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.search.asked_for import WHEN
from bot.search.decide import EXPLAINED_FROM, Hit, left_over
from bot.search.index import Flag, Index
from bot.search.lexicon import SHORTEST
from bot.search.locks import Lock, Locks
from bot.search.reading import Reading
from bot.search.wants import ASKS_A_WAY, Wants, asks_in_other_units, asks_in_units, counts_only_others
from bot.text import key

MEASURES = frozenset("量率价费")  # with which the name of a measure ends
ABSENT = 0.3  # below it a fact has not even a word with that character in it (批 in 获批)
_WHEN_BEFORE = re.compile(f"{WHEN}$")
_WHO_BEFORE = re.compile("(?<![找怪问向])谁[来去在给]?$")
_TO_WHOM_BEHIND = re.compile("给了?谁")


_WHICH_CITIES = re.compile("哪(?:些|几[个座]?)(?:成员)?(?:城市|市)")
_TELLS_CITIES = re.compile("城市|[一-鿿][市县省州](?!场)|[各几两数一二三四五六七八九十0-9][地市城]")
_WHICH_DISTRICTS = re.compile("(?:几|多少|哪些)个?(?:[区县镇乡村](?![域间])|街道)")  # 哪个区 asks where
_SIZE = "(?:占地|土地|国土|总|规划)*(?:面积|占地)|总?长度|[全总]长|(?:平方)?公里"
_SIZE_ALONE = re.compile(f"(?:[市省区县]?(?:{_SIZE})|大)+")
_OF_SIZE = re.compile(f"{_SIZE}|(?:常住|户籍|总)*人[口数]")
# Of all who live there: 有多少人, and not 每年来多少人.
_PEOPLE_ALONE = re.compile(
    "(?:现在|目前|[一总]?共|大概|大约|[有市省区县里的])*(?:多少|几[十百千万亿]*)人口?[呢啊呀?？]*|howmanypeople(?:are|live|there|in|does|do|have)*"
)
_WHOLE = re.compile("行政区划?|全[省市区县域]|[省市区县]域|[省市区县的约]|[0-9]+年?")  # of a place, no part of it


def misses_the_point(best: Hit, reading: Reading, locks: Locks, index: Index) -> bool:
    """Whether the best fact is no answer although it explains enough of the question."""
    asked_of = [lock for lock in locks.of(reading) if not lock.is_own_country]
    lacking = [lock for lock in asked_of if not locks.fits(best.number, lock)] if len(asked_of) > 1 else []
    return (
        _is_of_another_place(best, reading, asked_of, lacking, locks)
        or _tells_no_meaning(best, reading)
        or _is_counted_otherwise(best, reading, index)
        or _tells_of_another_event(best, reading)
        or _tells_of_another_s_act(best, reading)
        or _tells_it_of_another(best, reading, index)
        or _is_only_near(best, reading, lacking)
        or (bool(lacking) and ASKS_A_WAY.search(reading.text) is not None)  # from one place to another
        or _is_called_otherwise(best, reading)
        or _tells_no_such_measure(best, reading)
        or _is_the_size_of_a_part(best, reading, asked_of, index)
        or _tells_no_cities(best, reading, locks, index)
        or _tells_no_districts(best, reading, asked_of, index)
    )


def _is_of_another_place(
    best: Hit, reading: Reading, asked_of: Sequence[Lock], lacking: Sequence[Lock], locks: Locks
) -> bool:
    """Whether a place is lacking that is not near to the fact's; or any, where an office of it is asked about."""
    if not lacking or reading.by_itself:
        return bool(lacking)
    if reading.wants & Wants.SIDES or _are_listed(asked_of, reading):  # something is asked of each
        return False
    return not all(locks.is_near(best.number, lock) for lock in lacking)


def _are_listed(asked_of: Sequence[Lock], reading: Reading) -> bool:
    """Whether places are named one after another (苏州和湖州)."""
    spans = sorted(lock.span for lock in asked_of)
    between = (range(one[1], other[0]) for one, other in pairwise(spans))
    return all(len(gap) <= 1 and not any(reading.positions[at].weight for at in gap) for gap in between)


def _tells_no_meaning(best: Hit, reading: Reading) -> bool:
    """Whether it is asked what something means that the fact is not even named for."""
    is_english = all(position.kind != "han" for position in reading.positions)  # and no title is
    return bool(reading.wants & Wants.MEANING) and not best.why.in_title and not is_english


def _is_counted_otherwise(best: Hit, reading: Reading, index: Index) -> bool:
    """Whether a length, an area, a duration or so many of a kind are asked for that the fact does not tell."""
    if reading.wants & (Wants.SHARE | Wants.GROWTH):
        return False
    if not asks_in_units(reading.text):
        return False
    told = index.text_of(best.number)
    return asks_in_other_units(reading.text, told) or counts_only_others(reading.text, told)


def _tells_of_another_event(best: Hit, reading: Reading) -> bool:
    """Whether it is asked when something happened that the fact does not tell of (哪年生的)."""
    if not reading.wants & Wants.DATE:
        return False
    return any(
        best.why.row[at] < ABSENT and _WHEN_BEFORE.search(before)
        for at, before, _ in _around(reading.asked_at, reading)
    )


def _tells_of_another_s_act(best: Hit, reading: Reading) -> bool:
    """Whether it is asked who did something, or to whom, that the fact does not tell of (谁否决的, 卖给了谁)."""
    if reading.wants & Wants.SIDES:
        return False
    acts = [at for at in reading.asked_at if at in reading.passing and best.why.row[at] < EXPLAINED_FROM]
    return any(
        _WHO_BEFORE.search(before) or _TO_WHOM_BEHIND.match(behind) for _, before, behind in _around(acts, reading)
    )


def _tells_it_of_another(best: Hit, reading: Reading, index: Index) -> bool:
    """Whether an English question asks of the subject where it was done, and the fact tells that of something else."""
    if not (reading.about_subject and reading.wants & Wants.PLACE and reading.passing.issuperset(reading.asked_at)):
        return False
    is_english = all(reading.positions[at].kind == "latin" for at in reading.asked_at)
    return is_english and not index.flags[best.number] & Flag.OF_SUBJECT


def _is_only_near(best: Hit, reading: Reading, lacking: Sequence[Lock]) -> bool:
    """Whether it is asked when, why or for how much, and a verb or a place is lacking.

    The date of something else, or the reason or the price, answers nothing; a count may be offered as the nearest. Of
    a year or a session that was insisted on it is told that it is missing.
    """
    if not reading.wants & (Wants.DATE | Wants.REASON | Wants.MONEY) or reading.required or reading.claims:
        return False
    return bool(lacking or left_over(best, reading))


def _is_called_otherwise(best: Hit, reading: Reading) -> bool:
    """Whether it is asked when something happened to a thing of which the fact has not even the whole name."""
    if not reading.wants & Wants.DATE or reading.claims:
        return False
    named = (at for start, end, _ in reading.names if end - start > SHORTEST for at in range(start, end))
    return any(best.why.row[at] < ABSENT for at in named if reading.positions[at].weight >= 1)


def _tells_no_such_measure(best: Hit, reading: Reading) -> bool:
    """Whether a measure is named of which the fact lacks the last character, which says what is measured (货运量)."""
    last = reading.asked_at[-1]
    return last > 0 and reading.positions[last].text in MEASURES and best.why.row[last] < ABSENT


def _is_the_size_of_a_part(best: Hit, reading: Reading, asked_of: Sequence[Lock], index: Index) -> bool:
    """Whether the size of a place, or of all of the subject, is asked for, and the fact's is that of something there.

    The area of a science city in a city is not the city's, nor are the passengers of its station who live there.
    """
    if not asked_of and not reading.about_subject:
        return False
    of_places = {at for lock in asked_of for at in range(*lock.span)}
    left = "".join(reading.positions[at].text for at in reading.asked_at if at not in of_places)
    besides = "".join(position.text for at, position in enumerate(reading.positions) if at not in of_places)
    is_alone = _SIZE_ALONE.fullmatch(left) or _PEOPLE_ALONE.fullmatch(besides)
    if not is_alone:
        return False
    title, *names = index.names_of(best.number)
    if reading.asked in names:  # whoever wrote the fact says that it tells just that
        return False
    of_what = title[: found.start()] if (found := _OF_SIZE.search(title)) else title
    for name in sorted({text for lock in asked_of for text in (lock.spelt, key(lock.name))}, key=len, reverse=True):
        of_what = of_what.replace(name, "")
    return len(_WHOLE.sub("", of_what)) >= SHORTEST


def _tells_no_cities(best: Hit, reading: Reading, locks: Locks, index: Index) -> bool:
    """Whether it is asked which cities there are in something, and the fact names and counts none.

    What is called so at its end alone (氢走廊, for 走廊) is often another thing.
    """
    if not _WHICH_CITIES.search(reading.text) or locks.is_of_a_city(best.number):
        return False
    return _TELLS_CITIES.search(index.text_of(best.number)) is None


def _tells_no_districts(best: Hit, reading: Reading, asked_of: Sequence[Lock], index: Index) -> bool:
    """Whether it is asked which districts a place has, and the fact is not called after it."""
    if not asked_of or not asks_for_districts(reading.text):
        return False
    return not any(key(lock.name) in index.names_of(best.number)[0] for lock in asked_of)


def asks_for_districts(words: str) -> bool:
    """Whether words ask which districts, counties or towns there are, or how many."""
    return _WHICH_DISTRICTS.search(words) is not None


def _around(places: Sequence[int], reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Each of these positions, with what stands before and behind it."""
    texts = [position.text for position in reading.positions]
    return ((at, "".join(texts[:at]), "".join(texts[at + 1 :])) for at in places)

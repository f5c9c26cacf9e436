"""Bases of any size, and questions with the errors that people make: python bench/noise.py [facts.json] [--seed N]

Without a base it measures the project's own. A question is a fact's title with one kind of noise; it is found when
the first answer is a fact of that title. What is generated does not know the search: sounds and shapes come from the
tables of the language, the words of a generated base from its list of ordinary words.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.characters import characters, look_alike
from bot.dates import PartialDate
from bot.facts import About, Base, Examples, Fact, Figure, Indicator, Place, Source, Topic
from bot.language import common_characters, light_words, ordinary_words, question_words, synonyms
from bot.loading import load
from bot.services import Services
from bot.sounds import sounds
from bot.text import tokens

SHORTEST_TITLE, LONGEST_TITLE = 4, 14  # tokens: what people type of a title
MEASURES = ("总量", "产值", "用量", "占比", "增速", "投资额", "覆盖率", "人次", "面积", "合同额")
UNITS = ("亿元", "家", "项", "%", "万人次")
PLACES, TOPICS, INDICATORS = 60, 20, 200
TRIES = 20
NUMERALS = "一二三四五六七八九十百千万亿两几"


class Asked(NamedTuple):
    """A question, what was done to the title, and the title."""

    kind: str
    question: str
    title: str


def generated(facts: int, seed: int = 1) -> Base:
    """A base of that many facts about things, each a pair of ordinary words, in places."""
    chance = random.Random(seed)
    asking = question_words() | light_words() | synonyms().keys()
    words = sorted(w for w in ordinary_words() - asking if len(w) == 2 and not set(w) & set(NUMERALS))
    names = chance.sample(words, PLACES * 2 + TOPICS * 2)
    places = tuple(
        Place(
            id=f"p{n}",
            name=names[n] + names[-n - 1][:1],
            formal=names[n] + names[-n - 1][:1] + "市",
            english=f"Place {n}",
            kind="city",
            member=n < 10,
        )
        for n in range(PLACES)
    )
    topics = tuple(Topic(id=f"t{n}", name=names[PLACES + n], english=f"Topic {n}") for n in range(TOPICS))
    indicators = tuple(
        Indicator(
            id=f"i{n}", name=f"{chance.choice(words)}{chance.choice(MEASURES)}", unit="亿元", bases={"all": "全部"}
        )
        for n in range(INDICATORS)
    )
    source = Source(id="s", title="来源", short="来源", published=PartialDate("2024-05-24"), sha256="0" * 64)
    examples = Examples(city=("甲",), fact=("乙",), timeline=("2021",), topics=("丙",), words=("丁",))
    about = About(
        id="generated",
        name="样本",
        english="Sample",
        summary="样本",
        timezone="Asia/Shanghai",
        subject="p0",
        member_label="成员",
        nonmember_label="非成员",
        context_label="背景",
        examples=examples,
    )
    made = tuple(_fact(number, chance, words, places, topics, indicators) for number in range(facts))
    return Base(
        schema=1, about=about, places=places, topics=topics, indicators=indicators, sources=(source,), facts=made
    )


def _fact(
    number: int,
    chance: random.Random,
    words: Sequence[str],
    places: Sequence[Place],
    topics: Sequence[Topic],
    indicators: Sequence[Indicator],
) -> Fact:
    place, topic = chance.choice(places), chance.choice(topics)
    one, two, other = chance.choice(words), chance.choice(words), chance.choice(words)
    measure, unit, value = chance.choice(MEASURES), chance.choice(UNITS), chance.randrange(1, 100_000)
    year, month = chance.randrange(2010, 2025), chance.randrange(1, 13)
    counted = chance.choice(indicators).id
    figure = Figure(value=value, unit=unit, indicator=counted, basis="all")
    if number % 2:
        figure = Figure(value=value, unit=unit, label=f"{one}{measure}")
    rest = f"与{other}有关的{chance.choice(words)}同时{chance.choice(words)}"
    said = f"截至{year}年{month}月，{place.name}的{one}{two}{measure}为{value}{unit}，{rest}。"
    return Fact(
        id=f"f{number}",
        title=f"{place.name}{one}{two}{measure}",
        statement=said,
        kind="figure",
        source="s",
        places=(place.id,),
        topics=(topic.id,),
        evidence=("x",),
        keywords=(f"{one}{two}", f"{one}{measure}", other),
        as_of=PartialDate(f"{year}-{month:02}"),
        figures=(figure,),
    )


def questions(facts: Sequence[Fact], count: int, seed: int = 2) -> Iterator[Asked]:
    """That many questions, each kind of noise in turn."""
    chance = random.Random(seed)
    kinds = list(KINDS.items())
    made = 0
    while made < count:
        fact = chance.choice(facts)
        title = fact.title
        kind, noise = kinds[made % len(kinds)]
        if not SHORTEST_TITLE <= len(tokens(title)) <= LONGEST_TITLE or (kind == "asked" and not fact.figures):
            continue
        question = noise(title, chance)
        if question and (question != title or kind in ("exact", "traditional")):
            yield Asked(kind, question, title)
            made += 1


def _somewhere(title: str, chance: random.Random, size: int = 1) -> int | None:
    """Where so many Chinese characters stand together; a wrong figure or name in Latin letters is another question."""
    places = [at for at in range(len(title) - size + 1) if all(sounds(c) for c in title[at : at + size])]
    return chance.choice(places) if places else None


def _one_replaced(title: str, chance: random.Random, others: Callable[[str], Sequence[str]]) -> str | None:
    for _ in range(TRIES):
        at = _somewhere(title, chance)
        if at is not None and (found := others(title[at])):
            return title[:at] + chance.choice(found) + title[at + 1 :]
    return None


@cache
def _by_sound() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(common_characters()):
        for syllable in characters()[character].syllables[:1] if character in characters() else ():
            found[syllable].append(character)
    return found


def _homophones(character: str) -> Sequence[str]:
    known = characters().get(character)
    return [c for c in _by_sound()[known.syllables[0]] if c != character] if known and known.syllables else []


@cache
def _twins(character: str) -> Sequence[str]:
    return (
        [c for c in sorted(common_characters()) if c != character and look_alike(c, character)]
        if sounds(character)
        else []
    )


@cache
def _traditional_forms() -> dict[str, str]:
    return {known.simplified: character for character, known in characters().items() if known.simplified != character}


def _dropped(title: str, chance: random.Random) -> str | None:
    at = _somewhere(title, chance)
    return None if at is None else title[:at] + title[at + 1 :]


def _doubled(title: str, chance: random.Random) -> str | None:
    at = _somewhere(title, chance)
    return None if at is None else title[: at + 1] + title[at:]


def _swapped(title: str, chance: random.Random) -> str | None:
    at = _somewhere(title, chance, 2)
    return None if at is None else title[:at] + title[at + 1] + title[at] + title[at + 2 :]


def _pinyin(title: str, chance: random.Random) -> str | None:
    del chance
    return "".join(_syllable(c) for c in title) if all(_syllable(c) for c in title) else None


def _half_pinyin(title: str, chance: random.Random) -> str | None:
    at = _somewhere(title, chance, 2)
    return None if at is None else title[:at] + "".join(map(_syllable, title[at : at + 2])) + title[at + 2 :]


def _syllable(character: str) -> str:
    known = characters().get(character)
    return known.syllables[0].replace("v", "u") if known and known.syllables else ""


def _traditional(title: str, chance: random.Random) -> str | None:
    del chance
    forms = _traditional_forms()
    return "".join(forms.get(c, c) for c in title)


def _turned(title: str, chance: random.Random) -> str | None:
    at = _somewhere(title, chance)
    return f"{title[at:]} {title[:at]}" if at is not None and 2 <= at <= len(title) - 2 else None


def _asked(title: str, chance: random.Random) -> str | None:
    return chance.choice(("{}是多少", "请问{}", "查一下{}", "{}现在有多少")).format(title)


KINDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "exact": lambda title, _chance: title,
    "homophone": lambda title, chance: _one_replaced(title, chance, _homophones),
    "look-alike": lambda title, chance: _one_replaced(title, chance, _twins),
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped": _swapped,
    "pinyin": _pinyin,
    "half pinyin": _half_pinyin,
    "traditional": _traditional,
    "turned round": _turned,
    "asked": _asked,
}


def found(services: Services, asked: Sequence[Asked]) -> tuple[Counter[str], Counter[str], list[Asked]]:
    """How many questions of each kind were asked, how many were found at first, and those that were not."""
    every: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed = []
    for each in asked:
        hits = services.search.find(each.question).hits
        every[each.kind] += 1
        if hits and hits[0].fact.title == each.title:
            right[each.kind] += 1
        else:
            missed.append(each)
    return every, right, missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", nargs="?", type=Path, default=Path(__file__).parent.parent / "facts.json")
    parser.add_argument("--count", type=int, default=1100)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    options = parser.parse_args()
    base = load(options.base)
    every, right, missed = found(Services.of(base), list(questions(base.facts, options.count, options.seed)))
    for kind in KINDS:
        print(f"{kind:<14} {right[kind]:>5} of {every[kind]:>5}   {right[kind] / every[kind]:.3f}")
    print(f"{'all':<14} {right.total():>5} of {every.total():>5}   {right.total() / every.total():.3f}")
    for each in missed if options.missed else ():
        print(f"{each.kind}\t{each.question}\t{each.title}")


if __name__ == "__main__":
    main()

"""How characters and syllables sound: the classes of southern speakers and hasty typists; pinyin cut into syllables."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from bot.characters import characters
from bot.language import common_characters, question_words

LONGEST_SYLLABLE = 6  # zhuang
_CONFUSED = tuple(
    (re.compile(f"^{one}$"), other)
    for one, other in (
        ("r(?=[aeiou])(.*)", r"l\1"),
        ("l(?=[aeou])(.*)", r"r\1"),
        ("fu", "hu"),
        ("hu", "fu"),
        ("f(an|ang)", r"hu\1"),
        ("hu(an|ang)", r"f\1"),
        ("feng", "hong"),
        ("hong", "feng"),
    )
)


@lru_cache(maxsize=4096)
def sounds(character: str) -> tuple[str, ...]:
    """The sound classes of a character, the usual one first; none for one without a known syllable."""
    found = characters().get(character)
    return tuple(dict.fromkeys(map(sound_class, found.syllables))) if found else ()


def begins_with(text: str, letters: str) -> bool:
    """Whether the syllables of a text begin with just these letters: those of 南通 with nt, and not with lt."""
    known = characters()
    spelt = [known[each].syllables if each in known else () for each in text]
    return len(text) == len(letters) and all(
        any(each.startswith(letter) for each in every) for every, letter in zip(spelt, letters, strict=True)
    )


@lru_cache(maxsize=4096)
def sound_class(syllable: str) -> str:
    """A toneless syllable with what southern speakers and hasty typists confuse folded: zh/z, n/l, ang/an and so on."""
    folded = re.sub(r"^(z|c|s)h", r"\1", syllable.replace("v", "u").replace("ü", "u"))
    folded = re.sub(r"^l", "n", folded)
    return re.sub(r"(a|e|i)ng$", r"\1n", folded)


@cache
def confused(syllable: str) -> tuple[str, ...]:
    """What else a syllable may be in mouths that confuse r with l, and f with h (jinlong: jinrong; fuzhou: huzhou)."""
    found = [pattern.sub(other, syllable) for pattern, other in _CONFUSED if pattern.search(syllable)]
    return tuple(other for other in found if other in syllables())


@cache
def syllables() -> frozenset[str]:
    """Every toneless syllable of the table that has a vowel, and those with ü as they are typed too (lüe, lve, lue)."""
    every = {s for _, found in characters().syllables() for s in found.split(",")}
    every |= {s.replace("v", "u") for s in every}
    return frozenset(s for s in every if re.search("[aeiouv]", s))


@cache
def asking_syllables() -> frozenset[str]:
    """The syllables of the single characters that only ask or join (de, le, shi), as they are mostly said."""
    single = {word for word in question_words() if len(word) == 1} & common_characters() & characters().keys()
    asking = (characters()[word].syllables for word in single)
    return frozenset(syllable for found in asking for syllable in found[:2])


@cache
def syllables_by_ear() -> frozenset[str]:
    """The same, and what they become in mouths that keep zh and z, n and l, ang and an no further apart."""
    heard = {sound_class(syllable) for syllable in syllables()}
    found = set(syllables())
    for syllable in heard:
        for start in {syllable, re.sub("^([zcs])", r"\1h", syllable), re.sub("^n", "l", syllable)}:
            found |= {start, re.sub("([aei])n$", r"\1ng", start)}
    return frozenset(found)


@lru_cache(maxsize=1024)
def syllable_cuts(word: str, known: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where known syllables stand in a Latin word (from, size) that lie on a way through all of it, the longest first.

    An apostrophe between syllables counts for nothing. Empty for a word that is no pinyin.
    """
    word = word.replace("'", "")
    reaches_end = [False] * len(word) + [True]
    cuts: list[tuple[int, int]] = []
    for start in range(len(word) - 1, -1, -1):
        for size in range(min(LONGEST_SYLLABLE, len(word) - start), 0, -1):
            if reaches_end[start + size] and word[start : start + size] in known:
                reaches_end[start] = True
                cuts.append((start, size))
    reached = {0}
    kept = []
    for start, size in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start in reached:
            reached.add(start + size)
            kept.append((start, size))
    return tuple(kept) if reaches_end[0] else ()

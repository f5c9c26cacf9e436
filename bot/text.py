"""Normal forms of what people type and what facts say: width, case, traditional to simplified, sound, shape.

The character table is made by `bot.curate.characters` and read on the first use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

DATA = files("bot") / "data"
TABLE = DATA / "characters.tsv"
QUESTION_WORDS = DATA / "question_words.txt"
LIGHT_WORDS = DATA / "light_words.txt"
PASSING_WORDS = DATA / "passing_words.txt"
WORDS = DATA / "words.txt"
SYNONYMS = DATA / "synonyms.txt"
ENGLISH = DATA / "english.tsv"
REGIONS = DATA / "regions.txt"
PLACES = DATA / "places.txt"
CORNERS = 4  # digits of a four-corner code; a fifth, where there is one, tells twins apart
LONG_ENOUGH_FOR_A_PLURAL = 5
DIGITS = "零一二三四五六七八九"

NUMBER_OR_LATIN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:/\d+)?%?)"
    r"|(?P<latin>[a-z][a-z0-9]*(?:['’][a-z0-9]+)*)"
)
_WORD = re.compile(f"(?P<han>[一-鿿])|{NUMBER_OR_LATIN.pattern}")
_WITH_SYLLABLES = re.compile(r"^(.)\t[^\t]*\t([^\t]+)\t", re.MULTILINE)
_ONLY_HAN = re.compile("[一-鿿]*")
_VOWEL = re.compile("[aeiou]")
_BEFORE_A_YEAR = re.compile(r"([a-z])(?=(?:19|20)\d\d(?!\d))")  # gdp2021 is gdp and 2021


class Token(NamedTuple):
    """One Chinese character, one number, or one Latin word, in its normal form."""

    text: str
    kind: str  # "han", "number" or "latin"

    @property
    def weight(self) -> int:
        """How many positions of a question it stands for: a word weighs as the two characters it would be."""
        return 1 if self.kind == "han" else 2


class Character(NamedTuple):
    simplified: str
    syllables: tuple[str, ...]
    shape: str
    corners: str


class Characters(Mapping[str, Character]):
    """A table of characters, of which each line is read when it is first wanted: a question has a handful of 20,000."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._lines = {line[0]: line for line in table.splitlines()}
        self._read: dict[str, Character] = {}

    def __getitem__(self, character: str) -> Character:
        if character not in self._read:
            _, simplified, syllables, shape, corners = self._lines[character].split("\t")
            known = Character(simplified, tuple(syllables.split(",")) if syllables else (), shape, corners)
            self._read[character] = known
        return self._read[character]

    def __contains__(self, character: object) -> bool:
        return character in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def syllables(self) -> list[tuple[str, str]]:
        """Each character that has any with its toneless syllables, the usual one first, between commas."""
        return _WITH_SYLLABLES.findall(self._table)


@cache
def characters() -> Characters:
    """The table: a character to its simplified form, toneless syllables, shape-giving parts, and four-corner code."""
    return Characters(TABLE.read_text(encoding="utf-8"))


@cache
def question_words() -> frozenset[str]:
    """Words that only ask, of the language and not of a base."""
    return _listed(QUESTION_WORDS)


@cache
def light_words() -> frozenset[str]:
    """Words that say little of what is asked about."""
    return _listed(LIGHT_WORDS)


@cache
def passing_words() -> frozenset[str]:
    """Verbs, adverbs and the like: what a longer question says in words of its own; made by `bot.curate.words`."""
    return _listed(PASSING_WORDS)


@cache
def common_characters() -> frozenset[str]:
    """The characters of the ordinary words and of the names of places."""
    return frozenset("".join(ordinary_words()) + "".join(place_names()))


@cache
def ordinary_words() -> frozenset[str]:
    """The ordinary words of the language, of two to four characters; made by `bot.curate.words`."""
    return frozenset(line.partition(" ")[0] for line in WORDS.read_text(encoding="utf-8").splitlines())


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Words, Chinese and English, with what else may stand for them in a question."""
    found: dict[str, list[str]] = {}
    for line in SYNONYMS.read_text(encoding="utf-8").splitlines():
        group = [] if line.startswith("#") else line.split(" ")
        for word in group:
            found.setdefault(word, []).extend(other for other in group if other != word)
    for line in ENGLISH.read_text(encoding="utf-8").splitlines():
        word, *chinese = line.split("\t")
        if chinese:
            found.setdefault(word, []).extend(chinese)
    return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}


@cache
def stand_ins() -> dict[str, tuple[str, ...]]:
    """The same by the spelling of the words."""
    return {key(word): others for word, others in synonyms().items()}


@cache
def place_names() -> frozenset[str]:
    """Names of places of the world; cities and counties are made by `bot.curate.words`."""
    return _listed(PLACES) | _listed(REGIONS)


def _listed(table: Traversable) -> frozenset[str]:
    """The words of a file, without its remarks."""
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def normal(text: str) -> str:
    """The same text in half width, lower case and simplified characters; controls and marks become spaces."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_simplified)


class _Simplified(dict[int, str]):
    """From a code point to what stands for it in the normal form; filled as they are met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        known = characters().get(character)
        simple = known.simplified if known else character
        self[point] = " " if unicodedata.category(simple)[0] in "CZ" else simple
        return self[point]


_simplified = _Simplified()


def tokens(text: str) -> list[Token]:
    """The tokens of a text in any form; what is neither character, number nor Latin word is dropped."""
    return [token_of(match) for match in _WORD.finditer(apart(text))]


def latin_words(texts: Iterable[str]) -> set[str]:
    """The Latin words of texts in any form."""
    return {token.text for text in texts for token in tokens(text) if token.kind == "latin"}


def apart(text: str) -> str:
    """A text in its normal form, with a space between a word and a year that stands right behind it."""
    return spaced(normal(text))


def spaced(text: str) -> str:
    """A text in its normal form, with that space."""
    return _BEFORE_A_YEAR.sub(r"\1 ", text)


def token_of(match: re.Match[str]) -> Token:
    """The token that a match of `_WORD`, or of its part `NUMBER_OR_LATIN`, is."""
    kind, value = str(match.lastgroup), match.group()
    if kind == "latin":
        return Token(_word(value), kind)
    return Token(value.replace(",", "") if kind == "number" else value, kind)


def _word(word: str) -> str:
    """An English word without its possessive and its plural: Hefei's alliances are alliance and hefei."""
    word = word.replace("’", "'").removesuffix("'s")
    if len(word) < LONG_ENOUGH_FOR_A_PLURAL or not word.endswith("s") or word.endswith("ss"):
        return word
    if not _VOWEL.search(word):  # initials, not a plural
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def key(text: str) -> str:
    """What two spellings of one name have in common: its tokens without spaces and punctuation."""
    return spelling(apart(text))


def is_han(text: str) -> bool:
    """Whether a text is Chinese characters and nothing else, each of them a token."""
    return _ONLY_HAN.fullmatch(text) is not None


def spelling(text: str) -> str:
    """The same of a text that was taken `apart` already."""
    return text if is_han(text) else "".join(token_of(match).text for match in _WORD.finditer(text))


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; of a single character, itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset([text] if text else [])


def look_alike(one: str, other: str) -> bool:
    """Whether two characters share the part that gives them their shape (杭 抗), all corners but one (末 未)."""
    table = characters()
    if one not in table or other not in table:
        return False
    if {one, *table[one].shape} & {other, *table[other].shape}:
        return True
    corners = zip(table[one].corners[:CORNERS], table[other].corners[:CORNERS], strict=False)
    return sum(a == b for a, b in corners) >= CORNERS - 1


def parsed_length(text: str) -> int:
    """The length of a plain text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def number_text(value: float | str) -> str:
    """A value as it is printed, without a needless decimal point."""
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def chinese_numeral(number: int) -> str:
    """A number from 0 to 99 in Chinese numerals: 8 is 八, 11 is 十一, 30 is 三十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"

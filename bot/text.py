"""Normal forms of what people type and what facts say: width, case, traditional to simplified, spelling."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from bot.characters import characters

LONG_ENOUGH_FOR_A_PLURAL = 5
LAST_KEYS = 8_192  # that are kept: a base's names are asked for with every question
DIGITS = "零一二三四五六七八九"
NUMERALS = f"{DIGITS[1:]}十"
SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # fillers of Hangul, and a Braille cell without dots
NUMBER_OR_LATIN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*(?:/\d+)?%?)"
    r"|(?P<latin>[a-z][a-z0-9]*(?:['’][a-z0-9]+)*)"
)
_WORD = re.compile(f"(?P<han>[一-鿿])|{NUMBER_OR_LATIN.pattern}")
_HAN = re.compile("[一-鿿]")
_ONLY_HAN = re.compile("[一-鿿]*")
_SCALE = re.compile("(?:[十万亿]|[百千](?!分点|分之|米|瓦|克|卡|强))+")  # not the 百 of 百分点, the 千 of 千瓦
_NUMBER = re.compile("-?[0-9]+(?:[.][0-9]+)?(?:/0*[1-9][0-9]*)?")
# of a script that leaves spaces between its words, unlike Chinese and Japanese
_LETTER_AFTER_A_DIGIT = re.compile(r"\d[^\W\d_\u2e80-\uffff]")
_VOWEL = re.compile("[aeiou]")
# gdp2021 is gdp and 2021, gdp5.46万亿 is gdp and 5.46万亿
_BEFORE_A_NUMBER = re.compile(r"([a-z])(?=(?:19|20)\d\d(?!\d)|\d+(?:[.]\d+)?[万亿%])")


class Token(NamedTuple):
    """One Chinese character, one number, or one Latin word, in its normal form."""

    text: str
    kind: str  # "han", "number" or "latin"


def normal(text: str) -> str:
    """The same text in half width, lower case and simplified characters; controls and marks become spaces."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_simplified)


class _Simplified(dict[int, str]):
    """From a code point to what stands for it in the normal form; filled as they are met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        known = characters().get(character)
        simple = known.simplified if known else character
        if character.isdecimal():
            simple = str(unicodedata.decimal(character))  # of any script
        self[point] = " " if unicodedata.category(simple)[0] in "CZ" else simple
        return self[point]


_simplified = _Simplified()


def is_blank(text: str) -> bool:
    """Whether nothing of a text is to be seen: spaces, controls, marks on nothing, and letters that are blank."""
    seen = (character for character in text if character not in BLANK)
    return all(unicodedata.category(character)[0] in "CMZ" for character in seen)


def tokens(text: str) -> list[Token]:
    """The tokens of a text in any form; what is neither character, number nor Latin word is dropped."""
    found = apart(text)
    if is_han(found):
        return [Token(character, "han") for character in found]
    return [token_of(match) for match in _WORD.finditer(found)]


def latin_words(texts: Iterable[str]) -> set[str]:
    """The Latin words of texts in any form."""
    return {token.text for text in texts for token in tokens(text) if token.kind == "latin"}


def apart(text: str) -> str:
    """A text in its normal form, with a space between a word and a year, or an amount, that stands right behind it."""
    return spaced(normal(text))


def spaced(text: str) -> str:
    """A text in its normal form, with that space."""
    return _BEFORE_A_NUMBER.sub(r"\1 ", text)


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


@lru_cache(maxsize=LAST_KEYS)
def key(text: str) -> str:
    """What two spellings of one name have in common: its tokens without spaces and punctuation."""
    return spelling(apart(text))


def is_han(text: str) -> bool:
    """Whether a text is Chinese characters and nothing else, each of them a token."""
    return _ONLY_HAN.fullmatch(text) is not None


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return _HAN.search(text) is not None


def spelling(text: str) -> str:
    """The same of a text that was taken `apart` already."""
    return text if is_han(text) else "".join(token_of(match).text for match in _WORD.finditer(text))


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; of a single character, itself."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset([text] if text else [])


def around(found: re.Match[str]) -> str:
    """The words before and behind what was found in them."""
    return f"{found.string[: found.start()]} {found.string[found.end() :]}"


def parsed_length(text: str) -> int:
    """The length of a plain text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def number_text(value: float | Fraction | str) -> str:
    """A value as it is printed: all its digits, no powers of ten and no needless decimal point."""
    if isinstance(value, float):
        return f"{Decimal(repr(value)).normalize():f}"
    if isinstance(value, Fraction):
        return f"{(Decimal(value.numerator) / value.denominator).normalize():f}"
    return str(value)


def is_number(value: float | str) -> bool:
    """Whether a figure's value is a number or a fraction, as it is printed: 16, 100.00, 1/15; no words."""
    return not isinstance(value, str) or _NUMBER.fullmatch(value) is not None


def scale_and_unit(unit: str) -> tuple[str, str]:
    """How many of what a unit is: 万标准箱 is 万 of 标准箱, 亿元 is 亿 of 元, 家 stands alone."""
    scale = _SCALE.match(unit)
    begin = scale.end() if scale else 0
    return unit[:begin], unit[begin:]


def with_unit(number: str, unit: str, statement: str = "") -> str:
    """A number with its unit: 263 companies, 640 km, but 263家, 3.9%, 310万TEU; 7nm where the statement has it so."""
    tight = f"{number}{unit}"
    is_latin = _LETTER_AFTER_A_DIGIT.fullmatch(number[-1:] + unit[:1])
    return f"{number} {unit}" if is_latin and tight not in statement else tight


def scale_of(unit: str) -> int:
    """How many ones a unit's scale is: 10000 of 万家, 1 of 家."""
    return math.prod(SCALES[scale] for scale in scale_and_unit(unit)[0])


def in_ones(value: float | str, unit: str) -> Fraction | None:
    """A figure's value in ones of its unit: 3.6 of 万家 is 36000; None for words."""
    return Fraction(number_text(value)) * scale_of(unit) if is_number(value) else None


def whole_number(text: str, most: int) -> int | None:
    """The number that at most so many ASCII digits are; None for any other text, which anybody may type or forge."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= most else None


def chinese_numeral(number: int) -> str:
    """A number from 0 to 99 in Chinese numerals: 8 is 八, 11 is 十一, 30 is 三十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"

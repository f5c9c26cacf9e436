"""What an English sentence claims, in the form that claims have: are there 20 parks? is 20个 … 吗."""

from __future__ import annotations

import re
from fractions import Fraction

from bot.search.english_numbers import in_digits
from bot.search.numerals import LARGEST, figure
from bot.units import ENGLISH_MONEY, ENGLISH_SCALES, ENGLISH_UNITS

# A question that claims something, which no 吗 ends; what is put before or behind a sentence that is to be verified.
_CLAIMS = re.compile(
    "(?:is it (?:true|correct|right)|is it so|(?:is|are|was|were) there|did|does|do|has|have|had|was|were|is|are) "
)
_TRUE_THAT = re.compile("^(?:is it (?:true|correct|right|so) that|(?:is|am i) (?:it )?(?:right|correct),?) ")
_RIGHT = re.compile(
    "[,;.?! ]+(?:is (?:that|this|it)(?: sentence| statement| figure| claim)? (?:right|correct|true|so)"
    "|right|correct|true|yes"
    "|(?:is|are|was|were|has|have|does|do|did)n't (?:it|they|there|he|she)|true or false)[ ?!.]*$"
)
_OF_COURSE = re.compile(  # said of whatever there is
    " (?:(?:is|are|was|were) )?(?:currently |now )?(?:available|in (?:existence|total|all|place)|altogether|overall)"
    "[ ?!.]*$"
)
_COMPARED = {
    "超过": "exceed(?:s|ed|ing)?|more than|over|above|surpass(?:es|ed|ing)?|topped"
    "|(?:great|high|long|larg|bigg)er than",
    "至少": "at least|no (?:less|fewer) than",
    "不到": "less than|fewer than|below|under|(?:low|short|small)er than",
    "不超过": "at most|no more than|up to",
    "约": "about|around|approximately|roughly|some",
    "近": "nearly|almost|close to",
    "达到": "reach(?:es|ed)?|totall?(?:s|ed)?|amount(?:s|ed)? to|hit",
}
_UNIT = "|".join(sorted(ENGLISH_UNITS, key=len, reverse=True))
_MUCH = re.compile(
    f"(?<![a-z0-9.])(?:(?P<before>{'|'.join(_COMPARED.values())}) )?"
    f"(?:(?P<dollars>(?:us)?[$])|(?P<money>{'|'.join(ENGLISH_MONEY)}) )?"
    f"(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:[.][0-9]+)?) ?"
    f"(?:(?P<scale>{'|'.join(ENGLISH_SCALES)})(?: (?P<of>{_UNIT}))?|(?P<unit>{_UNIT}|%))(?![a-z])"
)
_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_MANY_OF_IT = re.compile(" (?:[a-z-]+ ){0,2}?(?:(?!was|has|is)[a-z]+s|people|staff)(?![a-z])")  # 2024 firms
_OF_A_TIME = "the|in|since|by|until|till|from|to|after|before|during|of|for|end|early|late|year"
_COUNT = re.compile(
    rf"(?<![\w.,/-])(?<!number )(?:(?P<time>{_OF_A_TIME}) )?(?:(?P<before>{'|'.join(_COMPARED.values())}) )?"
    "(?P<number>[0-9]+(?:,[0-9]{3})*)(?= (?:[a-z]{3,}|of (?:which|them|these)))"
    "(?! (?:and|percent|million|billion|trillion|years?|months?|days?|yuan|dollars?|rmb|usd"
    "|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)
_HOW_LONG = re.compile("(?<=公里) (?:long|wide|in length)(?![a-z])")  # a length is one, and that is pinyin besides
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
}
_NUMERATORS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_FRACTION = re.compile(
    f"(?<![a-z])(?:(?P<before>{'|'.join(_COMPARED.values())}) )?(?P<many>{'|'.join(_NUMERATORS)})[- ]"
    f"(?P<part>{'|'.join(_PARTS)})s? (?=of )"
)
_HAS_A_SHARE = re.compile(
    "(?<![a-z])(?:produced?|generated?|contributed?|ma[dk]e up|represent(?:ed)?)s? (?=[^a-z]*[0-9.]+(?:/[0-9]+|%) of )"
)
_YEAR = re.compile("(?<= in )((?:19|20)[0-9]{2})(?![0-9年月.-])")


def english_claim(words: str) -> str:
    """An English claim with its amounts as 吗 has them (20个, 超过100亿元), its year as one, and as a question."""
    if not words.isascii():
        return words
    said = _RIGHT.sub("", _TRUE_THAT.sub("", words))
    if said == words and not _CLAIMS.match(words):
        return words
    said_in_digits = in_digits(_HAS_A_SHARE.sub("account for ", _FRACTION.sub(_fraction, _OF_COURSE.sub("", said))))
    measured = _HOW_LONG.sub("", _MUCH.sub(_much, said_in_digits))
    dated = _YEAR.sub(r"\1年", _COUNT.sub(_counted, measured))
    if said != words:
        return f"{dated.rstrip('?!. ')} 对吗"
    return words if dated == said else f"{dated.rstrip('?!. ')} 吗"


def _fraction(found: re.Match[str]) -> str:
    return f"{_compared(found['before'])}{_NUMERATORS[found['many']]}/{_PARTS[found['part']]} "


def _counted(found: re.Match[str]) -> str:
    is_year = found["time"] and len(found["number"]) == len("2024")
    if _A_YEAR.fullmatch(found["number"]) and not _MANY_OF_IT.match(found.string, found.end()):
        is_year = True  # the 2024 summit, held in summer 2024
    amount = f"{_compared(found['before'])}{found['number'].replace(',', '')}个"
    return found.group() if is_year else f"{found['time'] or ''} {amount}".strip()


def _much(found: re.Match[str]) -> str:
    amount = Fraction(found["number"].replace(",", "")) * ENGLISH_SCALES.get(found["scale"] or "", 1)
    of = "dollars" if found["dollars"] else found["money"] or found["of"] or found["unit"] or ""
    unit = ENGLISH_UNITS.get(of, found["unit"] or "")
    is_written = found["scale"] and amount <= LARGEST
    written = figure(amount) if is_written else found["number"].replace(",", "")
    return f"{_compared(found['before'])}{written}{unit}" if is_written or not found["scale"] else found.group()


def _compared(said: str | None) -> str:
    """The Chinese word for more than, at least and the like; none where none stands there."""
    return next((word for word, pattern in _COMPARED.items() if re.fullmatch(pattern, said or "")), "")

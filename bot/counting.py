"""The words by which Chinese counts: things, sessions, and shares of something larger. For patterns."""

from __future__ import annotations

import re

from bot.text import NUMERALS


def english(*words: str) -> str:
    """A pattern for whole English words: now is not in know. Chinese may stand right beside them."""
    return f"(?<![a-z])(?:{'|'.join(words)})(?![a-z])"


# By which things are counted: 195项, 16家. Which of them count alike is told by bot.search.counters.
CLASSIFIERS = "家个项条座次台套件所户款宗"
# By which one asks for a number of things: 几支, 多少种.
THINGS = f"{CLASSIFIERS}只艘辆架支批种类对届场趟份"

# Which of them count alike: 195项 is 195个条款.
COUNT_ALIKE = ("家所户", "台套", "项条件款宗份篇", "列趟班", "种类")

# How often an event was held; and which one is meant of what comes again and again: 第三届, 首批.
OCCASIONS = "届场次"
SESSIONS = f"{OCCASIONS}期批"
SESSION = f"(?:第[0-9{NUMERALS}]+|首)[{SESSIONS}]"
A_SESSION = re.compile(SESSION)

SHARE = "占(?!地)|比重|份额"

# English units of what is no thing: money, people, and what is measured.
MONEY_IN_ENGLISH = english(
    "dollars?",
    "euros?",
    "yuan",
    "yen",
    "kron(?:e|er|or)",
    "pounds sterling",
    "francs?",
    "rupees?",
    "won",
    "usd",
    "eur",
    "gbp",
    "cny",
    "rmb",
    "jpy",
    "chf",
    "cad",
    "aud",
    "nzd",
    "sgd",
    "hkd",
    "inr",
    "krw",
    "dkk",
    "sek",
    "nok",
)
PEOPLE_IN_ENGLISH = english(
    "people",
    "persons?",
    "residents?",
    "inhabitants?",
    "employees",
    "workers",
    "staff",
    "jobs?",
    "participants",
    "visitors?",
    "passengers?",
    "students?",
    "graduates?",
    "apprentices?",
    "researchers?",
    "scientists?",
    "engineers?",
)
MEASURES_IN_ENGLISH = english(
    "[kmgt]?wh?",
    "k?v",
    "pounds?",
    "percent(?:age)?",
    "points?",
    "[kn]?m[23]?",
    "miles?",
    "(?:kilo)?met(?:re|er)s?",
    "lit(?:re|er)s?",
    "kg",
    "ha",
    "t",
    "(?:kilo|mega|giga)?tons?",
    "tonnes?",
    "hectares?",
    "acres?",
    "years?",
    "months?",
    "days?",
    "hours?",
    "minutes?",
    "pp[mb]",
    "[kmg]?hz",
    "(?:kilo|mega|giga|tera)watts?",
    "square",
    "cubic",
    "barrels?",
)
ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
# The currencies and measures of claims, by the names that Chinese has for them.
ENGLISH_MONEY = {
    **dict.fromkeys(("yuan", "rmb", "cny"), "元"),
    **dict.fromkeys(("dollars", "usd"), "美元"),
    **dict.fromkeys(("euros", "euro", "eur"), "欧元"),
    **dict.fromkeys(("gbp",), "英镑"),
}
ENGLISH_UNITS = {
    **ENGLISH_MONEY,
    **dict.fromkeys(("percent",), "%"),
    **dict.fromkeys(("km", "kilometres", "kilometers"), "公里"),
    **dict.fromkeys(("square kilometres", "square kilometers", "km2"), "平方公里"),
    **dict.fromkeys(("hectares", "ha"), "公顷"),
    **dict.fromkeys(("tonnes", "tons", "t"), "吨"),
}
_MONEY = re.compile(f"元|英镑|[$€£¥]|{MONEY_IN_ENGLISH}", re.IGNORECASE)
_PEOPLE = re.compile(f"人|{PEOPLE_IN_ENGLISH}", re.IGNORECASE)


def is_money(unit: str) -> bool:
    """Whether a unit is of money: 万亿元, 亿美元, USD billion."""
    return _MONEY.search(unit) is not None


def counts_people(unit: str) -> bool:
    """Whether a unit counts people: 万人次, participants, jobs."""
    return _PEOPLE.search(unit) is not None

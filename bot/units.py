"""The units of figures: which are of money, which count people, and how English names money, people and measures."""

from __future__ import annotations

import re

from bot.counting import english

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

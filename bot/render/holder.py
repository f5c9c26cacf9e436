"""Who holds an office, as a fact's own words tell it (李文渊任理事长, 理事长由李文渊担任)."""

from __future__ import annotations

import re

from bot.facts import Fact
from bot.search import OFFICES
from bot.verbs import HOLDS_OFFICE

_OFFICE = re.compile(OFFICES)
_NAME = "(?P<who>[一-鿿·]{2,4}"
_HOLDS = f"(?:{HOLDS_OFFICE})"
_NO_OFFICE = "(?!单位|会|团|企业)"  # 理事长单位 is no person


def holder(fact: Fact, question: str) -> tuple[str, str]:
    """The person who holds the office that a question names, by a fact's statement, and the office; else nothing."""
    for office in dict.fromkeys(_OFFICE.findall(question)):
        named = f"(?<!副){office}{_NO_OFFICE}"
        found = re.search(f"(?:^|[，。；、由]){_NAME}?){_HOLDS}[^，。；]{{0,16}}?{named}", fact.statement) or re.search(
            f"{named}[由是为]{_NAME}?){_HOLDS}?(?=[，。；])", fact.statement
        )
        if found:
            return found["who"], office
    return "", ""

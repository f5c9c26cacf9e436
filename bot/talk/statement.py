"""A statement with an amount, which asks nothing: checked as if somebody asked whether it is right."""

from __future__ import annotations

import re

from bot.render.answer import findings_reply
from bot.render.reply import Reply
from bot.search import ASKING, ASKS, CLAIM, SO, Findings, cut
from bot.services import Services
from bot.talk.claim_parts import things_named
from bot.talk.each_claim import each_checked, is_all_so

_KEYWORDS = re.compile("(?<=[一-鿿]) +(?=[0-9一-鿿])")  # with spaces between, words are looked for and state nothing
STOPS = "。.!！;； "  # at the end of what is stated


def statement_checked(words: str, findings: Findings, services: Services) -> Reply | None:
    """What words state that ask nothing and find no answer, checked as if 对吗 stood behind it.

    None where they state no amount, or one of what is not known; and of English that no full stop ends.
    """
    asked = cut(words)
    asks = ASKING.search(asked) or CLAIM.search(asked) or ASKS.search(asked) or _KEYWORDS.search(asked.strip(STOPS))
    is_english = words.isascii()
    claim = f"{words.rstrip(STOPS)}{', right' if is_english else SO}"
    if findings.answers or asks or not services.search.amounts_claimed(claim):
        return None
    if is_english and not words.rstrip().endswith("."):
        return None
    claimed = services.search.find(claim)
    if (checked := each_checked(claim, claimed, services)) is not None:
        return checked
    is_denied = claimed.denied and claimed.denied == claimed.missing and claimed.hits[0].named >= 1
    is_denied = is_denied and services.search.claims_nearly(claim, claimed.hits[0].fact)
    is_told = is_all_so(claimed) or is_denied
    return findings_reply(claimed, services.catalogue) if is_told and things_named(asked, services.search) else None

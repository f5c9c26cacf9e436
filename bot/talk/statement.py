"""A statement with an amount, which asks nothing: checked as if somebody asked whether it is right."""

from __future__ import annotations

from bot.render.answer import findings_reply
from bot.render.reply import Reply
from bot.render.verdicts import RECORDED
from bot.search import ASKING, ASKS, CLAIM, LONGEST_QUESTION, SO, Findings, cut
from bot.search.lacks import names_figure
from bot.services import Services
from bot.talk.claim_parts import things_named
from bot.talk.each_claim import each_checked, is_all_so
from bot.talk.stating import STOPS, are_keywords, without_fillers


def statement_checked(words: str, findings: Findings, services: Services) -> Reply | None:
    """What words state that ask nothing, checked as if 对吗 stood behind it.

    None where they state no amount, or one of what is not known; and of English that no full stop ends. Of what is
    found at once it is said that its amount was not checked, where that cannot be told: no card passes a wrong one.
    """
    asked = cut(words)
    asks = ASKING.search(asked) or CLAIM.search(asked) or ASKS.search(asked) or are_keywords(words)
    is_english = words.isascii()
    right = ", right" if is_english else SO
    claim = f"{without_fillers(words.rstrip(STOPS))[: LONGEST_QUESTION - len(right)]}{right}"
    if asks or not services.search.amounts_claimed(claim):
        return None
    if is_english and not words.rstrip().endswith("."):
        return None
    claimed = services.search.find(claim)
    if (checked := each_checked(claim, claimed, services)) is not None:
        return checked
    if findings.answers:
        return _answer_checked(words, findings, claimed, services)
    is_denied = claimed.denied and claimed.denied == claimed.missing and claimed.hits[0].named >= 1
    is_denied = is_denied and services.search.claims_nearly(claim, claimed.hits[0].fact)
    is_told = is_all_so(claimed) or is_denied
    return findings_reply(claimed, services.catalogue) if is_told and things_named(asked, services.search) else None


def _answer_checked(words: str, findings: Findings, claimed: Findings, services: Services) -> Reply | None:
    """What is found for a statement, with what the same words come to as a claim: of the same fact, or not at all.

    None for a name (三个率先), and where that fact shows the amounts and nothing more can be told of them.
    """
    if not any(map(str.isdigit, words)):
        return None
    best, is_of_it = findings.hits[0].fact, set(claimed.missing) <= set(claimed.denied)
    if claimed.hits and claimed.hits[0].fact is best and is_of_it and (is_all_so(claimed) or claimed.denied):
        return findings_reply(claimed, services.catalogue)
    if services.search.claims_of(f"{words.rstrip(STOPS)}{SO}", best):
        return None
    named = "、".join(services.search.amounts_named(findings.question))
    if any(names_figure(named, figure) for figure in best.figures):  # it is called by that: 七项任务
        return None
    return findings_reply(findings, services.catalogue, [f"句中的{named}没有核对；{RECORDED}"]) if named else None

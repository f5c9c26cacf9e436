"""What is asked or said of an amount that the base has: 54.5%是什么, 550家都是银行吗, 28条政策都是央行出的吗."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.render.answer import findings_reply
from bot.render.reply import Reply, repeated
from bot.search import CLAIM, SO, Agreement, Findings, Verdict, cut
from bot.services import Services
from bot.talk.claim_parts import things_named
from bot.talk.each_claim import is_all_so

# What is said of so many: 28条政策|都是央行出的|吗.
_SAID_OF_IT = re.compile("(?P<of>[^,，0-9]*[0-9][^,，]*?)(?P<said>[都全]?(?:是|由|属于|来自)[^,，]+?)[吗么吧][?？]*")
# Behind an amount: what it is, or whose; nothing that it does.
_WHAT_IS_IT = re.compile("(?:[涨增降升跌]了?|说|指)?的?(?:是|指|对应|代表)的?是?(?:什么|啥|哪|谁)")
NOT_SAID = "这句话不能全部核对；资料里的{amount}说的是下面这一条，没有写到“{said}”："


def amount_told(words: str, findings: Findings, services: Services) -> Reply | None:
    """The fact that has the amount of which something is asked, or said that no source says; else None."""
    if CLAIM.search(cut(words)):
        return _said_of_it(words, findings, services)
    return _what_it_is(words, services) if findings.verdict is Verdict.NONE else None


def _what_it_is(words: str, services: Services) -> Reply | None:
    """The fact of an amount of which words ask what it is, and name nothing else but that (54.5%涨的是什么)."""
    search, amounts = services.search, services.search.amounts_named(words)
    if len(amounts) != 1 or not _WHAT_IS_IT.match(cut(words).partition(amounts[0])[2]):
        return None
    rest, found = search.without_amounts(words), search.find(amounts[0])
    if not found.answers or not search.claims_of(f"{amounts[0]}{SO}", found.hits[0].fact):
        return None
    named = search.mentioned(rest)
    is_of_another = {place.id for place in named.places}.difference(found.hits[0].fact.places) or named.required
    things = [each for each in named.things if len(each) > 1]  # 市, 个 name nothing
    is_of_it = all(search.is_named_like(found.hits[0].fact, each) for each in things)
    return findings_reply(found, services.catalogue) if is_of_it and not is_of_another else None


def _said_of_it(words: str, findings: Findings, services: Services) -> Reply | None:
    """The fact of an amount, where words say something of it that the fact does not."""
    said, search = _SAID_OF_IT.fullmatch(cut(words).strip()), services.search
    amounts = search.amounts_named(said["of"]) if said else []
    if said is None or len(amounts) != 1 or findings.denied or is_all_so(findings):
        return None
    if findings.verdict is Verdict.NONE:
        of_it = (search.find(f"{said['of']}{end}") for end in (SO, ""))
        findings = next((each for each in of_it if each.answers and not each.missing), findings)
        findings = replace(findings, agreement=Agreement.OPEN, confirmed=())
    is_open = findings.agreement is Agreement.OPEN and bool(findings.hits)
    is_it = is_open and search.claims_of(f"{amounts[0]}{SO}", findings.hits[0].fact)
    if not is_it or not things_named(said["said"], search):
        return None
    line = NOT_SAID.format(amount=repeated(amounts[0]), said=repeated(said["said"]))
    return findings_reply(findings, services.catalogue, [line])

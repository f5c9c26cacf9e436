"""What somebody said who is named, or was just told of: 陈浩怎么看飞地, 他还说了什么, what did he say about chips."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.facts import Fact
from bot.render.answer import findings_reply
from bot.render.detail import not_told_reply, said_reply
from bot.render.fact import fact_reply
from bot.render.reply import Reply
from bot.search import Correction, cut
from bot.services import Services

_SAYS = "(?:怎么|如何|咋)(?:看待?|说|评价)|谈到?[了过]?|提到?[了过]?"  # 他说… may go on with what is claimed
_AT_ITS_END = f"(?:{_SAYS}|[说讲]到?[了过]?|有?什么(?:看法|意见|观点|说法|评价))(?:些?什么|啥)?"
# Who said it, and of what: 他怎么看飞地, 陈浩对飞地怎么说, what did he say about chips.
_SAID = re.compile(
    "what (?:else )?did (?P<by>s?he|they) (?:say|mention) (?:about|on|of) (?P<english>[^,.?!]+)[?\\s]*"
    f"|(?P<who>[他她]|[^,，。？?！!]{{2,10}}?)(?:还|又|是|曾)?(?:(?:对于?|关于|就)(?P<of>[^,，。？?！!]{{1,12}}?)(?:的|有|是)?{_AT_ITS_END}"
    f"|(?:{_SAYS})(?P<on>[^,，。？?！!]{{1,12}}?)(?:的|什么|没有?|了)?)[呢吗的?？\\s]*"
    "|(?P<alone>[他她]|[^,，。？?！!]{2,10}?)(?:还|又|都|是|曾)*(?:[说讲谈提]到?(?:过|了)?些?(?:什么|啥)|怎么[说看]的?)[呢?？\\s]*"
)
_WHAT = re.compile("(?:些?什么|啥|的|了|过|呢)*")


def said_by(words: str, shown: Sequence[Fact], last: str | None, services: Services) -> tuple[str, str]:
    """Who is asked about, and of what he may have spoken (empty: of anything); both empty for other words."""
    found = _SAID.fullmatch(cut(words).strip())
    if found is None or services.search.amounts_claimed(words):
        return "", ""
    of = found["english"] or found["of"] or found["on"] or ""
    named = found["alone"] or found["who"]
    if named in (None, "他", "她"):
        by = _meant(shown, last, services)
    else:
        by = named if named in services.catalogue.speakers else ""  # with an office that one is told, too
    return (by, "" if _WHAT.fullmatch(of) else of) if by else ("", "")


def said_by_reply(by: str, of: str, shown: Sequence[Fact], read: str, services: Services) -> Reply:
    """What that speaker said of something; else all that he said, and that this is not among it.

    `read`: the words in which that was asked, where they did not name him.
    """
    catalogue = services.catalogue
    its = [fact for fact in catalogue.facts if fact.speaker == by]
    if not of:
        return said_reply(its[0], catalogue) if len(its) > 1 or its[0] in shown else fact_reply(its[0], catalogue)
    again = f"{by} {of}"
    found = services.search.find(again)
    if found.answers and found.hits[0].fact.speaker == by:
        corrections = (Correction(read, again), *found.corrections) if read else found.corrections
        return findings_reply(replace(found, corrections=corrections), catalogue)
    if its == [*shown]:
        return not_told_reply(its[0], catalogue, is_certain=False)
    return said_reply(its[0], catalogue, of)


def _meant(shown: Sequence[Fact], last: str | None, services: Services) -> str:
    """Who was just told of: the speaker of all that was shown, else the one that was asked about or that it names."""
    speakers = {fact.speaker for fact in shown}
    if len(speakers) == 1 and (by := speakers.pop()):
        return by
    for text in (last or "", "".join(fact.statement for fact in shown)):
        named = [name for name in services.catalogue.speakers if name in text]
        if named:
            return named[0] if len(named) == 1 else ""
    return ""

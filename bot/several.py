"""Several questions in one message (湖州有多少高企，芜湖技术合同多少; 高企和研发机构各多少): each by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.facts import Fact
from bot.followup import resumed
from bot.render.answer import no_record
from bot.render.lead import list_reply
from bot.render.reply import Reply, escape
from bot.search import ASKING, Search, cut
from bot.services import Services

MOST = 3  # questions that one message is taken for
SEVERAL = "问了几件事，分开查："
_BETWEEN = re.compile(r"[,，。;；?？!！\n]+|、(?=[^、]*(?:多少|几))")
_EACH = re.compile("(?P<one>.{2,}?)(?:和|与|跟|、)(?P<two>.{2,}?)(?:各是?|各自是?|分别是?)(?P<asked>有?(?:多少|几).*)")


def several_answers(words: str, services: Services) -> Reply | None:
    """What answers each of several questions, one after another; None where it is one, or none of them is answered."""
    asked = _questions(cut(words), services.search)
    found: list[tuple[str, Fact | None]] = []
    for question in asked:
        findings = services.search.find(question)
        found.append((question, findings.hits[0].fact if findings.answers else None))
    facts = list({fact.id: fact for _, fact in found if fact is not None}.values())
    if not facts or len(asked) < 2:
        return None
    unknown = [no_record(question) for question, fact in found if fact is None]
    return list_reply(facts, services.catalogue, "\n".join([SEVERAL, *map(escape, unknown)]))


def _questions(words: str, search: Search) -> Sequence[str]:
    """The questions of a message, each with what it is asked of where only one before it says that."""
    each = _EACH.fullmatch(words.strip(" ?？。"))
    if each is not None and search.mentioned(each["one"]).rest:  # 杭州和湖州高企 are not two things
        parts = [f"{each['one']}{each['asked']}", f"{each['two']}{each['asked']}"]
        places = search.mentioned(parts[0]).places
        if places and not search.mentioned(parts[1]).places:
            parts[1] = f"{places[0].name} {parts[1]}"
        return parts
    parts = [part.strip() for part in _BETWEEN.split(words) if part.strip()]
    if not 1 < len(parts) <= MOST or not all(map(ASKING.search, parts)):
        return ()
    found: list[str] = []
    for part in parts:
        again = resumed(part, found[-1], search) if found else None
        found.append(again.words if again is not None and not again.lacks else part)
    return found

"""Which of what was claimed is right, or wrong, asked after it was checked: 哪个错了, 正确的是多少, 第二个对吗."""

from __future__ import annotations

import re

from bot.facts import Fact
from bot.render.fact import First, fact_reply
from bot.render.reply import Reply
from bot.search import ASKING, CLAIM, cut
from bot.services import Services
from bot.talk.each_claim import each_part, parts_reply
from bot.talk.stating import quotes_in
from bot.text import NUMERALS

# What asks, after several were checked, which is right or wrong: 正确的是多少, 第二个错在哪.
_PUT_RIGHT = re.compile(
    f"(?:那么?)?(?:第(?P<number>[{NUMERALS}])[个项句条处]?)?的?(?:(?<=[个项句条处])[,，]?(?:是?对的?吗|对不对|准确?吗|没错吧)|(?:正确|准确|对)的(?:数据?|数字|说法)?应?该?是?(?:多少|几|什么|哪个)"
    "|(?:有)?(?:哪[个些里儿处]|什么)?(?:地方)?(?:不对|错了?|有误)(?:在哪[里儿]?)?)[呢啊呀]?[?？。]*"
)


def what_is_right(words: str, last: str, shown: Fact | None, services: Services) -> Reply | None:
    """What was not so of what was claimed `last`, where words ask for what is right, or what is wrong; else all of it.

    Of one that is counted (第二个错在哪) what was said of it; of a single claim the fact that was `shown`.
    """
    if (asked := _PUT_RIGHT.fullmatch(cut(words).strip())) is None or ASKING.search(cut(last)):
        return None
    if not (checked := each_part(cut(last), services, quotes_in(last, services))):
        is_claim = CLAIM.search(cut(last))
        return fact_reply(shown, services.catalogue, first=First.FIGURES) if shown and is_claim else None
    if number := asked["number"]:
        of_it = checked[NUMERALS.index(number) : NUMERALS.index(number) + 1]
    else:
        of_it = [each for each in checked if each.is_denied] or checked
    return parts_reply("", of_it, last, services) if any(each.fact for each in of_it) else None


def asks_of_one_amount(words: str, last: str | None, services: Services) -> bool:
    """Whether words ask of one of several amounts that were claimed `last`, by its place, if it is so (第二个对吗)."""
    found = _PUT_RIGHT.fullmatch(cut(words).strip())
    is_one = last is not None and found is not None and found["number"] is not None
    return (
        is_one
        and not ASKING.search(cut(last or ""))
        and bool(each_part(cut(last or ""), services, quotes_in(last or "", services)))
    )

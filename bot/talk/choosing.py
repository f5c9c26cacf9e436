"""A button of the last reply that is named in words: 第二个, 最后一条, 2, 下一页, the second one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.render.reply import NEXT_PAGE, PAGE_BEFORE, Reply
from bot.text import NUMERALS

_OPEN = "(?:看看?|打开|展开|查看|点开|选|要|show (?:me )?|open )?(?:一下)?"
_COUNTED = "[个条项则]"
_CHOOSES = re.compile(
    f"{_OPEN}(?:第?(?P<number>[0-9]{{1,3}}|第[{NUMERALS}]){_COUNTED}?|(?:number|no\\.?) ?(?P<counted>[0-9]{{1,3}})"
    f"|(?P<last>最后一?{_COUNTED}|(?:the )?last(?: one)?)"
    "|(?:the )?(?P<english>first|second|third|fourth|fifth)(?: one)?)(?:的?(?:详情|详细|内容))?[呢吧]?"
)
_TURNS = {
    NEXT_PAGE: re.compile("(?:看|翻)?(?:下一页|下页|后一页)|next(?: page)?"),
    PAGE_BEFORE: re.compile("(?:看|翻)?(?:上一页|上页|前一页)|prev(?:ious)?(?: page)?"),
}
_ENGLISH = ("first", "second", "third", "fourth", "fifth")


def offered(reply: Reply) -> dict[str, str]:
    """What the numbers below a reply open, and the way to the pages beside it: a button's data by its label."""
    buttons = [button for row in reply.rows for button in row]
    return {b.label: b.press.pack() for b in buttons if b.press and (b.label.isdecimal() or b.label in _TURNS)}


def chosen(words: str, buttons: Mapping[str, str]) -> str | None:
    """The data of the button that words name and nothing else; None when they name none of these."""
    words = words.strip(" \n?？。!！.").casefold()
    for label, named in _TURNS.items():
        if named.fullmatch(words):
            return buttons.get(label)
    numbers = sorted((label for label in buttons if label.isdecimal()), key=int)
    found = _CHOOSES.fullmatch(words)
    if found is None or not numbers:
        return None
    if found["last"]:
        return buttons[numbers[-1]]
    number = found["number"] or found["counted"] or str(1 + _ENGLISH.index(found["english"]))
    return buttons.get(number if number.isascii() else str(1 + NUMERALS.index(number[-1])))

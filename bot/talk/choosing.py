"""A button of the last reply that is named in words: 第二个, 最上面那份, 2, 下一页, the second one, 第二条的来源."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.render.reply import NEXT_PAGE, PAGE_BEFORE, Press, Reply
from bot.talk.detail import detail_asked
from bot.text import NUMERALS, normal

_OPEN = "(?:看看?|打开|展开|查看|点开|选|要|show (?:me )?|open )?(?:一下)?"
_COUNTED = "[个条项则份家篇座位件种所只支款]"
_THAT = f"(?:的|[那这])?(?:一?{_COUNTED})?"
_ITEM = (
    f"(?:上面|列表里?|其中|里面)?的?第(?P<number>[0-9]{{1,3}}|[{NUMERALS}]){_COUNTED}"
    f"|(?P<top>(?:最(?:上面|上边|上头|前面|开头)|头){_THAT}|(?:the )?top(?: one)?)"
    f"|(?P<last>最后(?:面|边)?{_THAT}|最(?:下面|下边|底下){_THAT}|(?:the )?(?:last|bottom)(?: one)?)"
    "|(?:the )?(?P<english>first|second|third|fourth|fifth)(?: one)?"
)
_CHOOSES = re.compile(
    f"{_OPEN}(?:{_ITEM}|第(?P<bare>[0-9]{{1,3}})|(?:number|no\\.?|#)? ?(?P<counted>[0-9]{{1,3}}){_COUNTED}?)"
    "(?:的?(?:详情|详细|内容))?[呢吧]?"
)
_WITH_MORE = re.compile(f"(?P<item>{_ITEM})的?(?P<asks>.+)")
_TURNS = {
    NEXT_PAGE: re.compile("(?:看|翻)?(?:到)?(?:下一页|下页|后一页|后面的?)|next(?: page)?"),
    PAGE_BEFORE: re.compile("(?:看|翻)?(?:上一页|上页|前一页)|prev(?:ious)?(?: page)?"),
}
# Where there is a next page, it is more of the list; else it may be asked of something else.
_MORE = re.compile(
    "(?:看|还有)?更多的?|继续|接着(?:看|来)?|往下看?|再来(?:一?页|点)?|(?:后面)?还有[吗么呢]|more|go on|continue"
)
_PAGE = re.compile(f"(?:看|翻)?到?(?:第(?P<said>[0-9]{{1,3}}|[{NUMERALS}])页|(?:the )?page (?P<english>[0-9]{{1,3}}))")
LAST_PAGE = 999  # or one behind it, which turns to the last
_ENGLISH = ("first", "second", "third", "fourth", "fifth")


def offered(reply: Reply) -> dict[str, str]:
    """What the numbers below a reply open, and the way to the pages beside it: a button's data by its label.

    What may be meant of a reply that is a choice is numbered as it stands.
    """
    buttons = [button for row in reply.rows for button in row]
    opens = {b.label: b.press.pack() for b in buttons if b.press and (b.label.isdecimal() or b.label in _TURNS)}
    if reply.is_choice:
        alone = (row[0] for row in reply.rows if len(row) == 1 and row[0].label not in opens)
        named = (button.press.pack() for button in alone if button.press)
        opens |= {str(number): data for number, data in enumerate(named, 1)}
    return opens


def chosen(words: str, buttons: Mapping[str, str]) -> str | None:
    """The data of the button that words name and nothing else; None when they name none of these."""
    words = _said(words)
    for label, named in _TURNS.items():
        if named.fullmatch(words):
            return buttons.get(label)
    if _MORE.fullmatch(words):
        return buttons.get(NEXT_PAGE)
    if (page := _PAGE.fullmatch(words)) is not None:
        turns = next((buttons[label] for label in _TURNS if label in buttons), None)
        turned_to = _number(page["said"] or page["english"]) or LAST_PAGE  # 第0页: how many there are is told
        return Press.unpack(turns).on_page(turned_to).pack() if turns else None
    numbers = _numbers(buttons)
    found = _CHOOSES.fullmatch(words)
    if found is None or not numbers:
        return None
    if found["last"] or found["top"]:
        return buttons[numbers[-1 if found["last"] else 0]]
    number = found["number"] or found["bare"] or found["counted"] or str(1 + _ENGLISH.index(found["english"]))
    return buttons.get(str(_number(number)))


def _number(said: str) -> int:
    return int(said) if said.isascii() else 1 + NUMERALS.index(said)


def item_apart(words: str) -> tuple[str, str]:
    """The item of a list that words name, and the detail of it that they ask for (第二条的来源); else words alone."""
    found = _WITH_MORE.fullmatch(_said(words))
    return (found["item"], found["asks"]) if found and detail_asked(found["asks"]) else (words, "")


def page_named(words: str) -> int | None:
    """The page of a list that words name by its number and nothing else (第三页); None for other words."""
    found = _PAGE.fullmatch(_said(words))
    return _number(found["said"] or found["english"]) if found else None


def page_shown(buttons: Mapping[str, str]) -> int:
    """The number of the page that those buttons stand under."""
    before = buttons.get(PAGE_BEFORE)
    return 1 if before is None else 1 + int(Press.unpack(before).arguments[-1])


def names_an_item(words: str) -> bool:
    """Whether words name an item or a page of a list and nothing else; no number alone: that may be something else."""
    words = _said(words)
    found = _CHOOSES.fullmatch(words)
    turns_a_page = any(named.fullmatch(words) for named in (*_TURNS.values(), _PAGE))
    return turns_a_page or (found is not None and not found["counted"])


def most_offered(buttons: Mapping[str, str]) -> int:
    """The number of the last item that can be opened; 0 where none can."""
    return int((_numbers(buttons) or "0")[-1])


def _numbers(buttons: Mapping[str, str]) -> list[str]:
    return sorted((label for label in buttons if label.isdecimal()), key=int)


def _said(words: str) -> str:
    return normal(words).strip(" ?.。!").casefold()

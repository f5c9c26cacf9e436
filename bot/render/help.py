"""What the bot says of itself, from the list of commands and the base's record: greeting, help, usage, about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot import __version__
from bot.catalogue import Catalogue
from bot.render import presses
from bot.render.names import ask_in_english, names_lines
from bot.render.reply import Button, Reply, bold, escape, in_rows, italic, joined, label, repeated
from bot.render.words import published_text


class Described(Protocol):
    """A command as help tells of it: its two names, what may follow, and what it does."""

    @property
    def name(self) -> str: ...
    @property
    def chinese(self) -> str: ...
    @property
    def usage(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def sets_up(self) -> bool: ...


def examples(kind: str, catalogue: Catalogue) -> Sequence[str]:
    """The base's example questions for a command, or for plain words."""
    found: Sequence[str] = getattr(catalogue.about.examples, kind, ())
    return found


def example_buttons(kind: str, catalogue: Catalogue) -> list[Button]:
    """The same as buttons that ask them. They carry a number, for a button's data is short."""
    return [Button(label(text), presses.ask(kind, n)) for n, text in enumerate(examples(kind, catalogue))]


def start_reply(catalogue: Catalogue, name: str) -> Reply:
    """The greeting; `name` is the bot's @name where it must be called, else ""."""
    about = catalogue.about
    asks = "、".join(f"“{escape(text)}”" for text in about.examples.words)
    how = f"在群里{called_text(catalogue, name)}" if name else f"直接发词就能查，例如 {asks}"
    forgiven = "打错字、拼音、繁体也认得" if catalogue.is_chinese else "打错字也认得"
    lines = f"{how}；{forgiven}。\n{ask_in_english(catalogue)}"
    rows = in_rows([*example_buttons("city", catalogue), *example_buttons("fact", catalogue)])
    html = joined(bold(about.name), escape(about.summary), lines, "/help 看全部命令，/today 看今天的大事。")
    return Reply(html, tuple(rows), is_aside=True)


def called_text(catalogue: Catalogue, name: str) -> str:
    """How the bot of that @name is asked in a group, with the base's example."""
    ask = escape(catalogue.about.examples.city[0])
    return f"发 <code>/city {ask}</code>，回复我的消息，或者写 <code>@{escape(name)} {ask}</code>"


def courtesy_reply(*, is_thanks: bool) -> Reply:
    """To thanks, and to whatever else is only polite."""
    welcome = "不客气。" if is_thanks else ""
    return Reply(f"{welcome}要查什么，直接发词就行；/help 看怎么用。", is_aside=True)


def help_reply(lines: Sequence[Described], catalogue: Catalogue) -> Reply:
    """Every command with both names and what it does, in private."""
    table = [f"/{line.name} {escape(line.usage)}（{escape(line.chinese)}）{escape(line.summary)}" for line in lines]
    example = escape(catalogue.about.examples.city[0])
    forms = f"中文写法一样能用：“/城市 {example}”；私聊里也可以不带斜线：“城市 {example}”，或者直接发要查的词。"
    table = [line.replace(" （", "（") for line in table]
    rows = in_rows(example_buttons("words", catalogue))
    return Reply(joined(bold("命令"), "\n".join(table), forms, "试一试："), tuple(rows))


def group_help_reply(lines: Sequence[Described], catalogue: Catalogue, bot_name: str) -> Reply:
    """In a group, where most of what is said is not for the bot: how it is called; the commands by name alone."""
    example, name = escape(catalogue.about.examples.city[0]), escape(bot_name)
    ways = (
        f"· 发命令：<code>/city {example}</code>；群里有几个机器人时写 <code>/city@{name} {example}</code>",
        "· 回复我的消息，直接写要查的词",
        f"· 写我的名字：<code>@{name} {example}</code>",
    )
    asked, set_up = (
        "　".join(f"/{line.name} {escape(line.chinese)}" for line in lines if line.sets_up == sets_up)
        for sets_up in (False, True)
    )
    called = "\n".join([bold("在群里这样叫我"), *ways, "别的话我不插嘴。"])
    way = Button("到私聊里看全部用法", start="")
    return Reply(joined(called, f"{bold('命令')}\n{asked}", f"{bold('群管理员')}\n{set_up}"), ((way,),))


def usage_line(line: Described, catalogue: Catalogue) -> str:
    """How a command is used that came without its words, with the base's examples. Not an error."""
    usage = f"{bold('用法')}：/{line.name} {escape(line.usage)}"
    shown = "　".join(f"<code>/{line.name} {escape(example)}</code>" for example in examples(line.name, catalogue))
    return f"{usage}\n例如：{shown}" if shown else usage


def usage_reply(line: Described, catalogue: Catalogue, before: str = "") -> Reply:
    """How a command is used, as an answer: with its examples on buttons, below what `before` says."""
    return Reply(joined(before, usage_line(line, catalogue)), tuple(in_rows(example_buttons(line.name, catalogue))))


def about_reply(catalogue: Catalogue) -> Reply:
    about = catalogue.about
    oldest, newest = min(source.published for source in catalogue.sources), catalogue.reach
    counts = (
        f"{len(catalogue.facts)} 条事实，其中带日期的大事 {len(catalogue.events)} 件；{len(catalogue.sources)} 个来源，"
    )
    since = f"{published_text(oldest)}到" if oldest != newest else ""
    counts += f"发布于{since}{published_text(newest)}。"
    rules = "每条都由编辑据原文改写，附时点和来源；查不到就直说，不猜数字。之后发生的事不在其中。"
    rows = [(Button("来源", presses.ask("sources")), Button("主题", presses.ask("topics")))]
    lines = joined(*names_lines(about), escape(about.summary), escape(counts), rules)
    return Reply(joined(lines, italic(f"版本 {__version__}")), tuple(rows))


def unknown_command_reply(name: str, near: Sequence[str]) -> Reply:
    meant = "是不是要用 " + "、".join(f"/{escape(each)}" for each in near) + "？" if near else ""
    return Reply(f"没有“/{repeated(name)}”这个命令。{meant}/help 看全部命令。")


def gone_reply() -> Reply:
    """A link or a button to something that is no longer in the base."""
    return Reply("这一条已经不在资料里了，可能换了名字，或者链接不完整。请用关键词重新查找。")


def only_words_reply() -> Reply:
    return Reply("我只读文字：发一个城市、一个词或一个日期给我，/help 看全部命令。")


def trouble_reply(reference: str) -> Reply:
    return Reply(f"出了点问题，这次没能回答。请稍后再试；需要反馈时请报编号 {escape(reference)}。")


NOT_IN_CHANNELS = "请到和我的私聊里查看。"
OLD_BUTTON = "这个按钮已经用不了，请重新查询。"
TROUBLE = "出了点问题，请稍后再试。编号 {reference}"
LATER = "这会儿连不上 Telegram 的服务，这一步没有办成，请过几分钟再试。"
TOO_FAST = "你问得太快了，请过几秒再问。"
GROUP_TOO_FAST = "群里问得太快了：次数是大家合用的，请过一会儿再问，或者到和我的私聊里问。"

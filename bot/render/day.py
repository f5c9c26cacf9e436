"""What a day holds, as an answer to /today and /on, and as the digest of that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.digest import Day
from bot.render.listing import event
from bot.render.reply import Block, Press, Reply, bold, escape, italic, joined, page_mark, page_of, page_rows
from bot.render.words import day_text

WEEKDAYS = "一二三四五六日"
ROUND = 5  # every fifth anniversary is set apart


def day_reply(day: Day, number: int, catalogue: Catalogue, is_today: bool, before: str = "") -> Reply:
    """The milestones of a day; on an empty day the nearest ones ahead."""
    name = f"{day_text(day.on)}（{'今天，' if is_today else ''}星期{WEEKDAYS[day.on.weekday()]}）"
    return _pages(bold(name), _blocks(day, catalogue), number, Press("on", (day.on.isoformat(),)), before)


def digest_reply(day: Day, number: int, catalogue: Catalogue) -> Reply:
    """The digest as a chat would get it on that day."""
    head = f"{bold(f'{catalogue.about.name} · 每日简报')}\n{day_text(day.on)}　星期{WEEKDAYS[day.on.weekday()]}"
    return _pages(head, _blocks(day, catalogue), number, Press("digest", (day.on.isoformat(),)))


def month_reply(month: int, number: int, catalogue: Catalogue) -> Reply:
    """The dated events of a calendar month of any year, with and without a day."""
    facts = [f for f in catalogue.events if _is_of_month(f.when, month)]
    if not facts:
        return Reply(joined(bold(f"{month}月"), "没有记录到的大事。"))
    blocks = [event(fact, catalogue, bold(f"{fact.when.first.year}年")) for fact in facts]
    return _pages(f"{bold(f'{month}月')}　历年 {len(facts)} 件", blocks, number, Press("on", (f"{month}月",)))


def _is_of_month(moment: PartialDate, month: int) -> bool:
    return moment.first.month == month == moment.last.month and moment.first.year == moment.last.year


def _pages(head: str, blocks: list[Block], number: int, turn: Press, before: str = "") -> Reply:
    page = page_of(blocks, number)
    return Reply(joined(before, head, page.html, page_mark(page)), tuple(page_rows(page, turn)))


def _blocks(day: Day, catalogue: Catalogue) -> list[Block]:
    return [*_of_the_day(day, catalogue), *_of_the_month(day, catalogue), *_ahead(day)]


def _of_the_day(day: Day, catalogue: Catalogue) -> Iterator[Block]:
    if day.is_empty:
        yield Block("这一天没有记录到的大事。")
    round_ones = [m for m in day.milestones if m.years and m.years % ROUND == 0]
    others = [m for m in day.milestones if m not in round_ones]
    for heading, milestones in (("逢五逢十", round_ones), ("历史上的这一天", others)):
        for milestone in milestones:
            block = event(milestone.fact, catalogue, bold(heading), milestone.years)
            on = milestone.fact.when.first
            moved = italic(f"\n原为{on.month}月{on.day}日，平年提前一天") if on.day != day.on.day else ""
            yield Block(block.html + moved, block.opens, block.heading)


def _of_the_month(day: Day, catalogue: Catalogue) -> Iterator[Block]:
    for fact in day.month:
        yield event(fact, catalogue, bold("本月（只知道月份）"))


def _ahead(day: Day) -> Iterator[Block]:
    for coming in day.ahead:
        what = "；".join(f"{m.fact.title}{f'（{m.years}周年）' if m.years else ''}" for m in coming.milestones[:3])
        more = f"等 {len(coming.milestones)} 件" if len(coming.milestones) > 3 else ""
        distance = (coming.day - day.on).days
        text = f"{bold(day_text(coming.day))}（{distance}天后）{escape(what)}{more}"
        yield Block(text, Press("on", (coming.day.isoformat(),)), bold("接下来"))


def no_day_reply(words: str, command: str, catalogue: Catalogue) -> Reply:
    """Words that are no day: how to write one, and the days of which most is known."""
    known = Counter((day.month, day.day) for day in catalogue.event_days())
    days = [f"{month:02d}-{number:02d}" for (month, number), _ in known.most_common(3)]
    shown = "　".join(f"<code>/{command} {each}</code>" for each in days)
    return Reply(joined(f"“{escape(words[:30])}”不是日期。", f"写成 11-08、11月8日 或 2021-11-08，例如：{shown}"))

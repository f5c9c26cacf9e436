"""What a day holds, as an answer to /today and /on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from bot.catalogue import Catalogue
from bot.digest import Day, Milestone, announced_for_months, events_of_months
from bot.facts import Fact
from bot.render import presses
from bot.render.listing import entry, event
from bot.render.reply import Block, Button, Reply, bold, escape, in_rows, italic, joined, paged, repeated
from bot.render.words import MONTH_ONLY, THIS_MONTH, beyond_text, day_text, weekday_text, years_since

SHOWN_AHEAD = 3  # events named of a coming day
ANNOUNCED = "预告"
PARTS = {(1, 6): "上半年", (7, 12): "下半年"}  # of a year, by their first and last months
PARTS |= {(3 * at + 1, 3 * at + 3): f"第{number}季度" for at, number in enumerate("一二三四")}


def day_reply(day: Day, number: int, catalogue: Catalogue, *, is_today: bool) -> Reply:
    """The milestones of a day; on an empty day the nearest ones ahead."""
    name = f"{day_text(day.on)}（{'今天，' if is_today else ''}{weekday_text(day.on)}）"
    return paged(bold(name), _blocks(day, catalogue, is_today=is_today), number, presses.day(day.on))


def months_reply(months: Sequence[int], year: int | None, number: int, catalogue: Catalogue) -> Reply:
    """The dated events of a month or a part of a year, of a year or of every year; then what was announced for it."""
    facts, announced = events_of_months(catalogue, months, year), announced_for_months(catalogue, months, year)
    which = f"{months[0]}月" if len(months) == 1 else PARTS[months[0], months[-1]]
    name = f"{year}年{which}" if year else which
    if not facts and not announced:
        return _other_months(name, year, months[0], catalogue)
    blocks = [event(fact, catalogue, bold(f"{fact.when.first.year}年")) for fact in facts]
    counted = [f"{len(facts)} 件"] if facts else []
    counted += [f"预告 {len(announced)} 条"] if announced else []
    head = f"{bold(name)}　{'' if year else '历年 '}{'，'.join(counted)}"
    return paged(head, [*blocks, *announced_blocks(announced, catalogue)], number, presses.month(name))


def _other_months(name: str, year: int | None, first: int, catalogue: Catalogue) -> Reply:
    """That months, from the `first` on, hold nothing; the months of their year that hold something, or of any year."""
    beyond = beyond_text(date(year, first, 1), catalogue.reach) if year else ""
    of_year, which = _with_something(year, catalogue), "这一年有记录的月份："
    if year is None or not of_year:
        of_year, which = _with_something(None, catalogue), "历年有记录的月份："
    rows = in_rows(Button(each, presses.month(each)) for each in of_year)
    return Reply(joined(bold(name), f"{beyond}没有记录到的大事。{which}"), tuple(rows))


def _with_something(year: int | None, catalogue: Catalogue) -> list[str]:
    """The names of the months of a year, or of every year, that hold something."""
    of_year = f"{year}年" if year else ""
    asked = ((catalogue, [month], year) for month in range(1, 13))
    return [f"{of_year}{each[1][0]}月" for each in asked if events_of_months(*each) or announced_for_months(*each)]


def _blocks(day: Day, catalogue: Catalogue, *, is_today: bool) -> list[Block]:
    return [
        *_of_the_day(day, catalogue, is_today=is_today),
        *announced_blocks(day.announced, catalogue),
        *_of_the_month(day, catalogue),
        *_ahead(day, is_today=is_today),
    ]


def _of_the_day(day: Day, catalogue: Catalogue, *, is_today: bool) -> Iterator[Block]:
    if day.is_empty:
        yield Block("这一天没有记录到的大事。")
    yield from milestone_blocks(day.on, day.milestones, catalogue, counts_years=is_today)


def milestone_blocks(
    on: date, milestones: Sequence[Milestone], catalogue: Catalogue, *, counts_years: bool = True
) -> Iterator[Block]:
    """The milestones of a day, a year at a time: those of that very day, round anniversaries, the others."""
    that_year = [m for m in milestones if m.years == 0]
    round_ones = [m for m in milestones if m.is_round]
    others = [m for m in milestones if m not in round_ones and m not in that_year]
    other_years = "历史上的这一天" if not that_year else "其他年份的这一天"
    for kind, of_kind in (("当天", that_year), ("逢五逢十", round_ones), (other_years, others)):
        for milestone in of_kind:
            counted = f"（{milestone.years}周年）" if milestone.years > 0 and (counts_years or not that_year) else ""
            heading = bold(f"{kind}　{day_text(milestone.fact.when.first)}{counted}")
            yield milestone_block(on, milestone, catalogue, heading)


def milestone_block(on: date, milestone: Milestone, catalogue: Catalogue, heading: str, after: str = "") -> Block:
    """A milestone under a heading that says its year, or with what `after` says of it."""
    block = entry(milestone.fact, catalogue, heading, is_dated=False)
    first = milestone.fact.when.first
    moved = f"原为{first.month}月{first.day}日，平年提前一天" if first.day != on.day else ""
    more = "；".join(part for part in (after, moved) if part)
    return Block(block.html + (italic(f" · {more}") if more else ""), block.opens, block.heading)


def announced_blocks(facts: Sequence[Fact], catalogue: Catalogue, day: str = "") -> Iterator[Block]:
    """What was announced for some time, under a heading of its own, or under the name of its `day`."""
    heading = bold(f"{day} · {ANNOUNCED}" if day else f"当时的{ANNOUNCED}（来源没有说是否实现）")
    for fact in facts:
        yield entry(fact, catalogue, heading)


def _of_the_month(day: Day, catalogue: Catalogue) -> Iterator[Block]:
    for fact in day.month:
        yield event(fact, catalogue, bold(THIS_MONTH), day.on)


def _ahead(day: Day, *, is_today: bool) -> Iterator[Block]:
    for coming in day.ahead:
        counted = [_title(m.fact) + (f"（{m.years}周年）" if m.years else "") for m in coming.milestones]
        counted += [f"{_title(fact)}（{ANNOUNCED}）" for fact in coming.planned]
        of_month = _first_of([_title(fact) + _since(fact, coming.day) for fact in coming.month])
        month = f"{coming.day.month}月{MONTH_ONLY}"
        distance = f"（{(coming.day - day.on).days}天后）" if is_today else ""
        if counted:
            told = "；".join(part for part in (_first_of(counted), f"{month}：{of_month}" if of_month else "") if part)
            text = f"{bold(day_text(coming.day))}{distance}　{escape(told)}"
        else:  # of a month alone: its first is no day of it
            text = f"{bold(f'{coming.day.year}年{month}')}　{escape(of_month)}"
        yield Block(text, presses.day(coming.day), bold("接下来" if is_today else "之后最近的"))


def _since(fact: Fact, on: date) -> str:
    """Of which year an event is that is told of a month: （2024年，满3年）."""
    return f"（{'，'.join(filter(None, (f'{fact.when.first.year}年', years_since(fact, on))))}）"


def _title(fact: Fact) -> str:
    return f"{fact.title}（背景）" if fact.context else fact.title


def _first_of(titles: Sequence[str]) -> str:
    return "；".join(titles[:SHOWN_AHEAD]) + (f"等 {len(titles)} 件" if len(titles) > SHOWN_AHEAD else "")


def next_such_day(over: date) -> str:
    """Says that a digest is of the next such day, and how to ask for that of the day that is `over`."""
    return italic(f"{day_text(over)}已过，这是下一次的；那一天的发 /digest {over.isoformat()}。")


def no_day_reply(words: str, command: str, catalogue: Catalogue) -> Reply:
    """Words that are no day: how to write one, and the days of which most is known."""
    known = Counter((day.month, day.day) for day in catalogue.calendar.event_days())
    days = [f"{month:02d}-{number:02d}" for (month, number), _ in known.most_common(3)]
    shown = "　".join(f"<code>/{command} {each}</code>" for each in days)
    of_days = "简报是某一天的；" if command == "digest" and words else ""
    what = f"“{repeated(words)}”不是日期。" if words else f"{bold('用法')}：/{command} 月-日"
    month = "" if command == "digest" else " 或 11月"  # a digest is of a day
    return Reply(joined(what, f"{of_days}写成 11-08、11月8日、2021-11-08{month}，例如：{shown}"))

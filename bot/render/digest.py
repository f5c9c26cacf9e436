"""A digest as a chat gets it: in the morning, on a phone, at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from bot.catalogue import Catalogue
from bot.digest import Ahead, Digest, followed, next_days
from bot.render import presses
from bot.render.day import announced_blocks, milestone_block, milestone_blocks
from bot.render.links import DIGEST_CODE, FACT_CODE, start_link
from bot.render.listing import entry, event
from bot.render.reply import Block, Button, Reply, bold, escape, italic, paged
from bot.render.words import BOTH, MONTH_ONLY, THIS_MONTH, day_text, weekday_text
from bot.text import chinese_numeral
from bot.weekdays import WEEK

WEEKLY = "w"  # in a digest's code
_NAMES = {1: "每日简报", WEEK: "每周简报"}


def digest_reply(held: Digest, number: int, catalogue: Catalogue, late_since: time | None = None) -> Reply:
    """A page of a digest that is sent; `late_since` is the time that it should have come at."""
    return _reply(held, list(_blocks(held, catalogue)), number, catalogue, late_since)


def preview_reply(held: Digest, number: int, catalogue: Catalogue, of: int | None = None) -> Reply:
    """The same for somebody who asks to see it; of one that would not be sent it says so, and shows what is next.

    `of` is the channel whose digest it is, when it is shown elsewhere.
    """
    if held.is_sent:
        return _reply(held, list(_blocks(held, catalogue)), number, catalogue, None, of)
    note = f"{_nothing(held)}按现在的设置，不发简报。"
    coming = next_days(catalogue, held.on, followed(catalogue, held.follows))
    if coming:
        note += "\n之后最近的（只在预览里显示）："
    blocks = [block for each in coming for block in _of(each, catalogue, _days_ahead(held.on, each.day))]
    return _reply(held, [Block(note), *blocks], number, catalogue, None, of)


def _reply(
    held: Digest, blocks: list[Block], number: int, catalogue: Catalogue, late_since: time | None, of: int | None = None
) -> Reply:
    name = _NAMES.get(held.span, "简报")
    last = _last(held)
    until = _short(last) if last.year == held.on.year else day_text(last)
    when = f"{day_text(held.on)}—{until}" if held.span > 1 else f"{day_text(held.on)}　{weekday_text(held.on)}"
    late = italic(f"补发，原定 {late_since:%H:%M}") if late_since else ""
    head = "\n".join(part for part in (bold(f"{catalogue.about.name} · {name}"), escape(when), late) if part)
    return paged(head, blocks, number, presses.digest(_digest_code(held.on, of, held.span)))


def _blocks(held: Digest, catalogue: Catalogue) -> Iterator[Block]:
    if not held.has_news:
        yield Block(_nothing(held) + ("\n之后最近的：" if held.coming else ""))
    for each in held.days:
        if held.span > 1:
            yield from _of(each, catalogue, f"{_short(each.day)} {weekday_text(each.day)}")
        else:
            yield from milestone_blocks(each.day, each.milestones, catalogue)
            yield from announced_blocks(each.planned, catalogue)
    for fact in held.month:
        name = f"{fact.when.first.month}月{MONTH_ONLY}" if held.span > 1 else THIS_MONTH
        yield event(fact, catalogue, bold(name), _last(held))
    for each in (*held.ahead, *held.coming):
        yield from _of(each, catalogue, _days_ahead(held.on, each.day))
    if held.fact is not None:
        yield entry(held.fact, catalogue, bold("看一条"))


def _nothing(held: Digest) -> str:
    days = "两" if held.span == BOTH else chinese_numeral(held.span)
    return f"这{days}天没有{'关注的主题和城市的' if held.follows else '记录到的'}大事。"


def _last(held: Digest) -> date:
    """The last day that it is of."""
    return held.on + timedelta(days=held.span - 1)


def _of(held: Ahead, catalogue: Catalogue, name: str) -> Iterator[Block]:
    """What one day holds under its name, the round anniversaries first and under their own.

    Plans and its month's events stand last.
    """
    for is_round in (True, False):
        heading = bold(f"{name} · 逢五逢十" if is_round else name)
        for milestone in held.milestones:
            if is_round == milestone.is_round:
                counted = f"{milestone.years}周年" if milestone.years else ""
                yield milestone_block(held.day, milestone, catalogue, heading, counted)
    yield from announced_blocks(held.planned, catalogue, name)
    for fact in held.month:
        yield event(fact, catalogue, bold(f"{held.day.year}年{held.day.month}月{MONTH_ONLY}"), held.day)


def _days_ahead(on: date, day: date) -> str:
    name = _short(day) if day.year == on.year else day_text(day)
    distance = "明天" if (day - on).days == 1 else f"再过 {(day - on).days} 天"
    return f"{distance}：{name} {weekday_text(day)}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def for_channel(reply: Reply, chat_id: int, held: Digest, bot_name: str) -> Reply:
    """The same for a channel, where a button's answer would be posted to everybody: its buttons open a private chat."""
    rows = []
    for row in reply.rows:
        linked = [_linked(button, bot_name) for button in row]
        rows.append(tuple(button for button in linked if button is not None))
    if any(button.press and button.press.action == presses.DIGEST for row in reply.rows for button in row):
        code = DIGEST_CODE + _digest_code(held.on, chat_id, held.span)
        rows.append((Button("全文", url=start_link(bot_name, code)),))
    return Reply(reply.html, tuple(row for row in rows if row))


def _linked(button: Button, bot_name: str) -> Button | None:
    if button.press is None or button.press.action != presses.FACT:
        return None
    return Button(button.label, url=start_link(bot_name, FACT_CODE + button.press.arguments[0]))


def _digest_code(on: date, channel_id: int | None, span: int) -> str:
    """How buttons and links name a digest: its date, of how many days from it on, and the channel whose it is.

    The last only where it is shown elsewhere.
    """
    days = WEEKLY if span == WEEK else f"d{span}"
    return f"{on:%Y%m%d}{days}{'' if channel_id is None else channel_id}"

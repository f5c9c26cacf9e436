"""The panel of /settings: everything as it is, and the choices of each field, as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.catalogue import Catalogue
from bot.render.deliveries import REASONS
from bot.render.reply import Button, Reply, Rows, bold, escape, in_rows, label, repeated, rows_around
from bot.render.subscribing import (
    EMPTIES,
    HERE,
    MENU,
    OFF,
    ON,
    Field,
    chat_text,
    do_press,
    empty_days,
    follow_text,
    next_text,
    no_right_line,
    set_press,
    when_text,
)
from bot.render.words import rhythm_text
from bot.subscription import MOST_AHEAD, Follow, Reason, Subscription
from bot.weekdays import EVERY_DAY, WEEK, WEEKEND, WORKING_DAYS, digits_of
from bot.zones import zone_text

HOURS, HOURS_PER_ROW, QUARTERS = range(24), 4, (0, 15, 30, 45)
COMMON_ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Asia/Dubai",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
)
FOLLOWS_PER_PAGE = 24
NOT_YET = "这里还没有订阅：按“订阅”，就照这样发。"


def settings_reply(
    wanted: Subscription,
    target: str,
    catalogue: Catalogue,
    now: datetime,
    *,
    before: Subscription | None = None,
    may_post: bool,
) -> Reply:
    """The panel: everything as it is, and a button for each.

    What is not as it was `before` is bold. `may_post`: whether digests will arrive.
    """
    elsewhere = chat_text(wanted.where, target)
    state = "已订阅" if wanted.active else "未订阅"
    was = _lines(before or wanted, catalogue, now)
    lines = [
        f"{bold('简报设置')}{f'（{escape(elsewhere)}）' if elsewhere else ''}　{state}",
        *(escape(line) if line in was else bold(line) for line in _lines(wanted, catalogue, now)),
    ]
    if wanted.active and wanted.paused is not None:
        lines.append(bold(f"已暂停：{REASONS[Reason(wanted.paused)]}。改好后按“恢复”。"))
    elif wanted.active:
        lines.append(escape(next_text(wanted, catalogue, now)))
    elif before is not None and wanted != before:
        lines.append(NOT_YET)
    if not may_post:
        lines.append(no_right_line(wanted.where, target))
    fields = (
        ("时间", Field.AT),
        ("时区", Field.ZONE),
        ("频率", Field.WEEK),
        ("提前提醒", Field.AHEAD),
        ("没有大事时", Field.EMPTY),
        ("关注", Field.FOLLOW),
    )
    rows = in_rows(Button(name, set_press(target, field)) for name, field in fields)
    if wanted.active and wanted.paused is not None:
        rows.append((Button("恢复", do_press(target, ON)),))
    last = Button("退订", do_press(target, OFF)) if wanted.active else Button("订阅", do_press(target, ON))
    rows.append((last,))
    return Reply("\n".join(lines), tuple(rows))


def _lines(wanted: Subscription, catalogue: Catalogue, now: datetime) -> Sequence[str]:
    return (
        f"时间：{wanted.at:%H:%M}",
        f"时区：{_zone_text(wanted, now)}",
        f"频率：{rhythm_text(wanted.weekdays)}",
        f"提前提醒：{f'大事之前 {wanted.ahead} 天先提醒一次' if wanted.ahead else '不提前'}",
        f"{empty_days(wanted)}：{EMPTIES[wanted.empty]}",
        f"关注：{follow_text(wanted, catalogue)}",
    )


def _zone_text(wanted: Subscription, now: datetime) -> str:
    stands_in = zone_text(wanted.zone, now)
    return stands_in if wanted.lost_zone is None else f"“{wanted.lost_zone}”这里不认识，请另选一个；现在按{stands_in}"


def unchanged_text() -> str:
    """That words behind /settings change nothing, and which would."""
    shown = "、".join(f"<code>/settings {words}</code>" for words in ("工作日 9:00 东京", "提前3天"))
    return f"没有改动：可以写在后面，例如 {shown}；也可以用下面的按钮改。"


def hour_asked_reply(
    part: str,
    wanted: Subscription,
    target: str,
    catalogue: Catalogue,
    now: datetime,
    unfinished: tuple[str, str] | None = None,
) -> Reply:
    """The choices of the time, to whom wants it in a part of the day (晚上) and does not say at which hour.

    `wanted` is what is kept until one is chosen: it has what else was said. `unfinished` are the command and the words
    that an hour completes. The part is empty where not even that is said.
    """
    choices = choices_reply(Field.AT, wanted, target, catalogue, now, 1)
    state = "" if wanted.active else "还没有订阅：选好时间后按“订阅”。"
    if unfinished is not None and unfinished[0] == "subscribe" and not wanted.active:
        state = "还没有订阅：说一个钟点就订上；或在下面选好时间，再按“订阅”。"
    html = f"{repeated(part)}{choices.html}\n现在是{escape(when_text(wanted, now))}。{state}"
    return replace(choices, html=html, unfinished=unfinished)


def last_followed_reply(wanted: Subscription, target: str, catalogue: Catalogue, now: datetime) -> Reply:
    """The choices of what is followed, to whom drops the last that is: all is not what was asked for, nor the end."""
    choices = choices_reply(Field.FOLLOW, wanted, target, catalogue, now, 1)
    line = (
        f"没有改动：现在关注的只有{escape(follow_text(wanted, catalogue))}。"
        "什么都要，请写成 <code>/settings 关注全部</code>；不想再收，发 /unsubscribe；或者在下面挑。"
    )
    return replace(choices, html=f"{line}\n{choices.html}")


def follows_all_reply(name: str, wanted: Subscription, target: str, catalogue: Catalogue, now: datetime) -> Reply:
    """The choices of what is followed, to whom adds or drops one thing where everything is."""
    choices = choices_reply(Field.FOLLOW, wanted, target, catalogue, now, 1)
    only = f"<code>/settings 只要{repeated(name)}的大事</code>"
    line = f"没有改动：现在什么都发，{repeated(name)}也在内。只要它，请写成 {only}；或者在下面挑。"
    return replace(choices, html=f"{line}\n{choices.html}")


def choices_reply(
    field: Field, wanted: Subscription, target: str, catalogue: Catalogue, now: datetime, page: int
) -> Reply:
    """The choices of one field; the present one is marked."""
    back = (Button("‹ 返回", do_press(target, MENU)),)
    match field:
        case Field.FOLLOW:
            return _follow_choices(wanted, target, catalogue, page, back)
        case Field.AT:
            text = f"几点发？最后一行换分钟；别的时间请发 <code>/subscribe 08:40{_named(target)}</code>"
            return Reply(text, (*_times(wanted, target), back))
        case Field.ZONE:
            text = f"按哪里的时间？别的城市请发 <code>/subscribe 巴黎{_named(target)}</code>"
            zones = [*COMMON_ZONES, *([wanted.zone] if wanted.zone not in COMMON_ZONES else [])]
            choices = [(zone_text(zone, now).partition("（")[0], zone) for zone in zones]
            present, width = wanted.lost_zone or wanted.zone, 3
        case Field.AHEAD:
            text = "大事之前几天先提醒一次？"
            choices = [("不提前" if n == 0 else f"{n}天", str(n)) for n in range(MOST_AHEAD + 1)]
            present, width = str(wanted.ahead), 5
        case Field.EMPTY:
            text = f"{empty_days(wanted)}发什么？"
            choices = [(name, str(empty)) for empty, name in EMPTIES.items()]
            present, width = str(wanted.empty), 3
        case Field.WEEK:
            text = (
                "哪几天发？不发的日子的大事，在前一次里先说；每周一次的，汇总从那天起的七天。"
                f"别的几天请发 <code>/subscribe 周一三五{_named(target)}</code>"
            )
            several = [EVERY_DAY, WORKING_DAYS, WEEKEND, *(frozenset({day}) for day in range(WEEK))]
            rhythms = several if wanted.weekdays in several else [*several, wanted.weekdays]
            choices = [(rhythm_text(days), digits_of(days)) for days in rhythms]
            present, width = digits_of(wanted.weekdays), 3
    buttons = [
        Button(label(f"✓ {name}" if value == present else name), set_press(target, field, value))
        for name, value in choices
    ]
    return Reply(text, (*in_rows(buttons, width), back))


def _times(wanted: Subscription, target: str) -> Rows:
    """Every hour with the present minutes, and the present hour with the quarters."""

    def button(hour: int, minute: int) -> Button:
        mark = "✓ " if (hour, minute) == (wanted.at.hour, wanted.at.minute) else ""
        return Button(f"{mark}{hour:02}:{minute:02}", set_press(target, Field.AT, f"{hour:02}{minute:02}"))

    hours = [button(hour, wanted.at.minute) for hour in HOURS]
    return (*in_rows(hours, HOURS_PER_ROW), tuple(button(wanted.at.hour, minute) for minute in QUARTERS))


def _named(target: str) -> str:
    """The chat, for a command that is typed elsewhere."""
    return "" if target == HERE else f" {target}"


def _follow_choices(
    wanted: Subscription, target: str, catalogue: Catalogue, page: int, back: tuple[Button, ...]
) -> Reply:
    followed = {(follow.kind, follow.id) for follow in wanted.follows}
    every = _followable(catalogue)
    pages = max(1, -(-len(every) // FOLLOWS_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = every[(page - 1) * FOLLOWS_PER_PAGE : page * FOLLOWS_PER_PAGE]
    buttons = [
        Button(
            label(f"✓ {name}" if (kind, each) in followed else name),
            set_press(target, Field.FOLLOW, f"{kind[0]}:{each}"),
        )
        for kind, each, name in shown
    ]
    rows = [*in_rows(buttons), *rows_around(page, pages, set_press(target, Field.FOLLOW))]
    if wanted.follows:
        rows.append((Button("全部（清空选择）", set_press(target, Field.FOLLOW, "all")),))
    text = f"只看哪些主题或城市的大事？可以多选。\n现在：{escape(follow_text(wanted, catalogue))}"
    return Reply(text, (*rows, back))


def _followable(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """What can be followed, in the order of the choices: the kind, the id and the name of each."""
    topics = [(Follow.TOPIC, topic.id, topic.name) for topic in catalogue.topics]
    places = (*catalogue.members, *catalogue.other_places)
    return [*topics, *((Follow.PLACE, place.id, place.name) for place in places)]


def follow_page(kind: str, each: str, catalogue: Catalogue) -> int:
    """The page of the choices that a topic or place stands on."""
    ids = [(kind, each) for kind, each, _ in _followable(catalogue)]
    return ids.index((kind, each)) // FOLLOWS_PER_PAGE + 1 if (kind, each) in ids else 1

"""Subscribing as a chat sees it: what it has, the panel with its buttons, and the plain lines of refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from bot.catalogue import Catalogue
from bot.digest import next_sent
from bot.render.day import WEEKDAYS
from bot.render.deliveries import REASONS, outcome_text
from bot.render.listing import in_rows
from bot.render.reply import Button, Press, Reply, Rows, bold, escape, italic, joined, label
from bot.render.words import day_text
from bot.subscription import MOST_AHEAD, ChatKind, Delivery, Empty, Follow, Kind, Reason, Subscription, Where
from bot.zones import zone_text

SET, FORGET = "set", "forget"
MENU, AT, ZONE, AHEAD, EMPTY, WEEK, FOLLOW, ON, OFF = (
    "menu",
    "at",
    "zone",
    "ahead",
    "empty",
    "week",
    "follow",
    "on",
    "off",
)
HERE = "-"  # a button's chat that is the one it stands in
CHOOSE = "?"  # a field's value that asks for the choices
DAILY = "d"
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
KINDS = {Kind.DIGEST: "简报", Kind.BROADCAST: "群发", Kind.NOTICE: "通知"}
EMPTIES = {Empty.NOTHING: "不发", Empty.NEXT: "发最近的大事", Empty.FACT: "发一条资料"}
FOLLOWS_PER_PAGE = 24


def _press(target: str, field: str, value: str = CHOOSE) -> Press:
    return Press(SET, (target, field, value))


def subscribed_reply(wanted: Subscription, target: str, catalogue: Catalogue, now: datetime) -> Reply:
    """What was agreed on, and when the next one comes."""
    what = {ChatKind.CHANNEL: "频道", ChatKind.GROUP: "群"}.get(wanted.where.kind, "") if target != HERE else ""
    lines = [f"{bold(f'已为{what}订阅' if what else '已订阅')}：{escape(rhythm_text(wanted, now))}"]
    if wanted.follows:
        lines.append(f"关注：{escape(follow_text(wanted, catalogue))}")
    lines += [escape(_empty_line(wanted)), escape(next_text(wanted, catalogue))]
    return Reply("\n".join(lines), (_ways(target),))


def _ways(target: str) -> tuple[Button, ...]:
    return Button("设置", _press(target, MENU, "-")), Button("退订", _press(target, OFF, "-"))


def unsubscribed_reply(target: str) -> Reply:
    again = Button("重新订阅", _press(target, ON, "-"))
    return Reply("已退订，不会再发简报。设置都留着，随时可以再订。", ((again,),))


def not_subscribed_reply(target: str) -> Reply:
    return Reply("这里没有订阅简报。", ((Button("订阅", _press(target, ON, "-")),),))


def settings_reply(wanted: Subscription, target: str, catalogue: Catalogue, now: datetime, title: str = "") -> Reply:
    """The panel: everything as it is, and a button for each."""
    state = "已订阅" if wanted.active else "未订阅"
    follows = follow_text(wanted, catalogue)
    lines = [
        f"{bold('简报设置')}{escape(title)}　{state}",
        f"时间：{wanted.at:%H:%M}",
        f"时区：{escape(zone_text(wanted.zone, now))}",
        f"频率：{_rhythm(wanted)}",
        f"提前提醒：{f'大事之前 {wanted.ahead} 天先提醒一次' if wanted.ahead else '不提前'}",
        f"{_empty_days(wanted)}：{EMPTIES[wanted.empty]}",
        f"关注：{escape(follows)}",
    ]
    if wanted.active and wanted.paused is not None:
        lines.append(bold(f"已暂停：{REASONS[Reason(wanted.paused)]}。改好后按“恢复”。"))
    elif wanted.active:
        lines.append(escape(next_text(wanted, catalogue)))
    fields = (
        ("时间", AT),
        ("时区", ZONE),
        ("频率", WEEK),
        ("提前提醒", AHEAD),
        ("没有大事时", EMPTY),
        ("关注", FOLLOW),
    )
    rows = in_rows(Button(name, _press(target, field)) for name, field in fields)
    if wanted.active and wanted.paused is not None:
        rows.append((Button("恢复", _press(target, ON, "-")),))
    last = Button("退订", _press(target, OFF, "-")) if wanted.active else Button("订阅", _press(target, ON, "-"))
    rows.append((last,))
    return Reply("\n".join(lines), tuple(rows))


def choices_reply(
    field: str, wanted: Subscription, target: str, catalogue: Catalogue, now: datetime, page: int
) -> Reply:
    """The choices of one field; the present one is marked."""
    back = (Button("‹ 返回", _press(target, MENU, "-")),)
    if field == FOLLOW:
        return _follow_choices(wanted, target, catalogue, page, back)
    if field == AT:
        text = "几点发？最后一行换分钟；别的时间请发 <code>/subscribe 08:40</code>"
        return Reply(text, (*_times(wanted, target), back))
    text, choices, present = _choices(field, wanted, now)
    width = 3 if field in (ZONE, EMPTY) else 5
    buttons = [
        Button(label(f"✓ {name}" if value == present else name), _press(target, field, value))
        for name, value in choices
    ]
    rows = [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]
    return Reply(text, (*rows, back))


def _times(wanted: Subscription, target: str) -> Rows:
    """Every hour with the present minutes, and the present hour with the quarters."""

    def button(hour: int, minute: int) -> Button:
        mark = "✓ " if (hour, minute) == (wanted.at.hour, wanted.at.minute) else ""
        return Button(f"{mark}{hour:02}:{minute:02}", _press(target, AT, f"{hour:02}{minute:02}"))

    hours = [button(hour, wanted.at.minute) for hour in HOURS]
    rows = [tuple(hours[i : i + HOURS_PER_ROW]) for i in range(0, len(hours), HOURS_PER_ROW)]
    return (*rows, tuple(button(wanted.at.hour, minute) for minute in QUARTERS))


def _choices(field: str, wanted: Subscription, now: datetime) -> tuple[str, list[tuple[str, str]], str]:
    """What is asked, the names and values to choose from, and the value that holds now."""
    match field:
        case "zone":
            zones = [*COMMON_ZONES, *([wanted.zone] if wanted.zone not in COMMON_ZONES else [])]
            text = "按哪里的时间？别的城市请发 <code>/subscribe 巴黎</code> 或 <code>/subscribe UTC+8</code>"
            return text, [(zone_text(zone, now).partition("（")[0], zone) for zone in zones], wanted.zone
        case "ahead":
            days = [("不提前" if n == 0 else f"{n}天", str(n)) for n in range(MOST_AHEAD + 1)]
            return "大事之前几天先提醒一次？", days, str(wanted.ahead)
        case "empty":
            choices = [(name, str(empty)) for empty, name in EMPTIES.items()]
            return f"{_empty_days(wanted)}发什么？", choices, str(wanted.empty)
        case _:
            weekly = [(f"每周{WEEKDAYS[day]}", str(day)) for day in range(7)]
            present = DAILY if wanted.weekday is None else str(wanted.weekday)
            return "多久发一次？每周一次的，汇总从那天起的七天。", [("每天", DAILY), *weekly], present


def _follow_choices(
    wanted: Subscription, target: str, catalogue: Catalogue, page: int, back: tuple[Button, ...]
) -> Reply:
    followed = {(follow.kind, follow.id) for follow in wanted.follows}
    every = [(Follow.TOPIC, topic.id, topic.name) for topic in catalogue.topics]
    places = (*catalogue.members, *catalogue.mentioned)
    every += [(Follow.PLACE, place.id, place.name) for place in places]
    pages = max(1, -(-len(every) // FOLLOWS_PER_PAGE))
    page = min(max(page, 1), pages)
    shown = every[(page - 1) * FOLLOWS_PER_PAGE : page * FOLLOWS_PER_PAGE]
    buttons = [
        Button(label(f"✓ {name}" if (kind, each) in followed else name), _press(target, FOLLOW, f"{kind[0]}:{each}"))
        for kind, each, name in shown
    ]
    around = []
    if page > 1:
        around.append(Button("‹ 上一页", Press(SET, (target, FOLLOW, CHOOSE, str(page - 1)))))
    if page < pages:
        around.append(Button("下一页 ›", Press(SET, (target, FOLLOW, CHOOSE, str(page + 1)))))
    rows = [*in_rows(buttons), *([tuple(around)] if around else [])]
    if wanted.follows:
        rows.append((Button("全部（清空选择）", _press(target, FOLLOW, "all")),))
    text = f"只看哪些主题或城市的大事？可以多选。\n现在：{escape(follow_text(wanted, catalogue))}"
    return Reply(text, (*rows, back))


def follow_page(kind: str, each: str, catalogue: Catalogue) -> int:
    """The page of the choices that a topic or place stands on."""
    ids = [(Follow.TOPIC, topic.id) for topic in catalogue.topics]
    ids += [(Follow.PLACE, place.id) for place in (*catalogue.members, *catalogue.mentioned)]
    return ids.index((kind, each)) // FOLLOWS_PER_PAGE + 1 if (kind, each) in ids else 1


def follow_text(wanted: Subscription, catalogue: Catalogue) -> str:
    names = []
    for follow in wanted.follows:
        found = catalogue.topic(follow.id) if follow.kind == Follow.TOPIC else catalogue.place(follow.id)
        names.append(found.name if found else follow.id)
    return "、".join(names) or "全部"


def rhythm_text(wanted: Subscription, now: datetime) -> str:
    """每天 08:30，上海时间（UTC+8）."""
    return f"{_rhythm(wanted)} {wanted.at:%H:%M}，{zone_text(wanted.zone, now)}"


def _rhythm(wanted: Subscription) -> str:
    return "每天" if wanted.weekday is None else f"每周{WEEKDAYS[wanted.weekday]}"


def _empty_days(wanted: Subscription) -> str:
    return "没有大事的日子" if wanted.weekday is None else "没有大事的一周"


def _empty_line(wanted: Subscription) -> str:
    return f"{_empty_days(wanted)}{EMPTIES[wanted.empty]}{'，不打扰' if wanted.empty is Empty.NOTHING else ''}。"


def next_text(wanted: Subscription, catalogue: Catalogue) -> str:
    """When the next one comes that brings something, on the chat's own clock."""
    if (coming := next_sent(catalogue, wanted)) is None:
        return "今后一年里没有可发的大事。"
    day, due = coming
    local = due.astimezone(ZoneInfo(wanted.zone))
    why = "" if day == wanted.next_day else f"（在那之前没有{'关注的' if wanted.follows else ''}大事）"
    return f"下一次：{day_text(local.date())} {local:%H:%M}，星期{WEEKDAYS[local.weekday()]}{why}"


def deliveries_reply(
    last: Sequence[Delivery], wanted: Subscription, target: str, catalogue: Catalogue, most: int
) -> Reply:
    """What came here lately (at most so many lines), why something did not, and when the next comes."""
    ways: tuple[Button, ...]
    history = "\n".join(islice(_history(last, ZoneInfo(wanted.zone)), most)) or italic("还没有发过。")
    if not wanted.active:
        standing, ways = "这里没有订阅简报。", (Button("订阅", _press(target, ON, "-")),)
    elif wanted.paused is not None:
        standing = f"已暂停：{REASONS[Reason(wanted.paused)]}。"
        ways = (Button("恢复", _press(target, ON, "-")), Button("设置", _press(target, MENU, "-")))
    else:
        standing, ways = next_text(wanted, catalogue), (Button("设置", _press(target, MENU, "-")),)
    return Reply(joined(bold("最近的投递"), history, escape(standing)), (ways,))


def _history(last: Sequence[Delivery], zone: ZoneInfo) -> Iterator[str]:
    """A line for each delivery; one for the empty days between two of them."""
    for reason, group in groupby(last, lambda each: each.reason if each.reason is Reason.EMPTY else each.id):
        each, *others = group
        local = each.due_at.astimezone(zone)
        when = f"{local:%m-%d %H:%M}"
        if others:
            first = others[-1].due_at.astimezone(zone)
            when = f"{first:%m-%d}—{local:%m-%d}"
        what = "没有大事，按设置没有发" if reason is Reason.EMPTY else outcome_text(each)
        yield f"{when}　{KINDS[each.kind]}　{escape(what)}"


def read_time_reply(words: str, near: Sequence[str]) -> Reply:
    """Words that are neither a time nor a zone."""
    meant = f"是不是{'、'.join(f'“{escape(name)}”' for name in near)}？\n" if near else ""
    examples = ("08:30", "08:30 伦敦", "每周一 9:00 UTC+8")
    shown = "、".join(f"<code>/subscribe {example}</code>" for example in examples)
    return Reply(f"没看懂“{escape(words[:40])}”。{meant}请写成 {shown}。")


def not_administrator_reply(where: Where, *, is_here: bool) -> str:
    """Telegram says who runs another chat only to a bot that is in it."""
    what = "频道" if where.kind is ChatKind.CHANNEL else "群"
    more = "" if is_here else f"如果你就是管理员，请先把我也加为{what}管理员，再试一次。"
    return f"只有这个{what}的管理员能改它的简报。{more}"


def unknown_chat_reply() -> str:
    return "我看不到这个频道或群。请先把我加为它的管理员，再试一次。"


def introduction_reply(kept: Subscription | None, catalogue: Catalogue, now: datetime) -> Reply:
    """The one message when the bot comes into a group; `kept` is what it was subscribed to when it left."""
    about = catalogue.about
    ask = escape(about.examples.city[0])
    lines = f"我查{escape(about.name)}的资料：发 <code>/city {ask}</code>，或者 @ 我再写要查的词。别的话我不插嘴。"
    if kept is not None and kept.active:
        of_topic = "话题里的订阅还在，到话题里发 /settings 可以改。"
        still = of_topic if kept.where.topic_id else f"这里的订阅还在：{escape(rhythm_text(kept, now))}。"
        return Reply(joined(lines, still), ((Button("设置", _press(HERE, MENU, "-")),),))
    offer = "管理员可以订阅每日简报：每天早上发“历史上的今天”，没有大事的日子不发。"
    return Reply(joined(lines, offer), ((Button("订阅每日简报", _press(HERE, ON, "-")),),))


def channel_introduction_reply(target: str) -> Reply:
    """To whom added the bot to a channel, in private."""
    text = "我已经在你的频道里了。要给频道订阅每日简报，请按下面的按钮；只有频道管理员能改设置。"
    return Reply(text, ((Button("频道的简报设置", _press(target, MENU, "-")),),))


def privacy_reply() -> Reply:
    always = ("会话编号，是私聊、群还是频道，能不能送达", "简报的设置：时间、时区、频率、提前天数、关注的主题和城市等")
    lines = "\n".join(
        [*(f"· {each}；保存到发 /forget 为止" for each in always), "· 投递记录：日期、结果、消息编号；保存90天"]
    )
    not_kept = (
        "不存名字，不存你发来的消息。只有两个例外：没查到答案的问题，会记下文字和日期（不记是谁问的），用来补资料；"
        "机器人管理员写的群发内容。"
    )
    return Reply(joined(bold("存了什么"), lines, not_kept, "发 /forget 删除这里的全部记录。"))


def forget_reply(where: Where, target: str) -> Reply:
    """Asks once more; a group is forgotten with all its topics."""
    what = {ChatKind.GROUP: "这个群（包括各话题）", ChatKind.CHANNEL: "这个频道"}.get(where.kind, "这里")
    text = f"要删除{what}的全部记录吗？包括订阅、设置和投递记录。删除后不能恢复，也不会再收到简报和群发。"
    choices = (("全部删除", "yes"), ("算了", "no"))
    return Reply(text, (tuple(Button(name, Press(FORGET, (choice, target))) for name, choice in choices),))


def forgotten_reply() -> Reply:
    return Reply("已全部删除。要重新开始，请发 /start 或 /subscribe。")


def kept_reply() -> Reply:
    return Reply("没有删除任何东西。")

"""Subscribing as a chat sees it: what was agreed on, the bot's introduction, and the plain lines of refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.catalogue import Catalogue
from bot.digest import comes_no_more, digest, next_sent
from bot.facts import Place
from bot.last_asked import SetUp
from bot.render import presses
from bot.render.help import called_text
from bot.render.reply import Button, Press, Reply, bold, escape, joined, on_one_line, repeated
from bot.render.words import day_text, rhythm_text, weekday_text
from bot.subscription import ChatKind, Empty, Follow, Subscription, Where
from bot.weekdays import WEEK
from bot.zones import zone_text

MENU, ON, OFF = "menu", "on", "off"  # what a button does that sets no field
HERE = "-"  # a button's chat that is the one it stands in
CHOOSE = "?"  # a field's value that asks for the choices
EMPTIES = {Empty.NOTHING: "不发", Empty.NEXT: "发最近的大事", Empty.FACT: "发一条资料"}


class Field(StrEnum):
    """What of a subscription is chosen on the panel, as buttons name it."""

    AT = "at"
    ZONE = "zone"
    AHEAD = "ahead"
    EMPTY = "empty"
    WEEK = "week"
    FOLLOW = "follow"


def set_press(target: str, step: str, value: str = CHOOSE) -> Press:
    return Press(presses.SET, (target, step, value))


def do_press(target: str, step: str) -> Press:
    """A step that needs no value: the panel, on, off."""
    return set_press(target, step, presses.NONE)


def sets_up_here(reply: Reply) -> SetUp | None:
    """What a reply leaves open of the digest of the chat that it stands in; None for one without its buttons."""
    pressed = (button.press for row in reply.rows for button in row if button.press is not None)
    sets = [press.arguments for press in pressed if press.action == presses.SET and press.arguments[0] == HERE]
    chosen = {step for _, step, value, *_ in sets if step in set(Field) and value != CHOOSE}
    return SetUp(reply.unfinished, takes_hours=chosen <= {Field.AT}) if sets else None


def chat_text(where: Where, target: str) -> str:
    """A chat that is set up from elsewhere, by its title if that is known; "" for the one that it is done in."""
    what = {ChatKind.CHANNEL: "频道", ChatKind.GROUP: "群"}.get(where.kind, "") if target != HERE else ""
    return f"{what}“{on_one_line(where.title)}”" if what and where.title else what


def subscribed_reply(
    wanted: Subscription,
    target: str,
    catalogue: Catalogue,
    now: datetime,
    *,
    zone_of: Place | None,
    may_post: bool,
) -> Reply:
    """What was agreed on, and when the next one comes.

    `zone_of`: the member that was named, by which only the zone was set; `may_post`: whether it will arrive.
    """
    elsewhere = chat_text(wanted.where, target)
    lines = [f"{bold(f'已为{elsewhere}订阅' if elsewhere else '已订阅')}：{escape(when_text(wanted, now))}"]
    if wanted.follows:
        lines.append(f"关注：{escape(follow_text(wanted, catalogue))}")
    elif zone_of is not None:
        lines.append(escape(f"{zone_of.name}在这里定的是时区；只要{zone_of.name}的大事，点“设置”里的“关注”。"))
    lines += [f"{_between_line(wanted)}{_empty_line(wanted)}", escape(next_text(wanted, catalogue, now))]
    if not may_post:
        lines.append(no_right_line(wanted.where, target))
    return Reply("\n".join(lines), (_ways(target),))


def no_right_line(where: Where, target: str) -> str:
    """That digests will not arrive, and what to do about it."""
    chat = chat_text(where, target) or "这里"
    if where.kind is ChatKind.CHANNEL:
        return bold(f"但我在{chat}没有发布权限，简报发不出去：请在频道的管理员设置里给我“发布消息”的权限。")
    return bold(f"但我在{chat}不能发言，简报发不出去：请群管理员允许我发消息，或把我设为管理员。")


def _ways(target: str) -> tuple[Button, ...]:
    return Button("设置", do_press(target, MENU)), Button("退订", do_press(target, OFF))


def unsubscribed_reply(where: Where, target: str) -> Reply:
    again = Button("重新订阅", do_press(target, ON))
    return Reply(f"{escape(chat_text(where, target))}已退订，不会再发简报。设置都留着，随时可以再订。", ((again,),))


def whole_digest_reply(words: str, target: str) -> Reply:
    """To whom unsubscribes from something that the digest is about."""
    text = f"简报不能只退“{repeated(words)}”。要退订整个简报，还是在设置里改关注的主题和城市？"
    return Reply(text, (_ways(target),))


def pause_reply(target: str) -> Reply:
    """To whom wants it to stop for some time."""
    text = "简报不能只停几天，停了不会自动恢复。可以先退订：设置都留着，想收时再订阅就行。"
    return Reply(text, (_ways(target),))


def not_subscribed_reply(where: Where, target: str) -> Reply:
    return Reply(not_subscribed_text(where, target), ((Button("订阅", do_press(target, ON)),),))


def not_subscribed_text(where: Where, target: str) -> str:
    return f"{escape(chat_text(where, target)) or '这里'}没有订阅简报。"


def follow_text(wanted: Subscription, catalogue: Catalogue) -> str:
    """The names of what is followed, 全部 where nothing is chosen. Plain text."""
    names = []
    for follow in wanted.follows:
        found = catalogue.topic(follow.id) if follow.kind == Follow.TOPIC else catalogue.place(follow.id)
        names.append(found.name if found else follow.id)
    return "、".join(names) or "全部"


def when_text(wanted: Subscription, now: datetime) -> str:
    """每天 08:30，上海时间（UTC+8）."""
    return f"{rhythm_text(wanted.weekdays)} {wanted.at:%H:%M}，{zone_text(wanted.zone, now)}"


def empty_days(wanted: Subscription) -> str:
    """What is called empty: a day, or a week where it comes once in one. Plain text."""
    return "没有大事的一周" if len(wanted.weekdays) == 1 else "没有大事的日子"


def _between_line(wanted: Subscription) -> str:
    """On which days those are told of that have no digest; "" where every day has one."""
    if len(wanted.weekdays) == WEEK:
        return ""
    return "一次汇总七天的大事。" if len(wanted.weekdays) == 1 else "不发的那几天的大事，在前一次里先说。"


def _empty_line(wanted: Subscription) -> str:
    return f"{empty_days(wanted)}{EMPTIES[wanted.empty]}{'，不打扰' if wanted.empty is Empty.NOTHING else ''}。"


def next_text(wanted: Subscription, catalogue: Catalogue, now: datetime) -> str:
    """When the next one comes that brings something, on the chat's own clock. What is due by now comes at once.

    Where the chat's zone is not known, that none comes before another one is chosen.
    """
    if wanted.lost_zone is not None:
        return f"时区“{wanted.lost_zone}”这里不认识，简报先停着；请在“设置”里另选一个时区。"
    if wanted.owed is not None and wanted.owed[1] <= now:
        wanted = replace(wanted, owed=None)
    if (coming := next_sent(catalogue, wanted)) is None:
        return "今后一年里没有可发的大事。"
    local, why = coming[1].astimezone(ZoneInfo(wanted.zone)), _why(wanted, coming, catalogue, now)
    return f"下一次：{day_text(local.date())} {local:%H:%M}，{weekday_text(local)}{why}"


def _why(wanted: Subscription, coming: tuple[date, datetime], catalogue: Catalogue, now: datetime) -> str:
    """Why it is not at the hour that was asked for, or not the first day; that today holds something is not denied."""
    if coming == wanted.owed:
        return "（这一次仍按原来的时间）"
    if wanted.next_day is None:
        return ""
    nothing = f"没有{'关注的' if wanted.follows else ''}大事"
    today = now.astimezone(ZoneInfo(wanted.zone)).date()
    is_of_today = today < wanted.next_day
    if is_of_today and comes_no_more(catalogue, wanted, today):
        until = f"{wanted.next_day.month}月{wanted.next_day.day}日"
        later = "" if coming[0] == wanted.next_day else f"；{until}起到那天{nothing}"
        return f"（{until}之前的大事发 /digest 看{later}）"
    if coming[0] == wanted.next_day:
        return ""
    if is_of_today and today.weekday() in wanted.weekdays and digest(catalogue, wanted, today).is_sent:
        return f"（今天的发 /digest 看；明天起到那天{nothing}）"
    return f"（在那之前{nothing}）"


def read_time_reply(words: str, near: Sequence[str], target: str, followed: str) -> Reply:
    """Words that are neither a time nor a zone; `followed`: the topic that they name, which is chosen on the panel."""
    shown = _written("08:30", "08:30 伦敦", "工作日 9:00 UTC+8")
    return _not_read_reply(f"没看懂“{repeated(words)}”。", shown, near, target, followed)


def unknown_zone_reply(unknown: str, at: time, near: Sequence[str], target: str, followed: str) -> Reply:
    """Words beside the time `at`, which was read, that are no zone and no place that has one."""
    line = f"不认识“{repeated(unknown)}”这个时区或城市，什么也没有改。"
    shown = _written(f"{at:%H:%M} 伦敦", f"{at:%H:%M} UTC+8")
    return _not_read_reply(line, shown, near, target, followed)


def _not_read_reply(line: str, shown: str, near: Sequence[str], target: str, followed: str) -> Reply:
    meant = f"是不是{'、'.join(f'“{escape(name)}”' for name in near)}？\n" if near else ""
    follow = f"只要“{escape(followed)}”的大事，点“设置”里的“关注”。" if followed else ""
    return Reply(joined(f"{line}{meant}请写成 {shown}。", follow), ((Button("设置", do_press(target, MENU)),),))


def unknown_follow_reply(name: str, at: time, target: str) -> Reply:
    """To whom wants a digest of something that is no topic and no place."""
    shown = _written(f"{at:%H:%M}")
    text = f"没有“{repeated(name)}”这个主题或城市，什么也没有改。可以先写成 {shown}，再在“设置”的“关注”里挑。"
    return Reply(text, ((Button("设置", do_press(target, MENU)),),))


def quiet_reply(wanted: Subscription, target: str, now: datetime) -> Reply:
    """To whom wants to be left alone at some time of the day: when it comes, and how another time is chosen."""
    shown = _written("9:00")
    if not wanted.active:
        return replace(not_subscribed_reply(wanted.where, target), html=f"这里没有订阅简报。要定时收，请写成 {shown}。")
    text = f"简报只在定好的时刻发，现在是{escape(when_text(wanted, now))}；别的时候不发。要换时刻，请写成 {shown}。"
    return Reply(text, (_ways(target),))


def ends_it_reply(words: str, target: str) -> Reply:
    """To whom subscribes with words that end a subscription."""
    text = f"“{repeated(words)}”没有照办：/subscribe 是订阅。要退订，点“退订”或发 /unsubscribe。"
    return Reply(text, (_ways(target),))


def other_rhythm_reply(target: str) -> Reply:
    """To whom wants it every other day, once a month, or not on public holidays."""
    shown = _written("工作日", "周一三五", "每周")
    return Reply(
        f"简报按星期几发：每天，或一周里的几天；隔天、每月、节假日这样的安排没有。请写成 {shown}。", (_ways(target),)
    )


def no_day_left_reply(at: time, target: str) -> Reply:
    """To whom takes away all days on which it comes; `at` is the time that was said, or is kept."""
    shown = _written(f"工作日 {at:%H:%M}", f"周一三五 {at:%H:%M}")
    return Reply(f"照这样哪天也不发了，没有改动。要换日子，请写成 {shown}；不想再收，点“退订”。", (_ways(target),))


def _written(*examples: str) -> str:
    return "、".join(f"<code>/subscribe {example}</code>" for example in examples)


def not_administrator_text(where: Where, *, is_here: bool) -> str:
    """That a chat is set up by its administrators alone; of another chat Telegram names them only to a bot in it."""
    what = "频道" if where.kind is ChatKind.CHANNEL else "群"
    more = "" if is_here else f"如果你就是管理员，请先把我也加为{what}管理员，再试一次。"
    return f"这一项只有{what}的管理员能用。{more}"


def unknown_chat_text() -> str:
    return "我看不到这个频道或群。请先把我加为它的管理员，再试一次。"


def introduction_reply(kept: Subscription | None, catalogue: Catalogue, now: datetime, bot_name: str) -> Reply:
    """The one message when the bot comes into a group; `kept` is what it was subscribed to when it left."""
    about = catalogue.about
    lines = f"我查{escape(about.name)}的资料：{called_text(catalogue, bot_name)}。别的话我不插嘴。"
    if kept is not None and kept.active:
        of_topic = "话题里的订阅还在，到话题里发 /settings 可以改。"
        still = of_topic if kept.where.topic_id else f"这里的订阅还在：{escape(when_text(kept, now))}。"
        return Reply(joined(lines, still), ((Button("设置", do_press(HERE, MENU)),),))
    offer = "管理员可以订阅每日简报：每天早上发“历史上的今天”，没有大事的日子不发。"
    return Reply(joined(lines, offer), ((Button("订阅每日简报", do_press(HERE, ON)),),))


def channel_introduction_reply(target: str) -> Reply:
    """To whom added the bot to a channel, in private. They did not ask, so that no title of theirs is repeated."""
    text = "我已经在你的频道里了。要给频道订阅每日简报，请按下面的按钮；只有频道管理员能改设置。"
    return Reply(text, ((Button("频道的简报设置", do_press(target, MENU)),),))

"""/settings: the panel of a chat's digest. Every press is checked anew, and an old panel works as well as a new one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from functools import partial

from bot.conversation import Action, Alert, Ask, Command, Pressed
from bot.hours import Wishes, read_wishes
from bot.orders import asks_for_quiet, leaves_hour_open
from bot.render.panel import (
    choices_reply,
    follow_page,
    follows_all_reply,
    hour_asked_reply,
    last_followed_reply,
    settings_reply,
    unchanged_text,
)
from bot.render.reply import Reply, joined
from bot.render.subscribing import (
    CHOOSE,
    MENU,
    OFF,
    ON,
    Field,
    follow_text,
    no_day_left_reply,
    quiet_reply,
)
from bot.search import Verdict
from bot.services import Services
from bot.subscribing import (
    chat_meant,
    chat_pressed,
    keep,
    keep_changed,
    permitted,
    subscription_of,
    target_of,
    zone_meant,
)
from bot.subscription import MOST_AHEAD, Empty, Follow, Subscription, Where
from bot.talk.narrowed import follows_named
from bot.weekdays import EVERY_DAY, days_of
from bot.wished_contents import Change, change_of_follows, read_contents, wishes_contents
from bot.zones import read_zone

DAILY = "d"  # every day, in the buttons of earlier messages
_KINDS = {kind[0]: kind for kind in (Follow.TOPIC, Follow.PLACE)}


# What may be said before a time or a zone behind the command: 时间改成 9:00, 时区 伦敦.
_SAYS_WHAT = re.compile(r"^(?:简报)?(?:的?(?:时间|时区|频率))?\s*(?:[改换调设][成到为]?)?\s*")


async def answer(ask: Ask, services: Services) -> Reply:
    """The panel; what words behind the command wish is set first: a time, a zone, days of the week, what it brings."""
    where, words = await chat_meant(ask, services)
    if isinstance(where, Reply):
        return where
    present, target, now = await subscription_of(where, services), target_of(where, ask.origin), ask.origin.now
    if asks_for_quiet(words):
        return quiet_reply(present, target, now)
    if leaves_hour_open(words):
        return hour_asked_reply("", present, target, services.catalogue, now)
    wishes = read_wishes(_SAYS_WHAT.sub("", words.strip()), present, partial(zone_meant, services=services))
    if (contents := read_contents(words, present, partial(follows_named, services=services))) is not None:
        if contents == present and (unchanged := _follows_the_same(words, present, target, services, now)) is not None:
            return unchanged
        wishes = Wishes(contents)
    elif wishes_contents(words):  # something that there is not
        field = Field.AHEAD if "提前" in words else Field.FOLLOW
        return choices_reply(field, present, target, services.catalogue, now, 1)
    if not wishes.wanted.weekdays:
        return no_day_left_reply(wishes.wanted.at, target)
    wanted = present if wishes.unknown else await keep_changed(wishes.wanted, present, now, services)
    if wishes.part and not wishes.unknown:
        return hour_asked_reply(wishes.part, wanted, target, services.catalogue, now, ("settings", words))
    panel = settings_reply(wanted, target, services.catalogue, now, before=present, may_post=True)
    if words.strip() and wanted == present:
        return replace(panel, html=joined(unchanged_text(), panel.html))
    return panel


def _follows_the_same(
    words: str, present: Subscription, target: str, services: Services, now: datetime
) -> Reply | None:
    """What is said to whom wishes a change of what is followed that is none: all is, or nothing else is left."""
    if (changed := change_of_follows(words)) is None:
        return None
    named = tuple(follows_named(changed[1], services))
    if not present.follows and named:
        name = follow_text(replace(present, follows=named), services.catalogue)
        return follows_all_reply(name, present, target, services.catalogue, now)
    if changed[0] is Change.DROPS and set(present.follows) <= set(named):
        return last_followed_reply(present, target, services.catalogue, now)
    return None


async def forwarded(ask: Ask, services: Services) -> Reply | None:
    """The panel of the channel that a post was forwarded from, in a private chat."""
    if ask.forwarded_from is None or not ask.origin.where.is_private:
        return None
    named = await services.desk.channel(str(ask.forwarded_from))
    where = await permitted(named, ask.origin, services)
    if isinstance(where, str) and ask.words and (await services.find(ask.words)).verdict is not Verdict.NONE:
        return None  # somebody looks up what a channel wrote
    return await _panel_of(where, ask, services)


async def _panel_of(where: Where | str, ask: Ask, services: Services) -> Reply:
    """The panel of a chat that may be set up; or the line why it may not."""
    if isinstance(where, str):
        return Reply(where)
    return _panel(await subscription_of(where, services), target_of(where, ask.origin), ask.origin.now, services)


def _panel(wanted: Subscription, target: str, now: datetime, services: Services, *, may_post: bool = True) -> Reply:
    return settings_reply(wanted, target, services.catalogue, now, may_post=may_post)


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    target, step, value = pressed.ids
    if isinstance(where := await chat_pressed(target, pressed, services), Alert):
        return where
    now = pressed.origin.now
    present = await subscription_of(where, services)
    if step == MENU:
        return _panel(present, target, now, services)
    if step in set(Field) and value == CHOOSE:
        return choices_reply(Field(step), present, target, services.catalogue, now, pressed.page)
    changed = _changed(present, step, value, services)
    if changed is None:
        return None
    if changed.active or present.active or changed != present:
        changed = await keep(changed, now, services, resumes=step == ON)
    if step == Field.FOLLOW and value != "all":
        page = follow_page(_KINDS[value[0]], value[2:], services.catalogue)
        return choices_reply(Field.FOLLOW, changed, target, services.catalogue, now, page)
    may_post = step != ON or await services.desk.may_post(where)
    return _panel(changed, target, now, services, may_post=may_post)


def _changed(present: Subscription, step: str, value: str, services: Services) -> Subscription | None:
    """The subscription after that step, or with that field set; None for a forged one."""
    number = int(value) if value.isascii() and value.isdecimal() and len(value) <= 4 else None
    if step in (ON, OFF):
        return replace(present, active=step == ON)
    if step == Field.AT and number is not None and number // 100 < 24 and number % 100 < 60:
        return replace(present, at=time(*divmod(number, 100)))
    if step == Field.ZONE and (
        value == present.zone or ((zone := read_zone(value)) is not None and zone.name == value)
    ):
        return present.in_zone(value)
    if step == Field.AHEAD and number is not None and number <= MOST_AHEAD:
        return replace(present, ahead=number)
    if step == Field.EMPTY and value in set(Empty):
        return replace(present, empty=Empty(value))
    if step == Field.WEEK and (days := EVERY_DAY if value == DAILY else days_of(value)) is not None:
        return replace(present, weekdays=days)
    return _following(present, value, services) if step == Field.FOLLOW else None


def _following(present: Subscription, value: str, services: Services) -> Subscription | None:
    """Follows what was not followed, and the other way round; `all` follows nothing in particular."""
    if value == "all":
        return replace(present, follows=())
    kind, _, each = value.partition(":")
    find = {"t": services.catalogue.topic, "p": services.catalogue.place}.get(kind)
    if find is None or find(each) is None:
        return None
    follow = Follow(_KINDS[kind], each)
    others = tuple(other for other in present.follows if other != follow)
    return replace(present, follows=others if follow in present.follows else (*others, follow))


COMMAND = Command(
    "settings",
    "设置",
    answer,
    "简报的时间、时区、频率、关注",
    "Settings of the digest",
    "[时:分] [城市或时区]",
    waits=True,
    in_channels=True,
    sets_up=True,
    said=(
        *("简报设置", "我的设置", "看看设置", "订阅状态", "现在是什么状态", "之前订了吗"),
        *(
            "我的订阅",
            "我订了什么",
            "订了什么",
            "我订阅了什么",
            "订阅了什么",
            "关注了什么",
            "看看订阅",
            "查看订阅",
            "还订着",
        ),
        *("取消", "取消掉", "停掉", "停了", "关掉"),  # of what is not said: what there is to stop is shown
        *("没订过", "没订阅过", "没定过", "没有订阅", "没有订阅过", "没订阅", "没订"),
        *("几点发", "下一次什么时候发", "下次什么时候发", "什么时候发下一次"),
        *("修改设置", "怎么设置", "怎么设置时间", "怎么改时间", "怎么改时区", "怎么改成每周", "简报几点发"),
        *("能推送吗", "可以推送吗", "能每天推送吗", "能定时推送吗", "能每天发吗"),
        *("太频繁了", "推送太频繁了", "发得太多了", "推送太多了", "每天推送太多了", "少发点", "能少发点吗"),
        *("不用每天", "别每天", "早点发", "晚点发", "早一点发", "晚一点发"),
        *("怎么订阅", "怎么订阅简报", "怎么订阅每日简报", "怎么关注", "how to subscribe"),
        *("怎么退订", "怎么取消", "怎么取消订阅", "怎么取消简报", "how to unsubscribe"),
    ),
)
ACTION = Action(press, ids=3, edits=True, waits=True, in_channels=True, sets_up=True)

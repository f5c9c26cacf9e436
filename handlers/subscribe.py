"""/subscribe and /unsubscribe: the daily digest of this chat, topic, or of a channel that is named."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.conversation import Ask, Command
from bot.hours import Wishes, names_an_end, read_wishes
from bot.orders import CHANGE, leaves_hour_open, names_a_pause, names_other_rhythm
from bot.render.panel import hour_asked_reply, settings_reply
from bot.render.reply import Reply
from bot.render.subscribing import (
    ends_it_reply,
    no_day_left_reply,
    not_subscribed_reply,
    other_rhythm_reply,
    pause_reply,
    read_time_reply,
    subscribed_reply,
    unknown_follow_reply,
    unknown_zone_reply,
    unsubscribed_reply,
    whole_digest_reply,
)
from bot.services import Services
from bot.subscribing import chat_meant, keep, keep_changed, subscription_of, target_of, zone_meant
from bot.talk.narrowed import follows_named, topic_named
from bot.wished_contents import change_of_follows, contents_apart, read_contents
from bot.zones import near_zones


async def subscribe(ask: Ask, services: Services) -> Reply:
    where, words = await chat_meant(ask, services)
    if isinstance(where, Reply):
        return where
    present, target = await subscription_of(where, services), target_of(where, ask.origin)
    if leaves_hour_open(words):
        return hour_asked_reply("", present, target, services.catalogue, ask.origin.now)
    when, about = contents_apart(words)
    is_change = when.startswith(CHANGE)
    wishes = read_wishes(when.removeprefix(CHANGE), present, partial(zone_meant, services=services))
    if wishes.unknown:
        return _not_read(when, wishes, target, services)
    if about:
        contents = read_contents(about, wishes.wanted, partial(follows_named, services=services))
        if contents is None:
            _, name = change_of_follows(about) or ("", about)
            return unknown_follow_reply(name, wishes.wanted.at, target)
        wishes = wishes._replace(wanted=contents)
    if not wishes.wanted.weekdays:
        return no_day_left_reply(wishes.wanted.at, target)
    if wishes.part:
        wanted = await keep_changed(wishes.wanted, present, ask.origin.now, services)
        named = "settings" if is_change else "subscribe"
        unfinished = named, words.removeprefix(CHANGE)
        return hour_asked_reply(wishes.part, wanted, target, services.catalogue, ask.origin.now, unfinished)
    if is_change and not present.active:  # what was never ordered is not to come for being changed
        wanted = await keep_changed(wishes.wanted, present, ask.origin.now, services)
        return settings_reply(wanted, target, services.catalogue, ask.origin.now, before=present, may_post=True)
    wanted = await keep(replace(wishes.wanted, active=True), ask.origin.now, services, resumes=True)
    may_post = await services.desk.may_post(where)
    place = next((each for each in services.search.mentioned(words).places if each.member), None)
    return subscribed_reply(wanted, target, services.catalogue, ask.origin.now, zone_of=place, may_post=may_post)


def _not_read(words: str, wishes: Wishes, target: str, services: Services) -> Reply:
    """What is said of words that are no wish: of all of them, or of those beside a time that was read."""
    if names_other_rhythm(words):
        return other_rhythm_reply(target)
    if names_an_end(words):
        return ends_it_reply(words, target)
    topic, near = topic_named(wishes.unknown, services), near_zones(wishes.unknown)
    followed = topic.name if topic else ""
    if wishes.has_time:
        return unknown_zone_reply(wishes.unknown, wishes.wanted.at, near, target, followed)
    return read_time_reply(words, near, target, followed)


async def unsubscribe(ask: Ask, services: Services) -> Reply:
    where, words = await chat_meant(ask, services)
    if isinstance(where, Reply):
        return where
    present = await subscription_of(where, services)
    target = target_of(where, ask.origin)
    if not present.active:
        return not_subscribed_reply(where, target)
    if names_a_pause(words):
        return pause_reply(target)
    if words.strip():  # of what? there is one digest here, and perhaps they mean what it is about
        return whole_digest_reply(words, target)
    await keep(replace(present, active=False), ask.origin.now, services)
    return unsubscribed_reply(where, target)


SUBSCRIBE = Command(
    "subscribe",
    "订阅",
    subscribe,
    "订阅每日简报",
    "Subscribe to the daily digest",
    "[时:分] [城市或时区]",
    waits=True,
    in_channels=True,
    sets_up=True,
    said=(
        *("订阅简报", "订阅每日简报", "重新订阅", "再订上", "订阅", "subscribe"),
        *("恢复订阅", "恢复推送", "恢复简报", "简报恢复"),
    ),
)
UNSUBSCRIBE = Command(
    "unsubscribe",
    "退订",
    unsubscribe,
    "退订简报",
    "Unsubscribe",
    waits=True,
    in_channels=True,
    sets_up=True,
    said=(
        *("退订", "取消订阅", "取消简报", "退订简报", "停止订阅", "不订了", "不想收了", "不要再发了", "不要发了"),
        *("别再发了", "别发了", "不用发了", "不用再发了", "停了吧"),
        *("不想收到了", "不想再收到", "不想再收了", "unsubscribe me"),
        *("不想收简报了", "不收简报了", "关掉简报", "关掉推送", "关闭简报", "stop sending", "stop the digest"),
        *("关闭推送", "停止推送", "取消推送", "不要推送", "unsubscribe", "stop"),
    ),
)

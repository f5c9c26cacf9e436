"""/broadcast and /broadcasts: one message to many chats, written, previewed, confirmed once, watched, reported."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.broadcasts import DRAFT, DRAFT_LASTS, FOLLOWERS, STARTED, TABLE, Broadcast, Content, Stage, Tally, Target
from bot.conversation import Action, Alert, Ask, Command, Origin, Pressed
from bot.days import read_day
from bot.render.answer import nothing_reply
from bot.render.broadcast import (
    album_reply,
    broadcasts_reply,
    compose_reply,
    confirm_reply,
    ended_reply,
    not_permitted_reply,
    only_private_reply,
    progress_reply,
    refused_reply,
    report_reply,
    scheduled_reply,
    stats_reply,
    targets_reply,
    time_reply,
)
from bot.render.fact import fact_reply
from bot.render.reply import Reply
from bot.search import Verdict
from bot.services import Services
from bot.subscription import Kind
from bot.text import parsed_length

FACT_WORDS = ("fact ", "事实 ")
LISTED = 10
EXPIRED = "这次群发已经过期或已处理，请重新发 /broadcast。"
_TIME = re.compile(r"(?:(?P<day>\S+)\s+)?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})")


def _denied(origin: Origin, services: Services) -> Reply | None:
    """Why this person, here, may not broadcast. A group's anonymous administrator is nobody."""
    if origin.user_id is None or origin.user_id not in services.admins:
        return not_permitted_reply()
    return None if origin.where.is_private else only_private_reply()


async def answer(ask: Ask, services: Services) -> Reply:
    if (denied := _denied(ask.origin, services)) is not None:
        return denied
    admin_id, now = ask.origin.where.chat_id, ask.origin.now
    content = None
    if ask.words.startswith(FACT_WORDS):
        words = ask.words.partition(" ")[2]
        findings = services.search.find(words)
        if findings.verdict is Verdict.NONE:
            return nothing_reply(words, findings.near, findings.corrections, [])
        html = fact_reply(findings.hits[0].fact, services.catalogue).html
        content = Content(Content.TEXT, {"text": html, "parse_mode": "HTML"})
    elif ask.words and ask.content is not None:
        content = _without_command(ask.content)
    number = await services.store.broadcasts.begin(admin_id, now, now + DRAFT_LASTS)
    return compose_reply(number) if content is None else await _take(number, content, services)


async def expected(ask: Ask, services: Services) -> Reply | None:
    """What an administrator says next while writing a broadcast: its content, or its time."""
    if not services.admins or not ask.origin.where.is_private or _denied(ask.origin, services) is not None:
        return None
    draft = await services.store.broadcasts.draft(ask.origin.where.chat_id, ask.origin.now)
    if draft is None:
        return None
    if draft.stage is Stage.CONTENT and ask.content is not None:
        return await _take(draft.id, ask.content, services)
    return await _schedule(draft, ask, services) if draft.stage is Stage.TIME and ask.words else None


async def _take(number: int, content: Content, services: Services) -> Reply:
    if content.kind == Content.ALBUM:
        return album_reply(number)
    await services.store.broadcasts.change(number, DRAFT, content=content, stage=Stage.TARGETS)
    return await _targets(number, services)


def _without_command(content: Content) -> Content:
    """A message's text without the command that it begins with; what is bold stays so (Telegram counts in UTF-16)."""
    text = content.fields.get("text") or ""
    rest = text.split(maxsplit=1)[1]
    offset = parsed_length(text) - parsed_length(rest)
    entities = [e | {"offset": e["offset"] - offset} for e in content.fields["entities"] if e["offset"] >= offset]
    return Content(content.kind, {"text": rest, "entities": entities})


async def _targets(number: int, services: Services, before: str = "内容收到了。", *, anew: bool = False) -> Reply:
    choices = [*Target, *(f"{FOLLOWERS}{topic.id}" for topic in services.catalogue.topics)]
    counts = [(str(each), await services.store.broadcasts.count(each)) for each in choices]
    return targets_reply(number, counts, services.catalogue, before, anew=anew)


async def _schedule(draft: Broadcast, ask: Ask, services: Services) -> Reply:
    start_at = _moment(ask, services)
    if start_at is None or start_at <= ask.origin.now:
        return time_reply(draft.id, ask.words)
    if not await services.store.broadcasts.change(
        draft.id, (Stage.TIME,), stage=Stage.SCHEDULED, start_at=start_at, expires_at=None
    ):
        return Reply(EXPIRED)
    return scheduled_reply(replace(draft, start_at=start_at), services.catalogue, services.zone)


def _moment(ask: Ask, services: Services) -> datetime | None:
    """The instant that the words name in the base's zone; a time alone is the next one."""
    if (found := _TIME.fullmatch(ask.words)) is None:
        return None
    named = read_day(found["day"], ask.today) if found["day"] else None
    if found["day"] and (named is None or named.day is None):
        return None
    day = named.day if named is not None and named.day is not None else ask.today
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        return None
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=services.zone)
    return moment + timedelta(days=1) if not found["day"] and moment <= ask.origin.now else moment


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    number, step, value = pressed.ids
    if _denied(pressed.origin, services) is not None:
        return Alert("群发只对机器人的管理员开放。")
    known = number.isascii() and number.isdecimal() and len(number) < 18
    broadcast = await services.store.broadcasts.get(int(number)) if known else None
    if broadcast is None:
        return None
    if step in ("to", "targets", "test", "go", "time"):
        return await _step(broadcast, step, value, pressed, services)
    if step in ("pause", "resume", "cancel"):
        return await _steer(broadcast, step, pressed, services)
    if step == "report":
        return report_reply(broadcast, await services.store.broadcasts.tally(broadcast.id), services.zone)
    if step == "csv":
        occasion = f"{TABLE}{broadcast.id}:{pressed.origin.now:%Y%m%d%H%M%S}"
        await services.store.outbox.tell(pressed.origin.where, occasion, "", pressed.origin.now)
        return Alert("文件马上发来。")
    return None


async def _step(
    broadcast: Broadcast, step: str, value: str, pressed: Pressed, services: Services
) -> Reply | Alert | None:
    """A step of the draft, which is its author's alone and does not last for ever."""
    origin, store = pressed.origin, services.store.broadcasts
    expired = broadcast.expires_at is None or broadcast.expires_at <= origin.now
    if broadcast.admin_id != origin.user_id or broadcast.stage not in DRAFT or expired or broadcast.content is None:
        return Alert(EXPIRED)
    if step == "go":
        return await _go(broadcast, value, pressed, services)
    if step == "time":
        await store.change(broadcast.id, DRAFT, stage=Stage.TIME)
        return time_reply(broadcast.id) if broadcast.targets else None
    if step == "targets":
        await store.change(broadcast.id, DRAFT, stage=Stage.TARGETS)
        return await _targets(broadcast.id, services, "")
    if step == "to" and not _is_target(value, services):
        return None
    if (refused := await services.desk.show(origin.where, broadcast.content)) is not None:
        await store.change(broadcast.id, DRAFT, stage=Stage.CONTENT)
        return refused_reply(broadcast.id, refused)
    if step == "test":
        return await _targets(broadcast.id, services, "上面就是收到的样子。", anew=True)
    await store.change(broadcast.id, DRAFT, targets=value, stage=Stage.CONFIRM)
    chosen = replace(broadcast, targets=value)
    count = await store.count(value)
    return confirm_reply(chosen, count, services.rates.overall, services.catalogue, _seal(chosen))


async def _go(broadcast: Broadcast, seal: str, pressed: Pressed, services: Services) -> Reply | Alert:
    """Begins what was confirmed, if it is what was shown."""
    store = services.store.broadcasts
    if seal != _seal(broadcast):
        return Alert("内容或对象在预览之后变了，请重新预览再确认。")
    if not await store.start(broadcast.id, (Stage.CONFIRM,), pressed.origin.now):
        return Alert(EXPIRED)
    await store.change(broadcast.id, STARTED, progress_id=pressed.message_id, shown_at=pressed.origin.now)
    return await _progress(broadcast.id, pressed, services)


async def _steer(broadcast: Broadcast, step: str, pressed: Pressed, services: Services) -> Reply | Alert:
    store, now = services.store.broadcasts, pressed.origin.now
    if step == "pause":
        done = await store.change(broadcast.id, (Stage.RUNNING,), stage=Stage.PAUSED)
    elif step == "resume":
        done = await store.change(broadcast.id, (Stage.PAUSED,), stage=Stage.RUNNING)
    else:
        done = await store.cancel(broadcast.id, now)
    if not done:
        return Alert("这次群发已经结束。")
    return await _progress(broadcast.id, pressed, services) if broadcast.stage in STARTED else ended_reply()


async def _progress(number: int, pressed: Pressed, services: Services) -> Reply:
    broadcast = await services.store.broadcasts.get(number)
    tally = await services.store.broadcasts.tally(number)
    return progress_reply(broadcast, tally, pressed.origin.now) if broadcast is not None else ended_reply()


def _is_target(value: str, services: Services) -> bool:
    if value.startswith(FOLLOWERS):
        return services.catalogue.topic(value.removeprefix(FOLLOWERS)) is not None
    return value in set(Target)


def _seal(broadcast: Broadcast) -> str:
    """What a confirmation is bound to: who, what and to whom."""
    said = (broadcast.admin_id, broadcast.id, broadcast.content, broadcast.targets)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


async def past(ask: Ask, services: Services) -> Reply:
    if (denied := _denied(ask.origin, services)) is not None:
        return denied
    found = [
        (each, await services.store.broadcasts.tally(each.id)) for each in await services.store.broadcasts.last(LISTED)
    ]
    return broadcasts_reply(found, services.catalogue, services.zone)


async def stats(ask: Ask, services: Services) -> Reply:
    if (denied := _denied(ask.origin, services)) is not None:
        return denied
    midnight = services.local(ask.origin.now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Tally(await services.store.outbox.counted(Kind.DIGEST, midnight))
    return stats_reply(await services.store.chats.counted(), await services.store.chats.subscribed(), today)


BROADCAST_COMMAND = Command(
    "broadcast", "群发", answer, "给所有会话发一条消息", "Broadcast a message", "[内容]", waits=True, for_admins=True
)
PAST = Command("broadcasts", "群发记录", past, "发过的群发", "Past broadcasts", waits=True, for_admins=True)
STATS = Command("stats", "统计", stats, "会话、订阅和投递的数字", "Numbers of the bot", waits=True, for_admins=True)
ACTION = Action(press, ids=3, edits=True, waits=True)

"""/broadcast: one message to many chats; written, shown as they will get it, and confirmed once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from bot.broadcasting import as_it_stands, moment_of, named, without_command
from bot.broadcasts import DRAFT, DRAFT_LASTS, FOLLOWERS, Broadcast, Content, Stage, Target
from bot.conversation import Action, Alert, Ask, Command, Pressed
from bot.render.broadcast import (
    album_reply,
    compose_reply,
    confirm_reply,
    dropped_reply,
    no_fact_reply,
    nobody_reply,
    refused_reply,
    scheduled_reply,
    targets_reply,
    time_reply,
    too_late_reply,
    unfit_reply,
)
from bot.render.fact import fact_reply
from bot.render.reply import Reply
from bot.render.rights import ONLY_ADMINISTRATORS
from bot.rights import denial
from bot.search import Verdict
from bot.services import Services
from bot.text import normal
from bot.zones import zone_text

EXPIRED = "这次群发已经过期或取消了，请重新发 /broadcast。"
CONFIRMED = "这次群发已经确认过了，不会再发一遍。"
NOT_YOURS = "只有写这条群发的人能确认它。"
CHANGED = "内容或对象在预览之后变了，请重新预览再确认。"
_FACT = re.compile(r"(?:fact|事实)(?:\s+(?P<words>.+))?", re.IGNORECASE | re.DOTALL)
_NEVER_MIND = re.compile("(?:还是)?(?:取消|算了|不发了?)(?:群发|这条|吧|了)*|cancel|never ?mind")


async def answer(ask: Ask, services: Services) -> Reply:
    if (denied := denial(ask.origin, services)) is not None:
        return denied
    content, before = await _written(ask, services)
    if isinstance(content, Reply):
        return content
    now = ask.origin.now
    number = await services.store.broadcasts.begin(ask.origin.where.chat_id, now, now + DRAFT_LASTS)
    return compose_reply(number) if content is None else await _take(number, content, ask, services, before)


async def _written(ask: Ask, services: Services) -> tuple[Content | Reply | None, str]:
    """What is to be sent of a message with the command, or a fact's card that it asks for; what to say of it."""
    content, before = without_command(ask.content), "内容收到了。"
    is_text = content is None or content.kind == Content.TEXT
    if content == ask.content or not is_text or (wants_fact := _FACT.fullmatch(ask.words)) is None:
        return content, before
    words = wants_fact["words"] or ""
    findings = await services.find(words)
    if not words or findings.verdict is Verdict.NONE:
        return no_fact_reply(words, [name.text for name in findings.near], services.catalogue), before
    fact = findings.hits[0].fact
    card = {"text": fact_reply(fact, services.catalogue).html, "parse_mode": "HTML"}
    number = content.message_id if content else None
    return Content(Content.TEXT, card, number, by_command=True), f"要发的资料是“{fact.title}”。"


async def corrected(ask: Ask, services: Services) -> Reply | None:
    """Takes what an administrator made of a message that is to be broadcast; None for any other that was edited.

    What was previewed before is not what would be sent, so it has to be shown again. What is confirmed stays as it is.
    """
    message_id = ask.content.message_id if ask.content is not None else None
    if message_id is None or not services.admins or denial(ask.origin, services) is not None:
        return None
    draft = await services.store.broadcasts.made_from(message_id, ask.origin.where.chat_id, ask.origin.now)
    if draft is None or draft.content is None:
        return None
    is_plain = draft.content.by_command is False
    content, _ = (ask.content, "") if is_plain else await _written(ask, services)
    if content == draft.content:
        return None
    if draft.stage not in DRAFT:
        return too_late_reply(draft.id)
    if isinstance(content, Content):
        return await _take(draft.id, content, ask, services, "改动收到了，请重新预览。")
    await services.store.broadcasts.change(draft.id, DRAFT, stage=Stage.CONTENT)
    return content or compose_reply(draft.id)


async def expected(ask: Ask, services: Services) -> Reply | None:
    """What an administrator says next while writing a broadcast: its content, its time, or that it is not to be."""
    if not services.admins or denial(ask.origin, services) is not None:
        return None
    draft = await services.store.broadcasts.draft(ask.origin.where.chat_id, ask.origin.now)
    if draft is None:
        return None
    if _NEVER_MIND.fullmatch(normal(ask.words).strip(" ,.，。!！~")):
        await services.store.broadcasts.cancel(draft.id, ask.origin.now)
        return dropped_reply()
    if draft.stage not in (Stage.CONTENT, Stage.TIME):
        return None
    if draft.stage is Stage.TIME:
        return await _schedule(draft, ask, services)
    return unfit_reply(draft.id) if ask.content is None else await _take(draft.id, ask.content, ask, services)


async def _take(number: int, content: Content, ask: Ask, services: Services, before: str = "内容收到了。") -> Reply:
    if content.kind == Content.ALBUM:
        return album_reply(number)
    expires_at = ask.origin.now + DRAFT_LASTS
    await services.store.broadcasts.change(number, DRAFT, content=content, stage=Stage.TARGETS, expires_at=expires_at)
    return await _targets(number, services, before)


async def _targets(number: int, services: Services, before: str = "", *, anew: bool = False) -> Reply:
    choices = [*Target, *(f"{FOLLOWERS}{topic.id}" for topic in services.catalogue.topics)]
    counts = [(str(each), await services.store.broadcasts.count(each)) for each in choices]
    return targets_reply(number, counts, services.catalogue, before, anew=anew)


async def _schedule(draft: Broadcast, ask: Ask, services: Services) -> Reply:
    start_at = moment_of(ask, services)
    if start_at is None or start_at <= ask.origin.now:
        zone = zone_text(services.zone.key, ask.origin.now)
        return time_reply(draft, zone, ask.words, is_past=start_at is not None)
    if not await services.store.broadcasts.change(
        draft.id, (Stage.TIME,), stage=Stage.SCHEDULED, start_at=start_at, expires_at=None
    ):
        return Reply(EXPIRED)
    return scheduled_reply(replace(draft, start_at=start_at), services.catalogue, services.zone)


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    """A step of a draft, which is its author's alone and does not last for ever."""
    number, step, value = pressed.ids
    if denial(pressed.origin, services) is not None:
        return Alert(ONLY_ADMINISTRATORS)
    if (draft := await named(number, services)) is None:
        return None
    if draft.admin_id != pressed.origin.user_id:
        return Alert(NOT_YOURS)
    if draft.stage not in DRAFT:
        return Alert(EXPIRED if draft.stage is Stage.CANCELLED else CONFIRMED)
    if draft.expires_at is None or draft.expires_at <= pressed.origin.now:
        return Alert(EXPIRED)
    return await _step(draft, step, value, pressed, services)


async def _step(draft: Broadcast, step: str, value: str, pressed: Pressed, services: Services) -> Reply | Alert | None:
    store = services.store.broadcasts
    if step == "drop":
        await store.cancel(draft.id, pressed.origin.now)
        return dropped_reply()
    if draft.content is None:
        return Alert("请先把要群发的内容发给我。")
    match step:
        case "go":
            return await _go(draft, value, pressed, services)
        case "write":
            await store.change(draft.id, DRAFT, stage=Stage.CONTENT)
            return compose_reply(draft.id, anew=False)
        case "targets":
            await store.change(draft.id, DRAFT, stage=Stage.TARGETS)
            return await _targets(draft.id, services)
        case "test":
            refused = await _show(draft, pressed, services)
            return refused or await _targets(draft.id, services, "上面这条就是对方会收到的样子。", anew=True)
        case "time" if draft.targets:
            await store.change(draft.id, DRAFT, stage=Stage.TIME)
            return time_reply(draft, zone_text(services.zone.key, pressed.origin.now))
        case "to" if _is_target(value, services):
            return await _preview(replace(draft, targets=value), value, pressed, services)
    return None


async def _show(draft: Broadcast, pressed: Pressed, services: Services) -> Reply | None:
    """Sends its author what all will get; the reply when Telegram refuses it."""
    if draft.content is None or (refused := await services.desk.show(pressed.origin.where, draft.content)) is None:
        return None
    await services.store.broadcasts.change(draft.id, DRAFT, stage=Stage.CONTENT)
    return refused_reply(draft.id, refused)


async def _preview(draft: Broadcast, targets: str, pressed: Pressed, services: Services) -> Reply:
    """What it will look like, for how many, and the button that confirms exactly this."""
    store = services.store.broadcasts
    if not (count := await store.count(targets)):
        await store.change(draft.id, DRAFT, stage=Stage.TARGETS)
        return nobody_reply(draft.id, targets, services.catalogue)
    if (refused := await _show(draft, pressed, services)) is not None:
        return refused
    expires_at = pressed.origin.now + DRAFT_LASTS
    await store.change(draft.id, DRAFT, targets=targets, stage=Stage.CONFIRM, expires_at=expires_at)
    return confirm_reply(draft, count, services.rates.overall, services.catalogue, _seal(draft))


async def _go(draft: Broadcast, seal: str, pressed: Pressed, services: Services) -> Reply | Alert | None:
    """Begins what was confirmed, if it is what was shown."""
    store, now = services.store.broadcasts, pressed.origin.now
    if draft.stage is not Stage.CONFIRM or seal != _seal(draft):
        return Alert(CHANGED)
    # From the first moment on its progress is shown in the message that was pressed.
    await store.change(draft.id, (Stage.CONFIRM,), progress_id=pressed.message_id, shown_at=now)
    if not await store.start(draft.id, (Stage.CONFIRM,), now):
        return Alert(CONFIRMED)
    return await as_it_stands(draft.id, services)


def _is_target(value: str, services: Services) -> bool:
    if value.startswith(FOLLOWERS):
        return services.catalogue.topic(value.removeprefix(FOLLOWERS)) is not None
    return value in set(Target)


def _seal(draft: Broadcast) -> str:
    """What a confirmation is bound to: who, what and to whom."""
    said = (draft.admin_id, draft.id, draft.content, draft.targets)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


COMMAND = Command(
    "broadcast", "群发", answer, "给所有会话发一条消息", "Broadcast a message", "[内容]", waits=True, for_admins=True
)
ACTION = Action(press, ids=3, edits=True, waits=True)

"""/broadcasts: those that were confirmed; watched, paused, resumed, cancelled, and their reports."""

from __future__ import annotations

from bot.broadcasting import as_it_stands, named
from bot.broadcasts import DRAFT, TABLE, Broadcast, Stage
from bot.conversation import Action, Alert, Ask, Command, Pressed
from bot.render.broadcast import broadcasts_reply, with_way_back
from bot.render.reply import Reply
from bot.render.rights import ONLY_ADMINISTRATORS
from bot.rights import denial
from bot.services import Services

LISTED = 10


async def answer(ask: Ask, services: Services) -> Reply:
    denied = denial(ask.origin, services)
    return await _listed(1, services) if denied is None else denied


async def _listed(page: int, services: Services) -> Reply:
    store, page = services.store.broadcasts, max(1, page)  # what a button carries can be forged
    found = await store.last(LISTED + 1, (page - 1) * LISTED)
    shown = [(each, await store.tally(each.id)) for each in found[:LISTED]]
    more = len(found) > LISTED
    return broadcasts_reply(shown, page, more=more, catalogue=services.catalogue, zone=services.zone)


async def press(pressed: Pressed, services: Services) -> Reply | Alert | None:
    number, step = pressed.ids
    if denial(pressed.origin, services) is not None:
        return Alert(ONLY_ADMINISTRATORS)
    if step == "list":
        return await _listed(pressed.page, services)
    broadcast = await named(number, services)
    if broadcast is None or broadcast.stage in DRAFT:
        return None
    if step == "open":
        reply = await as_it_stands(broadcast.id, services)
        return with_way_back(reply) if reply is not None else None
    if step == "csv":
        occasion = f"{TABLE}{broadcast.id}:{pressed.origin.now:%Y%m%d%H%M%S}"
        await services.store.outbox.tell(pressed.origin.where, occasion, "", pressed.origin.now)
        return Alert("文件马上发来。")
    return await _steer(broadcast, step, pressed, services)


async def _steer(broadcast: Broadcast, step: str, pressed: Pressed, services: Services) -> Reply | Alert | None:
    store = services.store.broadcasts
    match step:
        case "pause":
            done = await store.change(broadcast.id, (Stage.RUNNING,), stage=Stage.PAUSED)
        case "resume":
            done = await store.change(broadcast.id, (Stage.PAUSED,), stage=Stage.RUNNING)
        case "cancel":
            done = await store.cancel(broadcast.id, pressed.origin.now)
        case _:
            return None
    return await as_it_stands(broadcast.id, services) if done else Alert("这次群发已经结束，或者刚才已经按过了。")


COMMAND = Command("broadcasts", "群发记录", answer, "发过的群发", "Past broadcasts", waits=True, for_admins=True)
ACTION = Action(press, ids=2, edits=True, waits=True)

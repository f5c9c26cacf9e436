"""What the features of broadcasting share: who may, which broadcast a button means, and how one looks right now."""

from __future__ import annotations

from bot.broadcasts import STARTED, Broadcast, Stage
from bot.conversation import Origin
from bot.render.broadcast import (
    not_permitted_reply,
    only_private_reply,
    progress_reply,
    report_reply,
    scheduled_reply,
)
from bot.render.reply import Reply
from bot.services import Services

ONLY_ADMINISTRATORS = "群发只有机器人的管理员能用。"


def denial(origin: Origin, services: Services) -> Reply | None:
    """Why this person, here, may not broadcast; None who may. A group's anonymous administrator is nobody."""
    if origin.user_id is None or origin.user_id not in services.admins:
        return not_permitted_reply(nobody=not services.admins)
    return None if origin.where.is_private else only_private_reply()


async def named(number: str, services: Services) -> Broadcast | None:
    """The broadcast that a button names; None for a forged number."""
    known = number.isascii() and number.isdecimal() and len(number) < 18
    return await services.store.broadcasts.get(int(number)) if known else None


async def standing(number: int, services: Services) -> Reply | None:
    """A broadcast that was confirmed as it stands: scheduled, going on, or its report; None when it is gone."""
    broadcast = await services.store.broadcasts.get(number)
    if broadcast is None:
        return None
    if broadcast.stage is Stage.SCHEDULED:
        return scheduled_reply(broadcast, services.catalogue, services.zone)
    tally = await services.store.broadcasts.tally(number)
    if broadcast.stage in STARTED:
        return progress_reply(broadcast, tally, services.rates.overall)
    return report_reply(broadcast, tally, services.catalogue, services.zone)

"""The checks of whom the bot can write to: its administrators, and the groups and channels that get digests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.checks.check import Check, ok, warn
from bot.checks.here import shortly
from bot.clock import Clock
from bot.logs import counted
from bot.posting import why_shut
from bot.raw import raw
from bot.store.look import Subscribed
from bot.subscription import ChatKind

MOST_CHATS = 200
PAUSE = 1 / 20  # seconds after a request: 20 a second leave a running bot its 25 and more


async def administrators(bot: Bot, admins: Iterable[int], clock: Clock) -> Check:
    """Whether the bot's administrators can be told when something is wrong."""
    silent = []
    for admin_id in sorted(admins):
        try:
            await _ask(bot, clock, "getChat", chat_id=admin_id)
        except (BadRequest, Forbidden):
            silent.append(str(admin_id))
        except TelegramError as error:
            return warn("administrators", f"could not be asked for: {error}")
    if silent:
        return warn("administrators", f"{shortly(silent)} cannot be written to; each must press Start in the bot once")
    return ok("administrators", "can be written to")


async def posting(bot: Bot, subscribed: Sequence[Subscribed], clock: Clock) -> Check:
    """Whether the bot may post in the groups and channels that get digests. Private chats cannot be asked."""
    chats = list({each.chat_id: each for each in subscribed if each.kind is not ChatKind.PRIVATE}.values())
    shut = []
    for each in chats[:MOST_CHATS]:
        try:
            why = await _shut(bot, each, clock)
        except TelegramError as error:
            return warn("chats", f"could not all be asked: {error}")
        if why is not None:
            shut.append(f"{each.chat_id} ({why})")
    others = counted(len(chats) - MOST_CHATS, "more was", "more were")
    more = f"; {others} not asked" if len(chats) > MOST_CHATS else ""
    if shut:
        return warn("chats", f"the bot cannot post in {shortly(shut)}: their administrators can let it{more}")
    asked = counted(min(len(chats), MOST_CHATS), "group or channel", "groups and channels")
    return ok("chats", f"the bot can post in the {asked} with digests{more}")


async def _shut(bot: Bot, where: Subscribed, clock: Clock) -> str | None:
    """Why the bot cannot post in a group or channel; None when it can. Raises TelegramError when nobody knows."""
    try:
        return await why_shut(
            partial(_ask, bot, clock), bot.id, where.chat_id, is_channel=where.kind is ChatKind.CHANNEL
        )
    except ChatMigrated:  # the next digest follows it there
        return None
    except (BadRequest, Forbidden) as error:
        return str(error)


async def _ask(bot: Bot, clock: Clock, method: str, **fields: int) -> Mapping[str, Any]:
    """An answer as it came: the library cannot read a member or a chat of an older Bot API than its own."""
    found: Mapping[str, Any] = await raw(bot, method, **fields)
    await clock.sleep(PAUSE)
    return found

"""What the features of subscribing share: whose digest is meant, what it is like by default, and who may change it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.conversation import Alert, Ask, Origin, Pressed
from bot.facts import Place
from bot.render.reply import Reply
from bot.render.subscribing import HERE, not_administrator_text, unknown_chat_text
from bot.rights import may_set_up
from bot.schedule import zone_named
from bot.services import Services
from bot.subscription import Subscription, Where
from bot.text import around
from bot.zones import Zone, is_alias, read_zone

_RANKS = ("", "区", "县", "镇")  # what may stand behind the name of a small place
_CHAT = re.compile(r"(?:(?:https?://)?t\.me/|@)([A-Za-z]\w{3,31})|(-100\d{5,15})", re.ASCII)


async def subscription_of(where: Where, services: Services) -> Subscription:
    """The chat's subscription; of one that has none, what it would be, not active.

    For a zone that is not known on this machine stands the base's.
    """
    own = services.catalogue.about.timezone
    found = await services.store.chats.subscription(where) or Subscription(where, own, active=False)
    return replace(_by_a_known_zone(found, own), where=where)


def _by_a_known_zone(found: Subscription, own: str) -> Subscription:
    is_known = zone_named(found.zone) is not None
    return found if is_known else replace(found, zone=own, lost_zone=found.zone)


async def day_in(origin: Origin, services: Services) -> date:
    """The day that it is in a chat: on the clock of its digest, or on the base's if it has none."""
    wanted = await subscription_of(origin.where, services)
    return origin.now.astimezone(ZoneInfo(wanted.zone)).date()


def zone_meant(words: str, services: Services) -> Zone | None:
    """The zone that words name, or that a place of the base has by its own name or a place around it; None for others.

    A misspelt name is none, and neither are places of different zones. What keeps the base's time is the base's
    zone, unless it is named itself.
    """
    zone, own = _zone_meant(words, services), services.catalogue.about.timezone
    if zone is None or not is_alias(own, zone.name) or zone.label in words or zone.name.casefold() in words.casefold():
        return zone
    return zone._replace(name=own)


def _zone_meant(words: str, services: Services) -> Zone | None:
    if (zone := read_zone(words)) is not None:
        return zone
    named = services.search.mentioned(words)
    if named.corrections or named.topic or named.rest not in _RANKS:
        return None
    zones = {_zone_around(place, services) for place in named.places}
    return zones.pop() if len(zones) == 1 else None


def _zone_around(place: Place, services: Services) -> Zone | None:
    around = (name for each in (place, *services.catalogue.parents(place)) for name in each.names)
    return next((zone for name in around if (zone := read_zone(name)) is not None), None)


async def keep(wanted: Subscription, now: datetime, services: Services, *, resumes: bool = False) -> Subscription:
    """The subscription as it is stored from now on. `resumes`: whether a pause ends.

    A zone that is not known here stays stored until another one is chosen: elsewhere it may be known.
    """
    kept = await services.store.chats.put(wanted, now, resumes=resumes)
    return replace(_by_a_known_zone(kept, services.catalogue.about.timezone), where=wanted.where)


async def keep_changed(wanted: Subscription, present: Subscription, now: datetime, services: Services) -> Subscription:
    """The subscription as it is from now on; one that is as it was is not stored again."""
    return present if wanted == present else await keep(wanted, now, services)


async def chat_meant(ask: Ask, services: Services) -> tuple[Where | Reply, str]:
    """The chat that a message sets up, or the reply why it may not be set up from there; its words without the name."""
    named, words = await _named(ask.words, ask.origin, services)
    where = await permitted(named, ask.origin, services)
    return Reply(where) if isinstance(where, str) else where, words


async def chat_pressed(target: str, pressed: Pressed, services: Services) -> Where | Alert:
    """The chat that a button sets up, or what its presser is told why it may not be set up from there."""
    where = await permitted(await _targeted(target, pressed.origin, services), pressed.origin, services)
    return Alert(where) if isinstance(where, str) else where


async def _named(words: str, origin: Origin, services: Services) -> tuple[Where | None, str]:
    """The chat that the words name (a channel's @name, address or number), else this one; and the other words.

    None for a name of no chat that the bot sees.
    """
    named = _CHAT.search(words)
    if named is None or (named[1] or "").casefold() == services.desk.bot_name.casefold():
        return origin.where, words if named is None else around(named).strip()
    return await services.desk.channel(f"@{named[1]}" if named[1] else named[2]), around(named).strip()


async def permitted(where: Where | None, origin: Origin, services: Services) -> Where | str:
    """That chat, if what comes from there may set it up; else why it may not, in a line."""
    if where is None:
        return unknown_chat_text()
    if await may_set_up(origin, where, services):
        services.store.presence.heard(where.chat_id)  # Telegram just said who runs it
        # What a private channel is called is told to those who run it, and not to a group in which they set it up.
        return where if origin.where.is_private else replace(where, title="")
    return not_administrator_text(where, is_here=where.chat_id == origin.where.chat_id)


def target_of(where: Where, origin: Origin) -> str:
    """How a button names the chat that it sets up."""
    return HERE if where == origin.where else str(where.chat_id)


async def _targeted(target: str, origin: Origin, services: Services) -> Where | None:
    """The chat that a button names; None for a forged one, or one that the bot no longer sees."""
    if target == HERE:
        return origin.where
    return await services.desk.channel(target) if re.fullmatch(r"-\d{5,18}", target) else None

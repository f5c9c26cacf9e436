"""The checks of what is on this machine: the settings, the base and its index, the database, the zones, the port."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from bot.checks.check import Check, fail, ok, warn
from bot.facts import BaseRefused
from bot.files import try_room
from bot.loading import load_whole
from bot.logs import counted
from bot.schedule import zone_data, zone_named
from bot.search import beside, is_current
from bot.settings import Settings
from bot.store.database import HEAD, later
from bot.store.look import Seen, Subscribed
from bot.unanswered import why_not_kept

OLD = 2  # years; a few countries change their clocks every year
MOST_NAMED = 10
ROOM = 1_000_000  # bytes that a disk must take: a start, or a round of digests, writes less


def settings(given: Settings) -> Check:
    if given.unknown:
        return warn("settings", f"can be read; these are none of the bot's, and not used: {shortly(given.unknown)}")
    return ok("settings", "can be read")


def facts(path: Path) -> Iterator[Check]:
    """The base; and, when it can be read, the search's index beside it."""
    try:
        base, digest = load_whole(path)
    except BaseRefused as refused:
        others = len(refused.problems) - 1
        more = f" (and {counted(others, 'more problem')})" if others else ""
        yield fail("facts", f"{refused.problems[0]}{more}")
        return
    newest = max(source.published for source in base.sources).text if base.sources else "no date"
    yield ok(
        "facts", f"{counted(len(base.facts), 'fact')} of {counted(len(base.sources), 'source')}, the newest of {newest}"
    )
    yield _index(path, digest)


def _index(path: Path, digest: str) -> Check:
    place = beside(path)
    if is_current(path, digest):
        return ok("index", f"{place}: up to date")
    if os.access(place.parent, os.W_OK):
        return ok("index", f"{place}: is made at the start; or now: python -m bot facts index")
    return warn("index", f"{place}: cannot be written, so every start makes it anew; let the bot write to its folder")


def database(seen: Seen) -> Check:
    folder, file = Path(seen.name).parent, Path(seen.name)
    if not seen.name:
        return warn("database", "in memory: all is forgotten when the bot stops; write sqlite:///FILE")
    if not seen.is_there:
        if seen.is_file and not os.access(folder, os.W_OK):
            return fail("database", f"{file}: its folder cannot be written; let the bot write there")
        return _without_room(seen) or ok("database", f"{file}: is not there yet; the first start makes it")
    if seen.version > HEAD:
        return fail("database", f"{seen.name}: is {later(seen.version)}, or restore a backup")
    if seen.is_file and not (os.access(file, os.W_OK) and os.access(folder, os.W_OK)):
        return fail("database", f"{file}: it, or its folder, cannot be written; let the bot write there")
    if (full := _without_room(seen)) is not None:
        return full
    version = f"version {seen.version}" if seen.version else "empty"
    forward = "" if seen.version == HEAD else f", brought forward to {HEAD} at the start"
    used = "a bot is at work on it" if seen.is_in_use else "no bot is at work on it"
    wanted = counted(len({each.chat_id for each in seen.subscribed}), "chat gets digests", "chats get digests")
    return ok("database", f"{seen.name}: {version}{forward}; {wanted}; {used}")


def _without_room(seen: Seen) -> Check | None:
    """The failure of a disk that takes no more: what a running bot has there already can be read all the same."""
    try:
        if seen.is_file:
            try_room(Path(seen.name).parent, ROOM)
    except OSError as error:
        remedy = "make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "let the bot write there"
        return fail("database", f"{seen.name}: nothing more can be written beside it ({error.strerror}); {remedy}")
    return None


def unanswered(place: Path) -> Check:
    if (reason := why_not_kept(place)) is not None:
        return warn("unanswered", f"{place}: questions without an answer are not kept ({reason}); BOT_UNANSWERED")
    return ok("unanswered", f"{place}: can be written")


def port(given: Settings) -> Check:
    """Whether the bot's own server can listen where it is to. It is tried without listening, which disturbs nobody."""
    if given.listen is None:
        return ok("listening", "off: no /healthz, /readyz, /metrics")
    host, number = given.listen
    place = f"{host}:{number}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            tried.bind(address)
    except OSError as error:
        must = given.must_listen or given.webhook_url is not None
        without = "it does not start" if must else "it starts without /healthz, /readyz, /metrics"
        if error.errno == errno.EADDRINUSE:
            return warn("listening", f"{place} is taken: by the bot, if it runs now; if by another program, {without}")
        words = f"{place} cannot be had ({error.strerror or error}): {without}; BOT_LISTEN names another host:port"
        return (fail if must else warn)("listening", words)
    return ok("listening", f"{place} is free")


def zones(subscribed: Iterable[Subscribed]) -> Check:
    """Whether the zone data here know the zone of everybody who gets digests."""
    unknown: dict[str, list[int]] = {}
    for each in subscribed:
        if zone_named(each.zone) is None:
            unknown.setdefault(each.zone, []).append(each.chat_id)
    if not unknown:
        return ok("zones", "every subscription's is known")
    named = "; ".join(f"{zone} (chats {shortly(map(str, chats))})" for zone, chats in unknown.items())
    return fail("zones", f"not known here, so their digests wait: {named}; install a newer tzdata")


def age_of_zones(now: datetime) -> Check:
    version = zone_data()
    year = version[:4]
    if year.isdecimal() and now.year - int(year) > OLD:
        return warn("zone data", f"{version}: is old, and clocks have changed since; install a newer tzdata")
    return ok("zone data", version)


def shortly(names: Iterable[str]) -> str:
    """The first of them, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more

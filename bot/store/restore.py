"""Puts a backup back, also while a bot is at work, and nothing is sent twice by it.

Chats and subscriptions become the backup's. What was sent, and what is being sent, is better known by the database that
is there: its rows stay, and the backup adds those that it lacks. Of these nothing is sent: nobody knows whether it was.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from bot.broadcasts import DRAFT, ENDED, Stage
from bot.logs import counted
from bot.store.address import DatabaseRefused, locked, url_of
from bot.store.backup import SIDE_FILES, Contents, cause, contents, copy, readable, remove, sqlite_file
from bot.store.database import HEAD, Database
from bot.store.ending import ended
from bot.store.merging import Remembered, merge, owner_of, remembered_by
from bot.store.owner import Owner
from bot.store.planning import plan
from bot.store.tables import broadcasts, chats, deliveries, subscriptions
from bot.subscription import OPEN, Reason, State

MOST_KEPT = 3  # databases as they were before a restore


@dataclass(frozen=True, slots=True)
class Restored:
    """What the database holds now, where the one before is kept, how many broadcasts were ended, old copies removed."""

    contents: Contents
    kept: Path | None
    ended: int
    removed: int = 0

    def __str__(self) -> str:
        before = f"the one before is kept as {self.kept}" if self.kept else "there was none before"
        ended = f"; {counted(self.ended, 'broadcast')} that had not ended: cancelled" if self.ended else ""
        removed = f"; {counted(self.removed, 'older copy', 'older copies')} removed" if self.removed else ""
        return f"{self.contents}; {before}{ended}{removed}"


async def restore(file: Path, address: str, now: datetime) -> Restored:
    """Makes the database at that address hold what the backup does. Raises DatabaseRefused; then it is as it was."""
    live = sqlite_file(address, "pg_restore")
    _check(file, live)
    place = _unused(live, now)
    try:
        with TemporaryDirectory(prefix=f".{live.name}.", dir=live.parent) as folder:
            prepared = Path(folder) / "backup.db"
            copy(file, prepared, "ro")
            if await _is_comparable(live, address):
                ended = await _settle(prepared, remembered_by(live), now)
                _check_owners(file, owner_of(prepared), owner_of(live))
                merge(prepared, live, place)
                kept: Path | None = place
            else:
                ended = await _settle(prepared, Remembered(), now)
                kept = _put(prepared, live, place, address)
            held = contents(live)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise DatabaseRefused(f"{live}: was not restored ({cause(error)}); try again, or make room for it") from None
    if held is None:
        raise AssertionError(f"{live} is no database of ours after it was restored")
    return Restored(held, kept, ended, _removed(live, file))


def _check(file: Path, live: Path) -> None:
    if not file.is_file():
        raise DatabaseRefused(f"{file}: is not there; name a file that `backup` made")
    if live.exists() and file.samefile(live):
        raise DatabaseRefused(f"{file}: is the database itself; name a file that `backup` made")
    readable(file)


def _check_owners(file: Path, theirs: Owner | None, ours: Owner | None) -> None:
    """A backup of another bot's chats is not put into this one's database."""
    if theirs is not None and ours is not None and theirs.bot_id != ours.bot_id:
        raise DatabaseRefused(f"{file}: is a backup of {theirs}'s, and the database is {ours}'s; see BOT_DATABASE_URL")


def _unused(live: Path, now: datetime) -> Path:
    """A name beside the database for what it was before; none is taken twice."""
    name = f"{live.name}.before-restore-{now:%Y%m%d-%H%M%S}"
    names = (live.with_name(name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(each for each in names if not each.exists())


def _removed(live: Path, restored: Path) -> int:
    """Removes what restores of long ago have kept, but for what was restored just now; how many it was."""
    named = re.compile(re.escape(live.name) + r"\.before-restore-(\d{8}-\d{6})(?:-(\d+))?")
    matches = filter(None, (named.fullmatch(each.name) for each in live.parent.iterdir()))
    oldest_first = sorted((match[1], int(match[2] or 1), match[0]) for match in matches)
    removed = 0
    for _, _, name in oldest_first[:-MOST_KEPT]:
        with suppress(OSError):  # the restore has succeeded all the same
            if not (old := live.with_name(name)).samefile(restored):
                remove(old)
                removed += 1
    return removed


async def _is_comparable(live: Path, address: str) -> bool:
    """Whether the database that is there can tell what was sent: not a damaged one, nor one of a later release.

    An older one is brought forward, for which no bot may use it. Raises DatabaseRefused or sqlite3.OperationalError.
    """
    found = _version(live)
    if found is None or found > HEAD:
        return False
    if found < HEAD:
        database = Database(address)
        await database.open()
        await database.close()
    return True


def _version(live: Path) -> str | None:
    """The version of the database that is there, "" before it has one; None where there is none that can be read."""
    if not live.is_file():
        return None
    try:
        held = contents(live)
    except sqlite3.OperationalError:  # it is busy, or may not be read: that is no damage
        raise
    except sqlite3.DatabaseError:
        return None
    return held.version if held else ""


async def _settle(prepared: Path, known: Remembered, now: datetime) -> int:
    """Brings a backup forward and ends in it what may have been sent since; how many broadcasts on their way that were.

    A digest that became due since, of a chat that nobody can tell about, may have been sent as well: it is planned
    here, as it would be there, and ended with the others.
    """
    database = Database(f"sqlite:///{prepared}")
    due = select(subscriptions, chats.c.quiet, chats.c.known_at).join(chats, chats.c.chat_id == subscriptions.c.chat_id)
    try:
        async with database.write() as connection:
            rows = await connection.execute(due.where(subscriptions.c.active, subscriptions.c.next_at <= now))
            untold = [row for row in rows.mappings() if (row["chat_id"], row["known_at"]) not in known.chats]
            await plan(connection, untold, now)
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.state.in_(OPEN))
                .values(ended(State.UNKNOWN, Reason.NO_ANSWER, now))
            )
            going_on = select(broadcasts.c.id, broadcasts.c.state).where(broadcasts.c.state.not_in(ENDED))
            found = [row for row in await connection.execute(going_on) if row.id not in known.broadcasts]
            for row in found:
                cancelled = update(broadcasts).where(broadcasts.c.id == row.id)
                await connection.execute(cancelled.values(state=Stage.CANCELLED, finished_at=now))
    finally:
        await database.close()
    return sum(row.state not in DRAFT for row in found)


def _put(prepared: Path, live: Path, kept: Path, address: str) -> Path | None:
    """Puts it in the place of a database that cannot be asked; where that one is kept now. No bot may use it."""
    lock = locked(url_of(address))
    try:
        there = live.exists()
        for suffix in ("", *SIDE_FILES):  # a leftover log would be taken for the new file's
            part = live.with_name(live.name + suffix)
            if part.exists():
                part.rename(kept.with_name(kept.name + suffix))
        prepared.rename(live)
    finally:
        if lock is not None:
            lock.release()
    return kept if there else None

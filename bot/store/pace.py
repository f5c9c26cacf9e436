"""How fast messages may leave, all processes together: a row says when the next one may; slots are taken from it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Float, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.sql import insert
from bot.store.tables import pace

OVERALL, HELD = "overall", "held"  # when the next slot is; until when Telegram said to wait
# Of the permitted rate. What is left over of each second is room for messages that are late, so that no second ever
# sees too many: half of it for leaving the slot late, half for the way to Telegram. Measured: bench/pace.py.
USED = 0.96
LATEST = (1 - USED) / 2  # seconds
AHEAD = 1.0  # seconds; nobody takes slots that lie further off
# However long Telegram says to wait, it is asked again after this; so what is said to be free later than that was
# written by a clock that was wrong, and is free now.
LONGEST = timedelta(hours=1)
# So far the clocks of replicas may be apart. A slot that is further off than what may be taken and this was taken by a
# clock that was set back since, and nobody waits for it.
APART = timedelta(minutes=1)

# put together once: they are asked for each message
_MOMENT, _NEAR, _LATEST, _LONGEST = (bindparam(name, type_=Float) for name in ("moment", "near", "latest", "longest"))
_held = pace.alias()
_is_held = exists().where(_held.c.scope == HELD, _held.c.next_slot > _MOMENT, _held.c.next_slot <= _LONGEST)
_begin = case((and_(pace.c.next_slot > _MOMENT, pace.c.next_slot <= _LATEST), pace.c.next_slot), else_=_MOMENT)
_TAKE = (
    update(pace)
    .where(pace.c.scope == OVERALL, or_(pace.c.next_slot < _NEAR, pace.c.next_slot > _LATEST), ~_is_held)
    .values(next_slot=_begin + bindparam("seconds", type_=Float))
    .returning(pace.c.next_slot)
)


class Pace:
    """The overall rate, shared by every process on this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, count: int, rate: float, now: datetime) -> list[float]:
        """`count` slots (seconds since 1970, evenly apart) at that rate a second; none while the next is far off."""
        interval, moment = 1 / (rate * USED), now.timestamp()
        near, seconds = moment + AHEAD, count * interval
        asked = {
            "moment": moment,
            "near": near,
            "latest": near + seconds + APART.total_seconds(),
            "longest": moment + LONGEST.total_seconds(),
            "seconds": seconds,
        }
        async with self._database.write() as connection:
            end = (await connection.execute(_TAKE, asked)).scalar()
            if end is None and await _is_first(connection):
                end = (await connection.execute(_TAKE, asked)).scalar()
        return [] if end is None else [end - (count - number) * interval for number in range(count)]

    async def free(self, now: datetime) -> float:
        """The share of the next second's messages that nobody has taken (0..1)."""
        query = select(func.max(pace.c.next_slot)).where(pace.c.scope.in_((OVERALL, HELD)))
        async with self._database.read() as connection:
            next_slot = (await connection.execute(query)).scalar()
        taken = max(0.0, (next_slot or 0.0) - now.timestamp())
        return max(0.0, 1.0 - taken / AHEAD)

    async def hold_for(self, seconds: float, now: datetime) -> None:
        """Nothing leaves for so long (an hour at most): Telegram said to wait."""
        until = now.timestamp() + min(seconds, LONGEST.total_seconds())
        wrong = now.timestamp() + LONGEST.total_seconds()
        async with self._database.write() as connection:
            statement = insert(connection, pace).values(scope=HELD, next_slot=until)
            longer = statement.on_conflict_do_update(
                index_elements=[pace.c.scope],
                set_={"next_slot": until},
                where=or_(pace.c.next_slot < until, pace.c.next_slot > wrong),
            )
            await connection.execute(longer)


async def _is_first(connection: AsyncConnection) -> bool:
    """Whether there was no row yet; then there is one now."""
    statement = insert(connection, pace).values(scope=OVERALL, next_slot=0.0)
    return bool((await connection.execute(statement.on_conflict_do_nothing())).rowcount)

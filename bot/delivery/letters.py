"""What a delivery says: a digest, a broadcast's message, a notice, a report; or why there is nothing to say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Bot, Message

from bot.broadcasts import REPORT, TABLE, Broadcast, Stage
from bot.delivery.tables import Tables
from bot.digest import Digest, digest
from bot.render.broadcast import csv_name, report_reply
from bot.render.digest import digest_reply, for_channel
from bot.render.reply import Reply
from bot.sending import send_content, send_reply
from bot.services import Services
from bot.store import Claimed
from bot.subscription import ChatKind, Delivery, DeliveryKind, Reason, Subscription, Where

LATE = timedelta(minutes=10)  # from when on a digest says that it is late
MOST_DIGESTS = 256  # kept worked out: a day's digests differ by what is followed, ahead and empty only

Letter = Callable[[Bot], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Written:
    """A letter, and whether it says that it is late; or none, and why, or that it is to wait."""

    letter: Letter | None
    reason: Reason | None = None
    late: bool = False
    waits: bool = False


class Letters:
    """Writes letters; each digest once for all chats that want the same."""

    def __init__(self, services: Services, tables: Tables, *, paid: bool) -> None:
        self._services, self._tables = services, tables
        self._paid = paid
        self._digests: dict[tuple[date, Subscription], Digest] = {}
        self._broadcast_read: tuple[int, datetime] | None = None
        self._broadcast_found: Broadcast | None = None

    async def write(self, claimed: Claimed, now: datetime) -> Written:
        delivery = claimed.delivery
        match delivery.kind:
            case DeliveryKind.DIGEST:
                return self._digest(claimed, now)
            case DeliveryKind.BROADCAST:
                return await self._broadcast(delivery, now)
            case DeliveryKind.NOTICE:
                return await self._notice(delivery)

    def _digest(self, claimed: Claimed, now: datetime) -> Written:
        delivery, wanted = claimed.delivery, claimed.subscription
        if wanted is None or not wanted.active:
            return Written(None, Reason.UNSUBSCRIBED)
        if wanted.paused is not None:
            return Written(None, Reason(wanted.paused))
        held = self._held(date.fromisoformat(delivery.occasion), wanted)
        if not held.is_sent:
            return Written(None, Reason.EMPTY)
        late = now - delivery.due_at > LATE
        due = delivery.due_at.astimezone(ZoneInfo(wanted.zone)).time()
        reply = digest_reply(held, 1, self._services.catalogue, due if late else None)
        if delivery.where.kind is ChatKind.CHANNEL:
            reply = for_channel(reply, delivery.where.chat_id, held, self._services.desk.bot_name)
        return Written(self._sender(delivery.where, reply), late=late)

    def _held(self, on: date, wanted: Subscription) -> Digest:
        alike = replace(wanted, where=Where(0), zone="", next_day=None, next_at=None, at=wanted.at.min)
        if (on, alike) not in self._digests:
            if len(self._digests) >= MOST_DIGESTS:
                self._digests.clear()
            self._digests[on, alike] = digest(self._services.catalogue, wanted, on)
        return self._digests[on, alike]

    async def _broadcast(self, delivery: Delivery, now: datetime) -> Written:
        number, where = delivery.broadcast_id, delivery.where
        if self._broadcast_read != (number, now.replace(microsecond=0)):  # once a second: it may have been paused
            self._broadcast_found = await self._services.store.broadcasts.get(number)
            self._broadcast_read = number, now.replace(microsecond=0)
        broadcast = self._broadcast_found
        if broadcast is None or broadcast.content is None or broadcast.stage is Stage.CANCELLED:
            return Written(None, Reason.CANCELLED)
        if broadcast.stage is Stage.PAUSED:
            return Written(None, waits=True)
        content = broadcast.content
        return Written(lambda bot: send_content(bot, where, content, paid=self._paid))

    async def _notice(self, delivery: Delivery) -> Written:
        number = delivery.occasion.partition(":")[2].partition(":")[0]
        if delivery.occasion.startswith(REPORT):
            broadcast = await self._services.store.broadcasts.get(int(number))
            if broadcast is None:
                return Written(None, Reason.CANCELLED)
            tally = await self._services.store.broadcasts.tally(broadcast.id)
            report = report_reply(broadcast, tally, self._services.catalogue, self._services.zone)
            return Written(self._sender(delivery.where, report))
        if delivery.occasion.startswith(TABLE):
            if (table := self._tables.built(delivery, int(number))) is None:
                return Written(None, waits=True)
            chat_id = delivery.where.chat_id
            return Written(lambda bot: bot.send_document(chat_id, table, filename=csv_name(int(number))))
        return Written(self._sender(delivery.where, Reply(delivery.text or "")))

    def _sender(self, where: Where, reply: Reply) -> Letter:
        return lambda bot: send_reply(bot, where, reply, paid=self._paid)

"""Sends what the outbox owes. Every process runs one worker; the database keeps them from doing a thing twice."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import deque
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError
from telegram import Bot
from telegram.error import TelegramError

from bot.broadcasts import Stage
from bot.clock import Clock
from bot.delivery.alerts import refused_alert, topic_gone_notice
from bot.delivery.letters import Letters, Written
from bot.delivery.outcomes import Answer, Outcome, outcome_of
from bot.delivery.slots import Slots
from bot.services import Services
from bot.store import Claimed, Mark
from bot.subscription import NO_TOPIC, Delivery, Kind, Reason, State, Where

log = logging.getLogger(__name__)

GRACE = timedelta(hours=6)  # a digest that is later than this is not sent
LEASE = timedelta(seconds=60)
NEEDED = timedelta(seconds=30)  # of a lease: the longest that a request takes, and the mark
CLAIMED_TOGETHER = 0.4  # seconds' worth of messages; what a crash leaves to be taken over after the lease
AT_ONCE = 100  # requests under way
MARK_AGAIN = 1.0  # seconds until a mark that the database did not take is tried again
# Seconds until what could not be sent is tried again, by tries; after the last one it has failed (two hours).
AGAIN = (1, 5, 15, 60, 300, 900, 1800, 3600)
# Telegram does not say whether a 429 is for one chat or for all. Two chats within so many seconds: it is for all.
ALL_WAIT = 3.0


class Worker:
    """Plans and sends for one process."""

    def __init__(self, bot: Bot, services: Services, clock: Clock, *, paid: bool = False) -> None:
        self.owner = secrets.token_hex(6)
        self.slots = Slots(services.store.pace, services.rates.overall, clock)
        self.letters = Letters(services, paid=paid)
        self._bot, self._services, self._clock = bot, services, clock
        self._outbox = services.store.outbox
        self._together = max(1, round(services.rates.overall * CLAIMED_TOGETHER))
        self._marks: list[Mark] = []
        self._marking = asyncio.Lock()
        self._waits: deque[tuple[datetime, int]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def plan(self) -> None:
        """Owes every digest that is due, and begins the broadcasts whose time has come."""
        now = self._clock.now()
        while await self._outbox.plan(now, GRACE):
            pass
        for number in await self._services.store.broadcasts.due(now):
            await self._services.store.broadcasts.start(number, (Stage.SCHEDULED,), now)

    async def drain(self) -> None:
        """Sends all that may be sent now, and returns when nothing is left that may."""
        coming = asyncio.create_task(self._claim())
        try:
            while not self._stopping and (claimed := await coming):
                coming = asyncio.create_task(self._claim())  # while these are sent
                for each in claimed:
                    await self._begin(each)
        finally:
            for each in await coming if not coming.cancelled() else ():
                await self._return(each)
            if self._under_way:
                await asyncio.wait(self._under_way)

    def stop(self) -> None:
        """Begins nothing more; what is under way is finished by `drain`."""
        self._stopping = True

    async def _claim(self) -> list[Claimed]:
        if self._stopping:
            return []
        return await self._outbox.claim(self.owner, self._clock.now(), self._together, LEASE)

    async def _begin(self, claimed: Claimed) -> None:
        """Waits for a permit and lets a delivery go; or says at once why it does not."""
        delivery, now = claimed.delivery, self._clock.now()
        if delivery.kind is Kind.DIGEST and now - delivery.due_at > GRACE:
            return await self._mark(Mark(claimed, State.SKIPPED, now, reason=Reason.TOO_LATE))
        written = await self._write(claimed, now)
        if written.letter is None:
            return await self._mark(Mark(claimed, State.SKIPPED, now, reason=written.reason))
        permitted = not self._stopping and await self.slots.next(claimed.lease_until - NEEDED)
        if self._stopping or not permitted:
            return await self._return(claimed)
        while len(self._under_way) >= AT_ONCE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.create_task(self._send(claimed, written))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return None

    async def _write(self, claimed: Claimed, now: datetime) -> Written:
        try:
            return await self.letters.write(claimed, now)
        except DBAPIError:
            raise
        except Exception:  # a fact that cannot be shown must not keep every other chat's digest back
            log.exception("delivery %s could not be written", claimed.delivery.id)
            return Written(None, Reason.REFUSED)

    async def _return(self, claimed: Claimed) -> None:
        """Gives a delivery back untried."""
        now = self._clock.now()
        await self._mark(Mark(claimed, State.PENDING, now, returned=True))

    async def _send(self, claimed: Claimed, written: Written) -> None:
        if written.letter is None:
            return
        try:
            message = await written.letter(self._bot)
        except TelegramError as error:
            answer = outcome_of(error)
            log.info("delivery %s to %s: %s: %s", claimed.delivery.id, claimed.delivery.where, answer.outcome, error)
        else:
            answer = Answer(Outcome.SENT, message.message_id)
        await self._mark(await self._verdict(claimed, answer, late=written.late))

    async def _verdict(self, claimed: Claimed, answer: Answer, *, late: bool) -> Mark:
        """What an answer makes of a delivery and of its chat (the table of outcomes)."""
        delivery, now = claimed.delivery, self._clock.now()
        done = Mark(claimed, State.FAILED, now, reason=answer.reason, late=late)
        match answer.outcome:
            case Outcome.SENT:
                return replace(done, state=State.SENT, message_id=answer.message_id)
            case Outcome.UNKNOWN:
                return replace(done, state=State.UNKNOWN)
            case Outcome.QUIET:
                return replace(done, quiet=True)
            case Outcome.MIGRATED:
                return replace(done, state=State.PENDING, next_at=now, migrated_to=answer.new_chat_id, returned=True)
            case Outcome.TOPIC_GONE if delivery.where.topic_id != NO_TOPIC:
                where = replace(delivery.where, topic_id=NO_TOPIC)
                occasion = f"topic {delivery.where.topic_id}: {now:%Y-%m-%d}"
                await self._outbox.tell(where, occasion, topic_gone_notice(), now)
                return replace(done, pause=True)
            case Outcome.TOPIC_GONE | Outcome.NO_RIGHT:
                return replace(done, reason=Reason.NO_RIGHT, pause=delivery.kind is Kind.DIGEST)
            case Outcome.WAIT:
                until = now + timedelta(seconds=answer.wait)
                if self._is_for_all(delivery.where, now):
                    await self.slots.hold(answer.wait)
                return replace(done, state=State.PENDING, reason=None, next_at=until, wait_until=until, returned=True)
            case Outcome.REFUSED:
                await self._alert(delivery, answer, now)
                return done
            case Outcome.NOT_SENT if delivery.tries <= len(AGAIN):
                until = now + timedelta(seconds=AGAIN[delivery.tries - 1])
                return replace(done, state=State.PENDING, next_at=until)
            case Outcome.NOT_SENT:
                return done

    def _is_for_all(self, where: Where, now: datetime) -> bool:
        """Whether Telegram's telling to wait is for all chats: another one was told the same just now."""
        while self._waits and (now - self._waits[0][0]).total_seconds() > ALL_WAIT:
            self._waits.popleft()
        self._waits.append((now, where.chat_id))
        return len({chat_id for _, chat_id in self._waits}) > 1

    async def _alert(self, delivery: Delivery, answer: Answer, now: datetime) -> None:
        """Tells the bot's administrators of a text that Telegram refused: once a day for each digest or broadcast."""
        log.error("delivery %s was refused: %s", delivery.id, answer.words)
        for admin_id in self._services.admins:
            occasion = f"refused {delivery.kind} {delivery.occasion}: {now:%Y-%m-%d}"
            await self._outbox.tell(Where(admin_id), occasion, refused_alert(delivery, answer.words), now)

    async def _mark(self, mark: Mark) -> None:
        """Writes a mark down, together with those that wait for the same; again and again while the lease holds."""
        self._marks.append(mark)
        async with self._marking:
            if not self._marks:
                return  # somebody else's turn took it along
            marks, self._marks = self._marks, []
            while True:
                try:
                    stale = await self._outbox.mark(self.owner, marks, self._services.rates)
                except DBAPIError as error:
                    log.error("the database does not take what became of %d deliveries: %s", len(marks), error)  # noqa: TRY400
                    if all(self._clock.now() > each.claimed.lease_until for each in marks):
                        return
                    await self._clock.sleep(MARK_AGAIN)
                else:
                    break
        for each in stale:
            log.warning("delivery %s was taken over by another process; ours: %s", each.claimed.delivery.id, each.state)

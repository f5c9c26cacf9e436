"""Sends what the outbox owes. Every process runs one worker; the database keeps them from doing a thing twice."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter, deque
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import TelegramError

from bot.broadcasts import Stage
from bot.clock import Clock
from bot.delivery.alerts import Alerts
from bot.delivery.letters import Letter, Letters
from bot.delivery.outcomes import Outcome, Response, outcome_of
from bot.delivery.slots import Slots
from bot.delivery.tables import Tables
from bot.delivery.telling import Telling
from bot.delivery.verdicts import verdict
from bot.logs import counted, first_line
from bot.render.alerts import late_notice
from bot.services import Services
from bot.store import AWAY, FAILING, Claimed, Mark
from bot.store.planning import GRACE
from bot.subscription import DeliveryKind, Reason, State

log = logging.getLogger(__name__)

# A request takes 20 seconds at most (5 to connect, 5 to write, 10 to be answered), and then it is marked.
LEASE, NEEDED = timedelta(seconds=40), timedelta(seconds=25)
PRUNING = timedelta(hours=1)  # until deliveries of long ago are forgotten again
SWEEPING = timedelta(minutes=1)  # until rows that nobody can claim are looked for again
CLAIMED_TOGETHER = 0.4  # seconds' worth of messages; what a crash leaves to be taken over after the lease
AT_ONCE = 100  # requests under way
GLANCE = 0.1  # seconds between looks whether the process is to stop, while all requests wait for their answers
AGAIN = 1.0  # seconds until what the database did not take is tried again, or what cannot be written yet


class Worker:
    """Plans and sends for one process."""

    def __init__(self, bot: Bot, services: Services, clock: Clock, slots: Slots, alerts: Alerts, *, paid: bool) -> None:
        self.owner = secrets.token_hex(6)
        self.slots = slots
        self._tables = Tables(services.store, services.zone)
        self._letters = Letters(services, self._tables, paid=paid)
        self._bot, self._services, self._clock, self._paid = bot, services, clock, paid
        self._telling = Telling(services.store, alerts)
        self._outbox = services.store.outbox
        self._together = max(1, round(services.rates.overall * CLAIMED_TOGETHER))
        self._marks: list[Mark] = []  # that are to be written
        self._settled = 0  # marks dealt with so far: written or given up
        self._written_together = AT_ONCE
        self._marking = asyncio.Lock()
        self._round: Counter[State] = Counter()  # what became of the digests of this round
        self._under_way: set[asyncio.Task[None]] = set()
        # What was claimed and is not marked, and when its lease ends in evenly passing seconds, which no clock that is
        # set changes. It is never claimed again here, whatever its lease.
        self._held: dict[int, float] = {}
        self._stopping = False
        self._prune_at = self._sweep_at = clock.now() + SWEEPING

    def use(self, services: Services) -> None:
        """What is written from now on is of these services' base."""
        self._services = services
        self._letters = Letters(services, self._tables, paid=self._paid)

    async def begin(self) -> None:
        """Takes over what this process left when it died, where no other one can; what was left too long only waits."""
        now = self._clock.now()
        if not self._services.store.database.is_shared:
            await self._outbox.take_over(now)
        for number in await self._services.store.broadcasts.pause_left(now - GRACE):
            await self._telling.author(number, late_notice(number), now)

    async def plan(self) -> None:
        """Owes every digest that is due, and begins the broadcasts whose time has come."""
        now = self._clock.now()
        planned = 0
        while count := await self._outbox.plan(now, GRACE):
            planned += count
        if planned and (missed := await self._outbox.missed(now)) is not None:
            await self._telling.undelivered(missed, now)
        if _is_time(now, self._prune_at, PRUNING):
            self._prune_at = now + PRUNING
            await self._outbox.prune(now)
            await self._services.store.handled.prune(now)
        if _is_time(now, self._sweep_at, SWEEPING):
            self._sweep_at = now + SWEEPING
            await self._outbox.sweep(now)
            while await self._outbox.set_right(now):
                pass
        await self._begin_scheduled(now)

    async def _begin_scheduled(self, now: datetime) -> None:
        """Begins what was to begin by now. What is later than any digest may be waits for its author's word.

        What somebody ordered who is no administrator any more waits for another's.
        """
        broadcasts = self._services.store.broadcasts
        due = await broadcasts.due(now)
        late = await broadcasts.due(now - GRACE) if due else ()
        for number in due:
            broadcast = await broadcasts.get(number)
            is_nobodys = broadcast is None or broadcast.admin_id not in self._services.admins
            becomes = Stage.PAUSED if is_nobodys or number in late else Stage.RUNNING
            if not await broadcasts.start(number, (Stage.SCHEDULED,), now, becomes) or becomes is Stage.RUNNING:
                continue
            if is_nobodys:
                await self._telling.nobodys(number, now)
            else:
                await self._telling.author(number, late_notice(number), now)

    async def drain(self) -> None:
        """Begins to send all that may be sent now. `finish` waits for the answers: a late one keeps nobody waiting."""
        coming, waiting = asyncio.create_task(self._claim()), deque[Claimed]()
        try:
            while found := await asyncio.shield(coming):  # what is claimed is never lost, whoever does not wait for it
                waiting.extend(found)
                coming = asyncio.create_task(self._claim())  # while these are sent
                while waiting and not self._stopping:
                    await self._begin(waiting[0])
                    waiting.popleft()
        finally:
            await asyncio.wait([coming])  # where something broke on the way
            waiting.extend(coming.result() if coming.exception() is None else ())
            if waiting:
                await self._return(*waiting)
            self._tell_of_the_round()

    def _tell_of_the_round(self) -> None:
        """Says what became of a round's digests, when the last of them is answered."""
        if self._under_way:
            return
        if counts := ", ".join(f"{count} {state}" for state, count in sorted(self._round.items())):
            log.info("digests of this round: %s", counts)
        self._round.clear()

    def stop(self) -> None:
        """Begins nothing more, and gives back at once what waits; `finish` waits for what is under way."""
        self._stopping = True
        self.slots.close()

    async def finish(self, patience: float | None = None) -> None:
        """Waits until what is under way is answered and marked, so many seconds at most."""
        if self._stopping:
            await self._tables.close()
        if waiting := self._under_way | self.slots.asking:
            await asyncio.wait(waiting, timeout=patience)
        self._tell_of_the_round()

    async def _claim(self) -> list[Claimed]:
        await self._write_down()  # first what is known, or it could be sent again
        if self._stopping or self.slots.is_held:
            return []
        now, held = self._clock.now(), tuple(self._held)
        lease_ends = self._clock.passed() + LEASE.total_seconds()
        leased_at = await self._services.store.database.time(now)
        found = await self._outbox.claim(self.owner, now, self._together, LEASE, held, leased_at=leased_at)
        self._held.update((each.delivery.id, lease_ends) for each in found)
        return found

    async def _begin(self, claimed: Claimed) -> None:
        """Waits for a permit and lets a delivery go; or says at once why it does not."""
        delivery, now = claimed.delivery, self._clock.now()
        if delivery.kind is DeliveryKind.DIGEST and now - delivery.due_at > GRACE:
            await self._mark(Mark(claimed, State.SKIPPED, now, reason=Reason.TOO_LATE))
            return await self._telling.undelivered(delivery, now)
        try:
            written = await self._letters.write(claimed, now)
        except FAILING as error:
            log.warning("delivery %s could not be read: %s", delivery.id, first_line(error))
            return await self._return(claimed, next_at=now + timedelta(seconds=AGAIN))
        except Exception as error:  # a fact that cannot be shown must not keep every other chat's digest back
            log.exception("delivery %s could not be written", delivery.id)
            await self._mark(Mark(claimed, State.SKIPPED, now, reason=Reason.REFUSED))
            return await self._telling.refused(delivery, repr(error), now)
        if written.waits:
            return await self._return(claimed, next_at=now + timedelta(seconds=AGAIN))
        if (letter := written.letter) is None:
            return await self._mark(Mark(claimed, State.SKIPPED, now, reason=written.reason))
        while len(self._under_way) >= AT_ONCE and not self._stopping:  # before the permit, which holds at once only
            await asyncio.wait(self._under_way, timeout=GLANCE, return_when=asyncio.FIRST_COMPLETED)
        permitted = await self.slots.next(claimed.lease_until - NEEDED)
        if self._stopping or not permitted or not self._is_leased(claimed, NEEDED):
            return await self._return(claimed)
        task = asyncio.create_task(self._send(claimed, letter, late=written.late))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return None

    def _is_leased(self, claimed: Claimed, longer: timedelta = timedelta()) -> bool:
        """Whether a delivery is still this worker's alone, and for so much longer."""
        ends = self._held.get(claimed.delivery.id)
        return ends is not None and self._clock.passed() + longer.total_seconds() <= ends

    async def _return(self, *claimed: Claimed, next_at: datetime | None = None) -> None:
        """Gives deliveries back untried, all together."""
        now = self._clock.now()
        await self._mark(*(Mark(each, State.PENDING, now, next_at=next_at, returned=True) for each in claimed))

    async def _send(self, claimed: Claimed, letter: Letter, *, late: bool) -> None:
        try:
            answer = Response(Outcome.SENT, (await letter(self._bot)).message_id)
        except TelegramError as error:
            answer = outcome_of(error)
            level = logging.WARNING if answer.outcome is Outcome.UNKNOWN else logging.INFO
            number, where = claimed.delivery.id, claimed.delivery.where
            log.log(level, "delivery %s to %s: %s: %s", number, where, answer.outcome, error)
        except Exception:  # an answer that cannot be understood: it left, and must not be sent again
            log.exception("delivery %s: the answer was not understood", claimed.delivery.id)
            answer = Response(Outcome.UNKNOWN, reason=Reason.NO_ANSWER)
        if answer.outcome is Outcome.REFUSED:
            log.error("delivery %s was refused: %s", claimed.delivery.id, answer.words)
        now = self._clock.now()
        await self._telling.before(claimed.delivery, answer, now)
        mark = verdict(claimed, answer, now, late=late)
        await self._mark(mark)
        await self._telling.of(mark, answer, now)

    async def _mark(self, *marks: Mark) -> None:
        self._marks.extend(marks)
        await self._write_down()

    async def _write_down(self) -> None:
        """Marks all that is known, together; again and again, for what is not marked would be sent once more.

        Where one of them is why the database does not take them, it takes the others one by one.
        """
        known = self._settled + len(self._marks)  # who brings others meanwhile waits for them, and not whoever is here
        async with self._marking:
            while self._settled < known:
                marks = tuple(self._marks[: self._written_together])
                try:
                    stale = await self._outbox.mark(self.owner, marks, self._services.rates)
                except FAILING as error:
                    count = counted(len(marks), "delivery", "deliveries")
                    log.error("the database does not take what became of %s: %s", count, first_line(error))  # noqa: TRY400
                    del self._marks[: len(marks)]
                    comes_back = isinstance(error, AWAY) and not self._stopping
                    if comes_back or any(self._is_leased(each.claimed) for each in marks):
                        self._marks.extend(marks)
                        if not isinstance(error, AWAY):
                            self._written_together = 1
                        await self._clock.sleep(AGAIN)
                    else:  # what was not sent is to be tried again
                        for each in marks:
                            if each.state is State.PENDING:
                                self._held.pop(each.claimed.delivery.id, None)
                        self._settle(len(marks))
                    continue
                del self._marks[: len(marks)]
                self._settle(len(marks))
                for mark in marks:
                    self._held.pop(mark.claimed.delivery.id, None)
                    if not mark.returned and mark not in stale:
                        self._services.metrics.delivered(mark.claimed.delivery.kind, mark.state)
                        self._round.update([mark.state] if mark.claimed.delivery.kind is DeliveryKind.DIGEST else ())
                for each in stale:
                    number, state = each.claimed.delivery.id, each.state
                    log.warning("delivery %s was taken over by another process; ours: %s", number, state)

    def _settle(self, count: int) -> None:
        """Counts marks as dealt with; when none is left, the next ones are written together again."""
        self._settled += count
        if not self._marks:
            self._written_together = AT_ONCE


def _is_time(now: datetime, at: datetime, every: timedelta) -> bool:
    """Whether that time has come, or is further off than it ever is: the clock was set back."""
    return not now < at <= now + every

"""Who is told of what became of a delivery, once that is marked; and the broadcasts that stand still for it."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime

from bot.broadcasts import Stage
from bot.delivery.alerts import Alerts
from bot.delivery.outcomes import Outcome, Response
from bot.logs import first_line
from bot.render.alerts import (
    no_right_alert,
    nobodys_alert,
    original_gone_notice,
    refused_alert,
    refused_everywhere_notice,
    undelivered_alert,
    unknown_alert,
)
from bot.store import FAILING, Mark, Store
from bot.subscription import Delivery, DeliveryKind, State, Where

log = logging.getLogger(__name__)

REFUSED_BY = 5  # chats that refuse a broadcast which nobody got, until it is paused; they are on their way together


class Telling:
    """Tells administrators and authors. That takes its time where nobody can be reached, so it follows the mark."""

    def __init__(self, store: Store, alerts: Alerts) -> None:
        self._store, self._alerts = store, alerts
        self._refused: Counter[int] = Counter()  # chats that refused a broadcast

    async def before(self, delivery: Delivery, answer: Response, now: datetime) -> None:
        """Pauses a broadcast whose original is gone: what is still owed of it waits. Done before that is marked."""
        if answer.outcome is Outcome.ORIGINAL_GONE and delivery.kind is DeliveryKind.BROADCAST:
            try:
                await self._pause(delivery.broadcast_id, answer.words, now)
            except FAILING as error:  # the next chat's answer says the same
                log.warning("broadcast %s could not be paused: %s", delivery.broadcast_id, first_line(error))

    async def of(self, mark: Mark, answer: Response, now: datetime) -> None:
        """Tells of a delivery that was answered so and is marked so. What fails on the way is logged."""
        try:
            await self._of(mark, answer, now)
        except FAILING as error:
            log.warning("delivery %s: nobody could be told of it: %s", mark.claimed.delivery.id, first_line(error))

    async def _of(self, mark: Mark, answer: Response, now: datetime) -> None:
        delivery = mark.claimed.delivery
        is_digest = delivery.kind is DeliveryKind.DIGEST
        match answer.outcome:
            case Outcome.UNKNOWN if is_digest:  # a broadcast's report has them
                await self._alerts.tell("unknown", unknown_alert(delivery), now)
            case Outcome.TOPIC_GONE | Outcome.NO_RIGHT if is_digest and mark.notice is None:
                await self._alerts.tell(f"no right {delivery.where.chat_id}", no_right_alert(delivery), now)
            case Outcome.REFUSED:
                await self.refused(delivery, answer.words, now)
                if delivery.kind is DeliveryKind.BROADCAST:
                    await self._pause_if_refused_everywhere(delivery.broadcast_id, answer.words, now)
            case Outcome.NOT_SENT if mark.state is State.FAILED:
                await self.undelivered(delivery, now)

    async def _pause_if_refused_everywhere(self, number: int, words: str, now: datetime) -> None:
        """A broadcast that several chats refused and none got: what is wrong with it is wrong for all."""
        self._refused[number] += 1
        if self._refused[number] >= REFUSED_BY and not (await self._store.broadcasts.tally(number)).of(State.SENT):
            del self._refused[number]
            await self._pause(number, words, now)

    async def _pause(self, number: int, words: str, now: datetime) -> None:
        if await self._store.broadcasts.change(number, (Stage.RUNNING,), stage=Stage.PAUSED):
            sent = (await self._store.broadcasts.tally(number)).of(State.SENT)
            notice = original_gone_notice(number, words) if sent else refused_everywhere_notice(number, words)
            await self.author(number, notice, now)

    async def author(self, number: int, notice: str, now: datetime) -> None:
        """Owes a broadcast's author the line why it stands still."""
        if (broadcast := await self._store.broadcasts.get(number)) is not None:
            occasion = f"stands still {number}: {now.isoformat()}"
            await self._store.outbox.tell(Where(broadcast.admin_id), occasion, notice, now)

    async def nobodys(self, number: int, now: datetime) -> None:
        """Tells the administrators of a broadcast whose author is none of them any more."""
        await self._alerts.tell(f"nobody's {number}", nobodys_alert(number), now)

    async def refused(self, delivery: Delivery, words: str, now: datetime) -> None:
        """Tells the bot's administrators of a text that could not be sent."""
        if delivery.kind is not DeliveryKind.NOTICE:  # an alert of an alert would be refused as well
            what = f"refused {delivery.kind} {delivery.occasion}"
            await self._alerts.tell(what, refused_alert(delivery, words), now)

    async def undelivered(self, delivery: Delivery, now: datetime) -> None:
        """Tells them that somebody did not get a digest or a broadcast, and never will."""
        if delivery.kind is not DeliveryKind.NOTICE:
            await self._alerts.tell(f"undelivered {delivery.kind}", undelivered_alert(delivery), now)

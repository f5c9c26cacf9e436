"""What an answer of Telegram's makes of a delivery and of its chat: the table of outcomes, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.outcomes import Outcome, Response
from bot.render.alerts import topic_gone_notice
from bot.store import Claimed, Mark, Notice
from bot.store.pace import LONGEST
from bot.subscription import NO_TOPIC, DeliveryKind, Reason, State

# Seconds until what could not be sent is tried again, by tries: as long as a digest may be late; then it has failed.
AGAIN = (1, 5, 15, 60, *[300] * 71)


def verdict(claimed: Claimed, answer: Response, now: datetime, *, late: bool) -> Mark:
    """What is to be marked of a delivery that was answered so."""
    delivery = claimed.delivery
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
            return replace(done, pause=True, notice=Notice(where, occasion, topic_gone_notice()))
        case Outcome.TOPIC_GONE | Outcome.NO_RIGHT:
            return replace(done, reason=Reason.NO_RIGHT, pause=delivery.kind is DeliveryKind.DIGEST)
        case Outcome.WAIT:
            until = now + min(timedelta(seconds=answer.wait), LONGEST)
            return replace(done, state=State.PENDING, reason=None, next_at=until, wait_until=until, returned=True)
        case Outcome.ORIGINAL_GONE if delivery.kind is DeliveryKind.BROADCAST:  # it is paused, and its author decides
            return replace(done, state=State.PENDING, reason=None, next_at=now, returned=True)
        case Outcome.NOT_SENT if delivery.tries <= len(AGAIN):
            return replace(done, state=State.PENDING, next_at=now + timedelta(seconds=AGAIN[delivery.tries - 1]))
        case Outcome.REFUSED | Outcome.ORIGINAL_GONE | Outcome.NOT_SENT:
            return done

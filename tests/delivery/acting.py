"""What the tests of sending do again and again, said shortly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.subscription import ChatKind, Delivery, Empty, Reason, State, Subscription, Where
from tests.chat import Chat, Request, Said

MORNING = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai, on the day after the tests begin
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SENT = (State.SENT, None)

ANN, BEN, CAT = Where(101), Where(102), Where(103)
GROUP = Where(-5, 0, ChatKind.GROUP)
NEWS = Where(-100200, 31, ChatKind.GROUP)  # a topic of a forum
TALK = Where(-100200, 32, ChatKind.GROUP)
CHANNEL = Where(-100300, 0, ChatKind.CHANNEL)
THEIRS = {"sendMessage", "sendPhoto", "forwardMessage", "sendDocument"}


async def subscribe(talk: Chat, *wheres: Where, **wanted: Any) -> None:
    """Each gets a digest at 08:30 in Shanghai, and one on every day."""
    for where in wheres:
        subscription = Subscription(where, "Asia/Shanghai", **{"empty": Empty.FACT} | wanted)
        await talk.services.store.chats.put(subscription, talk.clock.now())


async def meet(talk: Chat, *wheres: Where) -> None:
    for where in wheres:
        await talk.services.store.chats.meet(where, talk.clock.now())


async def ticks(talk: Chat, count: int = 5) -> Said:
    """What the bot sends by itself within so many seconds, tick after tick."""
    said = Said()
    for _ in range(count):
        said += await talk.later(talk.clock.now() + SECOND)
    return said


def asked(talk: Chat, *wheres: Where) -> list[Request]:
    """The requests that would bring a message into those chats."""
    ids = {where.chat_id for where in wheres}
    return [request for request in talk.wire.requests if request.chat_id in ids and request.method in THEIRS]


async def last(talk: Chat, where: Where) -> Delivery:
    (delivery, *_) = await talk.services.store.outbox.last_here(where, 1)
    return delivery


async def outcome(talk: Chat, where: Where) -> tuple[State, Reason | None]:
    delivery = await last(talk, where)
    return delivery.state, delivery.reason


def label(said: Said, begins: str) -> str:
    """The whole label of the button that begins so."""
    return next(each for each in said.labels if each.startswith(begins))


async def preview(talk: Chat, text: str = "周五停机维护", targets: str = "全部会话") -> Said:
    """A broadcast as it is before it is confirmed: what was shown, and the question."""
    asks = await talk(f"/broadcast {text}")
    return await talk.press(asks, label(asks, targets))


async def broadcast(talk: Chat, text: str = "周五停机维护", targets: str = "全部会话") -> Said:
    """A broadcast that was confirmed: the message that shows its progress."""
    shown = await preview(talk, text, targets)
    return await talk.press(shown, label(shown, "确认发给"))

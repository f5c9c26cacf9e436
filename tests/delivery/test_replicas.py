"""Two processes on one PostgreSQL whose clocks are minutes apart: neither takes what the other one is at."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.services import Services
from bot.store import Store
from tests.chat import Chat
from tests.delivery.acting import ANN, DAY, MINUTE, MORNING, SENT, asked, outcome, subscribe, ticks
from tests.incoming import PATIENCE, Incoming
from tests.postgresql import PostgreSQL
from tests.updates import message


@pytest.mark.parametrize("apart", [5 * MINUTE, -5 * MINUTE], ids=["the other one's is ahead", "it is behind"])
async def test_what_one_is_sending_the_other_does_not_send(
    services: Services, postgresql: PostgreSQL, apart: timedelta
) -> None:
    address = postgresql()
    first, other = Incoming(services, store=Store(address)), Chat(services, MORNING + apart, store=Store(address))
    async with first.application, other.application, asyncio.timeout(PATIENCE):
        await subscribe(first, ANN)
        first.clock.go_on_to(MORNING)
        first.keep_back(ANN.chat_id)
        await first.assembly.worker.plan()
        await first.assembly.worker.drain()
        await first.until_waiting(ANN.chat_id)
        await ticks(other, 3)
        other.clock.go_on_to(MORNING + 10 * MINUTE)
        await ticks(other, 3)
        assert asked(other, ANN) == []
        first.let_go(ANN.chat_id)
        await first.assembly.worker.finish()
        assert await outcome(first, ANN) == SENT, "and not perhaps twice"
    postgresql.drop(address)


async def test_what_one_is_answering_the_other_does_not_answer(
    services: Services, postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.leases.GLANCE", 0.0)
    address = postgresql()
    first, ahead = (Incoming(services, store=Store(address), by_webhook=True) for _ in range(2))
    ahead.clock.go_on_to(ahead.clock.now() + DAY)
    async with first.application, ahead.application, asyncio.timeout(PATIENCE):
        first.keep_back(1)
        begun = first.begin(message(1, 1))
        await first.until_waiting(1)
        other = ahead.begin(message(1, 1))
        await ahead.come(message(2, 2))
        first.let_go(1)
        await first.until_done([task for task in (begun, other) if task is not None])
        assert (len(first.texts), len(ahead.texts)) == (1, 1), "the second is another chat's"
    postgresql.drop(address)

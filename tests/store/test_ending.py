"""What a line said is kept while it is owed, and however it ends not a moment longer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.store import Store, open_store
from bot.store.planning import owed_row
from bot.store.tables import chats, deliveries
from bot.subscription import DeliveryKind, Reason, State
from tests.store.acting import HOUR, LEASE, MONDAY, PERSON, claim, mark, rows
from tests.store.test_database import open_at

SAID = "没有找到“…”的记录。"  # a reply that came late repeats what was asked
Ending = Callable[[Store], Awaitable[object]]


async def _marked(store: Store, state: State) -> None:
    [claimed] = await claim(store)
    assert await mark(store, claimed, state, MONDAY) == []


async def _silenced(store: Store) -> None:
    await store.chats.silence(PERSON.chat_id, Reason.BLOCKED, MONDAY)


async def _silenced_while_sent(store: Store) -> None:
    [claimed] = await claim(store)
    await _silenced(store)
    await mark(store, claimed, State.PENDING, MONDAY)


async def _silenced_while_sent_by_one_that_died(store: Store) -> None:
    await claim(store)
    await _silenced(store)
    assert await claim(store, MONDAY + LEASE) == []


async def _swept(store: Store) -> None:
    async with store.database.write() as connection:  # it went quiet at the very moment when the line was owed
        await connection.execute(chats.update().values(quiet=Reason.BLOCKED))
    await store.outbox.sweep(MONDAY)


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(lambda store: _marked(store, State.SENT), id="it is sent"),
        pytest.param(lambda store: _marked(store, State.FAILED), id="it fails"),
        pytest.param(lambda store: _marked(store, State.UNKNOWN), id="nobody knows"),
        pytest.param(_silenced, id="its chat goes quiet"),
        pytest.param(_silenced_while_sent, id="its chat goes quiet while it is sent"),
        pytest.param(_silenced_while_sent_by_one_that_died, id="and who sent it dies"),
        pytest.param(_swept, id="it is swept away"),
    ],
)
async def test_a_text_goes_when_its_delivery_ends(store: Store, end: Ending) -> None:
    await store.outbox.tell(PERSON, "reply 77", SAID, MONDAY)
    assert [row["body"] for row in await rows(store)] == [SAID]
    await end(store)
    [row] = await rows(store)
    assert (row["body"], row["done_at"] is not None, row["owner"], row["lease_until"]) == (None, True, None, None)


@pytest.mark.parametrize("learnt", [{"returned": True}, {"next_at": MONDAY + HOUR}], ids=["not tried", "tried again"])
async def test_a_text_stays_while_it_is_to_be_sent(store: Store, learnt: dict[str, object]) -> None:
    await store.outbox.tell(PERSON, "reply 77", SAID, MONDAY)
    [claimed] = await claim(store)
    await mark(store, claimed, State.PENDING, MONDAY, **learnt)
    assert [row["body"] for row in await rows(store)] == [SAID]


async def test_what_an_earlier_release_kept_of_those_that_ended_goes_when_it_is_brought_forward(address: str) -> None:
    old = await open_at(address, "0002")
    states = {"pending": SAID, "sending": SAID, "skipped": None, "failed": None, "unknown": None, "sent": None}
    row = owed_row(PERSON, DeliveryKind.NOTICE, "", MONDAY) | {"body": SAID}
    async with old.write() as connection:
        await connection.execute(deliveries.insert(), [row | {"occasion": each, "state": each} for each in states])
    await old.close()
    store = await open_store(address)
    assert {row["state"]: row["body"] for row in await rows(store)} == states
    await store.close()

"""Processes that are killed in the middle of sending: nothing is lost, and at most what was in flight comes twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update

from bot.broadcasts import DRAFT, Content, Stage, Target
from bot.delivery.worker import AT_ONCE
from bot.logs import counted
from bot.store import Store, open_store
from bot.store.tables import chats, deliveries
from bot.subscription import DeliveryKind, Empty, Reason, State, Subscription, Where
from tests.postgresql import PostgreSQL
from tests.processes.bot_process import BotProcess
from tests.telegram_server import TelegramServer

ADMIN = 10_007
CHATS = 150
MANY = 300
KILLS = 3
LATENCY = 0.05  # seconds until Telegram answers: at 100 messages a second five are in flight
FAST = {"BOT_RATE": "100", "BOT_PAID_BROADCASTS": "yes"}
FASTER = {"BOT_RATE": "300", "BOT_PAID_BROADCASTS": "yes"}


async def broadcast_to(store: Store, count: int) -> int:
    """A broadcast to that many private chats that has begun; its number."""
    now = datetime.now(UTC)
    for chat_id in range(1, count + 1):
        await store.chats.meet(Where(chat_id), now)
    number = await store.broadcasts.begin(ADMIN, now, now + timedelta(hours=1))
    content = Content(Content.TEXT, {"text": "会议改期", "entities": []})
    await store.broadcasts.change(number, DRAFT, content=content, targets=Target.ALL, stage=Stage.CONFIRM)
    assert await store.broadcasts.start(number, (Stage.CONFIRM,), now)
    return number


async def let_leases_run_out(address: str) -> None:
    """Plays that the time has passed after which others take over what a dead process held."""
    store = await open_store(address)
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    async with store.database.write() as connection:
        await connection.execute(
            update(deliveries).where(deliveries.c.state == State.SENDING).values(lease_until=long_ago)
        )
        await connection.execute(update(chats).values(free_at=long_ago))
    await store.close()


async def test_a_broadcast_survives_being_killed_again_and_again(address: str, tmp_path: Path) -> None:
    store = await open_store(address)
    number = await broadcast_to(store, CHATS)
    await store.close()
    in_flight: Counter[int] = Counter()
    async with TelegramServer(LATENCY) as server:
        for _ in range(KILLS):
            bot = BotProcess(server, address, tmp_path, **FAST)
            await bot.start()
            await server.until(server.got.total() + CHATS // (KILLS + 2))
            await bot.kill()
            store = await open_store(address)
            held = await being_sent(store)
            in_flight.update(held)
            await store.close()
            if not address.startswith("sqlite"):
                await let_leases_run_out(address)
        bot = BotProcess(server, address, tmp_path, **FAST)
        await bot.start()
        await server.until_a_file_came()  # the report's, when nothing is owed any more
        code, logged = await bot.stop()
    store = await open_store(address)
    tally = await store.broadcasts.tally(number)
    await store.close()
    everybody = set(range(1, CHATS + 1))
    assert everybody <= set(server.got), "lost"
    assert tally.of(State.SENT) == CHATS
    again = server.got - Counter(everybody)
    assert {chat_id: again[chat_id] for chat_id in everybody if again[chat_id] > in_flight[chat_id]} == {}
    assert code == 0, logged
    perhaps_twice = len(in_flight.keys() & everybody)
    assert perhaps_twice, "each kill came in the middle"
    assert tally.counts[State.SENT, Reason.TAKEN_OVER] == perhaps_twice
    assert f"so that it may come twice: {counted(len(held), 'delivery', 'deliveries')}\n" in logged
    report = "".join(text for chat_id, text in server.messages if chat_id == ADMIN)
    assert f"已发送，发送中途程序中断过，可能收到两次：{perhaps_twice}" in report


async def test_three_replicas_one_of_them_killed_lose_nothing(postgresql: PostgreSQL, tmp_path: Path) -> None:
    address = postgresql()
    store = await open_store(address)
    now = datetime.now(UTC)
    due = (now - timedelta(minutes=1)).astimezone(UTC)
    for chat_id in range(1, MANY + 1):
        wanted = Subscription(Where(chat_id), "UTC", due.time().replace(second=0, microsecond=0), empty=Empty.FACT)
        await store.chats.put(wanted, due - timedelta(minutes=5))
    async with TelegramServer(LATENCY) as server:
        replicas = [BotProcess(server, address, tmp_path, **FASTER) for _ in range(3)]
        for replica in replicas:
            await replica.start()
        await server.until(MANY // 3)
        await replicas[0].kill()
        await until_only_the_dead_hold_rows(store)
        in_flight = await being_sent(store)
        await let_leases_run_out(address)
        await server.until(MANY, MANY)
        await until_nothing_is_owed(store)  # what the dead one had sent and not marked comes again
        ended = [await replica.stop() for replica in replicas[1:]]
    outcomes = await store.outbox.counted(DeliveryKind.DIGEST, now - timedelta(days=1))
    await store.close()
    taken_over = len(in_flight)  # none, where it was killed between two messages
    told = {(State.SENT, None): MANY - taken_over, (State.SENT, Reason.TAKEN_OVER): taken_over}
    assert Counter(outcomes) == Counter(told)
    twice = {chat_id for chat_id, count in server.got.items() if count > 1}
    assert twice <= in_flight
    assert len(twice) <= AT_ONCE
    assert server.got.total() == MANY + len(twice)
    assert [code for code, _ in ended] == [0, 0]
    assert sum("stands by" in logged for _, logged in ended) >= 1


async def being_sent(store: Store) -> set[int]:
    """The chats whose deliveries a process holds, or held when it died: what it had sent of them may come again."""
    async with store.database.read() as connection:
        rows = await connection.execute(select(deliveries.c.chat_id).where(deliveries.c.state == State.SENDING))
        return set(rows.scalars())


async def until_only_the_dead_hold_rows(store: Store) -> None:
    """Waits until the replicas that live have nothing more to do: what is being sent does not change any more."""
    held: set[int] | None = None
    async with asyncio.timeout(60):
        while (now_held := await owed(store)) != held:
            held = now_held
            await asyncio.sleep(1.5)


async def until_nothing_is_owed(store: Store) -> None:
    async with asyncio.timeout(60):
        while True:
            if not await owed(store):
                return
            await asyncio.sleep(0.1)  # other processes are at it: there is no event to wait for


async def owed(store: Store) -> set[int]:
    """The deliveries that are not done."""
    async with store.database.read() as connection:
        rows = await connection.execute(
            select(deliveries.c.id).where(deliveries.c.state.in_((State.SENDING, State.PENDING)))
        )
        return set(rows.scalars())


async def test_with_sqlite_a_second_process_refuses_to_start_and_says_why(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    async with TelegramServer() as server:
        first, second = (BotProcess(server, address, tmp_path) for _ in range(2))
        await first.start()
        await server.until_it_answers()
        await second.start()
        code, said = await second.ended()
        await first.stop()
    assert code == 2
    assert said.count("\n") == 1
    assert "another process uses" in said
    assert "PostgreSQL" in said

"""Updates on their way in: in order within a chat, many chats at once, each of them answered once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.app import assemble
from bot.dispatch import NotStored
from bot.facts import Base
from bot.intake import MOST_AT_ONCE, key_of
from bot.polling import poll
from bot.services import Services
from bot.settings import DEFAULTS
from bot.store import Store
from bot.transport.local import LOCAL_TOKEN
from tests.chat import NOW
from tests.delivery.acting import ANN, GROUP, HOUR, SECOND, subscribe
from tests.incoming import PATIENCE, POISON, Incoming, Polled, rename, with_a_bug
from tests.postgresql import PostgreSQL
from tests.test_polling import UpdatesWire, polled
from tests.updates import message, moved, press


@pytest_asyncio.fixture
async def bot(services: Services) -> AsyncIterator[Incoming]:
    bot = Incoming(services)
    async with bot.application:
        yield bot


@pytest_asyncio.fixture
async def broken(services: Services, base: Base) -> AsyncIterator[Incoming]:
    """A bot that POISON breaks."""
    bot = Incoming(with_a_bug(services, base))
    async with bot.application:
        yield bot


async def without_a_table(bot: Incoming) -> None:
    """The database can note nothing any more."""
    async with bot.services.store.database.write() as connection:
        await connection.execute(text("DROP TABLE handled"))


async def take_nothing(bot: Incoming, table: str) -> None:
    """The server's disk is full where that table is."""
    async with bot.services.store.database.write() as connection:
        await connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION takes_nothing() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full''; END'"
        )
        await connection.exec_driver_sql(
            f"CREATE TRIGGER nothing BEFORE INSERT OR UPDATE OR DELETE ON {table} EXECUTE FUNCTION takes_nothing()"
        )


async def take_something_again(bot: Incoming) -> None:
    async with bot.services.store.database.write() as connection:
        await connection.exec_driver_sql("DROP FUNCTION takes_nothing() CASCADE")


async def test_a_chat_is_answered_in_order_and_another_one_meanwhile(bot: Incoming) -> None:
    bot.keep_back(1)
    asked = [message(n, 1, word) for n, word in enumerate(["芜湖", "合肥", "宣城"], 1)]
    first = [task for each in asked if (task := bot.begin(each)) is not None]
    await bot.until_waiting(1)
    await bot.come(message(4, 2, "杭州"))
    assert bot.chats == [2], "who waits keeps nobody else waiting"
    assert bot.waiting[1] == 1, "a chat's next update waits for the one before it"
    bot.let_go(1)
    await bot.until_done(first)
    assert [said[:2] for said in bot.texts] == ["杭州", "芜湖", "合肥", "宣城"]


async def test_many_chats_are_answered_at_once(bot: Incoming) -> None:
    chats = range(1, 101)
    bot.keep_back(*chats)
    tasks = [task for chat in chats if (task := bot.begin(message(chat, chat))) is not None]
    await bot.until_waiting(*chats)
    assert bot.intake.count == 100
    bot.let_go(*chats)
    await bot.until_done(tasks)
    assert sorted(bot.chats) == list(chats)
    assert bot.intake.count == 0


async def test_an_update_of_no_chat_is_in_line_with_its_person_s(bot: Incoming) -> None:
    """An inline query is of a person; one of nobody is handled as well, and both are confirmed."""
    query = {"id": "1", "from": {"id": 1, "is_bot": False, "first_name": "x"}, "query": "芜湖", "offset": ""}
    await bot.come({"update_id": 1, "inline_query": query}, {"update_id": 2})
    assert bot.begin({"update_id": 2}) is None
    assert [sent.method for sent in bot.sent] == ["answerInlineQuery"]


@pytest.mark.parametrize("update", [message(1, 1), press(1, 1, "fact|auction-2022")], ids=["a message", "a press"])
async def test_what_comes_again_while_it_is_under_way_is_answered_once(bot: Incoming, update: dict[str, Any]) -> None:
    bot.keep_back(1)
    task = bot.begin(update)
    await bot.until_waiting(1)
    assert bot.begin(update) is task
    bot.let_go(1)
    await bot.come(update)
    assert len(bot.texts) == 1


@pytest.mark.parametrize("update", [message(1, 1), press(1, 1, "fact|auction-2022")], ids=["a message", "a press"])
async def test_what_comes_again_after_it_was_handled_is_not_answered(bot: Incoming, update: dict[str, Any]) -> None:
    await bot.come(update)
    said = len(bot.sent)
    assert said
    assert bot.begin(update) is None
    assert len(bot.sent) == said
    kind = "message" if "message" in update else "callback_query"
    assert bot.counted[f"bot_updates_total{{kind={kind},outcome=ok}}"] == 1
    assert bot.counted[f"bot_updates_total{{kind={kind},outcome=repeated}}"] == 1


async def test_what_comes_again_by_polling_is_answered_once(services: Services) -> None:
    class Forgetful(UpdatesWire):
        """A Telegram that takes no notice of what was confirmed, three times."""

        times = 3

        def answer(self, method: str, parameters: dict[str, Any]) -> Any:
            if method == "getUpdates" and self.times:
                self.times -= 1
                return [message(1, 1), message(2, 2)]
            return super().answer(method, parameters)

    stop = asyncio.Event()
    wire = Forgetful([], [], stop.set)
    assembly = assemble(wire, services, LOCAL_TOKEN)
    async with assembly.application:
        await poll(assembly.application, assembly.intake(), stop)
    await assembly.services.store.close()
    assert sorted(sent.chat_id or 0 for sent in wire.sent) == [1, 2]


async def test_what_comes_again_after_a_restart_is_not_answered(bot: Incoming) -> None:
    updates = [message(n, n % 3 + 1) for n in range(1, 10)]
    await bot.come(*updates)
    assert len(bot.texts) == 9
    await bot.restart()
    await bot.come(*updates)
    assert len(bot.texts) == 9
    await bot.come(message(10, 1))
    assert len(bot.texts) == 10


async def test_of_two_replicas_that_get_an_update_at_once_one_answers(
    services: Services, postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.leases.GLANCE", 0.0)
    address = postgresql()
    first, second = (Incoming(services, store=Store(address), by_webhook=True) for _ in range(2))
    async with AsyncExitStack() as stack:
        for each in (first, second):
            await stack.enter_async_context(each.application)
        first.keep_back(1)
        begun = first.begin(message(1, 1))
        await first.until_waiting(1)
        other = second.begin(message(1, 1))
        await second.come(message(2, 2))
        assert other is not None
        assert not other.done(), "it waits for what becomes of the first"
        first.let_go(1)
        await first.until_done([task for task in (begun, other) if task is not None])
        assert len(first.texts) == 1
        assert len(second.texts) == 1, "its own chat's"
    postgresql.drop(address)


@pytest.mark.parametrize("another", [False, True], ids=["the same replica", "another one"])
@pytest.mark.parametrize("away", [False, True], ids=["and is let go at once", "and is let go later"])
async def test_what_could_not_be_stored_and_is_posted_again_waits_for_nobody(
    services: Services, postgresql: PostgreSQL, another: bool, away: bool
) -> None:
    """A claim outlives its process, but not the try that it was for; `away`: also when that cannot be noted then."""
    address = postgresql()
    first, second = (Incoming(services, store=Store(address), by_webhook=True) for _ in range(2))
    async with first.application, second.application:
        await subscribe(first, GROUP)
        await take_nothing(first, "chats")
        if away:  # as soon as it was claimed
            first.clock.planned.append((NOW + SECOND, lambda: take_nothing(first, "handled")))
        begun = first.begin(moved(1, GROUP.chat_id, -1005))
        await first.until_done([begun] if begun else [])
        assert begun is not None
        assert isinstance(begun.exception(), NotStored)
        await take_something_again(first)
        if away:
            await first.come(message(2, 2))  # whatever comes next
        bot = second if another else first
        before = bot.clock.now()
        await bot.come(moved(1, GROUP.chat_id, -1005))
        assert bot.clock.now() == before
        assert [each.where.chat_id for each in await bot.services.store.chats.of_chat(-1005)] == [-1005]
    postgresql.drop(address)


async def test_what_another_replica_answered_is_not_answered(services: Services, postgresql: PostgreSQL) -> None:
    address = postgresql()
    replicas = [Incoming(services, store=Store(address)) for _ in range(2)]
    updates = [message(1, 1), press(2, 1, "fact|auction-2022")]
    async with AsyncExitStack() as stack:
        for each in replicas:
            await stack.enter_async_context(each.application)
        await replicas[0].come(*updates)
        await replicas[1].come(*updates)
        assert len(replicas[0].texts) == 2
        assert replicas[1].sent == []
        await replicas[1].come(message(3, 1))
        assert len(replicas[1].texts) == 1
    postgresql.drop(address)


@pytest.mark.parametrize(
    "another",
    [message(1, 1, "合肥", message_id=2), message(1, 2), press(1, 1, "fact|auction-2022"), message(1, 1, date=2)],
    ids=["another message", "another chat", "a press", "another time"],
)
async def test_the_same_number_with_another_content_is_another_update(bot: Incoming, another: dict[str, Any]) -> None:
    """After a week of silence Telegram draws new numbers, and may draw one that was there."""
    await bot.come(message(1, 1), another)
    assert len(bot.texts) == 2
    await bot.restart()
    await bot.come(message(1, 1), another)
    assert len(bot.texts) == 2


@pytest.mark.parametrize("number", [1, 2**31 - 1, 2**40, 0])
def test_a_key_fits_the_databases_and_is_the_same_each_time(bot: Incoming, number: int) -> None:
    keys = {key_of(bot.read(message(number, chat=-(10**12)))) for _ in range(2)}
    assert len(keys) == 1
    assert 0 <= keys.pop() < 2**63


async def test_what_breaks_is_apologised_for_once_and_keeps_nothing_back(broken: Incoming) -> None:
    poison = message(1, 1, POISON)
    await broken.come(poison, message(2, 1, "芜湖"), message(3, 2, "合肥"))
    assert sorted(said[:2] for said in broken.texts) == ["出了", "合肥", "芜湖"]
    assert broken.begin(poison) is None, "and it does not come again"
    await broken.restart()
    assert broken.begin(poison) is None
    assert len(broken.texts) == 3


async def test_after_what_breaks_its_chat_waits_neither_for_the_alert_nor_for_long_until_that_is_noted(
    services: Services, base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something else writes to the database, for as long as it likes."""
    monkeypatch.setattr("bot.intake.NOTING", 0.0)
    store = Store(f"sqlite:///{tmp_path / 'bot.db'}")
    bot = Incoming(with_a_bug(services, base), replace(DEFAULTS, admins=frozenset({ANN.chat_id})), store)
    async with bot.application:
        bot.keep_back("answerCallbackQuery")
        async with store.database.write():
            failed, pressed = bot.begin(message(1, 1, POISON)), bot.begin(press(2, 1, "fact|auction-2022"))
            await bot.until_waiting("answerCallbackQuery")
            assert bot.chats == [1, 1], "the apology, and the fact"
            assert failed is not None
            assert not failed.done(), "it is not confirmed before it is noted"
        bot.let_go("answerCallbackQuery")
        await bot.until_done([task for task in (failed, pressed) if task is not None])
        await bot.assembly.alerts.finish()
        assert [sent.chat_id for sent in (await bot.later(NOW + SECOND)).messages] == [ANN.chat_id]


async def test_what_breaks_is_counted_as_failed(broken: Incoming) -> None:
    await broken.come(message(1, 1, POISON), message(2, 1))
    assert broken.counted["bot_updates_total{kind=message,outcome=failed}"] == 1
    assert broken.counted["bot_updates_total{kind=message,outcome=ok}"] == 1


async def test_every_kind_that_is_handled_is_counted_as_such(bot: Incoming) -> None:
    said = message(1, 1)["message"]
    await bot.come({"update_id": 2, "edited_message": {**said, "edit_date": 2}})
    assert bot.counted["bot_updates_total{kind=edited_message,outcome=ok}"] == 1


async def test_what_hangs_is_apologised_for_and_frees_its_chat(bot: Incoming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.HANDLING", 0.05)
    bot.keep_back(1)
    hangs, second = bot.begin(message(1, 1, "芜湖")), bot.begin(message(2, 1, "合肥"))
    assert hangs is not None
    assert second is not None
    await bot.until_waiting(1)
    bot.answer_the_next_to(1)
    await bot.until_done([hangs, second])
    assert [said[:2] for said in bot.texts] == ["出了", "合肥"]
    assert bot.begin(message(1, 1, "芜湖")) is None
    assert bot.counted["bot_updates_total{kind=message,outcome=failed}"] == 1


async def test_a_database_that_can_note_nothing_keeps_no_answer_back(
    bot: Incoming, caplog: pytest.LogCaptureFixture
) -> None:
    await bot.come(message(1, 1))
    await without_a_table(bot)
    await bot.come(message(2, 1), message(3, 2))
    assert len(bot.texts) == 3
    assert "was handled, and the database does not take that" in caplog.text
    assert bot.begin(message(2, 1)) is None, "the process itself knows it"


async def test_replicas_that_cannot_ask_what_was_handled_answer(services: Services, postgresql: PostgreSQL) -> None:
    address = postgresql()
    bot = Incoming(services, store=Store(address))
    async with bot.application:
        await bot.services.store.open()
        await without_a_table(bot)
        await bot.come(message(1, 1), message(2, 1))
    postgresql.drop(address)
    assert len(bot.texts) == 2


async def test_many_that_were_handled_are_noted_together(bot: Incoming, monkeypatch: pytest.MonkeyPatch) -> None:
    """A transaction for each would hold a burst back."""
    written: list[int] = []
    add = bot.services.store.handled.add

    async def counted(keys: tuple[int, ...], now: Any) -> None:
        written.append(len(keys))
        await add(keys, now)

    monkeypatch.setattr(bot.services.store.handled, "add", counted)
    await bot.come(*(message(n, n) for n in range(1, 101)))
    assert sum(written) == 100
    assert len(written) < 50


async def test_the_memory_of_what_was_handled_has_an_end(bot: Incoming, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.REMEMBERED", 5)
    await bot.come(*(message(n, n) for n in range(1, 21)))
    assert len(bot.intake._known) == 5
    assert bot.begin(message(20, 20)) is None


async def test_more_than_can_be_under_way_makes_it_full(bot: Incoming) -> None:
    chats = range(1, MOST_AT_ONCE + 1)
    bot.keep_back(*chats)
    tasks = [task for chat in chats if (task := bot.begin(message(chat, chat))) is not None]
    assert bot.intake.is_full
    bot.let_go(*chats)
    await bot.until_done(tasks)
    assert not bot.intake.is_full


async def test_what_is_cancelled_at_the_stop_is_not_confirmed(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.STOPPING", 0.05)
    telegram = Polled(services, [message(1, 1), message(2, 2), message(3, 1), message(4, 2), message(5, 3)])
    telegram.keep_back(2)
    stop = asyncio.Event()
    async with telegram.application:
        polling = asyncio.create_task(poll(telegram.application, telegram.intake, stop))
        await telegram.until_waiting(2)
        stop.set()
        await asyncio.wait_for(polling, PATIENCE)
    assert sorted(telegram.chats) == [1, 1, 3]
    assert [each["update_id"] for each in telegram.pending] == [2, 3, 4, 5], "Telegram keeps all from the oldest on"


async def test_what_was_cancelled_is_answered_by_the_next_process_and_the_rest_is_not_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.STOPPING", 0.05)
    telegram = Incoming(services)
    telegram.keep_back(2)
    updates = [message(1, 1), message(2, 2), message(3, 1)]
    async with telegram.application:
        tasks = [telegram.begin(each) for each in updates]
        await telegram.until_waiting(2)
        await asyncio.wait_for(asyncio.gather(*(tasks[at] for at in (0, 2) if tasks[at])), PATIENCE)
        await telegram.intake.finish()
        assert [task.cancelled() for task in tasks if task is not None] == [False, True, False]
        telegram.let_go(2)
        await telegram.restart()
        await telegram.come(*updates)
    assert sorted(telegram.chats) == [1, 1, 2]


async def test_a_slow_chat_does_not_make_the_polling_spin(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram gives what is under way again and again, at once: it is asked at a measured pace."""
    glance, times = 0.02, 6
    monkeypatch.setattr("bot.polling.GLANCE", glance)
    telegram = Polled(services, [message(1, 1)])
    telegram.keep_back(1)
    stop = asyncio.Event()
    async with telegram.application:
        polling = asyncio.create_task(poll(telegram.application, telegram.intake, stop))
        await telegram.until_waiting(1)
        asked, began = telegram.asked, time.monotonic()
        await telegram.until(lambda: telegram.asked >= asked + times)
        assert time.monotonic() - began >= (times - 2) * glance
        telegram.pending.append(message(2, 2))
        telegram.let_go(1)
        await telegram.until(lambda: not telegram.pending)
        stop.set()
        await asyncio.wait_for(polling, PATIENCE)
    assert sorted(telegram.chats) == [1, 2]


async def test_who_writes_while_another_one_waits_is_answered(services: Services) -> None:
    telegram = Polled(services, [message(1, 1)])
    telegram.keep_back(1)
    stop = asyncio.Event()
    async with telegram.application:
        polling = asyncio.create_task(poll(telegram.application, telegram.intake, stop))
        await telegram.until_waiting(1)
        telegram.keep_back(2)
        telegram.pending.append(message(2, 2))
        await telegram.until_waiting(2)
        telegram.let_go(1, 2)
        await telegram.until(lambda: not telegram.pending)
        stop.set()
        await asyncio.wait_for(polling, PATIENCE)
    assert sorted(telegram.chats) == [1, 2]


async def test_a_stop_while_telegram_has_nothing_to_say_ends_the_polling(services: Services) -> None:
    telegram = Polled(services, [])
    stop = asyncio.Event()
    async with telegram.application:
        polling = asyncio.create_task(poll(telegram.application, telegram.intake, stop))
        await telegram.until(lambda: telegram.asked)
        stop.set()
        await asyncio.wait_for(polling, PATIENCE)


async def test_more_than_telegram_gives_at_once_is_answered_in_order(services: Services) -> None:
    wire = await polled(services, [message(n, n % 5 + 1, f"/q{n}") for n in range(1, 151)])
    for chat in range(1, 6):
        said = [int(sent.text.split("“/q")[1].split("”")[0]) for sent in wire.sent if sent.chat_id == chat]
        assert len(said) == 30
        assert said == sorted(said)
    assert wire.confirmations[-1] == (150, 150)


@pytest_asyncio.fixture
async def away(services: Services) -> AsyncIterator[Polled]:
    """A group that wants digests has moved, and the database does not take that; then somebody asks something."""
    telegram = Polled(services, [moved(1, GROUP.chat_id, -1005), message(2, 2)])
    async with telegram.application:
        await subscribe(telegram, GROUP)
        await rename(telegram, "chats", "lost")
        yield telegram


async def test_what_nobody_would_say_again_is_not_confirmed_until_it_is_stored_and_others_are_answered(
    away: Polled, caplog: pytest.LogCaptureFixture
) -> None:
    stop = asyncio.Event()
    polling = asyncio.create_task(poll(away.application, away.intake, stop))
    await away.until(lambda: away.chats == [2])
    asked, hours = away.asked, NOW + HOUR
    await away.until(lambda: away.asked > asked and away.clock.now() > hours)
    assert [each["update_id"] for each in away.pending] == [1, 2]
    await rename(away, "lost", "chats")
    await away.until(lambda: not away.pending)
    stop.set()
    await asyncio.wait_for(polling, PATIENCE)
    assert [each.where.chat_id for each in await away.services.store.chats.of_chat(-1005)] == [-1005]
    assert away.counted["bot_updates_total{kind=message,outcome=ok}"] == 2
    assert caplog.text.count("waits for the database") == 1


async def test_a_stop_while_the_database_is_away_leaves_it_with_telegram(
    away: Polled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.STOPPING", 0.05)
    stop = asyncio.Event()
    polling = asyncio.create_task(poll(away.application, away.intake, stop))
    await away.until(lambda: away.chats == [2])
    stop.set()
    await asyncio.wait_for(polling, PATIENCE)
    assert [each["update_id"] for each in away.pending] == [1, 2]


async def test_more_than_telegram_gives_at_once_do_not_wait_for_what_waits_for_the_database(away: Polled) -> None:
    away.pending += [message(3, GROUP.chat_id), *(message(number, number) for number in range(4, 251))]
    stop = asyncio.Event()
    polling = asyncio.create_task(poll(away.application, away.intake, stop))
    await away.until(lambda: not away.pending)
    assert sorted(away.chats) == [2, *range(4, 251)]
    assert away.intake.count == 2, "it is kept here, and tried again; and what its group said then is in line behind it"
    await rename(away, "lost", "chats")
    await away.until_done(list(away.intake._under_way.values()))
    assert away.chats[-1] == GROUP.chat_id
    assert [each.where.chat_id for each in await away.services.store.chats.of_chat(-1005)] == [-1005]
    stop.set()
    await asyncio.wait_for(polling, PATIENCE)


async def test_what_was_kept_and_is_cancelled_at_the_stop_is_told_of(
    away: Polled, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.intake.STOPPING", 0.05)
    away.pending += [message(3, GROUP.chat_id), *(message(number, number) for number in range(4, 251))]
    stop = asyncio.Event()
    polling = asyncio.create_task(poll(away.application, away.intake, stop))
    await away.until(lambda: not away.pending)
    stop.set()
    await asyncio.wait_for(polling, PATIENCE)
    given_up = [record.getMessage().partition(":")[0] for record in caplog.records if "given up" in record.getMessage()]
    assert sorted(given_up) == ["update 1 is given up", "update 3 is given up"]


async def test_what_will_be_no_better_later_is_not_waited_for(bot: Incoming, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuses(*_: object) -> None:
        raise ProgrammingError("SELECT", {}, Exception("a mistake of ours"))

    monkeypatch.setattr(bot.services.store.chats, "migrate", refuses)
    await bot.come(moved(1, GROUP.chat_id, -1005), message(2, GROUP.chat_id))
    assert bot.counted["bot_updates_total{kind=message,outcome=failed}"] == 1
    assert bot.counted["bot_updates_total{kind=message,outcome=ok}"] == 1

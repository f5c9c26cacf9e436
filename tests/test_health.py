"""What the bot's own server tells: whether it lives, whether it works, and what it counted."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from telegram.error import NetworkError, TimedOut

from bot.running import CannotStart
from bot.services import Services
from bot.settings import Settings
from bot.store import Store
from bot.ticking import Ticker
from bot.watching import EVERY
from bot.web.health import HEARD_LATELY, PATIENCE, TICKED_LATELY, Health
from bot.web.server import WebServer
from tests.chat import NOW, Refused
from tests.delivery.acting import ANN, BEN, MINUTE, MORNING, meet, subscribe
from tests.incoming import PATIENCE as LONGEST
from tests.incoming import Incoming, samples
from tests.postgresql import PostgreSQL
from tests.processes.bot_process import BotProcess
from tests.still_telegram import StillTelegram
from tests.telegram_server import TelegramServer
from tests.updates import message, press


class Watched(Incoming):
    """A bot whose server is asked how it is; the seconds that pass are played."""

    def __init__(self, services: Services, patch: pytest.MonkeyPatch, store: Store | None = None) -> None:
        super().__init__(services, store=store)
        self.seconds = 1_000.0
        for module in ("bot.web.health", "bot.ticking"):
            patch.setattr(f"{module}.monotonic", lambda: self.seconds)
        self.ticker = Ticker(())
        self.health = Health(
            self.application.bot, self.assembly.dispatcher, self.intake, self.ticker, self.assembly.watch, self.clock
        )
        self.server = WebServer(self.health, self.services.metrics, {})

    async def start(self) -> None:
        await self.ticker.tick()
        self.http = aiohttp.ClientSession(
            f"http://{await self.server.start('127.0.0.1', 0)}", timeout=aiohttp.ClientTimeout(LONGEST)
        )

    async def stop(self) -> None:
        await self.http.close()
        await self.server.stop()

    async def ask(self, path: str) -> tuple[int, str]:
        async with self.http.get(path) as answer:
            return answer.status, await answer.text()

    async def metrics(self) -> dict[str, float]:
        """What /metrics says."""
        status, text = await self.ask("/metrics")
        assert status == 200
        return samples(text)

    def asked_telegram(self) -> int:
        return sum(request.method == "getMe" for request in self.wire.requests)


@pytest_asyncio.fixture
async def bot(services: Services, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Watched]:
    bot = Watched(services, monkeypatch)
    async with bot.application:
        await bot.start()
        yield bot
        await bot.stop()


async def test_a_process_that_lives_says_so_whatever_else_is_wrong(bot: Watched) -> None:
    bot.wire.refusals["getMe"] = [NetworkError("gone")] * 9
    bot.seconds += 3_600
    assert await bot.ask("/healthz") == (200, "ok\n")
    assert bot.asked_telegram() == 1, "and asks nobody; the one question is the start's"


async def test_a_bot_that_works_is_ready(bot: Watched) -> None:
    assert await bot.ask("/readyz") == (200, "ok database\nok telegram\nok updates\nok ticks\n")


@asynccontextmanager
async def ready(services: Services, patch: pytest.MonkeyPatch, address: str) -> AsyncIterator[Watched]:
    """A bot on that database, which is ready."""
    bot = Watched(services, patch, Store(address))
    async with bot.application:
        await bot.services.store.open()  # which may take longer than who asks waits, on a busy machine
        await bot.start()
        assert (await bot.ask("/readyz"))[0] == 200
        yield bot
        await bot.stop()


async def test_a_database_that_is_gone_makes_it_not_ready(
    services: Services, monkeypatch: pytest.MonkeyPatch, postgresql: PostgreSQL
) -> None:
    address = postgresql()
    async with ready(services, monkeypatch, address) as bot:
        postgresql.drop(address)
        status, lines = await bot.ask("/readyz")
        assert status == 503
        assert re.match(r"FAIL database: .*\nok telegram\nok updates\nok ticks\n$", lines)
        assert (await bot.ask("/metrics"))[0] == 200, "what is known without it is shown"


@pytest_asyncio.fixture
async def with_a_file(services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[Watched]:
    """A bot whose database is a file, and which is ready."""
    async with ready(services, monkeypatch, f"sqlite:///{tmp_path / 'bot.db'}") as bot:
        bot.clock.go_on_to(NOW + EVERY)
        yield bot


async def take_nothing(bot: Watched) -> None:
    """The database can be read, and lets nobody write, as on a full disk."""
    async with bot.services.store.database.write() as connection:
        for change in ("INSERT", "UPDATE"):
            full = f"CREATE TRIGGER full_{change} BEFORE {change} ON pace BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
            await connection.exec_driver_sql(full)


async def test_a_database_that_takes_nothing_makes_it_not_ready_until_it_does_and_is_one_line_in_the_log(
    with_a_file: Watched, caplog: pytest.LogCaptureFixture
) -> None:
    await take_nothing(with_a_file)
    for seconds in (5, 10):
        status, lines = await with_a_file.ask("/readyz")
        assert status == 503
        assert re.match(r"FAIL database: takes nothing: .*disk is full; make room .*\nok telegram\n", lines)
        with_a_file.clock.go_on_to(NOW + EVERY + timedelta(seconds=seconds))
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert "disk is full; make room on its disk" in line
    async with with_a_file.services.store.database.write() as connection:
        for change in ("INSERT", "UPDATE"):
            await connection.exec_driver_sql(f"DROP TRIGGER full_{change}")
    assert (await with_a_file.ask("/readyz"))[0] == 200


async def test_a_postgresql_that_can_only_be_read_makes_it_not_ready(
    services: Services, monkeypatch: pytest.MonkeyPatch, postgresql: PostgreSQL
) -> None:
    address = postgresql()
    async with ready(services, monkeypatch, address) as bot:
        async with bot.services.store.database.write() as connection:
            name = (await connection.exec_driver_sql("SELECT current_database()")).scalar()
            await connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        await bot.services.store.database.close()
        bot.clock.go_on_to(NOW + EVERY)
        status, lines = await bot.ask("/readyz")
    postgresql.drop(address)
    assert status == 503
    assert "read-only transaction" in lines


@pytest.mark.parametrize("put", [None, b"another"], ids=["deleted", "replaced"])
async def test_a_file_that_is_taken_away_under_the_bot_makes_it_not_ready(
    with_a_file: Watched, tmp_path: Path, put: bytes | None
) -> None:
    (tmp_path / "bot.db").rename(tmp_path / "taken.db")
    if put is not None:
        (tmp_path / "bot.db").write_bytes(put)
    status, lines = await with_a_file.ask("/readyz")
    assert status == 503
    assert "bot.db was deleted or replaced" in lines
    assert "put the file or a backup there, start it" in lines
    (tmp_path / "taken.db").replace(tmp_path / "bot.db")
    with_a_file.clock.go_on_to(NOW + 2 * EVERY)
    assert (await with_a_file.ask("/readyz"))[0] == 200


async def test_it_is_written_to_every_few_seconds_only_however_many_ask(with_a_file: Watched) -> None:
    async def proven() -> float | None:
        async with with_a_file.services.store.database.read() as connection:
            row = await connection.exec_driver_sql("SELECT next_slot FROM pace WHERE scope = 'proof'")
            found: float | None = row.scalar()
            return found

    before = await proven()
    assert (await with_a_file.ask("/readyz"))[0] == 200
    first = await proven()
    assert first != before
    with_a_file.clock.go_on_to(NOW + EVERY + timedelta(seconds=1))
    await asyncio.gather(*(with_a_file.ask("/readyz") for _ in range(5)))
    assert await proven() == first


async def test_a_database_that_does_not_answer_is_not_waited_for_long(
    bot: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.health.PATIENCE", 0.05)
    async with bot.services.store.database.write():  # in memory there is one connection: it is taken now
        status, lines = await bot.ask("/readyz")
    assert status == 503
    assert "FAIL database: no answer within" in lines
    assert PATIENCE < 10, "who asks gives up after that"


@pytest.mark.parametrize(
    "error",
    [NetworkError("no connection"), TimedOut(), Refused(502, "Bad Gateway"), Refused(401, "Unauthorized")],
    ids=["no connection", "no answer", "502", "the token is refused"],
)
async def test_telegram_that_does_not_answer_makes_it_not_ready(bot: Watched, error: Exception) -> None:
    bot.wire.refusals["getMe"] = [error]
    status, lines = await bot.ask("/readyz")
    assert status == 503
    assert re.match(r"ok database\nFAIL telegram: .+\nok updates\nok ticks\n$", lines)
    assert (await bot.ask("/readyz"))[0] == 200, "and ready again with the next answer"


async def test_telegram_is_asked_only_when_it_was_not_heard_of_lately(bot: Watched) -> None:
    bot.health.heard()
    before = bot.asked_telegram()
    bot.seconds += 1
    await asyncio.gather(*(bot.ask("/readyz") for _ in range(5)))
    assert bot.asked_telegram() == before
    bot.seconds += HEARD_LATELY
    await bot.ticker.tick()
    bot.keep_back("getMe")
    asking = [asyncio.create_task(bot.ask("/readyz")) for _ in range(5)]
    await bot.until_waiting("getMe")
    await bot.ask("/healthz")  # the others have come by now
    bot.let_go("getMe")
    assert {status for status, _ in await asyncio.gather(*asking)} == {200}
    assert bot.asked_telegram() == before + 1, "once, however many ask"


async def test_a_clock_that_stopped_makes_it_not_ready(bot: Watched) -> None:
    bot.seconds += TICKED_LATELY + 1
    status, lines = await bot.ask("/readyz")
    assert status == 503
    assert "FAIL ticks: the last one was 11 s ago" in lines
    await bot.ticker.tick()
    assert (await bot.ask("/readyz"))[0] == 200


async def test_a_bot_that_is_only_starting_is_not_ready(services: Services) -> None:
    telegram = StillTelegram(services)
    health = telegram.running._health
    checks = await health.checks()
    assert (checks["ticks"], checks["telegram"]) == ("not yet", "not reached yet")
    await telegram.running.end()


async def test_metrics_count_what_happened(bot: Watched) -> None:
    await bot.come(
        message(1, 1), message(2, 1, "深圳有多少人"), press(3, 1, "fact|auction-2022"), message(4, 1, "zzqqxx")
    )
    bot.begin(message(1, 1))
    counted = await bot.metrics()
    assert counted["bot_updates_total{kind=message,outcome=ok}"] == 3
    assert counted["bot_updates_total{kind=callback_query,outcome=ok}"] == 1
    assert counted["bot_updates_total{kind=message,outcome=repeated}"] == 1
    assert counted["bot_update_seconds_count{kind=callback_query}"] == 1
    assert 0 < counted["bot_update_seconds_sum{kind=callback_query}"] < LONGEST
    assert counted["bot_replies_total"] == len(bot.texts) == 4
    assert counted["bot_no_answers_total"] >= 1
    assert counted["bot_facts"] == len(bot.services.catalogue.facts)
    assert counted["bot_updates_under_way"] == 0


async def test_metrics_say_what_is_under_way(bot: Watched) -> None:
    bot.keep_back(1)
    task = bot.begin(message(1, 1))
    await bot.until_waiting(1)
    assert (await bot.metrics())["bot_updates_under_way"] == 1
    bot.let_go(1)
    await bot.until_done([task] if task else [])
    assert (await bot.metrics())["bot_updates_under_way"] == 0


async def test_metrics_count_deliveries_by_what_became_of_them(bot: Watched) -> None:
    await bot.services.store.open()
    await subscribe(bot, ANN, BEN)
    bot.wire.refusals[BEN.chat_id] = [Refused(403, "Forbidden: bot was blocked by the user")]
    await bot.later(MORNING)
    counted = await bot.metrics()
    assert counted["bot_deliveries_total{kind=digest,state=sent}"] == 1
    assert counted["bot_deliveries_total{kind=digest,state=failed}"] == 1
    assert counted["bot_queue_deliveries"] == 0
    assert counted["bot_queue_age_seconds"] == 0


async def test_metrics_say_how_long_deliveries_have_been_owed(bot: Watched) -> None:
    await bot.services.store.open()
    await meet(bot, ANN, BEN)
    for where in (ANN, BEN):
        await bot.services.store.outbox.tell(where, "1", "x", NOW)
    bot.clock.go_on_to(NOW + MINUTE * 1.5)
    counted = await bot.metrics()
    assert counted["bot_queue_deliveries"] == 2
    assert counted["bot_queue_age_seconds"] == 90


async def test_metrics_say_how_much_of_the_rate_is_free(bot: Watched) -> None:
    await bot.services.store.open()
    assert (await bot.metrics())["bot_rate_budget_share"] == 1
    await bot.services.store.pace.hold_for(0.5, bot.clock.now())
    assert (await bot.metrics())["bot_rate_budget_share"] == pytest.approx(0.5, abs=0.01)
    await bot.services.store.pace.hold_for(30, bot.clock.now())
    assert (await bot.metrics())["bot_rate_budget_share"] == 0
    bot.clock.go_on_to(NOW + timedelta(seconds=31))
    assert (await bot.metrics())["bot_rate_budget_share"] == 1


async def test_metrics_hold_nobody_s_words_and_nobody_s_number(bot: Watched) -> None:
    await bot.come(
        message(987_001, 987_654_321, "一个秘密的问题 secretquestion"), message(987_002, 987_654_321, "/broadcast")
    )
    _, text = await bot.ask("/metrics")
    assert "bot_replies_total 2" in text
    for told in ("987654321", "987001", "秘密", "secretquestion"):
        assert told not in text


@pytest.mark.parametrize("path", ["/", "/metrics/", "/telegram", "/healthz/x"])
async def test_other_paths_are_not_there(bot: Watched, path: str) -> None:
    assert (await bot.ask(path))[0] == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_nobody_can_post_to_them(bot: Watched, path: str) -> None:
    async with bot.http.post(path, data=b"x") as answer:
        assert answer.status == 405


@pytest.fixture
def taken() -> Iterator[tuple[str, int]]:
    """An address at which something else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()


async def test_a_usual_port_that_is_taken_is_done_without(
    services: Services, taken: tuple[str, int], caplog: pytest.LogCaptureFixture
) -> None:
    telegram = StillTelegram(services, Settings(listen=taken))
    async with telegram.running_until_asked():
        assert telegram.is_asked.is_set()
    (warning,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert f"BOT_LISTEN: nothing can listen at {taken[0]}:{taken[1]}" in warning.getMessage()


async def test_a_webhook_cannot_do_without_its_port(services: Services, taken: tuple[str, int]) -> None:
    telegram = StillTelegram(services, Settings(listen=taken, webhook_url="https://bot.example.org/telegram"))
    with pytest.raises(CannotStart, match="BOT_LISTEN: nothing can listen at"):
        async with telegram.running_until_asked():
            pass


async def test_a_named_port_that_is_taken_ends_the_start_with_one_line(tmp_path: Path, taken: tuple[str, int]) -> None:
    async with TelegramServer() as server:
        bot = BotProcess(server, "sqlite://", tmp_path, BOT_LISTEN=f"{taken[0]}:{taken[1]}", BOT_LOG_LEVEL="WARNING")
        await bot.start()
        code, said = await bot.ended(patience=20)
    assert code == 2
    assert re.fullmatch(
        rf".* CRITICAL bot \[-\] BOT_LISTEN: nothing can listen at 127\.0\.0\.1:{taken[1]} .*name another host:port\n",
        said,
    )

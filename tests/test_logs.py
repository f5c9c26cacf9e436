"""The log: one line an event, the reference of what it happened in, JSON where it is wished, and never a token."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.exc import OperationalError
from telegram.error import NetworkError

from bot.app import assemble
from bot.facts import Base
from bot.intake import Intake
from bot.logs import JsonFormatter, formatter, reference, referenced, without_tokens
from bot.services import Services
from bot.settings import DEFAULTS
from bot.subscription import Where
from bot.ticking import Ticker
from bot.transport.local import LocalWire
from bot.web.health import Health
from bot.web.server import WebServer
from bot.web.webhook import Webhook, secret_of
from tests.conftest import ROOT
from tests.incoming import POISON, Incoming, with_a_bug
from tests.updates import message

TOKEN = "123456789:AAF-fakefakefakefakefakefakefakefake"
STYLES = ("text", "json")


class Kept(logging.Handler):
    """What would be written to standard error, formatted one way."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.setFormatter(formatter(style))
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))

    @property
    def said(self) -> list[dict[str, Any]]:
        """What JSON lines say."""
        return [json.loads(line) for line in self.written]


def breaks(words: str, cause: Exception | None = None) -> None:
    raise RuntimeError(words) from cause


@pytest.fixture
def logs() -> Iterator[dict[str, Kept]]:
    """All that is logged meanwhile, formatted both ways."""
    root, before = logging.getLogger(), logging.getLogger().level
    both = {style: Kept(style) for style in STYLES}
    for kept in both.values():
        root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield both
    root.setLevel(before)
    for kept in both.values():
        root.removeHandler(kept)


@pytest_asyncio.fixture
async def broken(services: Services, base: Base) -> AsyncIterator[Incoming]:
    """A bot that POISON breaks, with a token in the exception."""
    bot = Incoming(with_a_bug(services, base, f" at https://api.telegram.org/bot{TOKEN}/x\nsecond line"))
    async with bot.application:
        yield bot


def test_a_json_line_says_when_how_grave_where_in_what_and_what(logs: dict[str, Kept]) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    with referenced() as mark:
        logging.getLogger("bot.x").warning("%d 条", 5)
    (said,) = logs["json"].said
    at = datetime.fromisoformat(said.pop("time"))
    assert before <= at <= datetime.now(UTC)
    assert said == {"level": "WARNING", "logger": "bot.x", "reference": mark, "message": "5 条"}
    assert re.fullmatch(rf"\S+ \S+ WARNING bot\.x \[{mark}\] 5 条", logs["text"].written[0])


def test_json_times_are_in_utc_whatever_the_machine_s_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    record = logging.makeLogRecord({"name": "x", "msg": "x", "created": 86_399.5, "msecs": 500.0})
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert json.loads(JsonFormatter().format(record))["time"] == "1970-01-01T23:59:59.500Z"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("\n2026-11-20 04:00:00,000 CRITICAL bot [-] forged", id="a line"),
        pytest.param("\r\nforged", id="CR LF"),
        pytest.param("all is well\rforged", id="CR"),
        pytest.param("\x1b[2Jforged", id="an escape that clears the terminal"),
        pytest.param("\x85forged", id="NEL"),
        pytest.param("\u2028forged", id="a line separator"),
        pytest.param('"}\n{"level": "forged', id="JSON"),
    ],
)
def test_one_event_is_one_line_whatever_somebody_wrote(logs: dict[str, Kept], hostile: str) -> None:
    logging.getLogger("bot").info("somebody wrote %s", hostile)
    for kept in logs.values():
        (line,) = kept.written
        assert len(line.splitlines()) == 1
        assert line.isprintable()
    assert hostile in logs["json"].said[0]["message"], "and JSON tells it as it was"


def test_a_traceback_is_in_the_same_json_line(logs: dict[str, Kept]) -> None:
    try:
        breaks("first\nsecond")
    except RuntimeError:
        logging.getLogger("bot").exception("it broke", stack_info=True)
    (line,) = logs["json"].written
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "it broke"
    assert said["traceback"].startswith("Traceback (most recent call last):\n")
    assert said["traceback"].rstrip().endswith("RuntimeError: first\nsecond")
    assert "Traceback" in logs["text"].written[0]


@pytest.mark.parametrize("style", STYLES)
def test_a_traceback_of_the_database_s_library_has_no_address_of_its_manual(logs: dict[str, Kept], style: str) -> None:
    logging.getLogger("bot").error("no", exc_info=OperationalError("SELECT 1", {}, Exception("disk is full")))
    written = "\n".join(logs[style].written)
    assert "disk is full" in written
    assert "sqlalche.me" not in written
    assert "Background" not in written


def test_where_something_goes_is_said_shortly() -> None:
    assert (str(Where(101)), str(Where(-100200, 31))) == ("chat 101", "chat -100200, topic 31")


def test_each_way_is_the_same_whichever_comes_first(logs: dict[str, Kept]) -> None:
    """A record keeps what the first formatter made of its exception."""
    root = logging.getLogger()
    for kept in reversed(logs.values()):
        root.removeHandler(kept)
        root.addHandler(kept)
    try:
        breaks("it broke")
    except RuntimeError:
        logging.getLogger("bot").exception("why")
    assert logs["json"].said[0]["traceback"]
    assert "RuntimeError: it broke" in logs["text"].written[0]


def test_outside_of_anything_there_is_no_reference_and_each_asked_for_is_new(logs: dict[str, Kept]) -> None:
    logging.getLogger("bot").info("x")
    assert logs["json"].said[0]["reference"] == "-"
    assert " [-] " in logs["text"].written[0]
    assert reference() != reference()


async def test_what_is_begun_inside_has_the_reference_and_what_is_beside_it_has_its_own(
    logs: dict[str, Kept],
) -> None:
    async def inside() -> None:
        logging.getLogger("bot").info("inside")

    async def one() -> str:
        with referenced() as mark:
            await asyncio.create_task(inside())
            assert reference() == mark
        return mark

    marks = await asyncio.gather(one(), one())
    assert len(set(marks)) == 2
    assert sorted(said["reference"] for said in logs["json"].said) == sorted(marks)


async def test_the_reference_in_the_apology_is_that_of_the_log_lines_of_the_same_update(
    broken: Incoming, logs: dict[str, Kept]
) -> None:
    await broken.come(message(1, 1, POISON), message(2, 2, POISON), message(3, 3))
    apologies = [re.search(r"编号 (\w+)", text) for text in broken.texts if "编号" in text]
    marks = [found[1] for found in apologies if found]
    assert len(set(marks)) == 2
    for mark in marks:
        lines = [said for said in logs["json"].said if said["reference"] == mark]
        assert {said["logger"] for said in lines} >= {"bot.dispatch", "bot.intake"}
        assert any("RuntimeError: it broke" in said.get("traceback", "") for said in lines)
    (third,) = {said["reference"] for said in logs["json"].said} - {*marks, "-"}
    assert any(said["reference"] == third and "message: ok" in said["message"] for said in logs["json"].said)


async def test_every_tick_s_task_has_a_reference_of_its_own(logs: dict[str, Kept]) -> None:
    async def task() -> None:
        logging.getLogger("bot").info("x")

    ticker = Ticker((task,))
    for _ in range(2):
        await ticker.tick()
        await asyncio.wait(ticker.under_way)
    first, second = (said["reference"] for said in logs["json"].said)
    assert "-" not in (first, second)
    assert first != second


@pytest.mark.parametrize("style", STYLES)
async def test_no_token_is_in_a_line_or_a_traceback(broken: Incoming, logs: dict[str, Kept], style: str) -> None:
    await broken.come(message(1, 1, POISON))
    log = logging.getLogger("bot.x")
    log.warning("at https://api.telegram.org/bot%s/sendMessage", TOKEN)
    log.warning("at %s", TOKEN.replace(":", "%3A"))
    try:
        breaks(f"The token `{TOKEN}` was rejected by the server.", NetworkError(f"bot{TOKEN}"))
    except RuntimeError:
        log.exception("no: %r", {"token": TOKEN})
    written = "\n".join(logs[style].written)
    assert "it broke" in written
    assert written.count("<token>") >= 6
    assert "fakefake" not in written


@pytest.mark.parametrize("style", STYLES)
def test_what_nobody_catches_hides_tokens_too_and_is_logged_like_the_rest(style: str) -> None:
    script = f"""
import asyncio, gc, logging
from bot.logs import set_up

set_up("INFO", {style!r})

async def fails():
    raise RuntimeError("in a task, {TOKEN}")

async def main():
    asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gc.collect()
    asyncio.get_running_loop().call_soon(lambda: 1 / 0 if "{TOKEN}" else None)
    await asyncio.sleep(0)

asyncio.run(main())
logging.getLogger("telegram.request").error("the library's own words on every failed request: {TOKEN}")
logging.getLogger("aiohttp.access").info("GET /bot{TOKEN}/getMe")
raise ValueError("at the end, {TOKEN}")
"""
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "fakefake" not in done.stderr
    for told in ("in a task, <token>", "ZeroDivisionError", "at the end, <token>", "CRITICAL"):
        assert told in done.stderr
    assert "own words" not in done.stderr
    assert "getMe" not in done.stderr
    if style == "json":
        said = [json.loads(line) for line in done.stderr.splitlines()]
        assert [each["logger"] for each in said] == ["asyncio", "asyncio", "bot"]
        assert all("Traceback" in each["traceback"] for each in said)


async def test_no_repr_shows_the_token_or_the_webhook_s_secret(services: Services) -> None:
    settings = replace(
        DEFAULTS, token=TOKEN, webhook_secret=secret_of(TOKEN), database_url="postgresql://u:password@h/n"
    )
    assembly = assemble(LocalWire(lambda _: None), services, TOKEN, settings)
    application, bot = assembly.application, assembly.application.bot
    intake: Intake = assembly.intake()
    ticker = assembly.ticker()
    health = Health(bot, assembly.dispatcher, intake, ticker, assembly.watch, assembly.clock)
    webhook = Webhook(application, intake, secret_of(TOKEN), health.heard)
    server = WebServer(health, assembly.services.metrics, {"/telegram": webhook.take})
    shown = [settings, assembly, application, bot, intake, ticker, health, webhook, server, assembly.services]
    shown += [assembly.dispatcher, assembly.worker, assembly.reloader, webhook.take, application.update_queue]
    for each in shown:
        for told in (repr(each), str(each), f"{each!r}"):
            assert TOKEN not in told
            assert secret_of(TOKEN) not in told
            assert "password" not in told


def test_only_what_looks_like_a_token_is_hidden() -> None:
    assert without_tokens(f"{TOKEN} and {TOKEN}") == "<token> and <token>"
    for left in ("12345:short", "2026-11-20 04:00:00", "chat -1001234567890: sent", "1:local"):
        assert without_tokens(left) == left

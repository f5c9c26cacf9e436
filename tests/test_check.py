"""`check`: what is wrong is said before the start, a line each, with what to do; a running bot notices nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filelock import FileLock
from sqlalchemy import update
from telegram import User, WebhookInfo

from bot.checks import account, chats, here
from bot.checks.check import Check, Level
from bot.settings import Settings
from bot.store import Store, open_store
from bot.store.database import HEAD
from bot.store.look import Subscribed
from bot.store.tables import subscriptions
from bot.subscription import ChatKind, Reason, Where
from bot.transport.local import BOT, Refused
from tests.command_line import Operator
from tests.conftest import ROOT
from tests.incoming import PATIENCE
from tests.processes.bot_process import BotProcess
from tests.store.acting import MONDAY, PERSON, subscribe
from tests.telegram_server import TOKEN, TelegramServer


def chat(body: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"id": int(body["chat_id"]), "type": "supergroup", "title": "?", **more}


class Checked(NamedTuple):
    """The exit code, and of every check its level and its words."""

    code: int
    lines: dict[str, tuple[str, str]]
    text: str


class Operating:
    """A Telegram of the test's own, and the command line beside it."""

    def __init__(self, server: TelegramServer, folder: Path, command_line: Operator) -> None:
        self.server = server
        self._folder, self._command_line = folder, command_line
        server.answers |= {"getWebhookInfo": lambda _: webhook(), "getChat": chat}

    async def __call__(self, database_url: str = "sqlite:///bot.db", **settings: str) -> Checked:
        return checked(*await self.command("check", database_url=database_url, **settings))

    async def command(self, *words: str, database_url: str = "sqlite:///bot.db", **settings: str) -> tuple[int, str]:
        own = {"BOT_TOKEN": TOKEN, "BOT_API_URL": self.server.url, "BOT_DATABASE_URL": database_url}
        own |= {"BOT_FACTS": str(self._folder / "facts.json"), "BOT_LISTEN": "off", "BOT_ADMINS": "7"} | settings
        return await self._command_line(*words, **own)


def checked(code: int, said: str) -> Checked:
    lines = {line[6:20].strip(): (line[:4].strip(), line[22:]) for line in said.splitlines()}
    return Checked(code, lines, said)


def webhook(url: str = "", **more: Any) -> dict[str, Any]:
    return {"url": url, "has_custom_certificate": False, "pending_update_count": 3, **more}


@pytest.fixture
async def check(tmp_path: Path, operator: Operator) -> AsyncIterator[Operating]:
    shutil.copy(ROOT / "facts.json", tmp_path)
    async with TelegramServer() as server:
        yield Operating(server, tmp_path, operator)


async def test_when_nothing_is_wrong_every_line_says_so_and_no_bot_is_disturbed(
    check: Operating, tmp_path: Path
) -> None:
    check.server.answers["getMe"] = lambda _: {**BOT, "can_join_groups": True, "supports_inline_queries": True}
    before = set(os.listdir(tmp_path))
    settings = {"BOT_FACTS": str(tmp_path / "facts.json"), "BOT_ADMINS": "7"}
    found = checked(*await BotProcess(check.server, "sqlite:///bot.db", tmp_path, **settings).command("check"))
    assert found.code == 0, found.text
    assert {level for level, _ in found.lines.values()} == {"ok"}
    assert found.lines["facts"][1].startswith("421 facts of 6 sources, the newest of 2024")
    assert found.lines["token"][1] == f"is @{BOT['username']}'s"
    assert found.lines["webhook"][1] == "none; updates are polled for; 3 updates wait"
    assert found.lines["database"][1].startswith("bot.db: is not there yet")
    assert set(check.server.asked) == {"getMe", "getWebhookInfo", "getChat"}
    assert set(os.listdir(tmp_path)) == before, "it makes nothing"
    assert TOKEN not in found.text


async def test_the_database_of_a_running_bot_is_looked_at_and_the_bot_goes_on(
    check: Operating, address: str, tmp_path: Path
) -> None:
    store = await open_store(address)
    await subscribe(store, PERSON)
    await store.close()
    bot = BotProcess(check.server, address, tmp_path)
    await bot.start()
    await check.server.until_it_answers()
    before = check.server.asked["deleteWebhook"]
    running = await check(address)
    assert check.server.asked["deleteWebhook"] == before
    code, logged = await bot.stop()
    stopped = await check(address)
    assert running.lines["database"][0] == "ok"
    assert running.lines["database"][1].endswith("1 chat gets digests; a bot is at work on it")
    assert stopped.lines["database"][1].endswith("1 chat gets digests; no bot is at work on it")
    assert code == 0
    assert "WARNING" not in logged
    assert [line.split("] ")[1] for line in logged.splitlines()][-2:] == [
        "told to stop; what is under way is finished",
        "stopped",
    ]


async def test_a_bot_that_starts_at_the_very_moment_of_a_look_is_not_kept_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_out = threading.Event()

    class Noting(FileLock):
        def _acquire(self) -> None:
            super()._acquire()
            if not self.is_locked:
                kept_out.set()

    monkeypatch.setattr("bot.store.address.FileLock", Noting)
    with FileLock(tmp_path / "bot.db.lock"):  # as a look has it
        address = f"sqlite:///{tmp_path / 'bot.db'}"
        opening = asyncio.create_task(asyncio.to_thread(asyncio.run, open_and_close(address)))
        assert await asyncio.to_thread(kept_out.wait, PATIENCE), "the bot came upon the look"
    await opening
    assert (tmp_path / "bot.db").exists()


async def open_and_close(address: str) -> None:
    await (await open_store(address)).close()


async def test_without_a_token_the_rest_is_checked(check: Operating) -> None:
    found = await check(BOT_TOKEN="", BOT_ADMINS="")
    assert found.code == 0
    assert found.lines["token"] == (
        "warn",
        "none: only the chat on the terminal works; BotFather gives one, for BOT_TOKEN",
    )
    assert found.lines["administrators"][0] == "warn"
    assert "BOT_ADMINS" in found.lines["administrators"][1]
    assert found.lines["facts"][0] == "ok"
    assert not check.server.asked


async def test_what_it_advises_makes_the_index_of_the_very_base_that_it_looked_at(
    check: Operating, tmp_path: Path
) -> None:
    theirs = str(shutil.copy(ROOT / "facts.json", tmp_path / "theirs.json"))
    _, advice = (await check(BOT_FACTS=theirs)).lines["index"][1].split("or now: python -m bot ")
    code, _ = await check.command(*advice.split(), BOT_FACTS=theirs)
    assert code == 0
    assert (await check(BOT_FACTS=theirs)).lines["index"] == ("ok", f"{theirs}.index: up to date")
    assert "is made at the start" in (await check()).lines["index"][1], "the other base has none yet"


async def test_a_token_that_telegram_does_not_know_fails(check: Operating) -> None:
    def unknown(_: object) -> Any:
        raise Refused(401, "Unauthorized")

    check.server.answers["getMe"] = unknown
    found = await check()
    assert found.code == 1
    assert found.lines["token"][0] == "FAIL"
    assert "BotFather" in found.lines["token"][1]


async def test_a_telegram_that_cannot_be_reached_is_one_line_and_the_token_is_not_in_it(check: Operating) -> None:
    found = await check(BOT_API_URL="http://127.0.0.1:9")
    assert found.code == 1
    assert found.lines["Telegram"][0] == "FAIL"
    assert "BOT_PROXY" in found.lines["Telegram"][1]
    assert TOKEN not in found.text
    assert "Traceback" not in found.text


async def test_settings_that_cannot_be_read_are_no_check_and_the_code_is_2(check: Operating) -> None:
    found = await check(BOT_RATE="much")
    assert found.code == 2
    assert "BOT_RATE: write a number" in found.text


@pytest.mark.parametrize("address", ["sqlite://bot.db", "sqlite:bot.db"])
async def test_an_address_with_a_slash_too_few_is_one_line_in_the_check_and_at_the_start(
    check: Operating, tmp_path: Path, address: str
) -> None:
    bot = BotProcess(check.server, address, tmp_path)
    await bot.start()
    for code, said in (await check.command("check", database_url=address), await bot.ended()):
        assert code == 2
        assert said.count("BOT_DATABASE_URL") == 1
        assert "three slashes, as in sqlite:///bot.db" in said
        assert "Traceback" not in said
    assert not check.server.asked


async def test_what_is_wrong_on_this_machine_is_said(check: Operating, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text('{"schema": 1}')
    found = await check("sqlite:///nowhere/bot.db")
    assert found.code == 1
    assert found.lines["facts"][0] == "FAIL"
    assert "more problems" in found.lines["facts"][1]
    assert "index" not in found.lines
    assert found.lines["database"][0] == "FAIL"
    assert "the folder of nowhere/bot.db is not there" in found.lines["database"][1]
    assert found.lines["token"][0] == "ok"


async def test_a_database_of_a_later_release_fails_and_one_without_tables_does_not(
    check: Operating, tmp_path: Path
) -> None:
    (tmp_path / "bot.db").touch()
    assert (await check()).lines["database"] == (
        "ok",
        f"bot.db: empty, brought forward to {HEAD} at the start; 0 chats get digests; no bot is at work on it",
    )
    store = await open_store(f"sqlite:///{tmp_path / 'bot.db'}")
    async with store.database.write() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        await connection.exec_driver_sql("ALTER TABLE subscriptions RENAME TO wishes")  # who knows what it will have
    await store.close()
    found = await check()
    assert found.code == 1
    assert "of a later release (version 9999" in found.lines["database"][1]


async def test_what_is_no_database_fails_with_its_address(check: Operating, tmp_path: Path) -> None:
    found = await check("sqlite:///facts.json")
    assert found.lines["database"][0] == "FAIL"
    assert "facts.json cannot be used: file is not a database" in found.lines["database"][1]


async def test_a_database_that_cannot_be_opened_is_not_said_to_need_room(check: Operating, tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    level, words = (await check(f"sqlite:///{tmp_path / 'folder.db'}")).lines["database"]
    assert level == "FAIL"
    assert words.endswith(
        "let the bot write to the file and its folder, or name a file in a folder that can be written"
    )


async def test_a_server_that_does_not_answer_fails_without_its_password(check: Operating, tmp_path: Path) -> None:
    found = await check(f"postgresql://u:secret@/x?host={tmp_path}")
    assert found.lines["database"][0] == "FAIL"
    assert "secret" not in found.text


async def test_a_database_in_memory_is_warned_of(check: Operating) -> None:
    found = await check("sqlite://")
    assert found.code == 0
    assert found.lines["database"] == (
        "warn",
        "in memory: all is forgotten when the bot stops; write sqlite:///FILE",
    )


@pytest.mark.parametrize("place", ["nowhere/unanswered.log", ".", "link.log"])
async def test_questions_that_could_not_be_kept_are_warned_of(check: Operating, tmp_path: Path, place: str) -> None:
    (tmp_path / "link.log").symlink_to("elsewhere.log")
    found = await check(BOT_UNANSWERED=place)
    level, words = found.lines["unanswered"]
    assert level == "warn"
    assert words.startswith(f"{place}: questions without an answer are not kept (")
    assert found.code == 0


async def test_questions_that_can_be_kept_are_not_and_no_file_is_made(check: Operating, tmp_path: Path) -> None:
    assert (await check()).lines["unanswered"] == ("ok", "unanswered.log: can be written")
    assert not (tmp_path / "unanswered.log").exists()
    (tmp_path / "unanswered.log").write_text("kept")
    assert (await check()).lines["unanswered"] == ("ok", "unanswered.log: can be written")
    assert (tmp_path / "unanswered.log").read_text() == "kept"


async def test_a_misspelt_setting_is_named_with_the_nearest(check: Operating) -> None:
    found = await check(BOT_DATABASE="x", BOT_QUXZY="y")
    assert found.code == 0
    level, words = found.lines["settings"]
    assert level == "warn"
    assert words.endswith("not used: BOT_DATABASE (perhaps BOT_DATABASE_URL?), BOT_QUXZY")


async def test_a_misspelt_setting_is_a_line_in_the_log_of_the_start(check: Operating, tmp_path: Path) -> None:
    bot = BotProcess(check.server, "sqlite://", tmp_path, BOT_ADMIN="7")
    await bot.start()
    await check.server.until_it_answers()
    _, logged = await bot.stop()
    (line,) = [line for line in logged.splitlines() if "WARNING" in line]
    assert line.endswith("none of the bot's settings, and not used: BOT_ADMIN (perhaps BOT_ADMINS?)")


async def test_a_port_that_is_free_is_said_and_one_that_is_taken_may_be_the_bot_s_own(check: Operating) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        place = f"127.0.0.1:{other.getsockname()[1]}"
        taken = await check(BOT_LISTEN=place)
    assert taken.code == 0
    words = f"{place} is taken: by the bot, if it runs now; if by another program, it does not start"
    assert taken.lines["listening"] == ("warn", words)
    free = await check(BOT_LISTEN=place)
    assert free.lines["listening"] == ("ok", f"{place} is free")


def test_an_address_that_is_none_of_this_machine_s_fails_where_it_was_asked_for() -> None:
    elsewhere = ("192.0.2.1", 8080)
    assert here.port(Settings(listen=elsewhere, must_listen=True)).level is Level.FAIL
    assert here.port(Settings(listen=elsewhere)).level is Level.WARN
    assert here.port(Settings(listen=None)).level is Level.OK


async def test_a_zone_that_is_not_known_here_fails_and_names_the_chats(check: Operating, tmp_path: Path) -> None:
    store = await subscribed(tmp_path, PERSON)
    async with store.database.write() as connection:
        await connection.execute(update(subscriptions).values(zone="Moon/Tranquillity"))
    await store.close()
    before = set(os.listdir(tmp_path))
    found = await check()
    assert set(os.listdir(tmp_path)) == before, "it leaves nothing beside the database"
    assert found.code == 1
    assert found.lines["zones"][0] == "FAIL"
    assert "Moon/Tranquillity (chats 1)" in found.lines["zones"][1]


async def subscribed(folder: Path, *wheres: Where) -> Store:
    store = await open_store(f"sqlite:///{folder / 'bot.db'}")
    for where in wheres:
        await subscribe(store, where)
    return store


async def test_groups_and_channels_where_the_bot_cannot_post_are_named_and_others_are_not(
    check: Operating, tmp_path: Path
) -> None:
    standing: dict[int, Any] = {
        -1: {"status": "left"},
        -2: {"status": "member"},
        -3: {"status": "member"},
        -4: {"status": "restricted", "is_member": True, "can_send_messages": False},
        -5: {"status": "administrator"},
        -6: Refused(400, "Bad Request: chat not found"),
        -7: Refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007),
        -8: {"status": "member"},
        -9: {"status": "administrator", "can_post_messages": False},
        -10: {"status": "administrator", "can_post_messages": True},
    }

    def member(body: dict[str, str]) -> Any:
        found = standing[int(body["chat_id"])]
        if isinstance(found, Refused):
            raise found
        return found

    def permissions(body: dict[str, str]) -> Any:
        return chat(body, permissions={"can_send_messages": body["chat_id"] != "-3"})

    check.server.answers |= {"getChatMember": member, "getChat": permissions}
    kinds = {number: ChatKind.CHANNEL if number <= -8 else ChatKind.GROUP for number in standing}
    store = await subscribed(tmp_path, PERSON, *(Where(number, 0, kind) for number, kind in kinds.items()))
    await store.chats.silence(-1, Reason.KICKED, MONDAY)  # what gets nothing is not asked for
    await store.close()
    found = await check()
    assert found.code == 0
    assert found.lines["chats"] == (
        "warn",
        "the bot cannot post in -9 (may not post), -8 (is no administrator), -6 (Chat not found), -4 (may not write), "
        "-3 (only administrators may write): their administrators can let it",
    )


async def test_more_chats_than_are_asked_are_counted(
    check: Operating, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.clock import Clock
    from bot.transport.api import api
    from bot.transport.http import HttpWire

    monkeypatch.setattr(chats, "MOST_CHATS", 2)
    check.server.answers["getChatMember"] = lambda _: {"status": "left"}
    wire = HttpWire(1)
    bot = api(wire, check.server.url, TOKEN)
    await bot.initialize()
    many = [Subscribed(-number, ChatKind.GROUP, "UTC") for number in range(1, 6)]
    found = await chats.posting(bot, many, Clock())
    await wire.shutdown()
    assert check.server.asked["getChatMember"] == 2
    assert found.words.endswith("; 3 more were not asked")


async def test_administrators_who_never_pressed_start_are_named(check: Operating) -> None:
    def known(body: dict[str, str]) -> Any:
        if body["chat_id"] == "8":
            raise Refused(400, "Bad Request: chat not found")
        return chat(body, type="private")

    check.server.answers["getChat"] = known
    found = await check(BOT_ADMINS="7,8")
    assert found.lines["administrators"] == (
        "warn",
        "8 cannot be written to; each must press Start in the bot once",
    )


async def test_a_webhook_that_will_be_removed_is_said_by_its_host_only(check: Operating) -> None:
    check.server.answers["getWebhookInfo"] = lambda _: webhook("https://old.example.org/very-secret-path")
    found = await check()
    assert found.lines["webhook"] == (
        "warn",
        "one is set, to old.example.org, and is removed at the start; 3 updates wait",
    )
    assert "very-secret" not in found.text


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        pytest.param(timedelta(), ("ok", "as Telegram's"), id="the same"),
        pytest.param(timedelta(seconds=10), ("warn", "behind Telegram's"), id="behind"),
        pytest.param(timedelta(seconds=-10), ("warn", "ahead of Telegram's"), id="ahead"),
        pytest.param(timedelta(hours=1), ("FAIL", " s behind Telegram's"), id="an hour"),
        pytest.param(None, ("warn", "does not say what time it is"), id="no Date"),
    ],
)
async def test_a_clock_that_goes_wrong_is_noticed(
    check: Operating, shift: timedelta | None, expected: tuple[str, str]
) -> None:
    check.server.shift = shift
    found = await check()
    level, words = found.lines["clock"]
    assert level == expected[0]
    assert expected[1] in words
    assert found.code == (1 if level == "FAIL" else 0)


ASKED = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dated", "seconds", "level"),
    [
        pytest.param("Fri, 20 Nov 2026 04:00:08 GMT", 9, Level.OK, id="a slow answer is no wrong clock"),
        pytest.param("Fri, 20 Nov 2026 03:59:57 GMT", 0, Level.OK, id="2 s"),
        pytest.param("Fri, 20 Nov 2026 03:59:56 GMT", 0, Level.WARN, id="3 s"),
        pytest.param("Fri, 20 Nov 2026 04:00:30 GMT", 0, Level.WARN, id="30 s"),
        pytest.param("Fri, 20 Nov 2026 04:00:31 GMT", 0, Level.FAIL, id="31 s"),
        pytest.param("yesterday", 0, Level.WARN, id="no date"),
    ],
)
def test_how_far_a_clock_may_be_off(dated: str, seconds: int, level: Level) -> None:
    assert account.clock(dated, ASKED, ASKED + timedelta(seconds=seconds)).level is level


def test_what_botfather_has_set_is_said_with_what_to_tell_him() -> None:
    me = User(
        1, "?", is_bot=True, can_read_all_group_messages=True, can_join_groups=False, supports_inline_queries=False
    )
    assert account.privacy(me).level is Level.OK
    assert "/setprivacy" in account.privacy(me).words
    assert account.groups(me) == Check("groups", Level.WARN, account.groups(me).words)
    assert "/setjoingroups" in account.groups(me).words
    assert account.inline(me).level is Level.WARN
    assert "/setinline" in account.inline(me).words


WANTED = "https://bot.example.org/hook"


@pytest.mark.parametrize(
    ("url", "wanted", "error", "expected"),
    [
        pytest.param("", WANTED, None, (Level.OK, "is set at the start"), id="not set yet"),
        pytest.param(WANTED, WANTED, None, (Level.OK, "set, to bot.example.org"), id="the right one"),
        pytest.param(
            "https://BOT.example.org:443/hook", WANTED, None, (Level.OK, "set, to bot.example.org"), id="written anew"
        ),
        pytest.param("https://bot.example.org/x", WANTED, None, (Level.WARN, "another one is"), id="another path"),
        pytest.param("https://x.org/", WANTED, None, (Level.WARN, "another one is set, to x.org"), id="another one"),
        pytest.param(WANTED, WANTED, "Connection refused", (Level.WARN, "2026-11-20 04:00 UTC: Connection"), id="down"),
    ],
)
def test_a_webhook_is_compared_with_the_one_that_is_wanted(
    url: str, wanted: str, error: str | None, expected: tuple[Level, str]
) -> None:
    info = WebhookInfo(url, False, 5, last_error_date=ASKED if error else None, last_error_message=error)
    found = account.webhook(info, wanted)
    assert found.level is expected[0]
    assert expected[1] in found.words
    assert found.words.endswith("5 updates wait")


@pytest.mark.parametrize(
    ("version", "level"),
    [("2023d", Level.WARN), ("2024a", Level.OK), ("2026f", Level.OK), ("", Level.OK)],
)
def test_zone_data_older_than_two_years_are_told_of(
    monkeypatch: pytest.MonkeyPatch, version: str, level: Level
) -> None:
    monkeypatch.setattr(here, "zone_data", lambda: version)
    assert here.age_of_zones(ASKED).level is level


def test_a_base_in_a_folder_that_cannot_be_written_has_its_index_made_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "facts.json", tmp_path)
    assert [check.level for check in here.facts(tmp_path / "facts.json")] == [Level.OK, Level.OK]
    monkeypatch.setattr(os, "access", lambda *_: False)  # the tests may run as root, who may write everywhere
    assert [check.level for check in here.facts(tmp_path / "facts.json")] == [Level.OK, Level.WARN]


def test_a_token_in_what_was_found_is_not_shown() -> None:
    assert TOKEN not in str(Check("Telegram", Level.FAIL, f"https://api.telegram.org/bot{TOKEN}/getMe\nis away"))


@pytest.mark.parametrize(("count", "said"), [(0, "0 updates wait"), (1, "1 update waits"), (2, "2 updates wait")])
def test_what_is_counted_is_said_in_the_right_number(count: int, said: str) -> None:
    assert account.webhook(WebhookInfo("", False, count), None).words.endswith(said)

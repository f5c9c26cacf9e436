"""Starting on Telegram and stopping: the webhook goes or comes, the menus come, a late network is waited for."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import sys
from pathlib import Path

import pytest
from telegram.error import InvalidToken

from bot.dispatch import UPDATES
from bot.menus import set_menus
from bot.running import CannotStart
from bot.services import Services
from bot.settings import Settings
from bot.ticking import Ticker
from bot.transport.local import Refused
from handlers import COMMANDS
from tests.chat import GROUP, Chat, bot_message
from tests.conftest import ROOT
from tests.incoming import PATIENCE
from tests.own_process import OwnProcess, stream_of
from tests.still_telegram import StillTelegram
from tests.telegram_server import TOKEN
from tests.updates import message


async def test_an_old_webhook_is_taken_down_where_the_bot_polls(services: Services) -> None:
    telegram = StillTelegram(services)
    async with telegram.running_until_asked():
        assert telegram.did("deleteWebhook")


async def test_a_webhook_is_set_and_stays_when_the_bot_stops(services: Services) -> None:
    telegram = StillTelegram(services, Settings(webhook_url="https://bot.example.org/telegram"))
    async with telegram.running_until_asked():
        (wanted,) = telegram.did("setWebhook")
    assert wanted["url"] == "https://bot.example.org/telegram"
    assert set(wanted["allowed_updates"]) == set(UPDATES)
    assert len(wanted["secret_token"]) >= 32
    assert not telegram.did("deleteWebhook")


async def test_a_webhook_that_somebody_took_down_is_set_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.WATCHING", 0.0)
    telegram = StillTelegram(services, Settings(webhook_url="https://bot.example.org/telegram"))
    async with telegram.running_until_asked(), asyncio.timeout(10):
        telegram.is_asked.clear()
        await telegram.is_asked.wait()
    again = [each["url"] for each in telegram.did("setWebhook")]
    assert len(again) > 1
    assert set(again) == {"https://bot.example.org/telegram"}


async def test_a_webhook_that_telegram_writes_in_its_own_way_is_not_set_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.WATCHING", 0.0)
    telegram = StillTelegram(services, Settings(webhook_url="https://Bot.example.org/telegram"))
    telegram.webhook = "https://bot.example.org:443/telegram"
    async with telegram.running_until_asked(), asyncio.timeout(10):
        for _ in range(3):
            await telegram.looked.acquire()
    assert len(telegram.did("setWebhook")) == 1


async def test_a_webhook_is_taken_down_when_the_bot_is_told_to(services: Services) -> None:
    telegram = StillTelegram(services, Settings(webhook_url="https://bot.example.org/telegram", webhook_stays=False))
    async with telegram.running_until_asked():
        assert not telegram.did("deleteWebhook")
    assert telegram.did("deleteWebhook")


async def test_a_webhook_that_telegram_refuses_is_one_line(services: Services) -> None:
    telegram = StillTelegram(services, Settings(webhook_url="https://10.0.0.1/telegram"))
    telegram.wire.refusals["setWebhook"] = [Refused(400, "Bad Request: bad webhook: IP address 10.0.0.1 is reserved")]
    with pytest.raises(CannotStart, match=r"BOT_WEBHOOK_URL: .*10\.0\.0\.1 is reserved"):
        async with telegram.running_until_asked():
            pass


async def menus(telegram: StillTelegram) -> dict[tuple[str, str | None], list[str]]:
    """The commands of every menu that was set, by scope and language."""
    await set_menus(telegram.application.bot, COMMANDS, {7})
    return {
        (each["scope"]["type"], each.get("language_code")): [command["command"] for command in each["commands"]]
        for each in telegram.did("setMyCommands")
    }


async def test_every_scope_has_its_menu_in_both_languages(services: Services) -> None:
    telegram = StillTelegram(services)
    async with telegram.application:
        found = await menus(telegram)
    for language in (None, "zh", "en"):
        private, group, run_it, admin = (
            set(found[scope, language])
            for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators", "chat")
        )
        assert "city" in group
        assert {"subscribe", "settings", "forget"} <= run_it & private
        assert not {"subscribe", "settings", "forget"} & group, "a member may not use them"
        assert {"broadcast", "reload"} <= admin
        assert not {"broadcast", "reload"} & (private | group | run_it)


@pytest.mark.parametrize("admins", [{7}, {8}], ids=["an administrator", "anybody else"])
async def test_an_administrator_who_starts_the_bot_later_gets_their_menu_then(
    services: Services, admins: set[int]
) -> None:
    chat = Chat(services, settings=Settings(admins=frozenset(admins)))
    async with chat.application:
        for words in ("芜湖", "/start", "/start c-wuhu"):
            assert (await chat(words)).text
    menus = [each.parameters for each in chat.wire.requests if each.method == "setMyCommands"]
    of_start = [{"type": "chat", "chat_id": 7}] * 2 * 3 if 7 in admins else []
    assert [each["scope"] for each in menus] == of_start
    assert all("broadcast" in [command["command"] for command in each["commands"]] for each in menus)


async def test_a_menu_that_telegram_refuses_does_not_keep_the_greeting(services: Services) -> None:
    chat = Chat(services, settings=Settings(admins=frozenset({7})))
    chat.wire.refusals["setMyCommands"] = [Refused(400, "Bad Request: chat not found")]
    async with chat.application:
        assert "直接发词就能查" in (await chat("/start")).text


async def test_a_menu_that_is_refused_keeps_the_others_and_the_bot_from_nothing(
    services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = StillTelegram(services)
    telegram.wire.refusals["setMyCommands"] = [Refused(400, "Bad Request: BOT_COMMAND_INVALID")]
    async with telegram.application:
        found = await menus(telegram)
        assert "累计超100亿元" in (await telegram("拍卖会")).text
    assert ("all_private_chats", "en") in found
    assert "Bot_command_invalid" in caplog.text


@pytest.mark.parametrize("failure", [Refused(502, "Bad Gateway"), Refused(429, "Too Many Requests", retry_after=0)])
async def test_telegram_that_cannot_be_reached_is_tried_again(
    services: Services, failure: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    telegram = StillTelegram(services)
    telegram.wire.refusals["getMe"] = [failure]
    async with telegram.running_until_asked():
        assert len(telegram.did("getMe")) > 1


async def test_a_stop_while_telegram_cannot_be_reached_ends_the_start(services: Services) -> None:
    telegram = StillTelegram(services)
    telegram.wire.refusals["getMe"] = [Refused(502, "Bad Gateway")]
    telegram.running.stop_soon()
    await telegram.running.until_told_to_stop()
    await telegram.running.end()
    assert not telegram.is_asked.is_set()


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook", "setWebhook"])
async def test_a_stop_while_telegram_holds_a_request_of_the_start_ends_the_start(
    services: Services, method: str
) -> None:
    url = "https://bot.example.org/telegram" if method == "setWebhook" else None
    telegram = StillTelegram(services, Settings(webhook_url=url))
    telegram.keep_back(method)
    starting = asyncio.create_task(telegram.running.until_told_to_stop())
    await telegram.until_waiting(method)
    telegram.running.stop_soon()
    await asyncio.wait_for(starting, PATIENCE)
    await telegram.running.end()


@pytest.mark.parametrize(
    ("method", "settings"),
    [
        ("getUpdates", Settings()),
        ("deleteWebhook", Settings(webhook_url="https://bot.example.org/telegram", webhook_stays=False)),
    ],
    ids=["confirming what is handled", "taking the webhook down"],
)
async def test_a_telegram_that_does_not_answer_holds_no_stop_up(
    services: Services, method: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten seconds after SIGTERM, Docker kills."""
    monkeypatch.setattr("bot.polling.CONFIRMING", 0.01)
    monkeypatch.setattr("bot.running.TAKING_DOWN", 0.01)
    telegram = StillTelegram(services, settings, [message(1, 1)])
    running = asyncio.create_task(telegram.running.until_told_to_stop())
    await asyncio.wait_for(telegram.is_asked.wait(), PATIENCE)
    if method == "getUpdates":
        await telegram.until(lambda: not telegram.pending)
    telegram.keep_back(method)
    telegram.running.stop_soon()
    await asyncio.wait_for(running, PATIENCE)
    await telegram.running.end()


async def test_what_is_being_sent_and_what_is_being_answered_have_the_same_seconds_to_end(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ticking.STOPPING", 0.01)
    sending, cancelled = asyncio.Event(), asyncio.Event()

    async def sends_for_ever() -> None:
        sending.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    telegram = StillTelegram(services, updates=[message(1, 1)])
    telegram.running._ticker = ticker = Ticker((sends_for_ever,))
    telegram.keep_back(1)
    async with telegram.running_until_asked():
        await ticker.tick()
        await asyncio.wait_for(sending.wait(), PATIENCE)
        await telegram.until_waiting(1)
        telegram.running.stop_soon()
        await asyncio.wait_for(cancelled.wait(), PATIENCE)
        assert telegram.chats == [], "the update is still under way"
        telegram.let_go(1)
    assert telegram.chats == [1]


async def test_a_token_that_telegram_does_not_know_ends_the_start(services: Services) -> None:
    telegram = StillTelegram(services)
    telegram.wire.refusals["getMe"] = [Refused(401, "Unauthorized")]
    with pytest.raises(InvalidToken):
        async with telegram.running_until_asked():
            pass


FATAL = [
    pytest.param({"BOT_RATE": "much", "BOT_TOKEN": TOKEN}, "BOT_RATE: write a number", id="settings"),
    pytest.param({"BOT_TOKEN": TOKEN, "BOT_FACTS": "none.json"}, "BOT_FACTS", id="the base"),
    pytest.param(
        {"BOT_TOKEN": TOKEN, "BOT_DATABASE_URL": "sqlite:///none/bot.db"}, "BOT_DATABASE_URL: the folder", id="database"
    ),
    pytest.param({"BOT_TOKEN": TOKEN, "BOT_LISTEN": "192.0.2.1:8080"}, "BOT_LISTEN: nothing can listen", id="port"),
]


def environment(settings: dict[str, str]) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    known = {"BOT_FACTS": str(ROOT / "facts.json"), "BOT_DATABASE_URL": "sqlite://", "BOT_LISTEN": "off"}
    return clean | known | settings


async def start_in(folder: Path, stderr: int, **settings: str) -> tuple[int, str]:
    """Starts what cannot start: the exit code, and what it wrote to a pipe."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot"),
        cwd=folder,
        env=environment({"PYTHONPATH": str(ROOT)} | settings),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=stderr,
    )
    _, said = await asyncio.wait_for(process.communicate(), 3 * PATIENCE)
    return process.returncode or 0, (said or b"").decode()


@pytest.mark.parametrize(("settings", "says"), FATAL)
async def test_why_a_service_cannot_start_is_said_in_its_log_as_json(
    tmp_path: Path, settings: dict[str, str], says: str
) -> None:
    printed, out = os.pipe()
    nothing = os.open(os.devnull, os.O_RDONLY)
    process = OwnProcess((), tmp_path, environment({"BOT_LOG_FORMAT": "json"} | settings), nothing, out, out)
    said = (await (await stream_of(printed)).read()).decode()
    code = await process.ended()
    lines = [json.loads(line) for line in said.splitlines()]
    assert code == 2
    assert {line["level"] for line in lines} == {"CRITICAL"}
    assert says in lines[0]["message"]


async def test_a_written_file_of_settings_that_cannot_be_read_is_json_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff")
    code, said = await start_in(tmp_path, asyncio.subprocess.PIPE, BOT_LOG_FORMAT="json")
    assert code == 2
    assert json.loads(said.splitlines()[0])["message"] == ".env: is no UTF-8 text; write it anew"


async def test_on_a_terminal_why_it_cannot_start_is_said_plainly(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    code, _ = await start_in(tmp_path, theirs, BOT_TOKEN="nonsense", BOT_LOG_FORMAT="json")
    os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert code == 2
    assert said.startswith("BOT_TOKEN: this is no token; BotFather gives one")


async def test_replies_show_no_preview_and_survive_a_deleted_question(talk: Chat) -> None:
    said = await talk("拍卖会", GROUP, reply_to_message=bot_message())
    assert said[0].parameters["link_preview_options"] == {"is_disabled": True}
    assert said[0].parameters["reply_parameters"]["allow_sending_without_reply"] is True
    assert "reply_parameters" not in (await talk("拍卖会"))[0].parameters, "a private answer needs no quotation"

"""Long polling: nothing is confirmed before it is handled, and what Telegram does wrong is survived."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Update
from telegram.error import InvalidToken

from bot.app import assemble
from bot.menus import menu
from bot.polling import DENIED, MOST_DENIED, poll
from bot.services import Services
from bot.stopping import pause_after
from bot.transport.local import LOCAL_TOKEN, LocalWire, Refused, Sent
from handlers import COMMANDS
from tests.updates import message


class UpdatesWire(LocalWire):
    """A local wire that hands out updates as Telegram does: from the offset on, until they are confirmed."""

    def __init__(self, updates: list[dict[str, Any]], failures: list[Exception], empty: Callable[[], None]) -> None:
        self.sent: list[Sent] = []
        super().__init__(self.sent.append)
        self.waiting, self.failures, self.empty = updates, failures, empty
        self.confirmations: list[tuple[int, int]] = []  # how many were confirmed, and how many answered by then
        self.first = min((update["update_id"] for update in updates), default=1)

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        if method != "getUpdates":
            return super().answer(method, parameters)
        if self.failures:
            raise self.failures.pop(0)
        offset = int(parameters.get("offset", 0))
        if offset:
            self.confirmations.append((offset - self.first, len(self.sent)))
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]
        if not self.waiting:
            self.empty()
        return self.waiting


async def poll_on(wire: UpdatesWire, services: Services, stop: asyncio.Event) -> None:
    assembly = assemble(wire, services, LOCAL_TOKEN)
    async with assembly.application:
        await poll(assembly.application, assembly.intake(), stop)
    await assembly.services.store.close()


async def polled(services: Services, updates: list[dict[str, Any]], *failures: Exception) -> UpdatesWire:
    stop = asyncio.Event()
    wire = UpdatesWire(updates, list(failures), stop.set)
    await poll_on(wire, services, stop)
    return wire


async def test_every_update_is_answered_and_confirmed_only_then(services: Services) -> None:
    wire = await polled(services, [message(n, chat=n % 3 + 1) for n in range(1, 13)])
    assert len(wire.sent) == 12
    assert wire.confirmations[-1] == (12, 12)
    assert all(confirmed <= answered for confirmed, answered in wire.confirmations)
    assert wire.waiting == []


async def test_a_chat_is_answered_in_order(services: Services) -> None:
    wire = await polled(services, [message(n, 1, text) for n, text in enumerate(["芜湖", "合肥", "宣城", "杭州"], 1)])
    assert [sent.text[:2] for sent in wire.sent] == ["芜湖", "合肥", "宣城", "杭州"]


@pytest.mark.parametrize(
    "failure",
    [
        Refused(502, "Bad Gateway"),
        Refused(409, "Conflict: terminated by other getUpdates request"),
        Refused(429, "Too Many", retry_after=0),
    ],
    ids=["502", "409", "429"],
)
async def test_a_failing_request_for_updates_is_made_again(
    services: Services, failure: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    wire = await polled(services, [message(1, 1)], failure)
    assert len(wire.sent) == 1
    assert len([record for record in caplog.records if record.name == "bot.polling"]) == 1


async def test_a_chat_that_must_wait_keeps_nobody_else_waiting(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered_others = asyncio.Event()

    class OneChatWaits(UpdatesWire):
        waited = False

        def answer(self, method: str, parameters: dict[str, Any]) -> Any:
            if method == "sendMessage" and parameters["chat_id"] == 1 and not self.waited:
                self.waited = True
                raise Refused(429, "Too Many Requests: retry after 3", retry_after=3)
            result = super().answer(method, parameters)
            if method == "sendMessage" and parameters["chat_id"] == 2:
                answered_others.set()
            return result

    async def until_the_others_are_answered(_seconds: float) -> None:
        await asyncio.wait_for(answered_others.wait(), 5)

    monkeypatch.setattr("bot.sending.asyncio.sleep", until_the_others_are_answered)
    stop = asyncio.Event()
    wire = OneChatWaits([message(1, 1), message(2, 2)], [], stop.set)
    await poll_on(wire, services, stop)
    assert [sent.chat_id for sent in wire.sent] == [2, 1]


@pytest.mark.parametrize(
    "field",
    [{"entities": [{"type": "bold", "offset": "z"}, 5]}, {"date": 10**30}, {"reply_to_message": 5}],
    ids=["entities", "a date past all", "a reply to a number"],
)
async def test_an_update_that_cannot_be_read_is_passed_over(services: Services, field: dict[str, Any]) -> None:
    wire = await polled(services, [message(1, 1), message(2, 1, **field), message(3, 1)])
    assert len(wire.sent) == 2
    assert wire.waiting == []


async def test_after_another_process_had_the_updates_one_whose_feature_cancels_itself_is_passed_over(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = asyncio.Event()
    wire = UpdatesWire(
        [message(1, 1), message(2, 1)], [Refused(409, "Conflict: terminated by other request")], stop.set
    )
    assembly = assemble(wire, services, LOCAL_TOKEN)
    application, intake, works = assembly.application, assembly.intake(), assembly.application.process_update

    async def not_now() -> bool:
        return False

    async def first_cancels(update: object) -> None:
        if isinstance(update, Update) and update.update_id == 1:
            raise asyncio.CancelledError
        await works(update)

    monkeypatch.setattr(application, "process_update", first_cancels)
    async with application:
        await poll(application, intake, stop, not_now)
        assert len(wire.waiting) == 2
        await asyncio.wait_for(poll(application, intake, stop, not_now), 10)
    await assembly.services.store.close()
    assert wire.waiting == []
    assert len(wire.sent) == 2, "an apology, and an answer"


async def test_a_token_that_telegram_does_not_know_for_long_ends_the_polling_and_is_told_of_once(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    with pytest.raises(InvalidToken):
        await polled(services, [], *[Refused(401, "Unauthorized")] * MOST_DENIED)
    assert [line.getMessage() for line in caplog.records if line.name == "bot.polling"] == [DENIED]


def test_it_is_asked_for_ten_minutes_whether_it_knows_the_token_again() -> None:
    assert 540 <= sum(pause_after(failures) for failures in range(1, MOST_DENIED)) <= 660


async def test_a_token_that_telegram_does_not_know_for_minutes_is_polled_with_again(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault of Telegram's, or of something before it; every message is answered, and once."""
    caplog.set_level("INFO", "bot.polling")
    monkeypatch.setattr("bot.stopping.PAUSES", (0.0,))
    denied = [Refused(401, "Unauthorized") for _ in range(MOST_DENIED - 1)]
    wire = await polled(services, [message(1, 1), message(2, 2)], *denied)
    assert sorted(sent.chat_id or 0 for sent in wire.sent) == [1, 2]
    assert wire.waiting == []
    assert [line.getMessage() for line in caplog.records if line.name == "bot.polling"] == [
        DENIED,
        "Telegram knows the token again",
    ]


def test_the_menus_come_from_the_list_and_fit_telegram() -> None:
    for english in (True, False):
        for entry in menu(COMMANDS, english=english):
            assert 1 <= len(entry.command) <= 32
            assert entry.command.isascii()
            assert 1 <= len(entry.description) <= 256
    assert menu(COMMANDS, english=True)[0].description.isascii()

"""Updates of all kinds, five thousand, ten in CI: no exception uncaught, no request that Telegram would refuse.

What fails is printed with its batch; `FUZZ=shard:seed pytest tests/test_fuzz.py -k again` runs that batch again.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from telegram import Update
from telegram.constants import MessageType
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.intake import key_of, read
from bot.render.help import GROUP_TOO_FAST, TOO_FAST
from bot.services import Services
from bot.settings import DEFAULTS
from bot.transport.local import Refused
from tests import chance
from tests.chat import Chat, FailingWire, Garbled
from tests.conftest import ROOT
from tests.fuzzing import contents
from tests.fuzzing.rules import MOVED, broken_rules, may_speak
from tests.fuzzing.updates import ADMIN, KINDS, Updates

SHARDS, BATCH, TICKED = 5, 250, 125
BATCHES = 4 * chance.TIMES
BASE = ROOT / "facts.json"
REFUSALS: tuple[Refused | Exception, ...] = (
    Refused(403, "Forbidden: bot was blocked by the user"),
    Refused(403, "Forbidden: bot was kicked from the supergroup chat"),
    Refused(400, "Bad Request: chat not found"),
    Refused(400, "Bad Request: message thread not found"),
    Refused(400, "Bad Request: not enough rights to send text messages to the chat"),
    Refused(400, "Bad Request: message is not modified"),
    Refused(400, "Bad Request: message can't be edited"),
    Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
    Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=MOVED),
    Refused(429, "Too Many Requests: retry after 0", retry_after=0),
    Refused(429, "Too Many Requests: retry after 600", retry_after=600),
    Refused(500, "Internal Server Error"),
    Refused(502, "Bad Gateway"),
    NetworkError("Server disconnected"),
    TimedOut(),
    Garbled(b"<html>502</html>", 502),
)
TROUBLES = (*REFUSALS, *(None for _ in REFUSALS))
FOR_A_BOT = re.compile(r"\s*[/／]\S*@")  # mostly another one
PAUSES = (0, 0, 0.1, 1, 5, 20)  # seconds between updates


class MindingWire(FailingWire):
    """Notes what it refused by itself, as Telegram would; and refuses the next request when there is `trouble`."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.trouble: Refused | Exception | None = None
        self.was_troubled = False
        self.told_to_wait: set[Any] = set()  # chats that are answered when it is over
        self.wrong: list[str] = []

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        if self.trouble is not None:
            if isinstance(self.trouble, Refused) and "retry_after" in self.trouble.parameters:
                self.told_to_wait.add(parameters.get("chat_id"))
            self.refusals[method], self.trouble, self.was_troubled = [self.trouble], None, True
            return super().answer(method, parameters)
        try:
            return super().answer(method, parameters)
        except Refused as refused:
            if method != "getChat":  # which asks whether there is such a chat
                self.wrong.append(f"Telegram would refuse {method} {parameters}: {refused}")
            raise


class FuzzedChat(Chat):
    kind_of_wire = MindingWire
    wire: MindingWire


class Errors(logging.Handler):
    """What the bot logs as its own failure."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record)

    def ours(self, *, was_troubled: bool) -> list[str]:
        """Those that a refusal, where there was one, does not explain."""
        found, self.found = self.found, []
        return [
            f"{each.getMessage()}: {each.exc_info and each.exc_info[1]!r}"
            for each in found
            if not (was_troubled and each.exc_info and isinstance(each.exc_info[1], TelegramError))
        ]


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> Iterator[Errors]:
    """What is logged as an error while a test runs; the library's wire is as quiet as `bot.logs` makes it."""
    monkeypatch.setattr("bot.sending.PAUSE", 0.0)
    handler, library = Errors(), logging.getLogger("telegram.request")
    logging.getLogger().addHandler(handler)
    library.setLevel(logging.CRITICAL)
    yield handler
    library.setLevel(logging.NOTSET)
    logging.getLogger().removeHandler(handler)


async def run(services: Services, shard: int, seed: int, errors: Errors) -> Counter[str]:
    """One batch of updates to a bot with an empty memory; how many there were of each kind, and how many answers.

    Raises AssertionError, with the update in a note.
    """
    chance = Random(f"{shard}:{seed}")
    updates = Updates(chance, services.catalogue)
    chat = FuzzedChat(services, settings=replace(DEFAULTS, admins=frozenset({ADMIN["id"]}), facts=BASE))
    chat.wire.seen += [*updates.groups, *updates.channels]
    chat.wire.members |= {each["id"]: chance.choice(("member", "left")) for each in updates.people[::2]}
    counts: Counter[str] = Counter()
    async with chat.application:
        for number in range(BATCH):
            update = next(updates)
            try:
                counts += await handled(
                    chat, update, errors, chance.choice(REFUSALS) if chance.random() < 0.04 else None
                )
            except AssertionError as error:
                shown = json.dumps(update)
                error.add_note(f"update {number} of the batch FUZZ={shard}:{seed}:\n{shown}")
                raise
            updates.see(chat.sent)
            chat.clock.go_on_to(chat.clock.now() + timedelta(seconds=chance.choice(PAUSES)))
            if number % TICKED == TICKED - 1:
                await ticked(
                    chat, timedelta(hours=chance.choice((0, 0, 1, 24, 24 * 7))), errors, chance.choice(TROUBLES)
                )
                counts["sent by itself"] += len(chat.sent)
                updates.see(chat.sent)
    return counts


async def ticked(chat: FuzzedChat, pause: timedelta, errors: Errors, trouble: Any) -> None:
    """Has the bot do what is due after a pause. Of what is refused then, it says so in its log."""
    chat.wire.trouble, chat.wire.was_troubled = trouble, False
    await chat.later(chat.clock.now() + pause)
    assert chat.wire.wrong == []
    assert chat.wire.was_troubled or errors.ours(was_troubled=False) == []
    errors.found.clear()


async def handled(chat: FuzzedChat, raw: dict[str, Any], errors: Errors, trouble: Any) -> Counter[str]:
    """Has the bot handle an update as it comes from Telegram, and minds that all is right."""
    wire, kind = chat.wire, next(kind for kind in raw if kind != "update_id")
    wire.requests.clear()
    chat.sent.clear()
    wire.trouble, wire.was_troubled = trouble, False
    update = read(raw, chat.application)
    assert key_of(update) >= 0
    await chat.application.process_update(update)
    wire.trouble = None
    assert errors.ours(was_troubled=wire.was_troubled) == []
    assert wire.wrong == []
    assert broken_rules(raw, wire.requests) == []
    counts = Counter({kind: 1, "requests": len(wire.requests), "troubled": int(wire.was_troubled)})
    is_waiting = kind == "message" and raw[kind]["chat"]["id"] in wire.told_to_wait
    if is_question(kind, raw[kind]) and not (wire.was_troubled or is_waiting):
        counts += Counter(
            {"questions": 1, "answers": sum(sent.text not in (TOO_FAST, GROUP_TOO_FAST) for sent in chat.sent[:1])}
        )
    return counts


def is_question(kind: str, content: dict[str, Any]) -> bool:
    """Whether it is a person's words in private, no command for another bot: whatever they are, they are answered."""
    in_private = kind == "message" and content["chat"]["type"] == "private"
    is_said = in_private and "text" in content and "forward_origin" not in content and may_speak(kind, content)
    return is_said and not FOR_A_BOT.match(content["text"])


@pytest.mark.parametrize("shard", range(SHARDS))
def test_whatever_comes_is_handled(services: Services, errors: Errors, shard: int) -> None:
    counts: Counter[str] = Counter()

    @settings(
        max_examples=BATCHES,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(0, 2**32))
    def batch(seed: int) -> None:
        counts.update(asyncio.run(run(services, shard, seed, errors)))

    batch()
    assert sum(counts[kind] for kind in KINDS) == BATCHES * BATCH
    assert all(counts[kind] for kind in KINDS)
    assert counts["answers"] == counts["questions"], "budgets silence nobody who does not hurry"


@pytest.mark.skipif("FUZZ" not in os.environ, reason="FUZZ=shard:seed names a batch")
def test_a_batch_once_again(services: Services, errors: Errors) -> None:
    shard, seed = os.environ["FUZZ"].split(":")
    asyncio.run(run(services, int(shard), int(seed), errors))


def test_every_kind_of_update_and_every_content_of_a_message_is_made() -> None:
    assert set(KINDS) == set(Update.ALL_TYPES)
    made = {*contents.MEDIA, *contents.THINGS, *contents.SERVICE, *contents.BESIDE, "text"}
    assert set(MessageType) - made == {"migrate_to_chat_id"}, "which is made of the groups"

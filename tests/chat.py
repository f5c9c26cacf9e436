"""The front door: updates go into the real application, and what it sends is recorded on the local wire."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Update

from bot.app import assemble
from bot.clock import Clock
from bot.dispatch import AnyApplication
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from bot.transport.local import BOT, LOCAL_TOKEN, LocalWire, Refused, Sent

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # noon in Shanghai
PERSON = {"id": 7, "is_bot": False, "first_name": "研究员", "language_code": "zh-hans"}
GROUP = {"id": -100200, "type": "supergroup", "title": "政策组"}


class PlayedClock(Clock):
    """A clock that a test sets; whoever sleeps on it sets it forward."""

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def go_on_to(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)

    async def sleep(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class FailingWire(LocalWire):
    """A local wire on which the next requests of a method can be refused, and the store goes with it."""

    def __init__(self, listener: Callable[[Sent], None], store: Store) -> None:
        super().__init__(listener)
        self.refusals: dict[str, list[Refused | Exception]] = {}
        self._store = store

    async def shutdown(self) -> None:
        await self._store.close()

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        if waiting := self.refusals.get(method):
            raise waiting.pop(0)
        return super().answer(method, parameters)


class Said(list[Sent]):
    """What the bot did about one thing: the messages it sent and edited, in order."""

    @property
    def text(self) -> str:
        """The text of the only message. Fails when there is none, or more than one."""
        messages = self.messages
        assert len(messages) == 1, f"one message was expected, not {[m.text for m in messages]}"
        return messages[0].text

    @property
    def messages(self) -> list[Sent]:
        return [sent for sent in self if sent.chat_id is not None]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        return [button for message in self.messages for row in message.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for button in self.buttons]

    @property
    def alerts(self) -> list[str]:
        """The texts that answered presses showed."""
        return [
            sent.parameters["text"]
            for sent in self
            if sent.method == "answerCallbackQuery" and "text" in sent.parameters
        ]


class Chat:
    """Someone talking to the bot; in private, or with `chat=GROUP` in a group."""

    def __init__(self, services: Services, now: datetime = NOW, settings: Settings = DEFAULTS) -> None:
        self.sent: list[Sent] = []
        self._updates = itertools.count(1)
        self._ids = itertools.count(5_000)
        self.clock = PlayedClock(now)
        store = Store()
        self.wire = FailingWire(self.sent.append, store)
        services = replace(services, remembers=store)
        self.assembly = assemble(self.wire, services, LOCAL_TOKEN, settings, clock=self.clock)
        self.application: AnyApplication = self.assembly.application
        self.services = self.assembly.services

    async def later(self, moment: datetime) -> Said:
        """What the bot sends by itself until that moment, by a tick then."""
        self.clock.go_on_to(moment)
        self.sent.clear()
        await self.services.store.open()
        await self.assembly.catch_up()
        return Said(self.sent)

    async def __call__(self, text: str | None, chat: dict[str, Any] | None = None, **fields: Any) -> Said:
        """Says something; more fields of the message (sticker, reply_to_message, …) as Telegram sends them."""
        message = self.message(text, chat, **fields)
        return await self.update({"message": message})

    def message(self, text: str | None, chat: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
        where = chat or {"id": PERSON["id"], "type": "private", "first_name": "研究员"}
        said = {"text": text} if text is not None else {}
        return {
            "message_id": next(self._ids),
            "date": int(NOW.timestamp()),
            "chat": where,
            "from": PERSON,
            **said,
            **fields,
        }

    async def press(self, said: Said, label: str, chat: dict[str, Any] | None = None) -> Said:
        """Presses the button of that label under what the bot said."""
        found = [
            (message, button)
            for message in said.messages
            for row in message.buttons
            for button in row
            if button["text"] == label
        ]
        assert found, f"no button {label!r} among {said.labels}"
        message, button = found[0]
        return await self.press_data(button["callback_data"], message.message_id or 0, chat, message.text)

    async def press_data(
        self, data: str, message_id: int = 1, chat: dict[str, Any] | None = None, text: str = "?"
    ) -> Said:
        where = chat or {"id": PERSON["id"], "type": "private", "first_name": "研究员"}
        under = {"message_id": message_id, "date": 1, "chat": where, "from": BOT, "text": text}
        query = {"id": "9", "from": PERSON, "chat_instance": "1", "message": under, "data": data}
        return await self.update({"callback_query": query})

    async def update(self, content: dict[str, Any]) -> Said:
        """Hands in an update of any kind."""
        update = Update.de_json({"update_id": next(self._updates), **content}, self.application.bot)
        self.sent.clear()
        await self.application.process_update(update)
        return Said(self.sent)


def bot_message(text: str = "…") -> dict[str, Any]:
    """A message of the bot's own, to reply to."""
    return {"message_id": 77, "date": 1, "chat": GROUP, "from": BOT, "text": text}

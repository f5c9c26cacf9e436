"""The front door: updates go into the real application, and what it sends is recorded on the local wire."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, NamedTuple

from telegram import Update
from telegram.request import RequestData

from bot.app import assemble
from bot.clock import Clock
from bot.dispatch import AnyApplication
from bot.last_asked import LastAsked
from bot.metrics import Metrics
from bot.services import Services
from bot.settings import DEFAULTS, Settings
from bot.store import Store
from bot.transport.local import BOT, LOCAL_TOKEN, LocalWire, Refused, Sent
from bot.transport.markup import parse

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # noon in Shanghai
PERSON: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "研究员", "language_code": "zh-hans"}
OTHER: dict[str, Any] = {"id": 8, "is_bot": False, "first_name": "同事"}
GROUP: dict[str, Any] = {"id": -100200, "type": "supergroup", "title": "政策组"}
CHANNEL: dict[str, Any] = {"id": -1001234567890, "type": "channel", "title": "科创观察", "username": "kechuang_watch"}


class PlayedClock(Clock):
    """A clock on which time passes by `go_on_to` and for whoever sleeps on it, with what is planned meanwhile.

    It is set, as by somebody's hand, through `moment`.
    """

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.moment = now
        self.planned: list[tuple[datetime, Callable[[], Awaitable[object]]]] = []
        self._passed = timedelta()

    def now(self) -> datetime:
        return self.moment

    def passed(self) -> float:
        return self._passed.total_seconds()

    def go_on_to(self, moment: datetime) -> None:
        self._passed += max(moment - self.moment, timedelta())
        self.moment = max(self.moment, moment)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)  # whoever may send now does so before the time goes on
        until = self.moment + timedelta(seconds=seconds)
        while due := sorted((plan for plan in self.planned if plan[0] <= until), key=lambda plan: plan[0]):
            moment, action = due[0]
            self.planned.remove(due[0])
            self.go_on_to(moment)
            await action()
        self.go_on_to(until)


class FailingWire(LocalWire):
    """A local wire on which the next requests of a method can be refused, and the store goes with it.

    Everybody runs every chat, but for whom `members` gives another status, or all that is said of them. `seen` are the
    chats that the bot sees.
    `refusals` are by method, or by chat; `requests` has every request, refused or not, and its instant. `files` are
    those that were sent, by name.
    """

    def __init__(self, listener: Callable[[Sent], None], store: Store, clock: Clock | None = None) -> None:
        super().__init__(listener)
        self.refusals: dict[str | int, list[Refused | Exception]] = {}
        self.requests: list[Request] = []
        self.files: dict[str, bytes] = {}
        self._clock = clock or Clock()
        self.members: dict[int, str | dict[str, Any]] = {}
        self.seen: list[dict[str, Any]] = []
        self._store = store

    async def shutdown(self) -> None:
        await self._store.close()

    def answer(self, method: str, parameters: dict[str, Any]) -> Any:
        chat_id = parameters.get("chat_id", 0)
        self.requests.append(Request(self._clock.now(), method, chat_id, parameters))
        if waiting := self.refusals.get(chat_id) or self.refusals.get(method):
            raise waiting.pop(0)
        if method == "getChatMember" and (status := self.members.get(int(parameters["user_id"]))) is not None:
            told = status if isinstance(status, dict) else {"status": status}
            return {**told, "user": {"id": parameters["user_id"], "is_bot": False, "first_name": "?"}}
        if method == "getChat":
            name = str(parameters["chat_id"])
            for chat in self.seen:
                if name in (str(chat["id"]), f"@{chat.get('username')}"):
                    return {**chat, "accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": _GIFTS}
        return super().answer(method, parameters)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        files = request_data.multipart_data or {} if request_data is not None else {}
        self.files |= {name: content for name, content, _ in files.values()}
        try:
            return await super().do_request(url, method, request_data, *timeouts, **more)
        except Garbled as garbled:
            return garbled.code, garbled.payload


class Request(NamedTuple):
    """What the bot asked of Telegram, and when."""

    at: datetime
    method: str
    chat_id: int
    parameters: dict[str, Any]


class Garbled(Exception):
    """Answered with something that is no answer of Telegram's."""

    def __init__(self, payload: bytes, code: int = 200) -> None:
        super().__init__(payload)
        self.payload, self.code = payload, code


_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


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


@dataclass(frozen=True)
class Offered:
    """What the bot answered to an inline query."""

    parameters: dict[str, Any]

    @property
    def results(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.parameters["results"]
        return found

    @property
    def titles(self) -> list[str]:
        return [result["title"] for result in self.results]

    @property
    def ids(self) -> list[str]:
        return [result["id"] for result in self.results]

    @property
    def descriptions(self) -> list[str]:
        return [result["description"] for result in self.results]

    @property
    def texts(self) -> list[str]:
        """The messages that the results send, without their styles."""
        return [parse(result["input_message_content"]["message_text"]).text for result in self.results]

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """The buttons under the messages, one after another."""
        rows = (row for result in self.results for row in result["reply_markup"]["inline_keyboard"])
        return [button for row in rows for button in row]

    @property
    def next_offset(self) -> str:
        return str(self.parameters.get("next_offset", ""))


class Chat:
    """Someone talking to the bot; in private, or with `chat=GROUP` in a group."""

    kind_of_wire: ClassVar[type[FailingWire]] = FailingWire

    def __init__(
        self, services: Services, now: datetime = NOW, settings: Settings = DEFAULTS, store: Store | None = None
    ) -> None:
        self.sent: list[Sent] = []
        self.settings = settings
        self._updates = itertools.count(1)
        self._ids = itertools.count(5_000)
        self.clock = PlayedClock(now)
        store = store or Store()
        self.wire = self.kind_of_wire(self.sent.append, store, self.clock)
        services = replace(services, metrics=Metrics(), last_asked=LastAsked())
        self.assembly = assemble(self.wire, services, LOCAL_TOKEN, settings, clock=self.clock, store=store)
        self.application: AnyApplication = self.assembly.application

    @property
    def services(self) -> Services:
        return self.assembly.services

    async def restart(self) -> None:
        """Another process takes over: nothing is kept but what is stored."""
        services, store = self.services, self.services.store
        self.assembly = assemble(self.wire, services, LOCAL_TOKEN, self.settings, clock=self.clock, store=store)
        self.application = self.assembly.application
        await self.application.initialize()

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

    async def press(
        self, said: Said, label: str, chat: dict[str, Any] | None = None, person: dict[str, Any] = PERSON, **under: Any
    ) -> Said:
        """Presses the button of that label under what the bot said; `under` are more fields of that message."""
        found = [
            (message, button)
            for message in said.messages
            for row in message.buttons
            for button in row
            if button["text"] == label
        ]
        assert found, f"no button {label!r} among {said.labels}"
        message, button = found[0]
        data, message_id = button["callback_data"], message.message_id or 0
        return await self.press_data(data, message_id, chat, message.text, person, **under)

    async def press_data(
        self,
        data: str,
        message_id: int = 1,
        chat: dict[str, Any] | None = None,
        text: str = "?",
        person: dict[str, Any] = PERSON,
        **under_it: Any,
    ) -> Said:
        where = chat or {"id": PERSON["id"], "type": "private", "first_name": "研究员"}
        under = {"message_id": message_id, "date": 1, "chat": where, "from": BOT, "text": text, **under_it}
        query = {"id": "9", "from": person, "chat_instance": "1", "message": under, "data": data}
        return await self.update({"callback_query": query})

    async def inline(self, words: str, offset: str = "") -> Offered:
        """Types words behind the bot's @name in some chat, or turns to the page of that offset. Fails if unanswered."""
        query = {"id": "5", "from": PERSON, "query": words, "offset": offset, "chat_type": "supergroup"}
        (sent,) = await self.update({"inline_query": query})
        assert sent.method == "answerInlineQuery"
        return Offered(sent.parameters)

    async def update(self, content: dict[str, Any]) -> Said:
        """Hands in an update of any kind."""
        update = Update.de_json({"update_id": next(self._updates), **content}, self.application.bot)
        self.sent.clear()
        await self.application.process_update(update)
        await self.assembly.alerts.finish()
        return Said(self.sent)


def bot_message(text: str = "…", under: Said | None = None) -> dict[str, Any]:
    """A message of the bot's own, to reply to; with the buttons that stand `under` what it said."""
    keyboard = {"reply_markup": {"inline_keyboard": under.messages[0].buttons}} if under else {}
    return {"message_id": 77, "date": 1, "chat": GROUP, "from": BOT, "text": text, **keyboard}

"""What every handler is handed: the opened base, the search over it, what is remembered, Telegram's answers, chance."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.broadcasts import Content
from bot.catalogue import Catalogue
from bot.facts import Base
from bot.last_asked import LastAsked
from bot.loading import Reloaded, load_whole
from bot.metrics import Metrics
from bot.search import Findings, Search, built, opened
from bot.subscription import ChatKind, Where
from bot.unanswered import remember

if TYPE_CHECKING:  # it takes a third of a second to import, and `python -m bot search` needs none
    from bot.store import Rates, Store

T = TypeVar("T")

LARGE = 20_000  # facts; below, no answer takes 20 ms (bench/search.py)


class Desk(Protocol):
    """What handlers ask of Telegram itself, now."""

    @property
    def bot_name(self) -> str: ...

    async def is_administrator(self, chat_id: int, user_id: int) -> bool:
        """Whether a person runs that chat at this moment. False for a chat that cannot be asked about."""

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        """Whether a person is in that chat at this moment. False for a chat that cannot be asked about."""

    async def may_post(self, where: Where) -> bool:
        """Whether the bot itself may post there at this moment. True when nobody can say, and of a private chat."""

    async def channel(self, name: str) -> Where | None:
        """The channel or group of that @name or number; None when the bot does not see it."""

    async def show(self, where: Where, content: Content) -> str | None:
        """Sends a broadcast's content, exactly as its receivers get it; why Telegram refuses it, if it does."""


@dataclass(frozen=True, slots=True)
class Live:
    """What only a bot has that talks to somebody: what it remembers, Telegram, its rates, and who runs it.

    `reload` reads the base anew and puts it in place for everybody; a broken one changes nothing.
    """

    store: Store
    desk: Desk
    rates: Rates
    admins: frozenset[int]
    reload: Callable[[], Awaitable[Reloaded]]


@dataclass(frozen=True, slots=True)
class Services:
    """What there is for a base. The curators' tools and `search` have nobody to talk to: there `live` is None.

    `large`: from more facts than this on, answers are worked out in a thread.
    """

    catalogue: Catalogue
    search: Search
    zone: ZoneInfo
    chance: random.Random = field(default_factory=random.SystemRandom)
    large: int = LARGE
    metrics: Metrics = field(default_factory=Metrics)
    last_asked: LastAsked = field(default_factory=LastAsked)
    live: Live | None = None

    @property
    def is_large(self) -> bool:
        """Whether answers take so long that they are worked out beside the event loop."""
        return len(self.catalogue.facts) > self.large

    async def worked_out(self, answer: Coroutine[Any, Any, T]) -> T:
        """What a coroutine that waits for nothing comes to; of a large base in a worker thread: nobody else waits."""
        return await asyncio.to_thread(_finished, answer) if self.is_large else await answer

    async def find(self, words: str) -> Findings:
        """What the search finds, for whoever waits for other things, too."""
        return await asyncio.to_thread(self.search.find, words) if self.is_large else self.search.find(words)

    @property
    def store(self) -> Store:
        return self._live.store

    @property
    def desk(self) -> Desk:
        return self._live.desk

    @property
    def rates(self) -> Rates:
        return self._live.rates

    @property
    def admins(self) -> frozenset[int]:
        return self._live.admins

    async def reload(self) -> Reloaded:
        return await self._live.reload()

    @property
    def _live(self) -> Live:
        if self.live is None:
            raise AssertionError("these services were put together without what is asked of them")
        return self.live

    def name_in(self, where: Where) -> str:
        """The bot's @name where it must be called, in a group; "" elsewhere, where all that is said is for it."""
        return self.desk.bot_name if where.kind is ChatKind.GROUP else ""

    def note_unanswered(self, words: str) -> None:
        """Notes a question that got a no."""
        self.metrics.no_answer()
        remember(words)

    @staticmethod
    def of(base: Base) -> Services:
        """The services of a base."""
        catalogue = Catalogue(base)
        return Services(catalogue, Search(catalogue, built(catalogue)), ZoneInfo(base.about.timezone))

    @staticmethod
    def opened(file: Path) -> Services:
        """The services of the base in that file; the search keeps its index beside it. Raises BaseRefused."""
        base, digest = load_whole(file)
        catalogue = Catalogue(base)
        search = Search(catalogue, opened(catalogue, file, digest))
        services = Services(catalogue, search, ZoneInfo(base.about.timezone))
        if not services.is_large:  # else the first text that is checked waits for it in its thread
            search.prepare()
        return services

    def local(self, now: datetime) -> datetime:
        """That instant (with a zone) on the clock of the base."""
        return now.astimezone(self.zone)


def _finished(answer: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that waits for nothing. Raises RuntimeError for one that does."""
    try:
        answer.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    answer.close()
    raise RuntimeError("a feature waits for something: in a worker thread it cannot")

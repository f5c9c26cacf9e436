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
class Services:
    """What there is for a base. What is None until `assemble` sets it is asked for by the properties below.

    `large`: from more facts than this on, answers are worked out in a thread.
    """

    catalogue: Catalogue
    search: Search
    zone: ZoneInfo
    chance: random.Random = field(default_factory=random.SystemRandom)
    large: int = LARGE
    admins: frozenset[int] = frozenset()
    remembers: Store | None = None
    telegram: Desk | None = None
    permitted: Rates | None = None
    metrics: Metrics = field(default_factory=Metrics)
    last_asked: LastAsked = field(default_factory=LastAsked)
    reloads: Callable[[], Awaitable[Reloaded]] | None = None

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
        return _given(self.remembers)

    @property
    def desk(self) -> Desk:
        return _given(self.telegram)

    def name_in(self, where: Where) -> str:
        """The bot's @name where it must be called, in a group; "" elsewhere, where all that is said is for it."""
        return self.desk.bot_name if where.kind is ChatKind.GROUP else ""

    @property
    def rates(self) -> Rates:
        return _given(self.permitted)

    def note_unanswered(self, words: str) -> None:
        """Notes a question that got a no."""
        self.metrics.no_answer()
        remember(words)

    async def reload(self) -> Reloaded:
        """Reads the base anew and puts it in place for everybody; a broken one changes nothing."""
        return await _given(self.reloads)()

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
        return Services(catalogue, Search(catalogue, opened(catalogue, file, digest)), ZoneInfo(base.about.timezone))

    def local(self, now: datetime) -> datetime:
        """That instant (with a zone) on the clock of the base."""
        return now.astimezone(self.zone)


def _given(part: T | None) -> T:
    """What `assemble` puts into services; the curators' tools and `search` need none of it."""
    if part is None:
        raise AssertionError("these services were put together without what is asked of them")
    return part


def _finished(answer: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that waits for nothing. Raises RuntimeError for one that does."""
    try:
        answer.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    answer.close()
    raise RuntimeError("a feature waits for something: in a worker thread it cannot")

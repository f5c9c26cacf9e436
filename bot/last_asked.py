"""What each person asked last in each chat, which fact was shown, what could be opened: where a follow-up goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple, TypeVar

from bot.subscription import Where

T = TypeVar("T")
Asker = tuple[Where, int | None]  # a person in a chat; None: the chat itself

MOST = 10_000  # people in chats; who asked longer ago asks in full
KEPT = timedelta(minutes=10)  # after that a conversation has gone on to something else


class SetUp(NamedTuple):
    """What the last reply leaves open, which was about the digest of the chat itself.

    `unfinished` are the command and the words that lack an hour (subscribe, 每天 晚上), None for none. `takes_hours`:
    whether a number alone may be one; not where something else is chosen.
    """

    unfinished: tuple[str, str] | None = None
    takes_hours: bool = True


class LastAsked:
    """What each person asked last in each chat, and what was shown. In memory only, and not for long.

    On a large base a question is answered in a worker thread, while others are noted and forgotten.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: OrderedDict[Asker, tuple[str, datetime]] = OrderedDict()
        self._shown: OrderedDict[Asker, tuple[tuple[str, ...], datetime]] = OrderedDict()
        self._offered: OrderedDict[Asker, tuple[Mapping[str, str], datetime]] = OrderedDict()
        self._sets_up: OrderedDict[Asker, tuple[SetUp, datetime]] = OrderedDict()

    def note(self, asker: Asker, words: str, now: datetime) -> None:
        with self._lock:
            _put(self._asked, asker, words, now)

    def note_shown(
        self,
        asker: Asker,
        shows: tuple[str, ...],
        offered: Mapping[str, str],
        now: datetime,
        *,
        sets_up: SetUp | None = None,
    ) -> None:
        """Notes what a reply shows: the ids of its facts, one of a card; its buttons by label; what it sets up.

        What the reply before it showed is forgotten.
        """
        with self._lock:
            _put_or_drop(self._sets_up, asker, sets_up, now)
            _put_or_drop(self._shown, asker, shows, now)
            _put_or_drop(self._offered, asker, offered, now)

    def of(self, asker: Asker, now: datetime) -> str | None:
        """What was asked last, if it was within ten minutes of that instant."""
        with self._lock:
            return _of(self._asked, asker, now)

    def shown(self, asker: Asker, now: datetime) -> tuple[str, ...]:
        """The ids of what was shown last, if it was within ten minutes of that instant and the last reply."""
        with self._lock:
            return _of(self._shown, asker, now) or ()

    def offered(self, asker: Asker, now: datetime) -> Mapping[str, str]:
        """The buttons of the last reply, if it was within ten minutes of that instant."""
        with self._lock:
            return _of(self._offered, asker, now) or {}

    def sets_up(self, asker: Asker, now: datetime) -> SetUp | None:
        """What the last reply, within ten minutes of that instant, leaves open of the chat's own digest.

        None where it was not about that.
        """
        with self._lock:
            return _of(self._sets_up, asker, now)

    def forget(self, chat_id: int) -> None:
        """Forgets what anybody asked in a chat."""
        with self._lock:
            for kept in (self._asked, self._shown, self._offered, self._sets_up):
                for asker in [asker for asker in kept if asker[0].chat_id == chat_id]:
                    del kept[asker]


def _put(kept: OrderedDict[Asker, tuple[T, datetime]], asker: Asker, what: T, now: datetime) -> None:
    kept[asker] = what, now
    kept.move_to_end(asker)
    while len(kept) > MOST or now - next(iter(kept.values()))[1] > KEPT:  # the oldest stands first
        kept.popitem(last=False)


def _put_or_drop(kept: OrderedDict[Asker, tuple[T, datetime]], asker: Asker, what: T | None, now: datetime) -> None:
    if what:
        _put(kept, asker, what, now)
    else:
        kept.pop(asker, None)


def _of(kept: OrderedDict[Asker, tuple[T, datetime]], asker: Asker, now: datetime) -> T | None:
    what, at = kept.get(asker, (None, now))
    return what if timedelta() <= now - at <= KEPT else None

"""What each person asked last in each chat, and which fact was shown: what a follow-up goes on from."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from bot.subscription import Where

Asker = tuple[Where, int | None]  # a person in a chat; None: the chat itself

MOST = 10_000  # people in chats; who asked longer ago asks in full
KEPT = timedelta(minutes=10)  # after that a conversation has gone on to something else


class LastAsked:
    """What each person asked last in each chat, and which fact was shown. In memory only, and not for long.

    On a large base a question is answered in a worker thread, while others are noted and forgotten.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: OrderedDict[Asker, tuple[str, datetime]] = OrderedDict()
        self._shown: OrderedDict[Asker, tuple[str, datetime]] = OrderedDict()

    def note(self, asker: Asker, words: str, now: datetime) -> None:
        with self._lock:
            _put(self._asked, asker, words, now)

    def note_shown(self, asker: Asker, fact_id: str | None, now: datetime) -> None:
        """Notes the one fact that a reply shows; none for a list, a card, a no: then the last one is forgotten."""
        with self._lock:
            if fact_id is None:
                self._shown.pop(asker, None)
            else:
                _put(self._shown, asker, fact_id, now)

    def of(self, asker: Asker, now: datetime) -> str | None:
        """What was asked last, if it was within ten minutes of that instant."""
        with self._lock:
            return _of(self._asked, asker, now)

    def shown(self, asker: Asker, now: datetime) -> str | None:
        """The id of the fact that was shown last, if it was within ten minutes of that instant and the last reply."""
        with self._lock:
            return _of(self._shown, asker, now)

    def forget(self, chat_id: int) -> None:
        """Forgets what anybody asked in a chat."""
        with self._lock:
            for kept in (self._asked, self._shown):
                for asker in [asker for asker in kept if asker[0].chat_id == chat_id]:
                    del kept[asker]


def _put(kept: OrderedDict[Asker, tuple[str, datetime]], asker: Asker, text: str, now: datetime) -> None:
    kept[asker] = text, now
    kept.move_to_end(asker)
    while len(kept) > MOST or now - next(iter(kept.values()))[1] > KEPT:  # the oldest stands first
        kept.popitem(last=False)


def _of(kept: OrderedDict[Asker, tuple[str, datetime]], asker: Asker, now: datetime) -> str | None:
    text, at = kept.get(asker, (None, now))
    return text if timedelta() <= now - at <= KEPT else None

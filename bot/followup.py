"""Follow-ups: what was asked last, of another place or time (那湖州呢, 2019年呢, 现在呢), or how it grew (涨了多少)."""

from __future__ import annotations

import re
from collections import OrderedDict
from datetime import datetime, timedelta

from bot.search import GROWTH, Search
from bot.subscription import Where

Asker = tuple[Where, int | None]  # a person in a chat; None: the chat itself

MOST = 10_000  # people in chats; who asked longer ago asks in full
KEPT = timedelta(minutes=10)  # after that a conversation has gone on to something else
_AGAIN = re.compile(r"(?:那么?|还有|换成|再看看?)?[,，\s]*(?P<what>[^,，。？?！!]{1,24}?)的?又?呢[?？。!！\s]*")
_GREW = re.compile(rf"(?:那么?|它)?(?P<what>{GROWTH.pattern})[了呢]?[?？。!！\s]*")
_NOW = re.compile("现在|目前|如今|最新|眼下")


class LastAsked:
    """What each person asked last in each chat. In memory only, and not for long."""

    def __init__(self) -> None:
        self._last: OrderedDict[Asker, tuple[str, datetime]] = OrderedDict()

    def note(self, asker: Asker, words: str, now: datetime) -> None:
        self._last[asker] = words, now
        self._last.move_to_end(asker)
        if len(self._last) > MOST:
            self._last.popitem(last=False)

    def of(self, asker: Asker, now: datetime) -> str | None:
        """What was asked last, if it was within ten minutes of that instant."""
        words, asked_at = self._last.get(asker, ("", now))
        return words if words and now - asked_at <= KEPT else None

    def forget(self, chat_id: int) -> None:
        """Forgets what anybody asked in a chat."""
        for asker in [asker for asker in self._last if asker[0].chat_id == chat_id]:
            del self._last[asker]


def resumed(words: str, last: str | None, search: Search) -> str | None:
    """The last question, asked of the place or the time that the words name; None when they are no follow-up.

    The words are one when they end like one (…呢) and name nothing but places, years and days, or now; or when they
    ask by how much it grew and not what.
    """
    grew = _GREW.fullmatch(words.strip())
    found = grew or _AGAIN.fullmatch(words.strip())
    if last is None or found is None:
        return None
    before = search.mentioned(last)
    if not before.rest:  # a place or a year alone: nothing was asked of it
        return None
    if grew:
        return f"{GROWTH.sub('', last).strip()} {found['what']}"
    new = search.mentioned(found["what"])
    asks_now = _NOW.search(found["what"]) is not None
    if new.rest or not (new.places or new.required or asks_now):
        return None
    rest = before.rest
    for name in before.inside if new.places else ():
        rest = rest.replace(name, "", 1)
    places = () if new.places else (place.name for place in before.places)
    times = () if new.required or asks_now else map(_spoken, before.required)
    return " ".join([*places, found["what"], rest, *times])


def _spoken(time: str) -> str:
    return f"{time}年" if time.isdecimal() else time

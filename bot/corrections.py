"""The last question of each private chat and the message that answered it, which changes when the question does."""

from __future__ import annotations

from collections import OrderedDict

MOST = 10_000  # chats; an older question, or one that another process answered, stays as it was answered


class Corrections:
    """Message ids by chat. They are in memory only: a mended typing error is worth no more."""

    def __init__(self) -> None:
        self._last: OrderedDict[int, tuple[int, int | None]] = OrderedDict()

    def asked(self, chat_id: int, question_id: int) -> None:
        self._last[chat_id] = question_id, None
        self._last.move_to_end(chat_id)
        if len(self._last) > MOST:
            self._last.popitem(last=False)

    def answered(self, chat_id: int, question_id: int, answer_id: int) -> None:
        if self._last.get(chat_id) == (question_id, None):
            self._last[chat_id] = question_id, answer_id

    def answer_to(self, chat_id: int, question_id: int) -> int | None:
        """The message that answered it, if it is the last question of its chat."""
        last_id, answer_id = self._last.get(chat_id, (None, None))
        return answer_id if last_id == question_id else None

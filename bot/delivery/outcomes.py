"""What an answer of Telegram's means for a delivery, by Telegram's own words; and what a silence means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.sending import waiting_time
from bot.subscription import Reason
from bot.transport.http import NotSent


class Outcome(StrEnum):
    """What became of a request, by Telegram's answer or its silence."""

    SENT = "sent"
    QUIET = "quiet"  # the chat cannot be reached, and will not be before it returns
    MIGRATED = "migrated"
    TOPIC_GONE = "topic gone"
    NO_RIGHT = "no right to post"
    WAIT = "wait"
    REFUSED = "refused"  # our fault: the text
    ORIGINAL_GONE = "original gone"  # what was to be forwarded was deleted: nobody gets it any more
    NOT_SENT = "not sent"  # it never left, or Telegram was out of order: to be tried again
    UNKNOWN = "unknown"  # it left, and no answer came


@dataclass(frozen=True, slots=True)
class Response:
    """An outcome, and what belongs to it: the message's id, the reason, the seconds to wait, the chat's new number."""

    outcome: Outcome
    message_id: int | None = None
    reason: Reason | None = None
    wait: float = 0.0
    new_chat_id: int | None = None
    words: str = ""


_NOT_FOUND = ("chat not found", "group chat was deactivated", "peer_id_invalid", "user not found", "chat_id_invalid")
_ORIGINAL = ("message to forward not found", "message to copy not found", "message_id_invalid")
_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid", "topic not found")
_RIGHT = (
    *("not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden", "chat_send_"),
    *("chat_restricted", "chat_admin_required", "topic_general_closed"),
)
_ANY = ("",)  # what else is forbidden, or a bad request
_Meanings = tuple[tuple[tuple[str, ...], Outcome, Reason], ...]
# Parts of Telegram's description, in lower case, and what they mean; the first that fits.
_FORBIDDEN: _Meanings = (
    (_RIGHT, Outcome.NO_RIGHT, Reason.NO_RIGHT),
    (("blocked by the user", "can't initiate conversation"), Outcome.QUIET, Reason.BLOCKED),
    (("deactivated",), Outcome.QUIET, Reason.DEACTIVATED),
    (_ANY, Outcome.QUIET, Reason.KICKED),
)
_BAD_REQUEST: _Meanings = (
    (_NOT_FOUND, Outcome.QUIET, Reason.NOT_FOUND),
    (("user_is_blocked",), Outcome.QUIET, Reason.BLOCKED),  # in the words of the protocol below the Bot API
    (("user_deactivated",), Outcome.QUIET, Reason.DEACTIVATED),
    (("channel_private",), Outcome.QUIET, Reason.KICKED),
    (_ORIGINAL, Outcome.ORIGINAL_GONE, Reason.REFUSED),
    (_TOPIC, Outcome.TOPIC_GONE, Reason.TOPIC_GONE),
    (_RIGHT, Outcome.NO_RIGHT, Reason.NO_RIGHT),
    (_ANY, Outcome.REFUSED, Reason.REFUSED),
)


def outcome_of(error: TelegramError) -> Response:
    """What that error means."""
    words = str(error)
    if isinstance(error, ChatMigrated):
        return Response(Outcome.MIGRATED, new_chat_id=error.new_chat_id, words=words)
    if isinstance(error, RetryAfter):
        return Response(Outcome.WAIT, wait=waiting_time(error), words=words)
    if type(error.__cause__) is TelegramError:  # an error page that is no JSON: a proxy's words, and not Telegram's
        return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
    if isinstance(error, Forbidden):
        return _meant(words, _FORBIDDEN)
    if isinstance(error, BadRequest):  # which is a NetworkError to the library
        return _meant(words, _BAD_REQUEST)
    if isinstance(error, NetworkError):
        answered = error.__cause__ is None and not isinstance(error, TimedOut)  # with 5xx: Telegram is out of order
        if answered or isinstance(error, NotSent):
            return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
        return Response(Outcome.UNKNOWN, reason=Reason.NO_ANSWER, words=words)
    if isinstance(error, InvalidToken):  # a token that was taken back: nothing leaves until there is another
        return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
    return Response(Outcome.UNKNOWN, reason=Reason.NO_ANSWER, words=words)


def _meant(words: str, meanings: _Meanings) -> Response:
    said = words.casefold()
    found = ((outcome, reason) for parts, outcome, reason in meanings if any(part in said for part in parts))
    outcome, reason = next(found)  # the last of them fits always
    return Response(outcome, reason=reason, words=words)

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


# A part of Telegram's description, in lower case, and what it means; the first that fits. Anything else that is
# forbidden makes a chat quiet, any other bad request is ours.
_FORBIDDEN = (
    ("blocked by the user", Reason.BLOCKED),
    ("can't initiate conversation", Reason.BLOCKED),
    ("deactivated", Reason.DEACTIVATED),
)
_NOT_FOUND = ("chat not found", "group chat was deactivated", "peer_id_invalid", "user not found", "chat_id_invalid")
# The same said with a 400, in the words of the protocol below the Bot API.
_CANNOT = (
    ("user_is_blocked", Reason.BLOCKED),
    ("input_user_deactivated", Reason.DEACTIVATED),
    ("user_deactivated", Reason.DEACTIVATED),
    ("channel_private", Reason.KICKED),
)
_ORIGINAL = ("message to forward not found", "message to copy not found", "message_id_invalid")
_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid", "topic not found")
_RIGHT = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_send_",
    "chat_restricted",
    "chat_admin_required",
    "topic_general_closed",
)


def outcome_of(error: TelegramError) -> Response:
    """What that error means."""
    words = str(error)
    said = words.casefold()
    if isinstance(error, ChatMigrated):
        return Response(Outcome.MIGRATED, new_chat_id=error.new_chat_id, words=words)
    if isinstance(error, RetryAfter):
        return Response(Outcome.WAIT, wait=waiting_time(error), words=words)
    if type(error.__cause__) is TelegramError:  # an error page that is no JSON: a proxy's words, and not Telegram's
        return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
    if isinstance(error, Forbidden):
        if any(part in said for part in _RIGHT):
            return Response(Outcome.NO_RIGHT, reason=Reason.NO_RIGHT, words=words)
        reason = next((reason for part, reason in _FORBIDDEN if part in said), Reason.KICKED)
        return Response(Outcome.QUIET, reason=reason, words=words)
    if isinstance(error, BadRequest):  # which is a NetworkError to the library
        return _bad_request(said, words)
    if isinstance(error, NetworkError):
        answered = error.__cause__ is None and not isinstance(error, TimedOut)  # with 5xx: Telegram is out of order
        if answered or isinstance(error, NotSent):
            return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
        return Response(Outcome.UNKNOWN, reason=Reason.NO_ANSWER, words=words)
    if isinstance(error, InvalidToken):  # a token that was taken back: nothing leaves until there is another
        return Response(Outcome.NOT_SENT, reason=Reason.UNREACHABLE, words=words)
    return Response(Outcome.UNKNOWN, reason=Reason.NO_ANSWER, words=words)


def _bad_request(said: str, words: str) -> Response:
    if any(part in said for part in _NOT_FOUND):
        return Response(Outcome.QUIET, reason=Reason.NOT_FOUND, words=words)
    if (why := next((reason for part, reason in _CANNOT if part in said), None)) is not None:
        return Response(Outcome.QUIET, reason=why, words=words)
    if any(part in said for part in _ORIGINAL):
        return Response(Outcome.ORIGINAL_GONE, reason=Reason.REFUSED, words=words)
    if any(part in said for part in _TOPIC):
        return Response(Outcome.TOPIC_GONE, reason=Reason.TOPIC_GONE, words=words)
    if any(part in said for part in _RIGHT):
        return Response(Outcome.NO_RIGHT, reason=Reason.NO_RIGHT, words=words)
    return Response(Outcome.REFUSED, reason=Reason.REFUSED, words=words)

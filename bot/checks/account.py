"""The checks of the bot's account: its token, what BotFather has set, its webhook, and the clock beside Telegram's."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from telegram import User, WebhookInfo

from bot.checks.check import Check, fail, ok, warn
from bot.logs import counted
from bot.transport.place import is_same_place

SECOND = timedelta(seconds=1)  # how exact the `Date` of an answer is; it is never ahead
# The pace is kept by the clocks of all replicas, which must agree to about a second; at 30 s a digest is visibly late.
NOTED, TOO_FAR = timedelta(seconds=2), timedelta(seconds=30)


def clock(dated: str | None, asked_at: datetime, answered_at: datetime) -> Check:
    """How far this machine's clock is off, by the `Date` header of an answer; the answer's way is no error of it."""
    try:
        theirs = parsedate_to_datetime(dated or "")
    except ValueError:
        return warn("clock", "the Bot API does not say what time it is; see that this machine's clock is set (NTP)")
    off = max(asked_at - theirs - SECOND, theirs - answered_at, timedelta())
    if off <= NOTED:
        return ok("clock", "as Telegram's")
    words = f"{off.total_seconds():.0f} s {'behind' if theirs > answered_at else 'ahead of'} Telegram's; set it by NTP"
    return (fail if off > TOO_FAR else warn)("clock", words)


def privacy(me: User) -> Check:
    if me.can_read_all_group_messages:
        words = (
            "off: all that is said in groups comes here and is left alone; better on, BotFather: /setprivacy, Enable"
        )
        return ok("privacy mode", words)
    return ok(
        "privacy mode", "on, as it should be: of groups only commands, replies to the bot and its @name come here"
    )


def groups(me: User) -> Check:
    if me.can_join_groups:
        return ok("groups", "may be joined")
    return warn("groups", "nobody can add the bot to one; BotFather: /setjoingroups, Enable")


def inline(me: User) -> Check:
    if me.supports_inline_queries:
        return ok("inline mode", "on")
    return warn("inline mode", "off: its @name finds nothing in other chats; BotFather: /setinline")


def webhook(info: WebhookInfo, wanted: str | None) -> Check:
    """Whether Telegram sends updates where they are waited for. Of an address only the host is shown."""
    waiting = counted(info.pending_update_count, "update waits", "updates wait")
    if info.url and wanted is None:
        return warn("webhook", f"one is set, to {_host(info.url)}, and is removed at the start; {waiting}")
    if info.url and wanted is not None and not is_same_place(info.url, wanted):
        return warn("webhook", f"another one is set, to {_host(info.url)}, and is replaced at the start; {waiting}")
    if info.last_error_message and info.last_error_date:
        at = f"{info.last_error_date:%Y-%m-%d %H:%M} UTC"
        return warn("webhook", f"Telegram's last failure, {at}: {info.last_error_message}; {waiting}")
    if info.url:
        return ok("webhook", f"set, to {_host(info.url)}; {waiting}")
    how = "is set at the start" if wanted is not None else "none; updates are polled for"
    return ok("webhook", f"{how}; {waiting}")


def _host(url: str) -> str:
    return urlsplit(url).hostname or "an address of no host"

"""The numbers of the bot, for its administrators."""

from __future__ import annotations

from collections.abc import Mapping

from bot.render.broadcast import CHAT_KINDS
from bot.render.deliveries import REASONS, STATES
from bot.render.reply import Reply, bold, escape
from bot.subscription import ChatKind, Reason, State


def stats_reply(
    chats: Mapping[tuple[ChatKind, bool], int], subscribed: int, today: Mapping[tuple[State, Reason | None], int]
) -> Reply:
    """Chats by kind and whether they are quiet, subscriptions, today's digests by what became of them and why."""
    lines = [bold("会话")]
    for kind, name in CHAT_KINDS.items():
        active, quiet = chats.get((kind, False), 0), chats.get((kind, True), 0)
        lines.append(f"{name} {active}" + (f"（另有 {quiet} 个送不到）" if quiet else ""))
    lines += ["", f"{bold('订阅')}　{subscribed}", "", bold("今天的简报")]
    for (state, reason), count in sorted(today.items(), key=lambda each: -each[1]):
        lines.append(escape(f"{STATES[state]}{f'（{REASONS[reason]}）' if reason else ''} {count}"))
    if not today:
        lines.append("今天还没有到时间的。")
    return Reply("\n".join(lines))

"""What became of putting a new base in place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.loading import Reloaded
from bot.render.reply import Reply, as_said

MOST_PROBLEMS = 5  # of a base, in one message


def reloaded_reply(reloaded: Reloaded) -> Reply:
    """What became of putting a new base in place."""
    if not reloaded.problems:
        return Reply(f"已换上新的资料：{reloaded.after} 条事实（原来 {reloaded.before} 条）。")
    return Reply(base_refused_text(reloaded.problems))


def base_refused_text(problems: Sequence[str]) -> str:
    shown = "\n".join(map(as_said, problems[:MOST_PROBLEMS]))
    more = f"\n另有 {len(problems) - MOST_PROBLEMS} 处。" if len(problems) > MOST_PROBLEMS else ""
    return f"新的资料有问题，没有换上，仍用原来的：\n{shown}{more}"

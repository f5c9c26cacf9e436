"""What became of putting a new base in place."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import About
from bot.loading import Reloaded
from bot.render.reply import Reply, as_said, escape

MOST_PROBLEMS = 5  # of a base, in one message


def reloaded_reply(reloaded: Reloaded) -> Reply:
    """What became of putting a new base in place."""
    refused = refusal(reloaded)
    return Reply(refused or f"已换上新的资料：{reloaded.after} 条事实（原来 {reloaded.before} 条）。")


def refusal(reloaded: Reloaded) -> str | None:
    """Why it was not put in place, HTML; None where it was."""
    if reloaded.other is not None and reloaded.ours is not None:
        other, ours = _named(reloaded.other), _named(reloaded.ours)
        return f"没有换上：文件里是另一套资料{other}，现在用的是{ours}。要换成那一套，请重新启动机器人。"
    return base_refused_text(reloaded.problems) if reloaded.problems else None


def _named(about: About) -> str:
    return f"“{escape(about.name)}”（<code>{escape(about.id)}</code>）"


def base_refused_text(problems: Sequence[str]) -> str:
    shown = "\n".join(map(as_said, problems[:MOST_PROBLEMS]))
    more = f"\n另有 {len(problems) - MOST_PROBLEMS} 处。" if len(problems) > MOST_PROBLEMS else ""
    return f"新的资料有问题，没有换上，仍用原来的：\n{shown}{more}"

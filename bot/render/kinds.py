"""What there is of a kind of facts: the institutions, the policies, the plans, of a year or a place or all of them."""

from __future__ import annotations

from bot.catalogue import Catalogue
from bot.facts import FactKind
from bot.render import presses
from bot.render.listing import entry, scope_text
from bot.render.reply import Reply, bold, escape, paged
from bot.render.words import BACKGROUND
from bot.scope import Scope

KIND_NAMES: dict[FactKind, str] = {
    "institution": "机构",
    "policy": "政策和举措",
    "plan": "计划和目标",
    "figure": "数据",
}


def kind_reply(kind: FactKind, scope: Scope, number: int, catalogue: Catalogue, before: str = "") -> Reply:
    """All facts of a kind: the subject's own, then the background; of a year, what is dated, due or counted in it."""
    facts = catalogue.of_kind(kind, scope)
    own = bold(catalogue.about.name) if any(fact.context for fact in facts) else ""
    blocks = [entry(fact, catalogue, bold(BACKGROUND) if fact.context else own, mark_context=False) for fact in facts]
    head = f"{bold(KIND_NAMES[kind])}　{escape(scope_text(scope, catalogue))}\n共 {len(facts)} 条，新的在前"
    return paged(head, blocks, number, presses.kind(kind, scope), before)

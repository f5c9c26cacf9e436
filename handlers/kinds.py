"""The pages of what there is of a kind, which plain words ask for: 有哪些机构, 2025年有什么计划."""

from __future__ import annotations

from bot.conversation import Action, Pressed
from bot.render import presses
from bot.render.kinds import KIND_NAMES, kind_reply
from bot.render.reply import Reply
from bot.services import Services


async def press(pressed: Pressed, services: Services) -> Reply | None:
    named, *ids = pressed.ids
    kind = next((kind for kind in KIND_NAMES if kind == named), None)
    scope = presses.scope_of(ids, services.catalogue)
    return None if kind is None or scope is None else kind_reply(kind, scope, pressed.page, services.catalogue)


ACTION = Action(press, ids=3)

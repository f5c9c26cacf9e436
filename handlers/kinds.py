"""The pages of what there is of a kind, which plain words ask for: 有哪些机构, 2025年有什么计划."""

from __future__ import annotations

from bot.conversation import Action, Pressed
from bot.render import presses
from bot.render.kinds import KIND_NAMES, kind_reply
from bot.render.reply import Reply
from bot.services import Services


async def press(pressed: Pressed, services: Services) -> Reply | None:
    named, year, place_id = pressed.ids
    kind = next((kind for kind in KIND_NAMES if kind == named), None)
    place = services.catalogue.place(place_id)
    is_year = presses.is_year(year)
    if kind is None or not (is_year or year == presses.NONE) or not (place or place_id == presses.NONE):
        return None
    return kind_reply(kind, int(year) if is_year else None, place, pressed.page, services.catalogue)


ACTION = Action(press, ids=3)

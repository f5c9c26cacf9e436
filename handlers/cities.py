"""/cities: the members and the other places that the base knows, as buttons."""

from __future__ import annotations

from bot.conversation import Ask, Command
from bot.render.cities import cities_list
from bot.render.reply import Reply
from bot.services import Services


async def answer(_ask: Ask, services: Services) -> Reply:
    return cities_list(services.catalogue)


COMMAND = Command("cities", "城市列表", answer, "有哪些城市", "All cities")

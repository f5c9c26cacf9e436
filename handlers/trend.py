"""/trend: how an indicator moved, as text; comparing across bases is refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.conversation import Action, Ask, Command, Pressed
from bot.facts import Indicator, Place
from bot.render import presses
from bot.render.answer import no_record, others_line
from bot.render.help import usage_line
from bot.render.reply import Reply, joined
from bot.render.trend import indicators_list, indicators_reply, trend_reply
from bot.services import Services


async def answer(ask: Ask, services: Services) -> Reply:
    catalogue = services.catalogue
    found = services.search.indicators(ask.words) if ask.words else ()
    if len(found) == 1:
        services.last_asked.note(ask.origin.asker, ask.words, ask.origin.now)  # what comes next may be of it (湖州呢)
        places = services.search.mentioned(ask.words).places
        return trend_reply(found[0], 1, catalogue, _not_of(places, found[0], catalogue), places)
    if found:
        return indicators_reply(found)
    missing = ""
    if ask.words:
        services.note_unanswered(ask.words)
        missing = no_record(ask.words)
    return indicators_list(catalogue, joined(missing, usage_line(COMMAND, catalogue)))


def _not_of(places: Sequence[Place], indicator: Indicator, catalogue: Catalogue) -> str:
    """The line for the places that have no figure of the indicator; empty where all have one."""
    points = [point for series in catalogue.series(indicator.id) for point in series.points]
    known = {place_id for point in points for place_id in point.fact.places}
    lacking = [place.name for place in places if place.id not in known]
    return others_line("、".join(lacking)) if lacking else ""


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (indicator_id,) = pressed.ids
    if indicator_id == presses.NONE:
        return indicators_list(services.catalogue, number=pressed.page)
    indicator = services.catalogue.indicators.get(indicator_id)
    if indicator is None or not services.catalogue.series(indicator.id):
        return None
    return trend_reply(indicator, pressed.page, services.catalogue)


COMMAND = Command("trend", "趋势", answer, "一项指标各时点的数据", "How an indicator moved", "指标")
ACTION = Action(press, ids=1)

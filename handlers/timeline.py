"""/timeline: dated events, newest first, of a year, a place or a topic."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.days import read_day, year_apart, years_between
from bot.render import presses
from bot.render.answer import no_dated, nothing_reply, read_as
from bot.render.help import example_buttons
from bot.render.listing import timeline_reply, years_reply
from bot.render.reply import Reply, joined
from bot.scope import Scope
from bot.search import fact_name
from bot.services import Services
from bot.talk.answers import by_events, held_by
from bot.talk.narrowed import topic_named


async def answer(ask: Ask, services: Services) -> Reply:
    if (asked := read_day(ask.words, ask.today)) is not None:
        return held_by(asked, 1, ask.today, services, ask.words)
    if years := years_between(ask.words):
        if not any(year in years for year in services.catalogue.years):
            services.note_unanswered(ask.words)
        return years_reply(years, services.catalogue)
    year, rest = year_apart(ask.words)
    if year and (month := read_day(f"{year}年{rest}", ask.today)) is not None:  # 2019 5月
        return held_by(month, 1, ask.today, services, ask.words)
    meant = services.search.mentioned(rest)
    topic = meant.topic or topic_named(rest, services)
    if (rest and not meant.places and topic is None) or (meant.rest and topic is None):
        services.note_unanswered(ask.words)
        findings = services.search.find(rest)
        near = [fact_name(hit.fact) for hit in findings.hits] or services.search.near_places(rest)
        if findings.hits:
            return nothing_reply(ask.words, services.catalogue, near, meant.corrections, (), no_dated(rest))
        return nothing_reply(
            ask.words, services.catalogue, near, meant.corrections, example_buttons("timeline", services.catalogue)
        )
    place = meant.places[0] if meant.places else None
    before = read_as(meant.corrections)
    if len(meant.places) > 1:
        before = joined(before, f"只看{meant.places[0].name}；其他地方请分开查。")
    return by_events(ask.words, Scope(year, place, topic), services, before)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    scope = presses.scope_of(pressed.ids, services.catalogue)
    return timeline_reply(scope, pressed.page, services.catalogue) if scope else None


COMMAND = Command(
    "timeline",
    "时间线",
    answer,
    "带日期的大事，新的在前",
    "Dated events, newest first",
    "[年份、城市或主题]",
    said=tuple(f"{before}events" for before in ("all ", "list all ", "list the ", "list ")),
)
ACTION = Action(press, ids=3)

"""/sources and /source: where the facts come from, and what was drawn from one source."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.render import presses
from bot.render.answer import no_record
from bot.render.detail import source_told_reply
from bot.render.listing import source_reply, sources_list, sources_of_reply
from bot.render.reply import Reply
from bot.services import Services
from bot.talk.answers import of_sources
from bot.talk.turn import facts_shown


async def sources(_ask: Ask, services: Services) -> Reply:
    return sources_list(services.catalogue)


async def source(ask: Ask, services: Services) -> Reply:
    if not ask.words and (shown := facts_shown(ask.origin, services)):
        of_several = len(shown) > 1
        return (
            sources_of_reply(shown, services.catalogue)
            if of_several
            else source_told_reply(shown[0], services.catalogue)
        )
    if (numbered := services.catalogue.source_numbered(ask.words)) is not None:
        return source_reply(numbered, 1, services.catalogue)
    found = services.catalogue.sources_named(ask.words)
    if found:
        return of_sources(found, services)
    missing = f"{no_record(ask.words)}这些来源里有没有你要的？" if ask.words else ""
    return sources_list(services.catalogue, missing)


async def press(pressed: Pressed, services: Services) -> Reply | None:
    (source_id,) = pressed.ids
    if source_id == presses.NONE:
        return sources_list(services.catalogue, number=pressed.page)
    found = services.catalogue.source(source_id)
    return source_reply(found, pressed.page, services.catalogue) if found else None


SOURCES = Command(
    "sources",
    "来源列表",
    sources,
    "资料来自哪些文章",
    "All sources",
    said=(
        "数据来源",
        "数据来源是什么",
        "数据来源是哪里",
        "数据来源有哪些",
        "资料来源",
        "资料来源有哪些",
        "有哪些来源",
        "来源有哪些",
    ),
)
SOURCE = Command(
    "source", "来源", source, "一个来源和据它整理的事实", "One source and its facts", "编号、标题、媒体或年份"
)
ACTION = Action(press, ids=1)

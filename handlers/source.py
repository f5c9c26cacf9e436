"""/sources and /source: where the facts come from, and what was drawn from one source."""

from __future__ import annotations

from bot.conversation import Action, Ask, Command, Pressed
from bot.render import presses
from bot.render.answer import no_record
from bot.render.detail import source_told_reply
from bot.render.reply import Reply
from bot.render.sources import no_such_number, source_reply, sources_list, sources_of_reply
from bot.services import Services
from bot.talk.answers import of_sources
from bot.talk.turn import facts_shown

_YEAR = 4  # digits; a number of fewer is none, though they stand in a source's date
# All that the base has, and not what was just shown of it (数据从哪来).
_WHOSE = ("你的", "你们的", "这些")
_ALL = ("资料", *(f"{whose}{what}" for whose in _WHOSE for what in ("数据", "资料", "信息")))
_WHERE = ("哪来", "哪里来", "哪儿来", "哪", "哪里")
_FROM_WHERE = tuple(f"{says}{where}" for says in ("", "从", "是", "是从", "来自") for where in _WHERE)
_UNTIL = ("到", "截至", "截止", "截止到", "更新到", "更新至", "最新到")
_NEWEST = ("最新数据", "最新资料", "最新的数据", "最新的资料")
_WHEN = ("什么时候", "什么时间", "何时", "哪天", "哪一天", "哪年", "几号")


async def sources(_ask: Ask, services: Services) -> Reply:
    return sources_list(services.catalogue)


async def source(ask: Ask, services: Services) -> Reply:
    if not ask.words and (shown := facts_shown(ask.origin, services)):
        if len(shown) > 1:
            return sources_of_reply(shown, services.catalogue)
        return source_told_reply(shown[0], services.catalogue)
    if (numbered := services.catalogue.source_numbered(ask.words)) is not None:
        return source_reply(numbered, 1, services.catalogue)
    if ask.words.isdecimal() and len(ask.words) < _YEAR:
        return sources_list(services.catalogue, no_such_number(ask.words, services.catalogue))
    if found := services.catalogue.sources_named(ask.words):
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
        *(f"{what}来源{asks}" for what in ("数据", "资料") for asks in ("", "是什么", "是哪里", "有哪些")),
        *("有哪些来源", "来源有哪些"),
        *(f"{all_}{where}" for all_ in _ALL for where in _FROM_WHERE),
        *(f"{of}{until}{when}" for of in ("数据", *_ALL) for until in _UNTIL for when in _WHEN),
        *(f"{newest}是{when}" for newest in _NEWEST for when in _WHEN),
        *(f"更新到{when}" for when in _WHEN),
    ),
)
SOURCE = Command(
    "source", "来源", source, "一个来源和据它整理的事实", "One source and its facts", "编号、标题、媒体或年份"
)
ACTION = Action(press, ids=1)

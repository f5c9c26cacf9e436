"""Where the facts come from: one source with what was drawn from it, and lists of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Fact, Source
from bot.render import presses
from bot.render.listing import entry
from bot.render.names import names_page
from bot.render.reply import Button, Press, Reply, bold, escape, in_rows, italic, joined, label, paged, repeated
from bot.render.words import date_text, published_text, source_text


def source_reply(source: Source, number: int, catalogue: Catalogue) -> Reply:
    facts = catalogue.of_source(source.id)
    who = "，".join(part for part in (source.publisher, "、".join(source.authors), date_text(source.published)) if part)
    lines = [bold(source.title), escape(who)]
    if source.published_note:
        lines.append(italic(f"发布日期：{source.published_note}"))
    lines.append(escape(f"据此整理 {len(facts)} 条，按原文顺序"))
    blocks = [entry(fact, catalogue) for fact in facts]
    return paged("\n".join(lines), blocks, number, presses.source(source.id))


def sources_list(catalogue: Catalogue, before: str = "", number: int = 1) -> Reply:
    """All sources, under how far they reach: what came later, they cannot tell."""
    reach = escape(f"最新的来源发布于{published_text(catalogue.reach)}，之后发生的事不在其中。")
    return _of_sources(catalogue.sources, catalogue, joined(before, reach), number, presses.source())


def no_such_number(words: str, catalogue: Catalogue) -> str:
    """That no source has that number."""
    return f"没有编号 {repeated(words)} 的来源，编号到 {len(catalogue.sources)} 为止。"


def sources_found(sources: Sequence[Source], catalogue: Catalogue) -> Reply:
    """Some of the sources to choose from."""
    return _of_sources(sources, catalogue)


def sources_of_reply(facts: Sequence[Fact], catalogue: Catalogue) -> Reply:
    """The sources of the facts that a list shows, those of most of them first."""
    often = Counter(fact.source for fact in facts).most_common()
    found = [source for each, _ in often if (source := catalogue.source(each)) is not None]
    return _of_sources(found, catalogue, f"上面列出的 {len(facts)} 条来自：", numbered=found)


def _of_sources(
    sources: Sequence[Source],
    catalogue: Catalogue,
    before: str = "",
    number: int = 1,
    turn: Press | None = None,
    numbered: Sequence[Source] = (),
) -> Reply:
    numbers = {source.id: at for at, source in enumerate(numbered or catalogue.sources, 1)}  # else as /source has them

    def line(source: Source) -> str:
        return f"{numbers[source.id]}. {escape(source_text(source))}，{len(catalogue.of_source(source.id))} 条"

    page = names_page(sources, number, turn, line)
    rows = in_rows((Button(label(source.short), presses.source(source.id)) for source in page.shown), 1)
    told = joined(before, bold("来源"), "\n".join(map(line, page.shown)), page.mark)
    is_counted = [numbers[source.id] for source in page.shown] == [*range(1, len(page.shown) + 1)]
    return Reply(told, (*rows, *page.around), is_choice=is_counted)

"""The citation that a button copies: statement, as-of and source, in the 256 characters that Telegram copies."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.dates import PartialDate
from bot.facts import Base, Fact, Source
from bot.render.reply import MAX_COPY
from bot.render.words import citation, source_text, time_text
from bot.text import parsed_length

LONGEST_DATE = PartialDate("2021-10-10/2022-11-11")
LONG = "到2023年11月，走廊里的企业超过3.6万余家。" * 20


def made(base: Base, statement: str, title: str = "标题", short: str = "简称", **fields: object) -> tuple[Fact, Source]:
    """A fact and its source that say just this."""
    fact = msgspec.structs.replace(base.facts[0], statement=statement, **fields)
    return fact, msgspec.structs.replace(base.sources[0], title=title, short=short)


def test_every_fact_of_the_base_is_cited_with_time_and_source(catalogue: Catalogue) -> None:
    for fact in catalogue.facts:
        source = catalogue.source_of(fact)
        text = citation(fact, source, MAX_COPY)
        assert parsed_length(text) <= MAX_COPY
        assert text.startswith(f"{fact.statement}（") or fact.statement.startswith(text.partition("…（")[0])
        assert time_text(fact) in text
        caveat = f"注：{fact.note}" if fact.note else ""
        assert text.endswith((f"来源：{source_text(source)}）{caveat}", f"来源：{source.short}）{caveat}"))


def test_a_note_gives_way_to_the_statement(base: Base) -> None:
    fact, source = made(base, "企业一起做" * 30, note="是累计额。" * 20)
    text = citation(fact, source, MAX_COPY)
    assert text.startswith(fact.statement)
    assert "累计" not in text


@given(
    statement=st.one_of(st.text(min_size=1, max_size=600), st.text("科创，。🙂👩‍🔬3.6亿", min_size=1, max_size=600)),
    title=st.text(min_size=1, max_size=400),
    short=st.text(st.sampled_from("简称🙂"), min_size=24, max_size=24),
    context=st.booleans(),
)
def test_a_hostile_fact_is_cited_with_time_and_source_too(
    base: Base, statement: str, title: str, short: str, context: bool
) -> None:
    fact, source = made(
        base, statement, title, short, context=context, kind="plan", as_of=LONGEST_DATE, due=LONGEST_DATE
    )
    text = citation(fact, source, MAX_COPY)
    assert parsed_length(text) <= MAX_COPY
    assert time_text(fact) in text
    assert f"来源：{source_text(source)}）" in text or f"来源：{short}）" in text
    assert ("背景资料" in text) or not context


def test_a_long_title_of_the_source_gives_way_to_its_short_name(base: Base) -> None:
    fact, source = made(base, "企业超过3.6万余家。", title="长" * 300, short="晚报2024")
    assert citation(fact, source, MAX_COPY).endswith("来源：晚报2024）")
    assert citation(fact, source, MAX_COPY).startswith("企业超过3.6万余家。（")


def test_a_long_statement_ends_with_a_whole_sentence(base: Base) -> None:
    text = citation(*made(base, LONG), MAX_COPY)
    assert "家…（" in text


def test_a_statement_of_one_sentence_ends_with_a_whole_clause(base: Base) -> None:
    text = citation(*made(base, "各城市的企业一起做，" * 60), MAX_COPY)
    assert "一起做…（" in text


@pytest.mark.parametrize("filling", range(12))
def test_a_number_or_a_word_is_never_cut(base: Base, filling: int) -> None:
    text = citation(*made(base, "中" * filling + "超过12345.6亿 Corridor" * 60), MAX_COPY)
    shown = text.partition("…（")[0]
    assert re.search(r"(超过|超过12345\.6亿|超过12345\.6亿 |Corridor|[^0-9.A-Za-z亿])$", shown), shown


def test_a_statement_of_several_lines_is_cited_on_one(base: Base) -> None:
    assert citation(*made(base, "第一行\n第二行\n"), MAX_COPY).startswith("第一行 第二行（")

"""Questions that curators wrote down as people ask them: found by, never shown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.facts import BaseRefused
from bot.loading import load
from bot.services import Services
from tests.bases import LIGHTHOUSE, small_base
from tests.chat import Chat

ASKED = {
    **LIGHTHOUSE,
    "utterances": ["守着航标的那帮老伙计哪天碰头", "看灯塔的人啥时候聚会", "when do the beacon keepers make merry"],
    "figures": [{"label": "经费", "value": 300, "unit": "万元"}],
}


@pytest_asyncio.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Chat]:
    chat = Chat(Services.of(load(small_base(tmp_path / "facts.json", ASKED))))
    async with chat.application:
        yield chat


@pytest.mark.parametrize("question", ["守着航标的那帮老伙计哪天碰头", "航标老伙计碰头", "守航标的伙计在哪天碰头"])
async def test_a_fact_is_found_by_words_that_only_a_question_of_people_has(talk: Chat, question: str) -> None:
    said = await talk(question)
    assert "2021年11月21日" in said.text
    assert "航标" not in said.text


async def test_a_typing_error_in_them_is_no_hindrance(talk: Chat) -> None:
    assert "灯塔大会" in (await talk("航标的老伙计哪天碰投")).text


@pytest.mark.parametrize("question", ["航标多少钱一个", "伙计工资多少"])
async def test_what_they_mention_is_not_what_a_figure_counts(talk: Chat, question: str) -> None:
    assert "300万元" not in (await talk(question)).text


async def test_one_in_english_finds_it(talk: Chat) -> None:
    assert "灯塔大会" in (await talk("beacon keepers merry")).text


async def test_their_english_words_keep_nothing_from_being_read_as_pinyin(talk: Chat) -> None:
    said = await talk("make paimaihui")  # ma ke
    assert "拍卖会" in said.text


async def test_what_is_near_to_a_no_is_named_by_its_title(talk: Chat) -> None:
    said = await talk("守着航标的那帮老伙计退休金怎么发放")
    assert not any("航标" in label for label in said.labels)


def test_one_question_for_two_facts_is_refused(tmp_path: Path) -> None:
    other = {**ASKED, "id": "lighthouse-2022", "title": "灯塔论坛"}
    with pytest.raises(BaseRefused, match="asks for lighthouse-2021 too"):
        load(small_base(tmp_path / "facts.json", ASKED, other))

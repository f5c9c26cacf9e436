"""Another desk's base: the same engine, and not a word of the first subject in anything that it says."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.cli import main
from bot.loading import load
from bot.menus import menu
from bot.services import Services
from handlers import COMMANDS
from tests.chat import Chat
from tests.conftest import ROOT

FIRST_SUBJECT = re.compile(r"G60|走廊|长三角|芜湖|松江|拍卖|沪|浙")


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Services:
    out = tmp_path_factory.mktemp("harbour") / "harbour.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(out.parent)
        assert main(["facts", "build", "--seeds", str(ROOT / "examples" / "harbour"), "--out", str(out)]) == 0
    return Services.of(load(Path(out)))


@pytest_asyncio.fixture
async def talk(harbour: Services) -> AsyncIterator[Chat]:
    chat = Chat(harbour, datetime(2025, 2, 27, 22, 0, tzinfo=UTC))  # 11 in the morning of the 28th in Auckland
    async with chat.application:
        yield chat


async def test_no_reply_menu_or_help_has_a_word_of_the_first_subject(talk: Chat) -> None:
    asked = [f"/{command.name}" for command in COMMANDS]
    asked += [
        "/city 青屿",
        "/city 远洲",
        "/fact 集装箱",
        "qingyu",
        "2024",
        "/on 11-08",
        "深圳",
        "/nosuch",
        "集装箱 白沙",
        "🙂",
    ]
    for question in asked:
        talk.clock.go_on_to(talk.clock.now() + timedelta(seconds=2))  # nobody types faster
        said = await talk(question)
        shown = "\n".join([said.text, *said.labels])
        assert not FIRST_SUBJECT.search(shown), (question, shown)
    for words in ("", "青屿", "集装箱", "2024", "深圳"):
        assert not FIRST_SUBJECT.search(str((await talk.inline(words)).parameters)), words
    for english in (True, False):
        assert not any(FIRST_SUBJECT.search(entry.description) for entry in menu(COMMANDS, english=english))


async def test_its_facts_are_found_and_its_series_shown(talk: Chat) -> None:
    said = await talk("/fact 集装箱吞吐量")
    assert "342万标准箱" in said.text
    assert "约310万标准箱" in said.text
    assert "超过120万标准箱" in said.text.split("另一口径，不能同上面的数相比")[1]
    assert "120万标准箱" in (await talk("白沙 集装箱")).text
    assert "青屿　" in (await talk("qinyu")).text, "a syllable of like sound"


async def test_its_own_clock_and_its_day_of_the_29th_of_february(talk: Chat) -> None:
    said = await talk("/today")
    assert "2025年2月28日（今天" in said.text
    assert "5周年" in said.text
    assert "平年提前一天" in said.text


async def test_its_members_and_others(talk: Chat) -> None:
    assert "云湾四港联盟成员港" in (await talk("/city 红崖")).text
    assert "不是云湾四港联盟成员" in (await talk("/city 远洲")).text


async def test_its_examples_are_answered(talk: Chat) -> None:
    said = await talk("/start")
    for label in said.labels:
        assert "没有找到" not in (await talk.press(said, label)).text, label
    assert "计划或预告" in (await talk("冷链码头什么时候投产")).text


async def test_one_source_s_day_is_named_once(talk: Chat) -> None:
    assert "1 个来源，发布于2025年3月1日。" in (await talk("/about")).text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("吞吐量342万标准箱，对吗", "与记录相符：342万标准箱。"),
        ("吞吐量342万个标准箱，对吗", "与记录相符：342万个标准箱。"),
        ("吞吐量342万个，对吗", "没有342万个的这项记录；最接近的是："),
    ],
)
async def test_what_is_told_by_what_is_counted_is_claimed_by_that(talk: Chat, question: str, verdict: str) -> None:
    assert (await talk(question)).text.startswith(verdict)

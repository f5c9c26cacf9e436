"""Follow-ups: the last question, asked of another place or time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.transport.local import BOT_NAME
from tests.chat import GROUP, Chat


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("一网通办多少项", "2019年呢", "30个", id="another year"),
        pytest.param("一网通办多少项", "那2019年的呢？", "30个", id="another year, in more words"),
        pytest.param("2021年产业联盟几个", "现在呢", "时点：截至2024年5月24日", id="now"),
        pytest.param("技术合同成交额", "那芜湖呢", "33亿元", id="another place"),
        pytest.param("松江财政收入", "那九城市呢", "6805.04亿元", id="a place that begins the name of what was asked"),
        pytest.param("湖州高企多少家", "芜湖呢", "没有找到“芜湖 高企”的记录", id="a place that has none"),
    ],
)
async def test_the_last_question_is_asked_again(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    said = await talk(then)
    assert said.text.startswith("按“")
    assert shown in said.text


@pytest.mark.parametrize(
    ("first", "then", "shown"),
    [
        pytest.param("芜湖", "那湖州呢", "湖州市 · 浙江", id="nothing was asked of the place before"),
        pytest.param("一网通办", "研发投入呢", "3.25%", id="another measure is a question of its own"),
        pytest.param("一网通办", "你呢", "直接发词就能查", id="small talk"),
        pytest.param("一网通办", "湖州", "湖州市 · 浙江", id="a place by itself"),
        pytest.param("一网通办", "湖州怎么样", "湖州市 · 浙江", id="a place that is asked about"),
    ],
)
async def test_what_is_no_follow_up_is_not_taken_for_one(talk: Chat, first: str, then: str, shown: str) -> None:
    await talk(first)
    said = await talk(then)
    assert not said.text.startswith("按“")
    assert shown in said.text


async def test_it_goes_on_from_a_follow_up(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk("2019年呢")
    assert "195个" in (await talk("现在呢")).text


async def test_after_a_while_it_is_a_question_of_its_own(talk: Chat) -> None:
    await talk("一网通办多少项")
    talk.clock.go_on_to(talk.clock.now() + timedelta(minutes=11))
    assert "30个" not in (await talk("2019年呢")).text.splitlines()[0]


async def test_another_person_s_question_in_a_group_is_not_gone_on_with(talk: Chat) -> None:
    await talk(f"@{BOT_NAME} 一网通办多少项", GROUP)
    own = await talk(f"@{BOT_NAME} 2019年呢", GROUP)
    other = {**talk.message(f"@{BOT_NAME} 2019年呢", GROUP), "from": {"id": 8, "is_bot": False, "first_name": "乙"}}
    said = await talk.update({"message": other})
    assert own.text.startswith("按“")
    assert not said.text.startswith("按“")


async def test_what_is_forgotten_is_not_gone_on_with(talk: Chat) -> None:
    await talk("一网通办多少项")
    await talk.press(await talk("/forget"), "全部删除")
    assert not (await talk("2019年呢")).text.startswith("按“")

"""What is asked on: of other times, of another thing, in English of it; and after a no."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        pytest.param(
            "财政收入", "2020年的有吗", "按“2020年 财政收入”查找\n\n没有2020年的这项记录", id="a year, if there is one"
        ),
        pytest.param("2021年产业联盟几个", "最新的", "按“最新 产业联盟几个”查找\n\n16个", id="the newest"),
        pytest.param("一网通办多少项", "往年的", "按“一网通办多少项 历年”查找\n\n一网通办事项数　趋势", id="all times"),
        pytest.param("高新技术企业占全国多少", "以前呢", "按“高新技术企业占全国多少 历年”", id="earlier times"),
        pytest.param(
            "高新技术企业占全国多少", "科创板的呢", "按“科创板 占全国多少”查找\n\n超1/5", id="the share of another"
        ),
        pytest.param("高企占全国多少", "GDP的呢", "按“gdp 占全国多少”查找\n\n1/15", id="the share of a measure"),
        pytest.param("G60 Starlink?", "who built it", "上一条写的就是这些", id="in English, what is not told"),
        pytest.param(
            "海尔工厂", "where is it?", "按“where is 海尔工厂”查找\n\n松江（上海）", id="in English, what is told"
        ),
        pytest.param(
            "保交楼专项借款有多少钱", "能拿来干啥", "按“保交楼专项借款 能拿来干啥”", id="after a no, of the same thing"
        ),
        pytest.param("保交楼", "借款多少", "按“保交楼 借款多少”查找\n\n没有找到", id="below a list, of its topic"),
        pytest.param("苏州高企多少家", "谁说的", "上一条没有给出单独一条资料", id="after a no, who said it"),
    ],
)
async def test_it_is_asked_of_what_was_spoken_of(talk: Chat, first: str, then: str, begins: str) -> None:
    await talk(first)
    assert (await talk(then)).text.startswith(begins)


async def test_what_somebody_says_to_be_right_is_not_shown_in_words_of_the_bot_s_own(talk: Chat) -> None:
    await talk("湖州高企")
    assert (await talk("错了，1600家")).text.startswith("没有找到“1600家”的记录")

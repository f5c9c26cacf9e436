"""Several questions in one message: each is answered by itself, and what is not known is said."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize(
    ("message", "told"),
    [
        pytest.param("湖州有多少高企，芜湖技术合同多少", ["1611家", "33亿元"], id="of two places"),
        pytest.param("一网通办多少项？拍卖会成交多少？", ["195个", "100亿元"], id="two marks"),
        pytest.param("一网通办多少项\n\n拍卖会成交多少", ["195个", "100亿元"], id="two lines"),
        pytest.param("1.湖州高企多少\n2.一网通办多少项", ["1611家", "195个"], id="two lines with numbers"),
        pytest.param("①湖州高企多少\n②一网通办多少项", ["1611家", "195个"], id="two lines with numbers in circles"),
        pytest.param("产业联盟几个、示范园区几个", ["16个", "14个"], id="side by side"),
        pytest.param("湖州参与了几个联盟几个基地", ["2个", "4个"], id="two counts, side by side"),
        pytest.param("湖州高企和研发机构各多少", ["1611家", "56家"], id="two measures of one place"),
        pytest.param("湖州 联盟 示范基地 各几个", ["2个", "4个"], id="between spaces, the place first"),
        pytest.param("九城市GDP和财政收入各多少", ["5.46万亿元", "6805.04亿元"], id="two measures of all"),
        pytest.param("成员有几个？湖州高企多少家？", ["上海松江", "1611家"], id="who belongs to the subject, first"),
        pytest.param("GDP、财政收入、高企各多少", ["5.46万亿元", "6805.04亿元", "3.6万余家"], id="three measures"),
        pytest.param("湖州高企、研发机构、联盟、基地各多少", ["1611家", "56家", "2个", "4个"], id="four of one place"),
        pytest.param("高企多少家，占全国比例？", ["3.6万余家", "1/10"], id="an amount and its share"),
        pytest.param(
            "G60哪年启动，几个城市", ["2016年", "上海松江"], id="when the subject began and who belongs to it"
        ),
        pytest.param("联席办在哪、主任是谁", ["设在上海松江", "主任刘福升"], id="where, and who leads it"),
        pytest.param("九城市GDP多少、增长多少、占全国多少", ["5.46万亿元", "10.9%", "1/15"], id="a growth among them"),
        pytest.param(
            "概念验证中心多少家申报、多少家入选，涉及哪些领域", ["12家入选", "人工智能"], id="three of one thing"
        ),
        pytest.param("湖州有多少高企、多少研发机构、参与几个联盟", ["1611家", "56家", "2个"], id="in one city"),
        pytest.param("松江枢纽什么时候启用，攻关需求几项", ["计划2024年内", "97项"], id="of two things"),
        pytest.param("编辑让我查成果转化基金投了多少钱、投了多少个项目，最好有日期", ["3.87亿元", "17个"], id="framed"),
    ],
)
async def test_each_question_of_a_message_is_answered(talk: Chat, message: str, told: list[str]) -> None:
    said = (await talk(message)).text
    assert said.startswith("问了几件事，分开查：")
    assert [figure for figure in told if figure not in said] == []


async def test_when_and_at_which_site_are_asked_of_one_event(talk: Chat) -> None:
    said = (await talk("2021年要素对接大会是几号、在哪个会场")).text
    assert said.startswith("2021年11月8日\n")
    assert "国家会展中心（上海）" in said
    assert "问了几件事" not in said


async def test_what_one_of_them_asks_in_vain_is_said(talk: Chat) -> None:
    said = (await talk("湖州有多少高企，深圳有多少高企")).text
    assert "没有找到“深圳有多少高企”的记录" in said
    assert "1611家" in said
    said = (await talk("产业联盟有多少个，最早什么时候成立的")).text
    assert "没有找到“最早什么时候成立的”的记录" in said
    assert "启动建设" not in said  # of something else
    said = (await talk("G60哪年启动，几个城市，谁牵头")).text
    assert "没有找到“谁牵头”的记录" in said
    assert "2016年" in said


async def test_another_city_is_asked_the_same(talk: Chat) -> None:
    """湖州的呢 is its revenue, which nobody told, and not its firms."""
    said = (await talk("松江财政收入多少，湖州的呢？")).text
    assert "没有找到“湖州的呢”的记录" in said
    assert "236.87亿元" in said
    assert "1611" not in said


async def test_what_one_fact_tells_is_told_by_that_one(talk: Chat) -> None:
    """Seventy months of growth are another thing than this year's."""
    assert (await talk("松江财政收入多少，增长了多少")).text.startswith("财政收入同比增速：19.4%")


async def test_what_the_first_one_names_is_what_the_second_one_asks_of(talk: Chat) -> None:
    """All sessions together came to more than that one."""
    assert (await talk("首届拍卖会在哪办的、成交多少")).text.startswith("科技成果拍卖会成交额：9040万元")


@pytest.mark.parametrize(
    "message",
    [
        "拍卖会，门票多少钱",
        "一网通办，手续费几块",
        "松江有几个飞地，在哪",
        "杭州和湖州国家高企各多少家",
        "全国有几个科技创新中心，分别是哪些",
    ],
)
async def test_one_question_of_two_clauses_is_one(talk: Chat, message: str) -> None:
    assert not (await talk(message)).text.startswith("问了几件事")

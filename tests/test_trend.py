"""/trend: the points of an indicator, basis by basis."""

from __future__ import annotations

import pytest

from tests.chat import Chat


async def test_points_of_one_basis_come_in_order_with_their_sources(talk: Chat) -> None:
    said = await talk("/trend 产业联盟")
    assert said.text.index("15个") < said.text.index("16个")
    assert "证券时报网2021-11-08" in said.text


async def test_a_bar_of_each_point_shows_how_much_it_is_of_the_greatest(talk: Chat) -> None:
    lines = (await talk("/trend 拍卖会成交额")).text.splitlines()
    half, whole = (lines[at + 1].count("▇") for at, line in enumerate(lines) if "50亿元" in line or "100亿元" in line)
    assert 2 * half == whole


async def test_what_has_one_point_or_no_number_has_no_bar(talk: Chat) -> None:
    assert "▇" not in (await talk("/trend 技术合同成交额")).text
    assert "▇" not in (await talk("/trend 地区生产总值占全国比重")).text  # 1/15 and 1/15


async def test_bases_stand_side_by_side_and_are_said_not_to_be_joined(talk: Chat) -> None:
    said = await talk("/trend 协同创新指数")
    assert "不可相连、不可相减" in said.text
    first, second = said.text.split("以2011年为100")
    assert "178.91分" in first
    assert "227.05分" in second
    assert "100.00分" in first


@pytest.mark.parametrize("words", ["拍卖会成交额", "拍卖会", "paimaihui", "拍賣會"])
async def test_an_indicator_is_found_by_what_people_call_it(talk: Chat, words: str) -> None:
    said = await talk(f"/趋势 {words}")
    assert "累计超50亿元" in said.text
    assert "累计超100亿元" in said.text
    assert "9040万元" in said.text.split("首届单场现场成交")[1]


async def test_of_a_place_without_the_measure_that_is_said(talk: Chat) -> None:
    assert (await talk("/trend GDP 合肥")).text.startswith("没有合肥的这项记录；下面说的不是它：\n\n地区生产总值　趋势")
    assert (await talk("/trend 高企 湖州")).text.startswith("高新技术企业数　趋势")


async def test_a_point_opens_its_fact(talk: Chat) -> None:
    said = await talk("/trend 一网通办")
    assert "来源：《" in (await talk.press(said, "1")).text


async def test_an_unknown_indicator_gets_those_that_moved(talk: Chat) -> None:
    said = await talk("/trend 房价")
    assert "没有找到“房价”" in said.text
    assert "产业联盟数" in said.labels
    assert "15个" in (await talk.press(said, "产业联盟数")).text
    assert "用法" in (await talk("/trend")).text


async def test_of_a_place_that_is_named_its_own_series_is_shown_and_a_button_leads_to_all(
    talk_of_cities: Chat,
) -> None:
    said = await talk_of_cities("/trend gdp 杭州")
    assert "3.46万亿元" in said.text
    assert "13.04万亿元" not in said.text  # of all cities together
    whole = await talk_of_cities.press(said, "地区生产总值（全部）")
    assert "3.46万亿元" in whole.text
    assert "13.04万亿元" in whole.text


async def test_series_of_different_places_are_not_called_ways_of_counting_alone(talk: Chat) -> None:
    assert "有 2 组数，地方或口径不同，分开给出" in (await talk("/trend 财政收入同比增速")).text


@pytest.mark.parametrize("words", ["画个图", "趋势呢", "走势图"])
async def test_without_a_measure_it_is_of_what_was_shown(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("有多个时点的指标")
    await talk("产业联盟多少个")
    assert (await talk(words)).text.startswith("产业联盟数　趋势")


@pytest.mark.parametrize("words", ["画个产业联盟的图", "产业联盟曲线", "产业联盟的折线图"])
async def test_who_wants_a_picture_gets_it(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("产业联盟数　趋势")


@pytest.mark.parametrize("words", ["松江地图", "G60的蓝图", "画张联盟的地图", "画一张产业结构图", "来自上海的图"])
async def test_not_every_picture_is_of_how_something_moved(talk: Chat, words: str) -> None:
    assert "趋势" not in (await talk(words)).text

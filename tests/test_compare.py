"""/compare: places side by side, or one measure in several years."""

from __future__ import annotations

import pytest

from tests.chat import Chat


@pytest.mark.parametrize("words", ["/compare 湖州 芜湖", "/对比 湖州 芜胡", "湖州和芜湖比一比", "湖州跟芜湖有啥不同"])
async def test_two_cities_stand_side_by_side_with_what_was_measured_in_each(talk: Chat, words: str) -> None:
    said = await talk(words)
    huzhou, wuhu = said.text.split("\n\n芜湖\n")
    assert "1611家" in huzhou
    assert "达33亿元" in wuhu
    assert "不宜直接相减" in wuhu
    assert "1611家" in (await talk.press(said, "湖州的全部")).text


async def test_a_figure_of_another_province_shown_in_a_city_is_not_that_city_s(talk: Chat) -> None:
    assert "104件" in (await talk("浙江选送长三角成果展的成果数")).text
    assert "104件" not in (await talk("/compare 湖州 芜湖")).text


async def test_the_same_measure_of_two_cities_and_a_missing_one_is_said_to_be(talk: Chat) -> None:
    said = await talk("/compare 合肥 芜湖 技术合同")
    assert "合肥：没有找到“技术合同”的记录" in said.text
    assert "达33亿元" in said.text


@pytest.mark.parametrize("words", ["/compare 产业联盟 2022 2024", "产业联盟22年和24年各几个"])
async def test_two_years_bring_the_series_of_what_was_asked(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text.index("2022年8月17日　16个") < said.text.index("2024年5月24日　16个")


async def test_years_of_two_bases_are_not_joined(talk: Chat) -> None:
    assert "不可相连、不可相减" in (await talk("/compare 协同创新指数 2017 2020")).text


async def test_years_in_which_nothing_was_measured_bring_no_series(talk: Chat) -> None:
    assert "趋势" not in (await talk("/compare 产业联盟 1998 1999")).text


async def test_cities_of_which_nothing_was_measured_bring_their_cards(talk: Chat) -> None:
    assert "苏州" in (await talk("/compare 苏州 嘉兴")).text


async def test_alone_or_with_one_city_it_says_how_it_is_used(talk: Chat) -> None:
    assert "用法" in (await talk("/compare")).text
    assert "还差一个城市" in (await talk("/compare 湖州")).text


async def test_cities_that_the_base_does_not_know_get_an_honest_no(talk: Chat) -> None:
    said = await talk("/compare 深圳 东莞")
    assert "没有找到“深圳 东莞”" in said.text
    assert "湖州 芜湖" in said.labels

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
    assert said.text.index("2022年：16个（2022年8月17日）") < said.text.index("2024年：16个（2024年5月24日）")
    assert "15个" not in said.text
    assert "15个" in (await talk.press(said, "产业联盟数")).text


@pytest.mark.parametrize("words", ["/compare 产业联盟 2021年11月 2023年11月", "/compare 产业联盟 2021-11 2023-11"])
async def test_months_are_compared_like_years(talk: Chat, words: str) -> None:
    assert "2021年11月：15个（2021年11月8日）\n2023年11月：16个\n" in (await talk(words)).text


async def test_a_year_without_a_record_is_said_to_have_none(talk: Chat) -> None:
    said = await talk("/compare 产业联盟 2019 2024")
    assert "2019年：没有这一年的记录" in said.text
    assert "2024年：16个" in said.text


async def test_years_of_two_bases_are_not_joined(talk: Chat) -> None:
    said = await talk("/compare 协同创新指数 2017 2020")
    assert "2017年：这一口径没有；另一口径（以2010年为100）：178.91分" in said.text
    assert "2020年：227.05分" in said.text


async def test_years_in_which_nothing_was_measured_bring_no_series(talk: Chat) -> None:
    assert "趋势" not in (await talk("/compare 产业联盟 1998 1999")).text


async def test_a_city_of_which_nothing_was_measured_is_said_to_have_nothing(talk: Chat) -> None:
    said = await talk("/compare 苏州 嘉兴")
    assert said.text.count("没有单独的数据") == 2
    assert "苏州 · " in (await talk.press(said, "几地共同的")).text


async def test_four_cities_fit_and_a_fifth_is_named_as_left_out(talk: Chat) -> None:
    said = await talk("/compare 湖州 芜湖 松江 杭州 合肥")
    assert "一次最多比 4 个；合肥请另外查" in said.text
    assert said.text.count("的全部") == 0
    assert len([each for each in said.labels if each.endswith("的全部")]) == 4


async def test_what_several_cities_have_together_is_not_shown_as_each_one_s(talk: Chat) -> None:
    said = await talk("/compare 合肥 金华 湖州 飞地")
    assert said.text.count("18个") <= 2
    assert "不宜直接相减" not in said.text


async def test_a_year_that_is_asked_for_of_several_cities_is_not_dropped(talk: Chat) -> None:
    assert "1611家" not in (await talk("/compare 湖州 芜湖 高新技术企业 2019")).text.partition("最接近")[0]


async def test_a_plan_is_no_measurement(talk: Chat) -> None:
    assert "2500万" not in (await talk("/compare 湖州 松江")).text


async def test_alone_or_with_one_city_it_says_how_it_is_used(talk: Chat) -> None:
    assert "用法" in (await talk("/compare")).text
    assert "还差一个城市" in (await talk("/compare 湖州")).text
    assert "资料里没有“深圳”" in (await talk("/compare 湖州 深圳")).text


async def test_a_measure_alone_is_shown(talk: Chat) -> None:
    assert "16个" in (await talk("/compare 产业联盟")).text


async def test_cities_that_the_base_does_not_know_get_an_honest_no(talk: Chat) -> None:
    said = await talk("/compare 深圳 东莞")
    assert "没有找到“深圳 东莞”" in said.text
    assert "湖州 芜湖" in said.labels


async def test_a_figure_of_several_cities_together_is_said_to_be_one(talk: Chat) -> None:
    assert "这是几地合在一起的数，没有分开的。" in (await talk("/compare 合肥 芜湖 飞地")).text


async def test_two_years_of_two_digits_are_two_years(talk: Chat) -> None:
    assert "2021年：15个" in (await talk("产业联盟 21年 23年")).text


async def test_one_city_s_figure_is_no_other_basis_of_all(talk: Chat) -> None:
    said = (await talk("/compare 高企 2021 2023")).text
    assert "2023年：没有这一年的记录" in said
    assert "1611家" not in said

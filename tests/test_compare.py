"""/compare: places side by side, or one measure in several years."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.loading import load
from bot.search import contrast, without_difference
from bot.services import Services
from tests.bases import base_of_cities
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
    assert "不宜直接相减" not in said.text  # there is nothing to subtract
    assert "苏州 · " in (await talk.press(said, "几地共同的")).text


async def test_of_a_measure_only_the_newest_figure_of_each_city_is_told(talk_of_cities: Chat) -> None:
    said = await talk_of_cities("/compare 杭州 合肥")
    assert "· 杭州地区生产总值（2020年）：地区生产总值：3.68万亿元" in said.text
    assert "3.46万亿元" not in said.text  # a year before


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


@pytest.mark.parametrize("words", ["湖州和深圳对比", "湖州和深圳比一比"])
async def test_which_of_two_cities_is_not_known_is_said_in_plain_words_too(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith(f"没有找到“{words}”的记录。资料里没有“深圳”，成员名单里也没有。")


async def test_a_place_and_one_in_it_are_two(talk: Chat) -> None:
    said = (await talk("/compare 上海 松江")).text
    assert said.startswith("上海\n")
    assert "\n\n松江\n· 松江合同外资增幅" in said
    assert (await talk("/compare 湖州 湖州")).text.startswith("还差一个城市")


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("杭州、合肥、苏州gdp", "其中杭州最多", id="three that are listed"),
        pytest.param("杭州gdp 合肥gdp", "杭州比合肥多0.58万亿元", id="a measure beside each"),
        pytest.param("杭州和合肥gdp", "杭州比合肥多0.58万亿元", id="two together"),
        pytest.param("gdp杭州比合肥多多少", "杭州比合肥多0.58万亿元", id="how much more"),
        pytest.param("苏州比杭州gdp多多少", "苏州比杭州少0.79万亿元", id="less, in fact"),
        pytest.param("杭州gdp比合肥高吗", "杭州比合肥多0.58万亿元", id="whether it is more"),
        pytest.param("2019年合肥gdp有没有杭州高", "合肥比杭州少0.42万亿元", id="in a year"),
        pytest.param("谁的gdp高 杭州还是苏州", "杭州比苏州多0.79万亿元", id="which of two, the measure first"),
        pytest.param("杭州和苏州哪个gdp更高", "杭州比苏州多0.79万亿元", id="which of two, the measure last"),
        pytest.param("苏州gdp高还是合肥高", "苏州比合肥少0.21万亿元", id="this or that"),
        pytest.param(
            "杭州gdp增速比合肥高吗", "杭州比合肥低0.4个百分点", id="of two figures of a fact the one that is meant"
        ),
        pytest.param("杭州增速比合肥高吗", "杭州比合肥低0.4个百分点", id="growth with growth"),
        pytest.param("杭州增长比合肥快吗", "杭州比合肥低0.4个百分点", id="which grows faster"),
        pytest.param("合肥还是杭州增长快", "合肥比杭州高0.4个百分点", id="this or that grows faster"),
        pytest.param("杭州2019年gdp比合肥2019年多多少", "杭州比合肥多0.42万亿元", id="a year beside each, the same"),
        pytest.param("研发强度杭州和合肥差多少", "杭州比合肥高0.02个百分点", id="of shares points"),
    ],
)
async def test_of_one_year_and_basis_it_is_told_which_is_more(talk_of_cities: Chat, words: str, told: str) -> None:
    said = (await talk_of_cities(words)).text
    assert said.startswith(f"{told}（由下面的数算出，不是来源里的数）")
    assert "不宜直接相减" not in said


async def test_what_can_be_compared_is_called_another_place_s_and_no_other_basis(talk_of_cities: Chat) -> None:
    for words in ("杭州gdp", "/trend 地区生产总值"):
        said = (await talk_of_cities(words)).text
        assert "口径" not in said, words
        assert "不可相减" not in said, words
        assert "其他地方的同一指标：地区生产总值（合肥）" in said or "有 4 个地方的数，分开给出" in said, words


@pytest.mark.parametrize("words", ["杭州人口比苏州多吗", "杭州、苏州人口", "苏州人口比杭州多多少"])
async def test_of_two_years_both_are_told_and_no_difference(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert "1252万人\n截至2019年" in said
    assert "1291万人\n截至2018年" in said
    assert "算出" not in said
    assert "不宜直接相减" in said


@pytest.mark.parametrize("words", ["杭州gdp比合肥涨得快吗", "杭州gdp比合肥增长快吗", "杭州gdp比合肥快吗"])
async def test_what_grows_faster_is_not_told_from_how_much_there_is(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert "3.68万亿元" in said
    assert "算出" not in said


@pytest.mark.parametrize(
    "words", ["杭州2019年gdp比合肥2020年多多少", "2019年杭州gdp和2020年合肥gdp哪个高", "杭州2019年gdp和合肥2020年gdp"]
)
async def test_each_side_has_its_own_year_and_two_years_are_not_subtracted(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert "3.46万亿元\n截至2019年" in said
    assert "3.1万亿元" in said
    assert "3.68" not in said
    assert "算出" not in said


async def test_a_side_that_lacks_its_year_is_said_to_lack_that(talk_of_cities: Chat) -> None:
    said = (await talk_of_cities("杭州2019年gdp比合肥2018年高吗")).text
    assert "3.46万亿元" in said
    assert "合肥：没有找到“gdp 2018”的记录" in said


@pytest.mark.parametrize("asked", ["一共多少", "加起来", "合计", "之和", "总共有多少"])
async def test_of_a_sum_that_is_asked_for_no_difference_is_told(talk_of_cities: Chat, asked: str) -> None:
    said = (await talk_of_cities(f"杭州和合肥gdp{asked}")).text
    assert "3.68万亿元" in said
    assert "3.1万亿元" in said
    assert "算出" not in said


@pytest.mark.parametrize(
    "words", ["杭州、芜湖gdp", "芜湖gdp比宣城高吗", "杭州gdp比合肥人口多吗", "杭州gdp比研发强度高吗"]
)
async def test_what_is_measured_of_one_side_alone_is_no_comparison(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert "算出" not in said
    assert "没有" in said.splitlines()[0] + said.splitlines()[2]


async def test_a_side_of_which_nothing_is_recorded_is_said_to_have_nothing(talk_of_cities: Chat) -> None:
    said = (await talk_of_cities("杭州gdp比芜湖高吗")).text
    assert "3.68万亿元" in said
    assert "芜湖：没有找到“gdp”的记录" in said


@pytest.mark.parametrize(
    "words",
    ["研发强度比成渝高吗", "九城市研发强度比成渝高多少", "/compare 九城市 成渝 研发强度", "研发强度九城市和成渝对比"],
)
async def test_beside_a_measure_of_all_a_target_is_said_to_be_one(talk: Chat, words: str) -> None:
    own, target = (await talk(words)).text.split("\n\n")[:2]
    assert "达3.25%" in own
    assert "2.5%左右" in target
    assert "这是计划或预告" in target
    assert "算出" not in own


@pytest.mark.parametrize("words", ["产业联盟比示范园区多吗", "产业联盟和示范园区哪个多", "产业联盟多还是示范园区多"])
async def test_two_things_that_are_counted_alike_stand_side_by_side(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.index("16个") < said.index("14个")
    assert "不宜直接相减" in said


@pytest.mark.parametrize("words", ["湖州的产业联盟和成果示范基地哪个多", "湖州产业联盟比湖州成果示范基地多吗"])
async def test_two_things_of_one_place_are_those_of_that_place(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.index("2个") < said.index("4个")
    assert "16个" not in said


@pytest.mark.parametrize("words", ["产业联盟比拍卖会成交额多吗", "研发强度比产业联盟高吗"])
async def test_two_things_of_other_units_are_not_compared(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "16个" not in said or ("亿元" not in said and "3.25%" not in said), "both sides"
    assert "算出" not in said
    assert "不宜直接相减" not in said


@pytest.mark.parametrize("words", ["2023年和2024年示范园区差多少", "/compare 示范园区 2023 2024 相差多少"])
async def test_how_far_two_years_are_apart_is_told(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "增加1个（由下面两个时点算出，不是来源里的数）\n2023年：13个" in said
    assert "增加" not in (await talk("2023年和2024年示范园区")).text


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        pytest.param("甲比乙高多少", ("甲", "乙"), id="more"),
        pytest.param("甲比乙长吗", ("甲", "乙"), id="longer"),
        pytest.param("甲还是乙差", ("甲", "乙"), id="worse"),
        pytest.param("研发强度和成渝比", ("研发强度", "成渝"), id="a measure, and somewhere else"),
        pytest.param("甲跟乙比高企", ("甲", "乙"), id="what is compared stands last"),
        pytest.param("甲和乙同比", None, id="year on year"),
        pytest.param("芜湖的无比强大", None, id="beyond compare"),
        pytest.param("芜湖gdp比上年增长多少", None, id="growth is no length"),
        pytest.param("甲和乙哪个是逆差", None, id="a deficit is not worse"),
        pytest.param("比比谁大", None, id="no side"),
        pytest.param("有没有比芜湖大", None, id="one side"),
        pytest.param("谁的gdp比合肥高", None, id="who is no side"),
        pytest.param("其他城市gdp比合肥高吗", None, id="the others are no side"),
    ],
)
def test_a_contrast_has_two_sides(question: str, sides: tuple[str, str] | None) -> None:
    found = contrast(question)
    assert (found and (found.one, found.other)) == sides


@pytest.mark.parametrize("question", ["误差多少", "逆差有多少", "温差多少", "落差多大"])
def test_what_only_ends_like_a_difference_is_none(question: str) -> None:
    assert without_difference(question) == question
    assert without_difference("甲和乙差多少") == "甲和乙 "


@pytest.mark.parametrize("words", ["宣城和金华哪个经济好", "湖州和苏州哪个经济强", "金华比湖州强吗"])
async def test_where_no_measure_is_named_no_other_one_s_figure_is_told_for_it(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "18个" not in said
    assert said.startswith(("宣城：没有找到“经济", "湖州：没有找到“经济", "金华\n没有单独的数据"))


async def test_a_measure_of_all_is_held_against_somewhere_else_s(talk: Chat) -> None:
    said = (await talk("研发投入强度和成渝比")).text
    assert said.index("达3.25%") < said.index("达2.5%左右")


@pytest.mark.parametrize("words", ["松江和湖州哪个飞地多", "合肥和金华哪个飞地多"])
async def test_the_one_figure_of_both_sides_is_said_to_be_that(talk: Chat, words: str) -> None:
    assert "18个\n这是几地合在一起的数，没有分开的。" in (await talk(words)).text


async def test_figures_of_each_place_in_one_fact_are_told_by_their_places_and_not_as_one(tmp_path: Path) -> None:
    file = base_of_cities(tmp_path / "facts.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    both = next(fact for fact in raw["facts"] if fact["id"] == "people-hefei-2019") | {
        "id": "people-2021",
        "title": "合肥、苏州常住人口（2021年）",
        "statement": "2021年，合肥的常住人口是946万人，苏州是1285万人。",
        "places": ["hefei", "suzhou"],
        "as_of": "2021",
    }
    both["figures"] = [
        {"indicator": "people", "basis": basis, "value": value, "unit": "万人"}
        for basis, value in (("hefei", 946), ("suzhou", 1285))
    ]
    file.write_text(json.dumps(raw | {"facts": [*raw["facts"], both]}, ensure_ascii=False), encoding="utf-8")
    talk = Chat(Services.of(load(file)))
    async with talk.application:
        said = (await talk("苏州2021年常住人口多少")).text
        assert said.index("常住人口（苏州）：1285万人") < said.index("常住人口（合肥）：946万人")
        assert "没有分开的" not in said + (await talk("合肥和苏州2021年常住人口对比")).text

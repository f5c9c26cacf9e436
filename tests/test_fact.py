"""/fact: one fact in full."""

from __future__ import annotations

import logging

import pytest

from tests.chat import Chat


async def test_a_fact_has_figure_qualifier_unit_time_and_source(talk: Chat) -> None:
    said = await talk("/fact 研发投入强度")
    assert "3.25%" in said.text
    assert "截至2021年12月" in said.text
    assert "来源：《多地区域协同创新加快推进》" in said.text
    assert "2022年8月17日" in said.text


async def test_the_newest_point_comes_first_and_the_movement_is_shown(talk: Chat) -> None:
    said = await talk("/fact 拍卖会")
    assert said.text.index("累计超100亿元") < said.text.index("累计超50亿元")
    assert "历次数据" in said.text


async def test_another_basis_stands_beside_and_is_never_joined(talk: Chat) -> None:
    said = await talk("/fact 拍卖会")
    joined, apart = said.text.split("另一口径，不能同上面的数相比")
    assert "9040万元" in apart
    assert "9040万元" not in joined


async def test_who_said_it_is_named_with_the_office(talk: Chat) -> None:
    said = await talk("/fact 综合金融服务联盟 授信")
    assert "2.9万亿元" in said.text
    assert "出处：贾占锋（G60创新研究中心主任）" in said.text


async def test_background_is_marked_as_not_the_subject_s_own(talk: Chat) -> None:
    said = await talk("/fact 成渝研发投入强度目标")
    assert "2.5%左右" in said.text
    assert "不是G60科创走廊自身的数据" in said.text


async def test_a_plan_is_marked_as_not_done(talk: Chat) -> None:
    said = await talk("/fact 松江枢纽启用")
    assert "计划或预告" in said.text


async def test_several_near_answers_are_a_choice_with_the_best_in_full(talk: Chat) -> None:
    said = await talk("/fact 创新券")
    assert "另有" in said.text
    others = [label for label in said.labels if label not in ("复制引用", "分享")]
    assert len(others) >= 2
    opened = await talk.press(said, others[0])
    assert opened.text.startswith(others[0].split(" · ")[0])


async def test_two_words_mean_both(talk: Chat) -> None:
    assert "1611家" in (await talk("/fact 湖州 高新技术企业")).text
    assert "1611家" in (await talk("/fact 高新技术企业 湖州")).text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("拍买会", "累计超100亿元", id="a homophone"),
        pytest.param("pai mai hui", "累计超100亿元", id="pinyin"),
        pytest.param("pmh", "累计超100亿元", id="initials"),
        pytest.param("拍賣會", "累计超100亿元", id="traditional characters"),
        pytest.param("３．２５％", "3.25%", id="full-width figures"),
        pytest.param("wuhu jishu hetong", "33亿元", id="two names in pinyin"),
        pytest.param("一网通办现在多少项了", "195个", id="a question as it is typed"),
        pytest.param("R&D intensity", "3.25%", id="English"),
        pytest.param("auciton", "拍卖会", id="English with two letters swapped"),
    ],
)
async def test_a_fact_is_found_by(talk: Chat, typed: str, shown: str) -> None:
    assert shown in (await talk(f"/fact {typed}")).text


@pytest.mark.parametrize(
    "typed",
    [
        "深圳 研发投入强度",
        "南京 高新技术企业",
        "广深科创走廊",
        "今天天气怎么样",
        "芜湖 房价",
        "京津冀 产业联盟",
        "回忆",
    ],
)
async def test_what_the_base_does_not_know_gets_an_honest_no(talk: Chat, typed: str) -> None:
    said = await talk(f"/fact {typed}")
    assert "没有找到" in said.text
    assert len(said.labels) <= 3 or "换个说法" in said.text


async def test_another_year_s_figure_is_offered_as_such(talk: Chat) -> None:
    said = await talk("/fact 2020年GDP")
    assert "没有2020年的这项记录" in said.text


async def test_of_one_series_the_point_nearest_to_that_year_is_offered(talk: Chat, talk_of_cities: Chat) -> None:
    said = (await talk_of_cities("2018年杭州gdp")).text
    assert said.startswith("没有2018年的这项记录；最接近的是：")
    assert "杭州地区生产总值（2019年）" in said.partition("时点")[0]
    assert "杭州地区生产总值（2020年）" in (await talk_of_cities("2021年杭州gdp")).text.partition("时点")[0]
    assert "3.25%" in (await talk("2025年研发强度")).text.partition("时点")[0], "no plan of another region"


async def test_a_no_is_logged_for_curators_without_the_person(talk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="bot.unanswered"):
        await talk("/fact 深圳地铁里程")
    assert "深圳地铁里程" in caplog.text
    assert "研究员" not in caplog.text


async def test_the_citation_has_statement_time_and_source_and_fits_the_button(talk: Chat) -> None:
    said = await talk("/fact 拍卖会")
    (copied,) = [button["copy_text"]["text"] for button in said.buttons if "copy_text" in button]
    assert "首次超过100亿元" in copied
    assert "截至2023年11月" in copied
    assert "来源：" in copied
    assert len(copied) <= 256


async def test_without_words_it_shows_how_it_is_used(talk: Chat) -> None:
    said = await talk("/fact")
    assert "用法" in said.text
    answer = await talk.press(said, "拍卖会")
    assert "累计超100亿元" in answer.text


async def test_of_several_figures_the_one_that_is_asked_for_comes_first(talk: Chat) -> None:
    assert (await talk("概念验证中心有几家入选")).text.startswith("首批概念验证中心入选单位数：12家")
    assert (await talk("概念验证中心申报了几家")).text.startswith("首批概念验证中心自主申报单位数：37家")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        pytest.param("协同创新指数2020年", "长三角区域协同创新指数（2020年）：227.05分", id="the newest"),
        pytest.param("2011年协同创新指数", "长三角区域协同创新指数（2011年）：100分", id="one before"),
    ],
)
async def test_of_several_times_the_figure_of_the_time_that_is_asked_for_leads(
    talk: Chat, words: str, begins: str
) -> None:
    said = (await talk(words)).text
    assert next(line for line in said.split("\n") if "：" in line) == begins


@pytest.mark.parametrize("words", ["松江枢纽什么时候建成", "松江枢纽何时能建成"])
async def test_when_something_is_to_be_is_told_by_the_plan_that_says_so(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("2024年12月（预定）\n\n松江高铁客运枢纽通车计划")


@pytest.mark.parametrize(
    "blank",
    [
        pytest.param("\u200b", id="a space without width"),
        pytest.param("\u202e", id="what turns the direction"),
        pytest.param("\U0010ffff", id="no character"),
        pytest.param("\ufe0f", id="a mark on nothing"),
        pytest.param("\u3164 \u2800", id="letters that are blank"),
    ],
)
@pytest.mark.parametrize("command", ["fact", "事实", "city", "compare", "trend", "on", "source", "topics", "timeline"])
async def test_words_of_which_nothing_is_to_be_seen_are_none(talk: Chat, command: str, blank: str) -> None:
    assert (await talk(f"/{command} {blank}")).text == (await talk(f"/{command}")).text


async def test_what_hides_in_words_leaves_them_words(talk: Chat) -> None:
    assert "研发投入强度" in (await talk("/fact \u200b研发\u200b投入强度")).text

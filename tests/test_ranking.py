"""Which city, or which year, has most of a measure; and the measure of all cities, in order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.loading import load
from bot.services import Services
from tests.bases import base_of_cities, small_base
from tests.chat import Chat


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("哪个城市gdp最高", "最高的是杭州：3.68万亿元", id="which city"),
        pytest.param("gdp最高的城市是哪个", "最高的是杭州：3.68万亿元", id="the city that has most"),
        pytest.param("谁的gdp最高", "最高的是杭州：3.68万亿元", id="whose"),
        pytest.param("九城市哪个城市gdp最低", "最低的是苏州：2.89万亿元", id="the least, of the whole by name"),
        pytest.param("2019年哪个城市gdp最高", "最高的是杭州：3.46万亿元", id="in a year"),
        pytest.param("研发强度哪个城市最高", "最高的是杭州：3.93%", id="of a share"),
    ],
)
async def test_of_one_time_and_basis_the_city_that_has_most_is_named(
    talk_of_cities: Chat, words: str, told: str
) -> None:
    assert (await talk_of_cities(words)).text.startswith(f"{told}（只比资料里有数的城市）")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("哪个城市gdp最高，哪个最低", id="two questions"),
        pytest.param("gdp最高和最低的城市", id="two words"),
        pytest.param("gdp最高的是哪个城市，最低的是哪个", id="each with its question"),
        pytest.param("哪个城市gdp最高？哪个城市gdp最低？", id="the measure twice"),
    ],
)
async def test_both_ends_are_told_where_both_are_asked_for(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert said.startswith("最高的是杭州：3.68万亿元；最低的是苏州：2.89万亿元（只比资料里有数的城市）")


@pytest.mark.parametrize("words", ["哪年gdp最高？哪年最低？", "哪年gdp最高和最低"])
async def test_both_years_are_told_where_both_are_asked_for(talk_of_cities: Chat, words: str) -> None:
    assert (await talk_of_cities(words)).text.startswith("最高的是2019年：14.05万亿元；最低的是2018年：13.04万亿元")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("哪个城市gdp不是最高", id="not the most"),
        pytest.param("哪个城市不是gdp最高的", id="not the one that has most"),
        pytest.param("gdp目标最高的城市", id="a target"),
        pytest.param("gdp变化最大的一年", id="what changed most"),
        pytest.param("哪年gdp增加最多", id="what grew most"),
        pytest.param("gdp最快的城市", id="how much there is, is not fast"),
        pytest.param("gdp最好的城市", id="what judges"),
        pytest.param("gdp最差的城市", id="what judges, of the least"),
        pytest.param("哪个城市gdp最高，哪个城市人口最少", id="two measures"),
        pytest.param("gdp最高和人口最少的城市", id="two measures in one"),
    ],
)
async def test_what_asks_something_else_names_no_city_and_no_year(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert not re.search("最.的是", said)
    assert "有分城市数的" not in said


@pytest.mark.parametrize(
    "words",
    [
        "哪个城市的gdp比合肥高",
        "谁的gdp比合肥高",
        "谁比合肥gdp高",
        "有几个城市gdp比合肥高",
        "其他城市gdp比合肥高吗",
        "gdp比合肥高的城市有哪些",
    ],
)
async def test_which_has_more_than_one_city_is_seen_from_the_order_of_all(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert said.startswith(
        "地区生产总值　有分城市数的 3 个\n\n· 杭州　3.68万亿元（2020年）\n· 合肥　3.1万亿元（2020年）"
    )
    assert "10.69" not in said, "the whole against one"


@pytest.mark.parametrize("words", ["哪个城市gdp比芜湖高", "哪个城市gdp比2019年高", "其他城市gdp比芜湖高吗"])
async def test_beside_what_is_none_of_the_cities_there_is_no_order(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert "有分城市数的" not in said
    assert "算出" not in said


@pytest.mark.parametrize("words", ["部分城市高企", "大部分城市高企"])
async def test_some_cities_are_not_each_one(talk: Chat, words: str) -> None:
    assert "逐个城市" not in (await talk(words)).text
    assert "逐个城市" in (await talk("分城市高企")).text


@pytest.mark.parametrize("words", ["各城市gdp", "gdp排名", "城市gdp排行榜", "每个城市的gdp是多少"])
async def test_all_cities_come_in_order_each_with_its_time(talk_of_cities: Chat, words: str) -> None:
    said = await talk_of_cities(words)
    assert "杭州　3.68万亿元（2020年）\n· 合肥　3.1万亿元（2020年）\n· 苏州　2.89万亿元（2020年）" in said.text
    assert "14.05" not in said.text
    assert "时点：截至2020年" in (await talk_of_cities.press(said, "合肥")).text
    assert "2019年" in (await talk_of_cities.press(said, "地区生产总值")).text


@pytest.mark.parametrize(("words", "first"), [("人口最多的城市", "苏州"), ("人口最少的城市", "合肥")])
async def test_across_times_no_winner_is_named(talk_of_cities: Chat, words: str, first: str) -> None:
    warned, _, cities = (await talk_of_cities(words)).text.split("\n\n")[:3]
    assert warned.startswith("时点或口径不同，不能据此说哪个最")
    assert cities.startswith(f"· {first}")
    assert "1291万人（2018年）" in cities
    assert "1252万人（2019年）" in cities


@pytest.mark.parametrize(
    "words",
    [
        "哪个城市高企最多",
        "各城市高企",
        "研发强度最高的城市",
        "每个城市有多少高企",
        "分城市高企",
        "九城市里哪个高企最多",
        "九城市高企哪个多",
    ],
)
async def test_where_cities_are_not_told_apart_it_is_said_before_the_whole(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("来源没有逐个城市的数；记录的是：\n\n")


@pytest.mark.parametrize("words", ["哪个城市外贸第一", "哪个城市办的要素对接大会", "gdp排名", "杭州gdp排名", "各城市"])
async def test_what_asks_something_else_of_a_city_is_no_order_of_cities(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "逐个城市" not in said
    assert "最高的是" not in said


@pytest.mark.parametrize("words", ["哪年gdp最高", "gdp哪年最高", "gdp最高的是哪一年", "gdp最高的年份"])
async def test_the_year_of_the_highest_is_said_before_the_series(talk_of_cities: Chat, words: str) -> None:
    said = (await talk_of_cities(words)).text
    assert said.startswith("最高的是2019年：14.05万亿元")
    assert "2018年：13.04万亿元\n2019年：14.05万亿元\n2020年：13.79万亿元" in said
    assert "杭州" not in said, "on another basis"


async def test_of_a_city_it_is_told_from_its_own_series(talk_of_cities: Chat) -> None:
    assert (await talk_of_cities("合肥哪年gdp最低")).text.startswith("最低的是2019年：3.04万亿元")


async def test_times_that_share_the_highest_are_all_named(talk: Chat) -> None:
    assert (await talk("哪年联盟最多")).text.startswith("最多的是2022年8月17日、2023年11月、2024年5月24日：16个")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("哪年高企最多", id="one point of each basis"),
        pytest.param("哪年拍卖会成交额最高", id="totals since the beginning"),
    ],
)
async def test_without_a_figure_of_each_year_no_year_is_named(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith("没有逐年的数，说不出哪年最")
    assert "来源没有写明日期" not in said


async def test_what_grew_fastest_is_not_what_is_largest(talk_of_cities: Chat) -> None:
    assert (await talk_of_cities("gdp增速最高的城市")).text.startswith("最高的是合肥：4.3%")
    for words in ("哪年gdp增长最快", "人口增长最快的城市"):
        assert "最快的是" not in (await talk_of_cities(words)).text


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param("哪个机场客流多", "最多的是天府机场：4479万人次", id="an airport"),
        pytest.param("哪个机场旅客吞吐量最低", "最低的是江北机场：4466万人次", id="the least"),
        pytest.param("哪所大学院士多", "最多的是四川大学：18人", id="a university, and no airport"),
        pytest.param("院士最多的大学是哪所", "最多的是四川大学：18人", id="the other way round"),
        pytest.param("2023年哪个机场客流最多", "最多的是天府机场", id="of a year"),
    ],
)
async def test_of_things_that_are_counted_alike_the_one_with_most_is_named(
    talk_of_twins: Chat, words: str, first: str
) -> None:
    said = await talk_of_twins(words)
    assert said.text.startswith(first)
    assert "有数的 2 个" in said.text


async def test_things_of_two_times_are_listed_and_none_is_said_to_have_most(talk_of_twins: Chat) -> None:
    said = (await talk_of_twins("哪个地铁站线路多")).text
    assert said.startswith("时点或口径不同，不能据此说哪个最多；按数值排列：")
    assert said.index("科学大道地铁站的线路　3条（2024年）") < said.index("金凤地铁站的线路　2条（2022年）")


@pytest.mark.parametrize("words", ["重庆哪个机场客流多", "哪个班列开行量多"])
async def test_where_but_one_has_a_figure_that_is_said_before_it(talk_of_twins: Chat, words: str) -> None:
    assert (await talk_of_twins(words)).text.startswith("资料里没有几个可以相比的数，说不出哪个最多；记录的是：")


async def test_what_adds_up_all_sessions_is_none_of_them(talk: Chat) -> None:
    assert "按数值排列" not in (await talk("哪届拍卖会成交额最高")).text


@pytest.mark.parametrize(
    "words",
    ["技术合同成交额最高的城市", "技术合同成交额哪个城市最高", "科创飞地最多的城市", "规上工业产值最高的是哪个城市"],
)
async def test_one_city_s_figure_is_not_told_for_the_highest(talk: Chat, words: str) -> None:
    assert "来源没有逐个城市的数；记录的是：" in (await talk(words)).text.splitlines()


async def test_which_city_is_first_is_told_where_the_source_says_so(talk: Chat) -> None:
    said = (await talk("上海哪个区规上工业企业数最多")).text.split("时点：")[0]
    assert "第1位" in said
    assert "来源没有逐个城市的数" not in said
    assert "说不出哪个" not in said


@pytest.mark.parametrize("words", ["上海哪个区规上工业企业数最少", "上海哪个区贸易最多"])
async def test_which_has_least_is_not_told_by_a_first_nor_most_by_a_second(talk: Chat, words: str) -> None:
    assert "说不出哪个" in (await talk(words)).text


@pytest.mark.parametrize("words", ["松江的经济在上海排第几", "松江在上海排第几", "松江在上海排老几"])
async def test_where_several_ranks_are_told_all_of_them_are(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith("有 3 条：")
    assert said.count("第2位") == 2
    assert "第1位" in said


async def test_of_a_measure_that_is_named_its_rank_alone_is_told(talk: Chat) -> None:
    assert (await talk("松江贸易在上海排第几")).text.startswith("松江贸易上海排名\n\n第2位")
    assert (await talk("How does Songjiang rank in Shanghai?")).text.startswith("松江贸易上海排名\n\n第2位")


@pytest.mark.parametrize("words", ["宣城在走廊里排第几", "金华排名第几", "宣城排名"])
async def test_all_that_is_known_of_a_city_is_no_rank_of_it(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith(f"没有找到“{words}”的记录")


async def test_where_all_of_it_is_has_not_the_most_of_it(talk: Chat) -> None:
    assert "松江（上海）" not in (await talk("哪个城市飞地最多")).text


async def test_of_more_ranks_than_are_shown_these_are_said_to_be_the_nearest(tmp_path: Path) -> None:
    things = ("贸易", "产值", "投资", "客流", "专利", "用电", "就业", "税收")
    chat = Chat(Services.of(load(small_base(tmp_path / "facts.json", *map(_rank, things)))))
    async with chat.application:
        assert (await chat("松江在上海排第几")).text.startswith("有 7 条最相近的：")


def _rank(thing: str) -> dict[str, Any]:
    return {
        "id": f"rank-{ord(thing[0])}",
        "title": f"松江{thing}上海排名",
        "statement": f"2021年，松江{thing}在上海排第2位。",
        "kind": "figure",
        "source": "xinhua-2022",
        "places": ["songjiang"],
        "topics": ["governance"],
        "evidence": [thing],
        "keywords": [f"松江{thing}"],
        "as_of": "2021",
        "figures": [{"label": f"松江{thing}上海排名", "value": 2, "unit": "位"}],
    }


async def test_where_a_source_says_about_that_is_why_no_winner_is_named(tmp_path: Path) -> None:
    file = base_of_cities(tmp_path / "facts.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    (fact,) = [fact for fact in raw["facts"] if fact["id"] == "gdp-suzhou-2020"]
    fact["figures"][0]["qualifiers"] = ["约"]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    talk = Chat(Services.of(load(file)))
    async with talk.application:
        assert (await talk("gdp最高的城市")).text.startswith("来源给的有约数，不能据此说哪个最高；按数值排列：")

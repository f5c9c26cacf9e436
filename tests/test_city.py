"""/city: a city's card."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.loading import load
from bot.services import Services
from tests.bases import small_base
from tests.chat import Chat


async def test_a_member_s_card_says_who_it_is_and_gives_facts_with_time_and_source(talk: Chat) -> None:
    said = await talk("/city 芜湖")
    assert said.text.startswith("芜湖")
    assert "安徽" in said.text
    assert "G60科创走廊成员" in said.text
    assert "33亿元" in said.text
    assert "截至2023年11月" in said.text
    assert "观察报道2023-11" in said.text


async def test_a_place_that_is_no_member_is_plainly_called_one(talk: Chat) -> None:
    said = await talk("/city 上饶")
    assert "不是G60科创走廊成员" in said.text


async def test_shanghai_is_no_member_but_songjiang_in_it_is(talk: Chat) -> None:
    said = await talk("/city 上海")
    assert "不是G60科创走廊成员" in said.text
    assert "松江" in said.text.split("按主题")[0]


async def test_the_city_ningbo_is_not_given_what_a_man_of_that_name_said(talk: Chat) -> None:
    said = await talk("/city 宁波")
    assert "33亿" not in said.text


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        pytest.param("芜胡", "芜湖", id="a homophone"),
        pytest.param("五湖", "芜湖", id="a homophone that is a word"),
        pytest.param("蕪湖", "芜湖", id="traditional characters"),
        pytest.param("ｗｕｈｕ", "芜湖", id="full-width pinyin"),
        pytest.param("wuhu", "芜湖", id="pinyin"),
        pytest.param("wh", "芜湖", id="initials, a member before another place"),
        pytest.param("湖洲", "湖州", id="one wrong character, not another city"),
        pytest.param("抗州", "杭州", id="a character of like shape"),
        pytest.param("芜湖市", "芜湖", id="the full name"),
        pytest.param("SONGJIANG", "松江", id="English in capitals"),
        pytest.param("  合肥  ", "合肥", id="blanks around"),
    ],
)
async def test_a_city_is_found_by(talk: Chat, typed: str, city: str) -> None:
    said = await talk(f"/city {typed}")
    first = next(line for line in said.text.splitlines() if "　" in line)
    assert first.startswith(city)


@pytest.mark.parametrize("typed", ["宿州", "深圳", "惠州", "徽州", "湖北", "广州", "xyz", "123"])
async def test_another_city_s_name_is_never_bent_into_one_of_the_base(talk: Chat, typed: str) -> None:
    said = await talk(f"/city {typed}")
    assert f"没有找到“{typed}”" in said.text
    assert not any(character.isdigit() for label in said.labels for character in label), "near names carry no figures"


async def test_a_corrected_name_is_said_quietly(talk: Chat) -> None:
    assert (await talk("/city 芜胡")).text.startswith("按“芜湖”查找")
    assert "查找" not in (await talk("/city 芜湖")).text


async def test_a_city_and_a_topic_give_that_topic_only(talk: Chat) -> None:
    said = await talk("/city 湖州 人才")
    assert "“人才”" in said.text
    assert "1611" not in said.text


async def test_a_city_and_words_give_the_fact_that_both_mean(talk: Chat) -> None:
    said = await talk("/city 芜湖 技术合同")
    assert "33亿元" in said.text
    said = await talk("/city 湖州 高新技术企业")
    assert "1611" in said.text


async def test_a_city_and_words_that_nobody_knows_get_an_honest_no_and_the_way_to_the_card(talk: Chat) -> None:
    said = await talk("/city 芜湖 房价")
    assert "没有找到“芜湖 房价”" in said.text
    assert said.labels.count("芜湖") == 1
    assert "G60科创走廊成员" in (await talk.press(said, "芜湖")).text


async def test_two_cities_are_both_shown(talk: Chat) -> None:
    said = await talk("/city 宣城 嘉兴")
    shown = said.text
    while "下一页 ›" in said.labels:
        said = await talk.press(said, "下一页 ›")
        shown += said.text
    assert "宣城　" in shown
    assert "嘉兴　" in shown


async def test_without_a_name_it_shows_how_it_is_used_and_the_cities(talk: Chat) -> None:
    said = await talk("/city")
    assert "用法" in said.text
    assert "芜湖" in said.labels


async def test_pages_turn_in_place_and_a_number_opens_the_fact_in_a_new_message(talk: Chat) -> None:
    first = await talk("/city 松江")
    second = await talk.press(first, "下一页 ›")
    assert second[0].method == "editMessageText"
    assert second.text != first.text
    back = await talk.press(second, "‹ 上一页")
    assert back.text == first.text
    fact = await talk.press(first, "1")
    assert fact[0].method == "sendMessage"
    assert "来源：《" in fact.text


async def test_more_cities_than_a_card_holds_are_cut_and_said_to_be(talk: Chat) -> None:
    said = await talk("/city 松江 嘉兴 杭州 金华 苏州 湖州 宣城 芜湖 合肥")
    assert "请另外查" in said.text
    assert "下一页 ›" in said.labels


@pytest.mark.parametrize("words", ["湖州 产业联盟", "松江 枢纽", "合肥 书记"])
async def test_a_city_with_a_word_finds_what_the_words_find(talk: Chat, words: str) -> None:
    assert (await talk(f"/city {words}")).text.split("\n")[0] == (await talk(words)).text.split("\n")[0]


@pytest.mark.parametrize("words", ["八城市", "3个城市", "走廊十城市", "十五城市有哪些"])
async def test_another_number_of_cities_than_there_are_is_not_recorded(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said.startswith("不是")
    assert "；记录的是：\n\nG60科创走廊成员：松江" in said


@pytest.mark.parametrize("words", ["九城市", "九个城市", "9个城市", "几个城市", "九城市有哪些"])
async def test_the_cities_by_their_number_are_the_members(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("G60科创走廊成员：松江")


@pytest.mark.parametrize(
    "words",
    [
        "除了松江还有哪些成员",
        "除松江外的成员",
        "G60除了松江还包括哪些城市",
        "which other members are there besides Songjiang",
    ],
)
async def test_who_belongs_beside_one_is_asked_of_the_others(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert said == "G60科创走廊成员，除了松江：嘉兴、杭州、金华、苏州、湖州、宣城、芜湖、合肥（8 个；共 9 个）"


async def test_beside_what_is_around_some_those_are_left_out_too(talk: Chat) -> None:
    assert (await talk("除了浙江的，还有哪些成员")).text.startswith(
        "G60科创走廊成员，除了浙江：松江、苏州、宣城、芜湖、合肥（5"
    )


async def test_beside_what_is_no_member_all_are_told_and_that_it_is_none(talk: Chat) -> None:
    said = (await talk("除了南京还有哪些成员")).text
    assert said.startswith("南京：不是G60科创走廊成员\n\nG60科创走廊成员：松江、")


@pytest.mark.parametrize("then", ["其他成员呢", "还有哪些", "还有谁？"])
async def test_the_others_may_be_asked_for_after_one(talk: Chat, then: str) -> None:
    await talk("松江是成员吗")
    assert "除了松江：嘉兴、" in (await talk(then)).text


@pytest.mark.parametrize("words", ["除了松江，飞地还有哪些", "除了湖州还有哪些城市有高企"])
async def test_what_else_there_is_beside_a_place_is_no_question_of_members(talk: Chat, words: str) -> None:
    assert "成员，除了" not in (await talk(words)).text


async def test_what_lies_in_a_member_is_not_said_to_be_outside(talk: Chat) -> None:
    assert (await talk("昆山是G60成员吗")).text.startswith("昆山：属G60科创走廊成员苏州\n")


@pytest.mark.parametrize("words", ["浙江只有杭州吗", "浙江只有杭州是成员吗", "浙江是成员吗"])
async def test_which_parts_of_a_province_are_members_is_told_first(talk: Chat, words: str) -> None:
    head = (await talk(words)).text.partition("\n\n")[0]
    assert "浙江：其中嘉兴、杭州、金华、湖州 4 个是成员；作为整体不是G60科创走廊成员" in head


@pytest.mark.parametrize("words", ["松江只有一个高铁站吗", "湖州只有两个联盟吗"])
async def test_that_there_is_but_one_of_something_else_is_no_question_of_members(talk: Chat, words: str) -> None:
    assert "作为整体" not in (await talk(words)).text


@pytest_asyncio.fixture
async def talk_of_ten(tmp_path: Path) -> AsyncIterator[Chat]:
    """A conversation about a base with a tenth member, and another place, of which nothing is told."""
    file = small_base(tmp_path / "facts.json")
    raw = json.loads(file.read_text(encoding="utf-8"))
    for place_id, name, is_member in (("sansha", "三沙", True), ("lingshui", "陵水", False)):
        place = {"id": place_id, "name": name, "formal": name, "english": place_id, "kind": "city"}
        raw["places"].append(place | ({"member": True} if is_member else {}))
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    chat = Chat(Services.of(load(file)))
    async with chat.application:
        yield chat


@pytest.mark.parametrize("words", ["/cities", "有几个城市"])
async def test_a_member_is_one_whether_or_not_something_is_told_of_it(talk_of_ten: Chat, words: str) -> None:
    said = await talk_of_ten(words)
    assert "、三沙（共 10 个）" in said.text
    assert "芜湖" in said.labels
    assert "三沙" not in said.labels, "a button opens what is told"
    assert (await talk_of_ten("三沙是成员吗")).text.startswith("三沙：G60科创走廊成员")


@pytest.mark.parametrize(
    "words", ["/city 三沙", "三沙", "/city 三沙 人才", pytest.param("/city 陵水", id="another place that is known")]
)
async def test_of_a_place_without_a_fact_it_is_said_that_there_is_none_and_what_to_ask(
    talk_of_ten: Chat, words: str
) -> None:
    said = await talk_of_ten(words)
    assert said.text.endswith("G60科创走廊成员\n还没有它的记录。可以改问别的地方（/cities）或主题（/topics）。")
    assert not said.labels


@pytest.mark.parametrize(
    ("words", "whole"), [("皖高企", "安徽"), ("沪的高企多少家", "上海"), ("浙高新技术企业", "浙江"), ("苏GDP", "江苏")]
)
async def test_a_place_s_one_character_before_a_measure_is_the_place(talk: Chat, words: str, whole: str) -> None:
    said = (await talk(words)).text
    assert said.startswith(f"按“{whole}”查找\n\n没有找到“{words}”的记录")


async def test_a_place_s_one_character_alone_is_the_place(talk: Chat) -> None:
    assert "上海市 · Shanghai" in (await talk("/city 沪")).text


@pytest.mark.parametrize("words", ["浙商", "苏醒", "沪指"])
async def test_it_is_none_where_it_begins_another_word(talk: Chat, words: str) -> None:
    assert "查找" not in (await talk(words)).text.split("\n")[0]


@pytest.mark.parametrize(("asked", "name"), [("南浔区", "南浔"), ("德清县", "德清"), ("嘉定区有什么", "嘉定")])
async def test_a_district_is_known_by_its_own_full_name_without_the_city_around_it(
    talk: Chat, asked: str, name: str
) -> None:
    said = await talk(asked)
    assert said.text.startswith(f"{name}　")  # its card


async def test_a_place_s_one_character_name_is_told_to_be_read_as_it_once(talk: Chat) -> None:
    assert (await talk("浙")).text.startswith("按“浙江”查找\n\n浙江　")

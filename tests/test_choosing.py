"""What somebody types in place of pressing: 第二个, 2, 下一页, the last one; and what he says he had meant."""

from __future__ import annotations

import re

import pytest

from tests.chat import GROUP, Chat, Said, bot_message


def item(said: Said, number: int) -> str:
    """What a list says at a number."""
    found = re.search(rf"^{number}\. (.*)$", said.text, re.MULTILINE)
    assert found
    return found[1].rpartition("　")[2]  # without its day, on a timeline


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("第二个", 2),
        ("第2条", 2),
        ("看第三条", 3),
        ("第三条呢", 3),
        ("4", 4),
        ("the second one", 2),
        ("show me the third", 3),
        ("No. 2", 2),
        ("最后一条", 8),
        ("last one", 8),
        ("第一份", 1),
        ("第２个", 2),
        ("第二家呢", 2),
        ("最上面那个", 1),
        ("最下面那条", 8),
        ("头一条", 1),
        ("the top one", 1),
    ],
)
async def test_an_item_of_a_list_is_opened_by_its_number(talk: Chat, words: str, number: int) -> None:
    said = await talk("量子通信")
    assert item(said, number) in (await talk(words)).text


async def test_a_long_list_is_turned_page_by_page(talk: Chat) -> None:
    assert "第 1/" in (await talk("/timeline")).text
    assert "第 2/" in (await talk("下一页")).text
    third = await talk("下一页")
    assert "第 3/" in third.text
    assert item(third, 18) in (await talk("18")).text
    assert "第 2/" in (await talk("上一页")).text


async def test_another_item_of_the_same_list_is_opened_after_it(talk: Chat) -> None:
    said = await talk("量子通信")
    await talk("第二条")
    assert item(said, 1) in (await talk("第一条")).text
    assert "《" in (await talk("来源")).text.splitlines()[0], "and its card is asked on"


async def test_pages_are_turned(talk: Chat) -> None:
    first = await talk("量子通信")
    second = await talk("下一页")
    assert "第 2/2 页" in second.text
    assert item(second, 9) in (await talk("第9条")).text
    assert (await talk("上一页")).text == first.text
    assert (await talk("next page")).text == second.text
    assert (await talk("previous")).text == first.text


@pytest.mark.parametrize("words", ["第二届", "第二个五年", "12", "第99条", "2021", "第二批", "第二季度"])
async def test_what_names_no_item_of_it_opens_none(talk: Chat, words: str) -> None:
    said = await talk("量子通信")
    opened = (await talk(words)).text
    assert not [number for number in range(1, 9) if item(said, number) in opened]


async def test_of_a_card_nothing_is_numbered(talk: Chat) -> None:
    await talk("量子通信")
    await talk("一网通办多少项")
    assert "没有找到“第二个”" in (await talk("第二个")).text


async def test_what_may_be_meant_is_chosen_by_its_place(talk: Chat) -> None:
    for asked in ("科创飞地有哪些", "松江研发投入强度多少"):
        said = await talk(asked)
        alone = [row[0]["text"] for row in said.messages[0].buttons if len(row) == 1]
        assert alone[0].partition(" · ")[0] in (await talk("第一个")).text
        assert "《" in (await talk("来源")).text, "and it is asked on from"


async def test_a_detail_is_asked_of_an_item_of_the_list(talk: Chat) -> None:
    listed = await talk("量子通信")
    title = (await talk("第二条")).text.splitlines()[0]
    for words in ("第二条的来源", "第二条出处呢", "第二条是哪年的"):
        assert f"说的是：{title}" in (await talk(words)).text
    await talk("单位是什么")
    assert item(listed, 3) in (await talk("第三条")).text, "and another one may still be named"
    assert "没有找到“第99条的来源”" in (await talk("第99条的来源")).text


async def test_a_source_of_the_list_is_opened_by_its_number(talk: Chat) -> None:
    said = await talk("有哪些来源")
    title = item(said, 2).partition("》")[0].removeprefix("《")
    assert title in (await talk("第二份")).text


@pytest.mark.parametrize("words", ["第一份", "第一家", "最上面那个", "the first one", "第二个"])
async def test_where_nothing_is_listed_no_item_is_guessed(talk: Chat, words: str) -> None:
    await talk("湖州高企")
    assert f"没有找到“{words}”：上一条没有列出几条可选" in (await talk(words)).text
    await talk("量子通信")
    assert "上一条这一页只到第 8 条" in (await talk("第99条")).text


async def test_in_a_group_the_list_is_each_person_s_own(talk: Chat) -> None:
    said = await talk("/topics 量子通信", GROUP)
    answered = bot_message(said.text)
    assert item(said, 2) in (await talk("第二个", GROUP, reply_to_message=answered)).text
    other = {"id": 99, "is_bot": False, "first_name": "同事"}
    theirs = await talk("第二个", GROUP, reply_to_message=answered, **{"from": other})
    assert item(said, 2) not in theirs.text


@pytest.mark.parametrize(
    "words",
    [
        "不是湖州，是九城市",
        "不对，我问的是九城市",
        "我是说九城市",
        "我问的是九城市的",
        "错了，应该是九城市",
        "no, i meant 九城市",
    ],
)
async def test_what_was_meant_is_asked_in_place_of_what_was_said(talk: Chat, words: str) -> None:
    await talk("湖州高企")
    said = (await talk(words)).text
    assert said.startswith("按“九城市 高企”查找")
    assert "3.6万余家" in said


async def test_who_says_that_it_is_wrong_sees_by_what_it_can_be_checked(talk: Chat) -> None:
    await talk("湖州高企")
    for words in ("不对", "你说错了", "数字错了吧", "that's wrong"):
        said = (await talk(words)).text
        assert said.startswith("请对照来源核对。")
        assert "《共建共享区域高质量发展机遇" in said


async def test_what_was_said_in_passing_is_not_gone_on_from(talk: Chat) -> None:
    await talk("哈哈")
    assert "按“" not in (await talk("在哪里")).text
    await talk("你说错了")
    assert "按“" not in (await talk("最新的呢")).text


async def test_after_a_no_the_next_thing_is_asked_of_the_same_place(talk: Chat) -> None:
    await talk("湖州新型研发机构多少家")
    await talk("那芜湖")
    assert (await talk("高企呢")).text.startswith("没有芜湖的这项记录；下面说的不是它：")
    assert "宁波（安徽省芜湖市委书记）" in (await talk("书记是谁")).text


@pytest.mark.parametrize(
    ("then", "begins"),
    [
        ("第四届什么时候开的", "按“拍卖会 第四届什么时候开的”查找\n\n没有第四届的这项记录"),
        ("首届在哪开的", "按“拍卖会 首届在哪开的”查找\n\n来源没有写地点"),
        ("有没有2022年的", "按“2022年 拍卖会成交多少”查找\n\n来源只有累计数"),
    ],
)
async def test_another_session_or_year_is_asked_of_the_same_thing(talk: Chat, then: str, begins: str) -> None:
    await talk("拍卖会第一届成交多少")
    assert (await talk(then)).text.startswith(begins)


async def test_who_the_bot_is_is_not_asked_of_the_card(talk: Chat) -> None:
    await talk("湖州高企")
    assert "直接发词就能查" in (await talk("你是谁")).text


@pytest.mark.parametrize("words", ["第99页", "第0页", "page 9"])
async def test_a_page_that_there_is_not_is_not_turned_to(talk: Chat, words: str) -> None:
    await talk("合肥")
    assert (await talk(words)).text == f"没有“{words}”：这份列表有第 1 到第 2 页。"
    assert "第 2/2 页" in (await talk("下一页")).text, "and the list is where it was"


@pytest.mark.parametrize(("words", "shown"), [("第2页", "第 2/2 页"), ("第一页", "第 1/2 页")])
async def test_and_one_that_there_is_is(talk: Chat, words: str, shown: str) -> None:
    await talk("合肥")
    assert shown in (await talk(words)).text

"""/cities, /topics, /sources, /source, /random, /about, /help, /start: what there is."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.catalogue import Catalogue
from bot.loading import load
from bot.services import Services
from handlers import COMMANDS
from tests.bases import MANY, base_of_many
from tests.chat import Chat, Said


async def test_cities_lists_the_nine_members_apart_from_the_others(talk: Chat) -> None:
    said = await talk("/cities")
    members, others = said.text.split("资料提到的其他地方")
    for city in ("松江", "嘉兴", "杭州", "金华", "苏州", "湖州", "宣城", "芜湖", "合肥"):
        assert city in members
    assert "上饶" in others
    assert "苏州的昆山" in members, "which lies in a member, and is not outside"
    assert "上海（其中 1 个是成员）" in others
    assert "G60科创走廊成员" in (await talk.press(said, "宣城")).text


async def test_topics_open_their_facts_own_first_then_background(talk: Chat) -> None:
    said = await talk("/topics")
    topic = await talk.press(said, "协同创新指数")
    assert topic.text.startswith("协同创新指数")
    assert (await talk("/topics 成果转化")).text.startswith("成果转化")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("quantum", "量子通信", id="a word of its English name"),
        pytest.param("空气", "生态环保", id="a part of another name"),
    ],
)
async def test_a_topic_is_known_by_what_stands_in_no_other_name(talk: Chat, words: str, name: str) -> None:
    assert (await talk(f"/topics {words}")).text.startswith(name)


async def test_what_stands_in_the_names_of_several_topics_names_none(talk: Chat) -> None:
    assert (await talk("/topics innovation")).text.startswith("没有找到")


@pytest.mark.parametrize("words", ["/topics 人才 2023", "2023年人才的数据", "人才 2023"])
async def test_of_a_topic_and_a_year_what_is_of_that_year_is_shown_page_by_page(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text.startswith("人才　2023年")
    shown = re.findall("^(20[0-9]{2})年|^截至(20[0-9]{2})年", said.text, re.MULTILINE)
    assert {"".join(each) for each in shown} == {"2023"}


async def test_the_pages_of_a_topic_s_year_stay_with_that_year(talk: Chat) -> None:
    said = await talk("/topics 产业协同 2023")
    assert (await talk.press(said, "下一页 ›")).text.startswith("产业协同　2023年")


async def test_of_a_year_of_which_a_topic_has_nothing_that_is_said_and_all_years_are_shown(talk: Chat) -> None:
    said = await talk("/topics 人才 2005")
    assert said.text.startswith("没有2005年的；下面是各年的：\n\n人才　Talent")


@pytest.mark.parametrize(
    "words",
    [
        "成果转化有哪些数据",
        "给我成果转化的全部资料",
        "写一份关于成果转化的材料",
        "我要写一份关于成果转化的简报，有哪些数据",
        "关于成果转化的资料都列出来",
    ],
)
async def test_all_that_there_is_of_a_topic_is_listed_in_whatever_words(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text.startswith("成果转化　Technology transfer")


@pytest.mark.parametrize("words", ["产业联盟的资料", "湖州的资料", "成果转化基金的数据"])
async def test_the_records_of_a_thing_or_a_place_are_no_topic_s(talk: Chat, words: str) -> None:
    assert "Technology transfer" not in (await talk(words)).text


async def test_background_is_marked_in_every_list(talk: Chat) -> None:
    assert "背景资料" in (await talk("/city 芜湖")).text
    assert "背景资料" in (await talk("/timeline 2019")).text


async def test_sources_say_how_their_date_is_known(talk: Chat) -> None:
    said = await talk("/sources")
    assert "证券时报网" in said.text
    source = await talk.press(said, "纪实报道2019")
    assert "2019年8月8日—12月31日" in source.text
    assert "发布日期：" in source.text


@pytest.mark.parametrize("words", ["证券时报", "stcn-2021", "两规划文件"])
async def test_a_source_is_found_by_name(talk: Chat, words: str) -> None:
    assert "证券时报网" in (await talk(f"/source {words}")).text.splitlines()[1]


async def test_a_source_that_is_not_known_gets_the_list(talk: Chat) -> None:
    assert (await talk("/source 没有这家报纸")).text.startswith("没有找到")


@pytest.mark.parametrize("number", ["9", "0", "999"])
async def test_a_number_that_no_source_has_is_said_above_the_list(talk: Chat, number: str) -> None:
    said = await talk(f"/source {number}")
    assert said.text.startswith(f"没有编号 {number} 的来源，编号到 6 为止。")
    assert len(said.labels) == 6


async def test_how_far_the_sources_reach_is_said_first_and_in_words(talk: Chat) -> None:
    assert (await talk("/sources")).text.startswith("最新的来源发布于2024年5月24日，之后发生的事不在其中。")
    assert "6 个来源，发布于2019年（8月8日以后）到2024年5月24日。" in (await talk("/about")).text


@pytest.mark.parametrize("words", ["数据从哪来", "截至什么时候"])
async def test_of_a_fact_that_is_shown_its_own_source_and_time_are_told(talk: Chat, words: str) -> None:
    await talk("产业联盟多少个")
    assert "最新的来源" not in (await talk(words)).text


async def test_a_source_is_opened_by_its_number_in_any_list(talk: Chat) -> None:
    all_of_them = (await talk("/sources")).text.splitlines()
    third = next(line for line in all_of_them if line.startswith("3. "))
    assert (await talk("/source 3")).text.splitlines()[0] in third
    some = [line for line in (await talk("/source 2022")).text.splitlines() if line[:1].isdigit()]
    assert len(some) == 2
    assert set(some).issubset(all_of_them)


async def test_random_is_a_fact_of_the_subject_itself(talk: Chat) -> None:
    for _ in range(20):
        assert "不是G60科创走廊自身的数据" not in (await talk("/random")).text


@pytest.mark.parametrize("words", ["金华", "2019", "量子", "金华 2019"])
async def test_random_is_of_what_is_named(talk: Chat, words: str) -> None:
    for _ in range(5):
        said = (await talk(f"/random {words}")).text
        assert "没有找到" not in said
        assert all(word in said for word in words.split())


async def test_random_says_that_it_did_not_know_the_words(talk: Chat) -> None:
    assert (await talk("/random 某某")).text.startswith("没有找到“某某”的记录。可以加年份、城市或主题")


async def test_about_says_how_much_there_is_and_up_to_when(talk: Chat, catalogue: Catalogue) -> None:
    said = await talk("/about")
    assert f"{len(catalogue.facts)} 条事实" in said.text
    assert "2024年5月24日" in said.text
    assert (await talk.press(said, "来源")).text.startswith("最新的来源发布于2024年5月24日")


async def test_help_names_every_command_of_the_list(talk: Chat) -> None:
    said = await talk("/help")
    for command in COMMANDS:
        told_of = command.in_menu and not command.for_admins
        assert (f"/{command.name} " in said.text or f"/{command.name}（" in said.text) == told_of
        assert command.chinese in said.text or not told_of


async def test_start_greets_with_examples_that_work(talk: Chat) -> None:
    said = await talk("/start")
    assert said.labels
    for label in said.labels:
        assert "没有找到" not in (await talk.press(said, label)).text


async def test_a_deep_link_opens_its_fact(talk: Chat, catalogue: Catalogue) -> None:
    fact = catalogue.facts[0]
    assert fact.title in (await talk(f"/start f-{fact.id}")).text
    assert "不在资料里" in (await talk("/start f-no-such-fact")).text


async def test_every_example_of_the_base_is_answered(talk: Chat, catalogue: Catalogue) -> None:
    examples = catalogue.about.examples
    asked = [f"/city {e}" for e in examples.city] + [f"/fact {e}" for e in examples.fact]
    asked += (
        [f"/timeline {e}" for e in examples.timeline] + [f"/topics {e}" for e in examples.topics] + list(examples.words)
    )
    for question in asked:
        assert "没有找到" not in (await talk(question)).text, question


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services.of(load(base_of_many(tmp_path_factory.mktemp("many") / "facts.json")))


@pytest_asyncio.fixture
async def talk_of_many(of_many: Services) -> AsyncIterator[Chat]:
    """A conversation about a base that has more of everything than one message holds."""
    chat = Chat(of_many)
    async with chat.application:
        yield chat


async def every_page(talk: Chat, asked: str) -> list[Said]:
    """All pages of a list, each turned to from the one before it. A message that Telegram refuses fails."""
    pages = [await talk(asked)]
    while "下一页 ›" in pages[-1].labels:
        talk.clock.go_on_to(talk.clock.now() + timedelta(seconds=2))  # nobody presses faster
        pages.append(await talk.press(pages[-1], "下一页 ›"))
    return pages


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        pytest.param("/cities", ["城", "镇"], id="places"),
        pytest.param("哪些城市", ["城"], id="members"),
        pytest.param("/topics", ["主题"], id="topics"),
        pytest.param("/sources", ["报道"], id="sources"),
        pytest.param("/trend", ["指标"], id="measures"),
    ],
)
async def test_a_list_of_many_has_a_button_for_each_on_one_of_its_pages(
    talk_of_many: Chat, asked: str, named: list[str]
) -> None:
    pages = await every_page(talk_of_many, asked)
    labels = [label for page in pages for label in page.labels]
    assert [(name, n) for name in named for n in range(1, MANY + 1) if labels.count(f"{name}{n}") != 1] == [], (
        "each once"
    )
    assert [f"第 {n}/{len(pages)} 页" in page.text for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert "‹ 上一页" in pages[-1].labels
    one = next(label for label in pages[0].labels if label.startswith(named[0]))
    assert one in (await talk_of_many.press(pages[0], one)).text


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        pytest.param("/source 走廊发展的长篇纪实报道", True, id="sources of one name"),
        pytest.param("/trend 家底", True, id="measures of one name"),
        pytest.param("G60科创走廊是什么", True, id="topics of the subject"),
        pytest.param("/city 芜湖", True, id="topics of a card"),
        pytest.param("/about", False, id="what there is"),
    ],
)
async def test_of_many_that_no_page_turns_to_it_is_said_that_there_are_more(
    talk_of_many: Chat, asked: str, left_out: bool
) -> None:
    assert ("另有" in (await talk_of_many(asked)).text) == left_out


@pytest.mark.parametrize(
    ("words", "begins", "has"),
    [
        ("有哪些机构", "机构　长三角G60科创走廊\n共 62 条，新的在前\n", "联席会议办公室"),
        ("机构有哪些？", "机构　长三角G60科创走廊\n共 62 条", "联席会议办公室"),
        ("走廊都有什么政策", "政策和举措　长三角G60科创走廊\n共 67 条", "1+7+N"),
        ("有哪些计划", "计划和目标　长三角G60科创走廊\n共 39 条", "计划"),
        ("松江有哪些机构", "机构　松江\n", "石湖荡"),
        ("2019年有哪些政策", "政策和举措　2019年\n", "创新券"),
        ("2024年有什么计划", "计划和目标　2024年\n共 8 条", "预定2024年"),
    ],
)
async def test_what_there_is_of_a_kind_is_listed(talk: Chat, words: str, begins: str, has: str) -> None:
    said = (await talk(words)).text
    assert said.startswith(begins)
    assert has in said


async def test_the_list_of_a_kind_is_turned_to_its_background(talk: Chat) -> None:
    said = await talk("有哪些政策")
    assert "背景资料" not in said.text
    while "下一页 ›" in said.labels:
        said = await talk.press(said, "下一页 ›")
    assert said.text.startswith("政策和举措　长三角G60科创走廊\n")
    assert "背景资料" in said.text


@pytest.mark.parametrize("words", ["飞地有哪些政策", "芜湖和湖州有哪些机构", "2010年有哪些机构", "有多少机构", "机构"])
async def test_another_question_is_no_list_of_a_kind(talk: Chat, words: str) -> None:
    assert "新的在前" not in (await talk(words)).text.split("1. ")[0]


async def test_a_kind_is_listed_whatever_was_spoken_of_and_of_the_place_whose_card_was_shown(talk: Chat) -> None:
    await talk("科创飞地有几个")
    assert (await talk("有哪些机构")).text.startswith("机构　长三角G60科创走廊\n")
    await talk("松江")
    assert "机构　松江\n" in (await talk("有哪些机构")).text


async def test_what_a_kind_has_is_offered_inline(talk: Chat, catalogue: Catalogue) -> None:
    assert (await talk.inline("有哪些机构")).titles[0] == catalogue.of_kind("institution")[0].title


@pytest.mark.parametrize(
    "words", ["G60是什么机构", "松江是什么机构", "为什么政策", "没什么计划", "走廊进展", "松江进展"]
)
async def test_what_something_is_or_why_is_no_list(talk: Chat, words: str) -> None:
    said = (await talk(words)).text
    assert "新的在前\n1." not in said
    assert "：G60科创走廊成员" not in said


async def test_of_what_was_spoken_of_its_own_plan_is_told(talk: Chat) -> None:
    await talk("松江枢纽")
    assert "松江枢纽启用计划" in (await talk("有什么计划")).text


@pytest.mark.parametrize(
    ("words", "count"),
    [
        pytest.param("程向民说了什么", 3, id="by name"),
        pytest.param("苏州市长怎么说", 2, id="by office"),
        pytest.param("What did Cheng Xiangmin say?", 3, id="in English"),
    ],
)
async def test_all_that_somebody_said_is_told(talk: Chat, words: str, count: int) -> None:
    assert f"有 {count} 条：" in (await talk(words)).text.splitlines()


@pytest.mark.parametrize(
    ("words", "has"),
    [
        pytest.param("人才政策有哪些", "人才高地的建设方案", id="what is called otherwise"),
        pytest.param("有哪些产业联盟", "新材料、集成电路、人工智能", id="and not one count at several times"),
    ],
)
async def test_which_ones_there_are_brings_all_that_tell_as_much(talk: Chat, words: str, has: str) -> None:
    said = (await talk(words)).text
    assert has in said
    assert said.count("16个") <= 1


async def test_of_more_than_are_shown_it_is_not_said_that_they_are_all(talk: Chat) -> None:
    said = await talk("还有哪些量子的事")
    assert said.text.startswith("有 7 条最相近的：")
    assert "量子通信　" in (await talk.press(said, "量子通信")).text


async def test_a_city_says_nothing_and_who_is_called_like_one_does(talk: Chat) -> None:
    assert "33亿元" in (await talk("宁波说了什么")).text
    assert (await talk("宁波是谁")).text.startswith("宁波（安徽省芜湖市委书记）")
    assert (await talk("宁波")).text.startswith("宁波　宁波市")

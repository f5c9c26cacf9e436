"""A base in English: its units, what it is asked in other forms of its words, its claims, months and digest."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from bot.loading import load
from bot.services import Services
from tests.chat import Chat
from tests.lakes import base_in_english

NO = "No record of that was found"


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services.of(load(base_in_english(tmp_path_factory.mktemp("lakes") / "lakes.json")))


@pytest_asyncio.fixture
async def talk(lakes: Services) -> AsyncIterator[Chat]:
    chat = Chat(lakes, datetime(2025, 11, 20, 18, 0, tzinfo=UTC))
    async with chat.application:
        yield chat


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("how many startups in Dorwick in 2021", "1850 companies"),
        ("/fact rail upgraded", "640 km"),
        ("/trend startups", "910 companies"),
        ("/compare Dorwick Ashmere startups in 2023", "多1353 companies"),
        ("by how much did patents grow from 2021 to 2023", "增加895 patents"),
        ("how much venture capital in 2022", "6.8 USD billion"),
    ],
)
async def test_a_latin_unit_stands_apart_from_its_number(talk: Chat, question: str, shown: str) -> None:
    assert shown in (await talk(question)).text


async def test_a_percentage_and_a_chinese_unit_stand_right_behind_theirs(talk: Chat, talk_of_twins: Chat) -> None:
    assert "4.6%" in (await talk("unemployment rate")).text
    assert "132平方公里" in (await talk_of_twins("成都科学城面积")).text


async def test_what_a_base_in_english_offers_is_neither_pinyin_nor_traditional_characters(
    talk: Chat, talk_of_twins: Chat
) -> None:
    for command in ("/start", "/help"):
        said = (await talk(command)).text
        assert "拼音" not in said
        assert "繁体" not in said
    assert "打错字也认得。\nAsk in English" in (await talk("/start")).text
    assert "打错字、拼音、繁体也认得。" in (await talk_of_twins("/start")).text


async def test_a_name_that_is_english_itself_is_told_once(talk: Chat) -> None:
    assert (await talk("/about")).text.count("Two Lakes Corridor") == 1
    assert (await talk("/city Dorwick")).text.startswith("Dorwick　City of Dorwick\n")
    assert (await talk("/topics Freight")).text.startswith("Freight\n")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("when did the water hub open", "2019年3月14日", id="opened"),
        pytest.param("how much cargo did Ashmere handle", "13.2 million tonnes", id="handled"),
        pytest.param(
            "how much venture capital was invested in 2022?", "6.8 USD billion", id="of money in another currency"
        ),
        pytest.param("how many km of rail were upgraded by 2023", "640 km", id="of what is measured, and no thing"),
        pytest.param("Dorwick's start-ups", "Startups in Dorwick", id="a possessive and a hyphen"),
    ],
)
async def test_another_form_of_a_word_finds_the_fact_that_has_it(talk: Chat, question: str, first: str) -> None:
    assert (await talk(question)).text.startswith(first)


async def test_patented_is_of_patents_and_of_the_year_that_is_named(talk: Chat) -> None:
    assert "6120 patents" in (await talk("patented in 2021")).text


@pytest.mark.parametrize(
    "question", ["who invented the water hub", "hospitals opened in Dorwick", "how was rail financed"]
)
async def test_a_word_that_no_fact_has_in_any_form_gets_a_no(talk: Chat, question: str) -> None:
    assert "没有找到" in (await talk(question)).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("is it true that Dorwick had 2263 startups in 2023?", "与记录相符：2263 startups。"),
        ("is it true that Dorwick had 2500 startups in 2023?", "不是2500 startups；记录的是："),
        ("is it true that venture capital was 7.1 billion dollars in 2023?", "与记录相符：71亿美元。"),
        ("is it true that venture capital was USD 9 billion in 2023?", "不是90亿美元；记录的是："),
        ("did the port of Ashmere handle 13.2 million tonnes?", "与记录相符：1320万吨。"),
        ("did the port of Ashmere handle 20 million tonnes?", "不是2000万吨；记录的是："),
        ("is it true that 640 km of freight rail were upgraded?", "与记录相符：640公里。"),
        ("is it true that 700 km of freight rail were upgraded?", "不是700公里；记录的是："),
    ],
)
async def test_a_claim_in_english_is_held_against_a_figure_in_english(talk: Chat, question: str, first: str) -> None:
    assert (await talk(question)).text.startswith(first)


async def test_the_year_before_a_name_is_no_amount_that_is_claimed(talk: Chat) -> None:
    assert "2000 participants" in (await talk("did the 2024 summit draw 2000 participants?")).text.split("记录")[0]
    assert "几个数" not in (await talk("did the 2024 summit draw 1400 participants?")).text


async def test_what_is_told_is_not_said_to_be_untold(talk: Chat) -> None:
    founded = (await talk("when was the seed fund founded")).text
    assert "2020年6月" in founded
    assert "没有写何时成立" not in founded
    earlier = (await talk("unemployment in 2021")).text
    assert "5.3%" in earlier
    assert "没有2021年" not in earlier
    assert "没有2019年的这项记录" in (await talk("unemployment in 2019")).text
    assert "没有全年的数" not in (await talk("how many participants did the summit have in 2024?")).text


@pytest.mark.parametrize(
    ("question", "month"),
    [
        ("what happened in March", "3月"),
        ("November", "11月"),
        ("anniversaries in May?", "5月"),
        ("/on September", "9月"),
        ("what happened in March 2019", "2019年3月"),
    ],
)
async def test_an_english_month_is_that_month_of_all_years_or_of_the_one_named(
    talk: Chat, question: str, month: str
) -> None:
    assert (await talk(question)).text.startswith(month)


async def test_a_word_that_begins_like_a_month_is_none(talk: Chat) -> None:
    assert not (await talk("marching")).text.startswith("3月")


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("daily digest at 7pm", "每天 19:00"),
        ("send me the digest at 8 every Monday", "每周一 08:00"),
        ("send the digest on weekdays at 7:30", "周一至周五 07:30"),
    ],
)
async def test_a_digest_is_ordered_in_english(talk: Chat, words: str, rhythm: str) -> None:
    assert (await talk(words)).text.startswith(f"已订阅：{rhythm}")
    assert "已退订" in (await talk("stop the digest")).text


@pytest.mark.parametrize("words", ["what is in the digest on Monday", "every Monday"])
async def test_what_only_names_the_digest_or_a_day_orders_none(talk: Chat, words: str) -> None:
    assert "已订阅" not in (await talk(words)).text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("where was the summit held in 2024", "Ashmere"),
        ("where is the water hub", "Dorwick"),
        ("where will the hydrogen terminal open", "Ashmere"),
    ],
)
async def test_the_place_comes_first_where_it_is_asked_for(talk: Chat, question: str, first: str) -> None:
    assert (await talk(question)).text.startswith(f"{first}\n")


async def test_where_something_else_was_founded_is_not_where_the_subject_was(talk: Chat) -> None:
    assert "Seed Fund" not in (await talk("where was the corridor founded")).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("which city has the most startups in 2023", "最多的是Dorwick：2263 companies"),
        ("which city has the fewest startups in 2023?", "最少的是Ashmere：910 companies"),
        ("in which year were the most patents granted", "最多的是2023年：7015 patents"),
        ("which year saw the lowest venture capital", "最低的是2022年：6.8 USD billion"),
    ],
)
async def test_most_and_least_are_told_in_english_too(talk: Chat, question: str, told: str) -> None:
    assert told in (await talk(question)).text


async def test_most_of_what_no_city_has_a_figure_of_gets_a_no(talk: Chat) -> None:
    assert NO in (await talk("which city has the most hospitals")).text


@pytest.mark.parametrize(
    ("question", "title", "one"),
    [
        ("what plans are there", "计划和目标", "hydrogen terminal"),
        ("list of institutions", "机构", "Seed Fund"),
        ("which policies are there?", "政策和举措", "talent desk"),
        ("what institutions are there in Ashmere", "机构　Ashmere", "Seed Fund"),
        ("what is planned for 2027", "时间线　2027年", "hydrogen terminal"),
        ("list all events", "时间线", "Water Hub"),
    ],
)
async def test_what_there_is_of_a_kind_is_listed_in_english(talk: Chat, question: str, title: str, one: str) -> None:
    said = (await talk(question)).text
    assert said.startswith(title)
    assert one in said


async def test_who_asks_what_institutions_did_gets_no_list(talk: Chat) -> None:
    assert not (await talk("which institutions founded the water hub")).text.startswith("机构")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("was the 2024 summit held in Ashmere?", "Lakes Summit 2024"),
        ("is it true that the rail upgraded is longer than 600 km?", "与记录相符：超过600公里。"),
    ],
)
async def test_a_year_is_no_amount_and_longer_is_more(talk: Chat, question: str, first: str) -> None:
    assert first in (await talk(question)).text


async def test_what_goes_on_from_a_question_is_read_without_a_preposition_that_hangs(talk: Chat) -> None:
    await talk("how many startups in Dorwick in 2021")
    said = (await talk("and in 2023?")).text
    assert said.startswith("按“Dorwick 2023 how many startup”查找")
    assert "2263 companies" in said


async def test_a_chinese_base_is_asked_in_english_units_as_well(talk_of_twins: Chat) -> None:
    so = (await talk_of_twins("is it true that the science city is 132 square kilometres?")).text
    assert "132平方公里" in so
    assert "不是" not in so
    assert "不是140平方公里" in (await talk_of_twins("is the science city 140 square kilometres?")).text

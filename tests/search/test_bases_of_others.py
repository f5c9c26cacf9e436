"""What another desk's base brings that the first has not: units of its own, a country without facts, two cities."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.loading import load
from bot.services import Services
from bot.talk.answers import by_fact
from tests.bases import small_base
from tests.chat import Chat

TRAINS = {
    "id": "trains-2023",
    "title": "中欧班列开行量（2023年）",
    "statement": "2023年，中欧班列开行5300列，约占全国的30%。",
    "kind": "figure",
    "source": "momentum-2024",
    "places": ["g60"],
    "topics": ["governance"],
    "evidence": ["5300列"],
    "as_of": "2023",
    "figures": [{"value": 5300, "unit": "列", "indicator": "trains", "basis": "year"}],
}
DISTRICT = {
    "id": "district-2020",
    "title": "临港新片区设立",
    "statement": "2020年设立的临港新片区，位于松江与嘉兴之间。",
    "kind": "institution",
    "source": "momentum-2024",
    "places": ["songjiang", "jiaxing"],
    "topics": ["governance"],
    "evidence": ["2020年"],
    "date": "2020",
}
INDICATOR = {
    "id": "trains",
    "name": "中欧班列开行量",
    "aliases": ["China-Europe trains"],
    "unit": "列",
    "bases": {"year": "当年"},
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    file = small_base(tmp_path_factory.mktemp("others") / "facts.json", TRAINS, DISTRICT)
    raw = json.loads(file.read_text(encoding="utf-8"))
    raw["indicators"] = [INDICATOR]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return Services.of(load(Path(file)))


@pytest.mark.parametrize(
    "question", ["中欧班列2023年开了多少列", "中欧班列跑了几列", "how many China-Europe trains", "China-Europe trains"]
)
def test_what_is_counted_in_a_unit_of_the_base_is_found(services: Services, question: str) -> None:
    assert "5300列" in by_fact(question, "fact", services).html


@pytest.mark.parametrize("question", ["双城经济圈是哪两个地方", "成渝是哪两个城市"])
async def test_which_so_many_the_subject_is_brings_its_members(talk_of_twins: Chat, question: str) -> None:
    assert (await talk_of_twins(question)).text.startswith("双城经济圈核心城市：成都、重庆")


def test_what_lies_between_two_places_is_told_to_be_at_none_of_them(services: Services) -> None:
    assert not by_fact("临港新片区在哪里", "fact", services).html.startswith("<b>松江")


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("十五城市", "十五城市协同倡议", id="a number of cities, and no city that looks like it"),
        pytest.param("沿城市有多少实验室", "43家", id="what stands before a word, and no city that sounds like it"),
    ],
)
def test_what_counts_cities_or_leads_up_to_them_is_no_slip_for_one(twins: Services, question: str, shown: str) -> None:
    said = by_fact(question, "fact", twins).html
    assert shown in said
    assert "查找" not in said


@pytest.mark.parametrize("question", ["选城市", "严城市"])
def test_a_slip_for_a_city_is_put_right(twins: Services, question: str) -> None:
    assert "查找" in by_fact(question, "fact", twins).html


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        pytest.param("第二届成渝双城科技成果展什么时候举行", "2023年11月9日", id="words of the subject inside a title"),
        pytest.param("首届成渝双城科技成果展展出了多少成果", "320项", id="a figure of another session"),
        pytest.param("第三届成渝地区双城经济圈科技成果交易博览会在哪里举行", "<b>重庆", id="a very long title"),
    ],
)
def test_a_title_that_stands_entire_in_a_question_is_found_whatever_names_it_has_inside(
    twins: Services, question: str, shown: str
) -> None:
    assert shown in by_fact(question, "fact", twins).html


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("中欧班列5300列对吗", "与记录相符：5300列。", id="a unit that an indicator has"),
        pytest.param("中欧班列6000列对吗", "不是6000列；记录的是：", id="another number of it"),
        pytest.param("中欧班列超过5000列吗", "与记录相符：超过5000列。", id="more than so many"),
        pytest.param("渝北工厂年产能30万辆吗", "不是30万辆；记录的是：", id="a unit that no indicator has"),
        pytest.param("成都科学城面积132平方公里对吗", "与记录相符：132平方公里。", id="an area"),
        pytest.param("2023年两地中欧班列开行5300列", "与记录相符：5300列。", id="a statement that is to be checked"),
    ],
)
def test_a_claim_in_whatever_is_counted_is_held_against_the_figure(twins: Services, question: str, first: str) -> None:
    assert by_fact(question, "fact", twins).html.startswith(first)


def test_a_unit_that_begins_another_word_claims_nothing(twins: Services) -> None:
    assert "5300列" not in by_fact("中欧班列6000列车长对吗", "fact", twins).html


@pytest.mark.parametrize(
    ("question", "told"),
    [
        pytest.param("规划纲要什么时候发布的", "<b>2021年10月20日</b>", id="of a document that was 印发"),
        pytest.param("规划纲要什么时候公布", "<b>2021年10月20日</b>", id="the same"),
        pytest.param("协同倡议什么时候出台", "<b>2022年12月</b>", id="of one that was 发布"),
        pytest.param("西部科学城成立时间", "<b>2020年6月3日</b>", id="of what was 揭牌"),
        pytest.param("协同创新研究院什么时候成立的", "<b>2022年9月8日</b>", id="the same as a question"),
    ],
)
def test_when_it_was_is_told_where_it_was_done_in_another_word(twins: Services, question: str, told: str) -> None:
    assert by_fact(question, "fact", twins).html.startswith(told)


def test_when_something_was_unveiled_is_not_when_it_was_set_up(services: Services) -> None:
    assert not by_fact("临港新片区什么时候揭牌", "fact", services).html.startswith("<b>2020年")


@pytest.mark.parametrize("question", ["西部科学城在哪里", "西部科学城位于哪里", "西部科学城在沙坪坝吗"])
def test_where_a_meeting_on_something_was_held_is_not_where_that_is(twins: Services, question: str) -> None:
    said = by_fact(question, "fact", twins).html
    assert not said.startswith("<b>沙坪坝")
    assert "与记录相符" not in said


@pytest.mark.parametrize("question", ["西部科学城推进会在哪里", "西部科学城推进会在哪开的", "西部科学城在哪里开的会"])
def test_where_a_meeting_was_held_is_told_to_who_asks_for_that(twins: Services, question: str) -> None:
    assert by_fact(question, "fact", twins).html.startswith("<b>沙坪坝")


def test_a_claim_where_a_meeting_was_held_is_confirmed(twins: Services) -> None:
    assert by_fact("西部科学城推进会在沙坪坝吗", "fact", twins).html.startswith("与记录相符：沙坪坝。")


@pytest.mark.parametrize(
    "question",
    [
        "协同创新研究院理事长是谁",
        "谁任协同创新研究院理事长",
        "协同创新研究院理事长由谁担任",
        "协同创新研究院由谁任理事长",
    ],
)
def test_who_holds_an_office_by_the_words_of_a_fact_comes_first(twins: Services, question: str) -> None:
    assert by_fact(question, "fact", twins).html.startswith("<b>李文渊</b>　任理事长\n")


@pytest.mark.parametrize("question", ["协同创新研究院副理事长是谁", "协同创新研究院什么时候揭牌"])
def test_a_deputy_is_not_the_holder_and_who_holds_an_office_is_told_to_who_asks(twins: Services, question: str) -> None:
    assert "任理事长\n" not in by_fact(question, "fact", twins).html


@pytest.mark.parametrize(
    "question", ["双城经济圈面积", "成渝面积多大", "成都面积", "成都市的面积是多少", "天府新区有多大面积"]
)
def test_the_area_of_a_part_is_not_the_whole_s_and_is_offered_by_its_name(twins: Services, question: str) -> None:
    said = by_fact(question, "fact", twins)
    assert said.html.startswith("没有找到")
    assert "成都科学城的面积" in [button.label for row in said.rows for button in row]


@pytest.mark.parametrize("question", ["成都科学城面积", "科学城面积多大"])
def test_the_area_of_the_part_itself_is_told(twins: Services, question: str) -> None:
    said = by_fact(question, "fact", twins).html
    assert "132平方公里" in said
    assert "合在一起" not in said


@pytest.mark.parametrize("question", ["走廊有哪些城市", "走廊包括哪几个城市"])
def test_which_cities_is_not_answered_by_what_names_none_and_only_ends_in_that_name(
    twins: Services, question: str
) -> None:
    said = by_fact(question, "fact", twins)
    assert said.html.startswith("没有找到")
    assert "成渝氢走廊启动" in [button.label for row in said.rows for button in row]


def test_which_cities_is_answered_by_what_counts_them(twins: Services) -> None:
    assert "十五城市协同倡议" in by_fact("十五城市有哪些", "fact", twins).html


PLAIN = [{"label": "中欧班列开行量", "value": 5300, "unit": "列"}]
TARGETS = {
    "id": "targets-2030",
    "title": "建设方案2030年目标",
    "statement": "按2024年5月提出的方案，2030年中欧班列开行达9000列，口岸增至12个。",
    "kind": "plan",
    "source": "momentum-2024",
    "places": ["g60"],
    "topics": ["governance"],
    "evidence": ["2030年"],
    "as_of": "2024-05",
    "due": "2030",
    "figures": [
        {"label": "中欧班列开行量", "value": 9000, "unit": "列", "qualifiers": ["达"]},
        {"label": "口岸", "value": 12, "unit": "个"},
    ],
}


@pytest.mark.parametrize("question", ["2030年中欧班列开行多少列", "2030年中欧班列开行量"])
def test_what_is_planned_for_a_year_is_what_is_asked_of_that_year(tmp_path: Path, question: str) -> None:
    services = Services.of(load(small_base(tmp_path / "facts.json", {**TRAINS, "figures": PLAIN}, TARGETS)))
    said = by_fact(question, "fact", services).html
    assert "9000列" in said.split("时点：")[0]
    assert "没有2030年" not in said


def test_what_was_is_not_what_is_planned(tmp_path: Path) -> None:
    services = Services.of(load(small_base(tmp_path / "facts.json", {**TRAINS, "figures": PLAIN}, TARGETS)))
    assert "5300列" in by_fact("2023年中欧班列开行多少列", "fact", services).html.split("\n\n")[0]
    assert "没有2029年" in by_fact("2029年中欧班列开行多少列", "fact", services).html
